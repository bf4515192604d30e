//! Checks of the arguments of this crate, each named as in JSON.

use crate::error::{Error, Invalid};

/// Largest cost, coordinate or mass that is accepted, so that sums of squares stay finite.
pub const MOST_COST: f64 = 1e100;
/// The part of a sum by which it may differ from the one that it must equal.
const SUM_TOLERANCE: f64 = 1e-9;

pub(super) fn length(argument: &str, found: usize, expected: usize) -> Result<(), Error> {
    if found != expected {
        let argument = format!("{argument}.length");
        return Err(Invalid::new(argument, found, expected.to_string()).into());
    }
    Ok(())
}

pub(super) fn not_empty(argument: &str, length: usize) -> Result<(), Error> {
    if length == 0 {
        return Err(Invalid::new(format!("{argument}.length"), 0, "above 0").into());
    }
    Ok(())
}

/// Checks that numbers are at most [`MOST_COST`] in size.
pub(super) fn coordinates(
    argument: &str,
    values: impl IntoIterator<Item = f64>,
) -> Result<(), Error> {
    within(argument, values, -MOST_COST..=MOST_COST)
}

/// Checks that numbers are from 0 to [`MOST_COST`].
pub(super) fn costs(argument: &str, values: &[f64]) -> Result<(), Error> {
    within(argument, values.iter().copied(), 0.0..=MOST_COST)
}

/// Checks that there are `count` masses, none below 0 and not all 0. Gives their sum.
pub(super) fn masses(argument: &str, values: &[f64], count: usize) -> Result<f64, Error> {
    length(argument, values.len(), count)?;
    not_empty(argument, count)?;
    within(argument, values.iter().copied(), 0.0..=MOST_COST)?;
    let sum: f64 = values.iter().sum();
    // Below this, a mass divided by their sum may overflow.
    if sum < 1.0 / MOST_COST {
        let allowed = format!("at least {:e}", 1.0 / MOST_COST);
        return Err(Invalid::new(format!("{argument}.sum"), sum, allowed).into());
    }
    Ok(sum)
}

/// Checks the masses of both sides. Gives the sum of the source's, and the target's scaled to it.
pub(super) fn balanced(
    source: &[f64],
    target: &[f64],
    rows: usize,
    columns: usize,
) -> Result<(f64, Vec<f64>), Error> {
    let source_sum = masses("sourceWeights", source, rows)?;
    let target_sum = masses("targetWeights", target, columns)?;
    if (source_sum - target_sum).abs() > SUM_TOLERANCE * source_sum {
        let allowed = format!("{source_sum}, the sum of `sourceWeights`");
        return Err(Invalid::new("targetWeights.sum", target_sum, allowed).into());
    }
    let scale = source_sum / target_sum;
    Ok((source_sum, target.iter().map(|&b| b * scale).collect()))
}

/// Checks that masses are probabilities, which sum to 1, and divides them by their sum.
pub(super) fn distribution(argument: &str, values: &[f64]) -> Result<Vec<f64>, Error> {
    let sum = masses(argument, values, values.len())?;
    if (sum - 1.0).abs() > SUM_TOLERANCE {
        return Err(Invalid::new(format!("{argument}.sum"), sum, "1").into());
    }
    Ok(values.iter().map(|&p| p / sum).collect())
}

/// Checks that every number is within `allowed`.
fn within(
    argument: &str,
    values: impl IntoIterator<Item = f64>,
    allowed: std::ops::RangeInclusive<f64>,
) -> Result<(), Error> {
    // NaN is in no range.
    match values
        .into_iter()
        .enumerate()
        .find(|(_, x)| !allowed.contains(x))
    {
        None => Ok(()),
        Some((place, value)) => {
            let (low, high) = (allowed.start(), allowed.end());
            let allowed = format!("a number from {low:e} to {high:e}");
            Err(Invalid::new(format!("{argument}[{place}]"), value, allowed).into())
        }
    }
}
