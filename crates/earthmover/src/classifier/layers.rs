//! The classifier's layers: 114,314 numbers.

use burn::Tensor;
use burn::module::Module;
use burn::tensor::Device;
use burn::tensor::module::max_pool2d;
use burn::tensor::ops::MaxPoolOptions;

use super::FEATURES;
use crate::digits::{CLASSES, SIDE};
use crate::network::{Activation, BlockSpec, Kernel, Network, Scale, Shape};
use crate::noise::{Noise, Purpose};
use crate::normalisation::NormSpec;

/// Channels after the first and after the second convolution.
const CHANNELS: [usize; 2] = [16, 32];

/// Two convolutions, each halved in width and height by the largest of 2 × 2 pixels, then two
/// linear maps: the first gives the features, the second the logits.
#[derive(Module, Debug)]
pub struct Layers {
    first: Network,
    second: Network,
    features: Network,
    classes: Network,
}

impl Layers {
    /// Layers with weights drawn from `seed` at He's scale, to be trained.
    pub fn new(seed: u64, device: &Device) -> Self {
        let layer = |place, shape, activation| {
            let block = BlockSpec {
                shape,
                bias: true,
                scale: Scale::He { gain: 1.0 },
                norm: NormSpec::None,
                activation,
            };
            let noise = |_| Noise::new(seed, Purpose::Classifier, place);
            Network::new(&[block], noise, device)
        };
        let [few, many] = CHANNELS;
        let quarter = SIDE / 4;
        let features = Shape::Linear {
            inputs: many * quarter * quarter,
            outputs: [FEATURES, 1, 1],
        };
        let classes = Shape::Linear {
            inputs: FEATURES,
            outputs: [CLASSES.into(), 1, 1],
        };
        Self {
            first: layer(0, convolution([1, few]), Activation::Relu),
            second: layer(1, convolution([few, many]), Activation::Relu),
            features: layer(2, features, Activation::Relu),
            classes: layer(3, classes, Activation::Identity),
        }
    }

    /// Features [n, 64] and logits [n, 10] of `images` [n, 1, 28, 28] of numbers of [0, 1].
    pub fn features_and_logits(&self, images: Tensor<4>) -> (Tensor<2>, Tensor<2>) {
        let x = halved(self.first.forward(images));
        let x = halved(self.second.forward(x));
        let features = self.features.forward(x);
        let logits = self.classes.forward(features.clone());
        (features.flatten(1, 3), logits.flatten(1, 3))
    }
}

/// 5 × 5 pixels, the image as wide as it was.
fn convolution(channels: [usize; 2]) -> Shape {
    Shape::Convolution(Kernel {
        channels,
        size: 5,
        stride: 1,
        padding: 2,
    })
}

fn halved(x: Tensor<4>) -> Tensor<4> {
    max_pool2d(x, MaxPoolOptions::new([2, 2]))
}
