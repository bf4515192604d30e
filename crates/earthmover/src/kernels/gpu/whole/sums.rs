//! The gradients of a network's parameters, summed over samples and pixels, and Adam's step with each.
//!
//! Each parameter has cubes of its own. A unit sums a tile of numbers, so that it reads what they share once; and
//! where a sum has many terms, several units share it, each with some of the samples.

#![allow(
    unused_qualifications,
    reason = "what a kernel that calls itself becomes"
)]

use cubecl::prelude::*;

use super::super::adam::{Factors, next};
use super::super::launch::UNITS;
use super::shares::{Part, Share, Shares};
use crate::kernels::places::Places;
use crate::kernels::whole::Map;

/// What one step moves parameters by.
#[derive(CubeType, Clone, Copy)]
pub(super) struct Moving {
    pub(super) adam: Factors,
    /// By which share of the way the average follows.
    pub(super) share: f32,
    /// What weights are kept within.
    pub(super) bound: f32,
    pub(super) iteration: f32,
}

/// What a step does beside Adam's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Beside {
    pub(super) is_averaged: bool,
    pub(super) clips: bool,
}

/// Where the memory of the samples begins, and how many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Samples {
    pub(super) first: usize,
    pub(super) count: usize,
    pub(super) memory: usize,
}

/// The step of the parameters from the `place`-th on. `state` has the network's parameters, the means of
/// gradients and of their squares, and the average, one after another.
#[cube]
#[allow(clippy::too_many_arguments, reason = "a kernel takes no structs")]
pub(super) fn step(
    memory: &Tensor<f32>,
    state: &mut Tensor<f32>,
    flag: &mut Tensor<f32>,
    shared: &mut Shared<[f32]>,
    moving: Moving,
    #[comptime] shares: Shares,
    #[comptime] place: usize,
    #[comptime] samples: Samples,
    #[comptime] beside: Beside,
    #[comptime] length: usize,
) {
    let share = comptime!(shares.list[place]);
    if CUBE_POS >= share.cube && CUBE_POS < share.end {
        let unit = UNIT_POS as usize;
        let here = (CUBE_POS - share.cube) * UNITS + unit;
        let lane = here % share.lanes;
        let tile = here / share.lanes;
        let across = comptime!(share.columns / share.wide);
        let row = tile / across * share.tall;
        let column = tile % across * share.wide;
        let first = row * share.columns + column;
        let count = comptime!(share.tall * share.wide);
        let mut sums = Array::<f32>::new(count);
        #[unroll]
        for k in 0..count {
            sums[k] = 0.0f32;
        }
        if first < share.count {
            gradient(memory, &mut sums, row, column, lane, share, samples);
        }
        if comptime!(share.lanes == 1) {
            if first < share.count {
                #[unroll]
                for k in 0..count {
                    let within = comptime!(k / share.wide * share.columns + k % share.wide);
                    let at = share.first + first + within;
                    adam(state, flag, at, sums[k], &moving, length, beside);
                }
            }
        } else {
            #[unroll]
            for k in 0..count {
                shared[k * UNITS + unit] = sums[k];
            }
            sync_cube();
            if first < share.count {
                for k in range_stepped(lane, count, share.lanes) {
                    let mut sum = 0.0f32;
                    for other in 0..share.lanes {
                        sum += shared[k * UNITS + unit - lane + other];
                    }
                    let within = k / share.wide * share.columns + k % share.wide;
                    let at = share.first + first + within;
                    adam(state, flag, at, sum, &moving, length, beside);
                }
            }
        }
    }
    if comptime!(place + 1 < shares.count) {
        step(
            memory,
            state,
            flag,
            shared,
            moving,
            shares,
            comptime!(place + 1),
            samples,
            beside,
            length,
        );
    }
}

/// What a unit sums of the gradients at a tile of numbers, from a row and a column on: over every `lanes`-th sample,
/// from its own lane on.
#[cube]
fn gradient(
    memory: &Tensor<f32>,
    sums: &mut Array<f32>,
    row: usize,
    column: usize,
    lane: usize,
    #[comptime] share: Share,
    #[comptime] samples: Samples,
) {
    let stage = comptime!(share.stage);
    if comptime!(share.part == Part::Weight && stage.map != Map::Linear) {
        taps(memory, sums, row, column, lane, share, samples);
    } else {
        for sample in range_stepped(lane, samples.count, share.lanes) {
            let start = samples.first + sample * samples.memory;
            if comptime!(share.part == Part::Weight) {
                let from = start + stage.from + row;
                let delta = start + stage.delta + column;
                add_products(memory, sums, from, delta, share);
            } else if comptime!(share.part == Part::Bias) {
                for pixel in 0..comptime!(stage.outputs / share.count) {
                    let delta = start + stage.delta + pixel * share.count + column;
                    #[unroll]
                    for k in 0..share.wide {
                        sums[k] += memory[delta + k];
                    }
                }
            } else {
                for pixel in 0..comptime!(stage.outputs / stage.channels) {
                    let place = start + pixel * stage.channels + column;
                    #[unroll]
                    for k in 0..share.wide {
                        let mut by = memory[place + stage.before + k];
                        if comptime!(share.part == Part::Gamma) {
                            by *= memory[place + stage.normal + k];
                        }
                        sums[k] += by;
                    }
                }
            }
        }
    }
}

/// Adds the products of some numbers, of a row each, with others, of a column each.
#[cube]
fn add_products(
    memory: &Tensor<f32>,
    sums: &mut Array<f32>,
    left: usize,
    right: usize,
    #[comptime] share: Share,
) {
    let mut others = Array::<f32>::new(share.wide);
    #[unroll]
    for k in 0..share.wide {
        others[k] = memory[right + k];
    }
    #[unroll]
    for row in 0..share.tall {
        let number = memory[left + row];
        #[unroll]
        for k in 0..share.wide {
            sums[row * share.wide + k] += number * others[k];
        }
    }
}

/// The same for weights of a convolution's kernel, over all places where their tap lies on the image.
#[cube]
fn taps(
    memory: &Tensor<f32>,
    sums: &mut Array<f32>,
    row: usize,
    column: usize,
    lane: usize,
    #[comptime] share: Share,
    #[comptime] samples: Samples,
) {
    let stage = comptime!(share.stage);
    let places = comptime!(stage.map.places());
    let is_convolution = comptime!(matches!(stage.map, Map::Convolution(_)));
    // A convolution's rows are of patches of the outer image, a transposed one's columns.
    let mut outer = row;
    let mut inner = column;
    if comptime!(!is_convolution) {
        outer = column;
        inner = row;
    }
    let outer_from = comptime!(if is_convolution {
        stage.from
    } else {
        stage.delta
    });
    let inner_from = comptime!(if is_convolution {
        stage.delta
    } else {
        stage.from
    });
    let inner_channels = comptime!(match stage.map {
        Map::Transposed(_, inner) => inner,
        _ => stage.channels,
    });
    let channel = outer % places.channels;
    let tap = outer / places.channels;
    let (down, along) = (tap / places.size, tap % places.size);
    let top = first_place(down, places);
    let left = first_place(along, places);
    let bottom = last_place(
        down,
        comptime!(places.outer[0]),
        comptime!(places.inner[0]),
        places,
    );
    let right = last_place(
        along,
        comptime!(places.outer[1]),
        comptime!(places.inner[1]),
        places,
    );
    for sample in range_stepped(lane, samples.count, share.lanes) {
        let start = samples.first + sample * samples.memory;
        for y in top..bottom {
            let line = (y * places.stride + down - places.padding) * places.outer[1];
            for x in left..right {
                let pixel = line + x * places.stride + along - places.padding;
                let far = start + outer_from + pixel * places.channels + channel;
                let near = start + inner_from + (y * places.inner[1] + x) * inner_channels + inner;
                if comptime!(is_convolution) {
                    add_products(memory, sums, far, near, share);
                } else {
                    add_products(memory, sums, near, far, share);
                }
            }
        }
    }
}

/// The first inner place at which a tap lies on the image, along one side.
#[cube]
fn first_place(tap: usize, #[comptime] places: Places) -> usize {
    let mut first = 0usize.runtime();
    if places.padding > tap {
        first = (comptime!(places.padding + places.stride - 1) - tap) / places.stride;
    }
    first
}

/// The place after the last.
#[cube]
fn last_place(
    tap: usize,
    #[comptime] outer: usize,
    #[comptime] inner: usize,
    #[comptime] places: Places,
) -> usize {
    let reach = comptime!(outer + places.padding + places.stride - 1) - tap;
    usize::min(reach / places.stride, inner)
}

/// Adam's step of one number. What would not be finite stays as it is, and raises the flag, as in the kernel
/// for one parameter.
#[cube]
fn adam(
    state: &mut Tensor<f32>,
    flag: &mut Tensor<f32>,
    here: usize,
    by: f32,
    moving: &Moving,
    #[comptime] length: usize,
    #[comptime] beside: Beside,
) {
    let value = state[here];
    let (first, second) = (state[length + here], state[2 * length + here]);
    let next = next(value, first, second, by, &moving.adam);
    let mut after = next.value;
    if comptime!(beside.clips) {
        after = f32::max(f32::min(after, moving.bound), -moving.bound);
    }
    if next.is_whole && flag[0] == 0.0f32 {
        state[here] = after;
        state[length + here] = next.first;
        state[2 * length + here] = next.second;
        if comptime!(beside.is_averaged) {
            let before = state[3 * length + here];
            state[3 * length + here] = before + (after - before) * moving.share;
        }
    }
    if !next.is_whole && flag[0] == 0.0f32 {
        flag[0] = moving.iteration;
    }
}
