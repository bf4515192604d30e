//! Adam's update of one parameter, and an average that follows it.

use burn::Tensor;

use super::memory::{Numbers, change, is_in_memory};
use crate::config::Adam;

/// A parameter with the means of its gradients and of their squares, all flat.
pub(crate) struct Moved {
    pub(crate) value: Tensor<1>,
    pub(crate) first: Tensor<1>,
    pub(crate) second: Tensor<1>,
}

/// One update, the `step`-th, counted from 1 (Kingma and Ba 2015, algorithm 1).
pub(crate) fn update(adam: &Adam, step: usize, moved: Moved, gradient: Tensor<1>) -> Moved {
    let power = |beta: f64| 1.0 - libm::pow(beta, step as f64);
    let (correction1, correction2) = (power(adam.beta1), power(adam.beta2));
    let Moved {
        value,
        first,
        second,
    } = moved;
    if is_in_memory(&value.device()) {
        let gradient = Numbers::of(&gradient);
        let (beta1, beta2) = (adam.beta1 as f32, adam.beta2 as f32);
        let rate = (adam.rate / correction1) as f32;
        let (root, epsilon) = ((1.0 / correction2) as f32, adam.epsilon as f32);
        let first = change(first, |first| {
            let pairs = first.iter_mut().zip(gradient.iter());
            pairs.for_each(|(first, gradient)| *first = beta1 * *first + (1.0 - beta1) * gradient);
        });
        let second = change(second, |second| {
            let pairs = second.iter_mut().zip(gradient.iter());
            pairs.for_each(|(second, gradient)| {
                *second = beta2 * *second + (1.0 - beta2) * gradient * gradient;
            });
        });
        let means = (Numbers::of(&first), Numbers::of(&second));
        let value = change(value, |value| {
            let rows = value.iter_mut().zip(means.0.iter()).zip(means.1.iter());
            rows.for_each(|((value, first), second)| {
                *value -= rate * first / ((second * root).sqrt() + epsilon);
            });
        });
        return Moved {
            value,
            first,
            second,
        };
    }
    let first = first * adam.beta1 + gradient.clone() * (1.0 - adam.beta1);
    let second = second * adam.beta2 + gradient.square() * (1.0 - adam.beta2);
    let root = (second.clone() / correction2).sqrt() + adam.epsilon;
    let value = value - first.clone() / root * (adam.rate / correction1);
    Moved {
        value,
        first,
        second,
    }
}

/// `average` moved towards `value`, by this share of the way.
pub(crate) fn towards(average: Tensor<1>, value: &Tensor<1>, share: f64) -> Tensor<1> {
    if is_in_memory(&average.device()) {
        let (value, share) = (Numbers::of(value), share as f32);
        return change(average, |average| {
            let pairs = average.iter_mut().zip(value.iter());
            pairs.for_each(|(average, value)| *average += (value - *average) * share);
        });
    }
    average.clone() + (value.clone() - average) * share
}
