//! Adam's update of one parameter, and of the average that follows it.
//!
//! The means and the flag are changed in place, so that all of it takes no more than the 8 buffers that every
//! WebGPU device gives a kernel.
//!
//! What would not be finite stays as it is, and raises the flag, which later kernels find raised. Units of one
//! kernel may find it raised or not: they all write the same number, and all that is written is finite.

use burn_cubecl::tensor::CubeTensor;
use cubecl::prelude::*;

use super::launch::{empty, flat, units};
use crate::kernels::adam::Rates;

/// Adam's factors for one update: see [`Rates`].
#[derive(CubeType, Clone, Copy)]
pub(super) struct Factors {
    pub(super) beta1: f32,
    pub(super) beta2: f32,
    pub(super) rate: f32,
    pub(super) root: f32,
    pub(super) epsilon: f32,
}

/// A number and its means after an update, and whether all of them are finite.
#[derive(CubeType, Clone, Copy)]
pub(super) struct Next {
    pub(super) value: f32,
    pub(super) first: f32,
    pub(super) second: f32,
    pub(super) is_whole: bool,
}

/// What an update by the gradient `by` makes of a number and its means.
#[cube]
pub(super) fn next(value: f32, first: f32, second: f32, by: f32, factors: &Factors) -> Next {
    let first = factors.beta1 * first + (1.0f32 - factors.beta1) * by;
    let second = factors.beta2 * second + (1.0f32 - factors.beta2) * by * by;
    let value = value - factors.rate * first / ((second * factors.root).sqrt() + factors.epsilon);
    Next {
        value,
        first,
        second,
        is_whole: is_finite(first) && is_finite(second) && is_finite(value),
    }
}

#[cube(launch)]
#[allow(clippy::too_many_arguments, reason = "a kernel takes no structs")]
fn adam_kernel(
    value: &Tensor<f32>,
    gradient: &Tensor<f32>,
    average: &Tensor<f32>,
    first: &mut Tensor<f32>,
    second: &mut Tensor<f32>,
    value_after: &mut Tensor<f32>,
    average_after: &mut Tensor<f32>,
    flag: &mut Tensor<f32>,
    iteration: f32,
    beta1: f32,
    beta2: f32,
    rate: f32,
    root: f32,
    epsilon: f32,
    share: f32,
    #[comptime] is_averaged: bool,
) {
    let here = ABSOLUTE_POS;
    if here >= value.len() {
        terminate!();
    }
    let factors = Factors {
        beta1,
        beta2,
        rate,
        root,
        epsilon,
    };
    let after = next(
        value[here],
        first[here],
        second[here],
        gradient[here],
        &factors,
    );
    let moves = after.is_whole && flag[0] == 0.0f32;
    let mut next = value[here];
    if moves {
        next = after.value;
        first[here] = after.first;
        second[here] = after.second;
    }
    value_after[here] = next;
    if comptime!(is_averaged) {
        let before = average[here];
        let mut follower = before;
        if moves {
            follower = before + (next - before) * share;
        }
        average_after[here] = follower;
    }
    if !after.is_whole && flag[0] == 0.0f32 {
        flag[0] = iteration;
    }
}

/// Whether a number is finite. Its bits are looked at, since a shader's compiler may assume that all numbers
/// are.
#[cube]
fn is_finite(number: f32) -> bool {
    let bits = u32::reinterpret(number);
    (bits & 0x7f80_0000u32) != 0x7f80_0000u32
}

#[cube(launch)]
fn copy_kernel(from: &Tensor<f32>, to: &mut Tensor<f32>) {
    let here = ABSOLUTE_POS;
    if here >= to.len() {
        terminate!();
    }
    to[here] = from[here];
}

/// A tensor that may be changed in place.
pub(super) fn owned(tensor: CubeTensor) -> CubeTensor {
    let tensor = flat(tensor);
    if tensor.can_mut() {
        return tensor;
    }
    let copy = empty(&tensor, tensor.meta.shape.clone());
    let (cubes, dim) = units(tensor.meta.shape.num_elements());
    let client = copy.client.clone();
    let to = copy.clone().into_tensor_arg();
    copy_kernel::launch(&client, cubes, dim, tensor.into_tensor_arg(), to);
    copy
}

/// The parameter and its means after an update, the average, and the flag. Where there is no average, what
/// stands in its place means nothing.
pub(super) fn adam(
    [value, first, second]: [CubeTensor; 3],
    gradient: CubeTensor,
    average: Option<(CubeTensor, f32)>,
    rates: Rates,
    (flag, iteration): (CubeTensor, f32),
) -> ([CubeTensor; 3], CubeTensor, CubeTensor) {
    let (value, gradient) = (flat(value), flat(gradient));
    let (first, second, flag) = (owned(first), owned(second), owned(flag));
    let new = || empty(&value, value.meta.shape.clone());
    let is_averaged = average.is_some();
    let (average, share) = match average {
        Some((average, share)) => (flat(average), share),
        None => (value.clone(), 0.0),
    };
    let value_after = new();
    // Not written where there is no average.
    let average_after = if is_averaged {
        new()
    } else {
        empty(&value, [1])
    };
    let (cubes, dim) = units(value.meta.shape.num_elements());
    adam_kernel::launch(
        &value_after.client,
        cubes,
        dim,
        value.into_tensor_arg(),
        gradient.into_tensor_arg(),
        average.into_tensor_arg(),
        first.clone().into_tensor_arg(),
        second.clone().into_tensor_arg(),
        value_after.clone().into_tensor_arg(),
        average_after.clone().into_tensor_arg(),
        flag.clone().into_tensor_arg(),
        iteration,
        rates.beta1,
        rates.beta2,
        rates.rate,
        rates.root,
        rates.epsilon,
        share,
        is_averaged,
    );
    ([value_after, first, second], average_after, flag)
}
