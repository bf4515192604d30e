//! Drawing from a plan.

use crate::check;
use crate::error::Error;
use crate::noise::{Noise, Purpose};
use crate::support::check_whole;

/// Most flows of one draw.
pub const MOST_FLOWS: u64 = 100_000;

/// `count` flows of a plan, as places in `mass`, drawn independently, each with a chance that is its
/// share of all mass: so a source by its mass, then a target x₂ by γ(x₂ | x₁). The mean of their
/// distances tends to what the plan costs, where masses sum to 1.
///
/// # Errors
/// [`Error::Argument`] when `mass` is empty, when one is negative, not finite or too large, when
/// all are 0, or when `count` is not from 1 to 100,000.
pub fn draw_flows(mass: &[f64], count: u64, seed: u64) -> Result<Vec<usize>, Error> {
    let total = check::masses("mass", mass, mass.len())?;
    let count = check_whole("count", count, 1, MOST_FLOWS)?;
    let mut sum = 0.0;
    let ends = mass.iter().map(|mass| {
        sum += mass;
        sum
    });
    let ends: Vec<f64> = ends.collect();
    // Where a sum rounds to the total early, what follows has no mass.
    let last = mass.iter().rposition(|&mass| mass > 0.0).unwrap_or(0);
    let mut noise = Noise::new(seed, Purpose::Flow, 0);
    let mut draw = || {
        let reached = noise.uniform() * total;
        ends.partition_point(|&end| end <= reached).min(last)
    };
    Ok((0..count).map(|_| draw()).collect())
}
