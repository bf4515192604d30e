//! The way back through a network, written out: the gradients that a step asks for and no others.
//!
//! burn's autodiff would record every operation, and it differentiates once only, where a gradient
//! penalty differentiates a gradient. For affine maps, piecewise linear activations and no
//! normalisation the input gradient is a product of weights and slopes, ((w₃ᵀ ⊙ s₂) W₂ᵀ ⊙ s₁) W₁ᵀ;
//! the slopes do not change with the weights, almost everywhere. So the way back of *its* gradient
//! is a way forward: what arrives at the input passes each weight and slope in the network's own
//! order, and meets at each weight the gradient that came down to it.

use burn::Tensor;

use super::Network;
use super::block::Pass;
use crate::kernels::after::After;
use crate::kernels::leaves::Leaves;
use crate::kernels::matrix::Factor;
use crate::kernels::on;
use crate::network::parameters::Named;

/// What a forward pass leaves behind.
#[derive(Clone, Debug)]
pub struct Trace(pub(super) Vec<Pass>);

/// What a pass down to the input leaves behind.
#[derive(Clone, Debug)]
pub(crate) struct PullBack {
    /// The gradient at the product of each block's weight.
    gathered: Vec<Factor>,
    /// The gradient at the input, [batch, numbers].
    pub(crate) input: Tensor<2>,
}

impl Trace {
    /// What came out, [batch, numbers].
    pub fn output(&self) -> Tensor<2> {
        match self.0.last() {
            Some(pass) => pass.output.clone(),
            None => unreachable!("a network has blocks"),
        }
    }

    /// The trace of some of the batch's rows, for [`Network::input_gradient`] of a network that [is
    /// piecewise linear](Network::is_piecewise_linear).
    pub fn rows(&self, first: usize, count: usize) -> Self {
        let passes = self.0.iter().map(|pass| pass.narrowed(first, count));
        Self(passes.collect())
    }
}

impl Network {
    /// Whether the input gradient is a product of weights and of slopes that are constant almost
    /// everywhere.
    pub fn is_piecewise_linear(&self) -> bool {
        self.blocks
            .iter()
            .all(|block| block.spec.is_piecewise_linear())
    }

    /// The gradients of the parameters, by name, where `gradient` is that at the output.
    pub fn gradients(&self, trace: &Trace, gradient: Tensor<2>) -> Named {
        let rows = gradient.dims()[0];
        self.gradients_by(trace, gradient, &Leaves::one(rows))
    }

    /// The same, for each finished subtree of `leaves`, one after another.
    pub(crate) fn gradients_by(
        &self,
        trace: &Trace,
        gradient: Tensor<2>,
        leaves: &Leaves,
    ) -> Named {
        let mut named = Named::new();
        let slope = self.slope(trace, self.blocks.len());
        let mut gradient = on(&gradient).followed(gradient, slope);
        for (place, (block, pass)) in self.blocks.iter().zip(&trace.0).enumerate().rev() {
            let gathered = block.back(
                pass,
                gradient,
                leaves,
                (&format!("blocks.{place}"), &mut named),
            );
            if place == 0 {
                break;
            }
            gradient = block.back_to_image(pass, gathered, self.slope(trace, place));
        }
        named
    }

    /// The gradient at the input, where `gradient` is that at the output.
    pub fn input_gradient(&self, trace: &Trace, gradient: Tensor<2>) -> Tensor<2> {
        self.pull_back(trace, gradient).input
    }

    /// As [`Network::input_gradient`], for `pull_back_gradients`.
    pub(crate) fn pull_back(&self, trace: &Trace, gradient: Tensor<2>) -> PullBack {
        let mut gathered = Vec::new();
        let slope = self.slope(trace, self.blocks.len());
        let mut gradient = on(&gradient).followed(gradient, slope);
        for (place, (block, pass)) in self.blocks.iter().zip(&trace.0).enumerate().rev() {
            let arrived = block.back_to_affine(pass, gradient, None);
            gradient = block.back_to_image(pass, arrived.clone(), self.slope(trace, place));
            gathered.push(arrived);
        }
        gathered.reverse();
        PullBack {
            gathered,
            input: gradient,
        }
    }

    /// What makes of a gradient at the output of the first `blocks` that at the numbers which the last of
    /// them activates.
    fn slope(&self, trace: &Trace, blocks: usize) -> After {
        match blocks.checked_sub(1) {
            Some(last) => self.blocks[last].slope(&trace.0[last]),
            None => After::Nothing,
        }
    }

    /// The gradients of the weights, by name, where `gradient` is that at the input gradient of
    /// `pull_back`. For a network that [is piecewise linear](Network::is_piecewise_linear).
    pub(crate) fn pull_back_gradients(
        &self,
        trace: &Trace,
        pull_back: &PullBack,
        gradient: Tensor<2>,
        leaves: &Leaves,
    ) -> Named {
        let mut named = Named::new();
        let passes = self.blocks.iter().zip(&trace.0).zip(&pull_back.gathered);
        let last = self.blocks.len() - 1;
        let mut image = gradient;
        for (place, ((block, pass), gathered)) in passes.enumerate() {
            let multiplied = if place < last {
                let (multiplied, output) = block.pass_linear(pass, image);
                image = output;
                multiplied
            } else {
                block.affine.multiplied(image.clone())
            };
            let weight = block
                .affine
                .weight_gradient(multiplied, gathered.clone(), leaves);
            named.insert(format!("blocks.{place}.affine.weight"), weight);
        }
        named
    }
}
