//! The generator g: latent → image.

use std::collections::BTreeMap;

use burn::Tensor;
use burn::module::Module;
use burn::tensor::Device;

use super::architectures::generator_of_points;
use super::parameters::Named;
use super::{BlockSpec, Layout, Network, Statistics, Trace};
use crate::config::GameConfig;
use crate::kernels::leaves::Leaves;
use crate::noise::{Noise, Purpose};

/// The generator g: latents [batch, latent] → images [batch, height · width · channels] of numbers of
/// [0, 1].
#[derive(Module, Debug)]
pub struct Generator {
    network: Network,
}

impl Generator {
    /// The generator of these blocks, its weights drawn from `seed`.
    pub(super) fn new(blocks: &[BlockSpec], latent: usize, seed: u64, device: &Device) -> Self {
        let noise = |block| Noise::new(seed, Purpose::GeneratorWeights, block);
        Self {
            network: Network::new(blocks, [latent, 1, 1], noise, device),
        }
    }

    /// The generator of a game, from latents of the plane to points of it, its weights drawn from the seed.
    pub fn of_points(config: &GameConfig, device: &Device) -> Self {
        let blocks = generator_of_points(2, &config.generator_hidden, 2);
        Self::new(&blocks, 2, config.seed, device)
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

    /// The same, for each finished subtree of `leaves`, one after another.
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

    /// The same for the batch that `reference` makes. It is called only where there is a batch normalisation.
    pub(crate) fn statistics_of(&self, reference: impl FnOnce() -> Tensor<2>) -> Vec<Statistics> {
        if !self.network.couples_samples() {
            return Vec::new();
        }
        self.statistics(reference())
    }

    /// The layout that each parameter has in files, by its name.
    pub fn layouts(&self) -> BTreeMap<String, Layout> {
        self.network.layouts()
    }
}
