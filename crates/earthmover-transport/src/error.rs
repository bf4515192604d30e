//! What can go wrong, each with a sentence for the person who caused it.
//!
//! ```
//! let error = earthmover_transport::wasserstein(&[0.0, 1.0], &[0.0], 1).unwrap_err();
//! assert!(error.to_string().contains("it must be"), "{error}");
//! ```

use std::fmt;

/// One argument that is not what it may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid {
    /// Name of the argument, a path of field names joined by dots.
    pub argument: String,
    /// What it was.
    pub value: String,
    /// What is allowed, as the end of a sentence that begins "it must be".
    pub allowed: String,
}

impl Invalid {
    /// Says that `argument` is `value` and must be `allowed`.
    pub fn new(
        argument: impl Into<String>,
        value: impl fmt::Display,
        allowed: impl Into<String>,
    ) -> Self {
        Self {
            argument: argument.into(),
            value: value.to_string(),
            allowed: allowed.into(),
        }
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is {}; it must be {}",
            self.argument, self.value, self.allowed
        )
    }
}

/// An error of this crate. A call that returns one has changed nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// An argument is not what it may be.
    #[error("{0}")]
    Argument(Invalid),
    /// What is named cannot be told: it came out as no number.
    #[error("{0} is not a number")]
    NotANumber(String),
}

impl From<Invalid> for Error {
    fn from(invalid: Invalid) -> Self {
        Self::Argument(invalid)
    }
}
