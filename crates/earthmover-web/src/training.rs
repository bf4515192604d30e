//! What the modules that train give: stores of digits, runs, fits, classifiers.

mod batch_fit;
mod classifier;
mod config;
mod devices;
mod digits;
mod fit;
mod game;
mod halves;
mod latents;
mod measure;
mod moved_digits;
mod patch;
mod plane_fit;
mod promise;
mod queued;
mod replica;
mod trainer;
#[cfg(feature = "webgpu")]
mod webgpu;

use earthmover::Error;
use wasm_bindgen::prelude::*;

use crate::convert::Failure;

pub use batch_fit::BatchFit;
pub use classifier::Classifier;
pub use config::{fields, preset, preset_names, restart_fields};
pub use devices::devices;
pub use digits::Digits;
pub use game::{Game, shape_points, spread_points};
pub use latents::{draw_latents, interpolate, latent_plane};
pub use moved_digits::MovedDigits;
pub use plane_fit::PlaneFit;
pub use replica::sum_of_parts;
pub use trainer::Trainer;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let name = match error {
            Error::Argument(_) | Error::Config(_) | Error::ConfigSyntax(_) => "ArgumentError",
            Error::TooFewImages { .. } | Error::FewImages { .. } => "DataError",
            Error::Checkpoint(_) => "CheckpointError",
            Error::Classifier(_) => "ClassifierError",
            Error::Diverged(_) => "DivergedError",
            Error::NotFinite { .. } => "NotFiniteError",
            Error::TooEarly(_) => "OrderError",
            Error::Device(_) => "DeviceError",
            _ => "Error",
        };
        Self::named(name, error.to_string())
    }
}
