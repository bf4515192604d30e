//! A generator without a critic: each fake is drawn along the exact plan between the minibatches of a step.

use super::report::StepReport;
use super::trainer::{MOST_ITERATIONS, Trainer};
use crate::error::{Error, check_whole};
use crate::kernels::leaves::Leaves;
use crate::kernels::memory::from_vec;
use crate::network::finite::{self, check_step};
use crate::network::read_back::read_at_once;
use crate::transport::wasserstein;

/// W1 between `fakes` and as many `real` rows of `dimension` numbers, and its gradient at each fake: of length 1 over
/// their count, away from the real row that it goes to in the best plan.
pub(super) fn along_the_plan(
    fakes: &[f32],
    real: &[f32],
    dimension: usize,
) -> Result<(f32, Vec<f32>), Error> {
    let best = wasserstein(fakes, real, dimension)?;
    let count = best.plan.len() as f32;
    let mut gradients = fakes.to_vec();
    let rows = gradients.chunks_exact_mut(dimension);
    for (row, to) in rows.zip(&best.plan) {
        let to = &real[to * dimension..][..dimension];
        row.iter_mut().zip(to).for_each(|(x, to)| *x -= to);
        let length = row.iter().map(|x| x * x).sum::<f32>().sqrt();
        // A fake that has arrived is drawn nowhere.
        let scale = 1.0 / (length.max(f32::MIN_POSITIVE) * count);
        row.iter_mut().for_each(|x| *x *= scale);
    }
    Ok((best.cost as f32, gradients))
}

impl Trainer {
    /// `iterations` steps of the generator alone, 1 to 10,000, that go by no critic: each minimises the exact W1 between
    /// its fakes and its digits, a batch of both. Digits and latents are those that an iteration's critic step has where
    /// there is one an iteration. What is reported is of a best critic: its gap is that distance.
    ///
    /// # Errors
    /// [`Error::Argument`] when `iterations` is not so; [`Error::TooFewImages`] when the pool is smaller than a batch;
    /// [`Error::NotFinite`] when a number of a step is not finite: the run stands as it was before that step;
    /// [`Error::Device`] where the run is on a GPU.
    pub fn train_by_plan(&mut self, iterations: u64) -> Result<Vec<StepReport>, Error> {
        check_whole("iterations", iterations, 1, MOST_ITERATIONS)?;
        self.be_whole()?;
        (0..iterations).map(|_| self.step_by_plan()).collect()
    }

    fn step_by_plan(&mut self) -> Result<StepReport, Error> {
        let (step, inputs) = (self.iteration(), &self.inputs);
        let (latent, width) = (inputs.latent(), inputs.numbers());
        let real = inputs.real_numbers(step, step)?;
        let latents = inputs.on_device(inputs.critic_latent_numbers(step), latent);
        let (fakes, trace) = self.generator.generator.trace(latents);
        let rows = fakes.dims()[0];
        let (distance, gradients) = along_the_plan(&read_at_once(fakes)?, &real, width)?;
        let gradients = inputs.on_device(gradients, width);
        let generator = &self.generator.generator;
        let gradients = generator.gradients_by(&trace, gradients, &Leaves::one(rows));
        let loss = from_vec(vec![distance], [1], &inputs.device);
        check_step(step + 1, &finite::GENERATOR, &loss, &gradients)?;
        self.generator.descend(gradients);
        let numbers = [-distance, distance, 0.0, 1.0, distance];
        Ok(StepReport::from_numbers(step + 1, &numbers))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::noise::{Noise, Purpose};

    #[test]
    fn the_gradient_is_that_of_the_distance() {
        let (count, dimension) = (6, 5);
        let mut noise = Noise::new(7, Purpose::Sample, 0);
        let [fakes, real] = [0, 1].map(|_| noise.uniforms(count * dimension));
        let (distance, gradients) = along_the_plan(&fakes, &real, dimension).unwrap();
        for place in 0..fakes.len() {
            let moved = |by: f32| {
                let mut fakes = fakes.clone();
                fakes[place] += by;
                wasserstein(&fakes, &real, dimension).unwrap().cost
            };
            let slope = (moved(1e-3) - moved(-1e-3)) / 2e-3;
            let (gradient, tolerance) = (f64::from(gradients[place]), 1e-4);
            assert!((gradient - slope).abs() < tolerance, "{gradient} {slope}");
        }
        assert!(
            (f64::from(distance) - wasserstein(&fakes, &real, dimension).unwrap().cost).abs()
                < 1e-6
        );
    }

    #[test]
    fn fakes_that_have_arrived_are_drawn_nowhere() {
        let points = [0.5_f32, 0.25, 1.0, 0.0];
        assert_eq!(
            along_the_plan(&points, &points, 2).unwrap(),
            (0.0, vec![0.0; 4])
        );
    }
}
