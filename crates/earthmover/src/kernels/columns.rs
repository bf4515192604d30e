//! What a batch normalisation does to the columns of a matrix [pixels, channels], and its way back.

use burn::Tensor;
use burn::tensor::Device;

#[cfg(feature = "webgpu")]
use super::gpu;
use super::leaves::Leaves;
use super::memory::{Numbers, change, from_vec, is_in_memory};
use super::vectors::in_vectors;

/// Columns of mean 0 and variance 1, and how they became so; all but the first [1, columns].
pub(crate) struct Normal {
    pub(crate) normal: Tensor<2>,
    /// 1 / √(variance + epsilon).
    pub(crate) inverse: Tensor<2>,
    pub(crate) mean: Tensor<2>,
    pub(crate) variance: Tensor<2>,
}

/// The gradient at what was normalised, and the sums of each column that it came from.
pub(crate) struct Back {
    pub(crate) gradient: Tensor<2>,
    /// Σ gradient, [columns].
    pub(crate) sum: Tensor<1>,
    /// Σ gradient · normal, [columns].
    pub(crate) along: Tensor<1>,
}

/// Normalises each column of `x` (Ioffe and Szegedy 2015, algorithm 1).
pub(crate) fn normalise(x: Tensor<2>, epsilon: f64) -> Normal {
    let device = x.device();
    if is_in_memory(&device) {
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
        return Normal {
            normal,
            inverse: row(inverse),
            mean: row(mean),
            variance: row(variance),
        };
    }
    let mean = x.clone().mean_dim(0);
    let centred = x - mean.clone();
    let variance = centred.clone().square().mean_dim(0);
    let inverse = (variance.clone() + epsilon).sqrt().recip();
    Normal {
        normal: centred * inverse.clone(),
        inverse,
        mean,
        variance,
    }
}

/// The way back of [`normalise`], where `gradient` is that at `normal` times a `scale` [1, columns]:
/// that scale times 1 / √(variance + epsilon) is `factor`. Without `moving`, as if mean and variance
/// were constants.
pub(crate) fn back(
    gradient: Tensor<2>,
    normal: &Tensor<2>,
    factor: Tensor<2>,
    moving: bool,
) -> Back {
    let device = gradient.device();
    let [rows, columns] = gradient.dims();
    if is_in_memory(&device) {
        let held = (Numbers::of(normal), Numbers::of(&factor));
        let (normal, factor): (&[f32], &[f32]) = (&held.0, &held.1);
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
        return Back {
            gradient,
            sum: single(sum, &device),
            along: single(along, &device),
        };
    }
    let sum = gradient.clone().sum_dim(0);
    let along = (gradient.clone() * normal.clone()).sum_dim(0);
    let gradient = if moving {
        let share = 1.0 / rows as f64;
        gradient - sum.clone() * share - normal.clone() * (along.clone() * share)
    } else {
        gradient
    };
    Back {
        gradient: gradient * factor,
        sum: sum.flatten(0, 1),
        along: along.flatten(0, 1),
    }
}

/// The sum of each column of `x`, [columns]; for each subtree of `leaves` that is finished.
pub(crate) fn sum(x: Tensor<2>, leaves: &Leaves) -> Tensor<1> {
    let device = x.device();
    let columns = x.dims()[1];
    if is_in_memory(&device) {
        let x = Numbers::of(&x);
        return by_leaves(&x, None, columns, leaves, &device);
    }
    x.sum_dim(0).flatten(0, 1)
}

/// The sum of each column of `gradient`, and of its products with `normal`: [columns]; for each subtree of
/// `leaves` that is finished.
pub(crate) fn sums(
    gradient: &Tensor<2>,
    normal: &Tensor<2>,
    leaves: &Leaves,
) -> (Tensor<1>, Tensor<1>) {
    let device = gradient.device();
    #[cfg(feature = "webgpu")]
    if gpu::is_gpu(&device) {
        return gpu::sums(gradient.clone(), normal.clone());
    }
    let columns = gradient.dims()[1];
    if is_in_memory(&device) {
        let (gradient, normal) = (Numbers::of(gradient), Numbers::of(normal));
        return (
            by_leaves(&gradient, None, columns, leaves, &device),
            by_leaves(&gradient, Some(&*normal), columns, leaves, &device),
        );
    }
    let along = gradient.clone() * normal.clone();
    (
        gradient.clone().sum_dim(0).flatten(0, 1),
        along.sum_dim(0).flatten(0, 1),
    )
}

/// The sum of each column of `x`, or of its products with `other`.
fn by_leaves(
    x: &[f32],
    other: Option<&[f32]>,
    columns: usize,
    leaves: &Leaves,
    device: &Device,
) -> Tensor<1> {
    // Pixels of an image, each a row of the matrix.
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

/// Adds rows, or their products with others, to `part`, which joins `sums` after as many `rows` as are
/// summed in 32 bits.
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
        if rows.is_multiple_of(ROWS) {
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

/// Rows whose numbers are summed in 32 bits before they join the whole.
const ROWS: usize = 64;

/// The sum over each column of the products of `a` and `b`.
fn products(a: &[f32], b: &[f32], columns: usize) -> Vec<f64> {
    let mut sums = vec![0.0; columns];
    let mut part = vec![0.0; columns];
    for (a, b) in a.chunks(ROWS * columns).zip(b.chunks(ROWS * columns)) {
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

/// The sum over each column of `term` of the number and its column.
fn totals(x: &[f32], columns: usize, term: impl Fn(f32, usize) -> f32) -> Vec<f64> {
    let mut sums = vec![0.0; columns];
    let mut part = vec![0.0; columns];
    for rows in x.chunks(ROWS * columns) {
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

#[cfg(all(test, feature = "flex"))]
mod tests {
    use super::*;

    /// On the autodiff device, which is not in memory, burn's own operations do the same.
    #[test]
    fn slices_do_what_burn_differentiates() {
        let device = Device::flex();
        let noise = |step| crate::noise::Noise::new(3, crate::noise::Purpose::Sample, step);
        let tensor = |step, shape: [usize; 2]| -> Tensor<2> {
            from_vec(noise(step).normals(shape[0] * shape[1]), shape, &device)
        };
        let (x, weights, scale) = (tensor(0, [150, 6]), tensor(1, [150, 6]), tensor(2, [1, 6]));
        let here = normalise(x.clone(), 1e-5);
        let traced = Tensor::from_inner(x).require_grad();
        let there = normalise(traced.clone(), 1e-5);
        let close = |a: Tensor<2>, b: Tensor<2>, what: &str| {
            for (a, b) in Numbers::of(&a).iter().zip(Numbers::of(&b).iter()) {
                assert!((a - b).abs() < 1e-5 * b.abs().max(1.0), "{what}: {a} {b}");
            }
        };
        close(here.mean, there.mean.inner(), "mean");
        close(here.variance, there.variance.inner(), "variance");
        close(here.normal.clone(), there.normal.clone().inner(), "normal");
        let scaled = there.normal * Tensor::from_inner(scale.clone());
        let loss = (scaled * Tensor::from_inner(weights.clone())).sum();
        let Some(expected) = traced.grad(&loss.backward()) else {
            unreachable!("it is a leaf")
        };
        let factor = here.inverse * scale;
        let found = back(weights.clone(), &here.normal, factor, true);
        close(found.gradient, expected, "gradient");
        let along = (weights.clone() * here.normal).sum_dim(0);
        close(found.along.unsqueeze_dim(0), along, "along");
        close(
            found.sum.unsqueeze_dim(0),
            weights.clone().sum_dim(0),
            "sum",
        );
        let alone = sum(weights.clone(), &Leaves::one(150)).unsqueeze_dim(0);
        close(alone, weights.sum_dim(0), "sum alone");
    }
}
