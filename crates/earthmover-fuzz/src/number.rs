//! Numbers as somebody may give them.

use arbitrary::Arbitrary;

/// Of those that are asked for, and of all that there are.
#[derive(Arbitrary, Debug)]
pub(crate) enum Number {
    /// Any of 64 bits.
    Any(f64),
    /// From −8 to 8, in sixteenths.
    Small(i8),
    /// From 0 to 1.
    Share(u16),
    /// From −128 to 127.
    Whole(i8),
    /// A power of ten, from 10⁻¹²⁸ to 10¹²⁷.
    Power(i8),
}

impl Number {
    pub(crate) fn value(&self) -> f64 {
        match *self {
            Self::Any(value) => value,
            Self::Small(value) => f64::from(value) / 16.0,
            Self::Share(value) => f64::from(value) / f64::from(u16::MAX),
            Self::Whole(value) => f64::from(value),
            Self::Power(value) => 10_f64.powi(i32::from(value)),
        }
    }
}

/// The values of some.
pub(crate) fn values(numbers: &[Number]) -> Vec<f64> {
    numbers.iter().map(Number::value).collect()
}
