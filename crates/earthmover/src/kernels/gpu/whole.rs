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
mod taps;

use cubecl::prelude::*;

pub(super) use launches::iterations;

/// As kernels compute with them.
const GROUP_EPSILON: f32 = crate::kernels::GROUP_EPSILON as f32;
const PIXEL_EPSILON: f32 = crate::kernels::PIXEL_EPSILON as f32;

/// The number at the `place`-th place of a group of `per` channels, among all numbers of a sample.
#[cube]
fn in_group(
    place: usize,
    group: usize,
    #[comptime] per: usize,
    #[comptime] channels: usize,
) -> usize {
    (place / per) * channels + group * per + place % per
}
