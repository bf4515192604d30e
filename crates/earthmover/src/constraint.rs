//! What the critic minimises: −gap + λ · penalty, and what holds it to 1-Lipschitz.

pub(crate) mod gradient;
mod pairs;
pub mod spectral;

use burn::Tensor;
use burn::tensor::{Device, Int, TensorData};

use crate::config::{Constraint, Form, GradientPenalty, Pairs, Sides, SlopePenalty};
use crate::critic::Critic;
use crate::network::Activation;
use crate::noise::Noise;
use gradient::{between, norms_of_gradient};
pub use gradient::{direction, input_gradient};
use pairs::{ScoredPairs, scores};
use spectral::Singular;

/// What a critic step looks at. All are constants to it.
#[derive(Clone, Debug)]
pub struct CriticBatch {
    /// Digits, [batch, 1, 28, 28].
    pub real: Tensor<4>,
    /// Images of the generator, [batch, 1, 28, 28].
    pub fake: Tensor<4>,
    /// What chooses the constraint's points.
    pub draws: Draws,
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
    /// An order of digits and fakes taken together, \[2 · batch\].
    Order(Tensor<1, Int>),
}

/// What a critic step computes; tensors of one number each.
#[derive(Clone, Debug)]
pub struct CriticTerms {
    /// −gap + λ · penalty, on the autodiff graph.
    pub loss: Tensor<1>,
    /// mean f(real) − mean f(fake); like the next two, off the graph.
    pub gap: Tensor<1>,
    /// The penalty before λ; 0 where the constraint has none.
    pub penalty: Tensor<1>,
    /// Mean slope of the pairs looked at, or mean length of the input gradients; of real–fake pairs
    /// where the constraint looks at nothing.
    pub slope: Tensor<1>,
}

impl Draws {
    /// What `constraint` needs for a batch of this size.
    pub fn new(constraint: &Constraint, batch: usize, noise: &mut Noise, device: &Device) -> Self {
        let mut mix = |share: f64| {
            let numbers = noise.uniforms(rows(share, batch));
            Tensor::from_data(TensorData::from(numbers.as_slice()), device)
        };
        match constraint {
            Constraint::GradientPenalty(penalty) => Self::Mix(mix(penalty.share)),
            Constraint::SlopePenalty(penalty) => match penalty.pairs {
                Pairs::Adversarial => Self::Mix(mix(penalty.share)),
                Pairs::Segment => Self::TwoMixes([mix(penalty.share), mix(penalty.share)]),
                Pairs::Pooled => {
                    let order = noise.choose(2 * batch, 2 * batch).into_iter();
                    let order: Vec<i32> = order.map(|place| place as i32).collect();
                    Self::Order(Tensor::from_data(
                        TensorData::from(order.as_slice()),
                        device,
                    ))
                }
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

/// The terms of the critic's loss under `constraint`. `batch` is off the autodiff graph; `critic`,
/// as [`held`] by the constraint, is on it.
///
/// Points pass the critic together, but where it has batch normalisations: there each kind of point
/// passes apart, as in the notebook.
pub fn critic_terms(constraint: &Constraint, critic: &Critic, batch: &CriticBatch) -> CriticTerms {
    match constraint {
        Constraint::SlopePenalty(penalty) => slope_terms(penalty, critic, batch),
        Constraint::GradientPenalty(penalty) => gradient_terms(penalty, critic, batch),
        Constraint::WeightClipping(_)
        | Constraint::SpectralNorm(_)
        | Constraint::Bounded(_)
        | Constraint::None(_) => {
            let pairs = ScoredPairs::real_fake(critic, batch, 1.0);
            CriticTerms {
                loss: -pairs.gap.clone(),
                penalty: pairs.gap.zeros_like().without_autodiff(),
                slope: pairs.slopes().without_autodiff().mean(),
                gap: pairs.gap.without_autodiff(),
            }
        }
    }
}

fn slope_terms(penalty: &SlopePenalty, critic: &Critic, batch: &CriticBatch) -> CriticTerms {
    let pairs = ScoredPairs::new(penalty, critic, batch);
    let slopes = pairs.slopes();
    let excess = match penalty.form {
        Form::Difference => pairs.difference - Tensor::from_inner(pairs.distance),
        Form::Quotient => slopes.clone() - 1.0,
    };
    penalised(pairs.gap, penalty.lambda, penalty.sides, excess, slopes)
}

fn gradient_terms(penalty: &GradientPenalty, critic: &Critic, batch: &CriticBatch) -> CriticTerms {
    let scores = scores(critic, vec![batch.real.clone(), batch.fake.clone()]);
    let gap = scores[0].clone().mean() - scores[1].clone().mean();
    let points = between(batch, penalty.share);
    let lengths = norms_of_gradient(critic, points);
    let excess = lengths.clone() - 1.0;
    penalised(gap, penalty.lambda, penalty.sides, excess, lengths)
}

/// The terms where the penalty is the mean square of `excess`, of its positive part where one-sided.
fn penalised(
    gap: Tensor<1>,
    lambda: f64,
    sides: Sides,
    excess: Tensor<1>,
    slopes: Tensor<1>,
) -> CriticTerms {
    let excess = match sides {
        Sides::One => excess.clamp_min(0.0),
        Sides::Two => excess,
    };
    let penalty = excess.square().mean();
    CriticTerms {
        loss: penalty.clone() * lambda - gap.clone(),
        gap: gap.without_autodiff(),
        penalty: penalty.without_autodiff(),
        slope: slopes.without_autodiff().mean(),
    }
}
