//! A critic without a generator: images that begin as noise and ride it, after "Trust the critics" (Milne, Bilocq and
//! Nachman 2021, arXiv:2111.15099).
//!
//! There each step has a critic of its own, and moves as many images as are wanted. Here the run's critic goes on through
//! all steps, and the images that it learns from are those that move.

use super::trainer::{MOST_ITERATIONS, Trainer};
use crate::critic::check_rows;
use crate::critic::constraint::input_gradient;
use crate::critic::report::CriticReport;
use crate::error::{Error, check_whole};
use crate::network::read_back::read_at_once;
use crate::noise::Purpose;
use crate::transport::wasserstein;

/// How far a move leads where the critic's slope is 1, as a share of the gap.
const STRIDE: f32 = 0.1;

/// Images that have ridden a critic.
#[derive(Clone, Debug, PartialEq)]
pub struct Ridden {
    /// Row-major numbers of [0, 1].
    pub images: Vec<f32>,
    /// mean f(real) − mean f(fake) at the critic's last step; 0 where there was none.
    pub gap: f32,
    /// Exact W1 between these and as many digits, those that [`Trainer::measure`] measures the fakes by.
    pub exact_distance: f64,
}

impl Trainer {
    /// A batch of noise, for [`Trainer::ride`] to begin with: numbers of [0, 1], drawn by the run's seed.
    pub fn noise_images(&self) -> Vec<f32> {
        let count = self.config().batch * self.inputs.numbers();
        self.inputs.noise(Purpose::Sample, 0).uniforms(count)
    }

    /// Moves a batch of `images` by the critic alone, `moves` times, 0 to 10,000. Before each move the critic takes
    /// `nCritic` steps, between these images and digits of a batch; then each image moves by its gradient times a tenth of
    /// the gap, and stays an image, of numbers from 0 to 1. The generator stays as it is.
    ///
    /// # Errors
    /// [`Error::Argument`] when `moves` is not so, or when the images are not finite or not as many as a batch has;
    /// [`Error::TooFewImages`] when fewer than two batches are loaded; [`Error::NotFinite`] when a number of a step is not
    /// finite; [`Error::Device`] where the run is on a GPU.
    pub fn ride(&mut self, images: &[f32], moves: u64) -> Result<Ridden, Error> {
        check_whole("moves", moves, 0, MOST_ITERATIONS)?;
        let (batch, width) = (self.config().batch, self.inputs.numbers());
        check_rows("images", images, width, batch..=batch)?;
        self.be_whole()?;
        let mut digits = self.inputs.noise(Purpose::Measure, 0);
        let digits = self.inputs.images.batch(&mut digits, 2 * batch, 0)?;
        let (mut images, mut gap) = (images.to_vec(), 0.0);
        for _ in 0..moves {
            let points = self.inputs.on_device(images.clone(), width);
            for _ in 0..self.config().n_critic {
                let numbers = self.step_critic_on(self.real_batch()?, points.clone())?;
                gap = CriticReport::from_numbers(&read_at_once(numbers)?).gap;
            }
            let arrows = input_gradient(&self.critic.function(), points, None);
            let stride = STRIDE * gap.max(0.0);
            for (x, arrow) in images.iter_mut().zip(read_at_once(arrows)?) {
                *x = (*x + stride * arrow).clamp(0.0, 1.0);
            }
        }
        Ok(Ridden {
            exact_distance: wasserstein(&digits[..images.len()], &images, width)?.cost,
            images,
            gap,
        })
    }
}
