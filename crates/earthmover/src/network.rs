//! Networks as lists of blocks: an affine map, a normalisation, an activation.
//!
//! Generator and critic of every architecture are such lists, so that each thing said about
//! networks (forward pass, way back, statistics of a reference batch, names of parameters) is said
//! once. Images are matrices [batch, height · width · channels].
//!
//! ```
//! use earthmover::network::{Activation, BlockSpec, Networks, NormSpec, Scale, Shape};
//!
//! let linear = |inputs, outputs, activation| BlockSpec {
//!     shape: Shape::Linear { inputs, outputs },
//!     bias: true,
//!     scale: Scale::He { gain: 1.0 },
//!     norm: NormSpec::None,
//!     activation,
//! };
//! let networks = Networks {
//!     generator: vec![linear(8, [1, 28, 28], Activation::Sigmoid)],
//!     critic: vec![linear(784, [1, 1, 1], Activation::Identity)],
//! };
//! assert!(!networks.couples_samples());
//! ```

mod affine;
mod architectures;
#[cfg(feature = "autodiff")]
#[doc(hidden)]
pub mod autodiff;
mod backward;
mod block;
mod critic;
pub(crate) mod finite;
mod generator;
mod layout;
pub(crate) mod limits;
mod networks;
pub(crate) mod normalisation;
#[doc(hidden)]
pub mod optimiser;
#[doc(hidden)]
pub mod parameters;
pub(crate) mod read_back;
mod shape;
pub(crate) mod stages;

use std::collections::BTreeMap;

use burn::Tensor;
use burn::module::Module;
use burn::tensor::Device;

pub use crate::kernels::activation::{Activation, LEAK};
use crate::noise::Noise;
pub(crate) use backward::PullBack;
pub use backward::Trace;
use block::Block;
pub use critic::Critic;
pub use generator::Generator;
pub use layout::Layout;
pub use networks::Networks;
pub use normalisation::{NormSpec, Statistics};
pub use shape::{BlockSpec, Kernel, Scale, Shape, Size, size};

/// A list of blocks, from images [batch, height · width · channels] to the same.
#[derive(Module, Debug)]
pub struct Network {
    blocks: Vec<Block>,
}

impl Network {
    /// A network of these blocks for images `input` [channels, height, width], its weights drawn by
    /// `noise(block)`.
    pub fn new(
        specs: &[BlockSpec],
        input: [usize; 3],
        noise: impl Fn(u64) -> Noise,
        device: &Device,
    ) -> Self {
        let mut input = input;
        let blocks = specs.iter().enumerate().map(|(place, spec)| {
            let block = Block::new(*spec, input, noise(place as u64), device);
            input = spec.shape.outputs(input);
            block
        });
        Self {
            blocks: blocks.collect(),
        }
    }

    /// What comes out. Batch normalisations use the statistics of `input`.
    pub fn forward(&self, input: Tensor<2>) -> Tensor<2> {
        self.blocks
            .iter()
            .fold(input, |x, block| block.pass(x, None).output)
    }

    /// What comes out where batch normalisations use the statistics given, one for each in order.
    pub fn forward_given(&self, input: Tensor<2>, statistics: &[Statistics]) -> Tensor<2> {
        let mut statistics = statistics.iter();
        self.blocks.iter().fold(input, |x, block| {
            let given = block.couples_samples().then(|| statistics.next());
            block.pass(x, given.flatten()).output
        })
    }

    /// The forward pass, kept for the way back. Batch normalisations use the statistics of `input`,
    /// or those given, one for each in order.
    pub fn trace(&self, input: Tensor<2>, given: Option<&[Statistics]>) -> Trace {
        let mut given = given.unwrap_or_default().iter();
        let mut image = input;
        let passes = self.blocks.iter().map(|block| {
            let statistics = block.couples_samples().then(|| given.next());
            let pass = block.pass(image.clone(), statistics.flatten());
            image = pass.output.clone();
            pass
        });
        Trace(passes.collect())
    }

    /// The statistics that the network's batch normalisations see when `input` passes through; none
    /// where there are none.
    pub fn statistics(&self, input: Tensor<2>) -> Vec<Statistics> {
        if !self.couples_samples() {
            return Vec::new();
        }
        let trace = self.trace(input, None);
        let passes = trace.0.into_iter();
        passes.filter_map(|pass| pass.statistics()).collect()
    }

    /// The device its weights are on.
    pub fn device(&self) -> Device {
        match self.blocks.first() {
            Some(block) => block.affine.weight.val().device(),
            None => Device::default(),
        }
    }

    /// The network with another activation at its end.
    pub fn ending_in(mut self, activation: Activation) -> Self {
        if let Some(last) = self.blocks.last_mut() {
            last.spec.activation = activation;
        }
        self
    }

    /// The network with another activation of all blocks but the last.
    pub fn with_hidden(mut self, activation: Activation) -> Self {
        if let Some((_, hidden)) = self.blocks.split_last_mut() {
            hidden
                .iter_mut()
                .for_each(|block| block.spec.activation = activation);
        }
        self
    }

    /// By what the affine map of each block may stretch at most, where its weight is a matrix that stretches
    /// nothing: see [`Shape::overlap`].
    pub fn overlaps(&self) -> impl Iterator<Item = f64> {
        self.blocks.iter().map(|block| block.spec.shape.overlap())
    }

    /// Whether a sample's output depends on the other samples of its batch.
    pub fn couples_samples(&self) -> bool {
        self.blocks.iter().any(Block::couples_samples)
    }

    /// The layout that each parameter has in files, by the parameter's name.
    pub fn layouts(&self) -> BTreeMap<String, Layout> {
        // Entries go in one by one: `collect` would sort them, and bring a sort for this kind of map to the
        // wasm module.
        let mut layouts = BTreeMap::new();
        for (place, block) in self.blocks.iter().enumerate() {
            for (name, layout) in block.layouts() {
                layouts.insert(format!("blocks.{place}.{name}"), layout);
            }
        }
        layouts
    }
}
