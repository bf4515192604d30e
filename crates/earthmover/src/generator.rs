//! The generator g: latent → image.

use burn::Tensor;
use burn::module::Module;
use burn::tensor::Device;

use crate::config::{Architecture, Config, Conv, Mlp, Normalisation};
use crate::digits::SIDE;
use crate::network::{Activation, BlockSpec, Kernel, Network, Scale, Shape};
use crate::noise::{Noise, Purpose};
use crate::normalisation::{NormSpec, Statistics};

/// Added to a batch normalisation's variance.
const BATCH_EPSILON: f64 = 1e-5;
/// The notebook's, Chainer's default.
pub(crate) const NOTEBOOK_EPSILON: f64 = 2e-5;
/// Standard deviation of the notebook's initial weights.
pub(crate) const NOTEBOOK_STD: f64 = 0.02;

/// The generator g: latents [batch, latent] → images [batch, 1, 28, 28] of numbers of [0, 1].
#[derive(Module, Debug)]
pub struct Generator {
    network: Network,
}

impl Generator {
    /// The generator of a configuration, its weights drawn from the configuration's seed.
    pub fn new(config: &Config, device: &Device) -> Self {
        let specs = specs(config);
        let noise = |block| Noise::new(config.seed, Purpose::GeneratorWeights, block);
        Self {
            network: Network::new(&specs, noise, device),
        }
    }

    /// Images of `latents`. A batch normalisation uses the statistics of this batch, as training
    /// does.
    pub fn forward(&self, latents: Tensor<2>) -> Tensor<4> {
        self.network.forward(latents.unsqueeze_dims(&[2, 3]))
    }

    /// Images of `latents`, each of its own latent alone: batch normalisations use `statistics`.
    pub fn sample(&self, latents: Tensor<2>, statistics: &[Statistics]) -> Tensor<4> {
        let latents = latents.unsqueeze_dims(&[2, 3]);
        self.network.forward_given(latents, statistics)
    }

    /// What the batch normalisations see when the batch `latents` passes; empty where there are
    /// none.
    pub fn statistics(&self, latents: Tensor<2>) -> Vec<Statistics> {
        self.network.statistics(latents.unsqueeze_dims(&[2, 3]))
    }
}

/// The generator's blocks.
pub fn specs(config: &Config) -> Vec<BlockSpec> {
    match &config.architecture {
        Architecture::Mlp(mlp) => mlp_specs(config.latent, mlp),
        Architecture::Conv(conv) => conv_specs(config.latent, *conv),
        Architecture::Article(article) => article_specs(config.latent, article.channels),
    }
}

fn hidden(shape: Shape, normalisation: Normalisation) -> BlockSpec {
    let norm = match normalisation {
        Normalisation::Batch => NormSpec::Batch {
            epsilon: BATCH_EPSILON,
            scaled: true,
        },
        Normalisation::Group => NormSpec::Group,
        Normalisation::Pixel => NormSpec::Pixel,
        Normalisation::None => NormSpec::None,
    };
    BlockSpec {
        shape,
        // A batch normalisation would take it away again.
        bias: normalisation != Normalisation::Batch,
        scale: Scale::He { gain: 1.0 },
        norm,
        activation: Activation::LeakyRelu,
    }
}

/// The last block: half of He's scale keeps the first images grey rather than black and white.
fn last(shape: Shape) -> BlockSpec {
    BlockSpec {
        shape,
        bias: true,
        scale: Scale::He { gain: 0.5 },
        norm: NormSpec::None,
        activation: Activation::Sigmoid,
    }
}

fn mlp_specs(latent: usize, mlp: &Mlp) -> Vec<BlockSpec> {
    let mut inputs = latent;
    let mut blocks = Vec::new();
    for &width in &mlp.generator_hidden {
        let outputs = [width, 1, 1];
        blocks.push(hidden(Shape::Linear { inputs, outputs }, mlp.normalisation));
        inputs = width;
    }
    let outputs = [1, SIDE, SIDE];
    blocks.push(last(Shape::Linear { inputs, outputs }));
    blocks
}

fn conv_specs(latent: usize, conv: Conv) -> Vec<BlockSpec> {
    let Conv {
        generator_channels: channels,
        normalisation,
        ..
    } = conv;
    let doubling = |channels| {
        Shape::Transposed(Kernel {
            channels,
            size: 4,
            stride: 2,
            padding: 1,
        })
    };
    let stem = Shape::Linear {
        inputs: latent,
        outputs: [channels, SIDE / 4, SIDE / 4],
    };
    vec![
        hidden(stem, normalisation),
        hidden(doubling([channels, channels / 2]), normalisation),
        last(doubling([channels / 2, 1])),
    ]
}

/// 3 → 4 → 6 → 10 → 28 pixels wide, as in the notebook.
fn article_specs(latent: usize, channels: usize) -> Vec<BlockSpec> {
    let transposed = |channels, size| {
        Shape::Transposed(Kernel {
            channels,
            size,
            stride: size,
            padding: 1,
        })
    };
    let block = |shape, norm, activation| BlockSpec {
        shape,
        bias: true,
        scale: Scale::Normal(NOTEBOOK_STD),
        norm,
        activation,
    };
    let norm = NormSpec::Batch {
        epsilon: NOTEBOOK_EPSILON,
        scaled: true,
    };
    let stem = Shape::Linear {
        inputs: latent,
        outputs: [8 * channels, 3, 3],
    };
    vec![
        block(stem, norm, Activation::Relu),
        block(
            transposed([8 * channels, 4 * channels], 2),
            norm,
            Activation::Relu,
        ),
        block(
            transposed([4 * channels, 2 * channels], 2),
            norm,
            Activation::Relu,
        ),
        block(
            transposed([2 * channels, channels], 2),
            norm,
            Activation::Relu,
        ),
        block(
            transposed([channels, 1], 3),
            NormSpec::None,
            Activation::Sigmoid,
        ),
    ]
}
