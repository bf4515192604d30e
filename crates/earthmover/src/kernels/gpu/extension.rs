//! The kernels as an extension of burn's backend: what each gives, so that fusion can go on before it
//! has run, and which function launches it.

#![allow(
    clippy::type_complexity,
    clippy::too_many_arguments,
    reason = "an extension takes and gives tensors one by one"
)]

use burn::backend::fusion::custom::TensorSpec;
use burn::backend::tensor::FloatTensor;
use burn::backend::{Backend, backend_extension};
use burn::tensor::Shape;
use burn_cubecl::CubeBackend;

use super::after::Epilogue;
use super::{adam, columns, fold, penalty, pixels, points, product, rows, whole};
use crate::kernels::activation::Activation;
use crate::kernels::adam::Rates;
use crate::kernels::penalty::PairPenalty;
use crate::kernels::places::Places;
use crate::kernels::whole::{NUMBERS, Whole};

#[backend_extension(Cube, Fusion)]
pub(crate) trait Extension: Backend {
    #[fusion(dtype = a, shape = product::multiplied(a, b))]
    fn product(
        a: FloatTensor<Self>,
        b: FloatTensor<Self>,
        other: FloatTensor<Self>,
        epilogue: Epilogue,
    ) -> FloatTensor<Self>;

    #[fusion(dtype = pixels, shape = fold::unfolded(pixels, places))]
    fn unfold_pixels(pixels: FloatTensor<Self>, places: Places) -> FloatTensor<Self>;

    #[fusion(dtype = patches, shape = fold::folded(patches, places))]
    fn fold_patches(
        patches: FloatTensor<Self>,
        other: FloatTensor<Self>,
        places: Places,
        epilogue: Epilogue,
    ) -> FloatTensor<Self>;

    #[fusion(dtype = x, shape = x)]
    fn biased(
        x: FloatTensor<Self>,
        bias: FloatTensor<Self>,
        activation: Activation,
    ) -> FloatTensor<Self>;

    #[fusion(dtype = x, shape = x)]
    fn scaled(
        x: FloatTensor<Self>,
        scale: FloatTensor<Self>,
        shift: FloatTensor<Self>,
        activation: Activation,
    ) -> FloatTensor<Self>;

    #[fusion(dtype = gradient, shape = gradient)]
    fn slope_times(
        gradient: FloatTensor<Self>,
        output: FloatTensor<Self>,
        activation: Activation,
    ) -> FloatTensor<Self>;

    #[fusion(meta = |x, _bias, _epsilon| (x.clone(), one_each(x)))]
    fn normal_rows(
        x: FloatTensor<Self>,
        bias: FloatTensor<Self>,
        epsilon: f32,
    ) -> (FloatTensor<Self>, FloatTensor<Self>);

    #[fusion(dtype = gradient, shape = gradient)]
    fn normal_rows_back(
        gradient: FloatTensor<Self>,
        scale: FloatTensor<Self>,
        normal: FloatTensor<Self>,
        inverse: FloatTensor<Self>,
    ) -> FloatTensor<Self>;

    #[fusion(meta = |gradient, _normal| (one_a_column(gradient), one_a_column(gradient)))]
    fn column_sums(
        gradient: FloatTensor<Self>,
        normal: FloatTensor<Self>,
    ) -> (FloatTensor<Self>, FloatTensor<Self>);

    #[fusion(dtype = x, shape = Shape::from([x[0]]))]
    fn row_distances(x: FloatTensor<Self>, y: FloatTensor<Self>, floor: f32) -> FloatTensor<Self>;

    #[fusion(dtype = from, shape = from)]
    fn stepped(
        from: FloatTensor<Self>,
        gradient: FloatTensor<Self>,
        step: f32,
        least: f32,
    ) -> FloatTensor<Self>;

    #[fusion(dtype = real, shape = real)]
    fn mixed_rows(
        real: FloatTensor<Self>,
        fake: FloatTensor<Self>,
        mix: FloatTensor<Self>,
    ) -> FloatTensor<Self>;

    #[fusion(dtype = first, shape = points::stacked(&[first, second]))]
    fn stack_two(first: FloatTensor<Self>, second: FloatTensor<Self>) -> FloatTensor<Self>;

    #[fusion(dtype = first, shape = points::stacked(&[first, second, third, fourth]))]
    fn stack_four(
        first: FloatTensor<Self>,
        second: FloatTensor<Self>,
        third: FloatTensor<Self>,
        fourth: FloatTensor<Self>,
    ) -> FloatTensor<Self>;

    #[fusion(meta = |scores, _distances, _penalty| (scores.clone(), four_of(scores)))]
    fn slope_penalty(
        scores: FloatTensor<Self>,
        distances: FloatTensor<Self>,
        penalty: PairPenalty,
    ) -> (FloatTensor<Self>, FloatTensor<Self>);

    #[fusion(meta = |value, first, second, _gradient, flag, _rates, _iteration| {
        (value.clone(), first.clone(), second.clone(), flag.clone())
    })]
    fn adam(
        value: FloatTensor<Self>,
        first: FloatTensor<Self>,
        second: FloatTensor<Self>,
        gradient: FloatTensor<Self>,
        flag: FloatTensor<Self>,
        rates: Rates,
        iteration: f32,
    ) -> (
        FloatTensor<Self>,
        FloatTensor<Self>,
        FloatTensor<Self>,
        FloatTensor<Self>,
    );

    #[fusion(meta = |value, first, second, _gradient, average, flag, _rates, _share, _iteration| {
        (value.clone(), first.clone(), second.clone(), average.clone(), flag.clone())
    })]
    fn adam_averaged(
        value: FloatTensor<Self>,
        first: FloatTensor<Self>,
        second: FloatTensor<Self>,
        gradient: FloatTensor<Self>,
        average: FloatTensor<Self>,
        flag: FloatTensor<Self>,
        rates: Rates,
        share: f32,
        iteration: f32,
    ) -> (
        FloatTensor<Self>,
        FloatTensor<Self>,
        FloatTensor<Self>,
        FloatTensor<Self>,
        FloatTensor<Self>,
    );

    #[fusion(meta = |generator, critic, _inputs, flag, _whole, count| {
        (generator.clone(), critic.clone(), numbers_of(flag, count), flag.clone())
    })]
    fn whole_iterations(
        generator: FloatTensor<Self>,
        critic: FloatTensor<Self>,
        inputs: FloatTensor<Self>,
        flag: FloatTensor<Self>,
        whole: Whole,
        count: usize,
    ) -> (
        FloatTensor<Self>,
        FloatTensor<Self>,
        FloatTensor<Self>,
        FloatTensor<Self>,
    );

    #[fusion(dtype = x, shape = points::counted(count))]
    fn part(x: FloatTensor<Self>, first: usize, count: usize) -> FloatTensor<Self>;
}

impl Extension for CubeBackend {
    fn product(
        a: FloatTensor<Self>,
        b: FloatTensor<Self>,
        other: FloatTensor<Self>,
        epilogue: Epilogue,
    ) -> FloatTensor<Self> {
        product::multiply(a, b, other, epilogue)
    }

    fn unfold_pixels(pixels: FloatTensor<Self>, places: Places) -> FloatTensor<Self> {
        fold::unfold(pixels, places)
    }

    fn fold_patches(
        patches: FloatTensor<Self>,
        other: FloatTensor<Self>,
        places: Places,
        epilogue: Epilogue,
    ) -> FloatTensor<Self> {
        fold::fold(patches, other, places, epilogue)
    }

    fn biased(
        x: FloatTensor<Self>,
        bias: FloatTensor<Self>,
        activation: Activation,
    ) -> FloatTensor<Self> {
        pixels::biased(x, bias, activation)
    }

    fn scaled(
        x: FloatTensor<Self>,
        scale: FloatTensor<Self>,
        shift: FloatTensor<Self>,
        activation: Activation,
    ) -> FloatTensor<Self> {
        pixels::scaled(x, scale, shift, activation)
    }

    fn slope_times(
        gradient: FloatTensor<Self>,
        output: FloatTensor<Self>,
        activation: Activation,
    ) -> FloatTensor<Self> {
        pixels::slope_times(gradient, output, activation)
    }

    fn normal_rows(
        x: FloatTensor<Self>,
        bias: FloatTensor<Self>,
        epsilon: f32,
    ) -> (FloatTensor<Self>, FloatTensor<Self>) {
        rows::normalise(x, bias, epsilon)
    }

    fn normal_rows_back(
        gradient: FloatTensor<Self>,
        scale: FloatTensor<Self>,
        normal: FloatTensor<Self>,
        inverse: FloatTensor<Self>,
    ) -> FloatTensor<Self> {
        rows::back(gradient, scale, normal, inverse)
    }

    fn column_sums(
        gradient: FloatTensor<Self>,
        normal: FloatTensor<Self>,
    ) -> (FloatTensor<Self>, FloatTensor<Self>) {
        columns::sums(gradient, normal)
    }

    fn row_distances(x: FloatTensor<Self>, y: FloatTensor<Self>, floor: f32) -> FloatTensor<Self> {
        rows::distances(x, y, floor)
    }

    fn stepped(
        from: FloatTensor<Self>,
        gradient: FloatTensor<Self>,
        step: f32,
        least: f32,
    ) -> FloatTensor<Self> {
        rows::stepped(from, gradient, step, least)
    }

    fn mixed_rows(
        real: FloatTensor<Self>,
        fake: FloatTensor<Self>,
        mix: FloatTensor<Self>,
    ) -> FloatTensor<Self> {
        points::mixed(real, fake, mix)
    }

    fn stack_two(first: FloatTensor<Self>, second: FloatTensor<Self>) -> FloatTensor<Self> {
        points::stack(vec![first, second])
    }

    fn stack_four(
        first: FloatTensor<Self>,
        second: FloatTensor<Self>,
        third: FloatTensor<Self>,
        fourth: FloatTensor<Self>,
    ) -> FloatTensor<Self> {
        points::stack(vec![first, second, third, fourth])
    }

    fn slope_penalty(
        scores: FloatTensor<Self>,
        distances: FloatTensor<Self>,
        penalty: PairPenalty,
    ) -> (FloatTensor<Self>, FloatTensor<Self>) {
        penalty::slope_penalty(scores, distances, &penalty)
    }

    fn adam(
        value: FloatTensor<Self>,
        first: FloatTensor<Self>,
        second: FloatTensor<Self>,
        gradient: FloatTensor<Self>,
        flag: FloatTensor<Self>,
        rates: Rates,
        iteration: f32,
    ) -> (
        FloatTensor<Self>,
        FloatTensor<Self>,
        FloatTensor<Self>,
        FloatTensor<Self>,
    ) {
        let moved = [value, first, second];
        let ([value, first, second], _, flag) =
            adam::adam(moved, gradient, None, rates, (flag, iteration));
        (value, first, second, flag)
    }

    fn adam_averaged(
        value: FloatTensor<Self>,
        first: FloatTensor<Self>,
        second: FloatTensor<Self>,
        gradient: FloatTensor<Self>,
        average: FloatTensor<Self>,
        flag: FloatTensor<Self>,
        rates: Rates,
        share: f32,
        iteration: f32,
    ) -> (
        FloatTensor<Self>,
        FloatTensor<Self>,
        FloatTensor<Self>,
        FloatTensor<Self>,
        FloatTensor<Self>,
    ) {
        let moved = [value, first, second];
        let follower = Some((average, share));
        let ([value, first, second], average, flag) =
            adam::adam(moved, gradient, follower, rates, (flag, iteration));
        (value, first, second, average, flag)
    }

    fn whole_iterations(
        generator: FloatTensor<Self>,
        critic: FloatTensor<Self>,
        inputs: FloatTensor<Self>,
        flag: FloatTensor<Self>,
        whole: Whole,
        count: usize,
    ) -> (
        FloatTensor<Self>,
        FloatTensor<Self>,
        FloatTensor<Self>,
        FloatTensor<Self>,
    ) {
        let ([generator, critic], numbers, flag) =
            whole::iterations([generator, critic], (inputs, flag), (&whole, count));
        (generator, critic, numbers, flag)
    }

    fn part(x: FloatTensor<Self>, first: usize, count: usize) -> FloatTensor<Self> {
        points::part(x, first, count)
    }
}

fn numbers_of(flag: &TensorSpec, count: &usize) -> TensorSpec {
    TensorSpec::new([count * NUMBERS].into(), flag.dtype)
}

fn one_each(x: &TensorSpec) -> TensorSpec {
    TensorSpec::new([x.shape[0], 1].into(), x.dtype)
}

fn one_a_column(x: &TensorSpec) -> TensorSpec {
    TensorSpec::new([x.shape[1]].into(), x.dtype)
}

fn four_of(x: &TensorSpec) -> TensorSpec {
    TensorSpec::new([4].into(), x.dtype)
}
