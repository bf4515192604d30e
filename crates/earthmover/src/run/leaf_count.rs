//! How the rows of a run's batches are shared out.

use crate::config::{Config, Constraint, Order, Pairs};
use crate::critic::constraint::rows;

/// Most leaves that the sums over a batch have, and most replicas of a run.
pub const MOST_LEAVES: usize = 8;

/// How many leaves the sums over the rows of a run's batches close at, and most replicas that can share
/// it: 8, or as many as there are rows and pairs; 1 where rows of a batch depend on each other, in a
/// network that `couples` them or in pairs.
pub(crate) fn leaves(config: &Config, couples: bool) -> usize {
    if couples || config.order == Order::GeneratorFirst {
        return 1;
    }
    most_shared(config).min(config.batch).min(MOST_LEAVES)
}

fn most_shared(config: &Config) -> usize {
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
