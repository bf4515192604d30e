//! What a layer normalisation does to the rows of a matrix [samples, numbers], and its way back.

use burn::Tensor;

use super::memory::{Numbers, change, from_vec, is_in_memory};

/// Rows of mean 0 and variance 1, and 1 / √(variance + epsilon) of each, [rows, 1] (Ba et al. 2016,
/// equation 4).
pub(crate) fn normalise(x: Tensor<2>, epsilon: f64) -> (Tensor<2>, Tensor<2>) {
    let device = x.device();
    let [rows, width] = x.dims();
    if is_in_memory(&device) {
        let mut inverses = Vec::with_capacity(rows);
        let normal = change(x, |x| {
            for row in x.chunks_exact_mut(width) {
                let mean = (sum(row, |x| x) / width as f64) as f32;
                let variance = sum(row, |x| (x - mean) * (x - mean)) / width as f64;
                let inverse = (1.0 / libm::sqrt(variance + epsilon)) as f32;
                row.iter_mut().for_each(|x| *x = (*x - mean) * inverse);
                inverses.push(inverse);
            }
        });
        return (normal, from_vec(inverses, [rows, 1], &device));
    }
    let centred = x.clone() - x.mean_dim(1);
    let variance = centred.clone().square().mean_dim(1);
    let inverse = (variance + epsilon).sqrt().recip();
    (centred * inverse.clone(), inverse)
}

/// The way back of [`normalise`], where `gradient` is that at `normal`.
pub(crate) fn back(gradient: Tensor<2>, normal: &Tensor<2>, inverse: &Tensor<2>) -> Tensor<2> {
    let width = gradient.dims()[1];
    if is_in_memory(&gradient.device()) {
        let held = (Numbers::of(normal), Numbers::of(inverse));
        let (normal, inverse): (&[f32], &[f32]) = (&held.0, &held.1);
        return change(gradient, |gradient| {
            let rows = gradient.chunks_exact_mut(width);
            let rows = rows.zip(normal.chunks_exact(width)).zip(inverse);
            for ((row, normal), inverse) in rows {
                let mean = (sum(row, |x| x) / width as f64) as f32;
                let along = (products(row, normal) / width as f64) as f32;
                for (x, normal) in row.iter_mut().zip(normal) {
                    *x = (*x - mean - normal * along) * inverse;
                }
            }
        });
    }
    let along = (gradient.clone() * normal.clone()).mean_dim(1);
    let mean = gradient.clone().mean_dim(1);
    (gradient - mean - normal.clone() * along) * inverse.clone()
}

/// Sums side by side, which a processor adds up at once.
const LANES: usize = 8;
/// Numbers that are summed in 32 bits before they join the whole.
const PART: usize = 512;

fn sum(row: &[f32], term: impl Fn(f32) -> f32) -> f64 {
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

fn products(a: &[f32], b: &[f32]) -> f64 {
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

#[cfg(all(test, feature = "flex"))]
mod tests {
    use burn::tensor::Device;

    use super::*;

    #[test]
    fn slices_do_what_burn_differentiates() {
        let device = Device::flex();
        let noise = |step| crate::noise::Noise::new(4, crate::noise::Purpose::Sample, step);
        let tensor = |step, shape: [usize; 2]| -> Tensor<2> {
            from_vec(noise(step).normals(shape[0] * shape[1]), shape, &device)
        };
        let (x, weights) = (tensor(0, [3, 1301]), tensor(1, [3, 1301]));
        let (normal, inverse) = normalise(x.clone(), 1e-5);
        let traced = Tensor::from_inner(x).require_grad();
        let (expected, expected_inverse) = normalise(traced.clone(), 1e-5);
        let close = |a: &Tensor<2>, b: &Tensor<2>, what: &str| {
            for (a, b) in Numbers::of(a).iter().zip(Numbers::of(b).iter()) {
                assert!((a - b).abs() < 1e-5 * b.abs().max(1.0), "{what}: {a} {b}");
            }
        };
        close(&normal, &expected.clone().inner(), "normal");
        close(&inverse, &expected_inverse.inner(), "inverse");
        let loss = (expected * Tensor::from_inner(weights.clone())).sum();
        let Some(expected) = traced.grad(&loss.backward()) else {
            unreachable!("it is a leaf")
        };
        close(&back(weights, &normal, &inverse), &expected, "gradient");
    }
}
