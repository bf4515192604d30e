//! The factors of a matrix product.

use burn::Tensor;

use super::on;
use super::places::Places;

/// A matrix.
#[derive(Clone, Debug)]
pub(crate) enum Factor {
    AsIs(Tensor<2>),
    Transposed(Tensor<2>),
    /// The patches of these pixels, one a row.
    Patches(Tensor<2>, Places),
}

impl Factor {
    /// The matrix itself, as a view where it is a transpose.
    pub(crate) fn tensor(self) -> Tensor<2> {
        match self {
            Self::AsIs(tensor) => tensor,
            Self::Transposed(tensor) => tensor.transpose(),
            Self::Patches(pixels, places) => on(&pixels).unfold(pixels, &places),
        }
    }

    /// The tensor that it is made of.
    pub(crate) fn stored(&self) -> &Tensor<2> {
        match self {
            Self::AsIs(tensor) | Self::Transposed(tensor) | Self::Patches(tensor, _) => tensor,
        }
    }
}
