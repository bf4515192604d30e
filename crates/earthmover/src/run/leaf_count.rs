//! How the rows of a run's batches are shared out.

use crate::config::{Config, Constraint, Order, Pairs};
use crate::critic::constraint::share_of_rows;

/// Most leaves that the sums over a batch have, and most replicas of a run.
pub const MOST_LEAVES: usize = 8;

/// How many leaves the rows of a run's batches are dealt to, which is also the most replicas that can share
/// it: 8, or fewer where there are fewer rows or pairs; 1 where rows of a batch depend on each other, in a
/// network that `couples` them or in pairs.
pub(crate) fn leaves(config: &Config, couples: bool) -> usize {
    if couples || config.order == Order::GeneratorFirst {
        return 1;
    }
    most_shared(config).min(config.batch).min(MOST_LEAVES)
}

/// How many rows or pairs of a batch the constraint lets replicas share.
fn most_shared(config: &Config) -> usize {
    match &config.constraint {
        Constraint::SlopePenalty(penalty) => match penalty.pairs {
            Pairs::RealReal | Pairs::Pooled => 1,
            Pairs::RealFake | Pairs::Segment | Pairs::Adversarial => {
                share_of_rows(penalty.share, config.batch)
            }
        },
        Constraint::GradientPenalty(penalty) => share_of_rows(penalty.share, config.batch),
        Constraint::WeightClipping(_)
        | Constraint::SpectralNorm(_)
        | Constraint::Orthonormal(_)
        | Constraint::Bounded(_)
        | Constraint::None(_) => config.batch,
    }
}
