//! What a batch normalisation does to the columns of a matrix, its way back, and sums of columns.

use burn::Tensor;

use crate::kernels::columns::{Back, Normal};

pub(crate) fn normalise(x: Tensor<2>, epsilon: f64) -> Normal {
    let mean = x.clone().mean_dim(0);
    let centred = x - mean.clone();
    let variance = centred.clone().square().mean_dim(0);
    let inverse = (variance.clone() + epsilon).sqrt().recip();
    Normal {
        normal: centred * inverse.clone(),
        inverse,
        mean,
        variance,
    }
}

pub(crate) fn back(
    gradient: Tensor<2>,
    normal: &Tensor<2>,
    factor: Tensor<2>,
    moving: bool,
) -> Back {
    let rows = gradient.dims()[0];
    let sum = gradient.clone().sum_dim(0);
    let along = (gradient.clone() * normal.clone()).sum_dim(0);
    let gradient = if moving {
        let share = 1.0 / rows as f64;
        gradient - sum.clone() * share - normal.clone() * (along.clone() * share)
    } else {
        gradient
    };
    Back {
        gradient: gradient * factor,
        sum: sum.flatten(0, 1),
        along: along.flatten(0, 1),
    }
}

pub(crate) fn sum(x: Tensor<2>) -> Tensor<1> {
    x.sum_dim(0).flatten(0, 1)
}
