//! What happens to each number by itself, and to rows side by side.

use burn::Tensor;
use burn::tensor::activation::{leaky_relu, relu, sigmoid, tanh};

use crate::kernels::activation::{Activation, LEAK};

pub(crate) fn activate(
    x: Tensor<2>,
    scale: Option<Tensor<1>>,
    shift: Option<Tensor<1>>,
    activation: Activation,
) -> Tensor<2> {
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

pub(crate) fn times_slope(
    gradient: Tensor<2>,
    output: Tensor<2>,
    activation: Activation,
) -> Tensor<2> {
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
