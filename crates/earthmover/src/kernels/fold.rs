//! From an image to the patches under a convolution's kernel, and from patches to the image they add
//! up to: each the adjoint of the other. With either, a convolution is one matrix product.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use burn::Tensor;
use burn::tensor::{Device, Int};

use super::after::After;
#[cfg(feature = "webgpu")]
use super::gpu;
use super::memory::{Numbers, from_places, from_vec, is_in_memory};
use super::vectors::in_vectors;
use crate::kernels::places::Places;

/// The places of a kernel on an image, with what a device needs to know of them.
#[derive(Clone, Debug)]
pub(crate) struct Folding {
    pub(crate) places: Places,
    /// By the number of images in a batch, for devices that are not in memory.
    tables: Arc<Mutex<BTreeMap<usize, Tables>>>,
}

/// Which row is read for each row written. Rows that are not there are read from row 0 and taken
/// times 0.
#[derive(Clone, Debug)]
struct Table {
    rows: Tensor<1, Int>,
    /// [rows, 1]; none where all rows are there.
    there: Option<Tensor<2>>,
}

#[derive(Clone, Debug)]
struct Tables {
    unfold: Table,
    fold: Table,
}

impl Folding {
    pub(crate) fn new(places: Places) -> Self {
        Self {
            places,
            tables: Arc::default(),
        }
    }

    fn tables(&self, batch: usize, device: &Device) -> Tables {
        let mut tables = self.tables.lock().unwrap_or_else(PoisonError::into_inner);
        let made = tables.entry(batch).or_insert_with(|| Tables {
            unfold: Table::new(self.unfold_rows(batch), device),
            fold: Table::new(self.fold_rows(batch), device),
        });
        made.clone()
    }

    /// Pixels of an image.
    fn pixels(&self) -> usize {
        self.places.outer[0] * self.places.outer[1]
    }

    /// Patches of an image.
    fn patches(&self) -> usize {
        self.places.inner[0] * self.places.inner[1]
    }

    /// The pixel under each tap of each patch of a batch.
    fn unfold_rows(&self, batch: usize) -> Vec<Option<usize>> {
        let Places {
            outer, inner, size, ..
        } = self.places;
        let mut rows = Vec::with_capacity(batch * self.patches() * size * size);
        for image in 0..batch {
            for (y, x) in grid(inner) {
                for (row, column) in grid([size, size]) {
                    let y = self.places.under(y, row, outer[0]);
                    let x = self.places.under(x, column, outer[1]);
                    let pixel = y.zip(x).map(|(y, x)| y * outer[1] + x);
                    rows.push(pixel.map(|pixel| image * self.pixels() + pixel));
                }
            }
        }
        rows
    }

    /// The taps that meet each pixel of a batch, as many for each as meet any.
    fn fold_rows(&self, batch: usize) -> Vec<Option<usize>> {
        let meeting = self.meeting();
        let mut taps = vec![Vec::new(); batch * self.pixels()];
        for (tap, pixel) in self.unfold_rows(batch).into_iter().enumerate() {
            if let Some(pixel) = pixel {
                taps[pixel].push(Some(tap));
            }
        }
        let padded = taps.into_iter().flat_map(|mut taps| {
            taps.resize(meeting, None);
            taps
        });
        padded.collect()
    }

    /// Most taps that meet one pixel.
    fn meeting(&self) -> usize {
        self.places.size.div_ceil(self.places.stride).pow(2)
    }
}

impl Table {
    fn new(rows: Vec<Option<usize>>, device: &Device) -> Self {
        let places = rows.iter().map(|row| row.unwrap_or(0));
        let there: Vec<f32> = rows.iter().map(|row| f32::from(row.is_some())).collect();
        let count = rows.len();
        let all = rows.iter().all(Option::is_some);
        Self {
            rows: from_places(places, device),
            there: (!all).then(|| from_vec(there, [count, 1], device)),
        }
    }

    fn read(&self, x: Tensor<2>) -> Tensor<2> {
        let rows = x.select(0, self.rows.clone());
        match &self.there {
            Some(there) => rows * there.clone(),
            None => rows,
        }
    }
}

/// Patches [batch · inner, size · size · channels] of pixels [batch · outer, channels]; zeros where
/// the kernel reaches over the edge.
pub(crate) fn unfold(pixels: Tensor<2>, folding: &Folding) -> Tensor<2> {
    let batch = pixels.dims()[0] / folding.pixels();
    let shape = [batch * folding.patches(), folding.places.patch()];
    let device = pixels.device();
    #[cfg(feature = "webgpu")]
    if gpu::is_gpu(&device) {
        return gpu::unfold(pixels, folding.places);
    }
    if is_in_memory(&device) {
        let pixels = Numbers::of(&pixels);
        let mut patches = vec![0.0; shape[0] * shape[1]];
        let (pixels, places): (&[f32], _) = (&pixels, &folding.places);
        in_vectors(
            #[inline(always)]
            || unfold_slice(pixels, &mut patches, places),
        );
        return from_vec(patches, shape, &device);
    }
    unfold_composed(pixels, folding, batch).reshape(shape)
}

/// Pixels [batch · outer, channels], each the sum of the taps that meet it in patches [batch · inner,
/// size · size · channels]; and what follows.
pub(crate) fn fold(patches: Tensor<2>, folding: &Folding, after: After) -> Tensor<2> {
    let batch = patches.dims()[0] / folding.patches();
    let shape = [batch * folding.pixels(), folding.places.channels];
    let device = patches.device();
    #[cfg(feature = "webgpu")]
    if gpu::is_gpu(&device) {
        return gpu::fold(patches, folding.places, after);
    }
    if is_in_memory(&device) {
        let patches = Numbers::of(&patches);
        let mut pixels = vec![0.0; shape[0] * shape[1]];
        let (patches, places): (&[f32], _) = (&patches, &folding.places);
        in_vectors(
            #[inline(always)]
            || fold_slice(patches, &mut pixels, places),
        );
        return after.to(from_vec(pixels, shape, &device));
    }
    after.to(fold_composed(patches, folding, batch))
}

fn unfold_composed(pixels: Tensor<2>, folding: &Folding, batch: usize) -> Tensor<2> {
    let tables = folding.tables(batch, &pixels.device());
    tables.unfold.read(pixels)
}

fn fold_composed(patches: Tensor<2>, folding: &Folding, batch: usize) -> Tensor<2> {
    let tables = folding.tables(batch, &patches.device());
    let Places { channels, size, .. } = folding.places;
    let taps = patches.dims()[0] * size * size;
    let read = tables.fold.read(patches.reshape([taps, channels]));
    let (pixels, meeting) = (batch * folding.pixels(), folding.meeting());
    if meeting == 1 {
        return read;
    }
    let read: Tensor<3> = read.reshape([pixels, meeting, channels]);
    read.sum_dim(1).reshape([pixels, channels])
}

fn grid([height, width]: [usize; 2]) -> impl Iterator<Item = (usize, usize)> {
    (0..height).flat_map(move |y| (0..width).map(move |x| (y, x)))
}

/// The part of a kernel's row that lies over the image at an inner column: its first tap there, the
/// column under that tap, and how many taps.
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
    let batch = pixels.len() / (places.outer[0] * places.outer[1] * places.channels);
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
    let batch = pixels.len() / (places.outer[0] * places.outer[1] * places.channels);
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

#[cfg(all(test, feature = "flex"))]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    /// The convolutions of every architecture and of the classifier, and one with room to spare.
    const KERNELS: [(usize, usize, usize, usize); 6] = [
        (28, 4, 2, 1),
        (7, 4, 2, 1),
        (28, 3, 3, 1),
        (10, 2, 2, 1),
        (14, 5, 1, 2),
        (3, 3, 3, 1),
    ];

    fn folding(side: usize, size: usize, stride: usize, padding: usize) -> Folding {
        let inner = (side + 2 * padding - size) / stride + 1;
        Folding::new(Places {
            channels: 3,
            outer: [side; 2],
            inner: [inner; 2],
            size,
            stride,
            padding,
        })
    }

    fn numbers(count: usize) -> Vec<f32> {
        let mut noise = crate::noise::Noise::new(1, crate::noise::Purpose::Sample, count as u64);
        noise.normals(count)
    }

    #[test]
    fn slices_do_what_the_tables_do() {
        let device = Device::flex();
        for (side, size, stride, padding) in KERNELS {
            let folding = folding(side, size, stride, padding);
            let batch = 2;
            let rows = batch * folding.pixels();
            let pixels: Tensor<2> = from_vec(numbers(rows * 3), [rows, 3], &device);
            let patches = unfold(pixels.clone(), &folding);
            let composed = unfold_composed(pixels, &folding, batch).reshape(patches.dims());
            assert_eq!(
                Numbers::of(&patches).to_vec(),
                Numbers::of(&composed).to_vec()
            );

            let values = numbers(patches.dims().iter().product());
            let patches: Tensor<2> = from_vec(values, patches.dims(), &device);
            let (slice, composed) = (
                fold(patches.clone(), &folding, After::Nothing),
                fold_composed(patches, &folding, batch),
            );
            for (a, b) in Numbers::of(&slice)
                .iter()
                .zip(Numbers::of(&composed).iter())
            {
                assert!((a - b).abs() < 1e-4, "{side} {size} {stride}: {a} {b}");
            }
        }
    }

    #[test]
    fn folding_is_the_adjoint_of_unfolding() {
        let dot =
            |a: &[f32], b: &[f32]| -> f64 { a.iter().zip(b).map(|(a, b)| f64::from(a * b)).sum() };
        for (side, size, stride, padding) in KERNELS {
            let places = folding(side, size, stride, padding).places;
            let pixels = numbers(2 * side * side * 3);
            let mut patches = vec![0.0; 2 * places.inner[0] * places.inner[1] * places.patch()];
            unfold_slice(&pixels, &mut patches, &places);
            let others = numbers(patches.len());
            let mut folded = vec![0.0; pixels.len()];
            fold_slice(&others, &mut folded, &places);
            let (a, b) = (dot(&patches, &others), dot(&pixels, &folded));
            assert!((a - b).abs() < 1e-3 * a.abs().max(1.0), "{a} {b}");
        }
    }
}
