//! A run: both networks in training, its steps, what they report, and how it is kept and shared out.
//!
//! ```
//! use earthmover::burn::tensor::Device;
//! use earthmover::{Config, Images, Trainer};
//! use earthmover::run::sum_of_parts;
//!
//! # pollster::block_on(async {
//! let digits = Images::mnist();
//! digits.add(&[90; 784 * 16], &[3; 16], 0)?;
//! // One run shared by two replicas: parts of gradients go round, and both move alike.
//! let mut replicas = Vec::new();
//! for index in 0..2 {
//!     let mut replica = Trainer::new(Config::default(), &Device::flex(), &digits)?;
//!     replica.split(index, 2)?;
//!     replicas.push(replica);
//! }
//! let mut parts = Vec::new();
//! for replica in &mut replicas {
//!     parts.push(replica.critic_part().await?);
//! }
//! let sum = sum_of_parts(parts.iter().map(Vec::as_slice))?;
//! let reports = [replicas[0].take_critic(&sum)?, replicas[1].take_critic(&sum)?];
//! assert_eq!(reports[0], reports[1]);
//! # Ok::<(), earthmover::Error>(())
//! # }).unwrap();
//! ```

mod checkpoint;
mod cost;
mod counters;
pub mod game;
pub(crate) mod generator_run;
pub(crate) mod inputs;
mod leaf_count;
mod plan;
mod replica;
mod report;
mod ride;
pub(crate) mod sampler;
mod sharing;
mod trainer;
pub(crate) mod whole;

pub use cost::Cost;
pub use leaf_count::MOST_LEAVES;
pub use replica::sum_of_parts;
pub use report::{GeneratorReport, StepReport};
pub use ride::Ridden;
pub use sampler::MOST_SAMPLES;
pub use trainer::{MOST_ITERATIONS, Trainer};
