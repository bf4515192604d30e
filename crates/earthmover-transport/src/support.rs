//! What the crates of this project check alike; no part of this crate's interface.

use crate::error::{Error, Invalid};

/// Checks that `numbers` are finite.
pub fn check_finite(argument: &str, numbers: &[f32]) -> Result<(), Invalid> {
    match numbers.iter().position(|x| !x.is_finite()) {
        Some(place) => {
            let argument = format!("{argument}[{place}]");
            Err(Invalid::new(argument, numbers[place], "a finite number"))
        }
        None => Ok(()),
    }
}

/// Checks that `value` is from `least` to `most`, and gives it.
pub fn check_whole(argument: &str, value: u64, least: u64, most: u64) -> Result<usize, Invalid> {
    if !(least..=most).contains(&value) {
        let allowed = format!("a whole number from {least} to {most}");
        return Err(Invalid::new(argument, value, allowed));
    }
    Ok(value as usize)
}

/// Checks that `length` numbers are whole images of `pixels` numbers each, at least one. Gives how many.
pub fn check_images(argument: &str, length: usize, pixels: usize) -> Result<usize, Invalid> {
    if pixels == 0 {
        return Err(Invalid::new("pixels", pixels, "at least 1"));
    }
    if length == 0 || !length.is_multiple_of(pixels) {
        let allowed = format!("a multiple of {pixels} above 0");
        return Err(Invalid::new(format!("{argument}.length"), length, allowed));
    }
    Ok(length / pixels)
}

/// A byte as a number of [0, 1].
pub fn of_byte(byte: u8) -> f32 {
    f32::from(byte) / 255.0
}

/// A number of [0, 1] as a byte. Larger numbers give 255; smaller ones, and what is no number, give 0.
pub fn to_byte(number: f32) -> u8 {
    // Truncation rounds 255.5 down to 255 and takes what is not a number to 0.
    (number * 255.0 + 0.5) as u8
}

/// A measure that can be below 0 only by rounding, without that. NaN stays NaN, where `f64::max` would make a
/// perfect 0 of it.
pub fn at_least_0(value: f64) -> f64 {
    if value < 0.0 { 0.0 } else { value }
}

/// A measure that can be above `most` only by rounding, without that. NaN stays NaN.
pub fn at_most(most: f64, value: f64) -> f64 {
    if value > most { most } else { value }
}

/// Gives a measure back, unless it is NaN.
///
/// # Errors
/// [`Error::NotANumber`], which calls it `name`, when it is NaN.
pub fn told(name: &str, value: f64) -> Result<f64, Error> {
    if value.is_nan() {
        return Err(Error::NotANumber(name.to_owned()));
    }
    Ok(value)
}

/// The centre of the column `place` of `side` that share [−1, 1], and of a row counted from below.
pub fn centre(place: usize, side: usize) -> f64 {
    (2 * place + 1) as f64 / side as f64 - 1.0
}

/// The centres x, y of side × side cells of [−1, 1]², row-major, the row of the largest y first.
pub fn centres(side: usize) -> impl Iterator<Item = [f64; 2]> {
    let row = move |row| (0..side).map(move |column| [centre(column, side), centre(row, side)]);
    (0..side).rev().flat_map(row)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn images_are_whole_and_there_is_one() {
        assert_eq!(check_images("real", 1568, 784), Ok(2));
        for (length, pixels) in [(0, 784), (783, 784), (1569, 784), (5, 0)] {
            assert!(check_images("real", length, pixels).is_err());
        }
        assert_eq!(check_whole("count", 3, 3, 5), Ok(3));
        assert_eq!(check_whole("count", 5, 3, 5), Ok(5));
        assert!(check_whole("count", 2, 3, 5).is_err() && check_whole("count", 6, 3, 5).is_err());
        assert_eq!(check_finite("x", &[0.0, 1.0]), Ok(()));
        let error = check_finite("x", &[0.0, f32::NAN]).unwrap_err();
        assert!(error.to_string().contains("x[1]"), "{error}");
    }

    #[test]
    fn bytes_are_rounded_numbers_and_come_back() {
        assert_eq!(
            [0.0, 0.001, 0.003, 0.998, 0.999, 1.0].map(to_byte),
            [0, 0, 1, 254, 255, 255]
        );
        assert_eq!([-1.0, 2.0, f32::NAN].map(to_byte), [0, 255, 0]);
        assert!((0..=255).all(|byte| to_byte(of_byte(byte)) == byte));
    }

    #[test]
    fn cells_share_the_square_and_the_first_row_is_the_upper() {
        assert_eq!(
            [0, 1, 3].map(|place| centre(place, 4)),
            [-0.75, -0.25, 0.75]
        );
        let all: Vec<_> = centres(2).collect();
        assert_eq!(all, [[-0.5, 0.5], [0.5, 0.5], [-0.5, -0.5], [0.5, -0.5]]);
    }

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
