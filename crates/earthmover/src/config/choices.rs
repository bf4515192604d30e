//! The choices of a configuration that come in kinds: the two networks, and the constraint.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Lists every variant of a choice. A list that leaves one out does not compile.
macro_rules! all {
    ($choice:ident: $($variant:ident),+) => {
        impl $choice {
            /// Every one of them.
            pub const ALL: &[Self] = &[$(Self::$variant),+];
        }
        const _: fn($choice) = |choice| match choice {
            $($choice::$variant => ()),+
        };
    };
}
pub(super) use all;

all!(Normalisation: Batch, Group, Layer, Pixel, None);
all!(Initialisation: He, Glorot, Narrow);
all!(Pairs: RealReal, RealFake, Pooled, Segment, Adversarial);
all!(Form: Difference, Quotient);
all!(Sides: One, Two);

/// The two networks. Images are 28 × 28; leaky ReLU of 0.2 but where said otherwise, here or by the constraint; the
/// generator ends in a sigmoid; the critic is not normalised but in `Article`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase", try_from = "Value")]
#[non_exhaustive]
pub enum Architecture {
    /// Fully connected layers.
    Mlp(Mlp),
    /// Small convolutional networks after DCGAN: two transposed convolutions in the generator, two
    /// convolutions in the critic, all 4 × 4 with stride 2, and a dense layer that sees the digit whole.
    Conv(Conv),
    /// The networks of the article's notebook: ReLU in the generator, batch normalisation in both.
    Article(Article),
}

/// See [`Architecture::Mlp`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Mlp {
    /// Widths of the generator's hidden layers, each 1 to 4096; up to 8 of them.
    pub generator_hidden: Vec<usize>,
    /// Widths of the critic's hidden layers, each 1 to 4096; up to 8 of them.
    pub critic_hidden: Vec<usize>,
    /// How the generator's hidden layers are normalised.
    pub normalisation: Normalisation,
    /// How the weights of both networks begin.
    pub initialisation: Initialisation,
}

/// See [`Architecture::Conv`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Conv {
    /// Channels of the generator's 7 × 7 layer, an even number of 2 to 512; half as many at
    /// 14 × 14.
    pub generator_channels: usize,
    /// Channels of the critic's first layer, 1 to 256; twice as many in its second.
    pub critic_channels: usize,
    /// Width of the dense layer between the critic's convolutions and its score, 0 to 4096; with 0 there is
    /// none, and the score is a sum over what the convolutions see.
    pub critic_dense: usize,
    /// How the generator's hidden layers are normalised.
    pub normalisation: Normalisation,
    /// How the weights of both networks begin.
    pub initialisation: Initialisation,
}

/// See [`Architecture::Article`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Article {
    /// Channels of the widest images, 1 to 64; the notebook's is 64.
    pub channels: usize,
}

/// How the generator's hidden layers are normalised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Normalisation {
    /// Over the batch, per channel (Ioffe and Szegedy 2015). Samples are drawn with the statistics
    /// of a fixed reference batch, so that each depends on its own latent alone.
    #[default]
    Batch,
    /// Over groups of channels of one sample (Wu and He 2018); 8 groups where 8 divides the
    /// channels.
    Group,
    /// Over all numbers of one sample, one group (Ba et al. 2016); scale and shift are per channel.
    Layer,
    /// Over the channels of one pixel, root mean square (Karras et al. 2018).
    Pixel,
    /// Not at all.
    None,
}

/// How the weights of both networks begin; biases begin at 0. Under weight clipping the critic's
/// begin within half the bound instead.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Initialisation {
    /// Normal, of variance 2 / inputs of an output (He et al. 2015).
    #[default]
    He,
    /// Normal, of variance 2 / (inputs of an output + outputs of an input) (Glorot and Bengio 2010).
    Glorot,
    /// Normal, of standard deviation 0.02 (Radford et al. 2016, and the article's notebook).
    Narrow,
}

/// How the critic is held to 1-Lipschitz.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase", try_from = "Value")]
#[non_exhaustive]
pub enum Constraint {
    /// The article's: a penalty on pairs of points between which the critic changes by more than
    /// their distance.
    SlopePenalty(SlopePenalty),
    /// A penalty on the length of the critic's input gradient, at a point of the segment between
    /// each digit and the fake of its row: WGAN-GP (Gulrajani et al. 2017), WGAN-LP (Petzka et al.
    /// 2018) where one-sided. For critics without normalisation.
    GradientPenalty(GradientPenalty),
    /// The Wasserstein GAN paper's (Arjovsky et al. 2017): every parameter of the critic is kept
    /// within ± a bound.
    WeightClipping(WeightClipping),
    /// Every weight of the critic is divided by an estimate of its largest singular value (Miyato
    /// et al. 2018).
    SpectralNorm(Plain),
    /// The critic is 1-Lipschitz by construction (Anil et al. 2019): its weights are kept near matrices that turn
    /// and do not stretch, and its hidden activations sort channels in pairs. For critics without normalisation.
    Orthonormal(Plain),
    /// The critic ends in a hyperbolic tangent: any f in [−1, 1] will do, and the gap estimates
    /// twice the total variation.
    Bounded(Plain),
    /// Nothing holds the critic.
    None(Plain),
}

/// A constraint without parameters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plain {}

/// See [`Constraint::SlopePenalty`].
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct SlopePenalty {
    /// Which pairs are looked at.
    pub pairs: Pairs,
    /// What is penalised.
    pub form: Form,
    /// Whether slopes below 1 are penalised too.
    pub sides: Sides,
    /// Weight of the penalty, 0 to 1e6.
    pub lambda: f64,
    /// Length of an adversarial pair, 1e-4 to 10.
    pub step: f64,
    /// The share of the batch's pairs that are looked at, above 0 to 1.
    pub share: f64,
}

/// See [`Constraint::GradientPenalty`].
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct GradientPenalty {
    /// Whether gradients shorter than 1 are penalised too.
    pub sides: Sides,
    /// Weight of the penalty, 0 to 1e6.
    pub lambda: f64,
    /// The share of the batch's rows that are looked at, above 0 to 1.
    pub share: f64,
}

/// See [`Constraint::WeightClipping`].
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct WeightClipping {
    /// The largest size that a parameter may have, 1e-6 to 100.
    pub bound: f64,
}

/// Which pairs of points a [`SlopePenalty`] looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Pairs {
    /// Each digit of the batch's first half with one of its second half: the notebook's.
    RealReal,
    /// Each digit with the fake of the same row.
    RealFake,
    /// Each of half the digits and fakes, taken together at random, with one of the other half.
    Pooled,
    /// Two random points of the segment between a digit and the fake of the same row.
    Segment,
    /// A point on a real–fake segment with the one that lies `step` further along the critic's
    /// gradient (after Terjék 2020); the direction is held constant.
    #[default]
    Adversarial,
}

/// What a [`SlopePenalty`] penalises in a pair (x, y). Where it is two-sided, the square is of the excess
/// itself, without the maximum with 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Form {
    /// max(0, |f(x) − f(y)| − ‖x − y‖)²: the notebook's.
    Difference,
    /// max(0, |f(x) − f(y)| / ‖x − y‖ − 1)².
    #[default]
    Quotient,
}

/// Which deviations from slope 1 a penalty sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Sides {
    /// Slopes above 1.
    One,
    /// Slopes above and below 1.
    Two,
}

impl Default for Mlp {
    fn default() -> Self {
        Self {
            generator_hidden: vec![256, 512],
            critic_hidden: vec![512, 256],
            normalisation: Normalisation::Batch,
            initialisation: Initialisation::He,
        }
    }
}

impl Default for Conv {
    fn default() -> Self {
        Self {
            generator_channels: 32,
            critic_channels: 8,
            critic_dense: 64,
            normalisation: Normalisation::Layer,
            initialisation: Initialisation::Glorot,
        }
    }
}

impl Default for Article {
    fn default() -> Self {
        Self { channels: 64 }
    }
}

impl Default for SlopePenalty {
    fn default() -> Self {
        Self {
            pairs: Pairs::Adversarial,
            form: Form::Quotient,
            sides: Sides::One,
            lambda: 10.0,
            step: 0.02,
            share: 1.0,
        }
    }
}

impl Default for GradientPenalty {
    fn default() -> Self {
        Self {
            sides: Sides::Two,
            lambda: 10.0,
            share: 1.0,
        }
    }
}

impl Default for WeightClipping {
    fn default() -> Self {
        Self { bound: 0.01 }
    }
}

impl Architecture {
    /// One of each kind.
    pub fn kinds() -> [Self; 3] {
        [
            Self::Mlp(Mlp::default()),
            Self::Conv(Conv::default()),
            Self::Article(Article::default()),
        ]
    }
}

impl Constraint {
    /// One of each kind.
    pub fn kinds() -> [Self; 7] {
        [
            Self::SlopePenalty(SlopePenalty::default()),
            Self::GradientPenalty(GradientPenalty::default()),
            Self::WeightClipping(WeightClipping::default()),
            Self::SpectralNorm(Plain {}),
            Self::Orthonormal(Plain {}),
            Self::Bounded(Plain {}),
            Self::None(Plain {}),
        ]
    }
}

impl TryFrom<Value> for Architecture {
    type Error = String;

    fn try_from(value: Value) -> Result<Self, String> {
        let (kind, fields) = kind_and_fields(value)?;
        match kind.as_str() {
            "mlp" => read(fields).map(Self::Mlp),
            "conv" => read(fields).map(Self::Conv),
            "article" => read(fields).map(Self::Article),
            _ => Err(unknown(&kind, "mlp, conv or article")),
        }
    }
}

impl TryFrom<Value> for Constraint {
    type Error = String;

    fn try_from(value: Value) -> Result<Self, String> {
        let (kind, fields) = kind_and_fields(value)?;
        match kind.as_str() {
            "slopePenalty" => read(fields).map(Self::SlopePenalty),
            "gradientPenalty" => read(fields).map(Self::GradientPenalty),
            "weightClipping" => read(fields).map(Self::WeightClipping),
            "spectralNorm" => read(fields).map(Self::SpectralNorm),
            "orthonormal" => read(fields).map(Self::Orthonormal),
            "bounded" => read(fields).map(Self::Bounded),
            "none" => read(fields).map(Self::None),
            _ => Err(unknown(
                &kind,
                "slopePenalty, gradientPenalty, weightClipping, spectralNorm, orthonormal, bounded or none",
            )),
        }
    }
}

fn kind_and_fields(value: Value) -> Result<(String, Value), String> {
    let Value::Object(mut fields) = value else {
        return Err(format!("{value} is not an object"));
    };
    match fields.remove("kind") {
        Some(Value::String(kind)) => Ok((kind, Value::Object(fields))),
        Some(other) => Err(unknown(&other.to_string(), "a string")),
        None => Err("`kind` is missing".to_owned()),
    }
}

fn unknown(kind: &str, allowed: &str) -> String {
    format!("`kind` is {kind}; it must be {allowed}")
}

/// Reads the fields of a kind. serde's own tagged enums would forget which field was wrong.
fn read<T: DeserializeOwned>(fields: Value) -> Result<T, String> {
    serde_path_to_error::deserialize(fields).map_err(|error| match error.path().to_string() {
        path if path == "." => error.inner().to_string(),
        path => format!("`{path}`: {}", error.inner()),
    })
}
