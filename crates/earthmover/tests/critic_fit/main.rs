//! A critic fitted to two fixed batches: in the plane, in other dimensions, on images.

#![allow(
    missing_docs,
    unreachable_pub,
    clippy::expect_used,
    clippy::unwrap_used
)]

mod arguments;
mod batches;
#[path = "../common/digits.rs"]
mod digits;
mod function;
mod gaps;
mod truth;

use earthmover::burn::tensor::Device;
use earthmover::config::CriticConfig;
use earthmover::critic::{CriticFit, Field};
use earthmover::noise::{Noise, Purpose};
use pollster::block_on;
use serde_json::Value;

/// How many points each cloud has.
const COUNT: usize = 128;

/// P, a curve in the plane with Gaussian noise about it, and Q, another curve, `apart` below it.
fn clouds(apart: f32) -> [Vec<f32>; 2] {
    let noise = Noise::new(11, Purpose::Sample, 0).normals(2 * COUNT);
    let along = |place: usize| (place as f32 + 0.5) / COUNT as f32;
    let p = (0..COUNT).flat_map(|i| {
        let t = along(i);
        let y = apart / 2.0 + 0.2 * libm::sinf(6.0 * t);
        [
            1.4 * t - 0.7 + 0.12 * noise[2 * i],
            y + 0.12 * noise[2 * i + 1],
        ]
    });
    let q = (0..COUNT).flat_map(|i| {
        let t = along(i);
        let y = -apart / 2.0 - 0.25 * libm::cosf(5.0 * t);
        [1.2 * t - 0.6, y]
    });
    [p.collect(), q.collect()]
}

fn fit(patch: &Value, [p, q]: &[Vec<f32>; 2]) -> CriticFit {
    let config = CriticConfig::default().patched(patch).unwrap();
    CriticFit::of_points(&config, 2, &Device::flex(), p, q).unwrap()
}

fn field(fit: &CriticFit, points: &[f32]) -> Field {
    block_on(fit.field(points)).unwrap()
}

fn mean(numbers: &[f32]) -> f64 {
    numbers.iter().map(|&x| f64::from(x)).sum::<f64>() / numbers.len() as f64
}

/// The gap after `steps`, the mean of its last ten.
fn gap(fit: &mut CriticFit, steps: u64) -> f64 {
    let reports = block_on(fit.train(steps)).unwrap();
    let last: Vec<f32> = reports.iter().rev().take(10).map(|r| r.gap).collect();
    mean(&last)
}
