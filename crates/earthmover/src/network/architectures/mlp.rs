//! Fully connected layers.

use super::super::{Activation, BlockSpec, Shape};
use super::{critic_hidden, critic_last, hidden, last};
use crate::config::{Initialisation, Mlp, Normalisation};
use crate::data::ImageShape;

pub(super) fn generator(latent: usize, mlp: &Mlp, images: ImageShape) -> Vec<BlockSpec> {
    layers(latent, mlp, images.dims())
}

/// The generator of an MLP for points of `dimension` coordinates, which may lie anywhere.
pub(in super::super) fn generator_of_points(
    latent: usize,
    widths: &[usize],
    dimension: usize,
) -> Vec<BlockSpec> {
    let mlp = Mlp {
        generator_hidden: widths.to_vec(),
        normalisation: Normalisation::None,
        initialisation: Initialisation::He,
        ..Mlp::default()
    };
    let mut blocks = layers(latent, &mlp, [dimension, 1, 1]);
    if let Some(last) = blocks.last_mut() {
        last.activation = Activation::Identity;
    }
    blocks
}

/// A generator of images `outputs` [channels, height, width].
fn layers(latent: usize, mlp: &Mlp, outputs: [usize; 3]) -> Vec<BlockSpec> {
    let mut inputs = latent;
    let mut blocks = Vec::new();
    for &width in &mlp.generator_hidden {
        let outputs = [width, 1, 1];
        let shape = Shape::Linear { inputs, outputs };
        blocks.push(hidden(shape, mlp.normalisation, mlp.initialisation));
        inputs = width;
    }
    let shape = Shape::Linear { inputs, outputs };
    blocks.push(last(shape, mlp.initialisation));
    blocks
}

/// The critic of an MLP for as many `inputs`, of images or of points.
pub(in super::super) fn critic(
    mut inputs: usize,
    widths: &[usize],
    initialisation: Initialisation,
) -> Vec<BlockSpec> {
    let mut blocks = Vec::new();
    for &width in widths {
        let outputs = [width, 1, 1];
        let shape = Shape::Linear { inputs, outputs };
        blocks.push(critic_hidden(shape, initialisation));
        inputs = width;
    }
    blocks.push(critic_last(inputs, initialisation));
    blocks
}
