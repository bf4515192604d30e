//! Sums of the columns of a matrix.

use burn_cubecl::tensor::CubeTensor;
use cubecl::prelude::*;

use super::launch::{UNITS, cubes, empty, flat};

/// How many columns a cube adds up, so that numbers side by side are read side by side.
const SIDE: usize = 32;

/// Σ gradient and Σ gradient · normal of each column.
#[cube(launch)]
fn sums_kernel(
    gradient: &Tensor<f32>,
    normal: &Tensor<f32>,
    sum: &mut Tensor<f32>,
    along: &mut Tensor<f32>,
) {
    let columns = sum.len();
    let rows = gradient.len() / columns;
    let unit = UNIT_POS as usize;
    let column = CUBE_POS * SIDE + unit % SIDE;
    let mut sums = Shared::<[f32]>::new_slice(UNITS);
    let mut products = Shared::<[f32]>::new_slice(UNITS);
    let mut mine = 0.0f32;
    let mut product = 0.0f32;
    if column < columns {
        for row in range_stepped(unit / SIDE, rows, UNITS / SIDE) {
            let value = gradient[row * columns + column];
            mine += value;
            product += value * normal[row * columns + column];
        }
    }
    sums[unit] = mine;
    products[unit] = product;
    sync_cube();
    if unit < SIDE && column < columns {
        for place in range_stepped(unit + SIDE, UNITS, SIDE) {
            mine += sums[place];
            product += products[place];
        }
        sum[column] = mine;
        along[column] = product;
    }
}

pub(super) fn sums(gradient: CubeTensor, normal: CubeTensor) -> (CubeTensor, CubeTensor) {
    let (gradient, normal) = (flat(gradient), flat(normal));
    let [_, columns] = gradient.meta.shape.dims();
    let (sum, along) = (empty(&gradient, [columns]), empty(&gradient, [columns]));
    let (count, dim) = cubes(columns.div_ceil(SIDE));
    sums_kernel::launch(
        &sum.client,
        count,
        dim,
        gradient.into_tensor_arg(),
        normal.into_tensor_arg(),
        sum.clone().into_tensor_arg(),
        along.clone().into_tensor_arg(),
    );
    (sum, along)
}
