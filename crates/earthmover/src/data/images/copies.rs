//! Images and noisy copies of them: two batches whose distance is known, to fit a critic to.

use super::Images;
use crate::error::{Error, check_whole};
use crate::noise::{Noise, Purpose};
use crate::transport::wasserstein;

/// Most images of one call.
pub const MOST_COPIES: u64 = 512;
/// Standard deviation of the noise.
const NOISE: f32 = 0.3;

/// Two batches, numbers of [0, 1], an image after another.
#[derive(Clone, Debug, PartialEq)]
pub struct NoisyCopies {
    /// Images of the store.
    pub real: Vec<f32>,
    /// The same images, each pixel with Gaussian noise of standard deviation 0.3, cut to [0, 1]; their
    /// second half first, so that no image shares a row with its copy.
    pub fake: Vec<f32>,
    /// Exact W1 between the two, in pixels of full brightness.
    pub exact_distance: f64,
}

impl Images {
    /// `count` different images of those that training begins with, drawn by `seed`, and their noisy
    /// copies.
    ///
    /// # Errors
    /// [`Error::Argument`] when `count` is not from 2 to 512; [`Error::TooFewImages`] when fewer
    /// are loaded.
    pub fn noisy_copies(&self, count: u64, seed: u64) -> Result<NoisyCopies, Error> {
        let count = check_whole("count", count, 2, MOST_COPIES)?;
        let mut noise = Noise::new(seed, Purpose::Measure, 0);
        let real = self.batch(&mut noise, count, 0)?;
        let noise = noise.normals(real.len());
        let noisy = |(pixel, noise): (f32, f32)| (pixel + NOISE * noise).clamp(0.0, 1.0);
        let mut fake: Vec<f32> = real.iter().copied().zip(noise).map(noisy).collect();
        let numbers = self.shape().numbers();
        fake.rotate_left(count / 2 * numbers);
        let exact_distance = wasserstein(&real, &fake, numbers)?.cost;
        Ok(NoisyCopies {
            real,
            fake,
            exact_distance,
        })
    }
}
