//! What follows a product or a fold, so that a GPU does it in the same kernel.

use burn::Tensor;

use super::activation::Activation;

/// What is done to each number that comes out.
#[derive(Clone, Debug)]
#[allow(clippy::large_enum_variant, reason = "there is one at a time")]
pub(crate) enum After {
    Nothing,
    /// A bias of each column is added, and the sum activated.
    Biased(Option<Tensor<1>>, Activation),
    /// It is a gradient at what an activation gave: times the slope where this came out.
    Slope(Tensor<2>, Activation),
}
