//! Kernels over slices, for tensors that lie in main memory.

mod activation;
mod adam;
mod columns;
mod fold;
mod gather;
mod matrix;
mod numbers;
mod patches;
mod product;
mod rows;
mod sums;
mod tile;
mod vectors;

use burn::Tensor;

use super::activation::Activation;
use super::adam::{Moved, Rates};
use super::after::After;
use super::columns::{Back, Normal};
use super::guard::Guard;
use super::leaves::Leaves;
use super::matrix::Factor;
use super::places::Places;
use super::{Kernels, Readable};
use numbers::Numbers;
pub(super) use tile::fuse;

/// The kernels of processors.
pub(super) struct Slices;

impl Kernels for Slices {
    fn closes_leaves(&self) -> bool {
        true
    }

    fn keeps_passes(&self) -> bool {
        true
    }

    fn gathers_patches(&self) -> bool {
        true
    }

    fn readable(&self, x: &Tensor<1>) -> Option<Readable> {
        Some(Box::new(Numbers::of(x)))
    }

    fn multiply(&self, a: Factor, b: Factor, after: After) -> Tensor<2> {
        self.followed(matrix::multiply(&a, &b), after)
    }

    fn multiply_over_rows(&self, a: Factor, b: Factor, leaves: &Leaves) -> Tensor<1> {
        matrix::multiply_over_rows(&a, &b, leaves)
    }

    fn multiply_folded(&self, a: Factor, b: Factor, places: &Places, after: After) -> Tensor<2> {
        let pixels = matrix::multiply_folded(&a, &b, places);
        self.followed(pixels, after)
    }

    fn activate(
        &self,
        x: Tensor<2>,
        scale: Option<Tensor<1>>,
        shift: Option<Tensor<1>>,
        activation: Activation,
    ) -> Tensor<2> {
        if activation == Activation::Identity && scale.is_none() && shift.is_none() {
            return x;
        }
        activation::activate(x, scale.as_ref(), shift.as_ref(), activation)
    }

    fn times_slope(
        &self,
        gradient: Tensor<2>,
        output: Tensor<2>,
        activation: Activation,
    ) -> Tensor<2> {
        if activation == Activation::Identity {
            return gradient;
        }
        activation::times_slope(gradient, &output, activation)
    }

    fn normalise_columns(&self, x: Tensor<2>, epsilon: f64) -> Normal {
        columns::normalise(x, epsilon)
    }

    fn normalise_columns_back(
        &self,
        gradient: Tensor<2>,
        normal: &Tensor<2>,
        factor: Tensor<2>,
        moving: bool,
    ) -> Back {
        columns::back(gradient, normal, &factor, moving)
    }

    fn sum_columns(&self, x: Tensor<2>, leaves: &Leaves) -> Tensor<1> {
        columns::sums(&x, None, leaves)
    }

    fn sum_columns_along(
        &self,
        gradient: Tensor<2>,
        normal: Tensor<2>,
        leaves: &Leaves,
    ) -> (Tensor<1>, Tensor<1>) {
        let along = columns::sums(&gradient, Some(&normal), leaves);
        (columns::sums(&gradient, None, leaves), along)
    }

    fn normalise_rows(
        &self,
        x: Tensor<2>,
        bias: Option<Tensor<1>>,
        epsilon: f64,
    ) -> (Tensor<2>, Tensor<2>) {
        rows::normalise(x, bias.as_ref(), epsilon)
    }

    fn normalise_rows_back(
        &self,
        gradient: Tensor<2>,
        scale: Option<Tensor<1>>,
        normal: &Tensor<2>,
        inverse: &Tensor<2>,
    ) -> Tensor<2> {
        rows::back(gradient, scale.as_ref(), normal, inverse)
    }

    fn total(&self, x: Tensor<1>, leaves: &Leaves) -> Tensor<1> {
        sums::total(&x, leaves)
    }

    fn sum(&self, x: Tensor<2>) -> Tensor<1> {
        sums::all(&x)
    }

    fn squares(&self, x: Tensor<2>) -> Tensor<1> {
        sums::squares(&x)
    }

    fn means(&self, x: Tensor<2>) -> Tensor<2> {
        sums::means(&x)
    }

    fn means_of_groups(&self, x: Tensor<4>) -> Tensor<4> {
        sums::means_of_groups(&x)
    }

    fn update(&self, rates: Rates, moved: Moved, gradient: Tensor<1>, _guard: &mut Guard) -> Moved {
        adam::update(rates, moved, &gradient)
    }

    fn update_averaged(
        &self,
        rates: Rates,
        moved: Moved,
        gradient: Tensor<1>,
        average: (Tensor<1>, f64),
        _guard: &mut Guard,
    ) -> (Moved, Tensor<1>) {
        adam::update_averaged(rates, moved, &gradient, average)
    }
}
