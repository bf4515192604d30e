//! From images to patches and back, in runs of numbers that lie side by side in both.

use burn::Tensor;

use super::numbers::Numbers;
use super::vectors::in_vectors;
use crate::kernels::memory::from_vec;
use crate::kernels::places::Places;

pub(super) fn unfold(pixels: &Tensor<2>, places: &Places) -> Tensor<2> {
    let batch = pixels.dims()[0] / places.pixels();
    let shape = [batch * places.patches(), places.patch()];
    let device = pixels.device();
    let pixels = Numbers::of(pixels);
    let mut patches = vec![0.0; shape[0] * shape[1]];
    let pixels: &[f32] = &pixels;
    in_vectors(
        #[inline(always)]
        || unfold_slice(pixels, &mut patches, places),
    );
    from_vec(patches, shape, &device)
}

pub(super) fn fold(patches: &Tensor<2>, places: &Places) -> Tensor<2> {
    let batch = patches.dims()[0] / places.patches();
    let shape = [batch * places.pixels(), places.channels];
    let device = patches.device();
    let patches = Numbers::of(patches);
    let mut pixels = vec![0.0; shape[0] * shape[1]];
    let patches: &[f32] = &patches;
    in_vectors(
        #[inline(always)]
        || fold_slice(patches, &mut pixels, places),
    );
    from_vec(pixels, shape, &device)
}

/// The part of a kernel's row that lies over the image when the kernel is at inner column `x`: its first tap
/// there, the column of the image under that tap, and the number of taps.
fn span(places: &Places, x: usize) -> (usize, usize, usize) {
    let left = x * places.stride;
    let first = places.padding.saturating_sub(left).min(places.size);
    let column = (left + first).saturating_sub(places.padding);
    let count = (places.size - first).min(places.outer[1].saturating_sub(column));
    (first, column, count)
}

/// Calls `copy` with the place in the pixels, the place in the patches, and the length of each run of
/// numbers that lie side by side in both.
#[inline(always)]
fn each_run(batch: usize, places: &Places, mut copy: impl FnMut(usize, usize, usize)) {
    let Places {
        channels,
        outer,
        inner,
        size,
        ..
    } = *places;
    let spans: Vec<_> = (0..inner[1]).map(|x| span(places, x)).collect();
    for image in 0..batch {
        for y in 0..inner[0] {
            for row in 0..size {
                let Some(line) = places.under(y, row, outer[0]) else {
                    continue;
                };
                let line = (image * outer[0] + line) * outer[1];
                let patch = (image * inner[0] + y) * inner[1];
                for (x, &(first, column, count)) in spans.iter().enumerate() {
                    let from = (line + column) * channels;
                    let to = ((patch + x) * size * size + row * size + first) * channels;
                    copy(from, to, count * channels);
                }
            }
        }
    }
}

#[inline(always)]
fn unfold_slice(pixels: &[f32], patches: &mut [f32], places: &Places) {
    let batch = pixels.len() / (places.pixels() * places.channels);
    each_run(
        batch,
        places,
        #[inline(always)]
        |from, to, count| {
            let (from, to) = (&pixels[from..from + count], &mut patches[to..to + count]);
            // Runs are short: a loop is quicker than a call of memcpy.
            for (to, from) in to.iter_mut().zip(from) {
                *to = *from;
            }
        },
    );
}

#[inline(always)]
fn fold_slice(patches: &[f32], pixels: &mut [f32], places: &Places) {
    let batch = pixels.len() / (places.pixels() * places.channels);
    each_run(
        batch,
        places,
        #[inline(always)]
        |to, from, count| {
            let (from, to) = (&patches[from..from + count], &mut pixels[to..to + count]);
            for (to, from) in to.iter_mut().zip(from) {
                *to += *from;
            }
        },
    );
}
