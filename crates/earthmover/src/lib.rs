//! Wasserstein GANs on images of digits: the networks, the ways to hold the critic to 1-Lipschitz,
//! and the training loop, after Luca Ambrogioni's "An intuitive guide to optimal transport, part
//! II: the Wasserstein GAN made easy".
//!
//! The critic f is high on real digits. The *gap*, mean f(real) − mean f(fake), is the critic's
//! estimate of the Wasserstein-1 distance between digits and fakes; the critic minimises
//! −gap + λ · penalty, the generator minimises −mean f(fake).
//!
//! ```
//! use earthmover::burn::tensor::Device;
//! use earthmover::{Config, Digits, Trainer};
//!
//! # fn main() -> Result<(), earthmover::Error> {
//! // 256 images of noise, of 28 × 28 bytes; MNIST is better.
//! let images: Vec<u8> = (0..256 * 784u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
//! let digits = Digits::new();
//! digits.add(&images, &[0; 256], 0)?;
//! let mut trainer = Trainer::new(Config::default(), &Device::flex(), &digits)?;
//! let reports = pollster::block_on(trainer.train(3))?;
//! assert_eq!(reports[2].iteration, 3);
//! let drawn = pollster::block_on(trainer.sample_seeded(16, 7))?;
//! assert_eq!(drawn.len(), 16 * 784);
//! # Ok(())
//! # }
//! ```
//!
//! Everything random is drawn on the host from the configuration's seed, so that a seed gives one
//! curve on a device. Nothing here knows of browsers; every wait for a device is asynchronous.
//!
//! Without the feature `train` the crate needs no burn.

pub mod config;
pub mod digits;
pub mod error;
#[cfg(feature = "train")]
mod finite;
pub mod latents;
pub mod noise;

#[cfg(feature = "train")]
pub mod checkpoint;
#[cfg(feature = "train")]
pub mod classifier;
#[cfg(feature = "train")]
pub mod constraint;
#[cfg(feature = "train")]
pub mod cost;
#[cfg(feature = "train")]
mod counters;
#[cfg(feature = "train")]
pub mod critic;
#[cfg(feature = "train")]
pub mod critic_fit;
#[cfg(feature = "train")]
mod critic_run;
#[cfg(feature = "train")]
pub mod generator;
#[cfg(feature = "train")]
mod guard;
#[cfg(feature = "train")]
mod kernels;
#[cfg(feature = "train")]
pub mod measure;
#[cfg(feature = "train")]
pub mod network;
#[cfg(feature = "train")]
pub mod normalisation;
#[cfg(feature = "train")]
pub mod optimiser;
#[cfg(feature = "train")]
pub mod parameters;
#[cfg(feature = "train")]
pub mod portion;
#[cfg(feature = "train")]
pub mod quality;
#[cfg(feature = "train")]
pub mod replica;
#[cfg(feature = "train")]
pub mod report;
#[cfg(feature = "train")]
pub mod sampler;
#[cfg(feature = "train")]
mod sharing;
#[cfg(feature = "train")]
pub mod survey;
#[cfg(feature = "train")]
pub mod trainer;
#[cfg(feature = "train")]
pub mod weights;

#[cfg(feature = "train")]
pub use classifier::Classifier;
pub use config::Config;
pub use digits::Digits;
pub use earthmover_transport as transport;
pub use error::{Error, Invalid};
#[cfg(feature = "train")]
pub use quality::QualityReport;
#[cfg(feature = "train")]
pub use report::{CriticReport, GeneratorReport, StepReport};
#[cfg(feature = "train")]
pub use survey::Survey;
#[cfg(feature = "train")]
pub use trainer::Trainer;
#[cfg(feature = "train")]
pub use weights::WeightReport;

/// burn's, so that users of this crate name the same version of it.
#[cfg(feature = "train")]
pub use burn;
