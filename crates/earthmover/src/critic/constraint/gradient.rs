//! The critic's input gradient: where adversarial pairs point, and what gradient penalties measure.

use burn::Tensor;

use super::{CriticBatch, Draws};
use crate::kernels::on;
use crate::network::Critic;
use crate::network::normalisation::Statistics;

/// Distances below this count as this, so that a pair of equal points has a slope.
pub(crate) const LEAST_DISTANCE: f64 = 1e-6;

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
    let gradient = input_gradient(critic, images, None);
    on(&gradient).unit(gradient)
}

/// A point of the segment from each fake to the digit of its row, for the first `rows`; the fake itself where
/// the draws name no such point.
pub(super) fn between(batch: &CriticBatch, rows: usize) -> Tensor<2> {
    let (real, fake) = (first(&batch.real, rows), first(&batch.fake, rows));
    match &batch.draws {
        Draws::Mix(mix) => on(&real).mixed(real, fake, mix.clone()),
        Draws::None | Draws::TwoMixes(_) | Draws::Order(_) => fake,
    }
}

/// The first `rows` of `images`.
pub(super) fn first(images: &Tensor<2>, rows: usize) -> Tensor<2> {
    match images.dims() {
        [all, _] if all == rows => images.clone(),
        _ => images.clone().narrow(0, 0, rows),
    }
}

/// Distances, none of them too small to divide by.
pub(super) fn floored(distance: Tensor<1>) -> Tensor<1> {
    distance.clamp_min(LEAST_DISTANCE)
}
