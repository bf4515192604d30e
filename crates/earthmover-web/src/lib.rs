//! The wasm bindings of `earthmover`: typed, asynchronous, and without mathematics of their own.
//!
//! Calls of one trainer queue in order. A bad argument rejects with an `Error` that names it, and
//! the run is unharmed. The calls of the figures' module answer at once, or throw.

#[cfg_attr(
    not(feature = "train"),
    allow(dead_code, reason = "figures are given less")
)]
mod convert;
#[cfg(feature = "figures")]
mod figures;
mod start;
#[cfg(feature = "train")]
mod training;

use wasm_bindgen::prelude::*;

#[cfg(feature = "figures")]
pub use figures::*;
#[cfg(feature = "train")]
pub use training::*;

/// Bytes of the module's memory. (An export called `memory` would be wasm's own.)
#[wasm_bindgen(js_name = memoryBytes)]
pub fn memory() -> f64 {
    start::once();
    let memory: js_sys::WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
    let buffer: js_sys::ArrayBuffer = memory.buffer().unchecked_into();
    f64::from(buffer.byte_length())
}
