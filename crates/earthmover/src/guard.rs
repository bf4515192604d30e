//! How a call ends whose numbers have been read back from a GPU, where steps are not looked through before
//! they are taken: Adam's kernel leaves alone what would not stay finite, raises a flag, and then all of it
//! stands still until the flag has been read, with the rest.

use burn::Tensor;

use crate::error::Error;
use crate::finite::{are_finite, check_numbers};
use crate::kernels::rows::stack;
use crate::optimiser::Moments;
use crate::report;
use crate::trainer::Trainer;

/// A flag that a GPU's kernel raises: 0, or the iteration in which it was raised first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Guard {
    /// There is none on a processor, nor before the first step.
    pub(crate) flag: Option<Tensor<1>>,
    /// The iteration that is under way.
    pub(crate) iteration: u64,
}

impl Guard {
    /// Takes the flag over from `other`, for a step of `iteration`.
    pub(crate) fn follow(&mut self, other: &mut Self, iteration: u64) {
        self.iteration = iteration;
        if let Some(flag) = other.flag.take() {
            self.flag = Some(flag);
        }
    }
}

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

/// Numbers, and what a flag is.
pub(crate) async fn read_with(
    flag: Option<Tensor<1>>,
    numbers: Tensor<1>,
) -> Result<(Vec<f32>, f32), Error> {
    let Some(flag) = flag else {
        return Ok((report::read(numbers).await?, 0.0));
    };
    let mut numbers = report::read(stack(vec![numbers, flag])).await?;
    let raised = numbers.pop().unwrap_or_default();
    Ok((numbers, raised))
}

/// How many steps, the `first` counted from 1, each of some `names`, are before the flag was `raised`, if it
/// was, and of finite numbers.
pub(crate) fn finite_steps(first: u64, names: &[&str], numbers: &[f32], raised: f32) -> usize {
    let steps = numbers.chunks_exact(names.len());
    let finite = steps.take_while(|step| are_finite(step)).count();
    // Up to 2²⁴ the flag is exact.
    if raised > 0.0 {
        finite.min((raised as u64).saturating_sub(first) as usize)
    } else {
        finite
    }
}

/// Why the step of `numbers` is not one.
pub(crate) fn why(iteration: u64, names: &[&str], numbers: &[f32]) -> Error {
    match check_numbers(iteration, names, numbers) {
        Err(error) => error,
        Ok(()) => Error::NotFinite {
            iteration,
            number: "a gradient, or what Adam makes of it,".to_owned(),
            value: "not finite".to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_count_up_to_the_first_that_is_not_of_numbers() {
        let names = ["gap", "penalty"];
        let numbers = [1.0, 0.0, 2.0, 0.0, 3.0, f32::NAN, 4.0, 0.0];
        assert_eq!(finite_steps(11, &names, &numbers, 0.0), 2);
        assert_eq!(finite_steps(11, &names, &numbers[..4], 0.0), 2);
        // Raised in the second, and in the first.
        assert_eq!(finite_steps(11, &names, &numbers, 12.0), 1);
        assert_eq!(finite_steps(11, &names, &numbers, 11.0), 0);
        assert_eq!(finite_steps(11, &names, &numbers, 14.0), 2);
        let said = why(13, &names, &numbers[4..6]).to_string();
        assert!(said.contains("iteration 13 the penalty is NaN"), "{said}");
        let said = why(13, &names, &numbers[..2]).to_string();
        assert!(said.contains("iteration 13 a gradient"), "{said}");
    }
}
