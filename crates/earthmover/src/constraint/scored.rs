//! Groups of images scored by a critic, and the way back from their scores.

use burn::Tensor;

use crate::critic::Critic;
use crate::network::Trace;
use crate::parameters::Named;

/// Groups of images with their scores.
pub(super) struct Scored {
    /// The scores of each group, [images].
    pub(super) scores: Vec<Tensor<1>>,
    /// The passes they were made in, each with the number of groups in it.
    passes: Vec<(Trace, usize)>,
}

impl Scored {
    /// Groups that pass the critic together, but where a score depends on the other images of its
    /// pass: there each group passes apart, as in the notebook.
    pub(super) fn new(critic: &Critic, groups: Vec<Tensor<2>>) -> Self {
        let mut scored = Self {
            scores: Vec::new(),
            passes: Vec::new(),
        };
        if critic.couples_samples() {
            for group in groups {
                scored.add(critic, vec![group]);
            }
        } else {
            scored.add(critic, groups);
        }
        scored
    }

    /// Further groups, in one pass; its trace.
    pub(super) fn add(&mut self, critic: &Critic, groups: Vec<Tensor<2>>) -> &Trace {
        let sizes: Vec<usize> = groups.iter().map(|group| group.dims()[0]).collect();
        let images = match <[Tensor<2>; 1]>::try_from(groups) {
            Ok([group]) => group,
            Err(groups) => Tensor::cat(groups, 0),
        };
        let (scores, trace) = critic.trace(images, None);
        let count = sizes.len();
        if count == 1 {
            self.scores.push(scores);
        } else {
            self.scores.extend(scores.split_with_sizes(sizes, 0));
        }
        self.passes.push((trace, count));
        let (trace, _) = &self.passes[self.passes.len() - 1];
        trace
    }

    /// The trace of the first pass.
    pub(super) fn trace(&self) -> &Trace {
        &self.passes[0].0
    }

    /// The gradients of the critic's parameters, where `gradients` are those at the scores of each
    /// group.
    pub(super) fn gradients(&self, critic: &Critic, gradients: Vec<Tensor<1>>) -> Named {
        let mut groups = gradients.into_iter();
        let mut whole = Named::new();
        for (trace, count) in &self.passes {
            let mut groups: Vec<Tensor<1>> = groups.by_ref().take(*count).collect();
            let gradient = if groups.len() == 1 {
                groups.remove(0)
            } else {
                Tensor::cat(groups, 0)
            };
            add(&mut whole, critic.gradients(trace, gradient));
        }
        whole
    }
}

/// Adds gradients to gradients.
pub(super) fn add(whole: &mut Named, part: Named) {
    for (name, gradient) in part {
        let sum = match whole.remove(&name) {
            Some(before) => before + gradient,
            None => gradient,
        };
        whole.insert(name, sum);
    }
}
