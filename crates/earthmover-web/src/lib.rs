//! The wasm bindings of `earthmover`: typed, asynchronous, and without mathematics of their own.
//!
//! Calls of one trainer queue in order. A bad argument rejects with an `Error` that names it, and
//! the run is unharmed.

mod classifier;
mod convert;
mod devices;
mod digits;
mod measure;
mod replica;
mod start;
mod trainer;
#[cfg(feature = "webgpu")]
mod webgpu;

use earthmover::Config;
use wasm_bindgen::prelude::*;

use convert::{Failure, to_js};

pub use classifier::Classifier;
pub use devices::devices;
pub use digits::Digits;
pub use replica::sum_of_parts;
pub use trainer::Trainer;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");

/// The configuration of that name.
///
/// # Errors
/// Throws when there is none.
#[wasm_bindgen(unchecked_return_type = "Config")]
pub fn preset(
    #[wasm_bindgen(unchecked_param_type = "PresetName")] name: &JsValue,
) -> Result<JsValue, JsValue> {
    start::once();
    let name = convert::string("name", name)?;
    let config = Config::preset(&name).map_err(Failure::from)?;
    to_js(&config)
}

/// Bytes of the module's memory. (An export called `memory` would be wasm's own.)
#[wasm_bindgen(js_name = memoryBytes)]
pub fn memory() -> f64 {
    start::once();
    let memory: js_sys::WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
    let buffer: js_sys::ArrayBuffer = memory.buffer().unchecked_into();
    f64::from(buffer.byte_length())
}
