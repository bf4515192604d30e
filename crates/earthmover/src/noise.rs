//! Everything random in a run, drawn on the host from the run's seed: the same on every backend.
//!
//! ```
//! use earthmover::noise::{Noise, Purpose};
//!
//! let draw = |step| Noise::new(7, Purpose::Sample, step).normals(3);
//! assert_eq!(draw(0), draw(0));
//! assert_ne!(draw(0), draw(1));
//! ```

pub use earthmover_transport::noise::Noise;

/// What a stream of random numbers is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Purpose {
    /// Initial weights of the generator; the step is the block.
    GeneratorWeights = 1,
    /// Initial weights of the critic; the step is the block.
    CriticWeights,
    /// Which digits a critic step sees.
    Batch,
    /// The latents of a critic step.
    CriticLatents,
    /// The latents of a generator step.
    GeneratorLatents,
    /// How far along its real–fake segment each pair of a critic step lies.
    Mix,
    /// The reference batch that a batch normalisation samples with.
    Reference,
    /// Latents asked for by number and seed.
    Sample,
    /// What the distance is measured on: 0 the digits, 1 the latents, 2 the points between.
    Measure,
    /// The vectors that spectral normalisation begins with; the step is the weight's place.
    Singular,
    /// The latents of a survey; the step is the batch.
    Survey = 48,
    /// Digits to be looked at.
    Display,
    /// The vectors that span a plane of latents; the step is the vector.
    Plane,
    /// The digits that a survey of real ones looks at.
    RealSurvey,
    /// The digit classifier's training: its initial weights and the digits of each epoch.
    Classifier = 64,
    /// The inputs that the measures of quality are calibrated on.
    Calibration,
}

impl From<Purpose> for u8 {
    fn from(purpose: Purpose) -> Self {
        purpose as Self
    }
}
