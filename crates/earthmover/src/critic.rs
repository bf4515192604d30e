//! The critic f, which plays the 1-Lipschitz function of the dual.

use burn::Tensor;
use burn::module::Module;
use burn::tensor::Device;

use crate::config::{Architecture, Config, Constraint};
use crate::digits::{PIXELS, SIDE};
use crate::generator::{NOTEBOOK_EPSILON, NOTEBOOK_STD};
use crate::network::{Activation, BlockSpec, Kernel, Network, Scale, Shape, Trace};
use crate::noise::{Noise, Purpose};
use crate::normalisation::{NormSpec, Statistics};

/// The critic f: images `[batch, 1, 28, 28]` → scores `[batch]`, high on real digits.
#[derive(Module, Debug)]
pub struct Critic {
    network: Network,
}

impl Critic {
    /// The critic of a configuration, its weights drawn from the configuration's seed.
    pub fn new(config: &Config, device: &Device) -> Self {
        let specs = specs(config);
        let noise = |block| Noise::new(config.seed, Purpose::CriticWeights, block);
        Self {
            network: Network::new(&specs, noise, device),
        }
    }

    /// Scores of `images`. A batch normalisation uses the statistics of this batch.
    pub fn forward(&self, images: Tensor<4>) -> Tensor<1> {
        self.network.forward(images).flatten(0, 3)
    }

    /// Scores of `images`, each of its own image alone: batch normalisations use `statistics`.
    pub fn score(&self, images: Tensor<4>, statistics: &[Statistics]) -> Tensor<1> {
        self.network.forward_given(images, statistics).flatten(0, 3)
    }

    /// What the batch normalisations see when the batch `images` passes; empty where there are
    /// none.
    pub fn statistics(&self, images: Tensor<4>) -> Vec<Statistics> {
        self.network.statistics(images)
    }

    /// Whether the closed form of the input gradient is exact, almost everywhere.
    pub fn is_piecewise_linear(&self) -> bool {
        self.network.is_piecewise_linear()
    }

    /// Scores of `images`, and what [`Critic::pull_back`] needs; for a critic that [is piecewise
    /// linear](Critic::is_piecewise_linear).
    pub fn forward_traced(&self, images: Tensor<4>) -> (Tensor<1>, Trace) {
        let (scores, trace) = self.network.forward_traced(images);
        (scores.flatten(0, 3), trace)
    }

    /// The input gradient at each image traced, [batch, 1, 28, 28]: an expression of the weights, on
    /// the autodiff graph where they are.
    pub fn pull_back(&self, trace: &Trace) -> Tensor<4> {
        self.network.pull_back(trace)
    }

    /// The critic with another activation at its end.
    pub fn ending_in(self, activation: Activation) -> Self {
        Self {
            network: self.network.ending_in(activation),
        }
    }

    /// The device its weights are on: with autodiff where they are on the graph.
    pub fn device(&self) -> Device {
        self.network.device()
    }

    /// Whether a score depends on the other images of its batch. Then batches of different kinds
    /// must pass apart.
    pub fn couples_samples(&self) -> bool {
        self.network.couples_samples()
    }
}

/// The critic's blocks. Under weight clipping its weights begin within half the bound.
pub fn specs(config: &Config) -> Vec<BlockSpec> {
    let mut blocks = match &config.architecture {
        Architecture::Mlp(mlp) => mlp_specs(&mlp.critic_hidden),
        Architecture::Conv(conv) => conv_specs(conv.critic_channels),
        Architecture::Article(article) => article_specs(article.channels),
    };
    if let Constraint::WeightClipping(clipping) = config.constraint {
        let half = Scale::Uniform(clipping.bound / 2.0);
        blocks.iter_mut().for_each(|block| block.scale = half);
    }
    blocks
}

fn hidden(shape: Shape) -> BlockSpec {
    BlockSpec {
        shape,
        bias: true,
        scale: Scale::He { gain: 1.0 },
        norm: NormSpec::None,
        activation: Activation::LeakyRelu,
    }
}

/// The last block has no bias: a constant added to f changes neither the gap nor a slope.
fn last(inputs: usize) -> BlockSpec {
    let outputs = [1, 1, 1];
    BlockSpec {
        bias: false,
        activation: Activation::Identity,
        ..hidden(Shape::Linear { inputs, outputs })
    }
}

fn mlp_specs(widths: &[usize]) -> Vec<BlockSpec> {
    let mut inputs = PIXELS;
    let mut blocks = Vec::new();
    for &width in widths {
        let outputs = [width, 1, 1];
        blocks.push(hidden(Shape::Linear { inputs, outputs }));
        inputs = width;
    }
    blocks.push(last(inputs));
    blocks
}

fn conv_specs(channels: usize) -> Vec<BlockSpec> {
    let halving = |channels| {
        Shape::Convolution(Kernel {
            channels,
            size: 4,
            stride: 2,
            padding: 1,
        })
    };
    vec![
        hidden(halving([1, channels])),
        hidden(halving([channels, 2 * channels])),
        last(2 * channels * (SIDE / 4) * (SIDE / 4)),
    ]
}

/// 28 → 10 → 6 → 4 → 3 pixels wide, as in the notebook; its batch normalisations have no scale.
fn article_specs(channels: usize) -> Vec<BlockSpec> {
    let convolution = |channels, size| {
        Shape::Convolution(Kernel {
            channels,
            size,
            stride: size,
            padding: 1,
        })
    };
    let norm = NormSpec::Batch {
        epsilon: NOTEBOOK_EPSILON,
        scaled: false,
    };
    let block = |shape, norm| BlockSpec {
        scale: Scale::Normal(NOTEBOOK_STD),
        norm,
        ..hidden(shape)
    };
    vec![
        block(convolution([1, channels], 3), NormSpec::None),
        block(convolution([channels, 2 * channels], 2), norm),
        block(convolution([2 * channels, 4 * channels], 2), norm),
        block(convolution([4 * channels, 8 * channels], 2), norm),
        BlockSpec {
            bias: true,
            scale: Scale::Normal(NOTEBOOK_STD),
            ..last(8 * channels * 9)
        },
    ]
}
