//! The two networks of a run before they have weights: two lists of blocks, checked.

use burn::tensor::Device;

use super::limits::{MOST_AT_ONCE, MOST_NUMBERS, MOST_WEIGHTS, REFERENCE_ROWS};
use super::normalisation::NormSpec;
use super::{Activation, BlockSpec, Critic, Generator, Scale, Shape, architectures, size};
use crate::config::{Config, Constraint};
use crate::data::ImageShape;
use crate::error::{Error, Invalid};

/// Most blocks of a network.
const MOST_BLOCKS: usize = 64;
/// Most channels of what a block makes, and most pixels along a side of it.
const MOST_CHANNELS: usize = 1 << 16;
/// Largest kernel, and longest stride.
const LARGEST_KERNEL: usize = 256;

/// Generator and critic as lists of blocks.
///
/// Blocks follow each other: the generator's from a latent, [latent, 1, 1], to an image, the critic's from
/// an image to one number.
///
/// ```
/// use earthmover::Config;
/// use earthmover::data::ImageShape;
/// use earthmover::network::Networks;
///
/// let colour = ImageShape { height: 16, width: 16, channels: 3 };
/// let networks = Networks::of(&Config::default(), colour)?;
/// // The convolutional generator of the default, which ends in three channels here.
/// assert_eq!(networks.generator.len(), 3);
/// assert_eq!(networks.generator[2].shape.channels(), 3);
/// # Ok::<(), earthmover::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Networks {
    /// From a latent to an image.
    pub generator: Vec<BlockSpec>,
    /// From an image to a score.
    pub critic: Vec<BlockSpec>,
}

impl Networks {
    /// The networks of a configuration's architecture, for images of this shape.
    ///
    /// # Errors
    /// [`Error::Argument`] when an image has no numbers or too many, or when the architecture is not for
    /// such images.
    pub fn of(config: &Config, images: ImageShape) -> Result<Self, Error> {
        images.check()?;
        Ok(Self {
            generator: architectures::generator(config, images)?,
            critic: architectures::critic(config, images)?,
        })
    }

    /// Whether what comes out for a sample depends, in either network, on the other samples of its batch.
    pub fn couples_samples(&self) -> bool {
        let blocks = self.generator.iter().chain(&self.critic);
        blocks.into_iter().any(BlockSpec::couples_samples)
    }

    /// Checks that the blocks follow each other, that the critic is one that the constraint can hold, and
    /// that a run fits in a browser's memory.
    ///
    /// # Errors
    /// [`Error::Argument`] naming the block, or the field of the configuration, what it is and what is
    /// allowed.
    pub fn check(&self, config: &Config, images: ImageShape) -> Result<(), Error> {
        images.check()?;
        let made = follow("generator", &self.generator, [config.latent, 1, 1])?;
        ends("generator", made, images.dims(), "an image")?;
        let made = follow("critic", &self.critic, images.dims())?;
        ends("critic", made, [1, 1, 1], "a score")?;
        self.check_constraint(&config.constraint)?;
        self.check_size(config, images)
    }

    /// Checks that the constraint can hold the critic.
    pub(crate) fn check_constraint(&self, constraint: &Constraint) -> Result<(), Error> {
        let (fits, value, allowed): (fn(&BlockSpec) -> bool, _, _) = match constraint {
            Constraint::GradientPenalty(_) => (
                BlockSpec::is_piecewise_linear,
                "normalised, or of a curved activation",
                "piecewise linear under gradientPenalty, which differentiates a score's own gradient",
            ),
            Constraint::Orthonormal(_) => (
                |block| block.norm == NormSpec::None,
                "normalised",
                "not normalised under orthonormal, since a normalisation may stretch without bound",
            ),
            _ => return Ok(()),
        };
        match self.critic.iter().position(|block| !fits(block)) {
            Some(place) => Err(Invalid::new(format!("critic[{place}]"), value, allowed).into()),
            None => Ok(()),
        }
    }

    /// Checks that a run fits in a browser's memory.
    pub(crate) fn check_size(&self, config: &Config, images: ImageShape) -> Result<(), Error> {
        let generator = size(&self.generator, [config.latent, 1, 1]);
        let critic = size(&self.critic, images.dims());
        let weights = generator.weights.saturating_add(critic.weights);
        if weights > MOST_WEIGHTS {
            let value = format!("of {weights} weights");
            let allowed = format!("of at most {MOST_WEIGHTS}");
            return Err(Invalid::new("architecture", value, allowed).into());
        }
        // The critic scores real and fake and both points of each pair.
        let each = critic.kept.saturating_mul(4).saturating_add(generator.kept);
        if each.saturating_mul(config.batch) > MOST_NUMBERS {
            let most = MOST_NUMBERS / each;
            let allowed = format!("at most {most} with this architecture");
            return Err(Invalid::new("batch", config.batch, allowed).into());
        }
        let most = generator.at_once.max(critic.at_once);
        let numbers = most.saturating_mul(config.batch.max(REFERENCE_ROWS));
        if numbers > MOST_AT_ONCE {
            let value = format!("of {numbers} numbers in one block's pass");
            let allowed = format!("of at most {MOST_AT_ONCE}");
            return Err(Invalid::new("architecture", value, allowed).into());
        }
        Ok(())
    }

    /// Both networks, their weights drawn from the configuration's seed.
    ///
    /// # Errors
    /// As [`Networks::check`].
    pub fn draw(
        &self,
        config: &Config,
        images: ImageShape,
        device: &Device,
    ) -> Result<(Generator, Critic), Error> {
        self.check(config, images)?;
        Ok((
            self.generator(config, device),
            self.critic(config, images, device),
        ))
    }

    /// The generator alone, of blocks that follow each other.
    pub(crate) fn generator(&self, config: &Config, device: &Device) -> Generator {
        Generator::new(&self.generator, config.latent, config.seed, device)
    }

    /// The critic alone, of blocks that follow each other.
    pub(crate) fn critic(&self, config: &Config, images: ImageShape, device: &Device) -> Critic {
        let drawn = (config.seed, &config.constraint);
        Critic::new(&self.critic, images.dims(), drawn, device)
    }
}

impl BlockSpec {
    /// Whether a sample's output depends on the other samples of its batch.
    pub fn couples_samples(&self) -> bool {
        matches!(self.norm, NormSpec::Batch { .. })
    }

    /// Whether its input gradient is a product of a weight and of slopes that are constant almost
    /// everywhere.
    pub fn is_piecewise_linear(&self) -> bool {
        let linear = !matches!(self.activation, Activation::Sigmoid | Activation::Tanh);
        linear && self.norm == NormSpec::None
    }
}

/// Checks that blocks follow each other from `input` on, [channels, height, width], and gives what comes out
/// in the end.
fn follow(network: &str, blocks: &[BlockSpec], mut input: [usize; 3]) -> Result<[usize; 3], Error> {
    if !(1..=MOST_BLOCKS).contains(&blocks.len()) {
        let allowed = format!("1 to {MOST_BLOCKS} blocks");
        return Err(Invalid::new(format!("{network}.length"), blocks.len(), allowed).into());
    }
    for (place, block) in blocks.iter().enumerate() {
        let name = format!("{network}[{place}]");
        check_numbers(&name, block)?;
        check_fit(&format!("{name}.shape"), &block.shape, input)?;
        input = block.shape.outputs(input);
        let numbers = input.iter().fold(1_usize, |all, n| all.saturating_mul(*n));
        if numbers > MOST_NUMBERS {
            let value = format!("of {numbers} numbers");
            let allowed = format!("of at most {MOST_NUMBERS}");
            return Err(Invalid::new(format!("{name}.shape"), value, allowed).into());
        }
    }
    Ok(input)
}

/// Checks the numbers of a block other than those of its shape.
fn check_numbers(name: &str, block: &BlockSpec) -> Result<(), Invalid> {
    let scale = match block.scale {
        Scale::He { gain } | Scale::Glorot { gain } => gain,
        Scale::Normal(std) => std,
        Scale::Uniform(bound) => bound,
    };
    if !(scale >= 0.0 && scale.is_finite()) {
        let name = format!("{name}.scale");
        return Err(Invalid::new(name, scale, "a finite number, 0 or more"));
    }
    if let NormSpec::Batch { epsilon, .. } = block.norm
        && !(epsilon > 0.0 && epsilon.is_finite())
    {
        let name = format!("{name}.norm.epsilon");
        return Err(Invalid::new(name, epsilon, "a finite number above 0"));
    }
    Ok(())
}

/// Checks that an affine map takes an image `input`, and makes one of it.
fn check_fit(name: &str, shape: &Shape, input: [usize; 3]) -> Result<(), Invalid> {
    let [channels, height, width] = input;
    let numbers: usize = input.iter().product();
    let made = match shape {
        Shape::Linear { inputs, outputs } => {
            if *inputs != numbers {
                let allowed = format!("{numbers}, the numbers that come to it");
                return Err(Invalid::new(format!("{name}.inputs"), inputs, allowed));
            }
            outputs.to_vec()
        }
        Shape::Convolution(kernel) | Shape::Transposed(kernel) => {
            if kernel.channels[0] != channels {
                let allowed = format!("{channels}, the channels that come to it");
                let name = format!("{name}.channels[0]");
                return Err(Invalid::new(name, kernel.channels[0], allowed));
            }
            for (field, number) in [("size", kernel.size), ("stride", kernel.stride)] {
                if !(1..=LARGEST_KERNEL).contains(&number) {
                    let allowed = format!("a whole number from 1 to {LARGEST_KERNEL}");
                    return Err(Invalid::new(format!("{name}.{field}"), number, allowed));
                }
            }
            if kernel.padding >= kernel.size {
                let allowed = format!("below {}, the kernel's size", kernel.size);
                return Err(Invalid::new(
                    format!("{name}.padding"),
                    kernel.padding,
                    allowed,
                ));
            }
            vec![kernel.channels[1]]
        }
    };
    if let Some(number) = made
        .iter()
        .find(|number| !(1..=MOST_CHANNELS).contains(number))
    {
        let allowed = format!("1 to {MOST_CHANNELS} channels, and as many numbers of a side");
        return Err(Invalid::new(name, format!("to {number}"), allowed));
    }
    match shape {
        Shape::Linear { .. } => Ok(()),
        Shape::Convolution(kernel) => {
            let most = height.min(width) + 2 * kernel.padding;
            if kernel.size > most {
                let allowed = format!("at most {most}, the image with its padding");
                return Err(Invalid::new(format!("{name}.size"), kernel.size, allowed));
            }
            Ok(())
        }
        // What comes out of a transposed one must have a pixel left inside its padding.
        Shape::Transposed(kernel) => {
            let side = height.min(width) - 1;
            let grown = side
                .saturating_mul(kernel.stride)
                .saturating_add(kernel.size);
            if kernel.padding >= grown.div_ceil(2) {
                let allowed = format!("below {}", grown.div_ceil(2));
                let name = format!("{name}.padding");
                return Err(Invalid::new(name, kernel.padding, allowed));
            }
            Ok(())
        }
    }
}

/// Checks that what a network makes is what is wanted.
fn ends(network: &str, made: [usize; 3], wanted: [usize; 3], what: &str) -> Result<(), Error> {
    let words = |[channels, height, width]: [usize; 3]| {
        format!("{channels} channels of {height} × {width}")
    };
    if made != wanted {
        let allowed = format!("{}, {what}", words(wanted));
        let name = format!("the end of the {network}");
        return Err(Invalid::new(name, words(made), allowed).into());
    }
    Ok(())
}
