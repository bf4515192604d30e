//! The operations that networks are made of beside matrix products.
//!
//! Each is written twice: of burn's operations, for WebGPU, where they are fused, and for tensors
//! with autodiff; and as one pass over slices, for burn-flex and burn-ndarray, on which every
//! operation of burn's is a pass over memory of its own. The tests hold one to the other.

pub(crate) mod activation;
pub(crate) mod adam;
pub(crate) mod columns;
pub(crate) mod fold;
pub(crate) mod matrix;
pub(crate) mod memory;
#[cfg(any(target_arch = "wasm32", test))]
mod product;
pub(crate) mod rows;
