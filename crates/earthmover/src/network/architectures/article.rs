//! The networks of the article's notebook, for digits.

use super::super::normalisation::NormSpec;
use super::super::{Activation, BlockSpec, Kernel, Scale, Shape};
use super::{NARROW_STD, critic_hidden, critic_last};
use crate::config::{Article, Initialisation};
use crate::data::ImageShape;
use crate::data::mnist::SIDE;
use crate::error::{Error, Invalid};

/// Added to a batch normalisation's variance: Chainer's default.
const EPSILON: f64 = 2e-5;

/// Checks that images are of the one size that its kernels step over.
fn check(ImageShape { height, width, .. }: ImageShape) -> Result<(), Error> {
    if [height, width] != [SIDE; 2] {
        let allowed =
            format!("another for images of {height} × {width}: its own are of {SIDE} × {SIDE}");
        return Err(Invalid::new("architecture.kind", "article", allowed).into());
    }
    Ok(())
}

/// The generator, whose images are 3 → 4 → 6 → 10 → 28 pixels wide.
pub(super) fn generator(
    latent: usize,
    Article { channels }: Article,
    images: ImageShape,
) -> Result<Vec<BlockSpec>, Error> {
    check(images)?;
    let transposed = |channels, size| {
        Shape::Transposed(Kernel {
            channels,
            size,
            stride: size,
            padding: 1,
        })
    };
    let block = |shape, norm, activation| BlockSpec {
        shape,
        bias: true,
        scale: Scale::Normal(NARROW_STD),
        norm,
        activation,
    };
    let norm = NormSpec::Batch {
        epsilon: EPSILON,
        scaled: true,
    };
    let stem = Shape::Linear {
        inputs: latent,
        outputs: [8 * channels, 3, 3],
    };
    Ok(vec![
        block(stem, norm, Activation::Relu),
        block(
            transposed([8 * channels, 4 * channels], 2),
            norm,
            Activation::Relu,
        ),
        block(
            transposed([4 * channels, 2 * channels], 2),
            norm,
            Activation::Relu,
        ),
        block(
            transposed([2 * channels, channels], 2),
            norm,
            Activation::Relu,
        ),
        block(
            transposed([channels, images.channels], 3),
            NormSpec::None,
            Activation::Sigmoid,
        ),
    ])
}

/// The critic, whose images are 28 → 10 → 6 → 4 → 3 pixels wide. Its batch normalisations have no scale.
pub(super) fn critic(
    Article { channels }: Article,
    images: ImageShape,
) -> Result<Vec<BlockSpec>, Error> {
    check(images)?;
    let convolution = |channels, size| {
        Shape::Convolution(Kernel {
            channels,
            size,
            stride: size,
            padding: 1,
        })
    };
    let norm = NormSpec::Batch {
        epsilon: EPSILON,
        scaled: false,
    };
    let block = |shape, norm| BlockSpec {
        norm,
        ..critic_hidden(shape, Initialisation::Narrow)
    };
    Ok(vec![
        block(convolution([images.channels, channels], 3), NormSpec::None),
        block(convolution([channels, 2 * channels], 2), norm),
        block(convolution([2 * channels, 4 * channels], 2), norm),
        block(convolution([4 * channels, 8 * channels], 2), norm),
        BlockSpec {
            bias: true,
            ..critic_last(8 * channels * 9, Initialisation::Narrow)
        },
    ])
}
