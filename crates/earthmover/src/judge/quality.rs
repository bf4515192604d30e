//! How good generated digits are, from what a classifier makes of them: pure mathematics in f64.

mod classes;
mod frechet;
mod moments;

use serde::Serialize;

pub use classes::{CLASSES, likeliest};
pub use frechet::frechet;
pub use moments::FeatureMoments;

use crate::error::Error;
use classes::Classes;

/// How good a set of images is.
///
/// All but the Fréchet distance look at the classifier's probabilities p(y|x) of the ten digits.
/// Logarithms are natural.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct QualityReport {
    /// How many images were looked at.
    pub count: usize,
    /// Fréchet distance between the features of the images and of real digits (Heusel et al. 2017),
    /// 0 or more; 0 is best. Few images make it larger: see [`frechet`].
    pub frechet: f64,
    /// Classifier score exp E KL(p(y|x) ‖ p(y)), from 1 to 10 (Salimans et al. 2016); 10 is best:
    /// each image surely of one class, all classes equally often.
    pub score: f64,
    /// How many of the ten classes hold at least 1 % of the images.
    pub coverage: usize,
    /// The share of the images that each class holds; an image is of its likeliest class.
    pub classes: [f64; CLASSES],
    /// KL(`classes` ‖ uniform), from 0, which is best, to ln 10.
    pub kl: f64,
    /// The share of images of which the classifier is more than 90 % sure.
    pub confidence: f64,
}

impl QualityReport {
    /// The report of n images with these `features` [n, m] and class `probabilities` [n, 10], both
    /// row-major, against the moments of m features over real digits. n must be 2 at least.
    ///
    /// # Errors
    /// [`Error::Argument`] when the lengths do not fit each other, when a feature is not a finite
    /// number, as where a run has diverged, or when a row of probabilities is not ten numbers of
    /// [0, 1] whose sum is 1.
    pub fn new<F: Copy + Into<f64>>(
        features: &[F],
        probabilities: &[f64],
        reference: &FeatureMoments,
    ) -> Result<Self, Error> {
        let moments = FeatureMoments::of(features, reference.mean().len())?;
        let count = moments.count();
        let classes = Classes::new(probabilities, count)?;
        Ok(Self {
            count,
            frechet: frechet(&moments, reference)?,
            score: classes.score(),
            coverage: classes.coverage(),
            classes: classes.shares(),
            kl: classes.divergence(),
            confidence: classes.confidence(),
        })
    }
}
