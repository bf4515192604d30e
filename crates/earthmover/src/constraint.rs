//! What the critic minimises: −gap + λ · penalty, the penalty being what holds it to 1-Lipschitz.

use burn::Tensor;
use burn::module::Module;

use crate::config::{Constraint, Form, Pairs, SlopePenalty};
use crate::critic::Critic;

/// Distances below this count as this, so that a pair of equal points has a slope.
const LEAST_DISTANCE: f64 = 1e-6;
/// Gradients shorter than this give no direction.
const LEAST_GRADIENT: f64 = 1e-12;

/// What a critic step looks at. All are constants to it.
#[derive(Clone, Debug)]
pub struct CriticBatch {
    /// Digits, [batch, 1, 28, 28].
    pub real: Tensor<4>,
    /// Images of the generator, [batch, 1, 28, 28].
    pub fake: Tensor<4>,
    /// How far towards its digit the first point of each adversarial pair lies, `[batch]` of `[0, 1)`;
    /// only those pairs need it.
    pub mix: Option<Tensor<1>>,
}

/// What a critic step computes; tensors of one number each.
#[derive(Clone, Debug)]
pub struct CriticTerms {
    /// −gap + λ · penalty, on the autodiff graph.
    pub loss: Tensor<1>,
    /// mean f(real) − mean f(fake); like the next two, off the graph.
    pub gap: Tensor<1>,
    /// The penalty before λ; 0 under weight clipping.
    pub penalty: Tensor<1>,
    /// Mean slope of the pairs looked at; of real–fake pairs under weight clipping.
    pub slope: Tensor<1>,
}

/// The pairs of a batch: what the critic must score besides the batch itself, and how far apart
/// the points of each pair are.
struct Points {
    extra: Vec<Tensor<4>>,
    distance: Tensor<1>,
}

/// The terms of the critic's loss under `constraint`. `batch` is off the autodiff graph; `critic`
/// is on it.
///
/// All points pass the critic as one batch, but where it has batch normalisations: there each kind
/// of point passes apart, as in the notebook.
pub fn critic_terms(constraint: &Constraint, critic: &Critic, batch: &CriticBatch) -> CriticTerms {
    let pairs = match constraint {
        Constraint::SlopePenalty(penalty) => penalty.pairs,
        Constraint::WeightClipping(_) => Pairs::RealFake,
    };
    let points = points(constraint, pairs, critic, batch);
    let mut groups = vec![batch.real.clone(), batch.fake.clone()];
    groups.extend(points.extra);
    let scores = scores(critic, groups);
    let gap = scores[0].clone().mean() - scores[1].clone().mean();
    let (left, right) = match pairs {
        Pairs::RealFake => (scores[0].clone(), scores[1].clone()),
        Pairs::RealReal if scores.len() == 2 => halves(scores[0].clone()),
        Pairs::RealReal | Pairs::Adversarial => (scores[2].clone(), scores[3].clone()),
    };
    let difference = (left - right).abs();
    let distance = points.distance;
    let slope = difference.clone().without_autodiff() / floored(distance.clone());
    let (loss, penalty) = match constraint {
        Constraint::SlopePenalty(SlopePenalty { form, lambda, .. }) => {
            let excess = match form {
                Form::Difference => difference - Tensor::from_inner(distance),
                Form::Quotient => difference / Tensor::from_inner(floored(distance)) - 1.0,
            };
            let penalty = excess.clamp_min(0.0).square().mean();
            (penalty.clone() * *lambda - gap.clone(), penalty)
        }
        Constraint::WeightClipping(_) => (-gap.clone(), gap.zeros_like()),
    };
    CriticTerms {
        loss,
        gap: gap.without_autodiff(),
        penalty: penalty.without_autodiff(),
        slope: slope.mean(),
    }
}

/// Distances that can be divided by.
fn floored(distance: Tensor<1>) -> Tensor<1> {
    distance.clamp_min(LEAST_DISTANCE)
}

fn points(constraint: &Constraint, pairs: Pairs, critic: &Critic, batch: &CriticBatch) -> Points {
    match (pairs, constraint) {
        (Pairs::Adversarial, Constraint::SlopePenalty(SlopePenalty { step, .. })) => {
            let from = between(batch);
            let to = from.clone() + direction(critic, from.clone()) * *step;
            let distance = Tensor::full([from.dims()[0]], *step, &from.device());
            Points {
                extra: vec![from, to],
                distance,
            }
        }
        (Pairs::RealReal, _) => {
            let (first, second) = halves(batch.real.clone());
            let distance = distances(first.clone(), second.clone());
            let apart = critic.couples_samples();
            Points {
                extra: if apart {
                    vec![first, second]
                } else {
                    Vec::new()
                },
                distance,
            }
        }
        (Pairs::RealFake | Pairs::Adversarial, _) => Points {
            extra: Vec::new(),
            distance: distances(batch.real.clone(), batch.fake.clone()),
        },
    }
}

/// Scores of each group of images, on the autodiff graph.
fn scores(critic: &Critic, groups: Vec<Tensor<4>>) -> Vec<Tensor<1>> {
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

/// A point of the segment from each fake to the digit of its row; the fake where none is named.
fn between(batch: &CriticBatch) -> Tensor<4> {
    match &batch.mix {
        Some(mix) => {
            let mix = mix.clone().unsqueeze_dims(&[1, 2, 3]);
            batch.fake.clone() + (batch.real.clone() - batch.fake.clone()) * mix
        }
        None => batch.fake.clone(),
    }
}

/// The critic's input gradient at each of `images`, of length 1; a constant.
pub fn direction(critic: &Critic, images: Tensor<4>) -> Tensor<4> {
    let images = Tensor::from_inner(images).require_grad();
    let scores = critic.clone().no_grad().forward(images.clone());
    let gradients = scores.sum().backward();
    let gradient = images
        .grad(&gradients)
        .unwrap_or_else(|| images.clone().inner().zeros_like());
    let length = norms(gradient.clone()).clamp_min(LEAST_GRADIENT);
    gradient / length.unsqueeze_dims(&[1, 2, 3])
}

/// The first and the second half of a batch; the last row of an odd one is left out.
fn halves<const D: usize>(rows: Tensor<D>) -> (Tensor<D>, Tensor<D>) {
    let half = rows.dims()[0] / 2;
    (rows.clone().narrow(0, 0, half), rows.narrow(0, half, half))
}

/// ‖x − y‖₂ of each row.
fn distances(x: Tensor<4>, y: Tensor<4>) -> Tensor<1> {
    norms(x - y)
}

/// ‖x‖₂ of each row.
fn norms(x: Tensor<4>) -> Tensor<1> {
    let squares: Tensor<2> = x.square().flatten(1, 3);
    squares.sum_dim(1).sqrt().flatten(0, 1)
}
