//! A small digit classifier: the eye with which generated digits are judged.
//!
//! Its 64 features stand where those of the Inception network stand for photographs (Heusel et al.
//! 2017): a distance measured with another classifier is not comparable with one measured here.

mod file;
mod layers;
mod observations;

use std::sync::Arc;

use burn::Tensor;
use burn::tensor::Device;

pub use layers::Layers;
pub use observations::{Observations, Observed};

use crate::error::{Error, Invalid};
use crate::judge::quality::FeatureMoments;

/// Numbers that describe an image.
pub const FEATURES: usize = 64;

/// The classifier with the moments that its features have over real digits.
#[derive(Clone, Debug)]
pub struct Classifier {
    layers: Layers,
    reference: Arc<FeatureMoments>,
    device: Device,
}

impl Classifier {
    /// The classifier of these layers, which are on `device` and off the autodiff graph. `reference`
    /// are the moments of its features over the digits that others are compared with.
    ///
    /// # Errors
    /// [`Error::Argument`] when the moments are not of [`FEATURES`] features.
    pub fn new(layers: Layers, reference: FeatureMoments, device: &Device) -> Result<Self, Error> {
        let width = reference.mean().len();
        if width != FEATURES {
            let allowed = FEATURES.to_string();
            return Err(Invalid::new("reference.mean.length", width, allowed).into());
        }
        Ok(Self {
            layers,
            reference: Arc::new(reference),
            device: device.clone().without_autodiff(),
        })
    }

    /// Features [n, 64], none below 0, and logits [n, 10] of `images` [n, 784] of numbers of [0, 1],
    /// on this classifier's device. Each row depends on its own image alone.
    pub fn features_and_logits(&self, images: Tensor<2>) -> (Tensor<2>, Tensor<2>) {
        self.layers.features_and_logits(images)
    }

    /// The moments of the features of real digits.
    pub fn reference(&self) -> &FeatureMoments {
        &self.reference
    }

    /// The moments of the features of real digits, to be kept by who outlives the classifier.
    pub(crate) fn shared_reference(&self) -> Arc<FeatureMoments> {
        Arc::clone(&self.reference)
    }

    /// What the classifier makes of images: see [`Layers::observe`].
    ///
    /// # Errors
    /// As [`Layers::observe`].
    pub async fn observe(&self, images: &[f32]) -> Result<Observed, Error> {
        self.layers.observe(images, &self.device).await
    }

    /// Its layers.
    pub fn layers(&self) -> &Layers {
        &self.layers
    }
}
