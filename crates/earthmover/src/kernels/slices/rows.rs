//! What a layer normalisation does to the rows of a matrix [samples, numbers], and its way back.

use burn::Tensor;

use super::numbers::{Numbers, change};
use super::sums::{products, sum};
use crate::kernels::memory::from_vec;

pub(super) fn normalise(
    x: Tensor<2>,
    bias: Option<&Tensor<1>>,
    epsilon: f64,
) -> (Tensor<2>, Tensor<2>) {
    let device = x.device();
    let [rows, width] = x.dims();
    let bias = bias.map(Numbers::of);
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
    (normal, from_vec(inverses, [rows, 1], &device))
}

pub(super) fn back(
    gradient: Tensor<2>,
    scale: Option<&Tensor<1>>,
    normal: &Tensor<2>,
    inverse: &Tensor<2>,
) -> Tensor<2> {
    let width = gradient.dims()[1];
    let scale = scale.map(Numbers::of);
    let scale: Option<&[f32]> = scale.as_deref();
    let kept = (Numbers::of(normal), Numbers::of(inverse));
    let (normal, inverse): (&[f32], &[f32]) = (&kept.0, &kept.1);
    change(gradient, |gradient| {
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
    })
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
