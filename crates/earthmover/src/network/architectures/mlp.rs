//! Fully connected layers.

use super::super::{BlockSpec, Shape};
use super::{critic_hidden, critic_last, hidden, last};
use crate::config::{Initialisation, Mlp};
use crate::data::ImageShape;

pub(super) fn generator(latent: usize, mlp: &Mlp, images: ImageShape) -> Vec<BlockSpec> {
    let mut inputs = latent;
    let mut blocks = Vec::new();
    for &width in &mlp.generator_hidden {
        let outputs = [width, 1, 1];
        let shape = Shape::Linear { inputs, outputs };
        blocks.push(hidden(shape, mlp.normalisation, mlp.initialisation));
        inputs = width;
    }
    let outputs = images.dims();
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
