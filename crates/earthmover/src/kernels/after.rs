//! What follows a product or a fold, so that a GPU does it in the same kernel.

use burn::Tensor;

use super::activation::Activation;

/// What is done to each number that comes out.
#[derive(Clone, Debug)]
#[allow(clippy::large_enum_variant, reason = "there is one at a time")]
pub(crate) enum After {
    /// Numbers stay as they are.
    Nothing,
    /// A bias of each column is added, and the sum activated.
    Biased(Option<Tensor<1>>, Activation),
    /// Each number is a gradient at the output of an activation, which is this tensor; but for
    /// [`Activation::MaxMin`], where it is what was activated. It is multiplied by the slope of the activation
    /// there.
    Slope(Tensor<2>, Activation),
}
