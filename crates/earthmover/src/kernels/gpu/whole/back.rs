//! One sample's way back through a network, by one cube: what the gradients of the weights are made of, and
//! the gradient at the sample.

#![allow(
    unused_qualifications,
    reason = "what a kernel that calls itself becomes"
)]

use cubecl::prelude::*;

use super::super::launch::{UNITS, total};
use super::super::pixels::slope;
use super::forward::tile;
use super::in_group;
use super::taps::{Reading, over_patch, over_phase};
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
            let number = in_group(place, group, per, comptime!(stage.channels));
            let scaled = scaled(parameters, memory, start, number, channel, stage);
            sum += scaled;
            product += scaled * memory[start + stage.normal + number];
        }
        let mean = total(shared, sum) / comptime!(count as f32);
        let along = total(shared, product) / comptime!(count as f32);
        for place in range_stepped(unit, count, UNITS) {
            let channel = group * per + place % per;
            let number = in_group(place, group, per, comptime!(stage.channels));
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

/// What a convolution reads on the way back.
fn backwards(stage: &Stage, width: usize) -> Reading {
    let places = stage.map.places();
    let (tap, sum) = match stage.map {
        Map::Transposed(..) => (stage.channels, places.patch()),
        _ => (places.channels * stage.channels, stage.channels),
    };
    Reading {
        places,
        from: stage.delta,
        channels: stage.channels,
        tap,
        channel: 1,
        sum,
        width,
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
            let reading = comptime!(backwards(&stage, width));
            let channels = comptime!(reading.places.channels);
            let weights = stage.weight + first % channels * reading.sum;
            let pixel = first / channels;
            over_phase(
                parameters, memory, &mut sums, start, pixel, weights, reading,
            );
        } else {
            let reading = comptime!(backwards(&stage, width));
            let channels = comptime!(stage.map.inner_channels());
            let weights = stage.weight + first % channels * reading.sum;
            let pixel = first / channels;
            over_patch(
                parameters, memory, &mut sums, start, pixel, weights, reading,
            );
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
