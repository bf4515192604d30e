//! Sums whose order does not depend on the processor, as burn's own do.

use burn::Tensor;

use super::leaves::Leaves;
use super::memory::{Numbers, from_vec, is_in_memory};
use super::rows;

/// The sum of `x` [rows] over the rows of a pass: one number for each subtree that is finished here.
pub(crate) fn total(x: Tensor<1>, leaves: &Leaves) -> Tensor<1> {
    let device = x.device();
    if !is_in_memory(&device) {
        return x.sum();
    }
    let held = Numbers::of(&x);
    let numbers: &[f32] = &held;
    let sums = leaves.sums(|rows| {
        let sum: f64 = rows.map(|row| f64::from(numbers[row])).sum();
        vec![sum as f32]
    });
    let sums = sums.concat();
    let count = sums.len();
    from_vec(sums, [count], &device)
}

/// The sum of all numbers, [1].
pub(crate) fn all<const D: usize>(x: Tensor<D>) -> Tensor<1> {
    let device = x.device();
    if !is_in_memory(&device) {
        return x.sum();
    }
    let sum = rows::sum(&Numbers::of(&x), |x| x);
    from_vec(vec![sum as f32], [1], &device)
}

/// The sum of the squares of each row, [rows].
pub(crate) fn squares(x: Tensor<2>) -> Tensor<1> {
    let device = x.device();
    if !is_in_memory(&device) {
        return x.square().sum_dim(1).flatten(0, 1);
    }
    let [rows, width] = x.dims();
    let numbers = Numbers::of(&x);
    let sums = numbers
        .chunks_exact(width)
        .map(|row| rows::sum(row, |x| x * x) as f32);
    from_vec(sums.collect(), [rows], &device)
}

/// The mean of each row, [rows, 1].
pub(crate) fn means(x: Tensor<2>) -> Tensor<2> {
    let device = x.device();
    if !is_in_memory(&device) {
        return x.mean_dim(1);
    }
    let [rows, width] = x.dims();
    let numbers = Numbers::of(&x);
    let means = numbers
        .chunks_exact(width)
        .map(|row| (rows::sum(row, |x| x) / width as f64) as f32);
    from_vec(means.collect(), [rows, 1], &device)
}

/// The mean over the pixels and channels of each group of each sample: [samples, 1, groups, 1] of
/// [samples, pixels, groups, channels].
pub(crate) fn means_of_groups(x: Tensor<4>) -> Tensor<4> {
    let device = x.device();
    if !is_in_memory(&device) {
        return x.mean_dim(3).mean_dim(1);
    }
    let [samples, pixels, groups, channels] = x.dims();
    let numbers = Numbers::of(&x);
    let mut means = Vec::with_capacity(samples * groups);
    for sample in numbers.chunks_exact(pixels * groups * channels) {
        let mut sums = vec![0.0; groups];
        for pixel in sample.chunks_exact(groups * channels) {
            for (sum, group) in sums.iter_mut().zip(pixel.chunks_exact(channels)) {
                *sum += f64::from(group.iter().sum::<f32>());
            }
        }
        let count = (pixels * channels) as f64;
        means.extend(sums.iter().map(|sum| (sum / count) as f32));
    }
    from_vec(means, [samples, 1, groups, 1], &device)
}

/// 1 / √(x + `epsilon`).
pub(crate) fn inverse_root<const D: usize>(x: Tensor<D>, epsilon: f64) -> Tensor<D> {
    // Not `recip`, which some processors estimate.
    let root = (x + epsilon).sqrt();
    root.ones_like() / root
}
