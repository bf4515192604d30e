//! What a critic step measured.

use serde::Serialize;

/// What one critic step measured, before it moved the critic.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CriticReport {
    /// −gap + λ · penalty.
    pub critic_loss: f32,
    /// mean f(real) − mean f(fake).
    pub gap: f32,
    /// The penalty before it is multiplied by λ; 0 where the constraint has none.
    pub penalty: f32,
    /// Mean slope of the pairs the constraint looks at; of real–fake pairs where it looks at none.
    pub slope: f32,
}

/// How many numbers a critic step leaves on the device.
pub(crate) const CRITIC_NUMBERS: usize = 4;

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
