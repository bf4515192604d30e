//! What a run is given: its images and latents, drawn by its seed, and where they go.

use burn::Tensor;
use burn::tensor::Device;

use crate::config::{Config, Order};
use crate::data::Images;
use crate::error::Error;
use crate::kernels::leaves::Portion;
use crate::kernels::memory::from_vec;
use crate::network::limits::REFERENCE_ROWS;
use crate::noise::{Noise, Purpose};

/// Where the rows of a run's batches come from. All of it is fixed when a run begins.
#[derive(Clone, Debug)]
pub(crate) struct Inputs {
    pub(crate) device: Device,
    pub(crate) images: Images,
    seed: u64,
    latent: usize,
    batch: usize,
    order: Order,
}

impl Inputs {
    pub(crate) fn new(config: &Config, device: &Device, images: &Images) -> Self {
        let Config {
            seed,
            latent,
            batch,
            order,
            ..
        } = *config;
        Self {
            device: device.clone(),
            images: images.clone(),
            seed,
            latent,
            batch,
            order,
        }
    }

    pub(crate) fn noise(&self, purpose: Purpose, step: u64) -> Noise {
        Noise::new(self.seed, purpose, step)
    }

    /// How many numbers a latent has.
    pub(crate) fn latent(&self) -> usize {
        self.latent
    }

    /// How many numbers an image has.
    pub(crate) fn numbers(&self) -> usize {
        self.images.shape().numbers()
    }

    /// These numbers on the device, as rows of `width` each.
    pub(crate) fn on_device(&self, numbers: Vec<f32>, width: usize) -> Tensor<2> {
        let count = numbers.len() / width;
        from_vec(numbers, [count, width], &self.device)
    }

    /// The `portion` of the images that the critic's `step` of `iteration` sees.
    pub(crate) fn real(
        &self,
        step: u64,
        iteration: u64,
        portion: Portion,
    ) -> Result<Tensor<2>, Error> {
        let numbers = self.real_numbers(step, iteration)?;
        let width = self.numbers();
        Ok(self.on_device(portion.of_rows(&numbers, width), width))
    }

    /// All images that the critic's `step` of `iteration` sees, row by row.
    pub(crate) fn real_numbers(&self, step: u64, iteration: u64) -> Result<Vec<f32>, Error> {
        let mut noise = self.noise(Purpose::Batch, step);
        self.images.batch(&mut noise, self.batch, iteration)
    }

    /// The `portion` of the latents of a critic's step.
    pub(crate) fn critic_latents(&self, step: u64, portion: Portion) -> Tensor<2> {
        self.latents(self.critic_latent_numbers(step), portion)
    }

    /// All latents of a critic's step, row by row.
    pub(crate) fn critic_latent_numbers(&self, step: u64) -> Vec<f32> {
        self.drawn(Purpose::CriticLatents, step)
    }

    /// The `portion` of the latents of the generator's step of `iteration`, before which the critic has taken
    /// `critic_steps`. They are its own, or those of the critic step before it or, in the notebook's order,
    /// those of the one after it.
    pub(crate) fn generator_latents(
        &self,
        iteration: u64,
        critic_steps: u64,
        portion: Portion,
    ) -> Tensor<2> {
        self.latents(
            self.generator_latent_numbers(iteration, critic_steps),
            portion,
        )
    }

    /// All of these, row by row.
    pub(crate) fn generator_latent_numbers(&self, iteration: u64, critic_steps: u64) -> Vec<f32> {
        match self.order {
            Order::CriticFirst => self.drawn(Purpose::GeneratorLatents, iteration),
            Order::SharedFakes => self.critic_latent_numbers(critic_steps.saturating_sub(1)),
            Order::GeneratorFirst => self.critic_latent_numbers(critic_steps),
        }
    }

    fn drawn(&self, purpose: Purpose, step: u64) -> Vec<f32> {
        self.noise(purpose, step).normals(self.batch * self.latent)
    }

    fn latents(&self, values: Vec<f32>, portion: Portion) -> Tensor<2> {
        self.on_device(portion.of_rows(&values, self.latent), self.latent)
    }

    /// The reference batch of latents, whose statistics the generator's batch normalisations sample with.
    pub(crate) fn reference(&self) -> Tensor<2> {
        let mut noise = self.noise(Purpose::Reference, 0);
        self.on_device(noise.normals(REFERENCE_ROWS * self.latent), self.latent)
    }

    /// A batch of the first images loaded, whose statistics the critic's batch normalisations score with.
    pub(crate) fn first_images(&self, iteration: u64) -> Result<Tensor<2>, Error> {
        let numbers = self.images.first(self.batch, iteration)?;
        Ok(self.on_device(numbers, self.numbers()))
    }
}
