//! Kernels of our own for GPUs, each one dispatch where burn's operations would be several: a GPU
//! that trains small networks spends its time on being asked, not on what it is asked for.
//!
//! `backend_extension` carries each through burn's dispatch and its fusion, which calls it when its
//! turn comes. Tests hold all of them to JAX, natively and in a browser.

mod adam;
mod after;
mod columns;
mod extension;
mod fold;
mod launch;
mod penalty;
mod pixels;
mod points;
mod product;
mod rows;
mod whole;

use burn::Tensor;
use burn::backend::{Dispatch, DispatchTensor};
use burn::tensor::Device;

use super::activation::Activation;
use super::adam::{Moved, Rates};
use super::after::After;
use super::guard::Guard;
use super::leaves::Leaves;
use super::matrix::Factor;
use super::memory::from_vec;
use super::penalty::PairPenalty;
use super::places::Places;
use super::whole::{Ran, States, Whole, WholeKernels};
use super::{Kernels, LEAST_LENGTH, composed};
use after::Epilogue;
use extension::Extension;

/// The kernels of GPUs.
pub(super) struct Gpu;

impl Kernels for Gpu {
    fn multiply(&self, a: Factor, b: Factor, after: After) -> Tensor<2> {
        let (a, b) = (a.tensor().into_dispatch(), b.tensor().into_dispatch());
        let (after, rest) = epilogue(after, &a);
        let product = Dispatch::product(a, b, after.0, after.1);
        self.followed(Tensor::from_dispatch(product), rest)
    }

    fn unfold(&self, pixels: Tensor<2>, places: &Places) -> Tensor<2> {
        let pixels = pixels.into_dispatch();
        Tensor::from_dispatch(Dispatch::unfold_pixels(pixels, *places))
    }

    fn fold(&self, patches: Tensor<2>, places: &Places, after: After) -> Tensor<2> {
        let patches = patches.into_dispatch();
        let (after, rest) = epilogue(after, &patches);
        let pixels = Dispatch::fold_patches(patches, after.0, *places, after.1);
        self.followed(Tensor::from_dispatch(pixels), rest)
    }

    fn activate(
        &self,
        x: Tensor<2>,
        scale: Option<Tensor<1>>,
        shift: Option<Tensor<1>>,
        activation: Activation,
    ) -> Tensor<2> {
        let shift = match shift {
            Some(shift) if activation != Activation::MaxMin => shift,
            shift => return composed::pixels::activate(x, scale, shift, activation),
        };
        let (x, shift) = (x.into_dispatch(), shift.into_dispatch());
        Tensor::from_dispatch(match scale {
            Some(scale) => Dispatch::scaled(x, scale.into_dispatch(), shift, activation),
            None => Dispatch::biased(x, shift, activation),
        })
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
        if activation == Activation::MaxMin {
            return composed::pixels::times_slope(gradient, output, activation);
        }
        let (gradient, output) = (gradient.into_dispatch(), output.into_dispatch());
        Tensor::from_dispatch(Dispatch::slope_times(gradient, output, activation))
    }

    fn sum_columns_along(
        &self,
        gradient: Tensor<2>,
        normal: Tensor<2>,
        _leaves: &Leaves,
    ) -> (Tensor<1>, Tensor<1>) {
        let (gradient, normal) = (gradient.into_dispatch(), normal.into_dispatch());
        let (sum, along) = Dispatch::column_sums(gradient, normal);
        (Tensor::from_dispatch(sum), Tensor::from_dispatch(along))
    }

    fn normalise_rows(
        &self,
        x: Tensor<2>,
        bias: Option<Tensor<1>>,
        epsilon: f64,
    ) -> (Tensor<2>, Tensor<2>) {
        let Some(bias) = bias else {
            return composed::rows::normalise(x, None, epsilon);
        };
        let (x, bias) = (x.into_dispatch(), bias.into_dispatch());
        let (normal, inverse) = Dispatch::normal_rows(x, bias, epsilon as f32);
        (
            Tensor::from_dispatch(normal),
            Tensor::from_dispatch(inverse),
        )
    }

    fn normalise_rows_back(
        &self,
        gradient: Tensor<2>,
        scale: Option<Tensor<1>>,
        normal: &Tensor<2>,
        inverse: &Tensor<2>,
    ) -> Tensor<2> {
        let Some(scale) = scale else {
            return composed::rows::back(gradient, None, normal, inverse);
        };
        Tensor::from_dispatch(Dispatch::normal_rows_back(
            gradient.into_dispatch(),
            scale.into_dispatch(),
            normal.clone().into_dispatch(),
            inverse.clone().into_dispatch(),
        ))
    }

    fn stack(&self, parts: Vec<Tensor<2>>) -> Tensor<2> {
        stack(parts)
    }

    fn join(&self, parts: Vec<Tensor<1>>) -> Tensor<1> {
        stack(parts)
    }

    fn distances(&self, x: Tensor<2>, y: Tensor<2>) -> Tensor<1> {
        let (x, y) = (x.into_dispatch(), y.into_dispatch());
        let floor = (LEAST_LENGTH * LEAST_LENGTH) as f32;
        Tensor::from_dispatch(Dispatch::row_distances(x, y, floor))
    }

    fn stepped(&self, from: Tensor<2>, gradient: Tensor<2>, step: f64) -> Tensor<2> {
        let (from, gradient) = (from.into_dispatch(), gradient.into_dispatch());
        let (step, least) = (step as f32, LEAST_LENGTH as f32);
        Tensor::from_dispatch(Dispatch::stepped(from, gradient, step, least))
    }

    fn mixed(&self, real: Tensor<2>, fake: Tensor<2>, mix: Tensor<1>) -> Tensor<2> {
        let (real, fake) = (real.into_dispatch(), fake.into_dispatch());
        Tensor::from_dispatch(Dispatch::mixed_rows(real, fake, mix.into_dispatch()))
    }

    fn slope_penalty(
        &self,
        scores: &Tensor<1>,
        distances: &Tensor<1>,
        penalty: &PairPenalty,
    ) -> Option<(Tensor<1>, Tensor<1>)> {
        let scores = scores.clone().into_dispatch();
        let distances = distances.clone().into_dispatch();
        let (gradient, numbers) = Dispatch::slope_penalty(scores, distances, *penalty);
        Some((
            Tensor::from_dispatch(gradient),
            Tensor::from_dispatch(numbers),
        ))
    }

    fn update(&self, rates: Rates, moved: Moved, gradient: Tensor<1>, guard: &mut Guard) -> Moved {
        let (flag, iteration) = raised(guard, &gradient.device());
        let (value, first, second, flag) = Dispatch::adam(
            moved.value.into_dispatch(),
            moved.first.into_dispatch(),
            moved.second.into_dispatch(),
            gradient.into_dispatch(),
            flag,
            rates,
            iteration,
        );
        guard.flag = Some(Tensor::from_dispatch(flag));
        Moved {
            value: Tensor::from_dispatch(value),
            first: Tensor::from_dispatch(first),
            second: Tensor::from_dispatch(second),
        }
    }

    fn update_averaged(
        &self,
        rates: Rates,
        moved: Moved,
        gradient: Tensor<1>,
        (average, share): (Tensor<1>, f64),
        guard: &mut Guard,
    ) -> (Moved, Tensor<1>) {
        let (flag, iteration) = raised(guard, &gradient.device());
        let (value, first, second, average, flag) = Dispatch::adam_averaged(
            moved.value.into_dispatch(),
            moved.first.into_dispatch(),
            moved.second.into_dispatch(),
            gradient.into_dispatch(),
            average.into_dispatch(),
            flag,
            rates,
            share as f32,
            iteration,
        );
        guard.flag = Some(Tensor::from_dispatch(flag));
        let moved = Moved {
            value: Tensor::from_dispatch(value),
            first: Tensor::from_dispatch(first),
            second: Tensor::from_dispatch(second),
        };
        (moved, Tensor::from_dispatch(average))
    }
}

impl WholeKernels for Gpu {
    fn iterations(&self, states: States, inputs: Tensor<1>, whole: &Whole, count: usize) -> Ran {
        let (generator, critic, numbers, flag) = Dispatch::whole_iterations(
            states.generator.into_dispatch(),
            states.critic.into_dispatch(),
            inputs.into_dispatch(),
            states.flag.into_dispatch(),
            *whole,
            count,
        );
        let states = States {
            generator: Tensor::from_dispatch(generator),
            critic: Tensor::from_dispatch(critic),
            flag: Tensor::from_dispatch(flag),
        };
        let numbers = Tensor::from_dispatch(numbers);
        Ran { states, numbers }
    }

    fn part(&self, x: &Tensor<1>, first: usize, count: usize) -> Tensor<1> {
        Tensor::from_dispatch(Dispatch::part(x.clone().into_dispatch(), first, count))
    }
}

/// What a kernel does by itself, with the tensor that it needs, and what is left to do. `any` is a
/// tensor that it may have where it needs none.
fn epilogue(after: After, any: &DispatchTensor) -> ((DispatchTensor, Epilogue), After) {
    match after {
        // What becomes of a number depends on another, which a kernel may not have made yet.
        rest @ (After::Biased(_, Activation::MaxMin) | After::Slope(_, Activation::MaxMin)) => {
            ((any.clone(), Epilogue::Nothing), rest)
        }
        After::Biased(Some(bias), activation) => {
            let bias = bias.into_dispatch();
            ((bias, Epilogue::Biased(activation)), After::Nothing)
        }
        After::Slope(output, activation) if activation != Activation::Identity => {
            let output = output.into_dispatch();
            ((output, Epilogue::Slope(activation)), After::Nothing)
        }
        After::Slope(..) | After::Nothing => ((any.clone(), Epilogue::Nothing), After::Nothing),
        rest @ After::Biased(None, _) => ((any.clone(), Epilogue::Nothing), rest),
    }
}

/// Tensors of one width, one under the other; there is one at least.
fn stack<const D: usize>(mut parts: Vec<Tensor<D>>) -> Tensor<D> {
    while parts.len() > 1 {
        // Four at a time while there are as many, then two.
        let at_once = if parts.len() > 3 { 4 } else { 2 };
        let groups = parts.chunks(at_once).map(|group| {
            let group: Vec<_> = group
                .iter()
                .map(|part| part.clone().into_dispatch())
                .collect();
            match <[_; 4]>::try_from(group) {
                Ok([a, b, c, d]) => vec![Dispatch::stack_four(a, b, c, d)],
                Err(group) => match <[_; 2]>::try_from(group) {
                    Ok([a, b]) => vec![Dispatch::stack_two(a, b)],
                    Err(rest) => rest,
                },
            }
        });
        parts = groups.flatten().map(Tensor::from_dispatch).collect();
    }
    parts.remove(0)
}

/// The flag of a guard, lowered where there is none yet, and what is written to it.
fn raised(guard: &mut Guard, device: &Device) -> (DispatchTensor, f32) {
    let lowered = || from_vec(vec![0.0], [1], device);
    let flag = guard.flag.take().unwrap_or_else(lowered);
    (flag.into_dispatch(), guard.iteration.max(1) as f32)
}
