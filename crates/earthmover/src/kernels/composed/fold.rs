//! From images to patches and back, by reading rows: of an image and one row of zeros more, which stands for what is not
//! there. Which rows are read is found anew at each call: processors and GPUs have kernels of their own.

use burn::Tensor;

use crate::kernels::memory::from_places;
use crate::kernels::places::Places;

pub(crate) fn unfold(pixels: Tensor<2>, places: &Places) -> Tensor<2> {
    let batch = pixels.dims()[0] / places.pixels();
    let patches = read(pixels, unfold_rows(places, batch));
    patches.reshape([batch * places.patches(), places.patch()])
}

pub(crate) fn fold(patches: Tensor<2>, places: &Places) -> Tensor<2> {
    let batch = patches.dims()[0] / places.patches();
    let taps = batch * places.patches() * places.size * places.size;
    let (pixels, meeting) = (batch * places.pixels(), places.meeting());
    let taps = patches.reshape([taps, places.channels]);
    let read: Tensor<3> =
        read(taps, fold_rows(places, batch)).reshape([pixels, meeting, places.channels]);
    read.sum_dim(1).reshape([pixels, places.channels])
}

/// Rows of `x`, and zeros for those that there are none of.
fn read(x: Tensor<2>, rows: Vec<Option<usize>>) -> Tensor<2> {
    let ([count, columns], device) = (x.dims(), x.device());
    let zeros = Tensor::zeros([1, columns], &device);
    let places = rows.iter().map(|row| row.unwrap_or(count));
    Tensor::cat(vec![x, zeros], 0).select(0, from_places(places, &device))
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
    let mut taps = vec![None; batch * places.pixels() * meeting];
    let mut met = vec![0; batch * places.pixels()];
    for (tap, pixel) in unfold_rows(places, batch).into_iter().enumerate() {
        if let Some(pixel) = pixel {
            taps[pixel * meeting + met[pixel]] = Some(tap);
            met[pixel] += 1;
        }
    }
    taps
}

fn grid([height, width]: [usize; 2]) -> impl Iterator<Item = (usize, usize)> {
    (0..height).flat_map(move |y| (0..width).map(move |x| (y, x)))
}
