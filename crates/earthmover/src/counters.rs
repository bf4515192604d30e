//! How far a run has come, and how it goes back to where its numbers were finite last.

use burn::Tensor;

use crate::error::Error;
use crate::guard::{finite_steps, read_with, why};
use crate::optimiser::Moments;
use crate::trainer::Trainer;

/// How far a run has come, in all that counts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Counters {
    iteration: u64,
    critic_steps: u64,
    adam_steps: [usize; 2],
}

impl Trainer {
    pub(crate) fn counters(&self) -> Counters {
        Counters {
            iteration: self.iteration,
            critic_steps: self.critic.steps,
            adam_steps: [self.critic.moments.steps, self.generator_moments.steps],
        }
    }

    /// The flag, to be read with the rest, if this device has one.
    pub(crate) fn flag(&self) -> Option<Tensor<1>> {
        let Moments { guard, .. } = &self.critic.moments;
        let flag = guard.flag.as_ref();
        flag.or(self.generator_moments.guard.flag.as_ref()).cloned()
    }

    /// Lets the critic's next step of `iteration` follow the generator's.
    pub(crate) fn critic_follows(&mut self, iteration: u64) {
        let guard = &mut self.critic.moments.guard;
        guard.follow(&mut self.generator_moments.guard, iteration);
    }

    /// Numbers, and in which iteration the flag was raised, 0 where it was not: one read.
    pub(crate) async fn read(&self, numbers: Tensor<1>) -> Result<(Vec<f32>, f32), Error> {
        read_with(self.flag(), numbers).await
    }

    /// The numbers of one half step, begun at `counters`.
    pub(crate) async fn read_step(
        &mut self,
        numbers: Tensor<1>,
        names: &[&str],
        counters: Counters,
    ) -> Result<Vec<f32>, Error> {
        let (numbers, raised) = self.read(numbers).await?;
        let iteration = counters.iteration + 1;
        if finite_steps(iteration, names, &numbers, raised) == 0 {
            self.rewind(counters);
            return Err(why(iteration, names, &numbers));
        }
        Ok(numbers)
    }

    /// Counts as if the steps after `counters` had not been asked for: on the device nothing has moved
    /// since the flag was raised, which is lowered.
    pub(crate) fn rewind(&mut self, counters: Counters) {
        self.iteration = counters.iteration;
        self.critic.steps = counters.critic_steps;
        [self.critic.moments.steps, self.generator_moments.steps] = counters.adam_steps;
        self.critic.moments.guard.flag = None;
        self.generator_moments.guard.flag = None;
        self.statistics = None;
    }
}
