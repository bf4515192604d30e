//! What a layer normalisation does to the rows of a matrix [samples, numbers], and its way back.

use burn::Tensor;

#[cfg(feature = "webgpu")]
use super::gpu;
use super::memory::{Numbers, change, from_vec, is_in_memory};

/// Rows of mean 0 and variance 1, and 1 / √(variance + epsilon) of each, [rows, 1] (Ba et al. 2016,
/// equation 4), of `x` plus a `bias`, which is added to each as many numbers of a row as it has.
pub(crate) fn normalise(
    x: Tensor<2>,
    bias: Option<Tensor<1>>,
    epsilon: f64,
) -> (Tensor<2>, Tensor<2>) {
    let device = x.device();
    #[cfg(feature = "webgpu")]
    if gpu::is_gpu(&device)
        && let Some(bias) = &bias
    {
        return gpu::normalise(x, bias.clone(), epsilon);
    }
    let [rows, width] = x.dims();
    if is_in_memory(&device) {
        let bias = bias.as_ref().map(Numbers::of);
        let bias: Option<&[f32]> = bias.as_deref();
        let mut inverses = Vec::with_capacity(rows);
        let normal = change(x, |x| {
            for row in x.chunks_exact_mut(width) {
                if let Some(bias) = bias {
                    add_to_each(row, bias);
                }
                let mean = (sum(row, |x| x) / width as f64) as f32;
                let variance = sum(row, |x| (x - mean) * (x - mean)) / width as f64;
                let inverse = (1.0 / libm::sqrt(variance + epsilon)) as f32;
                row.iter_mut().for_each(|x| *x = (*x - mean) * inverse);
                inverses.push(inverse);
            }
        });
        return (normal, from_vec(inverses, [rows, 1], &device));
    }
    let x = match bias {
        Some(bias) => {
            let channels = bias.dims()[0];
            let pixels = x.reshape([rows * width / channels, channels]);
            (pixels + bias.unsqueeze_dim::<2>(0)).reshape([rows, width])
        }
        None => x,
    };
    let centred = x.clone() - x.mean_dim(1);
    let variance = centred.clone().square().mean_dim(1);
    let inverse = (variance + epsilon).sqrt().recip();
    (centred * inverse.clone(), inverse)
}

/// The way back of [`normalise`], where `gradient` is that at `normal` times a `scale` of each channel.
pub(crate) fn back(
    gradient: Tensor<2>,
    scale: Option<Tensor<1>>,
    normal: &Tensor<2>,
    inverse: &Tensor<2>,
) -> Tensor<2> {
    let device = gradient.device();
    #[cfg(feature = "webgpu")]
    if gpu::is_gpu(&device)
        && let Some(scale) = &scale
    {
        return gpu::normalise_back(gradient, scale.clone(), normal.clone(), inverse.clone());
    }
    let [rows, width] = gradient.dims();
    if is_in_memory(&device) {
        let scale = scale.as_ref().map(Numbers::of);
        let scale: Option<&[f32]> = scale.as_deref();
        let held = (Numbers::of(normal), Numbers::of(inverse));
        let (normal, inverse): (&[f32], &[f32]) = (&held.0, &held.1);
        return change(gradient, |gradient| {
            let rows = gradient.chunks_exact_mut(width);
            let rows = rows.zip(normal.chunks_exact(width)).zip(inverse);
            for ((row, normal), inverse) in rows {
                if let Some(scale) = scale {
                    times_each(row, scale);
                }
                let mean = (sum(row, |x| x) / width as f64) as f32;
                let along = (products(row, normal) / width as f64) as f32;
                for (x, normal) in row.iter_mut().zip(normal) {
                    *x = (*x - mean - normal * along) * inverse;
                }
            }
        });
    }
    let gradient = match scale {
        Some(scale) => {
            let channels = scale.dims()[0];
            let pixels = gradient.reshape([rows * width / channels, channels]);
            (pixels * scale.unsqueeze_dim::<2>(0)).reshape([rows, width])
        }
        None => gradient,
    };
    let along = (gradient.clone() * normal.clone()).mean_dim(1);
    let mean = gradient.clone().mean_dim(1);
    (gradient - mean - normal.clone() * along) * inverse.clone()
}

/// Tensors of one width, one under the other.
pub(crate) fn stack<const D: usize>(parts: Vec<Tensor<D>>) -> Tensor<D> {
    #[cfg(feature = "webgpu")]
    if parts.iter().all(|part| gpu::is_gpu(&part.device())) {
        return gpu::stack(parts);
    }
    match <[Tensor<D>; 1]>::try_from(parts) {
        Ok([part]) => part,
        Err(parts) => Tensor::cat(parts, 0),
    }
}

fn add_to_each(row: &mut [f32], bias: &[f32]) {
    for pixel in row.chunks_exact_mut(bias.len()) {
        pixel.iter_mut().zip(bias).for_each(|(x, bias)| *x += bias);
    }
}

fn times_each(row: &mut [f32], scale: &[f32]) {
    for pixel in row.chunks_exact_mut(scale.len()) {
        pixel
            .iter_mut()
            .zip(scale)
            .for_each(|(x, scale)| *x *= scale);
    }
}

/// Sums side by side, which a processor adds up at once.
const LANES: usize = 8;
/// Numbers that are summed in 32 bits before they join the whole.
const PART: usize = 512;

pub(crate) fn sum(row: &[f32], term: impl Fn(f32) -> f32) -> f64 {
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
        let (x, weights) = (tensor(0, [3, 1302]), tensor(1, [3, 1302]));
        let bias: Tensor<1> = tensor(2, [1, 6]).flatten(0, 1);
        let scale: Tensor<1> = tensor(3, [1, 6]).flatten(0, 1);
        let (normal, inverse) = normalise(x.clone(), Some(bias.clone()), 1e-5);
        let traced = Tensor::from_inner(x).require_grad();
        let bias = Some(Tensor::from_inner(bias));
        let (expected, expected_inverse) = normalise(traced.clone(), bias, 1e-5);
        let close = |a: &Tensor<2>, b: &Tensor<2>, what: &str| {
            for (a, b) in Numbers::of(a).iter().zip(Numbers::of(b).iter()) {
                assert!((a - b).abs() < 1e-5 * b.abs().max(1.0), "{what}: {a} {b}");
            }
        };
        close(&normal, &expected.clone().inner(), "normal");
        close(&inverse, &expected_inverse.inner(), "inverse");
        let scaled =
            expected.reshape([651, 6]) * Tensor::from_inner(scale.clone()).unsqueeze_dim(0);
        let loss = (scaled.reshape([3, 1302]) * Tensor::from_inner(weights.clone())).sum();
        let Some(expected) = traced.grad(&loss.backward()) else {
            unreachable!("it is a leaf")
        };
        let found = back(weights, Some(scale), &normal, &inverse);
        close(&found, &expected, "gradient");
    }
}
