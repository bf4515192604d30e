//! W1 on the line, in closed form: ∫ |F − G|, F and G being the two cumulative distributions
//! (Vallender 1974).

use crate::check;
use crate::error::Error;

/// W1 between the uniform measures on the numbers of `x` and on those of `y`, which need not be
/// equally many.
///
/// # Errors
/// [`Error::Argument`] when a side is empty, or holds a number that is not finite or too large.
pub fn line(x: &[f64], y: &[f64]) -> Result<f64, Error> {
    for (argument, values) in [("x", x), ("y", y)] {
        check::not_empty(argument, values.len())?;
        check::coordinates(argument, values.iter().copied())?;
    }
    Ok(uniform(x.to_vec(), y.to_vec()))
}

/// W1 between the masses `x_weights` at `x` and `y_weights` at `y`, in the unit mass × distance.
///
/// # Errors
/// As [`line()`]; also when there is not a weight for each number, and as
/// [`couple`](super::couple) for the weights (`x` being the source).
pub fn weighted_line(
    x: &[f64],
    x_weights: &[f64],
    y: &[f64],
    y_weights: &[f64],
) -> Result<f64, Error> {
    for (argument, values) in [("x", x), ("y", y)] {
        check::not_empty(argument, values.len())?;
        check::coordinates(argument, values.iter().copied())?;
    }
    let (_, y_weights) = check::balanced(x_weights, y_weights, x.len(), y.len())?;
    let rises = x.iter().copied().zip(x_weights.iter().copied());
    let falls = y
        .iter()
        .copied()
        .zip(y_weights.iter().map(|weight| -weight));
    Ok(area(rises.chain(falls).collect()))
}

/// As [`line()`], of numbers that have been checked.
pub(super) fn uniform(mut x: Vec<f64>, mut y: Vec<f64>) -> f64 {
    x.sort_unstable_by(f64::total_cmp);
    y.sort_unstable_by(f64::total_cmp);
    let (n, m) = (x.len(), y.len());
    if n == m {
        return x.iter().zip(&y).map(|(x, y)| (x - y).abs()).sum::<f64>() / n as f64;
    }
    // Quantile functions, whose steps end at multiples of 1/n and 1/m: exact in units of 1/nm, which
    // need 64 bits on wasm too.
    let (n, m) = (n as u64, m as u64);
    let (mut sum, mut at) = (0.0, 0);
    while at < n * m {
        let (i, j) = (at / m, at / n);
        let end = ((i + 1) * m).min((j + 1) * n);
        sum += (end - at) as f64 * (x[i as usize] - y[j as usize]).abs();
        at = end;
    }
    sum / (n * m) as f64
}

/// ∫ |Σ of the masses up to t| dt, for `steps` of a place and a mass each.
fn area(mut steps: Vec<(f64, f64)>) -> f64 {
    steps.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let mut height = 0.0;
    let mut sum = 0.0;
    for pair in steps.windows(2) {
        height += pair[0].1;
        sum += f64::abs(height) * (pair[1].0 - pair[0].0);
    }
    sum
}
