//! Exact and approximate optimal transport between finite sets of points, and the divergences it is
//! compared with. All in 64-bit floats, on one thread, without burn.
//!
//! ```
//! use earthmover_transport::wasserstein;
//!
//! # fn main() -> Result<(), earthmover_transport::Error> {
//! // Three points of the plane, and the same a step to the right, in another order.
//! let source = [0.0, 0.0, 2.0, 0.0, 0.0, 2.0];
//! let target = [1.0, 2.0, 1.0, 0.0, 3.0, 0.0];
//! let found = wasserstein(&source, &target, 2)?;
//! assert_eq!(found.cost, 1.0);
//! assert_eq!(found.plan, [1, 2, 0]);
//! // The dual has the same value: the gap of a best critic.
//! let thirds = [1.0 / 3.0; 3];
//! assert!((found.potentials.dual_value(&thirds, &thirds)? - 1.0).abs() < 1e-12);
//! # Ok(())
//! # }
//! ```
//!
//! # Conventions
//!
//! A *source* (the real digits, in a GAN) is moved to a *target* (the fakes). Points are rows of a
//! row-major slice; [`Costs`] holds what it costs to move a unit of mass from each source to each
//! target, for Wasserstein-1 their Euclidean distance. Weights are masses ≥ 0; both sides must sum
//! to the same total, up to one part in 10⁹. A cost of transport has the unit mass × distance: a
//! distance, where masses sum to 1.
//!
//! *Potentials* φ, ψ obey φᵢ + ψⱼ ≤ cᵢⱼ; Σ aᵢφᵢ + Σ bⱼψⱼ, the dual value, is then at most the cost of
//! every coupling of a and b (weak duality), and equals that of the best (Kantorovich 1942). See
//! [`Potentials::critic`] for the 1-Lipschitz function of the Kantorovich–Rubinstein form.
//!
//! | | exact | plan | potentials | sizes |
//! | --- | --- | --- | --- | --- |
//! | [`wasserstein`], [`assign`], [`Assigner`] | yes | permutation | yes | n × n |
//! | [`couple`] | yes | sparse | yes | n × m, weighted |
//! | [`sinkhorn`] | as ε → 0, from above | dense | entropic | n × m, weighted |
//! | [`sinkhorn_divergence`] | as ε → 0 | dense | entropic | n × m, weighted |
//! | [`line()`], [`weighted_line`] | yes, in one dimension | | | any |
//! | [`line_dual`] | yes, in one dimension | | critic | even places |
//! | [`sliced`], [`sliced_along`] | mean over directions | | | any |
//! | [`critic_distance`], [`c_transform`] | a lower bound | | | any |
//! | [`Funnel`] | yes, by construction | permutation | critic | any |
//!
//! Nothing panics on what it is given: a bad argument is [`Error::Argument`],
//! named as in JSON (`sourceWeights[3]`).

pub mod error;
pub mod noise;
#[doc(hidden)]
pub mod support;

mod assignment;
mod augmenting;
mod c_transform;
mod check;
mod costs;
mod coupling;
mod critic_distance;
mod divergence;
mod draws;
mod funnel;
mod line;
mod line_dual;
mod mending;
mod pivot;
mod potentials;
mod sinkhorn;
mod sinkhorn_divergence;
mod sliced;
mod tree;

pub use assignment::{Assigner, Assignment, assign, wasserstein};
pub use c_transform::c_transform;
pub use check::MOST_COST;
pub use costs::{Costs, MOST_POINTS};
pub use coupling::{Coupling, Flow, couple};
pub use critic_distance::{CriticDistance, critic_distance};
pub use divergence::{entropy, jensen_shannon, kullback_leibler, total_variation};
pub use draws::{MOST_FLOWS, draw_flows};
pub use error::{Error, Invalid};
pub use funnel::{Funnel, Moved};
pub use line::{line, weighted_line};
pub use line_dual::{LineDual, LineGap, line_dual, line_gap};
pub use potentials::Potentials;
pub use sinkhorn::{Entropic, Sinkhorn, sinkhorn};
pub use sinkhorn_divergence::{DivergenceCosts, SinkhornDivergence, sinkhorn_divergence};
pub use sliced::{sliced, sliced_along};
