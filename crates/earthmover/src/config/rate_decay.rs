//! How learning rates fall as training goes on.

use serde::{Deserialize, Serialize};

use super::Adam;

/// How the learning rates of both networks fall: at iteration t, counted from 0, they are multiplied by
/// (`from` / t)^`power`, and not before iteration `from`. No end need be known, so that a run may be left alone; with
/// a power of 1/2 it is the schedule of Karras et al. 2024 (equation 67).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct RateDecay {
    /// The iteration from which they fall, 1 to 2^53 − 1.
    pub from: u64,
    /// How quickly they fall, 0 to 2; 0 where they do not.
    pub power: f64,
}

impl Default for RateDecay {
    fn default() -> Self {
        Self {
            from: 1_000,
            power: 0.75,
        }
    }
}

impl RateDecay {
    /// Rates that stay as they are.
    pub const NONE: Self = Self {
        from: 1_000,
        power: 0.0,
    };

    /// What rates are multiplied by at `iteration`, counted from 0.
    pub fn factor(&self, iteration: u64) -> f64 {
        if iteration <= self.from || self.power == 0.0 {
            return 1.0;
        }
        libm::pow(self.from as f64 / iteration as f64, self.power)
    }

    /// `adam` as it is at `iteration`.
    pub(crate) fn applied(&self, adam: &Adam, iteration: u64) -> Adam {
        Adam {
            rate: adam.rate * self.factor(iteration),
            ..*adam
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_stay_and_then_fall_by_the_power() {
        let decay = RateDecay {
            from: 100,
            power: 0.5,
        };
        for (iteration, factor) in [(0, 1.0), (100, 1.0), (400, 0.5), (10_000, 0.1)] {
            assert!(
                (decay.factor(iteration) - factor).abs() < 1e-15,
                "{iteration}"
            );
        }
        let kept = RateDecay {
            power: 0.0,
            ..decay
        };
        assert_eq!(kept.factor(1 << 50), 1.0);
    }
}
