//! What happens to each number by itself, and to rows side by side.

use burn::Tensor;
use burn::tensor::activation::{leaky_relu, relu, sigmoid, tanh};

use crate::kernels::activation::{Activation, LEAK};

pub(crate) fn activate(
    x: Tensor<2>,
    scale: Option<Tensor<1>>,
    shift: Option<Tensor<1>>,
    activation: Activation,
) -> Tensor<2> {
    let x = match scale {
        Some(scale) => x * scale.unsqueeze_dim::<2>(0),
        None => x,
    };
    let x = match shift {
        Some(shift) => x + shift.unsqueeze_dim::<2>(0),
        None => x,
    };
    match activation {
        Activation::LeakyRelu => leaky_relu(x, LEAK),
        Activation::Relu => relu(x),
        Activation::Sigmoid => sigmoid(x),
        Activation::Tanh => tanh(x),
        Activation::MaxMin if x.dims()[1] > 1 => {
            let paired = Paired::new(x);
            let (a, b) = (paired.first.clone(), paired.second.clone());
            paired.with(a.clone().max_pair(b.clone()), a.min_pair(b))
        }
        Activation::MaxMin | Activation::Identity => x,
    }
}

pub(crate) fn times_slope(
    gradient: Tensor<2>,
    output: Tensor<2>,
    activation: Activation,
) -> Tensor<2> {
    match activation {
        // An output has the sign of what was activated; where that was 0 the slope is 1.
        Activation::LeakyRelu => gradient * (step(output, 1.0) * (1.0 - LEAK) + LEAK),
        Activation::Relu => gradient * step(output, 0.0),
        Activation::Sigmoid => gradient * (output.clone() - output.square()),
        Activation::Tanh => gradient * (output.square() * -1.0 + 1.0),
        Activation::MaxMin if gradient.dims()[1] > 1 => {
            let (paired, before) = (Paired::new(gradient), Paired::new(output));
            // 1 where the two stay in their places.
            let stays = step(before.first - before.second, 1.0);
            let (a, b) = (paired.first.clone(), paired.second.clone());
            let turns = stays.clone() * -1.0 + 1.0;
            let first = a.clone() * stays.clone() + b.clone() * turns.clone();
            paired.with(first, a * turns + b * stays)
        }
        Activation::MaxMin | Activation::Identity => gradient,
    }
}

/// 0 below zero, 1 above, `at_zero` there. Not a comparison: burn does not fuse one, nor the cast of
/// what it gives.
fn step<const D: usize>(x: Tensor<D>, at_zero: f64) -> Tensor<D> {
    (x * 1e30 + at_zero).clamp(0.0, 1.0)
}

/// The numbers of rows, two and two.
struct Paired {
    /// The first of each two and the second, [rows, pairs, 1].
    first: Tensor<3>,
    second: Tensor<3>,
    /// The last column, where their number is odd.
    rest: Option<Tensor<2>>,
}

impl Paired {
    /// The pairs of rows of two columns or more.
    fn new(x: Tensor<2>) -> Self {
        let [rows, columns] = x.dims();
        let even = columns / 2 * 2;
        let pairs = x.clone().narrow(1, 0, even).reshape([rows, even / 2, 2]);
        Self {
            first: pairs.clone().narrow(2, 0, 1),
            second: pairs.narrow(2, 1, 1),
            rest: (even < columns).then(|| x.narrow(1, even, 1)),
        }
    }

    /// Rows of other pairs, with the same last column.
    fn with(self, first: Tensor<3>, second: Tensor<3>) -> Tensor<2> {
        let [rows, pairs, _] = first.dims();
        let x = Tensor::cat(vec![first, second], 2).reshape([rows, 2 * pairs]);
        match self.rest {
            Some(rest) => Tensor::cat(vec![x, rest], 1),
            None => x,
        }
    }
}
