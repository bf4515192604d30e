//! Patches that are gathered where a product needs them, and never stored: an image's patches have several
//! times its numbers.
//!
//! Images are copied once with a border of zeros, so that every patch lies on an image. A fold is the other
//! way about: the pixels that have the same taps over them, those of one *phase*, are patches of the inner
//! image, and their products with these taps are the fold's sums.

use super::fold::fold_planes;
use super::patches::Patches;
use super::product::{Matrix, product};
use crate::kernels::places::Places;

/// Images with a border of zeros.
pub(super) struct Bordered {
    values: Vec<f32>,
    /// Pixels of one, borders included.
    height: usize,
    width: usize,
    images: usize,
}

impl Bordered {
    /// Copies `pixels`, images of `size` [height, width], with `before` rows and columns of zeros before them,
    /// as far as there is room in `room` [height, width].
    fn new(
        pixels: &[f32],
        channels: usize,
        size: [usize; 2],
        before: usize,
        room: [usize; 2],
    ) -> Self {
        let images = pixels.len() / (size[0] * size[1] * channels);
        let line = room[1] * channels;
        let mut values = vec![0.0; images * room[0] * line];
        let there = [0, 1].map(|side| size[side].min(room[side] - before));
        let from = pixels.chunks_exact(size[0] * size[1] * channels);
        for (image, to) in from.zip(values.chunks_exact_mut(room[0] * line)) {
            let lines = to.chunks_exact_mut(line).skip(before).take(there[0]);
            for (from, to) in image.chunks_exact(size[1] * channels).zip(lines) {
                // Lines are short: a loop is quicker than a call of memcpy.
                let to = &mut to[before * channels..][..there[1] * channels];
                for (to, from) in to.iter_mut().zip(from) {
                    *to = *from;
                }
            }
        }
        Self {
            values,
            height: room[0],
            width: room[1],
            images,
        }
    }

    /// Images whose patches are those of `places`, and where these lie.
    pub(super) fn unfolding(pixels: &[f32], places: &Places) -> (Self, Patches) {
        let room = places
            .inner
            .map(|count| (count - 1) * places.stride + places.size);
        let room = [0, 1].map(|side| room[side].max(places.padding + 1));
        let images = Self::new(pixels, places.channels, places.outer, places.padding, room);
        let patches = Patches {
            channels: places.channels,
            height: room[0],
            width: room[1],
            at: places.inner,
            origin: [0, 0],
            stride: places.stride,
            size: [places.size; 2],
        };
        (images, patches)
    }

    /// Patches of these images as a matrix, one a row.
    pub(super) fn matrix(&self, patches: Patches) -> Matrix<'_> {
        Matrix {
            values: &self.values,
            width: patches.patch(),
            transposed: false,
            patches: Some(patches),
        }
    }
}

/// Images of fewer channels are folded from patches that are stored, number by number: a tile of a phase's product
/// would be mostly empty.
const FEW_CHANNELS: usize = 4;

/// The pixels along one side of the outer image that have the same taps over them.
#[derive(Clone, Copy, Debug)]
struct Phase {
    /// The first of these taps; the others follow a stride apart.
    tap: usize,
    taps: usize,
    /// The first of these pixels, and how many there are, a stride apart.
    first: usize,
    count: usize,
    /// The inner pixel that the last tap of the first pixel lies on, counted with the border.
    origin: usize,
}

/// The phases of a side of `outer` pixels, where inner images have a border of `border` pixels.
fn phases(places: &Places, outer: usize, border: usize) -> Vec<Phase> {
    let phase = |tap: usize| {
        let taps = (places.size - tap).div_ceil(places.stride);
        // Pixel y is under `tap` of the kernel at inner pixel m where y + padding is m · stride + tap.
        let m = places.padding.saturating_sub(tap).div_ceil(places.stride);
        let first = m * places.stride + tap - places.padding;
        let count = outer.saturating_sub(first).div_ceil(places.stride);
        Phase {
            tap,
            taps,
            first,
            count,
            origin: m + border + 1 - taps,
        }
    };
    let taps = 0..places.stride.min(places.size);
    taps.map(phase).filter(|phase| phase.count > 0).collect()
}

/// Numbers [batch · height · width, channels] of the outer image of `places`: the fold of the product of the
/// inner `pixels` [batch · inner pixels, `depth`] with `weight` [`depth`, size · size · channels]. A pixel that
/// no tap lies over is 0.
pub(super) fn folded_product(
    (pixels, depth): (&[f32], usize),
    weight: Matrix<'_>,
    places: &Places,
) -> Vec<f32> {
    if places.channels < FEW_CHANNELS {
        let pixels = Matrix {
            values: pixels,
            width: depth,
            transposed: true,
            patches: None,
        };
        let images = pixels.columns() / places.patches();
        return fold_planes(&product(weight.turned(), pixels), places, images);
    }
    let border = places.size.div_ceil(places.stride);
    let [height, width] = places.outer;
    // The last patch of a phase begins at most at the last inner pixel or as far as the outer image reaches.
    let reach = [0, 1].map(|side| {
        let last = places.outer[side] + places.padding;
        (last / places.stride).max(places.inner[side]) + 2 * border + 1
    });
    let images = Bordered::new(pixels, depth, places.inner, border, reach);
    let mut out = vec![0.0; images.images * height * width * places.channels];
    for down in phases(places, height, border) {
        for along in phases(places, width, border) {
            let patches = Patches {
                channels: depth,
                height: images.height,
                width: images.width,
                at: [down.count, along.count],
                origin: [down.origin, along.origin],
                stride: 1,
                size: [down.taps, along.taps],
            };
            let taps = taps_of(weight, depth, places, [down, along]);
            let taps = Matrix {
                values: &taps,
                width: places.channels,
                transposed: false,
                patches: None,
            };
            let rows = product(images.matrix(patches), taps);
            scatter(&rows, &mut out, places, [down, along]);
        }
    }
    out
}

/// The rows of `weight` for the taps of a phase, in the order in which its patches have them: [taps · `depth`,
/// channels].
fn taps_of(
    weight: Matrix<'_>,
    depth: usize,
    places: &Places,
    [down, along]: [Phase; 2],
) -> Vec<f32> {
    let channels = places.channels;
    let mut rows = Vec::with_capacity(down.taps * along.taps * depth * channels);
    for row in (0..down.taps).rev() {
        for column in (0..along.taps).rev() {
            let tap = [
                down.tap + row * places.stride,
                along.tap + column * places.stride,
            ];
            let first = (tap[0] * places.size + tap[1]) * channels;
            for input in 0..depth {
                if weight.transposed {
                    let numbers = weight.values[first * weight.width + input..].iter();
                    rows.extend(numbers.step_by(weight.width).take(channels));
                } else {
                    let numbers = &weight.values[input * weight.width + first..];
                    rows.extend_from_slice(&numbers[..channels]);
                }
            }
        }
    }
    rows
}

/// Puts the pixels of a phase where they belong.
fn scatter(rows: &[f32], out: &mut [f32], places: &Places, [down, along]: [Phase; 2]) {
    let channels = places.channels;
    let [height, width] = places.outer;
    let images = rows.chunks_exact(down.count * along.count * channels);
    for (image, out) in images.zip(out.chunks_exact_mut(height * width * channels)) {
        for (line, row) in image.chunks_exact(along.count * channels).enumerate() {
            let at = (down.first + line * places.stride) * width + along.first;
            let pixels = out[at * channels..].chunks_mut(places.stride * channels);
            for (to, from) in pixels.zip(row.chunks_exact(channels)) {
                for (to, from) in to.iter_mut().zip(from) {
                    *to = *from;
                }
            }
        }
    }
}
