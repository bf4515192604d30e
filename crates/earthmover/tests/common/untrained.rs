//! A classifier that has learnt nothing, for tests of what is done with one.

use burn::tensor::Device;
use earthmover::judge::{FeatureMoments, Layers};
use earthmover::{Classifier, burn};
use pollster::block_on;

use crate::digits::blobs;

/// One on this device, with the moments of its features over blobs.
pub fn classifier(device: &Device) -> Classifier {
    let layers = Layers::new(3, device);
    let images: Vec<f32> = blobs(0, 100)
        .0
        .into_iter()
        .map(|x| f32::from(x) / 255.0)
        .collect();
    let observed = block_on(layers.observe(&images, device)).unwrap();
    let reference = FeatureMoments::of(&observed.features, 64).unwrap();
    Classifier::new(layers, reference, device).unwrap()
}
