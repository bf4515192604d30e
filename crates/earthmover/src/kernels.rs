//! The operations that networks are made of beside matrix products.
//!
//! Each is written twice or three times: of burn's operations, for tensors with autodiff; as one pass
//! over slices, for burn-flex and burn-ndarray, on which every operation of burn's is a pass over
//! memory of its own; and where it matters as a kernel, for GPUs, on which every operation is a
//! dispatch. The tests hold one to the other.

pub(crate) mod activation;
pub(crate) mod adam;
pub(crate) mod after;
pub(crate) mod columns;
pub(crate) mod fold;
#[cfg(feature = "webgpu")]
pub(crate) mod gpu;
pub(crate) mod guard;
pub(crate) mod leaves;
pub(crate) mod matrix;
pub(crate) mod memory;
pub(crate) mod places;
mod product;
pub(crate) mod rows;
pub(crate) mod sums;
mod tile;
mod vectors;
