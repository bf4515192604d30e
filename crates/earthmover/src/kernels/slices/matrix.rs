//! Matrix products.

use burn::Tensor;

use super::numbers::Numbers;
use super::product::{Matrix, product, product_over_rows};
use crate::kernels::leaves::Leaves;
use crate::kernels::matrix::Factor;
use crate::kernels::memory::from_vec;

pub(super) fn multiply(a: &Factor, b: &Factor) -> Tensor<2> {
    let device = stored(a).device();
    let shape = [dims(a)[0], dims(b)[1]];
    let (left, right) = (Numbers::of(stored(a)), Numbers::of(stored(b)));
    let values = product(matrix(a, &left), matrix(b, &right));
    from_vec(values, shape, &device)
}

pub(super) fn multiply_over_rows(a: &Tensor<2>, b: &Tensor<2>, leaves: &Leaves) -> Tensor<1> {
    let (left, right) = (Numbers::of(a), Numbers::of(b));
    let (left, right) = ((&*left, a.dims()[1]), (&*right, b.dims()[1]));
    let values = product_over_rows(left, right, leaves);
    let count = values.len();
    from_vec(values, [count], &a.device())
}

fn matrix<'a>(factor: &Factor, values: &'a [f32]) -> Matrix<'a> {
    Matrix {
        values,
        width: stored(factor).dims()[1],
        transposed: matches!(factor, Factor::Transposed(_)),
    }
}

/// The tensor as it is stored.
fn stored(factor: &Factor) -> &Tensor<2> {
    match factor {
        Factor::AsIs(tensor) | Factor::Transposed(tensor) => tensor,
    }
}

/// Rows and columns of the matrix.
fn dims(factor: &Factor) -> [usize; 2] {
    let [rows, columns] = stored(factor).dims();
    match factor {
        Factor::AsIs(_) => [rows, columns],
        Factor::Transposed(_) => [columns, rows],
    }
}
