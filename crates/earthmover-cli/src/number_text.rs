//! Numbers as tables and charts show them.

use crate::statistics::{deviation, mean};

/// What stands where there is no number.
pub(crate) const DASH: &str = "–";

/// How numbers of any size are written: with about three significant digits, in decimals or, where they
/// are very large or very small, as a power of ten.
pub(crate) struct Style {
    /// Numbers are in decimals from this size on; 0 always is.
    least: f64,
    /// Numbers are in decimals below this size.
    end: f64,
    /// Digits after the point of a number in decimals that is below 1 in size.
    small_decimals: usize,
    /// Digits after the point of what a power of ten is multiplied by.
    factor_decimals: usize,
}

impl Style {
    /// For tables in which small numbers tell something, as 6.7e-3 does.
    pub(crate) const PRECISE: Self = Self {
        least: 0.1,
        end: 1e4,
        small_decimals: 2,
        factor_decimals: 1,
    };

    /// For tables in which a hundredth is as good as nothing.
    pub(crate) const HUNDREDTHS: Self = Self {
        least: 0.0,
        ..Self::PRECISE
    };

    /// For the labels of a chart's axis.
    pub(crate) const AXIS: Self = Self {
        least: 1e-3,
        end: 1e5,
        small_decimals: 3,
        factor_decimals: 0,
    };

    /// `value` in this style.
    pub(crate) fn write(&self, value: f64) -> String {
        let size = value.abs();
        // What is not finite is in no range, and is written as its name either way.
        if size != 0.0 && !(self.least..self.end).contains(&size) {
            let decimals = self.factor_decimals;
            return format!("{value:.decimals$e}");
        }
        let decimals = match size {
            size if size >= 100.0 => 0,
            size if size >= 10.0 => 1,
            size if size >= 1.0 => 2,
            _ => self.small_decimals,
        };
        format!("{value:.decimals$}")
    }
}

/// A count with commas between thousands.
pub(crate) fn count(number: usize) -> String {
    let digits = number.to_string();
    let first = (digits.len() + 2) % 3 + 1;
    let (head, rest) = digits.split_at(first);
    let groups = rest.as_bytes().chunks(3).map(String::from_utf8_lossy);
    groups.fold(head.to_owned(), |text, group| text + "," + &group)
}

/// The mean of `values`, ± their standard deviation where there are several.
pub(crate) fn mean_and_deviation(values: &[f64]) -> String {
    let mean = mean(values.iter().copied());
    match deviation(values) {
        Some(deviation) => format!("{mean:.2} ± {deviation:.2}"),
        None => format!("{mean:.2}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn precise_numbers_have_two_or_three_digits_at_every_size() {
        for (value, expected) in [
            (0.0, "0.00"),
            (2.9e-8, "2.9e-8"),
            (-0.025, "-2.5e-2"),
            (0.0999, "1.0e-1"),
            (0.1, "0.10"),
            (-0.13, "-0.13"),
            (7.784, "7.78"),
            (10.0, "10.0"),
            (99.96, "100.0"),
            (-130.4, "-130"),
            (9999.0, "9999"),
            (1e4, "1.0e4"),
            (2.8e5, "2.8e5"),
            (f64::INFINITY, "inf"),
            (f64::NAN, "NaN"),
        ] {
            assert_eq!(Style::PRECISE.write(value), expected);
        }
    }

    #[test]
    fn hundredths_write_nothing_finer() {
        for (value, expected) in [
            (0.0, "0.00"),
            (0.0049, "0.00"),
            (-0.33, "-0.33"),
            (1.676, "1.68"),
            (16.62, "16.6"),
            (471.4, "471"),
            (9244.0, "9244"),
            (280_300.0, "2.8e5"),
            (f64::NAN, "NaN"),
        ] {
            assert_eq!(Style::HUNDREDTHS.write(value), expected);
        }
    }

    #[test]
    fn labels_of_an_axis_are_short() {
        for (value, expected) in [
            (2e-4, "2e-4"),
            (1e-3, "0.001"),
            (0.25, "0.250"),
            (2.0, "2.00"),
            (-20.0, "-20.0"),
            (99_999.0, "99999"),
            (1e5, "1e5"),
        ] {
            assert_eq!(Style::AXIS.write(value), expected);
        }
    }

    #[test]
    fn counts_have_commas() {
        let counts = [0, 12, 999, 1_000, 60_000, 1_234_567];
        let expected = ["0", "12", "999", "1,000", "60,000", "1,234,567"];
        assert_eq!(counts.map(count), expected);
    }

    #[test]
    fn a_mean_has_its_deviation_where_there_is_one() {
        assert_eq!(mean_and_deviation(&[1.0, 3.0]), "2.00 ± 1.41");
        assert_eq!(mean_and_deviation(&[1.5]), "1.50");
    }
}
