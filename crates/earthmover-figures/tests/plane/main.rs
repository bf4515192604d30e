//! Two measures in the plane: laws, closed forms, and what is said of bad arguments.

#![allow(missing_docs, clippy::unwrap_used)]

mod arguments;
mod clouds;
mod curve;
mod densities;
mod divergences;
mod plans;
mod potential;
mod ride;

use earthmover_figures::plane::Scene;

const SPINE: [f64; 8] = [-0.7, -0.4, -0.2, 0.3, 0.3, -0.1, 0.7, 0.4];
const CURVE: [f64; 6] = [-0.6, 0.5, 0.0, 0.8, 0.6, 0.6];

fn scene(width: f64) -> Scene {
    Scene::new(&SPINE, &CURVE, width).unwrap()
}

fn reversed(points: &[f64]) -> Vec<f64> {
    let pairs: Vec<&[f64]> = points.chunks_exact(2).rev().collect();
    pairs.concat()
}

fn apart(a: &[f64], b: &[f64]) -> f64 {
    f64::hypot(a[0] - b[0], a[1] - b[1])
}

fn mean(numbers: &[f64]) -> f64 {
    numbers.iter().sum::<f64>() / numbers.len() as f64
}
