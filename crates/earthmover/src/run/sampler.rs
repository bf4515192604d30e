//! Images and scores of a run, each of its own latent or image alone.

use burn::Tensor;

use super::generator_run::Shown;
use super::trainer::Trainer;
use crate::data::to_byte;
use crate::data::{MOST_LATENTS, draw_latents};
use crate::error::{Error, Invalid, check_finite};
use crate::kernels::ROWS_AT_ONCE;
use crate::network::limits::MOST_NUMBERS;
use crate::network::parameters::read_each;
use crate::network::read_back::read;
use crate::network::{Critic, Generator, Statistics};
use earthmover_transport::support::check_images;

/// Most images or latents of one call.
pub const MOST_SAMPLES: usize = MOST_LATENTS;

impl Trainer {
    /// Images of `latents`, one latent after another: bytes, image after image, row-major,
    /// 0 black to 255 white.
    ///
    /// Drawn with the average of the generator's weights where the configuration has one and the
    /// run has come far enough. Batch normalisations use the statistics of a fixed seeded
    /// reference batch, so that each image depends on its own latent alone.
    ///
    /// # Errors
    /// [`Error::Argument`] when the length of `latents` is not a multiple of the latent's, above 0,
    /// at most 4,096 times it, or when a number is not finite; [`Error::Device`] when the device fails.
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
        self.check_numbers("latents", length / latent)?;
        let shown = self.shown();
        let images = latents
            .chunks(ROWS_AT_ONCE * latent)
            .map(|chunk| shown.sample(self.inputs.on_device(padded(chunk, latent), latent)));
        let bytes = length / latent * self.inputs.numbers();
        let numbers = read_each(images).await?;
        let numbers = numbers.iter().flatten().take(bytes);
        Ok(numbers.map(|number| to_byte(*number)).collect())
    }

    /// `count` images of latents drawn from `seed`, as [`Trainer::sample`] gives them.
    ///
    /// # Errors
    /// [`Error::Argument`] when `count` is not from 1 to 4,096; [`Error::Device`] when the device fails.
    pub async fn sample_seeded(&mut self, count: u64, seed: u64) -> Result<Vec<u8>, Error> {
        let latents = draw_latents(count, seed, self.config.latent as u64)?;
        self.sample(&latents).await
    }

    /// The critic's scores f(x) of `images`, numbers of [0, 1], image after image, row-major.
    ///
    /// A critic with batch normalisations scores with the statistics of a batch of the first images loaded,
    /// so that each score depends on its own image alone.
    ///
    /// # Errors
    /// [`Error::Argument`] when the length of `images` is not a multiple of an image's, above 0, at
    /// most 4,096 times it, or when a number is not finite; [`Error::TooFewImages`] when batch normalisations
    /// need a batch and fewer are loaded; [`Error::Device`] when the device fails.
    pub async fn score(&self, images: &[f32]) -> Result<Vec<f32>, Error> {
        let width = self.inputs.numbers();
        let count = check_images("images", images.len(), width)?;
        if count > MOST_SAMPLES {
            let allowed = format!("at most {}", MOST_SAMPLES * width);
            return Err(Invalid::new("images.length", images.len(), allowed).into());
        }
        check_finite("images", images)?;
        self.check_numbers("images", count)?;
        let critic = self.critic.function();
        let statistics = self.critic_statistics(&critic)?;
        let scores = images.chunks(ROWS_AT_ONCE * width).map(|chunk| {
            let images = self.inputs.on_device(padded(chunk, width), width);
            critic.score(images, &statistics)
        });
        let mut scores = read(Tensor::cat(scores.collect(), 0)).await?;
        scores.truncate(count);
        Ok(scores)
    }

    /// Checks that so many images fit: 4,096 digits do, but only fewer large images.
    fn check_numbers(&self, argument: &str, count: usize) -> Result<(), Error> {
        let each = self.inputs.numbers();
        if count * each > MOST_NUMBERS {
            let allowed = format!("at most {} images of {each} numbers", MOST_NUMBERS / each);
            return Err(Invalid::new(argument, format!("of {count} images"), allowed).into());
        }
        Ok(())
    }

    /// What the batch normalisations of `critic` see in a batch of the first images loaded.
    pub(crate) fn critic_statistics(&self, critic: &Critic) -> Result<Vec<Statistics>, Error> {
        if !critic.couples_samples() {
            // No images are needed then either.
            return Ok(Vec::new());
        }
        let reference = self.inputs.first_images(self.iteration())?;
        Ok(critic.statistics(reference))
    }

    /// The generator that samples are drawn with, and its statistics.
    pub(crate) fn shown(&mut self) -> Shown {
        let inputs = &self.inputs;
        self.generator.shown_with(|| inputs.reference())
    }

    /// `generator` with the statistics of the reference batch.
    pub(crate) fn with_statistics(&self, generator: &Generator) -> Shown {
        Shown::new(generator, || self.inputs.reference())
    }
}

/// `rows` of `width` numbers, followed by zeros to [`ROWS_AT_ONCE`] rows.
pub(crate) fn padded(rows: &[f32], width: usize) -> Vec<f32> {
    let mut rows = rows.to_vec();
    rows.resize(ROWS_AT_ONCE * width, 0.0);
    rows
}
