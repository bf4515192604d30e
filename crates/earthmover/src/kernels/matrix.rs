//! The factors of a matrix product.

use burn::Tensor;

/// A matrix, or its transpose.
pub(crate) enum Factor {
    AsIs(Tensor<2>),
    Transposed(Tensor<2>),
}

impl Factor {
    /// The matrix itself, as a view where it is a transpose.
    pub(crate) fn tensor(self) -> Tensor<2> {
        match self {
            Self::AsIs(tensor) => tensor,
            Self::Transposed(tensor) => tensor.transpose(),
        }
    }
}
