//! Sums whose order does not depend on the processor, as burn's own do.

use burn::Tensor;

use super::numbers::Numbers;
use crate::kernels::leaves::Leaves;
use crate::kernels::memory::from_vec;

pub(super) fn total(x: &Tensor<1>, leaves: &Leaves) -> Tensor<1> {
    let kept = Numbers::of(x);
    let numbers: &[f32] = &kept;
    let sums = leaves.sums(|rows| {
        let sum: f64 = rows.map(|row| f64::from(numbers[row])).sum();
        vec![sum as f32]
    });
    let sums = sums.concat();
    let count = sums.len();
    from_vec(sums, [count], &x.device())
}

pub(super) fn all(x: &Tensor<2>) -> Tensor<1> {
    let sum = sum(&Numbers::of(x), |x| x);
    from_vec(vec![sum as f32], [1], &x.device())
}

pub(super) fn squares(x: &Tensor<2>) -> Tensor<1> {
    let [rows, width] = x.dims();
    let numbers = Numbers::of(x);
    let sums = numbers
        .chunks_exact(width)
        .map(|row| sum(row, |x| x * x) as f32);
    from_vec(sums.collect(), [rows], &x.device())
}

pub(super) fn means(x: &Tensor<2>) -> Tensor<2> {
    let [rows, width] = x.dims();
    let numbers = Numbers::of(x);
    let means = numbers
        .chunks_exact(width)
        .map(|row| (sum(row, |x| x) / width as f64) as f32);
    from_vec(means.collect(), [rows, 1], &x.device())
}

pub(super) fn means_of_groups(x: &Tensor<4>) -> Tensor<4> {
    let [samples, pixels, groups, channels] = x.dims();
    let numbers = Numbers::of(x);
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
    from_vec(means, [samples, 1, groups, 1], &x.device())
}

/// How many sums are made side by side, so that a processor adds to all of them at once.
const LANES: usize = 8;
/// How many numbers are summed in 32 bits before they are added to the whole, in 64 bits.
const PART: usize = 512;

/// Σ of a `term` of each number.
pub(super) fn sum(row: &[f32], term: impl Fn(f32) -> f32) -> f64 {
    let parts = row.chunks(PART).map(|part| {
        let (lanes, rest) = part.as_chunks::<LANES>();
        let mut sums = [0.0_f32; LANES];
        for lane in lanes {
            for (sum, x) in sums.iter_mut().zip(lane) {
                *sum += term(*x);
            }
        }
        let rest = rest.iter().map(|x| f64::from(term(*x)));
        sums.iter().map(|sum| f64::from(*sum)).sum::<f64>() + rest.sum::<f64>()
    });
    parts.sum()
}

/// Σ aᵢbᵢ.
pub(super) fn products(a: &[f32], b: &[f32]) -> f64 {
    let parts = a.chunks(PART).zip(b.chunks(PART)).map(|(a, b)| {
        let ((a, rest_a), (b, rest_b)) = (a.as_chunks::<LANES>(), b.as_chunks::<LANES>());
        let mut sums = [0.0_f32; LANES];
        for (a, b) in a.iter().zip(b) {
            for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
                *sum += a * b;
            }
        }
        let rest = rest_a.iter().zip(rest_b).map(|(a, b)| f64::from(a * b));
        sums.iter().map(|sum| f64::from(*sum)).sum::<f64>() + rest.sum::<f64>()
    });
    parts.sum()
}
