//! What a critic of points is: one that is fitted by itself, without a generator.

use serde::{Deserialize, Serialize};

use super::check::Check;
use super::{Adam, Constraint, MOST_WHOLE, SlopePenalty};
use crate::error::Error;

/// Widest hidden layer: with 8 of them 2 million weights, which fit in any browser.
pub(super) const WIDEST_OF_POINTS: usize = 512;

/// A critic of points, and how it is trained: an MLP with leaky ReLU of 0.2, its weights begun as He's.
///
/// Fields left out of its JSON take the values of [`CriticConfig::default`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct CriticConfig {
    /// Where all randomness comes from: 0 to 2^53 − 1.
    pub seed: u64,
    /// Widths of the hidden layers, each 1 to 512; up to 8 of them.
    pub hidden: Vec<usize>,
    /// How the critic is held to 1-Lipschitz.
    pub constraint: Constraint,
    /// The optimiser.
    pub adam: Adam,
}

impl Default for CriticConfig {
    /// On 128 points against 128 in the square [−1, 1]², 0.3 to 0.9 apart, the gap comes within a tenth of
    /// the exact distance in 100 steps (`tests/critic_fit/gaps.rs`). Adam's means are longer than a run's: no
    /// generator moves the batches, and the gap swings less.
    fn default() -> Self {
        Self {
            seed: 7,
            hidden: vec![32, 32],
            constraint: Constraint::SlopePenalty(SlopePenalty::default()),
            adam: Adam {
                rate: 2e-3,
                beta1: 0.9,
                beta2: 0.99,
                ..Adam::default()
            },
        }
    }
}

from_json!(CriticConfig);

impl CriticConfig {
    /// Checks every field.
    ///
    /// # Errors
    /// [`Error::Config`] naming each field that is out of its range.
    pub fn validate(&self) -> Result<(), Error> {
        let mut check = Check::default();
        check.whole("seed", self.seed, 0, MOST_WHOLE);
        check.hidden("hidden", &self.hidden, WIDEST_OF_POINTS);
        check.constraint(&self.constraint);
        check.adam("adam", &self.adam);
        check.done()
    }
}
