//! Every way holds to the composed one, kernel by kernel, and the ways back to burn's autodiff.

use burn::Tensor;
use burn::tensor::Device;

use super::activation::Activation;
use super::adam::{Moved, Rates};
use super::after::After;
use super::composed::Composed;
use super::folding::Folding;
use super::guard::Guard;
use super::leaves::{Leaves, Portion};
use super::matrix::Factor;
use super::memory::from_vec;
use super::penalty::PairPenalty;
use super::places::Places;
use super::{Kernels, of};
use crate::noise::{Noise, Purpose};

const ACTIVATIONS: [Activation; 5] = [
    Activation::LeakyRelu,
    Activation::Relu,
    Activation::Sigmoid,
    Activation::Tanh,
    Activation::Identity,
];

/// The convolutions of every architecture and of the classifier, and one with room to spare: side, size,
/// stride, padding.
const FOLDINGS: [[usize; 4]; 6] = [
    [28, 4, 2, 1],
    [7, 4, 2, 1],
    [28, 3, 3, 1],
    [10, 2, 2, 1],
    [14, 5, 1, 2],
    [3, 3, 3, 1],
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

/// What draws tensors of normal numbers, each other ones, on a device.
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

/// Two tensors differ by no more than rounding, which is any processor's own: beside the largest of the
/// numbers expected.
fn close<const D: usize>(found: Tensor<D>, expected: Tensor<D>, what: &str) {
    let largest = values(expected.clone())
        .iter()
        .fold(1.0_f32, |most, x| most.max(x.abs()));
    close_beside(found, expected, largest, what);
}

/// The same beside `size`, which what is summed may have where the sum is small.
fn close_beside<const D: usize>(found: Tensor<D>, expected: Tensor<D>, size: f32, what: &str) {
    assert_eq!(found.dims(), expected.dims(), "{what}");
    let pairs = values(found).into_iter().zip(values(expected));
    for (place, (a, b)) in pairs.enumerate() {
        assert!((a - b).abs() <= 2e-5 * size, "{what}, {place}: {a} {b}");
    }
}

/// The kernels of each device, with the composed ones.
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
                After::Biased(Some(bias), Activation::LeakyRelu),
                After::Slope(output, Activation::Relu),
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
            let found = kernels.multiply_over_rows(a_turned, b.clone(), &leaves);
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
            let folding = Folding::new(places);
            let pixels = source.numbers([2 * places.pixels(), 3]);
            let patches = source.numbers([2 * places.patches(), places.patch()]);
            let expected = Composed.unfold(pixels.clone(), &folding);
            let unfolded = kernels.unfold(pixels.clone(), &folding);
            assert_eq!(values(unfolded.clone()), values(expected), "{what}");
            for after in [
                After::Nothing,
                After::Biased(Some(source.numbers([3])), Activation::Sigmoid),
            ] {
                let expected = Composed.fold(patches.clone(), &folding, after.clone());
                let folded = kernels.fold(patches.clone(), &folding, after);
                close(folded, expected, &what);
            }
            // ⟨unfold x, y⟩ = ⟨x, fold y⟩: each is the other's adjoint.
            let folded = kernels.fold(patches.clone(), &folding, After::Nothing);
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
            for kernels in [kernels, &Composed] {
                let found = kernels.times_slope(gradient.clone(), y.clone(), activation);
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

#[test]
fn normal_columns_are_those_of_composed_and_go_back_as_autodiff() {
    on_each(|kernels, name, source| {
        let (x, weights) = (source.numbers([150, 6]), source.numbers([150, 6]));
        let scale = source.numbers([1, 6]);
        let expected = Composed.normalise_columns(x.clone(), 1e-5);
        let found = kernels.normalise_columns(x.clone(), 1e-5);
        close(found.mean, expected.mean, name);
        close(found.variance, expected.variance, name);
        close(found.normal.clone(), expected.normal, name);
        let gradient = differentiated(&x, &weights, |x| {
            let normal = Composed.normalise_columns(x, 1e-5).normal;
            normal * Tensor::from_inner(scale.clone())
        });
        for kernels in [kernels, &Composed] {
            let normal = kernels.normalise_columns(x.clone(), 1e-5);
            let factor = normal.inverse * scale.clone();
            let (weights, normal) = (weights.clone(), &normal.normal);
            let back = kernels.normalise_columns_back(weights.clone(), normal, factor, true);
            close(back.gradient, gradient.clone(), name);
            let (sum, along) =
                kernels.sum_columns_along(weights.clone(), normal.clone(), &Leaves::one(150));
            close(back.sum, sum.clone(), name);
            close(back.along, along, name);
            close(kernels.sum_columns(weights, &Leaves::one(150)), sum, name);
        }
        let fixed = |kernels: &dyn Kernels| {
            let (weights, normal) = (weights.clone(), found.normal.clone());
            kernels
                .normalise_columns_back(weights, &normal, scale.clone(), false)
                .gradient
        };
        close(fixed(kernels), fixed(&Composed), name);
    });
}

#[test]
fn normal_rows_are_those_of_composed_and_go_back_as_autodiff() {
    on_each(|kernels, name, source| {
        let (x, weights) = (source.numbers([3, 1302]), source.numbers([3, 1302]));
        let (bias, scale) = (source.numbers([6]), source.numbers([6]));
        for bias in [None, Some(bias)] {
            let expected = Composed.normalise_rows(x.clone(), bias.clone(), 1e-5);
            let (normal, inverse) = kernels.normalise_rows(x.clone(), bias.clone(), 1e-5);
            close(normal.clone(), expected.0, name);
            close(inverse.clone(), expected.1, name);
            for scale in [None, Some(scale.clone())] {
                let gradient = differentiated(&x, &weights, |x| {
                    let bias = bias.clone().map(Tensor::from_inner);
                    let (normal, _) = Composed.normalise_rows(x, bias, 1e-5);
                    let Some(scale) = &scale else { return normal };
                    let scale = Tensor::from_inner(scale.clone()).unsqueeze_dim(0);
                    (normal.reshape([651, 6]) * scale).reshape([3, 1302])
                });
                for kernels in [kernels, &Composed] {
                    let (weights, scale) = (weights.clone(), scale.clone());
                    let back = kernels.normalise_rows_back(weights, scale, &normal, &inverse);
                    close(back, gradient.clone(), name);
                }
            }
        }
    });
}

#[test]
fn sums_are_those_of_composed() {
    on_each(|kernels, name, source| {
        let (x, y) = (source.numbers([40, 1302]), source.numbers([40, 1302]));
        let mix = source.numbers([40]);
        let leaves = Leaves::one(40);
        close(
            kernels.total(mix.clone(), &leaves),
            Composed.total(mix.clone(), &leaves),
            name,
        );
        let size = values(x.clone()).iter().map(|x| x.abs()).sum();
        let expected = Composed.sum(x.clone());
        close_beside(kernels.sum(x.clone()), expected, size, name);
        close(
            kernels.squares(x.clone()),
            Composed.squares(x.clone()),
            name,
        );
        close(kernels.means(x.clone()), Composed.means(x.clone()), name);
        close(kernels.norms(x.clone()), Composed.norms(x.clone()), name);
        close(kernels.unit(x.clone()), Composed.unit(x.clone()), name);
        let grouped = source.numbers([4, 9, 8, 3]);
        let expected = Composed.means_of_groups(grouped.clone());
        close(kernels.means_of_groups(grouped), expected, name);
        let expected = Composed.distances(x.clone(), y.clone());
        close(kernels.distances(x.clone(), y.clone()), expected, name);
        let expected = Composed.stepped(x.clone(), y.clone(), 0.3);
        close(kernels.stepped(x.clone(), y.clone(), 0.3), expected, name);
        let expected = Composed.mixed(x.clone(), y.clone(), mix.clone());
        close(
            kernels.mixed(x.clone(), y.clone(), mix.clone()),
            expected,
            name,
        );
        for count in 1..=7 {
            let parts: Vec<_> = (0..count)
                .map(|rows| source.numbers([rows + 1, 5]))
                .collect();
            close(kernels.stack(parts.clone()), Tensor::cat(parts, 0), name);
            let parts: Vec<_> = (0..count).map(|rows| source.numbers([rows + 1])).collect();
            close(kernels.join(parts.clone()), Tensor::cat(parts, 0), name);
        }
    });
}

/// Sums over rows close at leaves, where a way does: together they are the sum.
#[test]
fn sums_of_leaves_make_the_sum() {
    on_each(|kernels, name, source| {
        let (x, y) = (source.numbers([24, 5]), source.numbers([24, 3]));
        let column = source.numbers([24]);
        let all = Leaves::new(Portion::all(4), vec![24]);
        let whole = (
            kernels.sum_columns(x.clone(), &all),
            kernels.multiply_over_rows(x.clone(), y.clone(), &all),
            kernels.total(column.clone(), &all),
        );
        let one = Leaves::one(24);
        close(whole.0.clone(), Composed.sum_columns(x.clone(), &one), name);
        let product = Composed.multiply_over_rows(x.clone(), y.clone(), &one);
        close(whole.1.clone(), product, name);
        close(whole.2.clone(), Composed.total(column.clone(), &one), name);
        if !kernels.closes_leaves() {
            return;
        }
        // Two halves of the leaves: subtrees of the same tree, so that their sum is the whole to the bit.
        let halves = [(0, 2), (2, 4)].map(|(first, last)| {
            let portion = Portion { first, last, of: 4 };
            let rows = |x: Vec<f32>, width| portion.of_rows(&x, width);
            let matrix = |x: &Tensor<2>| {
                let width = x.dims()[1];
                let rows = rows(values(x.clone()), width);
                from_vec(rows, [12, width], &source.device)
            };
            let leaves = Leaves::new(portion, vec![12]);
            let column = from_vec(rows(values(column.clone()), 1), [12], &source.device);
            let (x, y) = (matrix(&x), matrix(&y));
            (
                kernels.sum_columns(x.clone(), &leaves),
                kernels.multiply_over_rows(x, y, &leaves),
                kernels.total(column, &leaves),
            )
        });
        let [here, there] = halves;
        assert_eq!(values(here.0 + there.0), values(whole.0), "{name}");
        assert_eq!(values(here.1 + there.1), values(whole.1), "{name}");
        assert_eq!(values(here.2 + there.2), values(whole.2), "{name}");
    });
}

#[test]
fn updates_are_those_of_composed() {
    on_each(|kernels, name, source| {
        let rates = Rates {
            beta1: 0.5,
            beta2: 0.9,
            rate: 4e-3,
            root: 10.0,
            epsilon: 1e-8,
        };
        let moved = Moved {
            value: source.numbers([300]),
            first: source.numbers([300]),
            second: source.numbers([300]).square(),
        };
        let (gradient, average) = (source.numbers([300]), source.numbers([300]));
        let step = |kernels: &dyn Kernels| {
            let moved = Moved {
                value: moved.value.clone(),
                first: moved.first.clone(),
                second: moved.second.clone(),
            };
            let follower = (average.clone(), 0.1);
            let mut guard = Guard::default();
            kernels.update_averaged(rates, moved, gradient.clone(), follower, &mut guard)
        };
        let (found, expected) = (step(kernels), step(&Composed));
        close(found.0.value, expected.0.value, name);
        close(found.0.first, expected.0.first, name);
        close(found.0.second, expected.0.second, name);
        close(found.1, expected.1, name);
        let moved = |kernels: &dyn Kernels| {
            let [value, first, second] = [&moved.value, &moved.first, &moved.second];
            let moved = Moved {
                value: value.clone(),
                first: first.clone(),
                second: second.clone(),
            };
            let alone = kernels.update(rates, moved, gradient.clone(), &mut Guard::default());
            [alone.value, alone.first, alone.second]
        };
        for (found, expected) in moved(kernels).into_iter().zip(moved(&Composed)) {
            close(found, expected, name);
        }
    });
}

/// The kernel of a slope penalty, where there is one, against its own words: GPUs have it, and elsewhere it
/// is put together of others.
#[test]
fn a_slope_penalty_is_what_its_pairs_say() {
    on_each(|kernels, name, source| {
        let (scores, distances) = (source.numbers([20]), source.numbers([5]).abs() + 0.5);
        for bits in 0..16 {
            let is = |bit: i32| bits >> bit & 1 == 1;
            let penalty = PairPenalty {
                batch: 5,
                ends: [10, 15],
                pairs: 5,
                whole: [5, 5],
                lambda: if is(1) { 10.0 } else { 0.0 },
                length: is(0).then_some(0.7),
                least: 1e-6,
                is_penalised: is(1),
                by_quotient: is(2),
                two_sided: is(3),
            };
            let found = kernels.slope_penalty(&scores, &distances, &penalty);
            let Some((gradient, numbers)) = found else {
                return;
            };
            let [scores, distances] = [&scores, &distances].map(|x| {
                let numbers = values(x.clone()).into_iter();
                numbers.map(f64::from).collect::<Vec<f64>>()
            });
            let expected = numbers_of(&scores, &distances, &penalty);
            for (a, b) in values(numbers).iter().zip(expected) {
                assert!(
                    (f64::from(*a) - b).abs() < 1e-5 * b.abs().max(1.0),
                    "{name}: {a} {b}"
                );
            }
            for (place, slope) in values(gradient).into_iter().enumerate() {
                let moved = |by: f64| {
                    let mut scores = scores.clone();
                    scores[place] += by;
                    numbers_of(&scores, &distances, &penalty)[0]
                };
                let expected = (moved(1e-6) - moved(-1e-6)) / 2e-6;
                assert!(
                    (f64::from(slope) - expected).abs() < 1e-4 * expected.abs().max(1.0),
                    "{name}, {place}: {slope} {expected}"
                );
            }
        }
    });
}

/// Loss, gap, penalty and mean slope, in 64 bits.
fn numbers_of(scores: &[f64], distances: &[f64], given: &PairPenalty) -> [f64; 4] {
    let f = |place: usize| scores[place];
    let mean = |terms: &dyn Fn(usize) -> f64| (0..5).map(terms).sum::<f64>() / 5.0;
    let gap = mean(&|row| f(row) - f(given.batch + row));
    let difference = |pair| (f(given.ends[0] + pair) - f(given.ends[1] + pair)).abs();
    let distance = |pair: usize| given.length.unwrap_or(distances[pair]);
    let penalty = mean(&|pair| {
        let over = if given.by_quotient {
            difference(pair) / distance(pair) - 1.0
        } else {
            difference(pair) - distance(pair)
        };
        if given.two_sided {
            over * over
        } else {
            over.max(0.0).powi(2)
        }
    });
    let penalty = if given.is_penalised { penalty } else { 0.0 };
    let slope = mean(&|pair| difference(pair) / distance(pair));
    [given.lambda * penalty - gap, gap, penalty, slope]
}
