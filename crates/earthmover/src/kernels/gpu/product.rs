//! Matrix products.
//!
//! burn's are made for large matrices: they share tiles of them among a cube, and go down a column
//! in one cube, of which a weight's gradient has few and long ones. Here each unit has a small tile
//! of the product to itself, and long columns are split.

use burn::tensor::Shape;
use burn_cubecl::tensor::CubeTensor;
use cubecl::prelude::*;

use super::after::{Epilogue, beside, finished};
use super::launch::{empty, units};

/// The side of a unit's tile.
const TILE: usize = 4;
/// How many units keep a GPU busy. Where there are fewer tiles than that, columns are split.
const ENOUGH: usize = 2048;
/// How many numbers of a column a unit adds up at least.
const LEAST_SPAN: usize = 512;

/// The shape of a · b.
pub(super) fn multiplied(a: &Shape, b: &Shape) -> Shape {
    Shape::from([a[0], b[1]])
}

/// A tile for each unit: tile after tile of the product, and that for each split of the depth.
#[cube(launch)]
fn product_kernel(
    a: &Tensor<f32>,
    b: &Tensor<f32>,
    other: &Tensor<f32>,
    out: &mut Tensor<f32>,
    span: u32,
    #[comptime] epilogue: Epilogue,
) {
    let rows = a.shape(0);
    let depth = a.shape(1);
    let columns = b.shape(1);
    let across = columns.div_ceil(TILE);
    let tiles = across * rows.div_ceil(TILE);
    let split = ABSOLUTE_POS / tiles;
    if split * rows * columns >= out.len() {
        terminate!();
    }
    let tile = ABSOLUTE_POS % tiles;
    let row = (tile / across) * TILE;
    let column = (tile % across) * TILE;
    let down = a.stride(1);
    let along = b.stride(0);
    let mut sums = Array::<f32>::new(TILE * TILE);
    let mut left = Array::<f32>::new(TILE);
    let mut right = Array::<f32>::new(TILE);
    let mut a_at = Array::<usize>::new(TILE);
    let mut b_at = Array::<usize>::new(TILE);
    #[unroll]
    for place in 0..TILE {
        // For places beyond the edge the edge is read, and nothing is written.
        a_at[place] = usize::min(row + place, rows - 1) * a.stride(0);
        b_at[place] = usize::min(column + place, columns - 1) * b.stride(1);
    }
    #[unroll]
    for place in 0..TILE * TILE {
        sums[place] = 0.0f32;
    }
    let first = split * span as usize;
    let last = usize::min(first + span as usize, depth);
    for k in first..last {
        #[unroll]
        for place in 0..TILE {
            left[place] = a[a_at[place] + k * down];
            right[place] = b[b_at[place] + k * along];
        }
        #[unroll]
        for i in 0..TILE {
            #[unroll]
            for j in 0..TILE {
                sums[i * TILE + j] += left[i] * right[j];
            }
        }
    }
    let start = split * rows * columns;
    #[unroll]
    for i in 0..TILE {
        #[unroll]
        for j in 0..TILE {
            if row + i < rows && column + j < columns {
                let here = (row + i) * columns + column + j;
                let sum = sums[i * TILE + j];
                out[start + here] = finished(sum, other, here, column + j, epilogue);
            }
        }
    }
}

/// The sum of the splits.
#[cube(launch)]
fn join_kernel(
    parts: &Tensor<f32>,
    other: &Tensor<f32>,
    sum: &mut Tensor<f32>,
    #[comptime] epilogue: Epilogue,
) {
    let here = ABSOLUTE_POS;
    if here >= sum.len() {
        terminate!();
    }
    let mut total = 0.0f32;
    for place in range_stepped(here, parts.len(), sum.len()) {
        total += parts[place];
    }
    sum[here] = finished(total, other, here, here % sum.shape(1), epilogue);
}

/// a · b, and what follows; either may be a transposed view.
pub(super) fn multiply(
    a: CubeTensor,
    b: CubeTensor,
    other: CubeTensor,
    epilogue: Epilogue,
) -> CubeTensor {
    let shape = multiplied(&a.meta.shape, &b.meta.shape);
    let (rows, columns, depth) = (shape[0], shape[1], a.meta.shape[1]);
    let tiles = rows.div_ceil(TILE) * columns.div_ceil(TILE);
    let splits = (ENOUGH / tiles).clamp(1, depth.div_ceil(LEAST_SPAN));
    let span = depth.div_ceil(splits);
    let splits = depth.div_ceil(span);
    let parts = empty(&a, [splits * rows, columns]);
    let other = beside(other, epilogue);
    let (at_once, at_last) = match splits {
        1 => (epilogue, Epilogue::Nothing),
        _ => (Epilogue::Nothing, epilogue),
    };
    let (cubes, dim) = units(tiles * splits);
    product_kernel::launch(
        &parts.client,
        cubes,
        dim,
        a.into_tensor_arg(),
        b.into_tensor_arg(),
        other.clone().into_tensor_arg(),
        parts.clone().into_tensor_arg(),
        span as u32,
        at_once,
    );
    if splits == 1 {
        return parts;
    }
    let sum = empty(&parts, shape);
    let (cubes, dim) = units(rows * columns);
    join_kernel::launch(
        &sum.client,
        cubes,
        dim,
        parts.into_tensor_arg(),
        other.into_tensor_arg(),
        sum.clone().into_tensor_arg(),
        at_last,
    );
    sum
}
