//! Adam's update, and the average that follows it, in one pass over the numbers.

use burn::Tensor;

use super::numbers::{Numbers, change};
use super::vectors::in_vectors;
use crate::kernels::adam::{Moved, Rates};

pub(super) fn update(rates: Rates, moved: Moved, gradient: &Tensor<1>) -> Moved {
    step(rates, moved, gradient, None)
}

/// As [`update`], with an `average` that moves towards the new value, by this share of the way.
pub(super) fn update_averaged(
    rates: Rates,
    moved: Moved,
    gradient: &Tensor<1>,
    (average, share): (Tensor<1>, f64),
) -> (Moved, Tensor<1>) {
    let mut after = None;
    let average = change(average, |average| {
        after = Some(step(rates, moved, gradient, Some((average, share as f32))));
    });
    match after {
        Some(moved) => (moved, average),
        None => unreachable!("a change is made once"),
    }
}

/// The numbers of a parameter, and of the means of its gradients and of their squares.
type Slices<'a> = [&'a mut [f32]; 3];

/// Moves all of it at once, and the average after it.
fn step(
    rates: Rates,
    moved: Moved,
    gradient: &Tensor<1>,
    average: Option<(&mut [f32], f32)>,
) -> Moved {
    let gradient = Numbers::of(gradient);
    let Moved {
        value,
        first,
        second,
    } = moved;
    let mut others = None;
    let value = change(value, |value| {
        let mut last = None;
        let first = change(first, |first| {
            last = Some(change(second, |second| {
                in_vectors(
                    #[inline(always)]
                    || move_all(rates, [value, first, second], &gradient, average),
                );
            }));
        });
        others = last.map(|second| (first, second));
    });
    match others {
        Some((first, second)) => Moved {
            value,
            first,
            second,
        },
        None => unreachable!("a change is made once"),
    }
}

#[inline(always)]
fn move_all(
    rates: Rates,
    [value, first, second]: Slices<'_>,
    gradient: &[f32],
    average: Option<(&mut [f32], f32)>,
) {
    let moved = value.iter_mut().zip(first).zip(second).zip(gradient);
    let Some((average, share)) = average else {
        for (((value, first), second), gradient) in moved {
            move_one(rates, [value, first, second], *gradient);
        }
        return;
    };
    for ((((value, first), second), gradient), average) in moved.zip(average) {
        move_one(rates, [value, first, second], *gradient);
        *average += (*value - *average) * share;
    }
}

#[inline(always)]
fn move_one(rates: Rates, [value, first, second]: [&mut f32; 3], gradient: f32) {
    let Rates {
        beta1,
        beta2,
        rate,
        root,
        epsilon,
    } = rates;
    *first = beta1 * *first + (1.0 - beta1) * gradient;
    *second = beta2 * *second + (1.0 - beta2) * gradient * gradient;
    *value -= rate * *first / ((*second * root).sqrt() + epsilon);
}
