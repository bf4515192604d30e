//! What a step measured, read back from the device.

use serde::Serialize;

use crate::critic::report::{CRITIC_NUMBERS, CriticReport};

/// What one generator step measured, before it moved the generator.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GeneratorReport {
    /// −mean f(fake).
    pub generator_loss: f32,
}

/// What one iteration measured: the last of its critic steps, and its generator step.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StepReport {
    /// Iterations done, this one included.
    pub iteration: u64,
    /// −gap + λ · penalty.
    pub critic_loss: f32,
    /// mean f(real) − mean f(fake).
    pub gap: f32,
    /// The penalty before it is multiplied by λ; 0 where the constraint has none.
    pub penalty: f32,
    /// Mean slope, as in [`CriticReport`].
    pub slope: f32,
    /// −mean f(fake) of the generator step.
    pub generator_loss: f32,
}

/// How many numbers an iteration leaves on the device.
pub(crate) const STEP_NUMBERS: usize = CRITIC_NUMBERS + 1;

impl StepReport {
    pub(crate) fn from_numbers(iteration: u64, numbers: &[f32]) -> Self {
        let critic = CriticReport::from_numbers(numbers);
        Self {
            iteration,
            critic_loss: critic.critic_loss,
            gap: critic.gap,
            penalty: critic.penalty,
            slope: critic.slope,
            generator_loss: numbers[CRITIC_NUMBERS],
        }
    }
}
