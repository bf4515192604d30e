//! What can go wrong, each with a sentence for the person who caused it.

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

/// An error of this crate. A call that returns one has changed nothing, but for [`Error::Device`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
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
    /// There are too few digits for what was asked.
    #[error("{available} digits are loaded for iteration {iteration}, and a batch needs {needed}")]
    TooFewDigits {
        /// Digits in the pool.
        available: usize,
        /// Digits that a batch needs.
        needed: usize,
        /// The iteration that was to be run.
        iteration: u64,
    },
    /// There are too few digits to be looked at.
    #[error("{available} digits are loaded, and {asked} were asked for")]
    FewDigits {
        /// Digits loaded.
        available: usize,
        /// Digits asked for.
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
    /// A thing was asked for before what it needs.
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

impl Error {
    /// The same, of another iteration than the step was counted as.
    #[cfg(feature = "train")]
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

/// Checks that `numbers` are finite.
pub(crate) fn check_finite(argument: &str, numbers: &[f32]) -> Result<(), Error> {
    match numbers.iter().position(|x| !x.is_finite()) {
        Some(place) => {
            let argument = format!("{argument}[{place}]");
            Err(Invalid::new(argument, numbers[place], "a finite number").into())
        }
        None => Ok(()),
    }
}

/// Checks that `value` is from `least` to `most`.
pub(crate) fn check_whole(
    argument: &str,
    value: u64,
    least: u64,
    most: u64,
) -> Result<usize, Error> {
    if !(least..=most).contains(&value) {
        let allowed = format!("a whole number from {least} to {most}");
        return Err(Invalid::new(argument, value, allowed).into());
    }
    Ok(value as usize)
}
