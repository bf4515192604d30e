//! What can go wrong, each with a sentence for the person who caused it.
//!
//! ```
//! use earthmover::{Error, Images};
//!
//! let error = Images::mnist().add(&[0; 10], &[3], 0).unwrap_err();
//! assert!(matches!(error, Error::Argument(_)));
//! assert_eq!(error.to_string(), "`images.length` is 10; it must be a multiple of 784 above 0");
//! ```

use earthmover_transport::error;
pub use earthmover_transport::error::Invalid;
pub(crate) use earthmover_transport::support::{check_finite, check_whole};

/// An error of this crate. A call that returns one has changed nothing, but for [`Error::Device`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// An argument is not what it may be.
    #[error("{0}")]
    Argument(Invalid),
    /// One or more fields of a configuration are not what they may be.
    #[error("{}", join(.0))]
    Config(Vec<Invalid>),
    /// A configuration is not the JSON it should be.
    #[error("the configuration cannot be read: {0}")]
    ConfigSyntax(String),
    /// There are too few images for what was asked.
    #[error("{available} images are loaded for iteration {iteration}, and a batch needs {needed}")]
    TooFewImages {
        /// Images in the pool.
        available: usize,
        /// Images that a batch needs.
        needed: usize,
        /// The iteration that was to be run.
        iteration: u64,
    },
    /// There are too few images to be looked at.
    #[error("{available} images are loaded, and {asked} were asked for")]
    FewImages {
        /// Images loaded.
        available: usize,
        /// Images asked for.
        asked: usize,
    },
    /// A checkpoint cannot be used.
    #[error("the checkpoint cannot be used: {0}")]
    Checkpoint(String),
    /// A digit classifier cannot be used.
    #[error("the classifier cannot be used: {0}")]
    Classifier(String),
    /// The networks have run away: what they compute is no longer finite.
    #[error("the run has diverged: {0} are not finite numbers")]
    Diverged(String),
    /// A step came to a number that is not finite, or too large, and was not taken: what was before stands.
    #[error(
        "in iteration {iteration} {number} is {value}; the run stands as it was before that step"
    )]
    NotFinite {
        /// The iteration that could not be done, counted from 1; of a fit, the step.
        iteration: u64,
        /// Which number it was: the gap, the gradient of a parameter, …
        number: String,
        /// What it was.
        value: String,
    },
    /// Something was asked for before what it needs was there.
    #[error("{0}")]
    TooEarly(String),
    /// The device did not give its results back.
    #[error("the device failed: {0}")]
    Device(String),
}

impl From<Invalid> for Error {
    fn from(invalid: Invalid) -> Self {
        Self::Argument(invalid)
    }
}

impl From<error::Error> for Error {
    fn from(error: error::Error) -> Self {
        match error {
            error::Error::Argument(invalid) => Self::Argument(invalid),
            error::Error::NotANumber(name) => Self::Diverged(name),
            other => Self::Diverged(other.to_string()),
        }
    }
}

impl Error {
    /// The same error of a step, but told as one of `iteration`.
    pub(crate) fn in_iteration(self, iteration: u64) -> Self {
        match self {
            Self::NotFinite { number, value, .. } => Self::NotFinite {
                iteration,
                number,
                value,
            },
            other => other,
        }
    }
}

fn join(invalid: &[Invalid]) -> String {
    let sentences: Vec<String> = invalid.iter().map(Invalid::to_string).collect();
    sentences.join(". ")
}
