//! Normalisations of a network's layers, and their way back. None keeps running averages: a batch
//! normalisation uses the statistics of its batch, or those it is given, on every device alike.
//!
//! Images are rows of pixels, [batch · height · width, channels].

use burn::Tensor;
use burn::module::{Module, Param};
use burn::tensor::Device;

use crate::kernels::activation::Activation;
use crate::kernels::columns::Normal;
use crate::kernels::leaves::Leaves;
use crate::kernels::{GROUP_EPSILON, PIXEL_EPSILON, inverse_root, on};

/// Which normalisation a block has.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum NormSpec {
    /// Over the batch, per channel, with a learned shift and, if `scaled`, a learned scale.
    Batch {
        /// Added to the variance.
        epsilon: f64,
        /// Whether there is a learned scale.
        scaled: bool,
    },
    /// Over groups of channels of one sample; 8 groups, or the most that divide both 8 and the
    /// channels.
    Group,
    /// Over one sample, as one group.
    Layer,
    /// Over the channels of one pixel.
    Pixel,
    /// Not at all.
    None,
}

/// Mean and variance of each channel, as a batch normalisation sees them.
#[derive(Clone, Debug)]
pub struct Statistics {
    mean: Tensor<2>,
    variance: Tensor<2>,
}

/// A normalisation of pixels [batch · height · width, channels].
#[derive(Module, Debug)]
pub(crate) struct Norm {
    gamma: Option<Param<Tensor<1>>>,
    beta: Option<Param<Tensor<1>>>,
    #[module(skip)]
    spec: NormSpec,
    #[module(skip)]
    channels: usize,
}

/// What a pass leaves behind for the way back.
#[derive(Clone, Debug)]
#[allow(clippy::large_enum_variant, reason = "there are a few in a pass")]
pub(crate) enum NormPass {
    /// Of a batch normalisation: pixels of mean 0 and variance 1, what they were multiplied by to get there,
    /// and the statistics, if these were the batch's own.
    Batch {
        normal: Tensor<2>,
        inverse: Tensor<2>,
        seen: Option<Statistics>,
    },
    /// Of a group normalisation: the same, with the groups as [batch, pixels, groups, channels].
    Group {
        normal: Tensor<4>,
        inverse: Tensor<4>,
    },
    /// Of a layer normalisation: the same, with samples as rows.
    Layer {
        normal: Tensor<2>,
        inverse: Tensor<2>,
    },
    /// Of a pixel normalisation: the same.
    Pixel {
        normal: Tensor<2>,
        inverse: Tensor<2>,
    },
    None,
}

impl NormPass {
    /// The statistics of the batch, if it was a batch normalisation that used them.
    pub(crate) fn statistics(self) -> Option<Statistics> {
        match self {
            Self::Batch { seen, .. } => seen,
            Self::Group { .. } | Self::Layer { .. } | Self::Pixel { .. } | Self::None => None,
        }
    }
}

/// Gradients of a block's parameters, by their names in the block.
pub(super) type Found = Vec<(&'static str, Tensor<1>)>;

impl Norm {
    pub(crate) fn new(spec: NormSpec, channels: usize, device: &Device) -> Self {
        let ones = || Param::from_tensor(Tensor::ones([channels], device));
        let zeros = || Param::from_tensor(Tensor::zeros([channels], device));
        let (scaled, shifted) = match spec {
            NormSpec::Batch { scaled, .. } => (scaled, true),
            NormSpec::Group | NormSpec::Layer => (true, true),
            NormSpec::Pixel | NormSpec::None => (false, false),
        };
        Self {
            gamma: scaled.then(ones),
            beta: shifted.then(zeros),
            spec,
            channels,
        }
    }

    /// Whether a sample's output depends on the other samples of its batch.
    pub(crate) fn couples_samples(&self) -> bool {
        matches!(self.spec, NormSpec::Batch { .. })
    }

    /// The names of its parameters in a block.
    pub(crate) fn parameters(&self) -> impl Iterator<Item = &'static str> {
        let gamma = self.gamma.is_some().then_some("norm.gamma");
        let beta = self.beta.is_some().then_some("norm.beta");
        gamma.into_iter().chain(beta)
    }

    /// Normalises the pixels of `batch` samples, `product` plus its `bias`, and activates them; a batch
    /// normalisation with the statistics given, or else with their own.
    pub(crate) fn pass(
        &self,
        product: Tensor<2>,
        bias: Option<Tensor<1>>,
        batch: usize,
        given: Option<&Statistics>,
        activation: Activation,
    ) -> (NormPass, Tensor<2>) {
        let [rows, width] = product.dims();
        let numbers = rows * width;
        if self.spec == NormSpec::Layer {
            let samples = product.reshape([batch, numbers / batch]);
            let (normal, inverse) = on(&samples).normalise_rows(samples, bias, GROUP_EPSILON);
            let pixels = normal.clone().reshape([-1, self.channels as i32]);
            let output = self.activated(pixels, activation);
            return (NormPass::Layer { normal, inverse }, output);
        }
        let product = on(&product).activate(product, None, bias, Activation::Identity);
        let pixels = product.reshape([-1, self.channels as i32]);
        let (pass, normal) = match self.spec {
            NormSpec::Batch { epsilon, .. } => pass_batch(pixels, epsilon, given),
            NormSpec::Group => pass_group(pixels, batch),
            NormSpec::Pixel => {
                let squares = on(&pixels).means(pixels.clone().square());
                let inverse = inverse_root(squares, PIXEL_EPSILON);
                let normal = pixels * inverse.clone();
                let output = normal.clone();
                (NormPass::Pixel { normal, inverse }, output)
            }
            NormSpec::Layer | NormSpec::None => (NormPass::None, pixels),
        };
        (pass, self.activated(normal, activation))
    }

    /// The gradient at the input, where `gradient` is that at the output; and those of the parameters, for
    /// each finished subtree of the leaves, where leaves are `wanted`.
    pub(crate) fn back(
        &self,
        pass: &NormPass,
        gradient: Tensor<2>,
        wanted: Option<&Leaves>,
    ) -> (Tensor<2>, Found) {
        match pass {
            NormPass::Batch {
                normal,
                inverse,
                seen,
            } => {
                let factor = self.scaled(inverse.clone());
                let kernels = on(&gradient);
                let back = kernels.normalise_columns_back(gradient, normal, factor, seen.is_some());
                (
                    back.gradient,
                    self.found(wanted.is_some(), back.sum, back.along),
                )
            }
            NormPass::Group { normal, inverse } => {
                let shape = gradient.dims();
                let found = self.found_along(&gradient, normal.clone().reshape(shape), wanted);
                let gradient = self.scaled(gradient).reshape(normal.dims());
                let kernels = on(&gradient);
                let along = kernels.means_of_groups(gradient.clone() * normal.clone());
                let mean = kernels.means_of_groups(gradient.clone());
                let gradient = (gradient - mean - normal.clone() * along) * inverse.clone();
                (gradient.reshape(shape), found)
            }
            NormPass::Layer { normal, inverse } => {
                let shape = gradient.dims();
                let found = self.found_along(&gradient, normal.clone().reshape(shape), wanted);
                let gamma = self.gamma.as_ref().map(Param::val);
                let gradient = gradient.reshape(normal.dims());
                let gradient = on(&gradient).normalise_rows_back(gradient, gamma, normal, inverse);
                (gradient.reshape(shape), found)
            }
            NormPass::Pixel { normal, inverse } => {
                let along = on(&gradient).means(gradient.clone() * normal.clone());
                let gradient = (gradient - normal.clone() * along) * inverse.clone();
                (gradient, Found::new())
            }
            NormPass::None => (gradient, Found::new()),
        }
    }

    /// The gradients of scale and shift, from the sums of the gradient along the normal pixels and of the
    /// gradient itself.
    fn found(&self, wanted: bool, sum: Tensor<1>, along: Tensor<1>) -> Found {
        let gamma = self.gamma.is_some().then_some(("norm.gamma", along));
        let beta = self.beta.is_some().then_some(("norm.beta", sum));
        let found = gamma.into_iter().chain(beta);
        found.filter(|_| wanted).collect()
    }

    /// The same, from the gradient at the scaled and shifted `normal` pixels; none unless leaves are
    /// `wanted`.
    fn found_along(
        &self,
        gradient: &Tensor<2>,
        normal: Tensor<2>,
        wanted: Option<&Leaves>,
    ) -> Found {
        let Some(leaves) = wanted else {
            return Found::new();
        };
        let (sum, along) = on(gradient).sum_columns_along(gradient.clone(), normal, leaves);
        self.found(true, sum, along)
    }

    /// `x` times the learned scale, if there is one.
    fn scaled(&self, x: Tensor<2>) -> Tensor<2> {
        let gamma = self.gamma.as_ref().map(Param::val);
        on(&x).activate(x, gamma, None, Activation::Identity)
    }

    /// The activation of the normal pixels, scaled and shifted as was learned.
    fn activated(&self, normal: Tensor<2>, activation: Activation) -> Tensor<2> {
        let gamma = self.gamma.as_ref().map(Param::val);
        let beta = self.beta.as_ref().map(Param::val);
        on(&normal).activate(normal, gamma, beta, activation)
    }
}

/// A batch normalisation's pass, and the normal pixels.
fn pass_batch(
    pixels: Tensor<2>,
    epsilon: f64,
    given: Option<&Statistics>,
) -> (NormPass, Tensor<2>) {
    let (normal, inverse, seen) = match given {
        Some(Statistics { mean, variance }) => {
            let inverse = inverse_root(variance.clone(), epsilon);
            let centred = pixels - mean.clone();
            (centred * inverse.clone(), inverse, None)
        }
        None => {
            let Normal {
                normal,
                inverse,
                mean,
                variance,
            } = on(&pixels).normalise_columns(pixels, epsilon);
            (normal, inverse, Some(Statistics { mean, variance }))
        }
    };
    let output = normal.clone();
    let pass = NormPass::Batch {
        normal,
        inverse,
        seen,
    };
    (pass, output)
}

/// A group normalisation's pass, and the normal pixels.
fn pass_group(pixels: Tensor<2>, batch: usize) -> (NormPass, Tensor<2>) {
    let [rows, channels] = pixels.dims();
    let groups = groups(channels);
    let grouped: Tensor<4> = pixels.reshape([batch, rows / batch, groups, channels / groups]);
    let kernels = on(&grouped);
    let centred = grouped.clone() - kernels.means_of_groups(grouped);
    let variance = kernels.means_of_groups(centred.clone().square());
    let inverse = inverse_root(variance, GROUP_EPSILON);
    let normal = centred * inverse.clone();
    let output = normal.clone().reshape([rows, channels]);
    (NormPass::Group { normal, inverse }, output)
}

/// 8 groups, or the most that divide both 8 and `channels`.
pub(crate) fn groups(channels: usize) -> usize {
    [8, 4, 2]
        .into_iter()
        .find(|n| channels.is_multiple_of(*n))
        .unwrap_or(1)
}
