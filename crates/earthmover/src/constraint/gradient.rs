//! The critic's input gradient: where adversarial pairs point, and what gradient penalties measure.

use burn::Tensor;
use burn::module::Module;

use super::{CriticBatch, Draws, rows};
use crate::critic::Critic;
use crate::normalisation::Statistics;

/// Distances below this count as this, so that a pair of equal points has a slope.
const LEAST_DISTANCE: f64 = 1e-6;
/// Gradients shorter than this give no direction.
const LEAST_GRADIENT: f64 = 1e-12;

/// The critic's input gradient at each of `images`, [batch, 1, 28, 28]; a constant. `images` is off
/// the autodiff graph, `critic` on it. A batch normalisation uses `statistics`, or those of `images`
/// where there are none.
pub fn input_gradient(
    critic: &Critic,
    images: Tensor<4>,
    statistics: Option<&[Statistics]>,
) -> Tensor<4> {
    if critic.is_piecewise_linear() {
        let critic = critic.valid();
        let (_, trace) = critic.forward_traced(images);
        return critic.pull_back(&trace);
    }
    let images = Tensor::from_inner(images).require_grad();
    let scores = match statistics {
        Some(statistics) => critic.score(images.clone(), statistics),
        None => critic.forward(images.clone()),
    };
    let gradients = scores.sum().backward();
    images
        .grad(&gradients)
        .unwrap_or_else(|| images.inner().zeros_like())
}

/// The critic's input gradient at each of `images`, made of length 1; a constant.
pub fn direction(critic: &Critic, images: Tensor<4>) -> Tensor<4> {
    unit(input_gradient(critic, images, None))
}

/// The lengths of the critic's input gradients at `points`, on the autodiff graph of its weights.
/// Exact for critics that are piecewise linear, which those of gradient penalties are.
pub(super) fn norms_of_gradient(critic: &Critic, points: Tensor<4>) -> Tensor<1> {
    let (_, trace) = critic.valid().forward_traced(points);
    norms(critic.pull_back(&trace))
}

/// A point of the segment from each fake to the digit of its row, for the first rows, a `share`
/// of them; the fake where none is named.
pub(super) fn between(batch: &CriticBatch, share: f64) -> Tensor<4> {
    let (real, fake) = (first(&batch.real, share), first(&batch.fake, share));
    match &batch.draws {
        Draws::Mix(mix) => mixed(real, fake, mix),
        Draws::None | Draws::TwoMixes(_) | Draws::Order(_) => fake,
    }
}

/// fake + (real − fake) · mix, row by row.
pub(crate) fn mixed(real: Tensor<4>, fake: Tensor<4>, mix: &Tensor<1>) -> Tensor<4> {
    let mix = mix.clone().unsqueeze_dims(&[1, 2, 3]);
    fake.clone() + (real - fake) * mix
}

/// The first rows, a `share` of them.
pub(super) fn first(images: &Tensor<4>, share: f64) -> Tensor<4> {
    let [all, ..] = images.dims();
    images.clone().narrow(0, 0, rows(share, all))
}

/// Each of `gradients` made of length 1.
pub(super) fn unit(gradients: Tensor<4>) -> Tensor<4> {
    let length = norms(gradients.clone()).clamp_min(LEAST_GRADIENT);
    gradients / length.unsqueeze_dims(&[1, 2, 3])
}

/// Distances that can be divided by.
pub(super) fn floored(distance: Tensor<1>) -> Tensor<1> {
    distance.clamp_min(LEAST_DISTANCE)
}

/// ‖x‖₂ of each row. The root of 0 has no derivative, and burn's would be NaN: hence the last term.
pub(crate) fn norms(x: Tensor<4>) -> Tensor<1> {
    let squares: Tensor<2> = x.square().flatten(1, 3);
    let squares: Tensor<1> = squares.sum_dim(1).flatten(0, 1);
    (squares + LEAST_GRADIENT * LEAST_GRADIENT).sqrt()
}
