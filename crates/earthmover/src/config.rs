//! What a run is: plain data, read from and written to JSON, checked field by field.
//!
//! ```
//! use earthmover::Config;
//!
//! let config = Config::from_json(r#"{"batch": 32, "constraint": {"kind": "weightClipping"}}"#)?;
//! assert_eq!(config.batch, 32);
//! let refused = config.patched(&serde_json::json!({"nCritic": 0}));
//! assert!(refused.is_err_and(|error| error.to_string().starts_with("`nCritic` is 0; it must be")));
//! # Ok::<(), earthmover::Error>(())
//! ```

/// How a configuration is read, whatever it is of.
macro_rules! from_json {
    ($config:ident) => {
        impl $config {
            /// Reads a configuration: the default, changed by what `json` says.
            ///
            /// # Errors
            /// As [`Self::patched`].
            pub fn from_json(json: &str) -> Result<Self, Error> {
                Self::default().patched(&$crate::config::patch_of(json)?)
            }

            /// This configuration changed by a JSON object holding some of its fields, checked. Objects are
            /// merged field by field; one of another `kind` replaces what was there.
            ///
            /// # Errors
            /// [`Error::ConfigSyntax`] when a field is unknown or of the wrong type, [`Error::Config`] when
            /// one is out of its range.
            pub fn patched(&self, patch: &serde_json::Value) -> Result<Self, Error> {
                let config: Self = $crate::config::patched(self, patch)?;
                config.validate()?;
                Ok(config)
            }
        }
    };
}

mod check;
mod choices;
mod critic;
mod fields;
mod game;
mod presets;
mod rate_decay;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::error::Error;
use check::Check;
use choices::all;
pub use choices::{
    Architecture, Article, Constraint, Conv, Form, GradientPenalty, Initialisation, Mlp,
    Normalisation, Pairs, Plain, Sides, SlopePenalty, WeightClipping,
};
pub use critic::CriticConfig;
pub use fields::{FieldReport, Kind};
pub use game::{GameConfig, Objective};
pub use presets::PRESETS;
pub use rate_decay::RateDecay;

/// Largest whole number that JavaScript holds exactly.
const MOST_WHOLE: u64 = (1 << 53) - 1;

/// What a run is. With a device and the images it fixes every number the run produces.
///
/// Fields left out of its JSON take the values of [`Config::default`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Config {
    /// Where all randomness comes from: 0 to 2^53 − 1, which JavaScript holds exactly.
    pub seed: u64,
    /// Length of a latent, 1 to 1024.
    pub latent: usize,
    /// Digits in a batch, 2 to 1024.
    pub batch: usize,
    /// The two networks.
    pub architecture: Architecture,
    /// How the critic is held to 1-Lipschitz.
    pub constraint: Constraint,
    /// The generator's optimiser.
    pub generator_adam: Adam,
    /// The critic's optimiser.
    pub critic_adam: Adam,
    /// How the learning rates of both fall.
    pub rate_decay: RateDecay,
    /// Critic steps before each generator step, 1 to 100.
    pub n_critic: usize,
    /// Which network steps first.
    pub order: Order,
    /// The average of the generator's weights that samples are drawn with, if any.
    pub averaging: Option<Averaging>,
}

/// Adam (Kingma and Ba 2015) for one network.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Adam {
    /// Learning rate, 0 to 1.
    pub rate: f64,
    /// Decay of the mean of gradients, 0 to below 1.
    pub beta1: f64,
    /// Decay of the mean of squared gradients, 0 to below 1.
    pub beta2: f64,
    /// Added to the root of the mean square, 1e-12 to 1.
    pub epsilon: f64,
}

/// Which network steps first in an iteration.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Order {
    /// The critic, on batches and latents of its own; then the generator on new latents.
    #[default]
    CriticFirst,
    /// The critic, then the generator on the latents and fakes of the last critic step: one pass of
    /// the generator less.
    SharedFakes,
    /// The notebook's: the generator, then the critic on the same latents, the same fakes and the
    /// same digits. Needs `n_critic` to be 1.
    GeneratorFirst,
}

all!(Order: CriticFirst, SharedFakes, GeneratorFirst);

/// An exponential moving average of the generator's weights.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Averaging {
    /// Largest decay per iteration, 0 to below 1; it is min(decay, (1 + t) / (10 + t)) at
    /// iteration t.
    pub decay: f64,
    /// The iteration from which samples are drawn with the average. Before it, it lags too far.
    pub from: u64,
}

impl Default for Adam {
    fn default() -> Self {
        Self {
            rate: 2e-3,
            beta1: 0.0,
            beta2: 0.99,
            epsilon: 1e-8,
        }
    }
}

impl Default for Averaging {
    fn default() -> Self {
        Self {
            decay: 0.999,
            from: 300,
        }
    }
}

impl Default for Config {
    /// The article's penalty on pairs that hold the critic, with rates that learn fast and fall with time: what
    /// `docs/learning.md` found.
    fn default() -> Self {
        Self {
            seed: 7,
            latent: 16,
            batch: 16,
            architecture: Architecture::Conv(Conv::default()),
            constraint: Constraint::SlopePenalty(SlopePenalty {
                share: 0.5,
                ..SlopePenalty::default()
            }),
            generator_adam: Adam::default(),
            critic_adam: Adam {
                rate: 4e-3,
                ..Adam::default()
            },
            rate_decay: RateDecay::default(),
            n_critic: 1,
            order: Order::SharedFakes,
            averaging: Some(Averaging::default()),
        }
    }
}

from_json!(Config);

impl Config {
    /// Checks every field.
    ///
    /// # Errors
    /// [`Error::Config`] naming each field that is out of its range.
    pub fn validate(&self) -> Result<(), Error> {
        self.checked().done()
    }

    /// Every field, checked.
    fn checked(&self) -> Check {
        let mut check = Check::default();
        check.whole("seed", self.seed, 0, MOST_WHOLE);
        check.whole("latent", self.latent as u64, 1, 1024);
        check.whole("batch", self.batch as u64, 2, 1024);
        check.architecture(&self.architecture);
        check.constraint(&self.constraint);
        check.constrained(self);
        check.adam("generatorAdam", &self.generator_adam);
        check.adam("criticAdam", &self.critic_adam);
        check.whole("rateDecay.from", self.rate_decay.from, 1, MOST_WHOLE);
        check.real("rateDecay.power", self.rate_decay.power, 0.0, 2.0);
        check.whole("nCritic", self.n_critic as u64, 1, 100);
        check.choice("order", &self.order, Order::ALL);
        if self.order == Order::GeneratorFirst && self.n_critic != 1 {
            check.fail(
                "nCritic",
                self.n_critic,
                "1 where `order` is generatorFirst",
            );
        }
        if let Some(averaging) = &self.averaging {
            check.fraction("averaging.decay", averaging.decay);
            check.whole("averaging.from", averaging.from, 0, MOST_WHOLE);
        }
        check
    }

    /// Whether what a network of its architecture makes of a sample depends on the other samples of its
    /// batch.
    pub fn couples_samples(&self) -> bool {
        let normalisation = match &self.architecture {
            Architecture::Mlp(mlp) => mlp.normalisation,
            Architecture::Conv(conv) => conv.normalisation,
            Architecture::Article(_) => Normalisation::Batch,
        };
        normalisation == Normalisation::Batch
    }

    /// Checks that a run of this configuration can go on as `next`: that nothing differs that is
    /// fixed when a run begins.
    ///
    /// # Errors
    /// [`Error::Config`] naming each such field.
    pub fn validate_change(&self, next: &Self) -> Result<(), Error> {
        let mut check = Check::default();
        for change in self.fixed_changes(next) {
            let allowed = format!("left {} as the run began with it", change.from);
            check.fail(&change.name, change.to, &allowed);
        }
        check.done()
    }

    /// The fields, as paths of names joined by dots, for which a run of this configuration would have
    /// to begin anew to go on as `next`: what [`Config::validate_change`] refuses.
    pub fn restart_fields(&self, next: &Self) -> Vec<String> {
        let changes = self.fixed_changes(next).into_iter();
        changes.map(|change| change.name).collect()
    }
}

/// What of a configuration is to be changed, read from JSON. A program that has it as text should ask here: a parser of
/// its own would be a hundredth of a wasm module.
///
/// # Errors
/// [`Error::ConfigSyntax`] when it is not JSON.
pub fn patch_of(json: &str) -> Result<Value, Error> {
    serde_json::from_str(json).map_err(|error| Error::ConfigSyntax(error.to_string()))
}

/// `value` changed by a JSON object holding some of its fields; not checked.
fn patched<T: Serialize + DeserializeOwned>(value: &T, patch: &Value) -> Result<T, Error> {
    if !patch.is_object() {
        let message = format!("{patch} is not an object");
        return Err(Error::ConfigSyntax(message));
    }
    let mut value =
        serde_json::to_value(value).map_err(|error| Error::ConfigSyntax(error.to_string()))?;
    merge(&mut value, patch);
    serde_path_to_error::deserialize(value).map_err(unreadable)
}

/// Names the field that could not be read.
fn unreadable(error: serde_path_to_error::Error<serde_json::Error>) -> Error {
    let (path, inner) = (
        error.path().to_string(),
        in_words(error.inner().to_string()),
    );
    Error::ConfigSyntax(match inner.strip_prefix('`') {
        // A choice of kinds has named its own field.
        Some(inner) if path != "." => format!("`{path}.{inner}"),
        _ if path == "." => inner,
        _ => format!("`{path}`: {inner}"),
    })
}

/// A message of serde's without the names of Rust's types.
fn in_words(message: String) -> String {
    const TYPES: [(&str, &str); 4] = [
        ("expected usize", "expected a whole number"),
        ("expected u64", "expected a whole number"),
        ("expected u32", "expected a whole number"),
        ("expected f64", "expected a number"),
    ];
    TYPES
        .iter()
        .fold(message, |text, (from, to)| text.replace(from, to))
}

/// Changes `value` by `patch`, in the manner of RFC 7396 but that null is a value like another.
fn merge(value: &mut Value, patch: &Value) {
    match (value, patch) {
        (Value::Object(fields), Value::Object(changes)) => {
            let kind = changes.get("kind");
            if kind.is_some() && kind != fields.get("kind") {
                fields.clear();
            }
            for (name, change) in changes {
                merge(fields.entry(name).or_insert(Value::Null), change);
            }
        }
        (value, patch) => *value = patch.clone(),
    }
}
