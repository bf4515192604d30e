//! Patches of an image, and the image that patches add up to.

use burn::tensor::Shape;
use burn_cubecl::tensor::CubeTensor;
use cubecl::prelude::*;

use super::after::{Epilogue, beside, finished};
use super::launch::{empty, flat, units};
use crate::kernels::places::Places;

/// The shape of the patches of `pixels`.
pub(super) fn unfolded(pixels: &Shape, places: &Places) -> Shape {
    let images = pixels[0] / (places.outer[0] * places.outer[1]);
    Shape::from([images * places.inner[0] * places.inner[1], places.patch()])
}

/// The shape of the pixels that `patches` add up to.
pub(super) fn folded(patches: &Shape, places: &Places) -> Shape {
    let images = patches[0] / (places.inner[0] * places.inner[1]);
    Shape::from([images * places.outer[0] * places.outer[1], places.channels])
}

/// Each unit writes one number of a patch.
#[cube(launch)]
fn unfold_kernel(pixels: &Tensor<f32>, patches: &mut Tensor<f32>, #[comptime] places: Places) {
    let here = ABSOLUTE_POS;
    if here >= patches.len() {
        terminate!();
    }
    let channels = comptime!(places.channels);
    let size = comptime!(places.size);
    let stride = comptime!(places.stride);
    let padding = comptime!(places.padding);
    let width = comptime!(places.inner[1]);
    let inner = comptime!(places.inner[0] * places.inner[1]);
    let outer_height = comptime!(places.outer[0]);
    let outer_width = comptime!(places.outer[1]);
    let channel = here % channels;
    let tap = (here / channels) % (size * size);
    let patch = here / (channels * size * size);
    let place = patch % inner;
    // The place is counted in the image with its padding.
    let y = (place / width) * stride + tap / size;
    let x = (place % width) * stride + tap % size;
    let mut value = 0.0f32;
    let is_there =
        y >= padding && x >= padding && y < outer_height + padding && x < outer_width + padding;
    if is_there {
        let row = (patch / inner) * outer_height + y - padding;
        value = pixels[(row * outer_width + x - padding) * channels + channel];
    }
    patches[here] = value;
}

/// Each unit writes one number of a pixel: the sum of the taps that meet it.
#[cube(launch)]
fn fold_kernel(
    patches: &Tensor<f32>,
    other: &Tensor<f32>,
    pixels: &mut Tensor<f32>,
    #[comptime] places: Places,
    #[comptime] epilogue: Epilogue,
) {
    let here = ABSOLUTE_POS;
    if here >= pixels.len() {
        terminate!();
    }
    let channels = comptime!(places.channels);
    let size = comptime!(places.size);
    let stride = comptime!(places.stride);
    let padding = comptime!(places.padding);
    let height = comptime!(places.inner[0]);
    let width = comptime!(places.inner[1]);
    let outer_height = comptime!(places.outer[0]);
    let outer_width = comptime!(places.outer[1]);
    let meeting = comptime!(places.size.div_ceil(places.stride));
    let channel = here % channels;
    let pixel = here / channels;
    let y = (pixel / outer_width) % outer_height + padding;
    let x = pixel % outer_width + padding;
    let image = pixel / (outer_width * outer_height);
    let mut sum = 0.0f32;
    for down in 0..meeting {
        let tap_y = y % stride + down * stride;
        // The inner row whose kernel has this tap here.
        if tap_y < size && tap_y <= y && (y - tap_y) / stride < height {
            let row = image * height + (y - tap_y) / stride;
            for along in 0..meeting {
                let tap_x = x % stride + along * stride;
                if tap_x < size && tap_x <= x && (x - tap_x) / stride < width {
                    let patch = row * width + (x - tap_x) / stride;
                    sum +=
                        patches[(patch * size * size + tap_y * size + tap_x) * channels + channel];
                }
            }
        }
    }
    pixels[here] = finished(sum, other, here, channel, epilogue);
}

pub(super) fn unfold(pixels: CubeTensor, places: Places) -> CubeTensor {
    let shape = unfolded(&pixels.meta.shape, &places);
    let count = shape.num_elements();
    let (patches, pixels) = (empty(&pixels, shape), flat(pixels));
    let (cubes, dim) = units(count);
    unfold_kernel::launch(
        &patches.client,
        cubes,
        dim,
        pixels.into_tensor_arg(),
        patches.clone().into_tensor_arg(),
        places,
    );
    patches
}

pub(super) fn fold(
    patches: CubeTensor,
    other: CubeTensor,
    places: Places,
    epilogue: Epilogue,
) -> CubeTensor {
    let shape = folded(&patches.meta.shape, &places);
    let count = shape.num_elements();
    let (pixels, patches) = (empty(&patches, shape), flat(patches));
    let (cubes, dim) = units(count);
    fold_kernel::launch(
        &pixels.client,
        cubes,
        dim,
        patches.into_tensor_arg(),
        beside(other, epilogue).into_tensor_arg(),
        pixels.clone().into_tensor_arg(),
        places,
        epilogue,
    );
    pixels
}
