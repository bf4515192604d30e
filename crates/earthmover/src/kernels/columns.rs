//! What a batch normalisation makes of the columns of a matrix.

use burn::Tensor;

/// Columns of mean 0 and variance 1, and how they became so; all but the first [1, columns].
pub(crate) struct Normal {
    pub(crate) normal: Tensor<2>,
    /// 1 / √(variance + epsilon).
    pub(crate) inverse: Tensor<2>,
    pub(crate) mean: Tensor<2>,
    pub(crate) variance: Tensor<2>,
}

/// The gradient at what was normalised, and the sums of each column that it came from.
pub(crate) struct Back {
    pub(crate) gradient: Tensor<2>,
    /// Σ gradient, [columns].
    pub(crate) sum: Tensor<1>,
    /// Σ gradient · normal, [columns].
    pub(crate) along: Tensor<1>,
}
