//! The pairs that a slope penalty looks at, scored together with the batch.

use burn::Tensor;
use burn::module::Module;

use super::gradient::{between, direction, first, floored, mixed, norms, unit};
use super::{CriticBatch, Draws, rows};
use crate::config::{Pairs, SlopePenalty};
use crate::critic::Critic;

/// The gap of a batch, and its pairs.
pub(super) struct ScoredPairs {
    /// mean f(real) − mean f(fake), one number on the autodiff graph.
    pub(super) gap: Tensor<1>,
    /// |f(x) − f(y)| of each pair, on the graph.
    pub(super) difference: Tensor<1>,
    /// ‖x − y‖ of each pair, off it.
    pub(super) distance: Tensor<1>,
}

impl ScoredPairs {
    pub(super) fn new(penalty: &SlopePenalty, critic: &Critic, batch: &CriticBatch) -> Self {
        let share = penalty.share;
        match (penalty.pairs, &batch.draws) {
            (Pairs::Adversarial, _) => adversarial(penalty, critic, batch),
            (Pairs::RealReal, _) => real_real(critic, batch, share),
            (Pairs::Pooled, Draws::Order(order)) => {
                let pool = Tensor::cat(vec![batch.real.clone(), batch.fake.clone()], 0);
                pooled(critic, batch, pool, order.clone(), share)
            }
            (Pairs::Segment, Draws::TwoMixes([here, there])) => {
                let (real, fake) = (first(&batch.real, share), first(&batch.fake, share));
                let x = mixed(real.clone(), fake.clone(), here);
                let y = mixed(real, fake, there);
                apart(critic, batch, x, y)
            }
            // Where the draws that a kind of pair needs are not given.
            (Pairs::RealFake | Pairs::Pooled | Pairs::Segment, _) => {
                Self::real_fake(critic, batch, share)
            }
        }
    }

    /// Each digit with the fake of its row.
    pub(super) fn real_fake(critic: &Critic, batch: &CriticBatch, share: f64) -> Self {
        let scores = scores(critic, vec![batch.real.clone(), batch.fake.clone()]);
        let (x, y) = (first(&batch.real, share), first(&batch.fake, share));
        let rows = x.dims()[0];
        let left = scores[0].clone().narrow(0, 0, rows);
        let right = scores[1].clone().narrow(0, 0, rows);
        Self::of(&scores, left, right, norms(x - y))
    }

    /// |f(x) − f(y)| / ‖x − y‖ of each pair, on the graph.
    pub(super) fn slopes(&self) -> Tensor<1> {
        self.difference.clone() / Tensor::from_inner(floored(self.distance.clone()))
    }

    /// `scores` begins with those of the digits and of the fakes.
    fn of(scores: &[Tensor<1>], left: Tensor<1>, right: Tensor<1>, distance: Tensor<1>) -> Self {
        Self {
            gap: scores[0].clone().mean() - scores[1].clone().mean(),
            difference: (left - right).abs(),
            distance,
        }
    }
}

/// Pairs (x, y) that are no part of the batch.
fn apart(critic: &Critic, batch: &CriticBatch, x: Tensor<4>, y: Tensor<4>) -> ScoredPairs {
    let distance = norms(x.clone() - y.clone());
    let groups = vec![batch.real.clone(), batch.fake.clone(), x, y];
    let scores = scores(critic, groups);
    ScoredPairs::of(&scores, scores[2].clone(), scores[3].clone(), distance)
}

/// Each digit of the first half with one of the second; the last of an odd batch is left out.
fn real_real(critic: &Critic, batch: &CriticBatch, share: f64) -> ScoredPairs {
    let half = batch.real.dims()[0] / 2;
    let rows = rows(share, half);
    let (x, y) = (
        batch.real.clone().narrow(0, 0, rows),
        batch.real.clone().narrow(0, half, rows),
    );
    if critic.couples_samples() {
        return apart(critic, batch, x, y);
    }
    let scores = scores(critic, vec![batch.real.clone(), batch.fake.clone()]);
    let left = scores[0].clone().narrow(0, 0, rows);
    let right = scores[0].clone().narrow(0, half, rows);
    ScoredPairs::of(&scores, left, right, norms(x - y))
}

/// The images of `pool` in the given order: the first half of them with the second.
fn pooled(
    critic: &Critic,
    batch: &CriticBatch,
    pool: Tensor<4>,
    order: Tensor<1, burn::tensor::Int>,
    share: f64,
) -> ScoredPairs {
    let half = order.dims()[0] / 2;
    let rows = rows(share, half);
    let (here, there) = (
        order.clone().narrow(0, 0, rows),
        order.narrow(0, half, rows),
    );
    let x = pool.clone().select(0, here.clone());
    let y = pool.select(0, there.clone());
    if critic.couples_samples() {
        return apart(critic, batch, x, y);
    }
    let scores = scores(critic, vec![batch.real.clone(), batch.fake.clone()]);
    let all = Tensor::cat(scores.clone(), 0);
    let (here, there) = (Tensor::from_inner(here), Tensor::from_inner(there));
    let (left, right) = (all.clone().select(0, here), all.select(0, there));
    ScoredPairs::of(&scores, left, right, norms(x - y))
}

/// A point of each real–fake segment with the one `step` further along the critic's gradient.
fn adversarial(penalty: &SlopePenalty, critic: &Critic, batch: &CriticBatch) -> ScoredPairs {
    let from = between(batch, penalty.share);
    let distance = Tensor::full([from.dims()[0]], penalty.step, &from.device());
    if !critic.is_piecewise_linear() {
        let to = from.clone() + direction(critic, from.clone()) * penalty.step;
        return ScoredPairs {
            distance,
            ..apart(critic, batch, from, to)
        };
    }
    // The pass that scores the first points is also the one that the gradient there needs.
    let groups = vec![batch.real.clone(), batch.fake.clone(), from.clone()];
    let sizes: Vec<usize> = groups.iter().map(|images| images.dims()[0]).collect();
    let images = Tensor::from_inner(Tensor::cat(groups, 0));
    let (scores, trace) = critic.forward_traced(images);
    let trace = trace.rows(sizes[0] + sizes[1], sizes[2]);
    let direction = unit(critic.valid().pull_back(&trace));
    let to = from + direction * penalty.step;
    let scores = scores.split_with_sizes(sizes, 0);
    let right = critic.forward(Tensor::from_inner(to));
    ScoredPairs::of(&scores, scores[2].clone(), right, distance)
}

/// Scores of each group of images, on the autodiff graph.
pub(super) fn scores(critic: &Critic, groups: Vec<Tensor<4>>) -> Vec<Tensor<1>> {
    let groups = groups.into_iter().map(Tensor::from_inner);
    if critic.couples_samples() {
        return groups.map(|images| critic.forward(images)).collect();
    }
    let groups: Vec<Tensor<4>> = groups.collect();
    let sizes = groups.iter().map(|images| images.dims()[0]).collect();
    critic
        .forward(Tensor::cat(groups, 0))
        .split_with_sizes(sizes, 0)
}
