//! Adam's update of one parameter, and an average that follows it.

use burn::Tensor;

use crate::kernels::adam::{Moved, Rates};

pub(crate) fn update(rates: Rates, moved: Moved, gradient: Tensor<1>) -> Moved {
    let Moved {
        value,
        first,
        second,
    } = moved;
    let first = first * rates.beta1 + gradient.clone() * (1.0 - rates.beta1);
    let second = second * rates.beta2 + gradient.square() * (1.0 - rates.beta2);
    let root = (second.clone() * rates.root).sqrt() + rates.epsilon;
    let value = value - first.clone() / root * rates.rate;
    Moved {
        value,
        first,
        second,
    }
}

/// `average` moved towards `value`, by this share of the way.
pub(crate) fn towards(average: Tensor<1>, value: &Tensor<1>, share: f64) -> Tensor<1> {
    average.clone() + (value.clone() - average) * share
}
