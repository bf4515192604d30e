//! What happens to each number of a matrix [rows, columns]: scale, shift, activation, and its slope.

use burn::tensor::Shape;
use burn_cubecl::tensor::CubeTensor;
use cubecl::prelude::*;

use super::launch::{empty, flat, units};
use crate::kernels::activation::{Activation, LEAK};

#[cube]
pub(super) fn activated(x: f32, #[comptime] activation: Activation) -> f32 {
    let leak = comptime!(LEAK as f32);
    let mut y = x;
    if comptime!(activation == Activation::LeakyRelu) {
        if x < 0.0f32 {
            y = x * leak;
        }
    } else if comptime!(activation == Activation::Relu) {
        if x < 0.0f32 {
            y = 0.0f32;
        }
    } else if comptime!(activation == Activation::Sigmoid) {
        y = 1.0f32 / (1.0f32 + (-x).exp());
    } else if comptime!(activation == Activation::Tanh) {
        y = x.tanh();
    }
    y
}

/// The slope of the activation where its output is `y`.
#[cube]
pub(super) fn slope(y: f32, #[comptime] activation: Activation) -> f32 {
    let leak = comptime!(LEAK as f32);
    let mut slope = 1.0f32;
    if comptime!(activation == Activation::LeakyRelu) {
        if y < 0.0f32 {
            slope = 1.0f32 * leak;
        }
    } else if comptime!(activation == Activation::Relu) {
        if y <= 0.0f32 {
            slope = 0.0f32;
        }
    } else if comptime!(activation == Activation::Sigmoid) {
        slope = y - y * y;
    } else if comptime!(activation == Activation::Tanh) {
        slope = 1.0f32 - y * y;
    }
    slope
}

#[cube(launch)]
fn biased_kernel(
    x: &Tensor<f32>,
    bias: &Tensor<f32>,
    y: &mut Tensor<f32>,
    #[comptime] activation: Activation,
) {
    let here = ABSOLUTE_POS;
    if here >= y.len() {
        terminate!();
    }
    y[here] = activated(x[here] + bias[here % bias.len()], activation);
}

#[cube(launch)]
fn scaled_kernel(
    x: &Tensor<f32>,
    scale: &Tensor<f32>,
    shift: &Tensor<f32>,
    y: &mut Tensor<f32>,
    #[comptime] activation: Activation,
) {
    let here = ABSOLUTE_POS;
    if here >= y.len() {
        terminate!();
    }
    let column = here % scale.len();
    y[here] = activated(x[here] * scale[column] + shift[column], activation);
}

#[cube(launch)]
fn slope_kernel(
    gradient: &Tensor<f32>,
    output: &Tensor<f32>,
    product: &mut Tensor<f32>,
    #[comptime] activation: Activation,
) {
    let here = ABSOLUTE_POS;
    if here >= product.len() {
        terminate!();
    }
    product[here] = gradient[here] * slope(output[here], activation);
}

pub(super) fn biased(x: CubeTensor, bias: CubeTensor, activation: Activation) -> CubeTensor {
    let (x, bias) = (flat(x), flat(bias));
    let y = like(&x);
    let (cubes, dim) = units(x.meta.shape.num_elements());
    biased_kernel::launch(
        &y.client,
        cubes,
        dim,
        x.into_tensor_arg(),
        bias.into_tensor_arg(),
        y.clone().into_tensor_arg(),
        activation,
    );
    y
}

pub(super) fn scaled(
    x: CubeTensor,
    scale: CubeTensor,
    shift: CubeTensor,
    activation: Activation,
) -> CubeTensor {
    let (x, scale, shift) = (flat(x), flat(scale), flat(shift));
    let y = like(&x);
    let (cubes, dim) = units(x.meta.shape.num_elements());
    scaled_kernel::launch(
        &y.client,
        cubes,
        dim,
        x.into_tensor_arg(),
        scale.into_tensor_arg(),
        shift.into_tensor_arg(),
        y.clone().into_tensor_arg(),
        activation,
    );
    y
}

pub(super) fn slope_times(
    gradient: CubeTensor,
    output: CubeTensor,
    activation: Activation,
) -> CubeTensor {
    let (gradient, output) = (flat(gradient), flat(output));
    let product = like(&gradient);
    let (cubes, dim) = units(gradient.meta.shape.num_elements());
    slope_kernel::launch(
        &product.client,
        cubes,
        dim,
        gradient.into_tensor_arg(),
        output.into_tensor_arg(),
        product.clone().into_tensor_arg(),
        activation,
    );
    product
}

fn like(x: &CubeTensor) -> CubeTensor {
    let shape: Shape = x.meta.shape.clone();
    empty(x, shape)
}
