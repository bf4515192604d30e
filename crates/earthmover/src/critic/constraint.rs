//! What the critic minimises: −gap + λ · penalty, and what holds it to 1-Lipschitz.

pub(crate) mod gradient;
pub mod orthonormal;
mod pairs;
mod scored;
pub mod spectral;

use burn::Tensor;
use burn::tensor::Device;

use crate::config::{Constraint, Form, GradientPenalty, Pairs, Sides, SlopePenalty};
use crate::kernels::activation::Activation;
use crate::kernels::leaves::{Leaves, Portion};
use crate::kernels::memory::from_vec;
use crate::kernels::on;
use crate::network::Critic;
use crate::network::parameters::Named;
use crate::noise::Noise;
use gradient::between;
pub use gradient::{direction, input_gradient};
use pairs::ScoredPairs;
pub(crate) use pairs::excess;
use spectral::Singular;

/// What a critic step looks at.
#[derive(Clone, Debug)]
pub struct CriticBatch {
    /// Images, [batch, numbers], or points, [batch, dimension].
    pub real: Tensor<2>,
    /// Images of the generator, or other points, of the same shape.
    pub fake: Tensor<2>,
    /// What chooses the constraint's points.
    pub draws: Draws,
    /// Which leaves of the whole batch these rows are.
    pub portion: Portion,
    /// How many rows the whole batch has.
    pub whole: usize,
}

/// The random numbers that choose a constraint's points.
#[derive(Clone, Debug)]
#[allow(clippy::large_enum_variant, reason = "there is one at a time")]
pub enum Draws {
    /// None are needed.
    None,
    /// How far towards its digit a point of each real–fake segment lies, `[rows]` of `[0, 1)`.
    Mix(Tensor<1>),
    /// The same numbers for two points of each segment.
    TwoMixes([Tensor<1>; 2]),
    /// An order of digits and fakes taken together: 2 · batch places.
    Order(Vec<usize>),
}

impl CriticBatch {
    /// How many of these rows the constraint looks at, a `share` of the whole batch's; and how many
    /// of the whole batch's.
    fn pairs(&self, share: f64) -> Pairing {
        let whole = share_of_rows(share, self.whole);
        Pairing {
            here: self.portion.count(whole),
            whole,
        }
    }
}

/// How many pairs a constraint looks at: in these rows, and in the whole batch.
#[derive(Clone, Copy, Debug)]
struct Pairing {
    here: usize,
    whole: usize,
}

/// What a critic step computes.
#[derive(Clone, Debug)]
pub struct CriticTerms {
    /// The gradients of the loss, by the parameter's name, flat. Under spectral normalisation they are those
    /// of the weights before it.
    pub gradients: Named,
    /// −gap + λ · penalty; the gap, mean f(real) − mean f(fake); the penalty before λ, 0 where the
    /// constraint has none; and the mean slope of the pairs looked at, or the mean length of the input
    /// gradients: of real–fake pairs where the constraint looks at nothing.
    pub numbers: Tensor<1>,
}

/// What a critic step computes of a portion of a batch: sums over its rows, before anything that needs the
/// sums over the whole batch.
#[derive(Clone, Debug)]
pub(crate) struct Parts {
    /// The gradients of each source: of the batch and what is scored with it, of points that are scored
    /// later, and of a gradient penalty's own way back; each for every finished subtree of the leaves.
    pub(crate) sources: Vec<Named>,
    pub(crate) numbers: StepNumbers,
}

/// The numbers that a [`CriticReport`](crate::CriticReport) is made of.
#[derive(Clone, Debug)]
#[allow(clippy::large_enum_variant, reason = "there is one at a time")]
pub(crate) enum StepNumbers {
    /// Gap, penalty and slope, each for every finished subtree of the leaves.
    Sums([Tensor<1>; 3]),
    /// The numbers of [`CriticTerms`], from a kernel that sees the whole batch.
    Whole(Tensor<1>),
}

impl StepNumbers {
    /// The sums, where the batch was not seen whole.
    pub(crate) fn sums(self) -> Option<[Tensor<1>; 3]> {
        match self {
            Self::Sums(sums) => Some(sums),
            Self::Whole(_) => None,
        }
    }
}

impl Parts {
    /// The terms of a whole batch.
    pub(crate) fn whole(
        self,
        constraint: &Constraint,
        critic: &Critic,
        singular: &Singular,
    ) -> CriticTerms {
        let numbers = match self.numbers {
            StepNumbers::Sums([gap, penalty, slope]) => {
                let loss = penalty.clone() * lambda(constraint) - gap.clone();
                Tensor::cat(vec![loss, gap, penalty, slope], 0)
            }
            StepNumbers::Whole(numbers) => numbers,
        };
        CriticTerms {
            gradients: whole_gradients(self.sources, constraint, critic, singular),
            numbers,
        }
    }
}

/// The gradients of the critic's parameters: the sums of those from all sources.
pub(crate) fn whole_gradients(
    sources: Vec<Named>,
    constraint: &Constraint,
    critic: &Critic,
    singular: &Singular,
) -> Named {
    let mut whole = Named::new();
    for source in sources {
        scored::add(&mut whole, source);
    }
    match constraint {
        Constraint::SpectralNorm(_) => spectral::gradients(critic, singular, whole),
        _ => whole,
    }
}

/// What the penalty is multiplied by in the loss; 0 where the constraint has none.
pub(crate) fn lambda(constraint: &Constraint) -> f64 {
    match constraint {
        Constraint::SlopePenalty(penalty) => penalty.lambda,
        Constraint::GradientPenalty(penalty) => penalty.lambda,
        Constraint::WeightClipping(_)
        | Constraint::SpectralNorm(_)
        | Constraint::Orthonormal(_)
        | Constraint::Bounded(_)
        | Constraint::None(_) => 0.0,
    }
}

/// The mean over a batch's `count` pairs of a number of `each`: its share from every finished subtree of the
/// leaves here.
fn mean(each: Tensor<1>, count: usize, portion: Portion) -> Tensor<1> {
    let leaves = Leaves::new(portion, vec![each.dims()[0]]);
    // Numbers are divided before they are summed, so that the sum is the same whoever makes it.
    on(&each).total(each / count as f64, &leaves)
}

impl Draws {
    /// What `constraint` needs for a `portion` of a batch of this size.
    pub fn new(
        constraint: &Constraint,
        batch: usize,
        portion: Portion,
        noise: &mut Noise,
        device: &Device,
    ) -> Self {
        if let Constraint::SlopePenalty(penalty) = constraint
            && penalty.pairs == Pairs::Pooled
        {
            return Self::Order(noise.choose(2 * batch, 2 * batch));
        }
        let mut mixes = mixes(constraint, batch, noise).into_iter().map(|mix| {
            let numbers = portion.of_rows(&mix, 1);
            let count = numbers.len();
            from_vec(numbers, [count], device)
        });
        match (mixes.next(), mixes.next()) {
            (Some(here), Some(there)) => Self::TwoMixes([here, there]),
            (Some(mix), None) => Self::Mix(mix),
            (None, _) => Self::None,
        }
    }
}

/// How far along their segments the points lie that `constraint` looks at, for a whole batch of this size: once, for
/// both points of a pair, or not at all.
pub(crate) fn mixes(constraint: &Constraint, batch: usize, noise: &mut Noise) -> Vec<Vec<f32>> {
    let (share, times) = match constraint {
        Constraint::GradientPenalty(penalty) => (penalty.share, 1),
        Constraint::SlopePenalty(penalty) => match penalty.pairs {
            Pairs::Adversarial => (penalty.share, 1),
            Pairs::Segment => (penalty.share, 2),
            Pairs::RealReal | Pairs::RealFake | Pairs::Pooled => (penalty.share, 0),
        },
        Constraint::WeightClipping(_)
        | Constraint::SpectralNorm(_)
        | Constraint::Orthonormal(_)
        | Constraint::Bounded(_)
        | Constraint::None(_) => (1.0, 0),
    };
    let rows = share_of_rows(share, batch);
    (0..times).map(|_| noise.uniforms(rows)).collect()
}

/// How many rows a `share` of `all` of them is: at least one.
pub(crate) fn share_of_rows(share: f64, all: usize) -> usize {
    ((share * all as f64).round() as usize).clamp(1, all)
}

/// The function that `critic` is under `constraint`: spectrally normalised, or sorting in its hidden blocks, or
/// bounded, or as it is. `singular` plays a part in spectral normalisation only.
pub fn constrained(constraint: &Constraint, critic: Critic, singular: &Singular) -> Critic {
    match constraint {
        Constraint::SpectralNorm(_) => spectral::normalise(&critic, singular).0,
        Constraint::Orthonormal(_) => critic.with_hidden(Activation::MaxMin),
        Constraint::Bounded(_) => critic.ending_in(Activation::Tanh),
        Constraint::SlopePenalty(_)
        | Constraint::GradientPenalty(_)
        | Constraint::WeightClipping(_)
        | Constraint::None(_) => critic,
    }
}

/// The terms of the critic's loss under `constraint`, for a whole batch. Spectral normalisation goes on from
/// `singular`.
pub fn critic_terms(
    constraint: &Constraint,
    critic: &Critic,
    singular: &Singular,
    batch: &CriticBatch,
) -> CriticTerms {
    critic_parts(constraint, critic, singular, batch).whole(constraint, critic, singular)
}

/// The terms of the critic's loss, as sums over a portion of a batch.
pub(crate) fn critic_parts(
    constraint: &Constraint,
    critic: &Critic,
    singular: &Singular,
    batch: &CriticBatch,
) -> Parts {
    let function = constrained(constraint, critic.clone(), singular);
    match constraint {
        Constraint::SlopePenalty(penalty) => slope_parts(penalty, &function, batch),
        Constraint::GradientPenalty(penalty) => gradient_parts(penalty, &function, batch),
        Constraint::SpectralNorm(_)
        | Constraint::Orthonormal(_)
        | Constraint::WeightClipping(_)
        | Constraint::Bounded(_)
        | Constraint::None(_) => free_parts(&function, batch),
    }
}

/// The parts of a step whose loss is the negative gap alone.
fn free_parts(critic: &Critic, batch: &CriticBatch) -> Parts {
    let pairs = ScoredPairs::real_fake(critic, batch, 1.0);
    if let Some(parts) = pairs.terms_by_kernel(critic, batch, None) {
        return parts;
    }
    let gap = pairs.gap();
    let slope = pairs.mean(pairs.differences() / pairs.divisors());
    Parts {
        sources: pairs.gradients(critic, None),
        numbers: StepNumbers::Sums([gap.clone(), gap.zeros_like(), slope]),
    }
}

/// The parts of a step with a slope penalty.
fn slope_parts(penalty: &SlopePenalty, critic: &Critic, batch: &CriticBatch) -> Parts {
    let pairs = ScoredPairs::new(penalty, critic, batch);
    if let Some(parts) = pairs.terms_by_kernel(critic, batch, Some(penalty)) {
        return parts;
    }
    let differences = pairs.differences();
    let slopes = differences.clone() / pairs.divisors();
    let excess = match penalty.form {
        Form::Difference => differences - pairs.distances(),
        Form::Quotient => slopes.clone() - 1.0,
    };
    let penalised = Penalised::new(penalty.lambda, penalty.sides, excess, pairs.count());
    let by_difference = match penalty.form {
        Form::Difference => penalised.by_excess.clone(),
        Form::Quotient => penalised.by_excess.clone() / pairs.divisors(),
    };
    Parts {
        sources: pairs.gradients(critic, Some(by_difference)),
        numbers: penalised.numbers(pairs.gap(), slopes, batch.portion),
    }
}

/// The parts of a step with a gradient penalty, whose gradient goes by the input gradient's own way back: see
/// `network/backward.rs`.
fn gradient_parts(penalty: &GradientPenalty, critic: &Critic, batch: &CriticBatch) -> Parts {
    let pairs = ScoredPairs::real_fake(critic, batch, 1.0);
    let mut sources = pairs.gradients(critic, None);
    let count = batch.pairs(penalty.share);
    let points = between(batch, count.here);
    let ones = Tensor::ones([points.dims()[0]], &points.device());
    let (_, trace) = critic.trace(points, None);
    let pull_back = critic.pull_back(&trace, ones);
    let lengths = on(&pull_back.input).norms(pull_back.input.clone());
    let excess = lengths.clone() - 1.0;
    let penalised = Penalised::new(penalty.lambda, penalty.sides, excess, count.whole);
    let by_length = penalised.by_excess.clone() / lengths.clone();
    let by_gradient = pull_back.input.clone() * by_length.unsqueeze_dim::<2>(1);
    let leaves = Leaves::new(batch.portion, vec![count.here]);
    sources.push(critic.pull_back_gradients(&trace, &pull_back, by_gradient, &leaves));
    Parts {
        sources,
        numbers: penalised.numbers(pairs.gap(), lengths, batch.portion),
    }
}

/// A penalty: the mean square of excesses, of their positive parts where one-sided.
struct Penalised {
    excess: Tensor<1>,
    /// How many excesses the whole batch has.
    count: usize,
    /// The gradient of λ · penalty at each excess.
    by_excess: Tensor<1>,
}

impl Penalised {
    fn new(lambda: f64, sides: Sides, excess: Tensor<1>, count: usize) -> Self {
        let excess = match sides {
            Sides::One => excess.clamp_min(0.0),
            Sides::Two => excess,
        };
        Self {
            count,
            by_excess: excess.clone() * (2.0 * lambda / count as f64),
            excess,
        }
    }

    fn numbers(self, gap: Tensor<1>, slopes: Tensor<1>, portion: Portion) -> StepNumbers {
        let penalty = mean(self.excess.square(), self.count, portion);
        StepNumbers::Sums([gap, penalty, mean(slopes, self.count, portion)])
    }
}
