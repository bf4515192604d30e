//! Kernels of burn's operations: what is the default of every kernel, what autodiff differentiates, and
//! what the tests hold the others to.

pub(super) mod adam;
pub(super) mod columns;
mod fold;
pub(super) mod pixels;
pub(super) mod rows;

pub(super) use fold::{fold, unfold};

use super::Kernels;

/// Every kernel as the trait has it.
pub(super) struct Composed;

impl Kernels for Composed {}
