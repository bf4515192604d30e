//! Points of a batch: between its digits and fakes, and groups one under the other.

use burn::tensor::Shape;
use burn_cubecl::tensor::CubeTensor;
use cubecl::prelude::*;

use super::launch::{empty, flat, units};

/// The shape of tensors one under the other.
pub(super) fn stacked(parts: &[&Shape]) -> Shape {
    let mut shape = parts[0].clone();
    shape[0] = parts.iter().map(|part| part[0]).sum();
    shape
}

/// The shape of so many numbers.
pub(super) fn counted(count: &usize) -> Shape {
    Shape::from([*count])
}

/// The numbers from `first` on of a tensor, `count` of them, where they lie.
pub(super) fn part(x: CubeTensor, first: usize, count: usize) -> CubeTensor {
    let x = flat(x);
    let bytes = |numbers: usize| (numbers * x.dtype.size()) as u64;
    let behind = x.meta.shape.num_elements() - first - count;
    let handle = x
        .handle
        .clone()
        .offset_start(bytes(first))
        .offset_end(bytes(behind));
    let mut meta = (*x.meta).clone();
    meta.shape = counted(&count);
    CubeTensor::new(x.client.clone(), handle, meta, x.device.clone(), x.dtype)
}

/// fake + (real − fake) · mix, row by row.
#[cube(launch)]
fn mixed_kernel(
    real: &Tensor<f32>,
    fake: &Tensor<f32>,
    mix: &Tensor<f32>,
    mixed: &mut Tensor<f32>,
) {
    let here = ABSOLUTE_POS;
    if here >= mixed.len() {
        terminate!();
    }
    let from = fake[here];
    mixed[here] = from + (real[here] - from) * mix[here / mixed.shape(1)];
}

/// Four parts one under the other, or two.
#[cube(launch)]
fn stack_kernel(
    first: &Tensor<f32>,
    second: &Tensor<f32>,
    third: &Tensor<f32>,
    fourth: &Tensor<f32>,
    all: &mut Tensor<f32>,
    #[comptime] parts: usize,
) {
    let here = ABSOLUTE_POS;
    if here >= all.len() {
        terminate!();
    }
    let two = first.len() + second.len();
    let mut value = 0.0f32;
    if here < first.len() {
        value = first[here];
    } else if here < two {
        value = second[here - first.len()];
    }
    if comptime!(parts > 2) {
        if here >= two && here < two + third.len() {
            value = third[here - two];
        } else if here >= two + third.len() {
            value = fourth[here - two - third.len()];
        }
    }
    all[here] = value;
}

pub(super) fn mixed(real: CubeTensor, fake: CubeTensor, mix: CubeTensor) -> CubeTensor {
    let (real, fake, mix) = (flat(real), flat(fake), flat(mix));
    let mixed = empty(&real, real.meta.shape.clone());
    let (cubes, dim) = units(real.meta.shape.num_elements());
    mixed_kernel::launch(
        &mixed.client,
        cubes,
        dim,
        real.into_tensor_arg(),
        fake.into_tensor_arg(),
        mix.into_tensor_arg(),
        mixed.clone().into_tensor_arg(),
    );
    mixed
}

/// Two or four tensors, one under the other.
pub(super) fn stack(parts: Vec<CubeTensor>) -> CubeTensor {
    let parts: Vec<_> = parts.into_iter().map(flat).collect();
    let shapes: Vec<_> = parts.iter().map(|part| &part.meta.shape).collect();
    let shape = stacked(&shapes);
    let (cubes, dim) = units(shape.num_elements());
    let all = empty(&parts[0], shape);
    // Where there are two, the last two are not read.
    let part = |place: usize| parts[place % parts.len()].clone().into_tensor_arg();
    stack_kernel::launch(
        &all.client,
        cubes,
        dim,
        part(0),
        part(1),
        part(2),
        part(3),
        all.clone().into_tensor_arg(),
        parts.len(),
    );
    all
}
