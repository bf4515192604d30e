//! Bias, activation and slope, in one pass over the numbers.

use burn::Tensor;

use super::numbers::{Numbers, change};
use super::vectors::in_vectors;
use crate::kernels::activation::{Activation, LEAK};

pub(super) fn activate(
    x: Tensor<2>,
    scale: Option<&Tensor<1>>,
    shift: Option<&Tensor<1>>,
    activation: Activation,
) -> Tensor<2> {
    let columns = x.dims()[1];
    let kept = (scale.map(Numbers::of), shift.map(Numbers::of));
    let (scale, shift): (Option<&[f32]>, Option<&[f32]>) = (kept.0.as_deref(), kept.1.as_deref());
    change(x, |x| {
        in_vectors(
            #[inline(always)]
            || activate_rows(x, columns, (scale, shift), activation),
        );
    })
}

#[inline(always)]
fn activate_rows(
    x: &mut [f32],
    columns: usize,
    (scale, shift): (Option<&[f32]>, Option<&[f32]>),
    activation: Activation,
) {
    // Short rows are gone through several at a time.
    let together = (WIDE / columns).max(1);
    let repeated = |numbers: Option<&[f32]>| numbers.map(|numbers| numbers.repeat(together));
    let (scale, shift) = (repeated(scale), repeated(shift));
    for rows in x.chunks_mut(columns * together) {
        if let Some(scale) = &scale {
            for (x, scale) in rows.iter_mut().zip(scale) {
                *x *= scale;
            }
        }
        if let Some(shift) = &shift {
            for (x, shift) in rows.iter_mut().zip(shift) {
                *x += shift;
            }
        }
        activate_slice(rows, activation);
    }
    if activation == Activation::MaxMin {
        for pair in pairs(x, columns) {
            let [a, b] = *pair;
            *pair = if a < b { [b, a] } else { [a, b] };
        }
    }
}

/// Each two numbers of a row that lie beside each other; not the last of an odd number.
fn pairs(x: &mut [f32], columns: usize) -> impl Iterator<Item = &mut [f32; 2]> {
    let rows = x.chunks_exact_mut(columns);
    rows.flat_map(|row| row.as_chunks_mut::<2>().0)
}

/// How many numbers are gone through at a time where rows are shorter.
const WIDE: usize = 256;

pub(super) fn times_slope(
    gradient: Tensor<2>,
    output: &Tensor<2>,
    activation: Activation,
) -> Tensor<2> {
    let columns = output.dims()[1];
    let output = Numbers::of(output);
    let output: &[f32] = &output;
    if activation == Activation::MaxMin {
        return change(gradient, |gradient| unsorted(gradient, output, columns));
    }
    change(gradient, |gradient| {
        in_vectors(
            #[inline(always)]
            || times_slope_slice(gradient, output, activation),
        );
    })
}

/// Gives each number of a pair's gradient back to where it was in the pair `before`.
fn unsorted(gradient: &mut [f32], before: &[f32], columns: usize) {
    let before = before.chunks_exact(columns);
    let before = before.flat_map(|row| row.as_chunks::<2>().0);
    for (pair, [a, b]) in pairs(gradient, columns).zip(before) {
        if a < b {
            pair.swap(0, 1);
        }
    }
}

#[inline(always)]
fn activate_slice(x: &mut [f32], activation: Activation) {
    match activation {
        Activation::LeakyRelu => {
            // `f32::max` is not used, since it is a call on wasm.
            let leak = LEAK as f32;
            for x in x {
                *x *= if *x < 0.0 { leak } else { 1.0 };
            }
        }
        // NaN stays NaN.
        Activation::Relu => {
            for x in x {
                *x = if *x <= 0.0 { 0.0 } else { *x };
            }
        }
        Activation::Sigmoid => {
            for x in x {
                *x = 1.0 / (1.0 + exp(-*x));
            }
        }
        Activation::Tanh => {
            for x in x {
                *x = libm::tanhf(*x);
            }
        }
        // Pairs are sorted afterwards, since they must not reach over the end of a row.
        Activation::MaxMin | Activation::Identity => {}
    }
}

#[inline(always)]
fn times_slope_slice(gradient: &mut [f32], output: &[f32], activation: Activation) {
    let pairs = gradient.iter_mut().zip(output);
    match activation {
        Activation::LeakyRelu => {
            let leak = LEAK as f32;
            for (gradient, y) in pairs {
                *gradient *= if *y < 0.0 { leak } else { 1.0 };
            }
        }
        Activation::Relu => {
            for (gradient, y) in pairs {
                *gradient *= if *y > 0.0 { 1.0 } else { 0.0 };
            }
        }
        Activation::Sigmoid => {
            for (gradient, y) in pairs {
                *gradient *= y - y * y;
            }
        }
        Activation::Tanh => {
            for (gradient, y) in pairs {
                *gradient *= 1.0 - y * y;
            }
        }
        // Pairs are gone through apart.
        Activation::MaxMin | Activation::Identity => {}
    }
}

/// e^x to a few units in the last place, without a branch or a call, so that four or eight are
/// computed at once: 2^n times a polynomial of the rest (Cephes, `expf`).
#[inline(always)]
fn exp(x: f32) -> f32 {
    const HIGH: f32 = 0.693_359_4;
    const LOW: f32 = -2.121_944_4e-4;
    // NaN stays NaN.
    let x = x.clamp(-87.0, 88.0);
    let whole = (x * std::f32::consts::LOG2_E + 12_582_912.0) - 12_582_912.0;
    let rest = (x - whole * HIGH) - whole * LOW;
    let mut sum = 1.987_569_1e-4;
    for term in [
        1.398_199_9e-3,
        8.333_452e-3,
        4.166_579_6e-2,
        1.666_666_5e-1,
        0.5,
    ] {
        sum = sum * rest + term;
    }
    let fraction = sum * rest * rest + rest + 1.0;
    // These are the bits of 2^n; the cast makes 0 of NaN.
    let power = f32::from_bits((((whole as i32) + 127) << 23) as u32);
    fraction * power
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_is_exp_and_keeps_what_is_no_number() {
        for n in -8700..8800 {
            let x = n as f32 / 100.0;
            let (here, there) = (f64::from(exp(x)), f64::from(x).exp());
            assert!((here - there).abs() <= 3e-7 * there, "{x}: {here} {there}");
        }
        assert!(exp(f32::NAN).is_nan());
        assert_eq!(1.0 / (1.0 + exp(f32::INFINITY)), 1.0 / (1.0 + exp(88.0)));
    }
}
