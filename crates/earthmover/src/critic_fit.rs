//! A critic fitted to one fixed pair of batches: what a constraint makes of the dual when nothing
//! else moves. Its gap is to be compared with the exact distance between the two.

use burn::Tensor;
use burn::tensor::Device;

use crate::config::Config;
use crate::constraint::gradient::norms;
use crate::constraint::input_gradient;
use crate::critic_run::CriticRun;
use crate::digits::{PIXELS, check_images};
use crate::error::{Error, Invalid, check_finite};
use crate::kernels::memory::from_vec;
use crate::kernels::rows::stack;
use crate::report::{self, CriticReport};

/// A critic in training against one pair of batches.
#[derive(Debug)]
pub struct CriticFit {
    config: Config,
    run: CriticRun,
    real: Tensor<2>,
    fake: Tensor<2>,
}

impl CriticFit {
    /// The critic of `config` before its first step, against all of `real` and `fake`: as many
    /// images each, count × 784 numbers, row-major. The configuration's `batch` plays no part.
    ///
    /// # Errors
    /// [`Error::Config`] when `config` is not valid; [`Error::Argument`] when the images are not
    /// whole, not finite, fewer than 2 or not as many on both sides.
    pub fn new(config: Config, device: &Device, real: &[f32], fake: &[f32]) -> Result<Self, Error> {
        let config = Config {
            batch: real.len() / PIXELS,
            ..config
        };
        for (name, images) in [("real", real), ("fake", fake)] {
            check_images(name, images.len())?;
            check_finite(name, images)?;
        }
        config.validate()?;
        if fake.len() != real.len() {
            let allowed = format!("{}, as many as real.length", real.len());
            return Err(Invalid::new("fake.length", fake.len(), allowed).into());
        }
        let device = &device.clone().without_autodiff();
        let images = |pixels: &[f32]| from_vec(pixels.to_vec(), [config.batch, PIXELS], device);
        Ok(Self {
            run: CriticRun::new(&config, device),
            real: images(real),
            fake: images(fake),
            config,
        })
    }

    /// That many critic steps, read back once: a report each, of before the step.
    ///
    /// # Errors
    /// [`Error::Device`].
    pub async fn train(&mut self, steps: usize) -> Result<Vec<CriticReport>, Error> {
        let mut numbers = Vec::with_capacity(steps);
        for _ in 0..steps {
            let (real, fake) = (self.real.clone(), self.fake.clone());
            numbers.push(self.run.step(&self.config, real, fake));
        }
        if numbers.is_empty() {
            return Ok(Vec::new());
        }
        let numbers = report::read(stack(numbers)).await?;
        let reports = numbers.chunks_exact(report::CRITIC_NUMBERS);
        Ok(reports.map(CriticReport::from_numbers).collect())
    }

    /// The length of the critic's input gradient at each real image.
    ///
    /// # Errors
    /// [`Error::Device`].
    pub async fn slopes(&self) -> Result<Vec<f32>, Error> {
        let critic = self.run.function(&self.config);
        report::read(norms(input_gradient(&critic, self.real.clone(), None))).await
    }
}
