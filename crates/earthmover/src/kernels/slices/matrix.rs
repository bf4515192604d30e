//! Matrix products.

use burn::Tensor;

use super::product::{Matrix, product, product_over_rows};
use crate::kernels::leaves::Leaves;
use crate::kernels::matrix::Factor;
use crate::kernels::memory::{Numbers, from_vec};

pub(super) fn multiply(a: &Factor, b: &Factor) -> Tensor<2> {
    let device = a.stored().device();
    let shape = [a.dims()[0], b.dims()[1]];
    let (left, right) = (Numbers::of(a.stored()), Numbers::of(b.stored()));
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
        width: factor.stored().dims()[1],
        transposed: matches!(factor, Factor::Transposed(_)),
    }
}
