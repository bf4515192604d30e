//! Networks as lists of blocks: an affine map, a normalisation, an activation.
//!
//! Generator and critic of every architecture are such lists, so that each thing said about
//! networks (forward pass, statistics of a reference batch, names of parameters) is said once.

mod pull_back;

use burn::Tensor;
use burn::module::{Module, Param};
use burn::nn::conv::{Conv2d, Conv2dConfig, ConvTranspose2d, ConvTranspose2dConfig};
use burn::nn::{Linear, LinearConfig, PaddingConfig2d};
use burn::tensor::activation::{leaky_relu, relu, sigmoid, tanh};
use burn::tensor::{Device, TensorData};

use crate::noise::Noise;
use crate::normalisation::{Norm, NormSpec, Statistics};
use crate::one_channel::restride;
pub use pull_back::Trace;

/// Slope of the leaky ReLU below zero.
pub const LEAK: f64 = 0.2;

/// What ends a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activation {
    /// x above zero, 0.2 x below.
    LeakyRelu,
    /// x above zero, 0 below.
    Relu,
    /// 1 / (1 + e^−x).
    Sigmoid,
    /// The hyperbolic tangent.
    Tanh,
    /// x.
    Identity,
}

/// The shape of an affine map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// From all numbers of a sample to an image of [channels, height, width].
    Linear {
        /// Numbers of a sample.
        inputs: usize,
        /// Channels, height and width.
        outputs: [usize; 3],
    },
    /// A convolution with a square kernel.
    Convolution(Kernel),
    /// A transposed convolution with a square kernel.
    Transposed(Kernel),
}

/// The kernel of a convolution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kernel {
    /// Channels in and out.
    pub channels: [usize; 2],
    /// Width and height.
    pub size: usize,
    /// Pixels from one place to the next.
    pub stride: usize,
    /// Zeros around the image.
    pub padding: usize,
}

/// How a layer's weights are drawn. Biases begin at zero.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scale {
    /// Normal, of standard deviation `gain` · √(2 / fan), fan being how many inputs reach one
    /// output (He et al. 2015).
    He {
        /// Factor.
        gain: f64,
    },
    /// Normal, of this standard deviation.
    Normal(f64),
    /// Uniform within ± this.
    Uniform(f64),
}

/// What a block is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BlockSpec {
    /// The affine map.
    pub shape: Shape,
    /// Whether the affine map adds a bias.
    pub bias: bool,
    /// How its weights are drawn.
    pub scale: Scale,
    /// The normalisation.
    pub norm: NormSpec,
    /// The activation.
    pub activation: Activation,
}

impl Shape {
    /// How many inputs reach one output. A transposed convolution's kernel meets every
    /// stride-th input in each direction only; burn counts `channels out · kernel` there, which is
    /// not what a forward pass sums.
    pub fn fan_in(&self) -> f64 {
        match self {
            Self::Linear { inputs, .. } => *inputs as f64,
            Self::Convolution(kernel) => (kernel.channels[0] * kernel.size.pow(2)) as f64,
            Self::Transposed(kernel) => {
                let met = kernel.size as f64 / kernel.stride as f64;
                kernel.channels[0] as f64 * met * met
            }
        }
    }

    /// Channels that come out.
    pub fn channels(&self) -> usize {
        match self {
            Self::Linear { outputs, .. } => outputs[0],
            Self::Convolution(kernel) | Self::Transposed(kernel) => kernel.channels[1],
        }
    }

    /// Numbers of the weight.
    pub fn weights(&self) -> usize {
        match self {
            Self::Linear { inputs, outputs } => inputs * outputs.iter().product::<usize>(),
            Self::Convolution(kernel) | Self::Transposed(kernel) => {
                kernel.channels[0] * kernel.channels[1] * kernel.size.pow(2)
            }
        }
    }

    /// Channels, height and width of what comes out where an image `side` pixels wide goes in.
    pub fn outputs(&self, side: usize) -> [usize; 3] {
        match self {
            Self::Linear { outputs, .. } => *outputs,
            Self::Convolution(kernel) => {
                let side = (side + 2 * kernel.padding - kernel.size) / kernel.stride + 1;
                [kernel.channels[1], side, side]
            }
            Self::Transposed(kernel) => {
                let side = (side - 1) * kernel.stride + kernel.size - 2 * kernel.padding;
                [kernel.channels[1], side, side]
            }
        }
    }
}

/// How large a network is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Numbers of its weights; biases and normalisations are small beside them.
    pub weights: usize,
    /// Numbers that come out of its blocks for one sample.
    pub outputs: usize,
}

/// The size of a network of these blocks, for images `side` pixels wide.
pub fn size(specs: &[BlockSpec], mut side: usize) -> Size {
    let mut size = Size {
        weights: 0,
        outputs: 0,
    };
    for spec in specs {
        let outputs = spec.shape.outputs(side);
        size.weights += spec.shape.weights();
        size.outputs += outputs.iter().product::<usize>();
        side = outputs[1];
    }
    size
}

/// An affine map on images [batch, channels, height, width].
#[derive(Module, Debug)]
enum Affine {
    Linear(Linear),
    Convolution(Conv2d),
    Transposed(ConvTranspose2d),
}

/// An affine map, a normalisation, an activation.
#[derive(Module, Debug)]
struct Block {
    affine: Affine,
    norm: Norm,
    #[module(skip)]
    spec: BlockSpec,
}

/// A list of blocks, from [batch, channels, height, width] to the same.
#[derive(Module, Debug)]
pub struct Network {
    blocks: Vec<Block>,
}

impl Network {
    /// A network of these blocks, its weights drawn by `noise(block)`.
    pub fn new(specs: &[BlockSpec], noise: impl Fn(u64) -> Noise, device: &Device) -> Self {
        let blocks = specs.iter().enumerate();
        let blocks = blocks.map(|(place, spec)| Block::new(*spec, noise(place as u64), device));
        Self {
            blocks: blocks.collect(),
        }
    }

    /// The forward pass. Batch normalisations use the statistics of `input`.
    pub fn forward(&self, input: Tensor<4>) -> Tensor<4> {
        self.forward_with(input, None).0
    }

    /// The forward pass with the given statistics, one for each batch normalisation, in order.
    pub fn forward_given(&self, input: Tensor<4>, statistics: &[Statistics]) -> Tensor<4> {
        self.forward_with(input, Some(statistics)).0
    }

    /// The statistics that the network's batch normalisations see when `input` passes through; none
    /// where there are none.
    pub fn statistics(&self, input: Tensor<4>) -> Vec<Statistics> {
        if !self.couples_samples() {
            return Vec::new();
        }
        self.forward_with(input, None).1
    }

    /// The device its weights are on: with autodiff where they are on the graph.
    pub fn device(&self) -> Device {
        match self.blocks.first().map(|block| &block.affine) {
            Some(Affine::Linear(linear)) => linear.weight.val().device(),
            Some(Affine::Convolution(convolution)) => convolution.weight.val().device(),
            Some(Affine::Transposed(transposed)) => transposed.weight.val().device(),
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

    /// Whether a sample's output depends on the other samples of its batch.
    pub fn couples_samples(&self) -> bool {
        self.blocks.iter().any(|block| block.norm.couples_samples())
    }

    fn forward_with(
        &self,
        input: Tensor<4>,
        given: Option<&[Statistics]>,
    ) -> (Tensor<4>, Vec<Statistics>) {
        let mut given = given.map(<[Statistics]>::iter);
        let mut seen = Vec::new();
        let output = self.blocks.iter().fold(input, |x, block| {
            let x = block.affine(x);
            let x = match (block.norm.couples_samples(), given.as_mut()) {
                (true, Some(given)) => block.norm.forward_given(x, given.next()),
                _ => block.norm.forward(x, &mut seen),
            };
            block.activate(x)
        });
        (output, seen)
    }
}

impl Block {
    fn new(spec: BlockSpec, noise: Noise, device: &Device) -> Self {
        let bias = |channels| {
            let zeros = || Param::from_tensor(Tensor::zeros([channels], device));
            spec.bias.then(zeros)
        };
        let affine = match spec.shape {
            Shape::Linear { inputs, outputs } => {
                let outputs = outputs.iter().product();
                let config = LinearConfig::new(inputs, outputs).with_bias(spec.bias);
                let mut linear = config.init(device);
                linear.weight = weights(&spec, noise, [inputs, outputs], device);
                linear.bias = bias(outputs);
                Affine::Linear(linear)
            }
            Shape::Convolution(kernel) => {
                let pad = kernel.padding;
                let config = Conv2dConfig::new(kernel.channels, [kernel.size; 2])
                    .with_stride([kernel.stride; 2])
                    .with_padding(PaddingConfig2d::Explicit(pad, pad, pad, pad))
                    .with_bias(spec.bias);
                let mut convolution = config.init(device);
                let [inputs, outputs] = kernel.channels;
                let shape = [outputs, inputs, kernel.size, kernel.size];
                convolution.weight = weights(&spec, noise, shape, device);
                convolution.bias = bias(outputs);
                Affine::Convolution(convolution)
            }
            Shape::Transposed(kernel) => {
                let config = ConvTranspose2dConfig::new(kernel.channels, [kernel.size; 2])
                    .with_stride([kernel.stride; 2])
                    .with_padding([kernel.padding; 2])
                    .with_bias(spec.bias);
                let mut transposed = config.init(device);
                let [inputs, outputs] = kernel.channels;
                let shape = [inputs, outputs, kernel.size, kernel.size];
                transposed.weight = weights(&spec, noise, shape, device);
                transposed.bias = bias(outputs);
                Affine::Transposed(transposed)
            }
        };
        Self {
            affine,
            norm: Norm::new(spec.norm, spec.shape.channels(), device),
            spec,
        }
    }

    fn affine(&self, x: Tensor<4>) -> Tensor<4> {
        match (&self.affine, self.spec.shape) {
            (Affine::Linear(linear), Shape::Linear { outputs, .. }) => {
                let [channels, height, width] = outputs;
                let flat: Tensor<2> = x.flatten(1, 3);
                let [batch, _] = flat.dims();
                let output = linear.forward(flat);
                output.reshape([batch, channels, height, width])
            }
            (Affine::Convolution(convolution), _) => restride(convolution.forward(restride(x))),
            (Affine::Transposed(transposed), _) => restride(transposed.forward(restride(x))),
            (Affine::Linear(_), _) => unreachable!("a block is built from its own specification"),
        }
    }

    fn activate(&self, x: Tensor<4>) -> Tensor<4> {
        match self.spec.activation {
            Activation::LeakyRelu => leaky_relu(x, LEAK),
            Activation::Relu => relu(x),
            Activation::Sigmoid => sigmoid(x),
            Activation::Tanh => tanh(x),
            Activation::Identity => x,
        }
    }
}

fn weights<const D: usize>(
    spec: &BlockSpec,
    mut noise: Noise,
    shape: [usize; D],
    device: &Device,
) -> Param<Tensor<D>> {
    let count = shape.iter().product();
    let mut normal = |std: f64| {
        let draws = noise.normals(count).into_iter();
        draws
            .map(|x| (f64::from(x) * std) as f32)
            .collect::<Vec<_>>()
    };
    let values = match spec.scale {
        Scale::He { gain } => normal(gain * libm::sqrt(2.0 / spec.shape.fan_in())),
        Scale::Normal(std) => normal(std),
        Scale::Uniform(bound) => {
            let draws = noise.uniforms(count).into_iter();
            draws
                .map(|x| ((2.0 * f64::from(x) - 1.0) * bound) as f32)
                .collect()
        }
    };
    Param::from_data(TensorData::new(values, shape), device)
}
