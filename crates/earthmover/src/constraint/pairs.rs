//! The pairs that a slope penalty looks at, scored together with the batch.

use burn::Tensor;
use burn::tensor::{IndexingUpdateOp, Int};

use super::gradient::{between, direction, first, floored, mixed, norms, unit};
use super::scored::Scored;
use super::{CriticBatch, Draws, Pairing, rows};
use crate::config::{Pairs, SlopePenalty};
use crate::critic::Critic;
use crate::parameters::Named;

/// A batch's digits and fakes, and its pairs, scored.
pub(super) struct ScoredPairs {
    scored: Scored,
    ends: Ends,
    /// Rows of the whole batch, of which these may be a portion.
    whole: usize,
    count: Pairing,
    /// f(x) − f(y) of each pair.
    difference: Tensor<1>,
    /// ‖x − y‖ of each pair.
    distance: Tensor<1>,
}

/// Where the two points of each pair were scored.
enum Ends {
    /// In the first rows of two groups.
    Groups(usize, usize),
    /// In the first rows of the first group, and so many rows further down.
    Halves(usize),
    /// In digits and fakes taken together: the first points, and the second.
    Places(Tensor<1, Int>, Tensor<1, Int>),
}

/// The place of digits among the groups, and that of fakes.
const REAL: usize = 0;
const FAKE: usize = 1;

impl ScoredPairs {
    pub(super) fn new(penalty: &SlopePenalty, critic: &Critic, batch: &CriticBatch) -> Self {
        let share = penalty.share;
        match (penalty.pairs, &batch.draws) {
            (Pairs::Adversarial, _) => adversarial(penalty, critic, batch),
            (Pairs::RealReal, _) => real_real(critic, batch, share),
            (Pairs::Pooled, Draws::Order(order)) => pooled(critic, batch, order.clone(), share),
            (Pairs::Segment, Draws::TwoMixes([here, there])) => {
                let count = batch.pairs(share);
                let real = first(&batch.real, count.here);
                let fake = first(&batch.fake, count.here);
                let x = mixed(real.clone(), fake.clone(), here);
                let y = mixed(real, fake, there);
                apart(critic, batch, x, y, count)
            }
            // Where the draws that a kind of pair needs are not given.
            (Pairs::RealFake | Pairs::Pooled | Pairs::Segment, _) => {
                Self::real_fake(critic, batch, share)
            }
        }
    }

    /// Each digit with the fake of its row.
    pub(super) fn real_fake(critic: &Critic, batch: &CriticBatch, share: f64) -> Self {
        let scored = Scored::new(critic, vec![batch.real.clone(), batch.fake.clone()]);
        let count = batch.pairs(share);
        let (x, y) = (
            first(&batch.real, count.here),
            first(&batch.fake, count.here),
        );
        let ends = Ends::Groups(REAL, FAKE);
        Self::of(scored, ends, norms(x - y), batch.whole, count)
    }

    fn of(scored: Scored, ends: Ends, distance: Tensor<1>, whole: usize, count: Pairing) -> Self {
        let rows = count.here;
        let top = |group: usize| narrowed(&scored.scores[group], 0, rows);
        let difference = match &ends {
            Ends::Groups(left, right) => top(*left) - top(*right),
            Ends::Halves(half) => top(REAL) - narrowed(&scored.scores[REAL], *half, rows),
            Ends::Places(here, there) => {
                let all = Tensor::cat(scored.scores[..=FAKE].to_vec(), 0);
                all.clone().select(0, here.clone()) - all.select(0, there.clone())
            }
        };
        Self {
            scored,
            ends,
            whole,
            count,
            difference,
            distance,
        }
    }

    /// mean f(real) − mean f(fake).
    pub(super) fn gap(&self) -> Tensor<1> {
        let sum = |group: usize| self.scored.scores[group].clone().sum();
        (sum(REAL) - sum(FAKE)) / self.whole as f64
    }

    /// The mean of a number of each pair.
    pub(super) fn mean(&self, each: Tensor<1>) -> Tensor<1> {
        each.sum() / self.count.whole as f64
    }

    /// Pairs of the whole batch.
    pub(super) fn count(&self) -> usize {
        self.count.whole
    }

    /// |f(x) − f(y)| of each pair.
    pub(super) fn differences(&self) -> Tensor<1> {
        self.difference.clone().abs()
    }

    /// ‖x − y‖ of each pair.
    pub(super) fn distances(&self) -> Tensor<1> {
        self.distance.clone()
    }

    /// The same, to divide by.
    pub(super) fn divisors(&self) -> Tensor<1> {
        floored(self.distance.clone())
    }

    /// The gradients of the critic's parameters of −gap + something, where `by_difference` is that of
    /// the something at each |f(x) − f(y)|; of −gap alone without one.
    pub(super) fn gradients(&self, critic: &Critic, by_difference: Option<Tensor<1>>) -> Named {
        let scores = &self.scored.scores;
        let mut groups: Vec<Tensor<1>> = scores.iter().map(Tensor::zeros_like).collect();
        for (group, sign) in [(REAL, -1.0), (FAKE, 1.0)] {
            let share = sign / self.whole as f64;
            groups[group] = Tensor::full_like(&scores[group], share);
        }
        if let Some(gradient) = by_difference {
            self.share_out(&mut groups, gradient * self.difference.clone().sign());
        }
        self.scored.gradients(critic, groups)
    }

    /// Adds the gradient at each f(x) − f(y) to those at the scores.
    fn share_out(&self, groups: &mut [Tensor<1>], gradient: Tensor<1>) {
        let mut add = |group: usize, parts: Vec<Tensor<1>>| {
            let part = Tensor::cat(parts, 0);
            groups[group] = groups[group].clone() + part;
        };
        let (all, device) = (self.scored.scores[REAL].dims()[0], gradient.device());
        let zeros = |count| Tensor::<1>::zeros([count], &device);
        match &self.ends {
            Ends::Groups(left, right) => {
                for (group, part) in [(*left, gradient.clone()), (*right, -gradient)] {
                    let rest = self.scored.scores[group].dims()[0] - self.count.here;
                    let rest = (rest > 0).then(|| zeros(rest));
                    add(group, [Some(part), rest].into_iter().flatten().collect());
                }
            }
            Ends::Halves(half) => {
                let (middle, rest) = (half - self.count.here, all - half - self.count.here);
                let parts = [
                    Some(gradient.clone()),
                    (middle > 0).then(|| zeros(middle)),
                    Some(-gradient),
                    (rest > 0).then(|| zeros(rest)),
                ];
                add(REAL, parts.into_iter().flatten().collect());
            }
            Ends::Places(here, there) => {
                let fakes = self.scored.scores[FAKE].dims()[0];
                let sum = IndexingUpdateOp::Add;
                let part = zeros(all + fakes)
                    .select_assign(0, here.clone(), gradient.clone(), sum.clone())
                    .select_assign(0, there.clone(), -gradient, sum);
                let mut parts = part.split_with_sizes(vec![all, fakes], 0).into_iter();
                for (group, part) in [REAL, FAKE].into_iter().zip(parts.by_ref()) {
                    add(group, vec![part]);
                }
            }
        }
    }
}

fn narrowed(scores: &Tensor<1>, first: usize, rows: usize) -> Tensor<1> {
    if first == 0 && rows == scores.dims()[0] {
        return scores.clone();
    }
    scores.clone().narrow(0, first, rows)
}

/// Pairs (x, y) that are no part of the batch.
fn apart(
    critic: &Critic,
    batch: &CriticBatch,
    x: Tensor<2>,
    y: Tensor<2>,
    count: Pairing,
) -> ScoredPairs {
    let distance = norms(x.clone() - y.clone());
    let groups = vec![batch.real.clone(), batch.fake.clone(), x, y];
    let scored = Scored::new(critic, groups);
    ScoredPairs::of(scored, Ends::Groups(2, 3), distance, batch.whole, count)
}

/// Each digit of the first half with one of the second; the last of an odd batch is left out.
fn real_real(critic: &Critic, batch: &CriticBatch, share: f64) -> ScoredPairs {
    let half = batch.real.dims()[0] / 2;
    let count = all_here(rows(share, half));
    let rows = count.here;
    let (x, y) = (
        batch.real.clone().narrow(0, 0, rows),
        batch.real.clone().narrow(0, half, rows),
    );
    if critic.couples_samples() {
        return apart(critic, batch, x, y, count);
    }
    let scored = Scored::new(critic, vec![batch.real.clone(), batch.fake.clone()]);
    ScoredPairs::of(scored, Ends::Halves(half), norms(x - y), batch.whole, count)
}

/// Digits and fakes taken together in the given order: the first half of them with the second.
fn pooled(critic: &Critic, batch: &CriticBatch, order: Tensor<1, Int>, share: f64) -> ScoredPairs {
    let half = order.dims()[0] / 2;
    let count = all_here(rows(share, half));
    let rows = count.here;
    let (here, there) = (
        order.clone().narrow(0, 0, rows),
        order.narrow(0, half, rows),
    );
    let pool = Tensor::cat(vec![batch.real.clone(), batch.fake.clone()], 0);
    let x = pool.clone().select(0, here.clone());
    let y = pool.select(0, there.clone());
    if critic.couples_samples() {
        return apart(critic, batch, x, y, count);
    }
    let scored = Scored::new(critic, vec![batch.real.clone(), batch.fake.clone()]);
    let ends = Ends::Places(here, there);
    ScoredPairs::of(scored, ends, norms(x - y), batch.whole, count)
}

/// A point of each real–fake segment with the one `step` further along the critic's gradient.
fn adversarial(penalty: &SlopePenalty, critic: &Critic, batch: &CriticBatch) -> ScoredPairs {
    let count = batch.pairs(penalty.share);
    let rows = count.here;
    let from = between(batch, rows);
    let distance = Tensor::full([rows], penalty.step, &from.device());
    if !critic.is_piecewise_linear() {
        let to = from.clone() + direction(critic, from.clone()) * penalty.step;
        return ScoredPairs {
            distance,
            ..apart(critic, batch, from, to, count)
        };
    }
    // The pass that scores the first points is also the one that the gradient there needs.
    let (real, fake) = (batch.real.clone(), batch.fake.clone());
    let before = real.dims()[0] + fake.dims()[0];
    let mut scored = Scored::new(critic, vec![real, fake, from.clone()]);
    let trace = scored.trace().rows(before, rows);
    let ones = Tensor::ones([rows], &from.device());
    let direction = unit(critic.input_gradient(&trace, ones));
    scored.add(critic, vec![from + direction * penalty.step]);
    ScoredPairs::of(scored, Ends::Groups(2, 3), distance, batch.whole, count)
}

/// The count where pairs are of different rows, and the batch therefore whole.
fn all_here(pairs: usize) -> Pairing {
    Pairing {
        here: pairs,
        whole: pairs,
    }
}
