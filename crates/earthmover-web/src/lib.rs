//! The wasm bindings of `earthmover`: typed, asynchronous, and without mathematics of their own.
//!
//! Calls of one trainer queue in order. A bad argument rejects with an `Error` that names it, and
//! the run is unharmed. The calls of the figures' module answer at once, or throw.

#[cfg(feature = "train")]
mod batch_fit;
#[cfg(feature = "train")]
mod classifier;
#[cfg(feature = "train")]
mod config;
#[cfg_attr(
    not(feature = "train"),
    allow(dead_code, reason = "figures are given less")
)]
mod convert;
#[cfg(feature = "train")]
mod devices;
#[cfg(feature = "train")]
mod digits;
#[cfg(feature = "figures")]
mod figures;
#[cfg(feature = "train")]
mod fit;
#[cfg(feature = "train")]
mod latents;
#[cfg(feature = "train")]
mod measure;
#[cfg(feature = "train")]
mod plane_fit;
#[cfg(feature = "train")]
mod promise;
#[cfg(feature = "train")]
mod replica;
mod start;
#[cfg(feature = "train")]
mod trainer;
#[cfg(feature = "webgpu")]
mod webgpu;

use wasm_bindgen::prelude::*;

#[cfg(feature = "train")]
pub use batch_fit::BatchFit;
#[cfg(feature = "train")]
pub use classifier::Classifier;
#[cfg(feature = "train")]
pub use config::{fields, preset, preset_names, restart_fields};
#[cfg(feature = "train")]
pub use devices::devices;
#[cfg(feature = "train")]
pub use digits::Digits;
#[cfg(feature = "figures")]
pub use figures::{
    Paradox, clouds, curve, densities, divergences, draw_flows, line_density, line_dual, line_gap,
    plane_potential, transport,
};
#[cfg(feature = "train")]
pub use latents::{draw_latents, interpolate, latent_plane};
#[cfg(feature = "train")]
pub use plane_fit::PlaneFit;
#[cfg(feature = "train")]
pub use replica::sum_of_parts;
#[cfg(feature = "train")]
pub use trainer::Trainer;

#[cfg(feature = "train")]
#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");
#[cfg(feature = "figures")]
#[wasm_bindgen(typescript_custom_section)]
const FIGURES_TYPES: &str = include_str!("figures.d.ts");

/// Bytes of the module's memory. (An export called `memory` would be wasm's own.)
#[wasm_bindgen(js_name = memoryBytes)]
pub fn memory() -> f64 {
    start::once();
    let memory: js_sys::WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
    let buffer: js_sys::ArrayBuffer = memory.buffer().unchecked_into();
    f64::from(buffer.byte_length())
}
