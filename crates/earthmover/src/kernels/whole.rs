//! Whole iterations in a few kernels, for devices that pay for starting work. Networks that look at each
//! sample alone need no exchange between samples: so a group of a GPU's units takes one sample through a
//! network and back, and leaves behind what the gradients of the weights are made of; a second kernel sums
//! these over the samples, and takes Adam's step.
//!
//! This is what such kernels need to know. It is fixed when a run is configured, and they are compiled for it.

#![cfg_attr(
    not(feature = "wgpu"),
    allow(dead_code, reason = "kernels of GPUs read it")
)]

use burn::Tensor;

use crate::kernels::activation::Activation;
use crate::kernels::penalty::Excess;
use crate::kernels::places::Places;

/// Most stages of a network.
pub(crate) const MOST_STAGES: usize = 12;

/// How many numbers an iteration leaves: the critic's loss, gap, penalty and mean slope, and the generator's loss.
pub(crate) const NUMBERS: usize = 5;

/// Parameters begin at multiples of so many numbers, so that each can be bound as a buffer of its own: WebGPU
/// promises places that are multiples of 256 bytes.
pub(crate) const ALIGNMENT: usize = 64;

/// Runs of configurations for which whole iterations are computed so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Whole {
    pub(crate) generator: Stages,
    pub(crate) critic: Stages,
    /// Rows of a batch.
    pub(crate) batch: usize,
    /// Pairs that the penalty looks at; none where there is no penalty.
    pub(crate) pairs: usize,
    pub(crate) points: Points,
    pub(crate) excess: Excess,
    /// Whether the critic's weights are kept within a bound.
    pub(crate) clips: bool,
    /// Critic steps of an iteration.
    pub(crate) n_critic: usize,
    /// Whether the generator's step has the fakes of the critic's last.
    pub(crate) shares_fakes: bool,
    /// Whether an average follows the generator.
    pub(crate) is_averaged: bool,
}

/// Where the two points of each pair of a penalty come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Points {
    /// A point of a real–fake segment, and one a step further along the critic's gradient.
    Adversarial,
    /// Two points of a real–fake segment.
    Segment,
    /// The two ends of a real–fake segment.
    Ends,
    /// Two real rows, half a batch apart.
    Reals,
}

/// A network, and the memory that one sample needs on its way through it and back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Stages {
    pub(crate) list: [Stage; MOST_STAGES],
    pub(crate) count: usize,
    /// Numbers of a sample.
    pub(crate) inputs: usize,
    /// How many numbers its parameters have, each from a multiple of [`ALIGNMENT`] on.
    pub(crate) parameters: usize,
    /// Where the gradient at the sample is kept.
    pub(crate) gradient: usize,
    /// How many numbers are kept of one sample: the sample itself first.
    pub(crate) memory: usize,
}

/// An affine map, a normalisation of each sample, an activation. Images are rows of pixels, channels last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Stage {
    pub(crate) map: Map,
    /// How many numbers come in, and out.
    pub(crate) inputs: usize,
    pub(crate) outputs: usize,
    /// Channels that come out.
    pub(crate) channels: usize,
    pub(crate) norm: SampleNorm,
    pub(crate) activation: Activation,
    /// Where its parameters begin in those of the network; and how many numbers the bias has.
    pub(crate) weight: usize,
    pub(crate) bias: Option<[usize; 2]>,
    pub(crate) gamma: Option<usize>,
    pub(crate) beta: Option<usize>,
    /// Where a sample's memory has what comes in and out; what was normalised, by which factors; and the
    /// gradients at what is activated, and at the affine map's output.
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) normal: usize,
    pub(crate) factors: usize,
    pub(crate) before: usize,
    pub(crate) delta: usize,
}

/// An affine map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Map {
    Linear,
    /// From the outer image to the inner.
    Convolution(Places),
    /// From the inner image to the outer; and the channels of the inner.
    Transposed(Places, usize),
}

/// A normalisation that looks at one sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum SampleNorm {
    None,
    /// Over so many groups of channels.
    Groups(usize),
    /// Over the channels of one pixel.
    Pixel,
}

/// The numbers that are the same in all iterations, at the beginning of the inputs.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Constant {
    GeneratorBeta1,
    GeneratorBeta2,
    GeneratorEpsilon,
    CriticBeta1,
    CriticBeta2,
    CriticEpsilon,
    Lambda,
    /// How far an adversarial pair's points are apart.
    Step,
    /// The least that a distance counts as where something is divided by it.
    LeastDistance,
    /// What the critic's weights are kept within.
    Bound,
}

/// How many constants there are room for.
pub(crate) const CONSTANTS: usize = 16;

/// The numbers that an iteration's record begins with: for the generator's step, and then for each of the
/// critic's.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Head {
    /// The number of the iteration, which a flag is raised with.
    Iteration,
    /// Adam's corrected rate.
    Rate,
    /// The factor that corrects the second mean.
    Root,
    /// By which share of the way the average follows.
    Share,
}

/// How many numbers a head has.
pub(crate) const HEAD: usize = 4;

/// What iterations move: the parameters of each network, with the means of their gradients and of the squares
/// of these, and the generator's average if there is one, one after another; and the flag that is raised where
/// a number would not be finite.
pub(crate) struct States {
    pub(crate) generator: Tensor<1>,
    pub(crate) critic: Tensor<1>,
    pub(crate) flag: Tensor<1>,
}

/// What iterations leave: what they moved, and the five numbers of each.
pub(crate) struct Ran {
    pub(crate) states: States,
    pub(crate) numbers: Tensor<1>,
}

/// The kernels of whole iterations.
pub(crate) trait WholeKernels {
    /// Runs `count` iterations, whose records are in `inputs`.
    fn iterations(&self, states: States, inputs: Tensor<1>, whole: &Whole, count: usize) -> Ran;

    /// The numbers from `first` on of a tensor, `count` of them, where they lie.
    fn part(&self, x: &Tensor<1>, first: usize, count: usize) -> Tensor<1>;
}

impl Whole {
    /// Numbers that a critic step is given: its head, real rows, latents, and two mixes of each pair.
    pub(crate) fn critic_record(&self) -> usize {
        let rows = self.critic.inputs + self.generator.inputs;
        HEAD + self.batch * rows + 2 * self.pairs
    }

    /// Numbers that an iteration is given: the generator step's head and latents, then the critic steps.
    pub(crate) fn record(&self) -> usize {
        self.own_latents() + self.n_critic * self.critic_record()
    }

    /// Numbers that a generator step is given.
    pub(crate) fn own_latents(&self) -> usize {
        let latents = if self.shares_fakes { 0 } else { self.batch };
        HEAD + latents * self.generator.inputs
    }

    /// Pairs of points that pass the critic: each real row with its fake, and those of the penalty.
    pub(crate) fn critic_cubes(&self) -> usize {
        self.batch + self.pairs
    }

    /// How many pairs the mean slope is that of: those of the penalty, or each real row with its fake.
    pub(crate) fn compared(&self) -> usize {
        if self.pairs == 0 {
            self.batch
        } else {
            self.pairs
        }
    }

    /// Where the memory of the critic's points begins: after that of the generator's samples.
    pub(crate) fn critic_memory(&self) -> usize {
        self.batch * self.generator.memory
    }

    /// Where the scores begin: four numbers for each pair of points.
    pub(crate) fn scores(&self) -> usize {
        self.critic_memory() + 2 * self.critic_cubes() * self.critic.memory
    }

    /// How many numbers all of it keeps.
    pub(crate) fn memory(&self) -> usize {
        self.scores() + 4 * self.critic_cubes()
    }
}

impl Map {
    /// Where the kernel of a convolution lies.
    pub(crate) fn places(&self) -> Places {
        match self {
            Self::Convolution(places) | Self::Transposed(places, _) => *places,
            Self::Linear => unreachable!("a linear map has no kernel"),
        }
    }

    /// Channels of the inner image of a transposed convolution.
    pub(crate) fn inner_channels(&self) -> usize {
        match self {
            Self::Transposed(_, channels) => *channels,
            Self::Linear | Self::Convolution(_) => unreachable!("it is no transposed convolution"),
        }
    }
}

impl Stage {
    /// How many groups of channels are normalised, each by itself.
    pub(crate) fn groups(&self) -> usize {
        match self.norm {
            SampleNorm::Groups(groups) => groups,
            SampleNorm::None | SampleNorm::Pixel => 1,
        }
    }
}
