//! Measures that rounding has pushed past their bounds, and those that are no numbers, which nothing hides.

use crate::error::Error;

/// A measure that is 0 at least, but for rounding. What is no number stays one: `f64::max` would make a
/// perfect 0 of it.
pub(crate) fn at_least_0(value: f64) -> f64 {
    if value < 0.0 { 0.0 } else { value }
}

/// A measure that is `most` at most, but for rounding, likewise.
pub(crate) fn at_most(most: f64, value: f64) -> f64 {
    if value > most { most } else { value }
}

/// A measure, unless it is no number.
///
/// # Errors
/// [`Error::Diverged`] of `name`, when it is none.
pub(crate) fn told(name: &str, value: f64) -> Result<f64, Error> {
    if value.is_nan() {
        return Err(Error::Diverged(name.to_owned()));
    }
    Ok(value)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn no_number_is_no_perfect_measure() {
        assert_eq!([at_least_0(-1e-9), at_least_0(2.0)], [0.0, 2.0]);
        assert_eq!([at_most(1.0, 1.0 + 1e-9), at_most(1.0, 0.5)], [1.0, 0.5]);
        assert!(at_least_0(f64::NAN).is_nan() && at_most(1.0, f64::NAN).is_nan());
        assert_eq!(told("KL", f64::INFINITY), Ok(f64::INFINITY));
        let error = told("the Fréchet distance", f64::NAN)
            .unwrap_err()
            .to_string();
        assert!(error.contains("the Fréchet distance"), "{error}");
    }
}
