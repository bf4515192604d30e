//! What a network is made of, before it has weights.

use crate::kernels::activation::Activation;
use crate::kernels::places::Places;
use crate::normalisation::NormSpec;

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

/// The square kernel of a convolution, and how it steps over an image.
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
    /// Normal, of standard deviation `gain` · √(2 / (fan in + fan out)) (Glorot and Bengio 2010).
    Glorot {
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

    /// How many outputs an input reaches: what reaches an input on the way back.
    pub fn fan_out(&self) -> f64 {
        match self {
            Self::Linear { outputs, .. } => outputs.iter().product::<usize>() as f64,
            Self::Convolution(kernel) => {
                let met = kernel.size as f64 / kernel.stride as f64;
                kernel.channels[1] as f64 * met * met
            }
            Self::Transposed(kernel) => (kernel.channels[1] * kernel.size.pow(2)) as f64,
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
    /// Numbers that a pass keeps for the way back, for one sample: what comes out of the blocks, what it was
    /// before a normalisation's scale, and the patches that convolutions multiply.
    pub kept: usize,
}

/// The size of a network of these blocks, for images `side` pixels wide.
pub fn size(specs: &[BlockSpec], mut side: usize) -> Size {
    let mut size = Size {
        weights: 0,
        kept: 0,
    };
    for spec in specs {
        let [channels, height, width] = spec.shape.outputs(side);
        let outputs = channels * height * width;
        size.weights += spec.shape.weights();
        size.kept += outputs;
        if spec.norm != NormSpec::None {
            size.kept += outputs;
        }
        if let Shape::Convolution(kernel) = spec.shape {
            size.kept += height * width * kernel.channels[0] * kernel.size.pow(2);
        }
        side = height;
    }
    size
}

impl Kernel {
    /// How it lies over an image `outer` [height, width] and one of its places `inner`.
    pub(crate) fn places(&self, channels: usize, outer: [usize; 2], inner: [usize; 2]) -> Places {
        Places {
            channels,
            outer,
            inner,
            size: self.size,
            stride: self.stride,
            padding: self.padding,
        }
    }
}
