//! One sample's way through a network, by one cube.

#![allow(
    unused_qualifications,
    reason = "what a kernel that calls itself becomes"
)]

use cubecl::prelude::*;

use super::super::launch::{UNITS, total};
use super::super::pixels::activated;
use super::taps::{Reading, over_patch, over_phase};
use super::{GROUP_EPSILON, PIXEL_EPSILON, in_group};
use crate::kernels::whole::{Map, SampleNorm, Stage, Stages};

/// How many numbers side by side a unit computes, so that it reads each of the sample's numbers once for
/// all of them.
pub(super) fn tile(numbers: usize) -> usize {
    [4, 2]
        .into_iter()
        .find(|width| numbers.is_multiple_of(*width))
        .unwrap_or(1)
}

/// Through the stages from `place` on, the sample whose memory begins at `start`.
#[cube]
pub(super) fn pass(
    parameters: &Tensor<f32>,
    memory: &mut Tensor<f32>,
    shared: &mut Shared<[f32]>,
    start: usize,
    #[comptime] stages: Stages,
    #[comptime] place: usize,
) {
    let stage = comptime!(stages.list[place]);
    stage_pass(parameters, memory, shared, start, stage);
    if comptime!(place + 1 < stages.count) {
        pass(
            parameters,
            memory,
            shared,
            start,
            stages,
            comptime!(place + 1),
        );
    }
}

#[cube]
fn stage_pass(
    parameters: &Tensor<f32>,
    memory: &mut Tensor<f32>,
    shared: &mut Shared<[f32]>,
    start: usize,
    #[comptime] stage: Stage,
) {
    affine(parameters, memory, start, stage);
    sync_storage();
    if comptime!(matches!(stage.norm, SampleNorm::Groups(_))) {
        normalise_groups(parameters, memory, shared, start, stage);
        sync_storage();
    } else if comptime!(stage.norm == SampleNorm::Pixel) {
        normalise_pixels(memory, start, stage);
        sync_storage();
    }
}

/// The affine map: to where it is normalised, or activated at once.
#[cube]
fn affine(
    parameters: &Tensor<f32>,
    memory: &mut Tensor<f32>,
    start: usize,
    #[comptime] stage: Stage,
) {
    let width = comptime!(match stage.map {
        Map::Linear => tile(stage.outputs),
        _ => tile(stage.channels),
    });
    let unit = UNIT_POS as usize;
    let mut sums = Array::<f32>::new(width);
    for group in range_stepped(unit, comptime!(stage.outputs / width), UNITS) {
        let first = group * width;
        #[unroll]
        for place in 0..width {
            sums[place] = 0.0f32;
        }
        let weights = stage.weight + first % stage.channels;
        let pixel = first / stage.channels;
        if comptime!(stage.map == Map::Linear) {
            linear(parameters, memory, &mut sums, start, first, stage, width);
        } else if comptime!(matches!(stage.map, Map::Convolution(_))) {
            let reading = comptime!(forwards(&stage, width));
            over_patch(
                parameters, memory, &mut sums, start, pixel, weights, reading,
            );
        } else {
            let reading = comptime!(forwards(&stage, width));
            over_phase(
                parameters, memory, &mut sums, start, pixel, weights, reading,
            );
        }
        #[unroll]
        for place in 0..width {
            let number = first + place;
            let mut sum = sums[place];
            if comptime!(stage.bias.is_some()) {
                let bias = comptime!(stage.bias.unwrap_or_default());
                sum += parameters[comptime!(bias[0]) + number % comptime!(bias[1])];
            }
            if comptime!(stage.norm == SampleNorm::None) {
                memory[start + stage.to + number] = activated(sum, comptime!(stage.activation));
            } else {
                memory[start + stage.normal + number] = sum;
            }
        }
    }
}

/// What a convolution reads on the way forward.
fn forwards(stage: &Stage, width: usize) -> Reading {
    let places = stage.map.places();
    let (channels, tap, channel) = match stage.map {
        Map::Transposed(_, inner) => (inner, stage.channels, places.patch()),
        _ => (
            places.channels,
            places.channels * stage.channels,
            stage.channels,
        ),
    };
    Reading {
        places,
        from: stage.from,
        channels,
        tap,
        channel,
        sum: 1,
        width,
    }
}

#[cube]
fn linear(
    parameters: &Tensor<f32>,
    memory: &mut Tensor<f32>,
    sums: &mut Array<f32>,
    start: usize,
    first: usize,
    #[comptime] stage: Stage,
    #[comptime] width: usize,
) {
    for input in 0..stage.inputs {
        let x = memory[start + stage.from + input];
        let row = stage.weight + input * stage.outputs + first;
        #[unroll]
        for place in 0..width {
            sums[place] += x * parameters[row + place];
        }
    }
}

/// Each group of channels of mean 0 and variance 1, then scaled, shifted and activated.
#[cube]
fn normalise_groups(
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
        let mut sum = 0.0f32;
        for place in range_stepped(unit, count, UNITS) {
            let number = in_group(place, group, per, comptime!(stage.channels));
            sum += memory[start + stage.normal + number];
        }
        let mean = total(shared, sum) / comptime!(count as f32);
        let mut squares = 0.0f32;
        for place in range_stepped(unit, count, UNITS) {
            let number = in_group(place, group, per, comptime!(stage.channels));
            let centred = memory[start + stage.normal + number] - mean;
            squares += centred * centred;
        }
        let variance = total(shared, squares) / comptime!(count as f32);
        let factor = 1.0f32 / (variance + GROUP_EPSILON).sqrt();
        for place in range_stepped(unit, count, UNITS) {
            let channel = group * per + place % per;
            let number = in_group(place, group, per, comptime!(stage.channels));
            let normal = (memory[start + stage.normal + number] - mean) * factor;
            memory[start + stage.normal + number] = normal;
            let mut scaled = normal;
            if comptime!(stage.gamma.is_some()) {
                scaled *= parameters[comptime!(stage.gamma.unwrap_or_default()) + channel];
            }
            if comptime!(stage.beta.is_some()) {
                scaled += parameters[comptime!(stage.beta.unwrap_or_default()) + channel];
            }
            memory[start + stage.to + number] = activated(scaled, comptime!(stage.activation));
        }
        if unit == 0 {
            memory[start + stage.factors + group] = factor;
        }
    }
}

/// The channels of each pixel of mean square 1, then activated.
#[cube]
fn normalise_pixels(memory: &mut Tensor<f32>, start: usize, #[comptime] stage: Stage) {
    let channels = comptime!(stage.channels);
    for pixel in range_stepped(
        UNIT_POS as usize,
        comptime!(stage.outputs / channels),
        UNITS,
    ) {
        let first = pixel * channels;
        let mut squares = 0.0f32;
        for channel in 0..channels {
            let x = memory[start + stage.normal + first + channel];
            squares += x * x;
        }
        let factor = 1.0f32 / (squares / comptime!(channels as f32) + PIXEL_EPSILON).sqrt();
        for channel in 0..channels {
            let normal = memory[start + stage.normal + first + channel] * factor;
            memory[start + stage.normal + first + channel] = normal;
            memory[start + stage.to + first + channel] =
                activated(normal, comptime!(stage.activation));
        }
        memory[start + stage.factors + pixel] = factor;
    }
}
