//! What a step measured, read back from the device.

use burn::Tensor;
use serde::Serialize;

use crate::error::Error;
use crate::parameters::device_error;

/// What one critic step measured, before it moved the critic.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CriticReport {
    /// −gap + λ · penalty.
    pub critic_loss: f32,
    /// mean f(real) − mean f(fake).
    pub gap: f32,
    /// The penalty before λ; 0 under weight clipping.
    pub penalty: f32,
    /// Mean slope of the pairs the constraint looks at; of real–fake pairs where it looks at none.
    pub slope: f32,
}

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
    /// The penalty before λ; 0 under weight clipping.
    pub penalty: f32,
    /// Mean slope, as in [`CriticReport`].
    pub slope: f32,
    /// −mean f(fake) of the generator step.
    pub generator_loss: f32,
}

/// Numbers of a critic step on the device.
pub(crate) const CRITIC_NUMBERS: usize = 4;
/// Numbers of an iteration on the device.
pub(crate) const STEP_NUMBERS: usize = CRITIC_NUMBERS + 1;

impl CriticReport {
    pub(crate) fn from_numbers(numbers: &[f32]) -> Self {
        Self {
            critic_loss: numbers[0],
            gap: numbers[1],
            penalty: numbers[2],
            slope: numbers[3],
        }
    }
}

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

/// Reads numbers back: the one wait of a call.
pub(crate) async fn read(numbers: Tensor<1>) -> Result<Vec<f32>, Error> {
    let data = numbers.into_data_async().await.map_err(device_error)?;
    data.try_into_vec().map_err(device_error)
}
