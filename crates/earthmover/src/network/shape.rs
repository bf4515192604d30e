//! What a network is made of, before it has weights.

use super::normalisation::NormSpec;
use crate::kernels::activation::Activation;
use crate::kernels::places::Places;

/// The shape of an affine map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Shape {
    /// From all numbers of a sample to an image of [channels, height, width].
    Linear {
        /// How many numbers a sample has.
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
    /// The width and height of the kernel, in pixels.
    pub size: usize,
    /// How many pixels the kernel moves from one place to the next.
    pub stride: usize,
    /// How many rows and columns of zeros are put around the image.
    pub padding: usize,
}

/// How a layer's weights are drawn. Biases begin at zero.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Scale {
    /// Normal, of standard deviation `gain` · √(2 / fan), fan being how many inputs reach one
    /// output (He et al. 2015).
    He {
        /// What the standard deviation is multiplied by.
        gain: f64,
    },
    /// Normal, of standard deviation `gain` · √(2 / (fan in + fan out)) (Glorot and Bengio 2010).
    Glorot {
        /// What the standard deviation is multiplied by.
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

    /// How many patches a pixel may lie in, along one side: a kernel of 4 that moves by 2 covers each pixel twice
    /// along each, so that the patches of an image have up to 4 times its squares, and are up to twice as long. 1
    /// for a linear map.
    pub fn overlap(&self) -> f64 {
        match self {
            Self::Linear { .. } => 1.0,
            Self::Convolution(kernel) | Self::Transposed(kernel) => {
                kernel.size.div_ceil(kernel.stride) as f64
            }
        }
    }

    /// How many channels come out.
    pub fn channels(&self) -> usize {
        match self {
            Self::Linear { outputs, .. } => outputs[0],
            Self::Convolution(kernel) | Self::Transposed(kernel) => kernel.channels[1],
        }
    }

    /// How many columns the weight has as the matrix that rows are multiplied by.
    pub(crate) fn columns(&self) -> usize {
        match self {
            Self::Linear { outputs, .. } => outputs.iter().product(),
            Self::Convolution(kernel) => kernel.channels[1],
            Self::Transposed(kernel) => kernel.channels[1] * kernel.size.pow(2),
        }
    }

    /// How many numbers the weight has.
    pub fn weights(&self) -> usize {
        match self {
            Self::Linear { inputs, outputs } => {
                inputs.saturating_mul(outputs.iter().product::<usize>())
            }
            Self::Convolution(kernel) | Self::Transposed(kernel) => {
                let taps = kernel.size.saturating_mul(kernel.size);
                kernel.channels[0]
                    .saturating_mul(kernel.channels[1])
                    .saturating_mul(taps)
            }
        }
    }

    /// Channels, height and width of what comes out where an image of [channels, height, width] goes in,
    /// which must [fit](super::Networks) the map.
    pub fn outputs(&self, [_, height, width]: [usize; 3]) -> [usize; 3] {
        match self {
            Self::Linear { outputs, .. } => *outputs,
            Self::Convolution(kernel) => {
                let places = |side| (side + 2 * kernel.padding - kernel.size) / kernel.stride + 1;
                [kernel.channels[1], places(height), places(width)]
            }
            Self::Transposed(kernel) => {
                let side = |places: usize| {
                    let grown = (places - 1).saturating_mul(kernel.stride);
                    grown.saturating_add(kernel.size) - 2 * kernel.padding
                };
                [kernel.channels[1], side(height), side(width)]
            }
        }
    }
}

/// How large a network is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// How many numbers its weights have; biases and normalisations are small beside them.
    pub weights: usize,
    /// Numbers that a pass keeps for the way back, for one sample: what comes out of the blocks, what it was
    /// before a normalisation's scale, and the patches that convolutions multiply.
    pub kept: usize,
    /// Most numbers of one block while a sample passes: what goes in or out of its product, as patches.
    pub at_once: usize,
}

/// The size of a network of these blocks, for images `input` [channels, height, width].
pub fn size(specs: &[BlockSpec], mut input: [usize; 3]) -> Size {
    let mut size = Size {
        weights: 0,
        kept: 0,
        at_once: 0,
    };
    for spec in specs {
        let outputs = spec.shape.outputs(input);
        let pixels = |[_, height, width]: [usize; 3]| height * width;
        let numbers = outputs.iter().product::<usize>();
        let patches = match &spec.shape {
            Shape::Linear { .. } => 0,
            Shape::Convolution(kernel) => kernel.patches(pixels(outputs), kernel.channels[0]),
            Shape::Transposed(kernel) => kernel.patches(pixels(input), kernel.channels[1]),
        };
        size.weights = size.weights.saturating_add(spec.shape.weights());
        size.kept = size.kept.saturating_add(numbers);
        if spec.norm != NormSpec::None {
            size.kept = size.kept.saturating_add(numbers);
        }
        if let Shape::Convolution(_) = spec.shape {
            size.kept = size.kept.saturating_add(patches);
        }
        size.at_once = size.at_once.max(numbers.saturating_add(patches));
        input = outputs;
    }
    size
}

impl Kernel {
    /// How many numbers so many patches of these channels have.
    fn patches(&self, count: usize, channels: usize) -> usize {
        let patch = channels.saturating_mul(self.size * self.size);
        count.saturating_mul(patch)
    }

    /// Where the kernel lies on an image of `outer` [height, width] pixels, at `inner` [height, width]
    /// places.
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
