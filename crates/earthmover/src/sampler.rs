//! Images and scores of a run, each of its own latent or image alone.

use burn::Tensor;

use crate::config::Averaging;
use crate::critic::Critic;
use crate::digits::{PIXELS, check_images};
use crate::error::{Error, Invalid, check_finite};
use crate::generator::Generator;
use crate::kernels::memory::from_vec;
use crate::latents::{MOST_LATENTS, draw_latents};
use crate::noise::Purpose;
use crate::normalisation::Statistics;
use crate::report::read;
use crate::trainer::Trainer;

/// Most images or latents of one call.
pub const MOST_SAMPLES: usize = MOST_LATENTS;
/// Rows that pass a network at once, whatever was asked for: the GPU's allocator in a browser
/// keeps pages for each class of size it has seen.
pub(crate) const ROWS: usize = 64;
/// Latents of the reference batch. More than a training batch, so that its statistics are nearer
/// to those of all latents.
const REFERENCE: usize = 128;

impl Trainer {
    /// Images of `latents`, one latent after another: count × 784 bytes, row-major, 0 black to
    /// 255 white.
    ///
    /// Drawn with the average of the generator's weights where the configuration has one and the
    /// run has come far enough. Batch normalisations use the statistics of a fixed seeded
    /// reference batch, so that each image depends on its own latent alone.
    ///
    /// # Errors
    /// [`Error::Argument`] when the length of `latents` is not a multiple of the latent's, above 0,
    /// at most 4,096 times it, or when a number is not finite; [`Error::Device`].
    pub async fn sample(&mut self, latents: &[f32]) -> Result<Vec<u8>, Error> {
        let latent = self.config.latent;
        let length = latents.len();
        if length == 0 || !length.is_multiple_of(latent) || length > MOST_SAMPLES * latent {
            let allowed = format!(
                "a multiple of {latent} from {latent} to {}",
                MOST_SAMPLES * latent
            );
            return Err(Invalid::new("latents.length", length, allowed).into());
        }
        check_finite("latents", latents)?;
        self.reference_statistics();
        let generator = self.shown();
        let statistics = self.statistics.as_deref().unwrap_or_default();
        let images = latents.chunks(ROWS * latent).map(|chunk| {
            let latents = padded(chunk, latent);
            let latents = from_vec(latents, [ROWS, latent], &self.device);
            generator.sample(latents, statistics)
        });
        let images = Tensor::cat(images.collect(), 0);
        let pixels = read(images.flatten(0, 1)).await?;
        let count = length / latent;
        // Truncation rounds 255.5 down to 255 and takes what is not a number to 0.
        Ok(pixels[..count * PIXELS]
            .iter()
            .map(|x| (x * 255.0 + 0.5) as u8)
            .collect())
    }

    /// `count` images of latents drawn from `seed`, as [`Trainer::sample`] gives them.
    ///
    /// # Errors
    /// [`Error::Argument`] when `count` is not from 1 to 4,096; [`Error::Device`].
    pub async fn sample_seeded(&mut self, count: u64, seed: u64) -> Result<Vec<u8>, Error> {
        let latents = draw_latents(count, seed, self.config.latent as u64)?;
        self.sample(&latents).await
    }

    /// The critic's scores f(x) of `images`, count × 784 numbers of [0, 1], row-major.
    ///
    /// A critic with batch normalisations scores with the statistics of the first digits loaded,
    /// a batch of them, so that each score depends on its own image alone.
    ///
    /// # Errors
    /// [`Error::Argument`] when the length of `images` is not a multiple of 784, above 0, at most
    /// 4,096 times it, or when a number is not finite; [`Error::TooFewDigits`]; [`Error::Device`].
    pub async fn score(&self, images: &[f32]) -> Result<Vec<f32>, Error> {
        check_images("images", images.len())?;
        let count = images.len() / PIXELS;
        if count > MOST_SAMPLES {
            let allowed = format!("at most {}", MOST_SAMPLES * PIXELS);
            return Err(Invalid::new("images.length", images.len(), allowed).into());
        }
        check_finite("images", images)?;
        let critic = self.critic.function();
        let statistics = self.critic_statistics(&critic)?;
        let scores = images.chunks(ROWS * PIXELS).map(|chunk| {
            let images = self.images(padded(chunk, PIXELS));
            critic.score(images, &statistics)
        });
        let mut scores = read(Tensor::cat(scores.collect(), 0)).await?;
        scores.truncate(count);
        Ok(scores)
    }

    /// What the batch normalisations of `critic` see in the first digits loaded, a batch of them.
    pub(crate) fn critic_statistics(&self, critic: &Critic) -> Result<Vec<Statistics>, Error> {
        if !critic.couples_samples() {
            // Then no digits are needed either.
            return Ok(Vec::new());
        }
        let reference = self.digits.first(self.config.batch, self.iteration)?;
        Ok(critic.statistics(self.images(reference)))
    }

    /// The generator that samples are drawn with.
    pub(crate) fn shown(&self) -> Generator {
        match (&self.config.averaging, &self.average) {
            (Some(Averaging { from, .. }), Some(average)) if self.iteration >= *from => {
                average.clone()
            }
            _ => self.generator.clone(),
        }
    }

    /// Sees to it that `statistics` are those of the generator shown.
    pub(crate) fn reference_statistics(&mut self) {
        if self.statistics.is_none() {
            self.statistics = Some(self.statistics_of(&self.shown()));
        }
    }

    /// What the batch normalisations of `generator` see in the reference batch.
    pub(crate) fn statistics_of(&self, generator: &Generator) -> Vec<Statistics> {
        let latent = self.config.latent;
        let values = self
            .noise(Purpose::Reference, 0)
            .normals(REFERENCE * latent);
        generator.statistics(from_vec(values, [REFERENCE, latent], &self.device))
    }
}

/// `rows` of `width` numbers, followed by zeros to [`ROWS`] rows.
pub(crate) fn padded(rows: &[f32], width: usize) -> Vec<f32> {
    let mut rows = rows.to_vec();
    rows.resize(ROWS * width, 0.0);
    rows
}
