//! What is asked of a run: how far its images are from real ones, how good they are, how the critic's
//! weights are spread.
//!
//! ```
//! use earthmover::judge::{FeatureMoments, frechet};
//!
//! // Two features of four images, and of four others that differ in one of them by 3.
//! let (here, there) = ([0.0, 1.0, 1.0, 0.0, 0.0, 0.0, 1.0, 1.0], [3.0, 1.0, 4.0, 0.0, 3.0, 0.0, 4.0, 1.0]);
//! let distance = frechet(&FeatureMoments::of(&here, 2)?, &FeatureMoments::of(&there, 2)?)?;
//! assert!((distance - 9.0).abs() < 1e-9);
//! # Ok::<(), earthmover::Error>(())
//! ```

mod classifier;
mod measure;
mod moves;
mod quality;
mod survey;
mod weights;

pub use classifier::{Classifier, FEATURES, Layers, Observations, Observed};
pub use measure::{MOST_MEASURED, Measurement, TransportReport};
pub use quality::{CLASSES, FeatureMoments, QualityReport, frechet, likeliest};
pub use survey::{FEWEST_SURVEYED, MOST_SURVEYED, Survey};
pub use weights::{MOST_BINS, WeightReport};
