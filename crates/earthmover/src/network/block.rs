//! A block: an affine map, a normalisation, an activation; one pass, and the way back.

use burn::Tensor;
use burn::module::Module;
use burn::tensor::Device;

use super::affine::{Affine, as_rows, flat};
use super::layout::Layout;
use super::shape::BlockSpec;
use crate::kernels::activation::Activation;
use crate::kernels::after::After;
use crate::kernels::leaves::Leaves;
use crate::kernels::matrix::Factor;
use crate::kernels::on;
use crate::network::normalisation::{Found, Norm, NormPass, NormSpec, Statistics};
use crate::network::parameters::Named;
use crate::noise::Noise;

/// An affine map, a normalisation, an activation, on images [batch, height · width · channels].
#[derive(Module, Debug)]
pub(super) struct Block {
    pub(super) affine: Affine,
    norm: Norm,
    #[module(skip)]
    pub(super) spec: BlockSpec,
    /// Channels, height and width of what it is given.
    #[module(skip)]
    input: [usize; 3],
}

/// What a pass leaves behind for the way back.
#[derive(Clone, Debug)]
pub(super) struct Pass {
    batch: usize,
    /// What the weight multiplied; none where no gradient of the weight will be asked for.
    multiplied: Option<Factor>,
    norm: NormPass,
    /// What was activated, [pixels, channels], where what came out does not tell the slope.
    activated: Option<Tensor<2>>,
    /// What came out, [batch, height · width · channels].
    pub(super) output: Tensor<2>,
}

impl Pass {
    /// The statistics that a batch normalisation saw, if the block has one.
    pub(super) fn statistics(self) -> Option<Statistics> {
        self.norm.statistics()
    }

    /// The pass of some of the batch's images, for the way back to the input alone. The block must
    /// not be normalised.
    pub(super) fn narrowed(&self, first: usize, count: usize) -> Self {
        let activated = self.activated.as_ref().map(|rows| {
            let pixels = rows.dims()[0] / self.batch;
            rows.clone().narrow(0, first * pixels, count * pixels)
        });
        Self {
            batch: count,
            multiplied: None,
            norm: NormPass::None,
            activated,
            output: self.output.clone().narrow(0, first, count),
        }
    }
}

impl Block {
    pub(super) fn new(spec: BlockSpec, input: [usize; 3], noise: Noise, device: &Device) -> Self {
        Self {
            affine: Affine::new(&spec, input, noise, device),
            norm: Norm::new(spec.norm, spec.shape.channels(), device),
            spec,
            input,
        }
    }

    /// Whether a sample's output depends on the other samples of its batch.
    pub(super) fn couples_samples(&self) -> bool {
        self.norm.couples_samples()
    }

    /// The layouts of its parameters in files, by name.
    pub(super) fn layouts(&self) -> Vec<(&'static str, Layout)> {
        let shape = &self.spec.shape;
        let mut layouts = vec![("affine.weight", Layout::weight(shape, self.input))];
        if self.affine.bias.is_some() {
            layouts.push(("affine.bias", Layout::bias(shape)));
        }
        for name in self.norm.parameters() {
            layouts.push((name, Layout::channels(shape)));
        }
        layouts
    }

    /// One pass. A batch normalisation uses `given` statistics, or else those of `image`.
    pub(super) fn pass(&self, image: Tensor<2>, given: Option<&Statistics>) -> Pass {
        let [batch, _] = image.dims();
        let multiplied = self.affine.multiplied(image);
        let bias = self.affine.bias.as_ref().map(|bias| bias.val());
        let sorts = self.spec.activation == Activation::MaxMin;
        let activation = if sorts {
            Activation::Identity
        } else {
            self.spec.activation
        };
        let (norm, output) = if self.spec.norm == NormSpec::None {
            let after = After::Biased(bias, activation);
            let output = self.affine.product(multiplied.clone(), after);
            (NormPass::None, output)
        } else {
            let product = self.affine.product(multiplied.clone(), After::Nothing);
            self.norm.pass(product, bias, batch, given, activation)
        };
        let activated = sorts.then(|| as_rows(output.clone(), self.spec.shape.channels()));
        let output = match activated.clone() {
            Some(rows) => on(&rows).activate(rows, None, None, Activation::MaxMin),
            None => output,
        };
        Pass {
            batch,
            multiplied: Some(multiplied),
            norm,
            activated,
            output: flat(output, batch),
        }
    }

    /// What makes of a gradient at the output that at the numbers which were activated.
    pub(super) fn slope(&self, pass: &Pass) -> After {
        let seen = pass.activated.as_ref().unwrap_or(&pass.output);
        After::Slope(seen.clone(), self.spec.activation)
    }

    /// The gradient at the product of the affine map, where `gradient` is that at the numbers which were
    /// activated. The gradients of the normalisation and of the bias go to `found`, where that is given.
    pub(super) fn back_to_affine(
        &self,
        pass: &Pass,
        gradient: Tensor<2>,
        mut found: Option<(&mut Found, &Leaves)>,
    ) -> Factor {
        let gradient = if self.spec.norm == NormSpec::None {
            gradient
        } else {
            let pixels = as_rows(gradient, self.spec.shape.channels());
            let (pixels, own) =
                self.norm
                    .back(&pass.norm, pixels, found.as_ref().map(|found| found.1));
            if let Some((found, _)) = &mut found {
                found.extend(own);
            }
            flat(pixels, pass.batch)
        };
        let gradient = self.affine.biased_rows(gradient);
        if let (Some((found, leaves)), true) = (found, self.affine.bias.is_some()) {
            let sum = on(&gradient).sum_columns(gradient.clone(), leaves);
            found.push(("affine.bias", sum));
        }
        self.affine.gathered(gradient)
    }

    /// The gradients of all its parameters into `named`, under `prefix`; and what the affine map
    /// gathers of the gradient, for [`Block::back_to_image`].
    pub(super) fn back(
        &self,
        pass: &Pass,
        gradient: Tensor<2>,
        leaves: &Leaves,
        (prefix, named): (&str, &mut Named),
    ) -> Factor {
        let mut found = Found::new();
        let gathered = self.back_to_affine(pass, gradient, Some((&mut found, leaves)));
        if let Some(multiplied) = &pass.multiplied {
            let weight = self
                .affine
                .weight_gradient(multiplied.clone(), gathered.clone(), leaves);
            found.push(("affine.weight", weight));
        }
        for (name, gradient) in found {
            named.insert(format!("{prefix}.{name}"), gradient);
        }
        gathered
    }

    /// The gradient at the block's input, and what follows it.
    pub(super) fn back_to_image(&self, pass: &Pass, gathered: Factor, after: After) -> Tensor<2> {
        self.affine.image_gradient(gathered, pass.batch, after)
    }

    /// `image` through the linear part of the block at the point that `pass` was made at: the weight
    /// and the activation's slopes. Also what the weight multiplied.
    pub(super) fn pass_linear(&self, pass: &Pass, image: Tensor<2>) -> (Factor, Tensor<2>) {
        let multiplied = self.affine.multiplied(image);
        let output = self.affine.product(multiplied.clone(), self.slope(pass));
        (multiplied, flat(output, pass.batch))
    }
}
