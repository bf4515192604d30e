//! Groups of images scored by a critic, and the way back from their scores.

use burn::Tensor;
use burn::tensor::{Device, Int};

use crate::kernels::leaves::{Leaves, Portion};
use crate::kernels::memory::{from_places, from_vec};
use crate::kernels::on;
use crate::network::Critic;
use crate::network::Trace;
use crate::network::parameters::Named;

/// Groups of images with their scores.
pub(super) struct Scored {
    portion: Portion,
    passes: Vec<ScoredPass>,
    /// Where each group's scores are.
    groups: Vec<Group>,
}

/// One pass of the critic: a source of gradients, whose sums over rows have a tree of their own.
struct ScoredPass {
    trace: Trace,
    /// The scores of the pass, [images].
    scores: Tensor<1>,
    leaves: Leaves,
}

#[derive(Clone, Copy)]
struct Group {
    pass: usize,
    first: usize,
    rows: usize,
}

/// The part that each score plays in the loss: its share in the gap, and the pair that it is an end of, with
/// its sign in that pair's difference.
#[derive(Clone, Debug)]
pub(super) struct Roles(Vec<Vec<Role>>);

#[derive(Clone, Copy, Debug, Default)]
struct Role {
    in_gap: f32,
    pair: Option<(usize, f32)>,
}

impl Scored {
    /// Scores groups of images, all in one pass of the critic. Where a score depends on the other images of
    /// its pass, each group has a pass of its own, as in the notebook.
    pub(super) fn new(critic: &Critic, groups: Vec<Tensor<2>>, portion: Portion) -> Self {
        let mut scored = Self {
            portion,
            passes: Vec::new(),
            groups: Vec::new(),
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

    /// Scores further groups, in one pass.
    pub(super) fn add(&mut self, critic: &Critic, groups: Vec<Tensor<2>>) {
        let mut first = 0;
        for group in &groups {
            let [rows, _] = group.dims();
            self.groups.push(Group {
                pass: self.passes.len(),
                first,
                rows,
            });
            first += rows;
        }
        let rows = groups.iter().map(|group| group.dims()[0]).collect();
        let leaves = Leaves::new(self.portion, rows);
        let (scores, trace) = critic.trace(on(&groups[0]).stack(groups), None);
        self.passes.push(ScoredPass {
            trace,
            scores,
            leaves,
        });
    }

    /// The device that the scores are on.
    pub(super) fn device(&self) -> Device {
        self.passes[0].scores.device()
    }

    /// The leaves that are here.
    pub(super) fn portion(&self) -> Portion {
        self.portion
    }

    /// The trace of the first pass.
    pub(super) fn trace(&self) -> &Trace {
        &self.passes[0].trace
    }

    /// How many images a group has.
    pub(super) fn count(&self, group: usize) -> usize {
        self.groups[group].rows
    }

    /// The row of a group's first image in its pass.
    pub(super) fn first(&self, group: usize) -> usize {
        self.groups[group].first
    }

    /// All scores, if they are of one pass.
    pub(super) fn only_scores(&self) -> Option<Tensor<1>> {
        match self.passes.as_slice() {
            [pass] => Some(pass.scores.clone()),
            _ => None,
        }
    }

    /// The gradients of the critic's parameters, where `gradient` is that at the scores, which are of one
    /// pass.
    pub(super) fn gradients_of(&self, critic: &Critic, gradient: Tensor<1>) -> Vec<Named> {
        vec![critic.gradients(self.trace(), gradient)]
    }

    /// The scores of `rows` images of a group, from the `skipped`-th on.
    pub(super) fn scores(&self, group: usize, skipped: usize, rows: usize) -> Tensor<1> {
        let Group { pass, first, .. } = self.groups[group];
        let scores = &self.passes[pass].scores;
        if first + skipped == 0 && rows == scores.dims()[0] {
            return scores.clone();
        }
        scores.clone().narrow(0, first + skipped, rows)
    }

    /// Roles in which no score plays a part yet.
    pub(super) fn roles(&self) -> Roles {
        let roles = |pass: &ScoredPass| vec![Role::default(); pass.scores.dims()[0]];
        Roles(self.passes.iter().map(roles).collect())
    }

    fn role<'a>(&self, roles: &'a mut Roles, group: usize, row: usize) -> &'a mut Role {
        let Group { pass, first, .. } = self.groups[group];
        &mut roles.0[pass][first + row]
    }

    /// Lets each score of a group have this share in the gap.
    pub(super) fn share_in_gap(&self, roles: &mut Roles, group: usize, share: f64) {
        for row in 0..self.groups[group].rows {
            self.role(roles, group, row).in_gap = share as f32;
        }
    }

    /// Makes a score an end of a pair, with this sign in its difference.
    pub(super) fn end(&self, roles: &mut Roles, group: usize, row: usize, pair: (usize, f32)) {
        self.role(roles, group, row).pair = Some(pair);
    }

    /// The gap, the sum of the shares that scores have in it; for each finished subtree of the leaves.
    pub(super) fn gap(&self, roles: &Roles) -> Tensor<1> {
        let passes = self.passes.iter().zip(&roles.0);
        let parts = passes.filter(|(_, roles)| roles.iter().any(|role| role.in_gap != 0.0));
        let parts = parts.map(|(pass, roles)| {
            let shares = shares(roles, 1.0, &pass.scores.device());
            on(&shares).total(pass.scores.clone() * shares, &pass.leaves)
        });
        match parts.reduce(|sum, part| sum + part) {
            Some(gap) => gap,
            None => unreachable!("digits and fakes are always scored"),
        }
    }

    /// The gradients of the critic's parameters for the loss −gap + penalty, where `by_difference` is the
    /// gradient of the penalty at each pair's difference; for −gap alone where there is none. There are those
    /// from each pass, for each finished subtree of its leaves.
    pub(super) fn gradients(
        &self,
        critic: &Critic,
        roles: &Roles,
        by_difference: Option<&Tensor<1>>,
    ) -> Vec<Named> {
        let mut sources = Vec::new();
        for (pass, roles) in self.passes.iter().zip(&roles.0) {
            let device = pass.scores.device();
            let mut gradient = shares(roles, -1.0, &device);
            if let Some(by_difference) = by_difference
                && roles.iter().any(|role| role.pair.is_some())
            {
                let (pairs, signs) = ends(roles, &device);
                gradient = gradient + by_difference.clone().select(0, pairs) * signs;
            }
            sources.push(critic.gradients_by(&pass.trace, gradient, &pass.leaves));
        }
        sources
    }
}

/// The share of each score in the gap, times `factor`.
fn shares(roles: &[Role], factor: f32, device: &Device) -> Tensor<1> {
    let shares: Vec<f32> = roles.iter().map(|role| factor * role.in_gap).collect();
    let count = shares.len();
    from_vec(shares, [count], device)
}

/// The pair that each score is an end of, and its sign there. A score that is an end of none has the first
/// pair, and the sign 0.
fn ends(roles: &[Role], device: &Device) -> (Tensor<1, Int>, Tensor<1>) {
    let pairs = roles.iter().map(|role| role.pair.unwrap_or((0, 0.0)));
    let (places, signs): (Vec<usize>, Vec<f32>) = pairs.unzip();
    let count = places.len();
    (
        from_places(places, device),
        from_vec(signs, [count], device),
    )
}

/// Adds gradients to gradients.
pub(crate) fn add(whole: &mut Named, part: Named) {
    for (name, gradient) in part {
        let sum = match whole.remove(&name) {
            Some(before) => before + gradient,
            None => gradient,
        };
        whole.insert(name, sum);
    }
}
