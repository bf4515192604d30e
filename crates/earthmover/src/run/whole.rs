//! Whole iterations in a few kernels, where the device has such and the run fits them.

mod course;
mod records;
mod states;

use std::pin::Pin;

use burn::Tensor;
use burn::tensor::Device;

use super::trainer::Trainer;
use crate::config::{Adam, Config};
use crate::data::Images;
use crate::error::Error;
use crate::kernels::whole::{NUMBERS, WholeKernels};
use crate::kernels::{of, whole_of};
use crate::network::finite::STEP;
use crate::network::parameters::Named;
use crate::network::read_back::{finite_steps, why};
use crate::network::{Critic, Generator};
use course::{CHUNK, Course};
pub use records::{IterationDraws, StepDraws};

const _: () = assert!(NUMBERS == STEP.len());

/// The numbers of iterations, once they have been run.
type Boxed<'a> = Pin<Box<dyn Future<Output = Result<Vec<f32>, Error>> + 'a>>;

impl Trainer {
    /// Runs `iterations` iterations and gives their numbers; none where the device has no kernels for whole
    /// iterations, or where the run does not fit these.
    pub(super) async fn train_whole(&mut self, iterations: u64) -> Result<Option<Vec<f32>>, Error> {
        let Some(kernels) = whole_of(&self.inputs.device).filter(|_| self.runs_whole) else {
            return Ok(None);
        };
        let Some(course) = self.course() else {
            return Ok(None);
        };
        // Boxed, so that a program that has no such kernels holds nothing of it.
        let numbers: Boxed<'_> = Box::pin(self.train_by(kernels, course, iterations));
        Ok(Some(numbers.await?))
    }

    /// Runs whole iterations by `kernels`, and gives their numbers.
    ///
    /// It ends before an iteration whose numbers are not finite, or is an error where that is the first. Units of one
    /// kernel may then have moved their weights and others not: so the iterations before it are run again from where
    /// the call began.
    async fn train_by(
        &mut self,
        kernels: &'static dyn WholeKernels,
        course: Course,
        iterations: u64,
    ) -> Result<Vec<f32>, Error> {
        let first = self.iteration() + 1;
        let before = (self.generator.clone(), self.critic.clone());
        let numbers = self.iterate_whole(kernels, &course, iterations)?;
        let (mut numbers, raised) = self.read(numbers).await?;
        let finite = finite_steps(first, &STEP, &numbers, raised);
        if finite < iterations as usize {
            (self.generator, self.critic) = before;
            if finite == 0 {
                return Err(why(first, &STEP, &numbers[..NUMBERS]));
            }
            self.iterate_whole(kernels, &course, finite as u64)?;
            numbers.truncate(finite * NUMBERS);
        }
        Ok(numbers)
    }

    /// Runs whole iterations, and gives their numbers, on the device. Where the images do not suffice it is an error,
    /// and the run is as far as it has come.
    fn iterate_whole(
        &mut self,
        kernels: &dyn WholeKernels,
        course: &Course,
        iterations: u64,
    ) -> Result<Tensor<1>, Error> {
        let mut states = self.packed(course);
        let mut numbers = Vec::new();
        let last = self.iteration() + iterations;
        while self.iteration() < last {
            let count = CHUNK.min(last - self.iteration()) as usize;
            let counters = self.counters();
            let inputs = match self.chunk(&course.whole, count) {
                Ok(inputs) => inputs,
                Err(error) => {
                    self.rewind(counters);
                    self.unpack(kernels, course, states);
                    return Err(error);
                }
            };
            let ran = kernels.iterations(states, inputs, &course.whole, count);
            states = ran.states;
            numbers.push(ran.numbers);
        }
        self.unpack(kernels, course, states);
        Ok(of(&self.inputs.device).join(numbers))
    }
}

/// What one whole iteration finds that is given `draws`: the critic's loss, gap, penalty and slope and the
/// generator's loss, and the gradients of the critic's loss and of the generator's by the parameter's name. No network
/// is moved. None where the device has no kernels for whole iterations, or where the run does not fit these.
///
/// # Errors
/// As [`Trainer::new`]; [`Error::Device`] when the device fails.
pub async fn whole_iteration(
    config: &Config,
    (generator, critic): (Generator, Critic),
    draws: &IterationDraws,
    device: &Device,
) -> Result<Option<(Vec<f32>, [Named; 2])>, Error> {
    // A first mean that keeps nothing is the gradient; and what the generator sees is the critic that was given.
    let still = Adam {
        rate: 0.0,
        beta1: 0.0,
        ..Adam::default()
    };
    let config = Config {
        generator_adam: still,
        critic_adam: still,
        ..config.clone()
    };
    let mut trainer = Trainer::new(config, device, &Images::mnist())?;
    trainer.generator.generator = generator;
    trainer.critic.critic = critic;
    let kernels = whole_of(&trainer.inputs.device);
    let (Some(kernels), Some(course)) = (kernels, trainer.course()) else {
        return Ok(None);
    };
    let states = trainer.packed(&course);
    let inputs = trainer.given(&course.whole, draws);
    let ran = kernels.iterations(states, inputs, &course.whole, 1);
    trainer.unpack(kernels, &course, ran.states);
    let (numbers, _) = trainer.read(ran.numbers).await?;
    let gradients = [
        trainer.critic.moments.first,
        trainer.generator.moments.first,
    ];
    Ok(Some((numbers, gradients)))
}
