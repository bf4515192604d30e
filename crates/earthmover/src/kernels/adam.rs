//! What Adam moves, and by which numbers.

use burn::Tensor;

/// A parameter with the means of its gradients and of their squares, all flat.
pub(crate) struct Moved {
    pub(crate) value: Tensor<1>,
    pub(crate) first: Tensor<1>,
    pub(crate) second: Tensor<1>,
}

/// The factors of an update.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rates {
    pub(crate) beta1: f32,
    pub(crate) beta2: f32,
    /// The learning rate, corrected for the first mean's beginning at 0.
    pub(crate) rate: f32,
    /// The factor that corrects the second mean for its beginning at 0.
    pub(crate) root: f32,
    pub(crate) epsilon: f32,
}
