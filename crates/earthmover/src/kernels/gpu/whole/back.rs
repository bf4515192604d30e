//! One sample's way back through a network, by one cube: what the gradients of the weights are made of, and
//! the gradient at the sample.

#![allow(
    unused_qualifications,
    reason = "what a kernel that calls itself becomes"
)]

use cubecl::prelude::*;

use super::super::launch::UNITS;
use super::super::pixels::slope;
use super::forward::tile;
use super::total;
use crate::kernels::whole::{Map, SampleNorm, Stage, Stages};

/// Where a stage keeps the gradient at what it activates.
fn activated_at(stage: &Stage) -> usize {
    match stage.norm {
        SampleNorm::None => stage.delta,
        SampleNorm::Groups(_) | SampleNorm::Pixel => stage.before,
    }
}

/// The gradient at number `number` of what comes out of the network, which is `gradient`.
#[cube]
pub(super) fn arrive(
    memory: &mut Tensor<f32>,
    start: usize,
    number: usize,
    gradient: f32,
    #[comptime] stages: Stages,
) {
    let stage = comptime!(stages.list[stages.count - 1]);
    let at = comptime!(activated_at(&stage));
    let by = slope(
        memory[start + stage.to + number],
        comptime!(stage.activation),
    );
    memory[start + at + number] = gradient * by;
}

/// Back through the stages from `place` down, from the gradient at what that one activates. The gradient at
/// the sample is computed where it is `wanted`.
#[cube]
pub(super) fn back(
    parameters: &Tensor<f32>,
    memory: &mut Tensor<f32>,
    shared: &mut Shared<[f32]>,
    start: usize,
    #[comptime] stages: Stages,
    #[comptime] place: usize,
    #[comptime] wanted: bool,
) {
    let stage = comptime!(stages.list[place]);
    if comptime!(matches!(stage.norm, SampleNorm::Groups(_))) {
        groups_back(parameters, memory, shared, start, stage);
        sync_storage();
    } else if comptime!(stage.norm == SampleNorm::Pixel) {
        pixels_back(memory, start, stage);
        sync_storage();
    }
    if comptime!(place > 0) {
        image_gradient(parameters, memory, start, stages, place);
        sync_storage();
        back(
            parameters,
            memory,
            shared,
            start,
            stages,
            comptime!(place - 1),
            wanted,
        );
    } else if comptime!(wanted) {
        image_gradient(parameters, memory, start, stages, place);
        sync_storage();
    }
}

#[cube]
fn groups_back(
    parameters: &Tensor<f32>,
    memory: &mut Tensor<f32>,
    shared: &mut Shared<[f32]>,
    start: usize,
    #[comptime] stage: Stage,
) {
    let groups = comptime!(stage.groups());
    let per = comptime!(stage.channels / groups);
    let count = comptime!(stage.outputs / groups);
    let unit = UNIT_POS as usize;
    for group in 0..groups {
        let factor = memory[start + stage.factors + group];
        let mut sum = 0.0f32;
        let mut product = 0.0f32;
        for place in range_stepped(unit, count, UNITS) {
            let channel = group * per + place % per;
            let number = (place / per) * stage.channels + channel;
            let scaled = scaled(parameters, memory, start, number, channel, stage);
            sum += scaled;
            product += scaled * memory[start + stage.normal + number];
        }
        let mean = total(shared, sum) / comptime!(count as f32);
        let along = total(shared, product) / comptime!(count as f32);
        for place in range_stepped(unit, count, UNITS) {
            let channel = group * per + place % per;
            let number = (place / per) * stage.channels + channel;
            let scaled = scaled(parameters, memory, start, number, channel, stage);
            let normal = memory[start + stage.normal + number];
            memory[start + stage.delta + number] = (scaled - mean - normal * along) * factor;
        }
    }
}

/// The gradient at a normal number, where that at the scaled one is kept.
#[cube]
fn scaled(
    parameters: &Tensor<f32>,
    memory: &mut Tensor<f32>,
    start: usize,
    number: usize,
    channel: usize,
    #[comptime] stage: Stage,
) -> f32 {
    let mut gradient = memory[start + stage.before + number];
    if comptime!(stage.gamma.is_some()) {
        gradient *= parameters[comptime!(stage.gamma.unwrap_or_default()) + channel];
    }
    gradient
}

#[cube]
fn pixels_back(memory: &mut Tensor<f32>, start: usize, #[comptime] stage: Stage) {
    let channels = comptime!(stage.channels);
    for pixel in range_stepped(
        UNIT_POS as usize,
        comptime!(stage.outputs / channels),
        UNITS,
    ) {
        let factor = memory[start + stage.factors + pixel];
        let mut product = 0.0f32;
        for channel in 0..channels {
            let number = pixel * channels + channel;
            product +=
                memory[start + stage.before + number] * memory[start + stage.normal + number];
        }
        let along = product / comptime!(channels as f32);
        for channel in 0..channels {
            let number = pixel * channels + channel;
            let normal = memory[start + stage.normal + number];
            memory[start + stage.delta + number] =
                (memory[start + stage.before + number] - normal * along) * factor;
        }
    }
}

/// The gradient at what came into a stage: at what the stage before activates, or at the sample.
#[cube]
fn image_gradient(
    parameters: &Tensor<f32>,
    memory: &mut Tensor<f32>,
    start: usize,
    #[comptime] stages: Stages,
    #[comptime] place: usize,
) {
    let stage = comptime!(stages.list[place]);
    let width = comptime!(tile(match stage.map {
        Map::Linear => 1,
        Map::Convolution(places) => places.channels,
        Map::Transposed(_, inner) => inner,
    }));
    let mut sums = Array::<f32>::new(width);
    for group in range_stepped(UNIT_POS as usize, comptime!(stage.inputs / width), UNITS) {
        let first = group * width;
        #[unroll]
        for place in 0..width {
            sums[place] = 0.0f32;
        }
        if comptime!(stage.map == Map::Linear) {
            let row = stage.weight + first * stage.outputs;
            for output in 0..stage.outputs {
                sums[0] += memory[start + stage.delta + output] * parameters[row + output];
            }
        } else if comptime!(matches!(stage.map, Map::Convolution(_))) {
            convolution_back(parameters, memory, &mut sums, start, first, stage, width);
        } else {
            transposed_back(parameters, memory, &mut sums, start, first, stage, width);
        }
        #[unroll]
        for at in 0..width {
            let number = first + at;
            if comptime!(place > 0) {
                let before = comptime!(stages.list[place - 1]);
                let to = comptime!(activated_at(&before));
                let by = slope(
                    memory[start + before.to + number],
                    comptime!(before.activation),
                );
                memory[start + to + number] = sums[at] * by;
            } else {
                memory[start + stages.gradient + number] = sums[at];
            }
        }
    }
}

/// Numbers of the outer image, from those of the inner one whose patches they are in.
#[cube]
fn convolution_back(
    parameters: &Tensor<f32>,
    memory: &mut Tensor<f32>,
    sums: &mut Array<f32>,
    start: usize,
    first: usize,
    #[comptime] stage: Stage,
    #[comptime] width: usize,
) {
    let places = comptime!(stage.map.places());
    let channel = first % places.channels;
    let pixel = first / places.channels;
    let row = pixel / places.outer[1] + places.padding;
    let column = pixel % places.outer[1] + places.padding;
    for down in range_stepped(row % places.stride, places.size, places.stride) {
        for along in range_stepped(column % places.stride, places.size, places.stride) {
            if row >= down && column >= along {
                let y = (row - down) / places.stride;
                let x = (column - along) / places.stride;
                if y < places.inner[0] && x < places.inner[1] {
                    let from = start + stage.delta + (y * places.inner[1] + x) * stage.channels;
                    let tap = (down * places.size + along) * places.channels + channel;
                    for output in 0..stage.channels {
                        let value = memory[from + output];
                        let weights = stage.weight + tap * stage.channels + output;
                        #[unroll]
                        for place in 0..width {
                            sums[place] += value * parameters[weights + place * stage.channels];
                        }
                    }
                }
            }
        }
    }
}

/// Numbers of the inner image, from the patches of the outer one that they brought something to.
#[cube]
fn transposed_back(
    parameters: &Tensor<f32>,
    memory: &mut Tensor<f32>,
    sums: &mut Array<f32>,
    start: usize,
    first: usize,
    #[comptime] stage: Stage,
    #[comptime] width: usize,
) {
    let places = comptime!(stage.map.places());
    let inner = comptime!(stage.map.inner_channels());
    let patch = comptime!(places.patch());
    let input = first % inner;
    let pixel = first / inner;
    let row = (pixel / places.inner[1]) * places.stride;
    let column = (pixel % places.inner[1]) * places.stride;
    for down in 0..places.size {
        let y = row + down;
        if y >= places.padding && y < comptime!(places.outer[0] + places.padding) {
            for along in 0..places.size {
                let x = column + along;
                if x >= places.padding && x < comptime!(places.outer[1] + places.padding) {
                    let under = (y - places.padding) * places.outer[1] + x - places.padding;
                    let from = start + stage.delta + under * stage.channels;
                    let tap = (down * places.size + along) * stage.channels;
                    for output in 0..stage.channels {
                        let value = memory[from + output];
                        let weights = stage.weight + input * patch + tap + output;
                        #[unroll]
                        for place in 0..width {
                            sums[place] += value * parameters[weights + place * patch];
                        }
                    }
                }
            }
        }
    }
}
