//! The wasm bindings of `earthmover`: typed, asynchronous, and without mathematics of their own.
//!
//! Calls of one trainer queue in order. A bad argument rejects with an `Error` that names it, and
//! the run is unharmed.

mod batch_fit;
mod classifier;
mod config;
mod convert;
mod devices;
mod digits;
mod fit;
mod latents;
mod measure;
mod plane_fit;
mod promise;
mod replica;
mod start;
mod trainer;
#[cfg(feature = "webgpu")]
mod webgpu;

use wasm_bindgen::prelude::*;

pub use batch_fit::BatchFit;
pub use classifier::Classifier;
pub use config::{fields, preset, preset_names, restart_fields};
pub use devices::devices;
pub use digits::Digits;
pub use latents::{draw_latents, interpolate, latent_plane};
pub use plane_fit::PlaneFit;
pub use replica::sum_of_parts;
pub use trainer::Trainer;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");

/// Bytes of the module's memory. (An export called `memory` would be wasm's own.)
#[wasm_bindgen(js_name = memoryBytes)]
pub fn memory() -> f64 {
    start::once();
    let memory: js_sys::WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
    let buffer: js_sys::ArrayBuffer = memory.buffer().unchecked_into();
    f64::from(buffer.byte_length())
}
