//! The critic's input gradient: where adversarial pairs point, and what gradient penalties measure.

use burn::Tensor;

use super::{CriticBatch, Draws};
use crate::critic::Critic;
#[cfg(feature = "webgpu")]
use crate::kernels::gpu;
use crate::kernels::sums::squares;
use crate::normalisation::Statistics;

/// Distances below this count as this, so that a pair of equal points has a slope.
pub(super) const LEAST_DISTANCE: f64 = 1e-6;
/// Gradients shorter than this give no direction.
const LEAST_GRADIENT: f64 = 1e-12;

/// The critic's input gradient at each of `images`, a row each. A batch normalisation uses
/// `statistics`, or those of `images` where there are none.
pub fn input_gradient(
    critic: &Critic,
    images: Tensor<2>,
    statistics: Option<&[Statistics]>,
) -> Tensor<2> {
    let count = images.dims()[0];
    let (_, trace) = critic.trace(images, statistics);
    let ones = Tensor::ones([count], &critic.device());
    critic.input_gradient(&trace, ones)
}

/// The critic's input gradient at each of `images`, made of length 1.
pub fn direction(critic: &Critic, images: Tensor<2>) -> Tensor<2> {
    unit(input_gradient(critic, images, None))
}

/// A point of the segment from each fake to the digit of its row, for the first `rows`; the fake
/// where none is named.
pub(super) fn between(batch: &CriticBatch, rows: usize) -> Tensor<2> {
    let (real, fake) = (first(&batch.real, rows), first(&batch.fake, rows));
    match &batch.draws {
        Draws::Mix(mix) => mixed(real, fake, mix),
        Draws::None | Draws::TwoMixes(_) | Draws::Order(_) => fake,
    }
}

/// fake + (real − fake) · mix, row by row.
pub(crate) fn mixed(real: Tensor<2>, fake: Tensor<2>, mix: &Tensor<1>) -> Tensor<2> {
    #[cfg(feature = "webgpu")]
    if gpu::is_gpu(&real.device()) {
        return gpu::mixed(real, fake, mix.clone());
    }
    let mix = mix.clone().unsqueeze_dim::<2>(1);
    fake.clone() + (real - fake) * mix
}

/// The first `rows`.
pub(super) fn first(images: &Tensor<2>, rows: usize) -> Tensor<2> {
    match images.dims() {
        [all, _] if all == rows => images.clone(),
        _ => images.clone().narrow(0, 0, rows),
    }
}

/// Each of `from`, `step` further along its gradient.
pub(super) fn stepped(from: Tensor<2>, gradient: Tensor<2>, step: f64) -> Tensor<2> {
    #[cfg(feature = "webgpu")]
    if gpu::is_gpu(&from.device()) {
        return gpu::stepped(from, gradient, step, LEAST_GRADIENT);
    }
    from + unit(gradient) * step
}

/// Each of `gradients` made of length 1.
fn unit(gradients: Tensor<2>) -> Tensor<2> {
    let length = norms(gradients.clone()).clamp_min(LEAST_GRADIENT);
    gradients / length.unsqueeze_dim::<2>(1)
}

/// Distances that can be divided by.
pub(super) fn floored(distance: Tensor<1>) -> Tensor<1> {
    distance.clamp_min(LEAST_DISTANCE)
}

/// ‖x − y‖₂ of each row; never quite 0, so that it can be divided by.
pub(super) fn distances(x: Tensor<2>, y: Tensor<2>) -> Tensor<1> {
    #[cfg(feature = "webgpu")]
    if gpu::is_gpu(&x.device()) {
        return gpu::distances(x, y, LEAST_GRADIENT * LEAST_GRADIENT);
    }
    norms(x - y)
}

/// ‖x‖₂ of each row; never quite 0, so that it can be divided by.
pub(crate) fn norms(x: Tensor<2>) -> Tensor<1> {
    (squares(x) + LEAST_GRADIENT * LEAST_GRADIENT).sqrt()
}
