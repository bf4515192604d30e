//! What a run is: plain data, read from and written to JSON, checked field by field.

mod check;
mod choices;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::error::{Error, Invalid};
use check::Check;
pub use choices::{
    Architecture, Article, Constraint, Conv, Form, GradientPenalty, Initialisation, Mlp,
    Normalisation, Pairs, Plain, Sides, SlopePenalty, WeightClipping,
};

/// What a run is. With a device and the digits it fixes every number the run produces.
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
            beta1: 0.5,
            beta2: 0.9,
            epsilon: 1e-8,
        }
    }
}

impl Default for Averaging {
    fn default() -> Self {
        Self {
            decay: 0.995,
            from: 300,
        }
    }
}

impl Default for Config {
    /// The article's penalty on pairs that hold the critic, with rates that learn fast.
    fn default() -> Self {
        Self {
            seed: 7,
            latent: 64,
            batch: 16,
            architecture: Architecture::Conv(Conv::default()),
            constraint: Constraint::SlopePenalty(SlopePenalty {
                share: 0.5,
                ..SlopePenalty::default()
            }),
            generator_adam: Adam::default(),
            critic_adam: Adam::default(),
            n_critic: 1,
            order: Order::SharedFakes,
            averaging: Some(Averaging::default()),
        }
    }
}

/// Names of the configurations that [`Config::preset`] knows.
pub const PRESETS: [&str; 4] = ["article", "wide", "notebook", "clipping"];

impl Config {
    /// A configuration by name: `article`, the default, which learns most from a processor's
    /// operations; `wide`, the same with more in each iteration, for a GPU, whose time goes into
    /// starting them; `notebook`, the article's notebook as it
    /// was published; `clipping`, the Wasserstein GAN paper's constraint and rates, with Adam for
    /// its RMSprop.
    ///
    /// # Errors
    /// [`Error::Argument`] when there is none of that name.
    pub fn preset(name: &str) -> Result<Self, Error> {
        match name {
            "article" => Ok(Self::default()),
            "wide" => Ok(Self::wide()),
            "notebook" => Ok(Self::notebook()),
            "clipping" => Ok(Self::clipping()),
            _ => {
                let allowed = format!("one of {}", PRESETS.join(", "));
                Err(Invalid::new("preset", format!("\"{name}\""), allowed).into())
            }
        }
    }

    fn wide() -> Self {
        Self {
            batch: 64,
            architecture: Architecture::Conv(Conv {
                generator_channels: 64,
                critic_channels: 32,
                ..Conv::default()
            }),
            ..Self::default()
        }
    }

    fn notebook() -> Self {
        let adam = |rate| Adam {
            rate,
            beta1: 0.9,
            beta2: 0.999,
            epsilon: 1e-8,
        };
        Self {
            latent: 50,
            batch: 50,
            architecture: Architecture::Article(Article::default()),
            constraint: Constraint::SlopePenalty(SlopePenalty {
                pairs: Pairs::RealReal,
                form: Form::Difference,
                ..SlopePenalty::default()
            }),
            generator_adam: adam(1e-3),
            critic_adam: adam(1e-5),
            order: Order::GeneratorFirst,
            averaging: None,
            ..Self::default()
        }
    }

    fn clipping() -> Self {
        let adam = Adam {
            rate: 5e-5,
            beta1: 0.0,
            beta2: 0.99,
            epsilon: 1e-8,
        };
        Self {
            constraint: Constraint::WeightClipping(WeightClipping::default()),
            generator_adam: adam,
            critic_adam: adam,
            n_critic: 5,
            order: Order::CriticFirst,
            ..Self::wide()
        }
    }

    /// Reads a configuration: the default, changed by what `json` says.
    ///
    /// # Errors
    /// As [`Config::patched`].
    pub fn from_json(json: &str) -> Result<Self, Error> {
        let patch =
            serde_json::from_str(json).map_err(|error| Error::ConfigSyntax(error.to_string()))?;
        Self::default().patched(&patch)
    }

    /// This configuration changed by a JSON object holding some of its fields, checked. Objects are
    /// merged field by field; one of another `kind` replaces what was there.
    ///
    /// # Errors
    /// [`Error::ConfigSyntax`] when a field is unknown or of the wrong type, [`Error::Config`] when
    /// one is out of its range.
    pub fn patched(&self, patch: &Value) -> Result<Self, Error> {
        if !patch.is_object() {
            let message = format!("{patch} is not an object");
            return Err(Error::ConfigSyntax(message));
        }
        let mut value =
            serde_json::to_value(self).map_err(|error| Error::ConfigSyntax(error.to_string()))?;
        merge(&mut value, patch);
        let config: Self = serde_path_to_error::deserialize(value).map_err(unreadable)?;
        config.validate()?;
        Ok(config)
    }

    /// Checks every field.
    ///
    /// # Errors
    /// [`Error::Config`] naming each field that is out of its range.
    pub fn validate(&self) -> Result<(), Error> {
        let mut check = Check::default();
        check.whole("seed", self.seed, 0, (1 << 53) - 1);
        check.whole("latent", self.latent as u64, 1, 1024);
        check.whole("batch", self.batch as u64, 2, 1024);
        check.architecture(&self.architecture);
        check.constraint(self);
        check.adam("generatorAdam", &self.generator_adam);
        check.adam("criticAdam", &self.critic_adam);
        check.whole("nCritic", self.n_critic as u64, 1, 100);
        if self.order == Order::GeneratorFirst && self.n_critic != 1 {
            check.fail(
                "nCritic",
                self.n_critic,
                "1 where `order` is generatorFirst",
            );
        }
        if let Some(averaging) = &self.averaging {
            check.fraction("averaging.decay", averaging.decay);
        }
        check.done()
    }

    /// Checks that a run of this configuration can go on as `next`: that nothing differs that is
    /// fixed when a run begins.
    ///
    /// # Errors
    /// [`Error::Config`] naming each such field.
    pub fn validate_change(&self, next: &Self) -> Result<(), Error> {
        let mut check = Check::default();
        let fixed = [
            ("seed", self.seed == next.seed),
            ("latent", self.latent == next.latent),
            ("batch", self.batch == next.batch),
            ("architecture", self.architecture == next.architecture),
            ("order", self.order == next.order),
        ];
        for (name, same) in fixed {
            if !same {
                check.fail(name, "changed", "left as the run began with it");
            }
        }
        check.done()
    }
}

/// Names the field that could not be read.
fn unreadable(error: serde_path_to_error::Error<serde_json::Error>) -> Error {
    let (path, inner) = (error.path().to_string(), error.inner().to_string());
    Error::ConfigSyntax(match inner.strip_prefix('`') {
        // A choice of kinds has named its own field.
        Some(inner) if path != "." => format!("`{path}.{inner}"),
        _ if path == "." => inner,
        _ => format!("`{path}`: {inner}"),
    })
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
