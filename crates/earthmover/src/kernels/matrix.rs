//! Matrix products, by whatever is quickest where the matrices are.

use burn::Tensor;

use super::after::After;
#[cfg(feature = "webgpu")]
use super::gpu;
#[cfg(target_arch = "wasm32")]
use super::memory::{Numbers, from_vec, is_in_memory};
#[cfg(target_arch = "wasm32")]
use super::product::{Matrix, product};

/// A matrix, or its transpose.
pub(crate) enum Factor {
    AsIs(Tensor<2>),
    Transposed(Tensor<2>),
}

/// a · b, and what follows.
pub(crate) fn multiply(a: Factor, b: Factor, after: After) -> Tensor<2> {
    #[cfg(target_arch = "wasm32")]
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

impl Factor {
    fn tensor(self) -> Tensor<2> {
        match self {
            Self::AsIs(tensor) => tensor,
            Self::Transposed(tensor) => tensor.transpose(),
        }
    }
}

#[cfg(target_arch = "wasm32")]
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
