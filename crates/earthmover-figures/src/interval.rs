//! Distributions on the interval [−1, 1], as probabilities at even places: the scene of the article's
//! figure of the dual on the line.
//!
//! ```
//! use earthmover_figures::interval::{mixture, spacing};
//! use earthmover_transport::line_dual;
//!
//! # fn main() -> Result<(), earthmover_figures::Error> {
//! let normal = |mean| mixture(&[mean], &[0.1], &[1.0], 201);
//! let dual = line_dual(&normal(-0.25)?, &normal(0.25)?, spacing("points", 201)?)?;
//! assert!((dual.distance - 0.5).abs() < 1e-9);
//! # Ok(())
//! # }
//! ```

use std::f64::consts::FRAC_1_SQRT_2;

use earthmover_transport::support::check_whole;
use earthmover_transport::{Error, Invalid};

/// Most places.
pub const MOST_PLACES: u64 = 4096;
/// Most normals of a mixture.
pub const MOST_NORMALS: usize = 64;
/// The least and the largest width of a normal.
const WIDTHS: [f64; 2] = [1e-3, 10.0];

/// The distance between two neighbours of `places` even places of [−1, 1], both ends included.
///
/// # Errors
/// [`Error::Argument`], which calls `places` by the name `argument`, when it is not from 2 to 4,096.
pub fn spacing(argument: &str, places: u64) -> Result<f64, Error> {
    let places = check_whole(argument, places, 2, MOST_PLACES)?;
    Ok(2.0 / (places - 1) as f64)
}

/// Probabilities at `points` even places of [−1, 1], both ends included, of a mixture of normals: what
/// lies within half a spacing of each place, that outside of the interval left out, brought to a sum of
/// 1.
///
/// # Errors
/// [`Error::Argument`] when `points` is not from 2 to 4,096; when there are not 1 to 64 `means`, each
/// from −1 to 1; when `widths` (standard deviations) are not as many, each from 0.001 to 10; when
/// `weights` are not as many, each from 0 to 10⁶, or all are below 10⁻⁶.
pub fn mixture(
    means: &[f64],
    widths: &[f64],
    weights: &[f64],
    points: u64,
) -> Result<Vec<f64>, Error> {
    let spacing = spacing("points", points)?;
    if means.is_empty() || means.len() > MOST_NORMALS {
        let allowed = format!("a whole number from 1 to {MOST_NORMALS}");
        return Err(Invalid::new("means.length", means.len(), allowed).into());
    }
    check_numbers("means", means, means.len(), [-1.0, 1.0])?;
    check_numbers("widths", widths, means.len(), WIDTHS)?;
    check_numbers("weights", weights, means.len(), [0.0, 1e6])?;
    if weights.iter().all(|&weight| weight < 1e-6) {
        let largest = weights.iter().copied().fold(0.0, f64::max);
        return Err(Invalid::new("weights.largest", largest, "at least 1e-6").into());
    }
    let mut masses = vec![0.0; points as usize];
    for ((mean, width), weight) in means.iter().zip(widths).zip(weights) {
        // At least 0.07 of the mass of any such normal lies inside of the interval.
        let below = |x: f64| libm::erf((x.clamp(-1.0, 1.0) - mean) / width * FRAC_1_SQRT_2);
        let mut start = below(-1.0);
        for (place, mass) in masses.iter_mut().enumerate() {
            let end = below(-1.0 + (place as f64 + 0.5) * spacing);
            *mass += weight * (end - start);
            start = end;
        }
    }
    let sum: f64 = masses.iter().sum();
    Ok(masses.into_iter().map(|mass| mass / sum).collect())
}

fn check_numbers(
    argument: &str,
    numbers: &[f64],
    count: usize,
    [least, most]: [f64; 2],
) -> Result<(), Error> {
    if numbers.len() != count {
        let allowed = format!("{count}, one for each of `means`");
        let argument = format!("{argument}.length");
        return Err(Invalid::new(argument, numbers.len(), allowed).into());
    }
    // NaN is in no range.
    match numbers.iter().position(|x| !(least..=most).contains(x)) {
        None => Ok(()),
        Some(place) => {
            let allowed = format!("a number from {least} to {most}");
            let argument = format!("{argument}[{place}]");
            Err(Invalid::new(argument, numbers[place], allowed).into())
        }
    }
}
