//! Optimal transport beside answers by hand and beside itself.

#![allow(missing_docs, clippy::unwrap_used)]

mod measures;
mod plans;
mod refusals;
mod sizes;

use earthmover_transport::noise::Noise;
use earthmover_transport::{
    Assigner, Costs, Flow, Funnel, MOST_POINTS, Sinkhorn, assign, c_transform, couple,
    critic_distance, entropy, jensen_shannon, kullback_leibler, line, sinkhorn, sliced,
    sliced_along, total_variation, wasserstein, weighted_line,
};

/// Names the streams of random numbers that tests draw from.
const COMPARISON: u8 = 33;

fn numbers(count: usize, seed: u64) -> Vec<f64> {
    let mut noise = Noise::new(seed, COMPARISON, 0);
    (0..count).map(|_| noise.uniform()).collect()
}

#[track_caller]
fn assert_said<T: std::fmt::Debug>(answer: Result<T, earthmover_transport::Error>, expected: &str) {
    let error = answer.unwrap_err();
    assert!(matches!(error, earthmover_transport::Error::Argument(_)));
    let message = error.to_string();
    assert!(message.contains(expected), "{message}");
}
