//! The critic f, which plays the 1-Lipschitz function of the dual.

use std::collections::BTreeMap;

use burn::Tensor;
use burn::module::Module;
use burn::tensor::Device;

use super::architectures::mlp_critic;
use super::parameters::Named;
use super::{Activation, BlockSpec, Layout, Network, PullBack, Scale, Statistics, Trace};
use crate::config::{Constraint, CriticConfig, Initialisation};
use crate::kernels::leaves::Leaves;
use crate::noise::{Noise, Purpose};

/// The critic f: images `[batch, numbers]`, or points `[batch, dimension]`, → scores `[batch]`, high on
/// real ones.
#[derive(Module, Debug)]
pub struct Critic {
    network: Network,
}

impl Critic {
    /// The critic of these blocks, its weights drawn from `seed`; under weight clipping within half the
    /// bound.
    pub(super) fn new(
        blocks: &[BlockSpec],
        input: [usize; 3],
        (seed, constraint): (u64, &Constraint),
        device: &Device,
    ) -> Self {
        let mut blocks = blocks.to_vec();
        if let Constraint::WeightClipping(clipping) = constraint {
            let half = Scale::Uniform(clipping.bound / 2.0);
            blocks.iter_mut().for_each(|block| block.scale = half);
        }
        let noise = |block| Noise::new(seed, Purpose::CriticWeights, block);
        Self {
            network: Network::new(&blocks, input, noise, device),
        }
    }

    /// The critic of a configuration for points of `dimension` coordinates, its weights drawn in the same
    /// way.
    pub fn of_points(config: &CriticConfig, dimension: usize, device: &Device) -> Self {
        let blocks = mlp_critic(dimension, &config.hidden, Initialisation::He);
        let drawn = (config.seed, &config.constraint);
        Self::new(&blocks, [dimension, 1, 1], drawn, device)
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

    /// The same, for each finished subtree of `leaves`, one after another.
    pub(crate) fn gradients_by(
        &self,
        trace: &Trace,
        gradient: Tensor<1>,
        leaves: &Leaves,
    ) -> Named {
        self.network
            .gradients_by(trace, gradient.unsqueeze_dim(1), leaves)
    }

    /// The gradient at the images, `[batch, numbers]`, where `gradient` is that at the scores.
    pub fn input_gradient(&self, trace: &Trace, gradient: Tensor<1>) -> Tensor<2> {
        self.network
            .input_gradient(trace, gradient.unsqueeze_dim(1))
    }

    /// The same with what `pull_back_gradients` needs.
    pub(crate) fn pull_back(&self, trace: &Trace, gradient: Tensor<1>) -> PullBack {
        self.network.pull_back(trace, gradient.unsqueeze_dim(1))
    }

    /// The gradients of the weights, where `gradient` is that at the input gradients of `pull_back`,
    /// `[batch, numbers]`; for a critic that [is piecewise linear](Critic::is_piecewise_linear).
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

    /// The critic with another activation of all blocks but the last.
    pub fn with_hidden(self, activation: Activation) -> Self {
        Self {
            network: self.network.with_hidden(activation),
        }
    }

    /// By what the affine map of each block may stretch at most, where its weight is a matrix that stretches
    /// nothing: see [`Shape::overlap`](super::Shape::overlap).
    pub fn overlaps(&self) -> impl Iterator<Item = f64> {
        self.network.overlaps()
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
