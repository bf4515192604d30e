//! Adam's update, and the average that follows it, number by number.

use burn::Tensor;

use super::numbers::{Numbers, change};
use crate::kernels::adam::{Moved, Rates};

pub(super) fn update(rates: Rates, moved: Moved, gradient: &Tensor<1>) -> Moved {
    let Rates {
        beta1,
        beta2,
        rate,
        root,
        epsilon,
    } = rates;
    let gradient = Numbers::of(gradient);
    let first = change(moved.first, |first| {
        let pairs = first.iter_mut().zip(gradient.iter());
        pairs.for_each(|(first, gradient)| *first = beta1 * *first + (1.0 - beta1) * gradient);
    });
    let second = change(moved.second, |second| {
        let pairs = second.iter_mut().zip(gradient.iter());
        pairs.for_each(|(second, gradient)| {
            *second = beta2 * *second + (1.0 - beta2) * gradient * gradient;
        });
    });
    let means = (Numbers::of(&first), Numbers::of(&second));
    let value = change(moved.value, |value| {
        let rows = value.iter_mut().zip(means.0.iter()).zip(means.1.iter());
        rows.for_each(|((value, first), second)| {
            *value -= rate * first / ((second * root).sqrt() + epsilon);
        });
    });
    Moved {
        value,
        first,
        second,
    }
}

/// `average` moved towards `value`, by this share of the way.
pub(super) fn towards(average: Tensor<1>, value: &Tensor<1>, share: f64) -> Tensor<1> {
    let (value, share) = (Numbers::of(value), share as f32);
    change(average, |average| {
        let pairs = average.iter_mut().zip(value.iter());
        pairs.for_each(|(average, value)| *average += (value - *average) * share);
    })
}
