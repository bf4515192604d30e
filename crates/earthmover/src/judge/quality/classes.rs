//! What the class probabilities of images say: score, coverage, balance, confidence.

use crate::data::mnist;
use crate::error::{Error, Invalid};
use earthmover_transport::support::at_least_0;

/// How many kinds of digit there are.
pub const CLASSES: usize = mnist::CLASSES as usize;
/// The share of images from which on a class counts as covered.
const COVERED: f64 = 0.01;
/// The probability above which the classifier counts as sure.
const SURE: f64 = 0.9;
/// How far a row of probabilities may sum from 1: what rounding to f32 leaves.
const SLACK: f64 = 1e-5;

/// Class probabilities p(y|x) of images, a row each.
pub(super) struct Classes<'a>(&'a [[f64; CLASSES]]);

impl<'a> Classes<'a> {
    /// The probabilities of `count` images, one at least.
    pub(super) fn new(probabilities: &'a [f64], count: usize) -> Result<Self, Error> {
        let (rows, rest) = probabilities.as_chunks::<CLASSES>();
        if !rest.is_empty() || rows.len() != count {
            let allowed = format!("{CLASSES} for each of {count} images");
            let length = probabilities.len();
            return Err(Invalid::new("probabilities.length", length, allowed).into());
        }
        for (image, row) in rows.iter().enumerate() {
            if let Some(class) = row.iter().position(|p| !(0.0..=1.0).contains(p)) {
                let argument = format!("probabilities[{}]", image * CLASSES + class);
                return Err(Invalid::new(argument, row[class], "a number of [0, 1]").into());
            }
            let sum: f64 = row.iter().sum();
            if (sum - 1.0).abs() > SLACK {
                let argument = format!("the sum of the probabilities of image {image}");
                return Err(Invalid::new(argument, sum, "1").into());
            }
        }
        Ok(Self(rows))
    }

    /// exp E KL(p(y|x) ‖ p(y)), p(y) being the mean of p(y|x) (Salimans et al. 2016, section 4).
    pub(super) fn score(&self) -> f64 {
        let mean = self.average(|row| *row);
        let divergence = |row: &[f64; CLASSES]| {
            let pairs = row.iter().zip(&mean);
            // 0 ln 0 is 0.
            let pairs = pairs.filter(|(p, _)| **p > 0.0);
            pairs.map(|(p, q)| p * libm::log(p / q)).sum::<f64>()
        };
        let divergences: f64 = self.0.iter().map(divergence).sum();
        // Rounding must not lead out of the range that the score has without it.
        libm::exp(divergences / self.0.len() as f64).clamp(1.0, CLASSES as f64)
    }

    /// The share of images of which each class is the likeliest.
    pub(super) fn shares(&self) -> [f64; CLASSES] {
        self.average(|row| {
            let class = likeliest(row);
            std::array::from_fn(|c| f64::from(c == class))
        })
    }

    /// How many classes hold at least 1 % of the images.
    pub(super) fn coverage(&self) -> usize {
        let shares = self.shares();
        shares.iter().filter(|share| **share >= COVERED).count()
    }

    /// KL(shares ‖ uniform).
    pub(super) fn divergence(&self) -> f64 {
        let shares = self.shares();
        let present = shares.iter().filter(|share| **share > 0.0);
        let sum: f64 = present.map(|s| s * libm::log(s * CLASSES as f64)).sum();
        at_least_0(sum)
    }

    /// The share of images with a probability above 0.9.
    pub(super) fn confidence(&self) -> f64 {
        let sure = |row: &&[f64; CLASSES]| row.iter().any(|p| *p > SURE);
        self.0.iter().filter(sure).count() as f64 / self.0.len() as f64
    }

    fn average(&self, of: impl Fn(&[f64; CLASSES]) -> [f64; CLASSES]) -> [f64; CLASSES] {
        let mut sums = [0.0; CLASSES];
        for row in self.0 {
            for (sum, x) in sums.iter_mut().zip(of(row)) {
                *sum += x;
            }
        }
        sums.map(|sum| sum / self.0.len() as f64)
    }
}

/// The likeliest class, the first of equally likely ones.
pub fn likeliest(probabilities: &[f64; CLASSES]) -> usize {
    let better = |best, class| match probabilities[class] > probabilities[best] {
        true => class,
        false => best,
    };
    (1..CLASSES).fold(0, better)
}
