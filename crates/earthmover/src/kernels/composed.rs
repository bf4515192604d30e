//! Kernels put together from burn's operations. They are the default of every kernel, what autodiff
//! differentiates, and what tests compare the others with.

pub(super) mod adam;
pub(super) mod columns;
mod fold;
pub(super) mod pixels;
pub(super) mod rows;

pub(super) use fold::{fold, unfold};

use super::Kernels;

/// Has every kernel as the trait has it by default.
pub(super) struct Composed;

impl Kernels for Composed {}
