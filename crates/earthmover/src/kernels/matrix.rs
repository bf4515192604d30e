//! The factors of a matrix product.

use burn::Tensor;

/// A matrix, or its transpose.
pub(crate) enum Factor {
    AsIs(Tensor<2>),
    Transposed(Tensor<2>),
}

impl Factor {
    /// The tensor as it is stored.
    pub(crate) fn stored(&self) -> &Tensor<2> {
        match self {
            Self::AsIs(tensor) | Self::Transposed(tensor) => tensor,
        }
    }

    /// The matrix itself, as a view where it is a transpose.
    pub(crate) fn tensor(self) -> Tensor<2> {
        match self {
            Self::AsIs(tensor) => tensor,
            Self::Transposed(tensor) => tensor.transpose(),
        }
    }

    /// Rows and columns of the matrix.
    pub(crate) fn dims(&self) -> [usize; 2] {
        let [rows, columns] = self.stored().dims();
        match self {
            Self::AsIs(_) => [rows, columns],
            Self::Transposed(_) => [columns, rows],
        }
    }
}
