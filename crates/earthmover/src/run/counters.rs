//! How far a run has come, and how it goes back to where its numbers were last finite.

use burn::Tensor;

use crate::error::Error;
use crate::network::optimiser::Moments;
use crate::network::read_back::{finite_steps, read_with, why};
use crate::run::trainer::Trainer;

/// How far a run has come: its iterations and its critic's steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Counters {
    iteration: u64,
    critic_steps: u64,
}

impl Counters {
    /// How far a run is so many whole iterations later.
    pub(crate) fn after(self, iterations: u64, n_critic: usize) -> Self {
        Self {
            iteration: self.iteration + iterations,
            critic_steps: self.critic_steps + iterations * n_critic as u64,
        }
    }
}

impl Trainer {
    pub(crate) fn counters(&self) -> Counters {
        Counters {
            iteration: self.iteration(),
            critic_steps: self.critic.steps,
        }
    }

    /// The flag, to be read with the rest, if this device has one.
    pub(crate) fn flag(&self) -> Option<Tensor<1>> {
        let Moments { guard, .. } = &self.critic.moments;
        let flag = guard.flag.as_ref();
        flag.or(self.generator.moments.guard.flag.as_ref()).cloned()
    }

    /// Makes the critic ready for a step of `iteration`, counted from 1, and hands it the flag from the generator's
    /// guard.
    pub(crate) fn critic_follows(&mut self, iteration: u64) {
        self.critic.iteration = iteration - 1;
        let guard = &mut self.critic.moments.guard;
        guard.follow(&mut self.generator.moments.guard, iteration);
    }

    /// Reads numbers back, and in which iteration the flag was raised, 0 where it was not.
    pub(crate) async fn read(&self, numbers: Tensor<1>) -> Result<(Vec<f32>, f32), Error> {
        read_with(self.flag(), numbers).await
    }

    /// Reads back the numbers of one half step, which began at `counters`.
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

    /// Sets the counts back to `counters`. On the device nothing has moved since the flag was raised; it is
    /// lowered.
    pub(crate) fn rewind(&mut self, counters: Counters) {
        self.generator.rewind(counters.iteration);
        self.critic.rewind(counters.critic_steps);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_iteration_has_its_critic_steps() {
        let begun = Counters {
            iteration: 2,
            critic_steps: 11,
        };
        let later = Counters {
            iteration: 5,
            critic_steps: 26,
        };
        assert_eq!(begun.after(3, 5), later);
    }
}
