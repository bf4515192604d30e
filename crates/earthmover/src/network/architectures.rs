//! The ready-made lists of blocks: those of a configuration's architecture, for images of some shape.

mod article;
mod conv;
mod mlp;

use super::normalisation::NormSpec;
use super::{Activation, BlockSpec, Scale, Shape};
use crate::config::{Architecture, Config, Initialisation, Normalisation};
use crate::data::ImageShape;
use crate::error::Error;

pub(super) use mlp::{critic as mlp_critic, generator_of_points};

/// Added to a batch normalisation's variance.
const BATCH_EPSILON: f64 = 1e-5;
/// Standard deviation of initial weights in the notebook, and where they are to begin narrow.
const NARROW_STD: f64 = 0.02;

/// The generator's blocks.
pub(super) fn generator(config: &Config, images: ImageShape) -> Result<Vec<BlockSpec>, Error> {
    match &config.architecture {
        Architecture::Mlp(mlp) => Ok(mlp::generator(config.latent, mlp, images)),
        Architecture::Conv(conv) => conv::generator(config.latent, *conv, images),
        Architecture::Article(article) => article::generator(config.latent, *article, images),
    }
}

/// The critic's blocks.
pub(super) fn critic(config: &Config, images: ImageShape) -> Result<Vec<BlockSpec>, Error> {
    match &config.architecture {
        Architecture::Mlp(mlp) => {
            let widths = &mlp.critic_hidden;
            Ok(mlp::critic(images.numbers(), widths, mlp.initialisation))
        }
        Architecture::Conv(conv) => conv::critic(*conv, images),
        Architecture::Article(article) => article::critic(*article, images),
    }
}

/// The scale of an initialisation, times `gain` where it depends on the layer.
fn scale(initialisation: Initialisation, gain: f64) -> Scale {
    match initialisation {
        Initialisation::He => Scale::He { gain },
        Initialisation::Glorot => Scale::Glorot { gain },
        Initialisation::Narrow => Scale::Normal(NARROW_STD),
    }
}

/// A hidden block of a generator.
fn hidden(shape: Shape, normalisation: Normalisation, initialisation: Initialisation) -> BlockSpec {
    let norm = match normalisation {
        Normalisation::Batch => NormSpec::Batch {
            epsilon: BATCH_EPSILON,
            scaled: true,
        },
        Normalisation::Group => NormSpec::Group,
        Normalisation::Layer => NormSpec::Layer,
        Normalisation::Pixel => NormSpec::Pixel,
        Normalisation::None => NormSpec::None,
    };
    BlockSpec {
        shape,
        // A batch normalisation would take a bias away again.
        bias: normalisation != Normalisation::Batch,
        scale: scale(initialisation, 1.0),
        norm,
        activation: Activation::LeakyRelu,
    }
}

/// The last block of a generator: half the scale keeps the first images grey rather than black and white.
fn last(shape: Shape, initialisation: Initialisation) -> BlockSpec {
    BlockSpec {
        shape,
        bias: true,
        scale: scale(initialisation, 0.5),
        norm: NormSpec::None,
        activation: Activation::Sigmoid,
    }
}

/// A hidden block of a critic.
fn critic_hidden(shape: Shape, initialisation: Initialisation) -> BlockSpec {
    BlockSpec {
        shape,
        bias: true,
        scale: scale(initialisation, 1.0),
        norm: NormSpec::None,
        activation: Activation::LeakyRelu,
    }
}

/// The last block of a critic. It has no bias: a constant added to f changes neither the gap nor a slope.
fn critic_last(inputs: usize, initialisation: Initialisation) -> BlockSpec {
    let outputs = [1, 1, 1];
    BlockSpec {
        bias: false,
        activation: Activation::Identity,
        ..critic_hidden(Shape::Linear { inputs, outputs }, initialisation)
    }
}
