//! From images to patches and back, by tables of which row is read for each row written.

use std::sync::PoisonError;

use burn::Tensor;
use burn::tensor::Device;

use crate::kernels::folding::{Folding, Table};
use crate::kernels::memory::{from_places, from_vec};
use crate::kernels::places::Places;

/// The tables for a batch of that size, made when they are first asked for.
fn tables(folding: &Folding, batch: usize, device: &Device) -> [Table; 2] {
    let mut tables = folding
        .tables
        .lock()
        .unwrap_or_else(PoisonError::into_inner);
    let made = tables.entry(batch).or_insert_with(|| {
        let places = &folding.places;
        let rows = [unfold_rows(places, batch), fold_rows(places, batch)];
        rows.map(|rows| Table::new(rows, device))
    });
    made.clone()
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

pub(crate) fn unfold(pixels: Tensor<2>, folding: &Folding) -> Tensor<2> {
    let places = &folding.places;
    let batch = pixels.dims()[0] / places.pixels();
    let [unfold, _] = tables(folding, batch, &pixels.device());
    let patches = unfold.read(pixels);
    patches.reshape([batch * places.patches(), places.patch()])
}

pub(crate) fn fold(patches: Tensor<2>, folding: &Folding) -> Tensor<2> {
    let places = &folding.places;
    let batch = patches.dims()[0] / places.patches();
    let [_, fold] = tables(folding, batch, &patches.device());
    let Places { channels, size, .. } = *places;
    let taps = patches.dims()[0] * size * size;
    let read = fold.read(patches.reshape([taps, channels]));
    let (pixels, meeting) = (batch * places.pixels(), places.meeting());
    if meeting == 1 {
        return read;
    }
    let read: Tensor<3> = read.reshape([pixels, meeting, channels]);
    read.sum_dim(1).reshape([pixels, channels])
}

/// The pixel under each tap of each patch of a batch.
fn unfold_rows(places: &Places, batch: usize) -> Vec<Option<usize>> {
    let Places {
        outer, inner, size, ..
    } = *places;
    let mut rows = Vec::with_capacity(batch * places.patches() * size * size);
    for image in 0..batch {
        for (y, x) in grid(inner) {
            for (row, column) in grid([size, size]) {
                let y = places.under(y, row, outer[0]);
                let x = places.under(x, column, outer[1]);
                let pixel = y.zip(x).map(|(y, x)| y * outer[1] + x);
                rows.push(pixel.map(|pixel| image * places.pixels() + pixel));
            }
        }
    }
    rows
}

/// The taps that meet each pixel of a batch, as many for each as meet any.
fn fold_rows(places: &Places, batch: usize) -> Vec<Option<usize>> {
    let meeting = places.meeting();
    let mut taps = vec![Vec::new(); batch * places.pixels()];
    for (tap, pixel) in unfold_rows(places, batch).into_iter().enumerate() {
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

fn grid([height, width]: [usize; 2]) -> impl Iterator<Item = (usize, usize)> {
    (0..height).flat_map(move |y| (0..width).map(move |x| (y, x)))
}
