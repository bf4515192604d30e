//! What a batch normalisation does to the columns of a matrix [pixels, channels], its way back, and sums
//! of columns.

use burn::Tensor;
use burn::tensor::Device;

use super::numbers::{Numbers, change};
use super::vectors::in_vectors;
use crate::kernels::columns::{Back, Normal};
use crate::kernels::leaves::Leaves;
use crate::kernels::memory::from_vec;

pub(super) fn normalise(x: Tensor<2>, epsilon: f64) -> Normal {
    let device = x.device();
    let [rows, columns] = x.dims();
    let count = rows as f64;
    let mean = totals(&Numbers::of(&x), columns, |x, _| x);
    let mean: Vec<f32> = mean.iter().map(|sum| (sum / count) as f32).collect();
    let squares = totals(&Numbers::of(&x), columns, |x, column| {
        let centred = x - mean[column];
        centred * centred
    });
    let variance: Vec<f32> = squares.iter().map(|sum| (sum / count) as f32).collect();
    let inverse = squares
        .iter()
        .map(|sum| (1.0 / libm::sqrt(sum / count + epsilon)) as f32);
    let inverse: Vec<f32> = inverse.collect();
    let normal = change(x, |x| {
        for row in x.chunks_exact_mut(columns) {
            let row = row.iter_mut().zip(&mean).zip(&inverse);
            row.for_each(|((x, mean), inverse)| *x = (*x - mean) * inverse);
        }
    });
    let row = |values| from_vec(values, [1, columns], &device);
    Normal {
        normal,
        inverse: row(inverse),
        mean: row(mean),
        variance: row(variance),
    }
}

pub(super) fn back(
    gradient: Tensor<2>,
    normal: &Tensor<2>,
    factor: &Tensor<2>,
    moving: bool,
) -> Back {
    let device = gradient.device();
    let [rows, columns] = gradient.dims();
    let kept = (Numbers::of(normal), Numbers::of(factor));
    let (normal, factor): (&[f32], &[f32]) = (&kept.0, &kept.1);
    let (sum, along) = {
        let gradient = Numbers::of(&gradient);
        (
            totals(&gradient, columns, |x, _| x),
            products(&gradient, normal, columns),
        )
    };
    let mean = |sums: &[f64]| -> Vec<f32> {
        let share = if moving { 1.0 / rows as f64 } else { 0.0 };
        sums.iter().map(|sum| (sum * share) as f32).collect()
    };
    let means = (mean(&sum), mean(&along));
    let gradient = change(gradient, |gradient| {
        let rows = gradient
            .chunks_exact_mut(columns)
            .zip(normal.chunks_exact(columns));
        for (row, normal) in rows {
            let row = row.iter_mut().zip(normal).zip(&means.0).zip(&means.1);
            row.zip(factor)
                .for_each(|((((gradient, normal), mean), along), factor)| {
                    *gradient = (*gradient - mean - normal * along) * factor;
                });
        }
    });
    Back {
        gradient,
        sum: single(sum, &device),
        along: single(along, &device),
    }
}

/// The sum of each column of `x`, or of its products with `other`, [columns]; for each finished subtree of
/// `leaves`.
pub(super) fn sums(x: &Tensor<2>, other: Option<&Tensor<2>>, leaves: &Leaves) -> Tensor<1> {
    let other = other.map(Numbers::of);
    let columns = x.dims()[1];
    by_leaves(
        &Numbers::of(x),
        other.as_deref(),
        columns,
        leaves,
        &x.device(),
    )
}

/// As [`sums`], of numbers that have been taken out of their tensors.
fn by_leaves(
    x: &[f32],
    other: Option<&[f32]>,
    columns: usize,
    leaves: &Leaves,
    device: &Device,
) -> Tensor<1> {
    // How many pixels an image has, each a row of the matrix.
    let image = x.len() / leaves.rows().max(1);
    let sums = leaves.sums(|images| {
        let mut sums = vec![0.0; columns];
        let mut part = vec![0.0; columns];
        let mut rows = 0;
        for row in images {
            let span = row * image..(row + 1) * image;
            let (x, other) = (&x[span.clone()], other.map(|other| &other[span]));
            in_vectors(
                #[inline(always)]
                || add_rows((x, other), &mut part, &mut sums, &mut rows),
            );
        }
        join(&mut sums, &part);
        sums.into_iter().map(|sum| sum as f32).collect()
    });
    let sums = sums.concat();
    let count = sums.len();
    from_vec(sums, [count], device)
}

/// Adds rows, or their products with others, to `part`, in 32 bits; after every so many `rows` that is added
/// to `sums`, in 64 bits.
#[inline(always)]
fn add_rows(
    (x, other): (&[f32], Option<&[f32]>),
    part: &mut [f32],
    sums: &mut [f64],
    rows: &mut usize,
) {
    let columns = part.len();
    for (place, row) in x.chunks_exact(columns).enumerate() {
        if let Some(other) = other {
            let other = &other[place * columns..][..columns];
            for ((sum, x), other) in part.iter_mut().zip(row).zip(other) {
                *sum += x * other;
            }
        } else {
            for (sum, x) in part.iter_mut().zip(row) {
                *sum += x;
            }
        }
        *rows += 1;
        if rows.is_multiple_of(ROWS_A_PART) {
            join(sums, part);
            part.fill(0.0);
        }
    }
}

fn single(sums: Vec<f64>, device: &Device) -> Tensor<1> {
    let columns = sums.len();
    let sums = sums.into_iter().map(|sum| sum as f32).collect();
    from_vec(sums, [columns], device)
}

/// How many rows are summed in 32 bits before they are added to the whole, in 64 bits.
const ROWS_A_PART: usize = 64;

/// The sum over each column of the products of `a` and `b`.
fn products(a: &[f32], b: &[f32], columns: usize) -> Vec<f64> {
    let mut sums = vec![0.0; columns];
    let mut part = vec![0.0; columns];
    for (a, b) in a
        .chunks(ROWS_A_PART * columns)
        .zip(b.chunks(ROWS_A_PART * columns))
    {
        part.fill(0.0);
        for (a, b) in a.chunks_exact(columns).zip(b.chunks_exact(columns)) {
            let row = part.iter_mut().zip(a).zip(b);
            row.for_each(|((sum, a), b)| *sum += a * b);
        }
        join(&mut sums, &part);
    }
    sums
}

#[inline(always)]
fn join(sums: &mut [f64], part: &[f32]) {
    for (sum, part) in sums.iter_mut().zip(part) {
        *sum += f64::from(*part);
    }
}

/// The sum over each column of the `term` of each number and its column.
fn totals(x: &[f32], columns: usize, term: impl Fn(f32, usize) -> f32) -> Vec<f64> {
    let mut sums = vec![0.0; columns];
    let mut part = vec![0.0; columns];
    for rows in x.chunks(ROWS_A_PART * columns) {
        part.fill(0.0);
        for row in rows.chunks_exact(columns) {
            for (column, (sum, x)) in part.iter_mut().zip(row).enumerate() {
                *sum += term(*x, column);
            }
        }
        join(&mut sums, &part);
    }
    sums
}
