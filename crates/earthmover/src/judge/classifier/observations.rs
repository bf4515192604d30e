//! What a classifier makes of images, left on the device batch after batch, and read once.

use burn::Tensor;
use burn::tensor::Device;

use super::{FEATURES, Layers};
use crate::data::mnist::PIXELS;
use crate::error::Error;
use crate::judge::quality::{CLASSES, likeliest};
use crate::kernels::ROWS_AT_ONCE;
use crate::kernels::memory::from_vec;
use crate::network::parameters::read_each;
use earthmover_transport::support::check_images;

/// How many numbers are read for each image: the sum of its pixels, its features, its logits.
const WIDTH: usize = 1 + FEATURES + CLASSES;

/// Features and logits of batches of images, still on the device.
#[derive(Clone, Debug, Default)]
pub struct Observations {
    batches: Vec<(Tensor<2>, usize)>,
}

/// Features and class probabilities of images, on the host.
#[derive(Clone, Debug, PartialEq)]
pub struct Observed {
    /// [n, 64], row-major. Those of an image with a pixel that is not a number are NaN.
    pub features: Vec<f32>,
    /// [n, 10], row-major.
    pub probabilities: Vec<f64>,
}

impl Layers {
    /// What these layers, which are on `device`, make of `images`, count × 784 numbers of [0, 1], row-major.
    /// Results are read back once, at the end.
    ///
    /// # Errors
    /// [`Error::Argument`] when the length of `images` is not a multiple of 784 above 0;
    /// [`Error::Device`] when the device fails.
    pub async fn observe(&self, images: &[f32], device: &Device) -> Result<Observed, Error> {
        check_images("images", images.len(), PIXELS)?;
        let mut observations = Observations::default();
        for chunk in images.chunks(ROWS_AT_ONCE * PIXELS) {
            let mut pixels = chunk.to_vec();
            pixels.resize(ROWS_AT_ONCE * PIXELS, 0.0);
            let images = from_vec(pixels, [ROWS_AT_ONCE, PIXELS], device);
            observations.add(self, images, chunk.len() / PIXELS);
        }
        observations.read().await
    }
}

impl Observed {
    /// The likeliest class of each image, a digit.
    pub fn digits(&self) -> Vec<u8> {
        let rows = self.probabilities.as_chunks::<CLASSES>().0.iter();
        rows.map(|row| likeliest(row) as u8).collect()
    }
}

impl Observations {
    /// Adds the first `count` of `images` [n, 784], which must be on the device of `layers`.
    /// Nothing is read.
    pub fn add(&mut self, layers: &Layers, images: Tensor<2>, count: usize) {
        let sums = images.clone().sum_dim(1);
        let (features, logits) = layers.features_and_logits(images);
        let numbers = Tensor::cat(vec![sums, features, logits], 1);
        self.batches.push((numbers, count));
    }

    /// How many images were added.
    pub fn count(&self) -> usize {
        self.batches.iter().map(|(_, count)| count).sum()
    }

    /// Reads all that was added.
    ///
    /// # Errors
    /// [`Error::Device`] when the device does not give it back.
    pub async fn read(self) -> Result<Observed, Error> {
        let mut observed = Observed {
            features: Vec::with_capacity(self.count() * FEATURES),
            probabilities: Vec::with_capacity(self.count() * CLASSES),
        };
        let (batches, counts): (Vec<_>, Vec<_>) = self.batches.into_iter().unzip();
        for (numbers, count) in read_each(batches).await?.into_iter().zip(counts) {
            for row in numbers.chunks_exact(WIDTH).take(count) {
                let (features, logits) = row[1..].split_at(FEATURES);
                // A ReLU may make 0 of NaN, and then features would not show that a pixel is no number.
                let kept = if row[0].is_finite() { 1.0 } else { f32::NAN };
                observed.features.extend(features.iter().map(|x| kept * x));
                observed.probabilities.extend(softmax(logits));
            }
        }
        Ok(observed)
    }
}

/// Class probabilities from logits. They are computed on the host, where there is f64: the score is made of
/// logarithms of small probabilities.
fn softmax(logits: &[f32]) -> impl Iterator<Item = f64> {
    let logits = logits.iter().copied().map(f64::from);
    let most = logits.clone().fold(f64::NEG_INFINITY, f64::max);
    let sum: f64 = logits.clone().map(|x| libm::exp(x - most)).sum();
    logits.map(move |x| libm::exp(x - most) / sum)
}
