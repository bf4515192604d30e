//! What happens to whole rows of a matrix, a cube for each row.

use burn_cubecl::tensor::CubeTensor;
use cubecl::prelude::*;

use super::launch::{UNITS, cubes, empty, flat, sum};

/// Rows of mean 0 and variance 1, of `x` plus a bias of each channel; the channels of a row's pixels
/// follow each other.
#[cube(launch)]
fn normal_kernel(
    x: &Tensor<f32>,
    bias: &Tensor<f32>,
    normal: &mut Tensor<f32>,
    inverse: &mut Tensor<f32>,
    epsilon: f32,
) {
    let width = x.shape(1);
    let row = CUBE_POS;
    let channels = bias.len();
    let unit = UNIT_POS as usize;
    if row < x.shape(0) {
        let start = row * width;
        let mut total = 0.0f32;
        for place in range_stepped(unit, width, UNITS) {
            total += x[start + place] + bias[place % channels];
        }
        let mean = sum(total) / f32::cast_from(width);
        let mut squares = 0.0f32;
        for place in range_stepped(unit, width, UNITS) {
            let centred = x[start + place] + bias[place % channels] - mean;
            squares += centred * centred;
        }
        let variance = sum(squares) / f32::cast_from(width);
        let factor = 1.0f32 / (variance + epsilon).sqrt();
        for place in range_stepped(unit, width, UNITS) {
            normal[start + place] = (x[start + place] + bias[place % channels] - mean) * factor;
        }
        if unit == 0 {
            inverse[row] = factor;
        }
    }
}

/// The way back, where `gradient` is that at the rows times a scale of each channel.
#[cube(launch)]
fn back_kernel(
    gradient: &Tensor<f32>,
    scale: &Tensor<f32>,
    normal: &Tensor<f32>,
    inverse: &Tensor<f32>,
    back: &mut Tensor<f32>,
) {
    let width = normal.shape(1);
    let row = CUBE_POS;
    let channels = scale.len();
    let unit = UNIT_POS as usize;
    if row < normal.shape(0) {
        let start = row * width;
        let mut total = 0.0f32;
        let mut product = 0.0f32;
        for place in range_stepped(unit, width, UNITS) {
            let scaled = gradient[start + place] * scale[place % channels];
            total += scaled;
            product += scaled * normal[start + place];
        }
        let mean = sum(total) / f32::cast_from(width);
        let along = sum(product) / f32::cast_from(width);
        for place in range_stepped(unit, width, UNITS) {
            let scaled = gradient[start + place] * scale[place % channels];
            back[start + place] = (scaled - mean - normal[start + place] * along) * inverse[row];
        }
    }
}

/// ‖x − y‖ of each row.
#[cube(launch)]
fn distance_kernel(x: &Tensor<f32>, y: &Tensor<f32>, distances: &mut Tensor<f32>, floor: f32) {
    let width = x.shape(1);
    let row = CUBE_POS;
    let unit = UNIT_POS as usize;
    if row < distances.len() {
        let start = row * width;
        let mut squares = 0.0f32;
        for place in range_stepped(unit, width, UNITS) {
            let difference = x[start + place] - y[start + place];
            squares += difference * difference;
        }
        let squares = sum(squares);
        if unit == 0 {
            distances[row] = (squares + floor).sqrt();
        }
    }
}

/// Each row of `from`, `step` further along its gradient.
#[cube(launch)]
fn stepped_kernel(
    from: &Tensor<f32>,
    gradient: &Tensor<f32>,
    to: &mut Tensor<f32>,
    step: f32,
    least: f32,
) {
    let width = from.shape(1);
    let row = CUBE_POS;
    let unit = UNIT_POS as usize;
    if row < from.shape(0) {
        let start = row * width;
        let mut squares = 0.0f32;
        for place in range_stepped(unit, width, UNITS) {
            let slope = gradient[start + place];
            squares += slope * slope;
        }
        let mut length = sum(squares).sqrt();
        if length < least {
            length = least;
        }
        let factor = step / length;
        for place in range_stepped(unit, width, UNITS) {
            to[start + place] = from[start + place] + gradient[start + place] * factor;
        }
    }
}

pub(super) fn normalise(x: CubeTensor, bias: CubeTensor, epsilon: f32) -> (CubeTensor, CubeTensor) {
    let (x, bias) = (flat(x), flat(bias));
    let [rows, width] = x.meta.shape.dims();
    let (normal, inverse) = (empty(&x, [rows, width]), empty(&x, [rows, 1]));
    let (count, dim) = cubes(rows);
    normal_kernel::launch(
        &normal.client,
        count,
        dim,
        x.into_tensor_arg(),
        bias.into_tensor_arg(),
        normal.clone().into_tensor_arg(),
        inverse.clone().into_tensor_arg(),
        epsilon,
    );
    (normal, inverse)
}

pub(super) fn back(
    gradient: CubeTensor,
    scale: CubeTensor,
    normal: CubeTensor,
    inverse: CubeTensor,
) -> CubeTensor {
    let (gradient, scale) = (flat(gradient), flat(scale));
    let (normal, inverse) = (flat(normal), flat(inverse));
    let [rows, _] = normal.meta.shape.dims();
    let back = empty(&gradient, gradient.meta.shape.clone());
    let (count, dim) = cubes(rows);
    back_kernel::launch(
        &back.client,
        count,
        dim,
        gradient.into_tensor_arg(),
        scale.into_tensor_arg(),
        normal.into_tensor_arg(),
        inverse.into_tensor_arg(),
        back.clone().into_tensor_arg(),
    );
    back
}

pub(super) fn distances(x: CubeTensor, y: CubeTensor, floor: f32) -> CubeTensor {
    let (x, y) = (flat(x), flat(y));
    let [rows, _] = x.meta.shape.dims();
    let distances = empty(&x, [rows]);
    let (count, dim) = cubes(rows);
    distance_kernel::launch(
        &distances.client,
        count,
        dim,
        x.into_tensor_arg(),
        y.into_tensor_arg(),
        distances.clone().into_tensor_arg(),
        floor,
    );
    distances
}

pub(super) fn stepped(from: CubeTensor, gradient: CubeTensor, step: f32, least: f32) -> CubeTensor {
    let (from, gradient) = (flat(from), flat(gradient));
    let [rows, width] = from.meta.shape.dims();
    let to = empty(&from, [rows, width]);
    let (count, dim) = cubes(rows);
    stepped_kernel::launch(
        &to.client,
        count,
        dim,
        from.into_tensor_arg(),
        gradient.into_tensor_arg(),
        to.clone().into_tensor_arg(),
        step,
        least,
    );
    to
}
