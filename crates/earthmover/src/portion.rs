//! Which rows of a batch a replica of a run computes.

use crate::config::{Architecture, Config, Constraint, Order, Pairs};
use crate::constraint::rows;

/// Every `of`-th row of a batch, from row `index` on. So the first rows, whose pairs a constraint may
/// look at alone, are shared out evenly too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Portion {
    /// Below `of`.
    pub index: usize,
    /// Replicas of the run.
    pub of: usize,
}

impl Portion {
    /// All rows.
    pub const WHOLE: Self = Self { index: 0, of: 1 };

    /// How many of the first `all` rows it has.
    pub fn count(&self, all: usize) -> usize {
        all.saturating_sub(self.index).div_ceil(self.of)
    }

    /// Its rows of `all`, each of `width` numbers.
    pub fn of_rows(&self, all: &[f32], width: usize) -> Vec<f32> {
        if *self == Self::WHOLE {
            return all.to_vec();
        }
        let rows = all.chunks_exact(width).skip(self.index);
        rows.step_by(self.of).flatten().copied().collect()
    }
}

/// Most replicas that can share a run of `config`, two rows for each at least: 1 where rows of a batch
/// depend on each other in the critic or in its pairs.
pub fn most_portions(config: &Config) -> usize {
    most_shared(config).min(config.batch / 2).max(1)
}

fn most_shared(config: &Config) -> usize {
    let coupled = matches!(config.architecture, Architecture::Article(_));
    if coupled || config.order == Order::GeneratorFirst {
        return 1;
    }
    match &config.constraint {
        Constraint::SlopePenalty(penalty) => match penalty.pairs {
            Pairs::RealReal | Pairs::Pooled => 1,
            Pairs::RealFake | Pairs::Segment | Pairs::Adversarial => {
                rows(penalty.share, config.batch)
            }
        },
        Constraint::GradientPenalty(penalty) => rows(penalty.share, config.batch),
        Constraint::WeightClipping(_)
        | Constraint::SpectralNorm(_)
        | Constraint::Bounded(_)
        | Constraint::None(_) => config.batch,
    }
}
