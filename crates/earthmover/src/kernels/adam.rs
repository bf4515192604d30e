//! Adam's update of one parameter, and an average that follows it.

use burn::Tensor;

#[cfg(feature = "webgpu")]
use super::gpu;
use super::memory::{Numbers, change, is_in_memory};
use crate::config::Adam;
use crate::kernels::guard::Guard;

/// A parameter with the means of its gradients and of their squares, all flat.
pub(crate) struct Moved {
    pub(crate) value: Tensor<1>,
    pub(crate) first: Tensor<1>,
    pub(crate) second: Tensor<1>,
}

/// What an update takes each number times.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rates {
    pub(crate) beta1: f32,
    pub(crate) beta2: f32,
    /// The learning rate, corrected for the first mean's beginning at 0.
    pub(crate) rate: f32,
    /// Times this the second mean is corrected for the same.
    pub(crate) root: f32,
    pub(crate) epsilon: f32,
}

impl Rates {
    /// Those of the `step`-th update, counted from 1.
    fn new(adam: &Adam, step: usize) -> Self {
        let correction = |beta: f64| 1.0 - libm::pow(beta, step as f64);
        Self {
            beta1: adam.beta1 as f32,
            beta2: adam.beta2 as f32,
            rate: (adam.rate / correction(adam.beta1)) as f32,
            root: (1.0 / correction(adam.beta2)) as f32,
            epsilon: adam.epsilon as f32,
        }
    }
}

/// One update, the `step`-th, counted from 1 (Kingma and Ba 2015, algorithm 1).
///
/// On a GPU numbers that would not be finite stay as they are, and the flag of `guard` is raised; all numbers
/// stay as they are once it is.
#[cfg_attr(
    not(feature = "webgpu"),
    allow(unused_variables, reason = "it is for GPUs")
)]
pub(crate) fn update(
    adam: &Adam,
    step: usize,
    moved: Moved,
    gradient: Tensor<1>,
    guard: &mut Guard,
) -> Moved {
    let rates = Rates::new(adam, step);
    let device = moved.value.device();
    #[cfg(feature = "webgpu")]
    if gpu::is_gpu(&device) {
        return gpu::adam(rates, moved, gradient, guard);
    }
    if is_in_memory(&device) {
        return update_slices(rates, moved, &gradient);
    }
    let Moved {
        value,
        first,
        second,
    } = moved;
    let first = first * rates.beta1 + gradient.clone() * (1.0 - adam.beta1);
    let second = second * rates.beta2 + gradient.square() * (1.0 - adam.beta2);
    let root = (second.clone() * rates.root).sqrt() + rates.epsilon;
    let value = value - first.clone() / root * rates.rate;
    Moved {
        value,
        first,
        second,
    }
}

fn update_slices(rates: Rates, moved: Moved, gradient: &Tensor<1>) -> Moved {
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

/// The same, and an `average` of the values moved towards the new one, by this share of the way.
pub(crate) fn update_averaged(
    adam: &Adam,
    step: usize,
    moved: Moved,
    gradient: Tensor<1>,
    (average, share): (Tensor<1>, f64),
    guard: &mut Guard,
) -> (Moved, Tensor<1>) {
    #[cfg(feature = "webgpu")]
    if gpu::is_gpu(&average.device()) {
        let rates = Rates::new(adam, step);
        return gpu::adam_averaged(rates, moved, gradient, (average, share), guard);
    }
    let moved = update(adam, step, moved, gradient, guard);
    let average = towards(average, &moved.value, share);
    (moved, average)
}

/// `average` moved towards `value`, by this share of the way.
fn towards(average: Tensor<1>, value: &Tensor<1>, share: f64) -> Tensor<1> {
    if is_in_memory(&average.device()) {
        let (value, share) = (Numbers::of(value), share as f32);
        return change(average, |average| {
            let pairs = average.iter_mut().zip(value.iter());
            pairs.for_each(|(average, value)| *average += (value - *average) * share);
        });
    }
    average.clone() + (value.clone() - average) * share
}
