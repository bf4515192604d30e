//! What the critic minimises: −gap + λ · penalty, and what holds it to 1-Lipschitz.

pub(crate) mod gradient;
mod pairs;
mod scored;
pub mod spectral;

use burn::Tensor;
use burn::tensor::Device;

use crate::config::{Constraint, Form, GradientPenalty, Pairs, Sides, SlopePenalty};
use crate::critic::Critic;
use crate::kernels::memory::from_vec;
use crate::network::Activation;
use crate::noise::Noise;
use crate::parameters::Named;
use crate::portion::Portion;
use gradient::{between, norms};
pub use gradient::{direction, input_gradient};
use pairs::ScoredPairs;
use spectral::Singular;

/// What a critic step looks at.
#[derive(Clone, Debug)]
pub struct CriticBatch {
    /// Digits, [batch, 784]; or points of another dimension.
    pub real: Tensor<2>,
    /// Images of the generator, or other points, of the same shape.
    pub fake: Tensor<2>,
    /// What chooses the constraint's points.
    pub draws: Draws,
    /// Which rows of the whole batch these are.
    pub portion: Portion,
    /// Rows of the whole batch. Terms of portions add up to those of the whole.
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
    /// The same for two points of each segment.
    TwoMixes([Tensor<1>; 2]),
    /// An order of digits and fakes taken together: 2 · batch places.
    Order(Vec<usize>),
}

impl CriticBatch {
    /// How many of these rows the constraint looks at, a `share` of the whole batch's; and how many
    /// of the whole batch's.
    fn pairs(&self, share: f64) -> Pairing {
        let whole = rows(share, self.whole);
        Pairing {
            here: self.portion.count(whole),
            whole,
        }
    }
}

/// How many pairs.
#[derive(Clone, Copy, Debug)]
struct Pairing {
    here: usize,
    whole: usize,
}

/// What a critic step computes. Those of the portions of a batch add up to those of the whole.
#[derive(Clone, Debug)]
pub struct CriticTerms {
    /// The gradients of the loss, by the parameter's name, flat.
    pub gradients: Named,
    /// −gap + λ · penalty; the gap, mean f(real) − mean f(fake); the penalty before λ, 0 where the
    /// constraint has none; and the mean slope of the pairs looked at, or the mean length of the input
    /// gradients: of real–fake pairs where the constraint looks at nothing.
    pub numbers: Tensor<1>,
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
        let mut mix = |share: f64| {
            let numbers = portion.of_rows(&noise.uniforms(rows(share, batch)), 1);
            let count = numbers.len();
            from_vec(numbers, [count], device)
        };
        match constraint {
            Constraint::GradientPenalty(penalty) => Self::Mix(mix(penalty.share)),
            Constraint::SlopePenalty(penalty) => match penalty.pairs {
                Pairs::Adversarial => Self::Mix(mix(penalty.share)),
                Pairs::Segment => Self::TwoMixes([mix(penalty.share), mix(penalty.share)]),
                Pairs::Pooled => Self::Order(noise.choose(2 * batch, 2 * batch)),
                Pairs::RealReal | Pairs::RealFake => Self::None,
            },
            Constraint::WeightClipping(_)
            | Constraint::SpectralNorm(_)
            | Constraint::Bounded(_)
            | Constraint::None(_) => Self::None,
        }
    }
}

/// How many of `all` rows a share of them is: one at least.
pub fn rows(share: f64, all: usize) -> usize {
    ((share * all as f64).round() as usize).clamp(1, all)
}

/// The function that `critic` is under `constraint`: spectrally normalised, or bounded, or as it
/// is. `singular` plays a part in spectral normalisation only.
pub fn held(constraint: &Constraint, critic: Critic, singular: &Singular) -> Critic {
    match constraint {
        Constraint::SpectralNorm(_) => spectral::normalise(&critic, singular).0,
        Constraint::Bounded(_) => critic.ending_in(Activation::Tanh),
        Constraint::SlopePenalty(_)
        | Constraint::GradientPenalty(_)
        | Constraint::WeightClipping(_)
        | Constraint::None(_) => critic,
    }
}

/// The terms of the critic's loss under `constraint`. Spectral normalisation goes on from `singular`.
pub fn critic_terms(
    constraint: &Constraint,
    critic: &Critic,
    singular: &Singular,
    batch: &CriticBatch,
) -> CriticTerms {
    let function = held(constraint, critic.clone(), singular);
    match constraint {
        Constraint::SlopePenalty(penalty) => slope_terms(penalty, &function, batch),
        Constraint::GradientPenalty(penalty) => gradient_terms(penalty, &function, batch),
        Constraint::SpectralNorm(_) => {
            let terms = free_terms(&function, batch);
            CriticTerms {
                gradients: spectral::gradients(critic, singular, terms.gradients),
                ..terms
            }
        }
        Constraint::WeightClipping(_) | Constraint::Bounded(_) | Constraint::None(_) => {
            free_terms(&function, batch)
        }
    }
}

/// The terms where nothing is added to the gap.
fn free_terms(critic: &Critic, batch: &CriticBatch) -> CriticTerms {
    let pairs = ScoredPairs::real_fake(critic, batch, 1.0);
    #[cfg(feature = "webgpu")]
    if let Some(terms) = pairs.terms_by_kernel(critic, batch, None) {
        return terms;
    }
    let gap = pairs.gap();
    let slope = pairs.mean(pairs.differences() / pairs.divisors());
    CriticTerms {
        gradients: pairs.gradients(critic, None),
        numbers: Tensor::cat(vec![-gap.clone(), gap.clone(), gap.zeros_like(), slope], 0),
    }
}

fn slope_terms(penalty: &SlopePenalty, critic: &Critic, batch: &CriticBatch) -> CriticTerms {
    let pairs = ScoredPairs::new(penalty, critic, batch);
    #[cfg(feature = "webgpu")]
    if let Some(terms) = pairs.terms_by_kernel(critic, batch, Some(penalty)) {
        return terms;
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
    let gradients = pairs.gradients(critic, Some(by_difference));
    penalised.terms(gradients, pairs.gap(), slopes)
}

/// The penalty's gradient goes by the input gradient's own way back: see `network/backward.rs`.
fn gradient_terms(penalty: &GradientPenalty, critic: &Critic, batch: &CriticBatch) -> CriticTerms {
    let pairs = ScoredPairs::real_fake(critic, batch, 1.0);
    let mut gradients = pairs.gradients(critic, None);
    let count = batch.pairs(penalty.share);
    let points = between(batch, count.here);
    let ones = Tensor::ones([points.dims()[0]], &points.device());
    let (_, trace) = critic.trace(points, None);
    let pull_back = critic.pull_back(&trace, ones);
    let lengths = norms(pull_back.input.clone());
    let excess = lengths.clone() - 1.0;
    let penalised = Penalised::new(penalty.lambda, penalty.sides, excess, count.whole);
    let by_length = penalised.by_excess.clone() / lengths.clone();
    let by_gradient = pull_back.input.clone() * by_length.unsqueeze_dim::<2>(1);
    let own = critic.pull_back_gradients(&trace, &pull_back, by_gradient);
    scored::add(&mut gradients, own);
    penalised.terms(gradients, pairs.gap(), lengths)
}

/// λ times a penalty: the mean square of excesses, of their positive parts where one-sided.
struct Penalised {
    lambda: f64,
    /// Excesses of the whole batch.
    count: f64,
    penalty: Tensor<1>,
    /// The gradient of λ · penalty at each excess.
    by_excess: Tensor<1>,
}

impl Penalised {
    fn new(lambda: f64, sides: Sides, excess: Tensor<1>, count: usize) -> Self {
        let excess = match sides {
            Sides::One => excess.clamp_min(0.0),
            Sides::Two => excess,
        };
        let count = count as f64;
        Self {
            lambda,
            count,
            penalty: excess.clone().square().sum() / count,
            by_excess: excess * (2.0 * lambda / count),
        }
    }

    fn terms(self, gradients: Named, gap: Tensor<1>, slopes: Tensor<1>) -> CriticTerms {
        let loss = self.penalty.clone() * self.lambda - gap.clone();
        let slope = slopes.sum() / self.count;
        CriticTerms {
            gradients,
            numbers: Tensor::cat(vec![loss, gap, self.penalty, slope], 0),
        }
    }
}
