//! The input gradient of a network as an ordinary expression of its weights.
//!
//! burn differentiates once only, and a gradient penalty differentiates a gradient. Where every
//! activation is piecewise linear and nothing is normalised, the gradient of an output is a product
//! of the weights and of the activations' slopes, ((w₃ᵀ ⊙ s₂) W₂ᵀ ⊙ s₁) W₁ᵀ; the slopes do not
//! change with the weights, almost everywhere, so that they may be constants and the expression's
//! own gradient is exact.

use burn::Tensor;
use burn::tensor::module::{conv_transpose2d, conv2d};
use burn::tensor::ops::{ConvOptions, ConvTransposeOptions};

use super::{Activation, Affine, Block, Kernel, LEAK, Network, Shape};
use crate::normalisation::NormSpec;
use crate::one_channel::restride;

/// What a forward pass leaves behind for [`Network::pull_back`]: constants.
#[derive(Clone, Debug)]
pub struct Trace {
    /// The shape that each block was given.
    shapes: Vec<[usize; 4]>,
    /// The slope of each block's activation at each number; none where it is 1 throughout.
    slopes: Vec<Option<Tensor<4>>>,
    /// The shape of what came out.
    output: [usize; 4],
}

impl Trace {
    /// The trace of some of the batch's rows.
    pub fn rows(&self, first: usize, count: usize) -> Self {
        let rows = |[_, c, h, w]: [usize; 4]| [count, c, h, w];
        let shapes = self.shapes.iter().map(|&shape| rows(shape));
        let narrow = |slopes: &Tensor<4>| slopes.clone().narrow(0, first, count);
        let slopes = self.slopes.iter().map(|slopes| slopes.as_ref().map(narrow));
        Self {
            shapes: shapes.collect(),
            slopes: slopes.collect(),
            output: rows(self.output),
        }
    }
}

impl Network {
    /// Whether the network is one that [`Network::pull_back`] is exact for.
    pub fn is_piecewise_linear(&self) -> bool {
        self.blocks.iter().all(|block| {
            let spec = &block.spec;
            let linear = !matches!(spec.activation, Activation::Sigmoid | Activation::Tanh);
            linear && spec.norm == NormSpec::None
        })
    }

    /// The forward pass of a network that [is piecewise linear](Network::is_piecewise_linear), and
    /// its trace.
    pub fn forward_traced(&self, input: Tensor<4>) -> (Tensor<4>, Trace) {
        let mut trace = Trace {
            shapes: Vec::new(),
            slopes: Vec::new(),
            output: [0; 4],
        };
        let output = self.blocks.iter().fold(input, |x, block| {
            trace.shapes.push(x.dims());
            let x = block.affine(x);
            trace.slopes.push(block.slopes(&x));
            block.activate(x)
        });
        trace.output = output.dims();
        (output, trace)
    }

    /// The gradient, at the input, of the sum of the outputs: the shape of the traced input. On the
    /// autodiff graph where the weights are.
    pub fn pull_back(&self, trace: &Trace) -> Tensor<4> {
        let ones = Tensor::ones(trace.output, &self.device());
        let traced = trace.shapes.iter().zip(&trace.slopes);
        let blocks = self.blocks.iter().zip(traced).rev();
        blocks.fold(ones, |gradient, (block, (shape, slopes))| {
            let gradient = match slopes {
                Some(slopes) => gradient.clone() * beside(slopes, &gradient),
                None => gradient,
            };
            block.affine_transposed(gradient, *shape)
        })
    }
}

/// A constant, on the autodiff graph where `other` is.
fn beside(constant: &Tensor<4>, other: &Tensor<4>) -> Tensor<4> {
    if other.is_autodiff() {
        Tensor::from_inner(constant.clone())
    } else {
        constant.clone()
    }
}

impl Block {
    /// The slope of the activation at each number of `x`, off the autodiff graph.
    fn slopes(&self, x: &Tensor<4>) -> Option<Tensor<4>> {
        let below = match self.spec.activation {
            Activation::LeakyRelu => LEAK,
            Activation::Relu => 0.0,
            Activation::Sigmoid | Activation::Tanh | Activation::Identity => return None,
        };
        let negative = x.clone().without_autodiff().lower_elem(0.0).float();
        Some(negative * (below - 1.0) + 1.0)
    }

    /// The adjoint of the affine map, applied to `gradient`; `shape` is what the map was given.
    fn affine_transposed(&self, gradient: Tensor<4>, shape: [usize; 4]) -> Tensor<4> {
        match (&self.affine, self.spec.shape) {
            (Affine::Linear(linear), _) => {
                let flat: Tensor<2> = gradient.flatten(1, 3);
                flat.matmul(linear.weight.val().transpose()).reshape(shape)
            }
            (Affine::Convolution(convolution), Shape::Convolution(kernel)) => {
                let options = transposed_options(&kernel, gradient.dims()[2], shape[2]);
                let weight = convolution.weight.val();
                restride(conv_transpose2d(restride(gradient), weight, None, options))
            }
            (Affine::Transposed(transposed), Shape::Transposed(kernel)) => {
                let options = ConvOptions::new([kernel.stride; 2], [kernel.padding; 2], [1; 2], 1);
                let weight = transposed.weight.val();
                restride(conv2d(restride(gradient), weight, None, options))
            }
            _ => unreachable!("a block is built from its own specification"),
        }
    }
}

/// The options that take an image `from` pixels wide back to one `to` pixels wide.
fn transposed_options(kernel: &Kernel, from: usize, to: usize) -> ConvTransposeOptions<2> {
    let least = (from - 1) * kernel.stride + kernel.size - 2 * kernel.padding;
    ConvTransposeOptions::new(
        [kernel.stride; 2],
        [kernel.padding; 2],
        [to - least; 2],
        [1; 2],
        1,
    )
}
