//! The pairs that a slope penalty looks at, scored together with the batch.

use burn::Tensor;
use burn::tensor::{Device, Int};

use super::gradient::{LEAST_DISTANCE, between, first, floored, input_gradient};
use super::scored::{Roles, Scored};
use super::{CriticBatch, Draws, Pairing, Parts, StepNumbers, mean, share_of_rows};
use crate::config::{Form, Pairs, Sides, SlopePenalty};
use crate::kernels::memory::from_places;
use crate::kernels::on;
use crate::kernels::penalty::{Excess, PairPenalty};
use crate::network::Critic;
use crate::network::parameters::Named;

/// A batch's digits and fakes, and its pairs, scored.
pub(super) struct ScoredPairs {
    scored: Scored,
    roles: Roles,
    ends: Ends,
    count: Pairing,
    distance: Distance,
}

/// ‖x − y‖ of each pair.
#[allow(clippy::large_enum_variant, reason = "there is one at a time")]
enum Distance {
    Each(Tensor<1>),
    /// One distance, the same for all pairs.
    All(f64),
}

/// What a penalty looks at in a pair: its slope, where there is none.
pub(crate) fn excess(penalty: Option<&SlopePenalty>) -> Excess {
    Excess {
        by_quotient: penalty.is_none_or(|penalty| penalty.form == Form::Quotient),
        two_sided: penalty.is_some_and(|penalty| penalty.sides == Sides::Two),
    }
}

/// Where the two points of each pair were scored.
enum Ends {
    /// In the first rows of two groups.
    Groups(usize, usize),
    /// In the first rows of the first group, and so many rows further down.
    Halves(usize),
    /// In digits and fakes taken together: the first points, and the second.
    Places(Vec<usize>, Vec<usize>),
}

/// The places of digits and of fakes among the groups that are scored.
const REAL: usize = 0;
const FAKE: usize = 1;

impl ScoredPairs {
    pub(super) fn new(penalty: &SlopePenalty, critic: &Critic, batch: &CriticBatch) -> Self {
        let share = penalty.share;
        match (penalty.pairs, &batch.draws) {
            (Pairs::Adversarial, _) => adversarial(penalty, critic, batch),
            (Pairs::RealReal, _) => real_real(critic, batch, share),
            (Pairs::Pooled, Draws::Order(order)) => pooled(critic, batch, order, share),
            (Pairs::Segment, Draws::TwoMixes([here, there])) => {
                let count = batch.pairs(share);
                let real = first(&batch.real, count.here);
                let fake = first(&batch.fake, count.here);
                let kernels = on(&real);
                let x = kernels.mixed(real.clone(), fake.clone(), here.clone());
                let y = kernels.mixed(real, fake, there.clone());
                apart(critic, batch, x, y, count)
            }
            // Pairs of other kinds are real–fake pairs too, where the draws that they need are not given.
            (Pairs::RealFake | Pairs::Pooled | Pairs::Segment, _) => {
                Self::real_fake(critic, batch, share)
            }
        }
    }

    /// Each digit with the fake of its row.
    pub(super) fn real_fake(critic: &Critic, batch: &CriticBatch, share: f64) -> Self {
        let scored = Scored::new(
            critic,
            vec![batch.real.clone(), batch.fake.clone()],
            batch.portion,
        );
        let count = batch.pairs(share);
        let (x, y) = (
            first(&batch.real, count.here),
            first(&batch.fake, count.here),
        );
        let ends = Ends::Groups(REAL, FAKE);
        Self::of(
            scored,
            ends,
            Distance::Each(on(&x).distances(x, y)),
            batch.whole,
            count,
        )
    }

    fn of(scored: Scored, ends: Ends, distance: Distance, whole: usize, count: Pairing) -> Self {
        let rows = count.here;
        Self {
            roles: roles(&scored, &ends, whole, rows),
            scored,
            ends,
            count,
            distance,
        }
    }

    /// f(x) − f(y) of each pair.
    fn signed_differences(&self) -> Tensor<1> {
        let (scored, rows) = (&self.scored, self.count.here);
        match &self.ends {
            Ends::Groups(left, right) => {
                scored.scores(*left, 0, rows) - scored.scores(*right, 0, rows)
            }
            Ends::Halves(half) => scored.scores(REAL, 0, rows) - scored.scores(REAL, *half, rows),
            Ends::Places(here, there) => {
                let all = [REAL, FAKE].map(|group| scored.scores(group, 0, scored.count(group)));
                let all = Tensor::cat(all.into(), 0);
                let [here, there] = [here, there].map(|places| indices(places, &all.device()));
                all.clone().select(0, here) - all.select(0, there)
            }
        }
    }

    /// mean f(real) − mean f(fake).
    pub(super) fn gap(&self) -> Tensor<1> {
        self.scored.gap(&self.roles)
    }

    /// The mean of a number of each pair.
    pub(super) fn mean(&self, each: Tensor<1>) -> Tensor<1> {
        mean(each, self.count.whole, self.scored.portion())
    }

    /// How many pairs of the whole batch the constraint looks at.
    pub(super) fn count(&self) -> usize {
        self.count.whole
    }

    /// |f(x) − f(y)| of each pair.
    pub(super) fn differences(&self) -> Tensor<1> {
        self.signed_differences().abs()
    }

    /// ‖x − y‖ of each pair.
    pub(super) fn distances(&self) -> Tensor<1> {
        match &self.distance {
            Distance::Each(distances) => distances.clone(),
            Distance::All(distance) => {
                Tensor::full([self.count.here], *distance, &self.scored.device())
            }
        }
    }

    /// The distance of each pair, to divide by.
    pub(super) fn divisors(&self) -> Tensor<1> {
        floored(self.distances())
    }

    /// The terms, computed by one kernel, where the device has one for such pairs.
    pub(super) fn terms_by_kernel(
        &self,
        critic: &Critic,
        batch: &CriticBatch,
        penalty: Option<&SlopePenalty>,
    ) -> Option<Parts> {
        let first = |group| self.scored.first(group);
        let ends = match &self.ends {
            Ends::Groups(left, right) => [first(*left), first(*right)],
            Ends::Halves(half) => [first(REAL), half + first(REAL)],
            Ends::Places(..) => return None,
        };
        let scores = self.scored.only_scores()?;
        let given = PairPenalty {
            batch: self.scored.count(REAL),
            ends,
            pairs: self.count.here,
            whole: [self.count.whole, batch.whole],
            lambda: penalty.map_or(0.0, |penalty| penalty.lambda),
            least: LEAST_DISTANCE,
            length: match &self.distance {
                Distance::Each(_) => None,
                Distance::All(distance) => Some(*distance),
            },
            is_penalised: penalty.is_some(),
            excess: excess(penalty),
        };
        let distances = match &self.distance {
            Distance::Each(distances) => distances.clone(),
            // The kernel reads no distances here, but must be given some.
            Distance::All(_) => scores.clone(),
        };
        let (gradient, numbers) = on(&scores).slope_penalty(&scores, &distances, &given)?;
        Some(Parts {
            sources: self.scored.gradients_of(critic, gradient),
            numbers: StepNumbers::Whole(numbers),
        })
    }

    /// The gradients of the critic's parameters for the loss −gap + penalty, where `by_difference` is the
    /// gradient of the penalty at each |f(x) − f(y)|; for −gap alone where there is none.
    pub(super) fn gradients(
        &self,
        critic: &Critic,
        by_difference: Option<Tensor<1>>,
    ) -> Vec<Named> {
        let signed = by_difference.map(|gradient| gradient * self.signed_differences().sign());
        self.scored.gradients(critic, &self.roles, signed.as_ref())
    }
}

/// The part of each score in the gap of a batch of `whole` rows, and in a pair.
fn roles(scored: &Scored, ends: &Ends, whole: usize, pairs: usize) -> Roles {
    let mut roles = scored.roles();
    for (group, sign) in [(REAL, 1.0), (FAKE, -1.0)] {
        scored.share_in_gap(&mut roles, group, sign / whole as f64);
    }
    let reals = scored.count(REAL);
    for pair in 0..pairs {
        let [left, right] = match ends {
            Ends::Groups(left, right) => [(*left, pair), (*right, pair)],
            Ends::Halves(half) => [(REAL, pair), (REAL, half + pair)],
            Ends::Places(here, there) => [here[pair], there[pair]].map(|place| {
                if place < reals {
                    (REAL, place)
                } else {
                    (FAKE, place - reals)
                }
            }),
        };
        scored.end(&mut roles, left.0, left.1, (pair, 1.0));
        scored.end(&mut roles, right.0, right.1, (pair, -1.0));
    }
    roles
}

/// Places as a tensor to select by.
fn indices(places: &[usize], device: &Device) -> Tensor<1, Int> {
    from_places(places.iter().copied(), device)
}

/// Pairs of points x and y that are scored beside the batch.
fn apart(
    critic: &Critic,
    batch: &CriticBatch,
    x: Tensor<2>,
    y: Tensor<2>,
    count: Pairing,
) -> ScoredPairs {
    let distance = Distance::Each(on(&x).distances(x.clone(), y.clone()));
    let groups = vec![batch.real.clone(), batch.fake.clone(), x, y];
    let scored = Scored::new(critic, groups, batch.portion);
    ScoredPairs::of(scored, Ends::Groups(2, 3), distance, batch.whole, count)
}

/// Each digit of the first half with one of the second; the last of an odd batch is left out.
fn real_real(critic: &Critic, batch: &CriticBatch, share: f64) -> ScoredPairs {
    let half = batch.real.dims()[0] / 2;
    let count = all_here(share_of_rows(share, half));
    let rows = count.here;
    let (x, y) = (
        batch.real.clone().narrow(0, 0, rows),
        batch.real.clone().narrow(0, half, rows),
    );
    if critic.couples_samples() {
        return apart(critic, batch, x, y, count);
    }
    let scored = Scored::new(
        critic,
        vec![batch.real.clone(), batch.fake.clone()],
        batch.portion,
    );
    ScoredPairs::of(
        scored,
        Ends::Halves(half),
        Distance::Each(on(&x).distances(x, y)),
        batch.whole,
        count,
    )
}

/// Digits and fakes taken together in the given order: each of the first half with one of the second.
fn pooled(critic: &Critic, batch: &CriticBatch, order: &[usize], share: f64) -> ScoredPairs {
    let half = order.len() / 2;
    let count = all_here(share_of_rows(share, half));
    let rows = count.here;
    let (here, there) = (&order[..rows], &order[half..half + rows]);
    let pool = Tensor::cat(vec![batch.real.clone(), batch.fake.clone()], 0);
    let x = pool.clone().select(0, indices(here, &pool.device()));
    let y = pool.clone().select(0, indices(there, &pool.device()));
    if critic.couples_samples() {
        return apart(critic, batch, x, y, count);
    }
    let scored = Scored::new(
        critic,
        vec![batch.real.clone(), batch.fake.clone()],
        batch.portion,
    );
    let ends = Ends::Places(here.to_vec(), there.to_vec());
    ScoredPairs::of(
        scored,
        ends,
        Distance::Each(on(&x).distances(x, y)),
        batch.whole,
        count,
    )
}

/// A point of each real–fake segment with the one `step` further along the critic's gradient.
fn adversarial(penalty: &SlopePenalty, critic: &Critic, batch: &CriticBatch) -> ScoredPairs {
    let count = batch.pairs(penalty.share);
    let rows = count.here;
    let from = between(batch, rows);
    let distance = Distance::All(penalty.step);
    let kernels = on(&from);
    if !critic.is_piecewise_linear() || !kernels.keeps_passes() {
        let gradient = input_gradient(critic, from.clone(), None);
        let to = kernels.stepped(from.clone(), gradient, penalty.step);
        let groups = vec![batch.real.clone(), batch.fake.clone(), from, to];
        let scored = Scored::new(critic, groups, batch.portion);
        return ScoredPairs::of(scored, Ends::Groups(2, 3), distance, batch.whole, count);
    }
    // The pass that scores the first points serves their gradient too. On a GPU, above, it is quicker to
    // score them once more, so that the way back has one pass and not two.
    let (real, fake) = (batch.real.clone(), batch.fake.clone());
    let before = real.dims()[0] + fake.dims()[0];
    let mut scored = Scored::new(critic, vec![real, fake, from.clone()], batch.portion);
    let trace = scored.trace().rows(before, rows);
    let ones = Tensor::ones([rows], &from.device());
    let gradient = critic.input_gradient(&trace, ones);
    scored.add(critic, vec![kernels.stepped(from, gradient, penalty.step)]);
    ScoredPairs::of(scored, Ends::Groups(2, 3), distance, batch.whole, count)
}

/// The count of pairs between different rows, where the batch is always whole.
fn all_here(pairs: usize) -> Pairing {
    Pairing {
        here: pairs,
        whole: pairs,
    }
}
