//! From patches back to images of few channels: each tap of the patches is a plane, whose rows are added to the
//! pixels of every stride-th column, side by side.

use super::vectors::in_vectors;
use crate::kernels::places::Places;

/// Pixels [images · outer, channels], each the sum of the taps that meet it. `planes` has a row for each number
/// of a patch, [size · size · channels, images · inner].
pub(super) fn fold_planes(planes: &[f32], places: &Places, images: usize) -> Vec<f32> {
    let mut pixels = vec![0.0; images * places.pixels() * places.channels];
    in_vectors(
        #[inline(always)]
        || {
            let mut phases = Phases::new(places);
            for image in 0..images {
                for y in 0..places.outer[0] {
                    phases.add_row(planes, places, [image, images], y);
                    let row = (image * places.outer[0] + y) * places.outer[1] * places.channels;
                    let row = &mut pixels[row..][..places.outer[1] * places.channels];
                    phases.put(row, places);
                }
            }
        },
    );
    pixels
}

/// A row of pixels: those of each phase, every stride-th from the first in the padding on, side by side, and
/// each channel apart.
struct Phases {
    sums: Vec<f32>,
    /// How many pixels a phase has.
    width: usize,
}

impl Phases {
    fn new(places: &Places) -> Self {
        // Taps reach over the padding, on both sides.
        let width = places.inner[1] + places.size.div_ceil(places.stride);
        let reach = (places.outer[1] + places.padding).div_ceil(places.stride);
        let width = width.max(reach);
        Self {
            sums: vec![0.0; places.stride * places.channels * width],
            width,
        }
    }

    /// Makes the sums those of row `y` of an image.
    #[inline(always)]
    fn add_row(&mut self, planes: &[f32], places: &Places, [image, images]: [usize; 2], y: usize) {
        let Places {
            channels,
            inner,
            size,
            stride,
            padding,
            ..
        } = *places;
        self.sums.fill(0.0);
        let plane = images * inner[0] * inner[1];
        for down in ((y + padding) % stride..size).step_by(stride) {
            let Some(line) = (y + padding).checked_sub(down) else {
                continue;
            };
            let line = line / stride;
            if line >= inner[0] {
                continue;
            }
            let row = (image * inner[0] + line) * inner[1];
            for along in 0..size {
                for channel in 0..channels {
                    let number = (down * size + along) * channels + channel;
                    let from = &planes[number * plane + row..][..inner[1]];
                    let phase = (along % stride * channels + channel) * self.width;
                    let to = &mut self.sums[phase + along / stride..][..inner[1]];
                    for (to, from) in to.iter_mut().zip(from) {
                        *to += *from;
                    }
                }
            }
        }
    }

    /// Puts the sums where their pixels are.
    #[inline(always)]
    fn put(&self, row: &mut [f32], places: &Places) {
        let Places {
            channels,
            stride,
            padding,
            ..
        } = *places;
        for phase in 0..stride {
            // The first pixel of the phase that is not in the padding.
            let skipped = padding.saturating_sub(phase).div_ceil(stride);
            let first = skipped * stride + phase - padding;
            for channel in 0..channels {
                let sums = &self.sums[(phase * channels + channel) * self.width + skipped..];
                let to = row.iter_mut().skip(first * channels + channel);
                for (to, sum) in to.step_by(stride * channels).zip(sums) {
                    *to = *sum;
                }
            }
        }
    }
}
