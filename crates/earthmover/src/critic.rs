//! The critic f, which plays the 1-Lipschitz function of the dual.

use std::collections::BTreeMap;

use burn::Tensor;
use burn::module::Module;
use burn::tensor::Device;

use crate::config::{Architecture, Config, Constraint, CriticConfig, Initialisation};
use crate::digits::{PIXELS, SIDE};
use crate::generator::{NOTEBOOK_EPSILON, scale};
use crate::kernels::leaves::Leaves;
use crate::network::{
    Activation, BlockSpec, Kernel, Layout, Network, PullBack, Scale, Shape, Trace,
};
use crate::noise::{Noise, Purpose};
use crate::normalisation::{NormSpec, Statistics};
use crate::parameters::Named;

/// The critic f: images `[batch, 784]`, or points `[batch, dimension]`, → scores `[batch]`, high on
/// real ones.
#[derive(Module, Debug)]
pub struct Critic {
    network: Network,
}

impl Critic {
    /// The critic of a configuration, its weights drawn from the configuration's seed.
    pub fn new(config: &Config, device: &Device) -> Self {
        Self::drawn(&specs(config), [1, SIDE, SIDE], config.seed, device)
    }

    /// The critic of a configuration for points of `dimension` coordinates, likewise.
    pub fn of_points(config: &CriticConfig, dimension: usize, device: &Device) -> Self {
        let blocks = mlp_specs(dimension, &config.hidden, Initialisation::He);
        let specs = begun(blocks, &config.constraint);
        Self::drawn(&specs, [dimension, 1, 1], config.seed, device)
    }

    fn drawn(specs: &[BlockSpec], input: [usize; 3], seed: u64, device: &Device) -> Self {
        let noise = |block| Noise::new(seed, Purpose::CriticWeights, block);
        Self {
            network: Network::new(specs, input, noise, device),
        }
    }

    /// Scores of `images`. A batch normalisation uses the statistics of this batch.
    pub fn forward(&self, images: Tensor<2>) -> Tensor<1> {
        self.network.forward(images).flatten(0, 1)
    }

    /// Scores of `images`, each of its own image alone: batch normalisations use `statistics`.
    pub fn score(&self, images: Tensor<2>, statistics: &[Statistics]) -> Tensor<1> {
        self.network.forward_given(images, statistics).flatten(0, 1)
    }

    /// What the batch normalisations see when the batch `images` passes; empty where there are
    /// none.
    pub fn statistics(&self, images: Tensor<2>) -> Vec<Statistics> {
        self.network.statistics(images)
    }

    /// Scores of `images`, and what the way back needs. Batch normalisations use `statistics`, or
    /// else those of this batch.
    pub fn trace(
        &self,
        images: Tensor<2>,
        statistics: Option<&[Statistics]>,
    ) -> (Tensor<1>, Trace) {
        let trace = self.network.trace(images, statistics);
        (trace.output().flatten(0, 1), trace)
    }

    /// The gradients of the parameters, by name, where `gradient` is that at the scores, `[batch]`.
    pub fn gradients(&self, trace: &Trace, gradient: Tensor<1>) -> Named {
        self.network.gradients(trace, gradient.unsqueeze_dim(1))
    }

    /// The same, for each subtree of `leaves` that is finished, one after another.
    pub(crate) fn gradients_by(
        &self,
        trace: &Trace,
        gradient: Tensor<1>,
        leaves: &Leaves,
    ) -> Named {
        self.network
            .gradients_by(trace, gradient.unsqueeze_dim(1), leaves)
    }

    /// The gradient at the images, `[batch, 784]`, where `gradient` is that at the scores.
    pub fn input_gradient(&self, trace: &Trace, gradient: Tensor<1>) -> Tensor<2> {
        self.network
            .input_gradient(trace, gradient.unsqueeze_dim(1))
    }

    /// The same with what `pull_back_gradients` needs.
    pub fn pull_back(&self, trace: &Trace, gradient: Tensor<1>) -> PullBack {
        self.network.pull_back(trace, gradient.unsqueeze_dim(1))
    }

    /// The gradients of the weights, where `gradient` is that at the input gradients of `pull_back`,
    /// `[batch, 784]`; for a critic that [is piecewise linear](Critic::is_piecewise_linear).
    pub(crate) fn pull_back_gradients(
        &self,
        trace: &Trace,
        pull_back: &PullBack,
        gradient: Tensor<2>,
        leaves: &Leaves,
    ) -> Named {
        self.network
            .pull_back_gradients(trace, pull_back, gradient, leaves)
    }

    /// Whether the input gradient is a product of weights and of constant slopes, almost everywhere.
    pub fn is_piecewise_linear(&self) -> bool {
        self.network.is_piecewise_linear()
    }

    /// The critic with another activation at its end.
    pub fn ending_in(self, activation: Activation) -> Self {
        Self {
            network: self.network.ending_in(activation),
        }
    }

    /// The device its weights are on.
    pub fn device(&self) -> Device {
        self.network.device()
    }

    /// Whether a score depends on the other images of its batch. Then batches of different kinds
    /// must pass apart.
    pub fn couples_samples(&self) -> bool {
        self.network.couples_samples()
    }

    /// The layout that each parameter has in files, by its name.
    pub fn layouts(&self) -> BTreeMap<String, Layout> {
        self.network.layouts()
    }
}

/// The critic's blocks.
pub fn specs(config: &Config) -> Vec<BlockSpec> {
    let blocks = match &config.architecture {
        Architecture::Mlp(mlp) => mlp_specs(PIXELS, &mlp.critic_hidden, mlp.initialisation),
        Architecture::Conv(conv) => conv_specs(conv.critic_channels, conv.initialisation),
        Architecture::Article(article) => article_specs(article.channels),
    };
    begun(blocks, &config.constraint)
}

/// Blocks as they begin under a constraint: under weight clipping their weights within half the bound.
fn begun(mut blocks: Vec<BlockSpec>, constraint: &Constraint) -> Vec<BlockSpec> {
    if let Constraint::WeightClipping(clipping) = constraint {
        let half = Scale::Uniform(clipping.bound / 2.0);
        blocks.iter_mut().for_each(|block| block.scale = half);
    }
    blocks
}

fn hidden(shape: Shape, initialisation: Initialisation) -> BlockSpec {
    BlockSpec {
        shape,
        bias: true,
        scale: scale(initialisation, 1.0),
        norm: NormSpec::None,
        activation: Activation::LeakyRelu,
    }
}

/// The last block has no bias: a constant added to f changes neither the gap nor a slope.
fn last(inputs: usize, initialisation: Initialisation) -> BlockSpec {
    let outputs = [1, 1, 1];
    BlockSpec {
        bias: false,
        activation: Activation::Identity,
        ..hidden(Shape::Linear { inputs, outputs }, initialisation)
    }
}

fn mlp_specs(
    mut inputs: usize,
    widths: &[usize],
    initialisation: Initialisation,
) -> Vec<BlockSpec> {
    let mut blocks = Vec::new();
    for &width in widths {
        let outputs = [width, 1, 1];
        let shape = Shape::Linear { inputs, outputs };
        blocks.push(hidden(shape, initialisation));
        inputs = width;
    }
    blocks.push(last(inputs, initialisation));
    blocks
}

fn conv_specs(channels: usize, initialisation: Initialisation) -> Vec<BlockSpec> {
    let halving = |channels| {
        Shape::Convolution(Kernel {
            channels,
            size: 4,
            stride: 2,
            padding: 1,
        })
    };
    vec![
        hidden(halving([1, channels]), initialisation),
        hidden(halving([channels, 2 * channels]), initialisation),
        last(2 * channels * (SIDE / 4) * (SIDE / 4), initialisation),
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
        norm,
        ..hidden(shape, Initialisation::Narrow)
    };
    vec![
        block(convolution([1, channels], 3), NormSpec::None),
        block(convolution([channels, 2 * channels], 2), norm),
        block(convolution([2 * channels, 4 * channels], 2), norm),
        block(convolution([4 * channels, 8 * channels], 2), norm),
        BlockSpec {
            bias: true,
            ..last(8 * channels * 9, Initialisation::Narrow)
        },
    ]
}
