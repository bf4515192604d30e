//! Activations, with the bias before them, and their way back.

use burn::Tensor;
use burn::tensor::activation::{leaky_relu, relu, sigmoid, tanh};

#[cfg(feature = "webgpu")]
use super::gpu;
use super::memory::{Numbers, change, is_in_memory};
use super::vectors::in_vectors;

/// Slope of the leaky ReLU below zero.
pub const LEAK: f64 = 0.2;

/// What ends a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Activation {
    /// x above zero, 0.2 x below.
    LeakyRelu,
    /// x above zero, 0 below.
    Relu,
    /// 1 / (1 + e^−x).
    Sigmoid,
    /// The hyperbolic tangent.
    Tanh,
    /// x.
    Identity,
}

/// The activation of `x` [rows, columns], times a `scale` [columns] and plus a `shift` [columns] before
/// it where there are such.
pub(crate) fn activate(
    x: Tensor<2>,
    scale: Option<Tensor<1>>,
    shift: Option<Tensor<1>>,
    activation: Activation,
) -> Tensor<2> {
    if activation == Activation::Identity && scale.is_none() && shift.is_none() {
        return x;
    }
    let device = x.device();
    #[cfg(feature = "webgpu")]
    if gpu::is_gpu(&device)
        && let Some(shift) = &shift
    {
        return gpu::activate(x, scale, shift.clone(), activation);
    }
    if is_in_memory(&device) {
        return activate_in_memory(x, scale.as_ref(), shift.as_ref(), activation);
    }
    let x = match scale {
        Some(scale) => x * scale.unsqueeze_dim::<2>(0),
        None => x,
    };
    let x = match shift {
        Some(shift) => x + shift.unsqueeze_dim::<2>(0),
        None => x,
    };
    match activation {
        Activation::LeakyRelu => leaky_relu(x, LEAK),
        Activation::Relu => relu(x),
        Activation::Sigmoid => sigmoid(x),
        Activation::Tanh => tanh(x),
        Activation::Identity => x,
    }
}

fn activate_in_memory(
    x: Tensor<2>,
    scale: Option<&Tensor<1>>,
    shift: Option<&Tensor<1>>,
    activation: Activation,
) -> Tensor<2> {
    let columns = x.dims()[1];
    let held = (scale.map(Numbers::of), shift.map(Numbers::of));
    let (scale, shift): (Option<&[f32]>, Option<&[f32]>) = (held.0.as_deref(), held.1.as_deref());
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
    if scale.is_none() && shift.is_none() {
        return activate_slice(x, activation);
    }
    for row in x.chunks_exact_mut(columns) {
        if let Some(scale) = scale {
            for (x, scale) in row.iter_mut().zip(scale) {
                *x *= scale;
            }
        }
        if let Some(shift) = shift {
            for (x, shift) in row.iter_mut().zip(shift) {
                *x += shift;
            }
        }
        activate_slice(row, activation);
    }
}

/// `gradient` times the activation's slope where `output` came out: the gradient at what was
/// activated.
pub(crate) fn times_slope(
    gradient: Tensor<2>,
    output: &Tensor<2>,
    activation: Activation,
) -> Tensor<2> {
    if activation == Activation::Identity {
        return gradient;
    }
    let device = gradient.device();
    #[cfg(feature = "webgpu")]
    if gpu::is_gpu(&device) {
        return gpu::times_slope(gradient, output.clone(), activation);
    }
    if is_in_memory(&device) {
        let output = Numbers::of(output);
        let output: &[f32] = &output;
        return change(gradient, |gradient| {
            in_vectors(
                #[inline(always)]
                || times_slope_slice(gradient, output, activation),
            );
        });
    }
    let output = output.clone();
    match activation {
        // An output has the sign of what was activated; where that was 0 the slope is 1.
        Activation::LeakyRelu => gradient * (step(output, 1.0) * (1.0 - LEAK) + LEAK),
        Activation::Relu => gradient * step(output, 0.0),
        Activation::Sigmoid => gradient * (output.clone() - output.square()),
        Activation::Tanh => gradient * (output.square() * -1.0 + 1.0),
        Activation::Identity => gradient,
    }
}

/// 0 below zero, 1 above, `at_zero` there. Not a comparison: burn does not fuse one, nor the cast of
/// what it gives.
fn step(x: Tensor<2>, at_zero: f64) -> Tensor<2> {
    (x * 1e30 + at_zero).clamp(0.0, 1.0)
}

#[inline(always)]
fn activate_slice(x: &mut [f32], activation: Activation) {
    match activation {
        Activation::LeakyRelu => {
            // Not `f32::max`, which is a call on wasm.
            let leak = LEAK as f32;
            for x in x {
                *x *= if *x < 0.0 { leak } else { 1.0 };
            }
        }
        // What is not a number stays none.
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
        Activation::Identity => {}
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
        Activation::Identity => {}
    }
}

/// e^x to a few units in the last place, without a branch or a call, so that four or eight are
/// computed at once: 2^n times a polynomial of the rest (Cephes, `expf`).
#[inline(always)]
fn exp(x: f32) -> f32 {
    const HIGH: f32 = 0.693_359_4;
    const LOW: f32 = -2.121_944_4e-4;
    // What is not a number stays none.
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
    // The bits of 2^n. `as` takes what is not a number to 0.
    let power = f32::from_bits((((whole as i32) + 127) << 23) as u32);
    fraction * power
}

#[cfg(all(test, feature = "flex"))]
mod tests {
    use burn::tensor::Device;

    use super::super::memory::from_vec;
    use super::*;

    const ALL: [Activation; 5] = [
        Activation::LeakyRelu,
        Activation::Relu,
        Activation::Sigmoid,
        Activation::Tanh,
        Activation::Identity,
    ];

    fn close(a: &Tensor<2>, b: &Tensor<2>, what: &str) {
        for (a, b) in Numbers::of(a).iter().zip(Numbers::of(b).iter()) {
            assert!((a - b).abs() <= 1e-6 * b.abs().max(1.0), "{what}: {a} {b}");
        }
    }

    #[test]
    fn slices_do_what_burn_does_on_the_autodiff_device() {
        let device = Device::flex();
        let x: Vec<f32> = (0..60).map(|n| (n as f32 - 30.0) / 7.0).collect();
        let x: Tensor<2> = from_vec(x, [12, 5], &device);
        let bias: Tensor<1> = from_vec(vec![0.5, -1.0, 0.0, 2.0, -3.0], [5], &device);
        for activation in ALL {
            let y = activate(x.clone(), None, Some(bias.clone()), activation);
            let traced = Tensor::from_inner(x.clone()).require_grad();
            let biases = Some(Tensor::from_inner(bias.clone()));
            let composed = activate(traced.clone(), None, biases, activation);
            close(&y, &composed.clone().inner(), &format!("{activation:?}"));
            let weights: Tensor<2> = x.clone().flip([0]);
            let loss = (composed * Tensor::from_inner(weights.clone())).sum();
            let gradients = loss.backward();
            let Some(expected) = traced.grad(&gradients) else {
                unreachable!("it is a leaf")
            };
            let gradient = times_slope(weights, &y, activation);
            close(&gradient, &expected, &format!("slope of {activation:?}"));
        }
    }

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
