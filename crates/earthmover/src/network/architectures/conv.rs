//! Small convolutional networks after DCGAN (Radford et al. 2016), for images whose sides halve twice.

use super::super::{BlockSpec, Kernel, Shape};
use super::{critic_hidden, critic_last, hidden, last};
use crate::config::Conv;
use crate::data::ImageShape;
use crate::error::{Error, Invalid};

/// Height and width of the smallest layer.
fn quarters(images: ImageShape) -> Result<[usize; 2], Error> {
    let ImageShape { height, width, .. } = images;
    if !height.is_multiple_of(4) || !width.is_multiple_of(4) {
        let allowed = format!("another for images of {height} × {width}: it halves both twice");
        return Err(Invalid::new("architecture.kind", "conv", allowed).into());
    }
    Ok([height / 4, width / 4])
}

/// A kernel of 4 × 4 pixels with stride 2.
fn kernel(channels: [usize; 2]) -> Kernel {
    Kernel {
        channels,
        size: 4,
        stride: 2,
        padding: 1,
    }
}

pub(super) fn generator(
    latent: usize,
    conv: Conv,
    images: ImageShape,
) -> Result<Vec<BlockSpec>, Error> {
    let Conv {
        generator_channels: channels,
        normalisation,
        initialisation,
        ..
    } = conv;
    let [height, width] = quarters(images)?;
    let stem = Shape::Linear {
        inputs: latent,
        outputs: [channels, height, width],
    };
    let doubling = Shape::Transposed(kernel([channels, channels / 2]));
    let ending = Shape::Transposed(kernel([channels / 2, images.channels]));
    Ok(vec![
        hidden(stem, normalisation, initialisation),
        hidden(doubling, normalisation, initialisation),
        last(ending, initialisation),
    ])
}

pub(super) fn critic(conv: Conv, images: ImageShape) -> Result<Vec<BlockSpec>, Error> {
    let Conv {
        critic_channels: channels,
        critic_dense: dense,
        initialisation,
        ..
    } = conv;
    let [height, width] = quarters(images)?;
    let halving = |channels| Shape::Convolution(kernel(channels));
    let mut blocks = vec![
        critic_hidden(halving([images.channels, channels]), initialisation),
        critic_hidden(halving([channels, 2 * channels]), initialisation),
    ];
    let seen = 2 * channels * height * width;
    if dense == 0 {
        blocks.push(critic_last(seen, initialisation));
        return Ok(blocks);
    }
    let whole = Shape::Linear {
        inputs: seen,
        outputs: [dense, 1, 1],
    };
    blocks.push(critic_hidden(whole, initialisation));
    blocks.push(critic_last(dense, initialisation));
    Ok(blocks)
}
