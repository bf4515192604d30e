//! Matrix products.

use burn::Tensor;

use super::gather::{Bordered, folded_product};
use super::numbers::Numbers;
use super::patches::Patches;
use super::product::{Matrix, product, product_over_rows};
use crate::kernels::leaves::Leaves;
use crate::kernels::matrix::Factor;
use crate::kernels::memory::from_vec;
use crate::kernels::places::Places;

pub(super) fn multiply(a: &Factor, b: &Factor) -> Tensor<2> {
    let (left, right) = (Opened::of(a), Opened::of(b));
    let (left, right) = (left.matrix(), right.matrix());
    let shape = [left.rows(), right.columns()];
    from_vec(product(left, right), shape, &a.stored().device())
}

pub(super) fn multiply_over_rows(a: &Factor, b: &Factor, leaves: &Leaves) -> Tensor<1> {
    let (left, right) = (Opened::of(a), Opened::of(b));
    let values = product_over_rows(left.matrix(), right.matrix(), leaves);
    let count = values.len();
    from_vec(values, [count], &a.stored().device())
}

/// The fold of a · b, where `a` is as it is stored.
pub(super) fn multiply_folded(a: &Factor, b: &Factor, places: &Places) -> Tensor<2> {
    let depth = a.stored().dims()[1];
    let (left, right) = (Numbers::of(a.stored()), Opened::of(b));
    let values = folded_product((&left, depth), right.matrix(), places);
    let shape = [values.len() / places.channels, places.channels];
    from_vec(values, shape, &a.stored().device())
}

/// A factor whose numbers can be looked at.
enum Opened {
    Stored {
        values: Numbers,
        width: usize,
        transposed: bool,
    },
    Patches(Bordered, Patches),
}

impl Opened {
    fn of(factor: &Factor) -> Self {
        let values = Numbers::of(factor.stored());
        match factor {
            Factor::AsIs(tensor) | Factor::Transposed(tensor) => Self::Stored {
                values,
                width: tensor.dims()[1],
                transposed: matches!(factor, Factor::Transposed(_)),
            },
            Factor::Patches(_, places) => {
                let (images, patches) = Bordered::unfolding(&values, places);
                Self::Patches(images, patches)
            }
        }
    }

    fn matrix(&self) -> Matrix<'_> {
        match self {
            Self::Stored {
                values,
                width,
                transposed,
            } => Matrix {
                values,
                width: *width,
                transposed: *transposed,
                patches: None,
            },
            Self::Patches(images, patches) => images.matrix(*patches),
        }
    }
}
