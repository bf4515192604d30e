//! What a run is: plain data, read from and written to JSON, checked field by field.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::error::{Error, Invalid};

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

/// The two networks. Images are 28 × 28; leaky ReLU of 0.2 but where said otherwise; the
/// generator ends in a sigmoid; the critic is not normalised but in `Article`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    deny_unknown_fields
)]
pub enum Architecture {
    /// Fully connected layers.
    Mlp {
        /// Widths of the generator's hidden layers, each 1 to 4096; up to 8 of them.
        #[serde(default = "defaults::generator_hidden")]
        generator_hidden: Vec<usize>,
        /// Widths of the critic's hidden layers, likewise.
        #[serde(default = "defaults::critic_hidden")]
        critic_hidden: Vec<usize>,
        /// Of the generator's hidden layers.
        #[serde(default)]
        normalisation: Normalisation,
    },
    /// Small convolutional networks after DCGAN: two transposed convolutions in the generator, two
    /// convolutions in the critic, all 4 × 4 with stride 2.
    Conv {
        /// Channels of the generator's 7 × 7 layer, an even number of 2 to 512; half as many at
        /// 14 × 14.
        #[serde(default = "defaults::generator_channels")]
        generator_channels: usize,
        /// Channels of the critic's first layer, 1 to 256; twice as many in its second.
        #[serde(default = "defaults::critic_channels")]
        critic_channels: usize,
        /// Of the generator's hidden layers.
        #[serde(default)]
        normalisation: Normalisation,
    },
    /// The networks of the article's notebook: ReLU in the generator, batch normalisation in both.
    Article {
        /// Channels of the widest images, 1 to 64; the notebook's is 64.
        #[serde(default = "defaults::article_channels")]
        channels: usize,
    },
}

/// How the generator's hidden layers are normalised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Normalisation {
    /// Over the batch, per channel (Ioffe and Szegedy 2015). Samples are drawn with the statistics
    /// of a fixed reference batch, so that each depends on its own latent alone.
    #[default]
    Batch,
    /// Over groups of channels of one sample (Wu and He 2018); 8 groups where 8 divides the
    /// channels.
    Group,
    /// Over the channels of one pixel, root mean square (Karras et al. 2018).
    Pixel,
    /// Not at all.
    None,
}

/// How the critic is held to 1-Lipschitz.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    deny_unknown_fields
)]
pub enum Constraint {
    /// The article's: a penalty on pairs of points between which the critic changes by more than
    /// their distance.
    SlopePenalty {
        /// Which pairs are looked at.
        #[serde(default)]
        pairs: Pairs,
        /// What is penalised.
        #[serde(default)]
        form: Form,
        /// Weight of the penalty, 0 to 1e6.
        #[serde(default = "defaults::lambda")]
        lambda: f64,
        /// Length of an adversarial pair, 1e-4 to 10.
        #[serde(default = "defaults::step")]
        step: f64,
    },
    /// The Wasserstein GAN paper's (Arjovsky et al. 2017): every parameter of the critic is kept
    /// within ±`bound`.
    WeightClipping {
        /// 1e-6 to 100.
        #[serde(default = "defaults::bound")]
        bound: f64,
    },
}

/// Which pairs of points a [`Constraint::SlopePenalty`] looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Pairs {
    /// Each digit of the batch's first half with one of its second half: the notebook's.
    RealReal,
    /// Each digit with the fake of the same row.
    RealFake,
    /// A point on a real–fake segment with the one that lies `step` further along the critic's
    /// gradient (after Terjék 2020); the direction is held constant.
    #[default]
    Adversarial,
}

/// What a [`Constraint::SlopePenalty`] penalises in a pair (x, y).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Form {
    /// max(0, |f(x) − f(y)| − ‖x − y‖)²: the notebook's.
    Difference,
    /// max(0, |f(x) − f(y)| / ‖x − y‖ − 1)².
    #[default]
    Quotient,
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

mod defaults {
    pub(super) fn generator_hidden() -> Vec<usize> {
        vec![256, 512]
    }
    pub(super) fn critic_hidden() -> Vec<usize> {
        vec![512, 256]
    }
    pub(super) fn generator_channels() -> usize {
        64
    }
    pub(super) fn critic_channels() -> usize {
        32
    }
    pub(super) fn article_channels() -> usize {
        64
    }
    pub(super) fn lambda() -> f64 {
        10.0
    }
    pub(super) fn step() -> f64 {
        0.02
    }
    pub(super) fn bound() -> f64 {
        0.01
    }
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
            batch: 64,
            architecture: Architecture::Conv {
                generator_channels: defaults::generator_channels(),
                critic_channels: defaults::critic_channels(),
                normalisation: Normalisation::Batch,
            },
            constraint: Constraint::SlopePenalty {
                pairs: Pairs::Adversarial,
                form: Form::Quotient,
                lambda: defaults::lambda(),
                step: defaults::step(),
            },
            generator_adam: Adam::default(),
            critic_adam: Adam::default(),
            n_critic: 1,
            order: Order::CriticFirst,
            averaging: Some(Averaging::default()),
        }
    }
}

/// Names of the configurations that [`Config::preset`] knows.
pub const PRESETS: [&str; 3] = ["article", "notebook", "clipping"];

impl Config {
    /// A configuration by name: `article`, the default; `notebook`, the article's notebook as it
    /// was published; `clipping`, the Wasserstein GAN paper's constraint and rates, with Adam for
    /// its RMSprop.
    ///
    /// # Errors
    /// [`Error::Argument`] when there is none of that name.
    pub fn preset(name: &str) -> Result<Self, Error> {
        match name {
            "article" => Ok(Self::default()),
            "notebook" => Ok(Self::notebook()),
            "clipping" => Ok(Self::clipping()),
            _ => {
                let allowed = format!("one of {}", PRESETS.join(", "));
                Err(Invalid::new("preset", format!("\"{name}\""), allowed).into())
            }
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
            architecture: Architecture::Article {
                channels: defaults::article_channels(),
            },
            constraint: Constraint::SlopePenalty {
                pairs: Pairs::RealReal,
                form: Form::Difference,
                lambda: 10.0,
                step: defaults::step(),
            },
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
            constraint: Constraint::WeightClipping {
                bound: defaults::bound(),
            },
            generator_adam: adam,
            critic_adam: adam,
            n_critic: 5,
            ..Self::default()
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
        let config: Self = serde_path_to_error::deserialize(value).map_err(|error| {
            Error::ConfigSyntax(format!("`{}`: {}", error.path(), error.inner()))
        })?;
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
        check.constraint(&self.constraint);
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

/// Collects what is wrong with a configuration.
#[derive(Default)]
struct Check(Vec<Invalid>);

impl Check {
    fn fail(&mut self, field: &str, value: impl std::fmt::Display, allowed: &str) {
        self.0.push(Invalid::new(field, value, allowed));
    }

    fn whole(&mut self, field: &str, value: u64, least: u64, most: u64) {
        if !(least..=most).contains(&value) {
            self.fail(
                field,
                value,
                &format!("a whole number from {least} to {most}"),
            );
        }
    }

    fn real(&mut self, field: &str, value: f64, least: f64, most: f64) {
        if !(least..=most).contains(&value) {
            self.fail(field, value, &format!("a number from {least} to {most}"));
        }
    }

    fn fraction(&mut self, field: &str, value: f64) {
        if !(0.0..1.0).contains(&value) {
            self.fail(field, value, "a number from 0 to below 1");
        }
    }

    fn hidden(&mut self, field: &str, widths: &[usize]) {
        if !(1..=8).contains(&widths.len()) {
            self.fail(&format!("{field}.length"), widths.len(), "1 to 8 layers");
        }
        for (place, &width) in widths.iter().enumerate() {
            self.whole(&format!("{field}[{place}]"), width as u64, 1, 4096);
        }
    }

    fn architecture(&mut self, architecture: &Architecture) {
        match architecture {
            Architecture::Mlp {
                generator_hidden,
                critic_hidden,
                ..
            } => {
                self.hidden("architecture.generatorHidden", generator_hidden);
                self.hidden("architecture.criticHidden", critic_hidden);
            }
            Architecture::Conv {
                generator_channels,
                critic_channels,
                ..
            } => {
                let field = "architecture.generatorChannels";
                if !(2..=512).contains(generator_channels) || generator_channels % 2 != 0 {
                    self.fail(field, generator_channels, "an even number from 2 to 512");
                }
                let channels = *critic_channels as u64;
                self.whole("architecture.criticChannels", channels, 1, 256);
            }
            Architecture::Article { channels } => {
                self.whole("architecture.channels", *channels as u64, 1, 64);
            }
        }
    }

    fn constraint(&mut self, constraint: &Constraint) {
        match constraint {
            Constraint::SlopePenalty { lambda, step, .. } => {
                self.real("constraint.lambda", *lambda, 0.0, 1e6);
                self.real("constraint.step", *step, 1e-4, 10.0);
            }
            Constraint::WeightClipping { bound } => {
                self.real("constraint.bound", *bound, 1e-6, 100.0);
            }
        }
    }

    fn adam(&mut self, field: &str, adam: &Adam) {
        self.real(&format!("{field}.rate"), adam.rate, 0.0, 1.0);
        self.fraction(&format!("{field}.beta1"), adam.beta1);
        self.fraction(&format!("{field}.beta2"), adam.beta2);
        self.real(&format!("{field}.epsilon"), adam.epsilon, 1e-12, 1.0);
    }

    fn done(self) -> Result<(), Error> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(Error::Config(self.0))
        }
    }
}
