//! Wasserstein GANs on images: the networks, the ways to hold the critic to 1-Lipschitz,
//! and the training loop, after Luca Ambrogioni's "An intuitive guide to optimal transport, part
//! II: the Wasserstein GAN made easy".
//!
//! The critic f is high on real digits. The *gap*, mean f(real) − mean f(fake), is the critic's
//! estimate of the Wasserstein-1 distance between digits and fakes; the critic minimises
//! −gap + λ · penalty, the generator minimises −mean f(fake).
//!
//! ```
//! use earthmover::burn::tensor::Device;
//! use earthmover::{Config, Images, Trainer};
//!
//! # fn main() -> Result<(), earthmover::Error> {
//! // 256 images of noise, of 28 × 28 bytes; MNIST is better.
//! let images: Vec<u8> = (0..256 * 784u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
//! let digits = Images::mnist();
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

pub mod config;
pub mod critic;
pub mod data;
pub mod error;
pub mod judge;
mod kernels;
pub mod network;
pub mod noise;
pub mod run;
#[doc(hidden)]
pub mod seams;

pub use config::Config;
pub use critic::CriticReport;
pub use data::Images;
pub use earthmover_transport as transport;
pub use error::{Error, Invalid};
pub use judge::{Classifier, QualityReport, Survey, WeightReport};
pub use kernels::fuse_products;
pub use run::{GeneratorReport, StepReport, Trainer};

/// burn's, so that users of this crate name the same version of it.
pub use burn;
