//! Whole iterations in a few kernels, where the device has such and the run fits them.

mod course;
mod records;
mod states;

use burn::Tensor;

use super::trainer::Trainer;
use crate::error::Error;
use crate::kernels::of;
use crate::kernels::whole::{NUMBERS, WholeKernels};
use crate::network::finite::STEP;
use crate::network::read_back::{finite_steps, why};
use course::{CHUNK, Course};

const _: () = assert!(NUMBERS == STEP.len());

impl Trainer {
    /// Runs `iterations` iterations and gives their numbers; none where the device has no kernels for whole
    /// iterations, or where the run does not fit these.
    ///
    /// It ends before an iteration whose numbers are not finite, or is an error where that is the first. Units of one
    /// kernel may then have moved their weights and others not: so the iterations before it are run again from where
    /// the call began.
    pub(super) async fn train_whole(&mut self, iterations: u64) -> Result<Option<Vec<f32>>, Error> {
        let kernels = of(&self.inputs.device).whole().filter(|_| self.runs_whole);
        let (Some(kernels), Some(course)) = (kernels, self.course()) else {
            return Ok(None);
        };
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
        Ok(Some(numbers))
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
