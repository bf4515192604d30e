//! Whole iterations in a few kernels: see [`crate::kernels::whole`].
//!
//! A cube takes a sample through generator or critic and back, by what it keeps in `memory`; the critic's takes
//! two points, whose scores a penalty compares. Reductions go by way of memory that a cube's units share.

mod back;
mod forward;
mod launches;
mod points;
mod shares;
mod steps;
mod sums;

use cubecl::prelude::*;

pub(super) use launches::iterations;

/// The side of the square that the units of a cube make.
const SIDE: usize = 16;
/// As kernels compute with them.
const GROUP_EPSILON: f32 = crate::kernels::GROUP_EPSILON as f32;
const PIXEL_EPSILON: f32 = crate::kernels::PIXEL_EPSILON as f32;

/// The sum of what each unit of a cube brings: first of each row of their square, then of these sums.
#[cube]
fn total(shared: &mut Shared<[f32]>, mine: f32) -> f32 {
    let unit = UNIT_POS as usize;
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
