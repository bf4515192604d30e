//! Kernels of our own for GPUs, each one dispatch where burn's operations would be several: a GPU
//! that trains small networks spends its time on being asked, not on what it is asked for.
//!
//! `backend_extension` carries each through burn's dispatch and its fusion, which calls it when its
//! turn comes. Tests compare all of them with JAX, in a browser.

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

use burn::Tensor;
use burn::backend::{Dispatch, DispatchDevice, DispatchTensor};
use burn::tensor::Device;

use super::adam::{Moved, Rates};
use super::after::After;
use super::memory::from_vec;
use crate::kernels::activation::Activation;
use crate::kernels::guard::Guard;
use crate::kernels::places::Places;
use after::Epilogue;
use extension::Kernels;
pub(crate) use penalty::PairPenalty;

/// Whether a device is a GPU, without autodiff.
pub(crate) fn is_gpu(device: &Device) -> bool {
    matches!(device.as_dispatch(), DispatchDevice::Cube(_))
}

/// a · b, and what follows; either may be a transposed view.
pub(crate) fn multiply(a: Tensor<2>, b: Tensor<2>, after: After) -> Tensor<2> {
    let (a, b) = (a.into_dispatch(), b.into_dispatch());
    let (after, rest) = epilogue(after, &a);
    let product = Dispatch::product(a, b, after.0, after.1);
    rest.to(Tensor::from_dispatch(product))
}

/// What a kernel does by itself, with the tensor that it needs, and what is left to do. `any` is a
/// tensor that it may have where it needs none.
fn epilogue(after: After, any: &DispatchTensor) -> ((DispatchTensor, Epilogue), After) {
    match after {
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

/// See [`super::fold::unfold`].
pub(crate) fn unfold(pixels: Tensor<2>, places: Places) -> Tensor<2> {
    Tensor::from_dispatch(Dispatch::unfold_pixels(pixels.into_dispatch(), places))
}

/// See [`super::fold::fold`].
pub(crate) fn fold(patches: Tensor<2>, places: Places, after: After) -> Tensor<2> {
    let patches = patches.into_dispatch();
    let (after, rest) = epilogue(after, &patches);
    let pixels = Dispatch::fold_patches(patches, after.0, places, after.1);
    rest.to(Tensor::from_dispatch(pixels))
}

/// The activation of `x` [rows, columns] plus a `shift` [columns], times a `scale` before it.
pub(crate) fn activate(
    x: Tensor<2>,
    scale: Option<Tensor<1>>,
    shift: Tensor<1>,
    activation: Activation,
) -> Tensor<2> {
    let (x, shift) = (x.into_dispatch(), shift.into_dispatch());
    Tensor::from_dispatch(match scale {
        Some(scale) => Dispatch::scaled(x, scale.into_dispatch(), shift, activation),
        None => Dispatch::biased(x, shift, activation),
    })
}

/// See [`super::activation::times_slope`].
pub(crate) fn times_slope(
    gradient: Tensor<2>,
    output: Tensor<2>,
    activation: Activation,
) -> Tensor<2> {
    let (gradient, output) = (gradient.into_dispatch(), output.into_dispatch());
    Tensor::from_dispatch(Dispatch::slope_times(gradient, output, activation))
}

/// See [`super::rows::normalise`].
pub(crate) fn normalise(x: Tensor<2>, bias: Tensor<1>, epsilon: f64) -> (Tensor<2>, Tensor<2>) {
    let (x, bias) = (x.into_dispatch(), bias.into_dispatch());
    let (normal, inverse) = Dispatch::normal_rows(x, bias, epsilon as f32);
    (
        Tensor::from_dispatch(normal),
        Tensor::from_dispatch(inverse),
    )
}

/// See [`super::rows::back`].
pub(crate) fn normalise_back(
    gradient: Tensor<2>,
    scale: Tensor<1>,
    normal: Tensor<2>,
    inverse: Tensor<2>,
) -> Tensor<2> {
    Tensor::from_dispatch(Dispatch::normal_rows_back(
        gradient.into_dispatch(),
        scale.into_dispatch(),
        normal.into_dispatch(),
        inverse.into_dispatch(),
    ))
}

/// See [`super::columns::sums`].
pub(crate) fn sums(gradient: Tensor<2>, normal: Tensor<2>) -> (Tensor<1>, Tensor<1>) {
    let (gradient, normal) = (gradient.into_dispatch(), normal.into_dispatch());
    let (sum, along) = Dispatch::column_sums(gradient, normal);
    (Tensor::from_dispatch(sum), Tensor::from_dispatch(along))
}

/// √(‖x − y‖² + `floor`) of each row, [rows].
pub(crate) fn distances(x: Tensor<2>, y: Tensor<2>, floor: f64) -> Tensor<1> {
    let (x, y) = (x.into_dispatch(), y.into_dispatch());
    Tensor::from_dispatch(Dispatch::row_distances(x, y, floor as f32))
}

/// Each row of `from`, `step` further along its row of `gradient`, which counts as `least` long at
/// least.
pub(crate) fn stepped(from: Tensor<2>, gradient: Tensor<2>, step: f64, least: f64) -> Tensor<2> {
    let (from, gradient) = (from.into_dispatch(), gradient.into_dispatch());
    let (step, least) = (step as f32, least as f32);
    Tensor::from_dispatch(Dispatch::stepped(from, gradient, step, least))
}

/// fake + (real − fake) · mix, row by row.
pub(crate) fn mixed(real: Tensor<2>, fake: Tensor<2>, mix: Tensor<1>) -> Tensor<2> {
    let (real, fake) = (real.into_dispatch(), fake.into_dispatch());
    Tensor::from_dispatch(Dispatch::mixed_rows(real, fake, mix.into_dispatch()))
}

/// Tensors of one width, one under the other; there is one at least.
pub(crate) fn stack<const D: usize>(mut parts: Vec<Tensor<D>>) -> Tensor<D> {
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

/// The gradient at each score of −gap + λ · penalty; and that loss, the gap, the penalty and the mean
/// slope.
pub(crate) fn slope_penalty(
    scores: Tensor<1>,
    distances: Tensor<1>,
    penalty: PairPenalty,
) -> (Tensor<1>, Tensor<1>) {
    let (scores, distances) = (scores.into_dispatch(), distances.into_dispatch());
    let (gradient, numbers) = Dispatch::slope_penalty(scores, distances, penalty);
    (
        Tensor::from_dispatch(gradient),
        Tensor::from_dispatch(numbers),
    )
}

/// The flag of a guard, lowered where there is none yet, and what is written to it.
fn raised(guard: &mut Guard, device: &Device) -> (DispatchTensor, f32) {
    let lowered = || from_vec(vec![0.0], [1], device);
    let flag = guard.flag.take().unwrap_or_else(lowered);
    (flag.into_dispatch(), guard.iteration.max(1) as f32)
}

/// See [`super::adam::update`].
pub(crate) fn adam(rates: Rates, moved: Moved, gradient: Tensor<1>, guard: &mut Guard) -> Moved {
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

/// See [`super::adam::update_averaged`].
pub(crate) fn adam_averaged(
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
