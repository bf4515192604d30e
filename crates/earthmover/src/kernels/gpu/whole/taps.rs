//! Sums over the taps of a convolution's kernel: over a patch of the outer image, or over the inner pixels whose
//! patches have an outer one. Forwards and backwards both are needed; they differ in which image is read, and in
//! how the weight lies.

use cubecl::prelude::*;

use crate::kernels::places::Places;

/// What is read of a sample's memory and of the weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Reading {
    pub(super) places: Places,
    /// Where the image lies in the sample's memory, and how many channels it has.
    pub(super) from: usize,
    pub(super) channels: usize,
    /// How far apart the weights of two taps lie, and those of two channels of the image.
    pub(super) tap: usize,
    pub(super) channel: usize,
    /// How far apart those of two sums lie, and how many sums a unit has.
    pub(super) sum: usize,
    pub(super) width: usize,
}

/// Adds to `sums` what the patch at an inner pixel brings, by weights from `weights` on.
#[cube]
pub(super) fn over_patch(
    parameters: &Tensor<f32>,
    memory: &mut Tensor<f32>,
    sums: &mut Array<f32>,
    start: usize,
    pixel: usize,
    weights: usize,
    #[comptime] reading: Reading,
) {
    let places = comptime!(reading.places);
    let row = (pixel / places.inner[1]) * places.stride;
    let column = (pixel % places.inner[1]) * places.stride;
    for down in 0..places.size {
        let y = row + down;
        if y >= places.padding && y < comptime!(places.outer[0] + places.padding) {
            for along in 0..places.size {
                let x = column + along;
                if x >= places.padding && x < comptime!(places.outer[1] + places.padding) {
                    let under = (y - places.padding) * places.outer[1] + x - places.padding;
                    let tap = down * places.size + along;
                    over_channels(
                        parameters, memory, sums, start, under, weights, tap, reading,
                    );
                }
            }
        }
    }
}

/// Adds to `sums` what inner pixels bring to an outer one that their patches have, likewise.
#[cube]
pub(super) fn over_phase(
    parameters: &Tensor<f32>,
    memory: &mut Tensor<f32>,
    sums: &mut Array<f32>,
    start: usize,
    pixel: usize,
    weights: usize,
    #[comptime] reading: Reading,
) {
    let places = comptime!(reading.places);
    let row = pixel / places.outer[1] + places.padding;
    let column = pixel % places.outer[1] + places.padding;
    for down in range_stepped(row % places.stride, places.size, places.stride) {
        for along in range_stepped(column % places.stride, places.size, places.stride) {
            if row >= down && column >= along {
                let y = (row - down) / places.stride;
                let x = (column - along) / places.stride;
                if y < places.inner[0] && x < places.inner[1] {
                    let at = y * places.inner[1] + x;
                    let tap = down * places.size + along;
                    over_channels(parameters, memory, sums, start, at, weights, tap, reading);
                }
            }
        }
    }
}

#[cube]
fn over_channels(
    parameters: &Tensor<f32>,
    memory: &mut Tensor<f32>,
    sums: &mut Array<f32>,
    start: usize,
    pixel: usize,
    weights: usize,
    tap: usize,
    #[comptime] reading: Reading,
) {
    let from = start + reading.from + pixel * reading.channels;
    let first = weights + tap * reading.tap;
    for channel in 0..reading.channels {
        let value = memory[from + channel];
        let weight = first + channel * reading.channel;
        #[unroll]
        for place in 0..reading.width {
            sums[place] += value * parameters[weight + place * reading.sum];
        }
    }
}
