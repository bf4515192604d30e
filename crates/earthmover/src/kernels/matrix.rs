//! Matrix products: our own on processors and GPUs, burn's under autodiff.

use burn::Tensor;

use super::after::After;
#[cfg(feature = "webgpu")]
use super::gpu;
use super::leaves::Leaves;
use super::memory::{Numbers, from_vec, is_in_memory};
use super::product::{Matrix, product, product_over_rows};

/// A matrix, or its transpose.
pub(crate) enum Factor {
    AsIs(Tensor<2>),
    Transposed(Tensor<2>),
}

/// a · b, and what follows.
pub(crate) fn multiply(a: Factor, b: Factor, after: After) -> Tensor<2> {
    if is_in_memory(&a.stored().device()) {
        let device = a.stored().device();
        let shape = [a.dims()[0], b.dims()[1]];
        let (left, right) = (Numbers::of(a.stored()), Numbers::of(b.stored()));
        let values = product(a.matrix(&left), b.matrix(&right));
        return after.to(from_vec(values, shape, &device));
    }
    let (a, b) = (a.tensor(), b.tensor());
    #[cfg(feature = "webgpu")]
    if gpu::is_gpu(&a.device()) {
        return gpu::multiply(a, b, after);
    }
    after.to(a.matmul(b))
}

/// The sum over the rows of `a` and `b` of the products of each pair of their numbers, aᵀ · b, flat: for
/// each subtree of `leaves` that is finished.
pub(crate) fn multiply_over_rows(a: Tensor<2>, b: Tensor<2>, leaves: &Leaves) -> Tensor<1> {
    let device = a.device();
    if !is_in_memory(&device) {
        let factors = (Factor::Transposed(a), Factor::AsIs(b));
        return multiply(factors.0, factors.1, After::Nothing).flatten(0, 1);
    }
    let (left, right) = (Numbers::of(&a), Numbers::of(&b));
    let (left, right) = ((&*left, a.dims()[1]), (&*right, b.dims()[1]));
    let values = product_over_rows(left, right, leaves);
    let count = values.len();
    from_vec(values, [count], &device)
}

impl Factor {
    fn tensor(self) -> Tensor<2> {
        match self {
            Self::AsIs(tensor) => tensor,
            Self::Transposed(tensor) => tensor.transpose(),
        }
    }
}

impl Factor {
    fn stored(&self) -> &Tensor<2> {
        match self {
            Self::AsIs(tensor) | Self::Transposed(tensor) => tensor,
        }
    }

    fn dims(&self) -> [usize; 2] {
        let [rows, columns] = self.stored().dims();
        match self {
            Self::AsIs(_) => [rows, columns],
            Self::Transposed(_) => [columns, rows],
        }
    }

    fn matrix<'a>(&self, values: &'a [f32]) -> Matrix<'a> {
        Matrix {
            values,
            width: self.stored().dims()[1],
            transposed: matches!(self, Self::Transposed(_)),
        }
    }
}
