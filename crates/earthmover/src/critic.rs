//! What the critic minimises, how it is held to 1-Lipschitz, and how it is trained: in a run, or against
//! two fixed batches, whose exact distance its gap is to be compared with.
//!
//! ```
//! use earthmover::burn::tensor::Device;
//! use earthmover::config::CriticConfig;
//! use earthmover::critic::CriticFit;
//! use earthmover::transport::wasserstein;
//!
//! // Two pairs of points of the line, 1 apart.
//! let (p, q) = ([0.0, 0.2], [1.0, 1.2]);
//! let mut fit = CriticFit::of_points(&CriticConfig::default(), 1, &Device::flex(), &p, &q)?;
//! let reports = pollster::block_on(fit.train(200))?;
//! let exact = wasserstein(&p, &q, 1)?.cost;
//! let gap = reports.last().map_or(0.0, |report| f64::from(report.gap));
//! assert!((gap - exact).abs() < 0.2 * exact, "{gap} {exact}");
//! # Ok::<(), earthmover::Error>(())
//! ```

pub(crate) mod constraint;
mod fit;
pub(crate) mod report;
pub(crate) mod training;

pub(crate) use fit::check_rows;
pub use fit::{CriticFit, Field, MOST_FIELD, MOST_GRID, MOST_ROWS, MOST_STEPS, grid};
pub use report::CriticReport;
