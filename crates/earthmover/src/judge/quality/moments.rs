//! Mean and covariance of features.

use crate::error::{Error, Invalid};

/// Largest mean or covariance that is accepted: above every covariance of numbers that an f32 holds, and
/// small enough that the product of two covariances is finite.
const MOST_MOMENT: f64 = 1e80;

/// Mean and covariance of m features over some images.
///
/// The covariance is the unbiased one: sums of products over count − 1, as in the reference
/// implementation of Heusel et al. 2017 (numpy's `cov`).
#[derive(Clone, Debug, PartialEq)]
pub struct FeatureMoments {
    mean: Vec<f64>,
    /// m × m, row-major.
    covariance: Vec<f64>,
    count: usize,
}

impl FeatureMoments {
    /// These moments of `count` images: `mean` of m numbers, `covariance` of m × m, row-major. Of the
    /// covariance only the symmetric part counts; it should have no eigenvalue below 0.
    ///
    /// # Errors
    /// [`Error::Argument`] when there are no features, when the lengths do not fit each other, or
    /// when a number is not finite or above 10^80.
    pub fn new(mean: Vec<f64>, covariance: Vec<f64>, count: usize) -> Result<Self, Error> {
        let width = mean.len();
        if width == 0 {
            return Err(Invalid::new("mean.length", 0, "1 or more").into());
        }
        if covariance.len() != width * width {
            let allowed = format!("{width} × {width}");
            return Err(Invalid::new("covariance.length", covariance.len(), allowed).into());
        }
        check("mean", &mean)?;
        check("covariance", &covariance)?;
        let covariance = symmetric(&covariance, width);
        Ok(Self {
            mean,
            covariance,
            count,
        })
    }

    /// The moments of `features` [n, `width`], row-major; n must be 2 at least. Where n is not above
    /// `width` the covariance is singular, which does no harm.
    ///
    /// # Errors
    /// [`Error::Argument`] when there are fewer than two rows, when `features` is not of whole rows, or when
    /// a number is not one that an f32 holds.
    pub fn of<F: Copy + Into<f64>>(features: &[F], width: usize) -> Result<Self, Error> {
        let length = features.len();
        if width == 0 || !length.is_multiple_of(width) || length < 2 * width {
            let allowed = format!("a multiple of {width}, two of them at least");
            return Err(Invalid::new("features.length", length, allowed).into());
        }
        let numbers = || features.iter().map(|x| (*x).into());
        let fits = |x: f64| x.is_finite() && x.abs() <= f64::from(f32::MAX);
        if let Some((place, x)) = numbers().enumerate().find(|(_, x)| !fits(*x)) {
            let argument = format!("features[{place}]");
            return Err(Invalid::new(argument, x, "a finite number").into());
        }
        let count = length / width;
        let mut mean = vec![0.0; width];
        for row in features.chunks_exact(width) {
            for (sum, x) in mean.iter_mut().zip(row) {
                *sum += (*x).into();
            }
        }
        mean.iter_mut().for_each(|sum| *sum /= count as f64);
        // Around the mean, in a second pass: the difference of two large sums would lose digits.
        let mut covariance = vec![0.0; width * width];
        let mut centred = vec![0.0; width];
        for row in features.chunks_exact(width) {
            for ((x, mean), centred) in row.iter().zip(&mean).zip(&mut centred) {
                *centred = (*x).into() - mean;
            }
            for (sums, x) in covariance.chunks_exact_mut(width).zip(&centred) {
                add(sums, &centred, *x);
            }
        }
        covariance
            .iter_mut()
            .for_each(|sum| *sum /= (count - 1) as f64);
        Ok(Self {
            mean,
            covariance,
            count,
        })
    }

    /// Means of the features.
    pub fn mean(&self) -> &[f64] {
        &self.mean
    }

    /// Their covariance, m × m, symmetric.
    pub fn covariance(&self) -> &[f64] {
        &self.covariance
    }

    /// How many images they are of.
    pub fn count(&self) -> usize {
        self.count
    }
}

fn add(sums: &mut [f64], values: &[f64], factor: f64) {
    for (sum, value) in sums.iter_mut().zip(values) {
        *sum += factor * value;
    }
}

/// The mean of a matrix and its transpose.
fn symmetric(matrix: &[f64], width: usize) -> Vec<f64> {
    let entry = |place: usize| {
        let (row, column) = (place / width, place % width);
        (matrix[place] + matrix[column * width + row]) / 2.0
    };
    (0..width * width).map(entry).collect()
}

fn check(argument: &str, numbers: &[f64]) -> Result<(), Error> {
    match numbers
        .iter()
        .position(|x| !x.is_finite() || x.abs() > MOST_MOMENT)
    {
        Some(place) => {
            let argument = format!("{argument}[{place}]");
            let allowed = format!("a finite number within ±{MOST_MOMENT:e}");
            Err(Invalid::new(argument, numbers[place], allowed).into())
        }
        None => Ok(()),
    }
}
