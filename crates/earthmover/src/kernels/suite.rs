//! Tests each device's kernels against the composed ones, and the ways back against burn's autodiff.

mod sums;
mod training;

use burn::Tensor;
use burn::tensor::Device;

use super::activation::Activation;
use super::adam::{Moved, Rates};
use super::after::After;
use super::composed::Composed;
use super::guard::Guard;
use super::leaves::{Leaves, Portion};
use super::matrix::Factor;
use super::memory::from_vec;
use super::penalty::{Excess, PairPenalty};
use super::places::Places;
use super::{Kernels, of};
use crate::noise::{Noise, Purpose};

const ACTIVATIONS: [Activation; 6] = [
    Activation::LeakyRelu,
    Activation::Relu,
    Activation::Sigmoid,
    Activation::Tanh,
    Activation::MaxMin,
    Activation::Identity,
];

/// The convolutions of every architecture and of the classifier, one with room to spare, and some that leave
/// pixels out or have more padding than kernel: side, size, stride, padding.
const FOLDINGS: [[usize; 4]; 9] = [
    [28, 4, 2, 1],
    [7, 4, 2, 1],
    [28, 3, 3, 1],
    [10, 2, 2, 1],
    [14, 5, 1, 2],
    [3, 3, 3, 1],
    [11, 2, 3, 0],
    [5, 3, 2, 2],
    [4, 2, 2, 5],
];

/// Every device that this is built for. A GPU's adapter is taken once.
fn devices() -> Vec<(&'static str, Device)> {
    vec![
        #[cfg(feature = "flex")]
        ("flex", Device::flex()),
        #[cfg(feature = "ndarray")]
        #[allow(deprecated, reason = "burn-ndarray stays beside its successor")]
        ("ndarray", Device::ndarray()),
        #[cfg(feature = "wgpu")]
        ("wgpu", gpu()),
    ]
}

#[cfg(feature = "wgpu")]
fn gpu() -> Device {
    static GPU: std::sync::OnceLock<Device> = std::sync::OnceLock::new();
    let made = GPU.get_or_init(|| match Device::wgpu_options().init() {
        Ok(device) => device,
        Err(error) => unreachable!("no adapter for the tests of GPUs: {error}"),
    });
    made.clone()
}

/// Draws tensors of normal numbers on a device, other ones each time.
struct Source {
    device: Device,
    drawn: u64,
}

impl Source {
    fn new(device: &Device) -> Self {
        let device = device.clone();
        Self { device, drawn: 0 }
    }

    fn numbers<const D: usize>(&mut self, shape: [usize; D]) -> Tensor<D> {
        self.drawn += 1;
        let mut noise = Noise::new(11, Purpose::Sample, self.drawn);
        from_vec(noise.normals(shape.iter().product()), shape, &self.device)
    }
}

fn values<const D: usize>(x: Tensor<D>) -> Vec<f32> {
    let data = pollster::block_on(x.without_autodiff().into_data_async());
    match data.map(|data| data.try_into_vec()) {
        Ok(Ok(values)) => values,
        other => unreachable!("the device gives its numbers back: {other:?}"),
    }
}

/// Checks that two tensors differ by no more than rounding, in parts of the largest number expected. Rounding
/// differs from processor to processor.
fn close<const D: usize>(found: Tensor<D>, expected: Tensor<D>, what: &str) {
    let largest = values(expected.clone())
        .iter()
        .fold(1.0_f32, |most, x| most.max(x.abs()));
    close_beside(found, expected, largest, what);
}

/// The same in parts of `size`, since numbers may be far larger than their sum.
fn close_beside<const D: usize>(found: Tensor<D>, expected: Tensor<D>, size: f32, what: &str) {
    assert_eq!(found.dims(), expected.dims(), "{what}");
    let pairs = values(found).into_iter().zip(values(expected));
    for (place, (a, b)) in pairs.enumerate() {
        assert!((a - b).abs() <= 2e-5 * size, "{what}, {place}: {a} {b}");
    }
}

/// Checks the kernels of each device.
fn on_each(check: impl Fn(&'static dyn Kernels, &str, &mut Source)) {
    for (name, device) in devices() {
        check(of(&device), name, &mut Source::new(&device));
    }
}

#[test]
fn products_are_those_of_composed() {
    on_each(|kernels, name, source| {
        for [rows, depth, columns] in [[1, 1, 1], [5, 300, 9], [7, 3, 1], [130, 17, 33]] {
            let (a, b) = (
                source.numbers([rows, depth]),
                source.numbers([depth, columns]),
            );
            let bias = source.numbers([columns]);
            let (a_turned, b_turned) = (
                a.clone().transpose().mul_scalar(1.0),
                b.clone().transpose().mul_scalar(1.0),
            );
            let output = source.numbers([rows, columns]);
            for after in [
                After::Nothing,
                After::Biased(None, Activation::Tanh),
                After::Biased(Some(bias.clone()), Activation::LeakyRelu),
                After::Slope(output.clone(), Activation::Relu),
                After::Biased(Some(bias), Activation::MaxMin),
                After::Slope(output, Activation::MaxMin),
            ] {
                let what = format!("{name}: {rows} × {depth} × {columns}");
                let plain = || (Factor::AsIs(a.clone()), Factor::AsIs(b.clone()));
                let expected = Composed.multiply(plain().0, plain().1, after.clone());
                for (left, right) in [
                    plain(),
                    (Factor::Transposed(a_turned.clone()), plain().1),
                    (plain().0, Factor::Transposed(b_turned.clone())),
                ] {
                    let found = kernels.multiply(left, right, after.clone());
                    close(found, expected.clone(), &what);
                }
            }
            let leaves = Leaves::one(depth);
            let found = kernels.multiply_over_rows(
                Factor::AsIs(a_turned),
                Factor::AsIs(b.clone()),
                &leaves,
            );
            let expected = Composed.multiply(Factor::AsIs(a), Factor::AsIs(b), After::Nothing);
            close(found, expected.flatten(0, 1), name);
        }
    });
}

#[test]
fn patches_are_those_of_composed() {
    on_each(|kernels, name, source| {
        for [side, size, stride, padding] in FOLDINGS {
            let what = format!("{name}: {side} {size} {stride} {padding}");
            let places = places(side, size, stride, padding);
            let pixels = source.numbers([2 * places.pixels(), 3]);
            let patches = source.numbers([2 * places.patches(), places.patch()]);
            let expected = Composed.unfold(pixels.clone(), &places);
            let unfolded = kernels.unfold(pixels.clone(), &places);
            assert_eq!(values(unfolded.clone()), values(expected), "{what}");
            for after in [
                After::Nothing,
                After::Biased(Some(source.numbers([3])), Activation::Sigmoid),
            ] {
                let expected = Composed.fold(patches.clone(), &places, after.clone());
                let folded = kernels.fold(patches.clone(), &places, after);
                close(folded, expected, &what);
            }
            // ⟨unfold x, y⟩ = ⟨x, fold y⟩: each is the other's adjoint.
            let folded = kernels.fold(patches.clone(), &places, After::Nothing);
            let dot = |a: Tensor<2>, b: Tensor<2>| -> f64 {
                let (a, b) = (values(a), values(b));
                a.iter()
                    .zip(&b)
                    .map(|(a, b)| f64::from(*a) * f64::from(*b))
                    .sum()
            };
            let (here, there) = (dot(unfolded, patches), dot(pixels, folded));
            assert!(
                (here - there).abs() < 1e-3 * here.abs().max(1.0),
                "{what}: {here} {there}"
            );
        }
    });
}

/// Products with patches that are gathered, or folded, as they are where patches are stored.
#[test]
fn products_with_patches_are_those_of_composed() {
    on_each(|kernels, name, source| {
        for [side, size, stride, padding] in FOLDINGS {
            let what = format!("{name}: {side} {size} {stride} {padding}");
            let places = places(side, size, stride, padding);
            let (patches, patch) = (3 * places.patches(), places.patch());
            let images = source.numbers([3 * places.pixels(), 3]);
            let pixels = || Factor::Patches(images.clone(), places);
            let gathered = || Factor::AsIs(Composed.unfold(images.clone(), &places));
            let weight = Factor::AsIs(source.numbers([patch, 5]));
            let turned = Factor::Transposed(source.numbers([5, patch]));
            for weight in [&weight, &turned] {
                let found = kernels.multiply(pixels(), weight.clone(), After::Nothing);
                let expected = Composed.multiply(gathered(), weight.clone(), After::Nothing);
                close(found, expected, &what);
            }
            let rows = Factor::AsIs(source.numbers([patches, 5]));
            let leaves = Leaves::one(3);
            let found = kernels.multiply_over_rows(pixels(), rows.clone(), &leaves);
            let expected = Composed.multiply_over_rows(gathered(), rows.clone(), &leaves);
            close(found, expected, &what);
            let found = kernels.multiply_over_rows(rows.clone(), pixels(), &leaves);
            let expected = Composed.multiply_over_rows(rows.clone(), gathered(), &leaves);
            close(found, expected, &what);
            let weight = Factor::AsIs(source.numbers([5, patch]));
            let turned = Factor::Transposed(source.numbers([patch, 5]));
            for weight in [weight, turned] {
                let after = || {
                    After::Biased(
                        Some(Tensor::ones([3], &rows.stored().device())),
                        Activation::LeakyRelu,
                    )
                };
                let found = kernels.multiply_folded(rows.clone(), weight.clone(), &places, after());
                let expected = Composed.multiply_folded(rows.clone(), weight, &places, after());
                close(found, expected, &what);
            }
        }
    });
}

fn places(side: usize, size: usize, stride: usize, padding: usize) -> Places {
    let inner = (side + 2 * padding - size) / stride + 1;
    Places {
        channels: 3,
        outer: [side; 2],
        inner: [inner; 2],
        size,
        stride,
        padding,
    }
}

#[test]
fn activations_are_those_of_composed_and_slopes_those_of_autodiff() {
    on_each(|kernels, name, source| {
        let x = source.numbers([12, 5]) * 3.0;
        let (scale, shift) = (source.numbers([5]), source.numbers([5]));
        let gradient = source.numbers([12, 5]);
        for activation in ACTIVATIONS {
            let what = format!("{name}: {activation:?}");
            for scale in [None, Some(scale.clone())] {
                for shift in [None, Some(shift.clone())] {
                    let x = x.clone();
                    let expected =
                        Composed.activate(x.clone(), scale.clone(), shift.clone(), activation);
                    let found = kernels.activate(x, scale.clone(), shift, activation);
                    close(found, expected, &what);
                }
            }
            let y = kernels.activate(x.clone(), None, None, activation);
            let expected = differentiated(&x, &gradient, |x| {
                Composed.activate(x, None, None, activation)
            });
            let seen = if activation == Activation::MaxMin {
                &x
            } else {
                &y
            };
            for kernels in [kernels, &Composed] {
                let found = kernels.times_slope(gradient.clone(), seen.clone(), activation);
                close(found, expected.clone(), &format!("{what}, its slope"));
            }
        }
    });
}

/// The gradient at `x` of the sum of what `made` of it, times `weights`, by autodiff.
fn differentiated(
    x: &Tensor<2>,
    weights: &Tensor<2>,
    made: impl Fn(Tensor<2>) -> Tensor<2>,
) -> Tensor<2> {
    let traced = Tensor::from_inner(x.clone()).require_grad();
    let loss = (made(traced.clone()) * Tensor::from_inner(weights.clone())).sum();
    match traced.grad(&loss.backward()) {
        Some(gradient) => gradient,
        None => unreachable!("it is a leaf"),
    }
}
