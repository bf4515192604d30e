//! The generator g: latent → image.

use std::collections::BTreeMap;

use burn::Tensor;
use burn::module::Module;
use burn::tensor::Device;

use crate::config::{Architecture, Config, Conv, Initialisation, Mlp, Normalisation};
use crate::digits::SIDE;
use crate::kernels::leaves::Leaves;
use crate::network::{Activation, BlockSpec, Kernel, Layout, Network, Scale, Shape, Trace};
use crate::noise::{Noise, Purpose};
use crate::normalisation::{NormSpec, Statistics};
use crate::parameters::Named;

/// Added to a batch normalisation's variance.
const BATCH_EPSILON: f64 = 1e-5;
/// The notebook's, Chainer's default.
pub(crate) const NOTEBOOK_EPSILON: f64 = 2e-5;
/// Standard deviation of initial weights in the notebook, and where they are to begin narrow.
pub(crate) const NARROW_STD: f64 = 0.02;

/// The generator g: latents [batch, latent] → images [batch, 784] of numbers of [0, 1].
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
            network: Network::new(&specs, [config.latent, 1, 1], noise, device),
        }
    }

    /// Images of `latents`. A batch normalisation uses the statistics of this batch, as training
    /// does.
    pub fn forward(&self, latents: Tensor<2>) -> Tensor<2> {
        self.network.forward(latents)
    }

    /// The same, with what the way back needs.
    pub fn trace(&self, latents: Tensor<2>) -> (Tensor<2>, Trace) {
        let trace = self.network.trace(latents, None);
        (trace.output(), trace)
    }

    /// The gradients of the parameters, by name, where `gradient` is that at the images.
    pub fn gradients(&self, trace: &Trace, gradient: Tensor<2>) -> Named {
        self.network.gradients(trace, gradient)
    }

    /// The same, for each subtree of `leaves` that is finished, one after another.
    pub(crate) fn gradients_by(
        &self,
        trace: &Trace,
        gradient: Tensor<2>,
        leaves: &Leaves,
    ) -> Named {
        self.network.gradients_by(trace, gradient, leaves)
    }

    /// Images of `latents`, each of its own latent alone: batch normalisations use `statistics`.
    pub fn sample(&self, latents: Tensor<2>, statistics: &[Statistics]) -> Tensor<2> {
        self.network.forward_given(latents, statistics)
    }

    /// What the batch normalisations see when the batch `latents` passes; empty where there are
    /// none.
    pub fn statistics(&self, latents: Tensor<2>) -> Vec<Statistics> {
        self.network.statistics(latents)
    }

    /// The layout that each parameter has in files, by its name.
    pub fn layouts(&self) -> BTreeMap<String, Layout> {
        self.network.layouts()
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

/// The scale of an initialisation, times `gain` where it depends on the layer.
pub(crate) fn scale(initialisation: Initialisation, gain: f64) -> Scale {
    match initialisation {
        Initialisation::He => Scale::He { gain },
        Initialisation::Glorot => Scale::Glorot { gain },
        Initialisation::Narrow => Scale::Normal(NARROW_STD),
    }
}

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
        // A batch normalisation would take it away again.
        bias: normalisation != Normalisation::Batch,
        scale: scale(initialisation, 1.0),
        norm,
        activation: Activation::LeakyRelu,
    }
}

/// The last block: half the scale keeps the first images grey rather than black and white.
fn last(shape: Shape, initialisation: Initialisation) -> BlockSpec {
    BlockSpec {
        shape,
        bias: true,
        scale: scale(initialisation, 0.5),
        norm: NormSpec::None,
        activation: Activation::Sigmoid,
    }
}

fn mlp_specs(latent: usize, mlp: &Mlp) -> Vec<BlockSpec> {
    let mut inputs = latent;
    let mut blocks = Vec::new();
    for &width in &mlp.generator_hidden {
        let outputs = [width, 1, 1];
        let shape = Shape::Linear { inputs, outputs };
        blocks.push(hidden(shape, mlp.normalisation, mlp.initialisation));
        inputs = width;
    }
    let outputs = [1, SIDE, SIDE];
    let shape = Shape::Linear { inputs, outputs };
    blocks.push(last(shape, mlp.initialisation));
    blocks
}

fn conv_specs(latent: usize, conv: Conv) -> Vec<BlockSpec> {
    let Conv {
        generator_channels: channels,
        normalisation,
        initialisation,
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
        hidden(stem, normalisation, initialisation),
        hidden(
            doubling([channels, channels / 2]),
            normalisation,
            initialisation,
        ),
        last(doubling([channels / 2, 1]), initialisation),
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
        scale: Scale::Normal(NARROW_STD),
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
