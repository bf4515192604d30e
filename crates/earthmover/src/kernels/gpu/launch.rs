//! What every launch needs: contiguous arguments, new tensors, and how many cubes.

use burn::tensor::Shape;
use burn_cubecl::kernel::into_contiguous;
use burn_cubecl::ops::numeric::empty_device_contiguous_dtype;
use burn_cubecl::tensor::CubeTensor;
use cubecl::prelude::*;

/// Units of a cube.
pub(super) const UNITS: usize = 256;
/// The side of the square that the units of a cube make.
const SIDE: usize = 16;
/// Most cubes side by side (WebGPU's limit); the rest goes into the second dimension.
const MOST: usize = 65_535;

/// A tensor with its numbers row by row, as the kernels here read them.
pub(super) fn flat(tensor: CubeTensor) -> CubeTensor {
    into_contiguous(tensor)
}

/// A tensor of that shape, whose numbers are yet to be written, beside `tensor`.
pub(super) fn empty(tensor: &CubeTensor, shape: impl Into<Shape>) -> CubeTensor {
    let (client, device) = (tensor.client.clone(), tensor.device.clone());
    empty_device_contiguous_dtype(client, device, shape.into(), tensor.dtype)
}

/// Cubes that give each of `count` numbers a unit.
pub(super) fn units(count: usize) -> (CubeCount, CubeDim) {
    cubes(count.div_ceil(UNITS))
}

/// So many cubes, of which `CUBE_POS` is the number of each in a kernel.
pub(super) fn cubes(count: usize) -> (CubeCount, CubeDim) {
    let rows = count.div_ceil(MOST).max(1);
    let count = CubeCount::Static(count.div_ceil(rows) as u32, rows as u32, 1);
    (count, CubeDim::new_1d(UNITS as u32))
}

/// The sum of what each unit of a cube brings.
#[cube]
pub(super) fn sum(mine: f32) -> f32 {
    let mut shared = Shared::<[f32]>::new_slice(UNITS);
    total(&mut shared, mine)
}

/// The same by way of memory that the units share already: first of each row of their square, then of these sums.
#[cube]
pub(super) fn total(shared: &mut Shared<[f32]>, mine: f32) -> f32 {
    let unit = UNIT_POS as usize;
    // What was summed before has been read by all.
    sync_cube();
    shared[unit] = mine;
    sync_cube();
    let mut row = 0.0f32;
    if unit < SIDE {
        for place in 0..SIDE {
            row += shared[unit * SIDE + place];
        }
    }
    sync_cube();
    if unit < SIDE {
        shared[unit] = row;
    }
    sync_cube();
    let mut sum = 0.0f32;
    for place in 0..SIDE {
        sum += shared[place];
    }
    sum
}
