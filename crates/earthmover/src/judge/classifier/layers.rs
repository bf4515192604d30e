//! The classifier's layers, of 114,314 weights.

use std::collections::BTreeMap;

use burn::Tensor;
use burn::module::Module;
use burn::tensor::Device;

use super::FEATURES;
use crate::data::mnist::{CLASSES, SIDE};
use crate::network::normalisation::NormSpec;
use crate::network::{Activation, BlockSpec, Kernel, Layout, Network, Scale, Shape};
use crate::noise::{Noise, Purpose};

/// Channels after the first and after the second convolution.
const CHANNELS: [usize; 2] = [16, 32];

/// Two convolutions, each of whose images is halved in width and height by keeping the largest of each 2 × 2
/// pixels, then two linear maps: the first gives the features, the second the logits.
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
        let layer = |place, shape, input, activation| {
            let block = BlockSpec {
                shape,
                bias: true,
                scale: Scale::He { gain: 1.0 },
                norm: NormSpec::None,
                activation,
            };
            let noise = |_| Noise::new(seed, Purpose::Classifier, place);
            Network::new(&[block], input, noise, device)
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
            first: layer(0, convolution([1, few]), [1, SIDE, SIDE], Activation::Relu),
            second: layer(
                1,
                convolution([few, many]),
                [few, SIDE / 2, SIDE / 2],
                Activation::Relu,
            ),
            features: layer(2, features, [many, quarter, quarter], Activation::Relu),
            classes: layer(3, classes, [FEATURES, 1, 1], Activation::Identity),
        }
    }

    /// Features [n, 64] and logits [n, 10] of `images` [n, 784] of numbers of [0, 1].
    pub fn features_and_logits(&self, images: Tensor<2>) -> (Tensor<2>, Tensor<2>) {
        let [few, many] = CHANNELS;
        let x = halved(self.first.forward(images), SIDE, few);
        let x = halved(self.second.forward(x), SIDE / 2, many);
        let features = self.features.forward(x);
        let logits = self.classes.forward(features.clone());
        (features, logits)
    }

    /// The layout that each parameter has in files, by its name.
    pub fn layouts(&self) -> BTreeMap<String, Layout> {
        let parts = [
            ("first", &self.first),
            ("second", &self.second),
            ("features", &self.features),
            ("classes", &self.classes),
        ];
        // One by one: see `Network::layouts`.
        let mut layouts = BTreeMap::new();
        for (part, network) in parts {
            for (name, layout) in network.layouts() {
                layouts.insert(format!("{part}.{name}"), layout);
            }
        }
        layouts
    }
}

/// A convolution with a kernel of 5 × 5 pixels, which leaves the image as wide and high as it was.
fn convolution(channels: [usize; 2]) -> Shape {
    Shape::Convolution(Kernel {
        channels,
        size: 5,
        stride: 1,
        padding: 2,
    })
}

/// The largest of each 2 × 2 pixels of images `side` pixels wide.
fn halved(images: Tensor<2>, side: usize, channels: usize) -> Tensor<2> {
    let [count, _] = images.dims();
    let larger = |rows: usize, width: usize, images: Tensor<2>| {
        let pairs = images.reshape([rows, 2 * width]);
        let [left, right] = [0, width].map(|from| pairs.clone().narrow(1, from, width));
        left.max_pair(right)
    };
    let half = side / 2;
    // The larger of left and right, then of above and below.
    let images = larger(count * side * half, channels, images);
    let images = larger(count * half, half * channels, images);
    images.reshape([count, half * half * channels])
}
