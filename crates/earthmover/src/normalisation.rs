//! Normalisations of a network's layers. None keeps running averages: a batch normalisation uses
//! the statistics of its batch, or those it is given, on every device alike.

use burn::Tensor;
use burn::module::{Module, Param};
use burn::nn::GroupNormConfig;
use burn::tensor::Device;
use burn::tensor::module::{batch_norm, batch_norm_train};

/// Which normalisation a block has.
#[derive(Clone, Copy, Debug, PartialEq)]
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
    /// Over the channels of one pixel.
    Pixel,
    /// Not at all.
    None,
}

/// Mean and variance per channel, as a batch normalisation sees them.
#[derive(Clone, Debug)]
pub struct Statistics {
    mean: Tensor<1>,
    variance: Tensor<1>,
}

/// A normalisation of [batch, channels, height, width].
#[derive(Module, Debug)]
pub(crate) struct Norm {
    gamma: Option<Param<Tensor<1>>>,
    beta: Option<Param<Tensor<1>>>,
    #[module(skip)]
    spec: NormSpec,
}

impl Norm {
    pub(crate) fn new(spec: NormSpec, channels: usize, device: &Device) -> Self {
        let ones = || Param::from_tensor(Tensor::ones([channels], device));
        let zeros = || Param::from_tensor(Tensor::zeros([channels], device));
        let (scaled, shifted) = match spec {
            NormSpec::Batch { scaled, .. } => (scaled, true),
            NormSpec::Group => (true, true),
            NormSpec::Pixel | NormSpec::None => (false, false),
        };
        Self {
            gamma: scaled.then(ones),
            beta: shifted.then(zeros),
            spec,
        }
    }

    /// Whether a sample's output depends on the other samples of its batch.
    pub(crate) fn couples_samples(&self) -> bool {
        matches!(self.spec, NormSpec::Batch { .. })
    }

    /// Normalises `x`, a batch normalisation with the statistics of `x`, which it adds to `seen`.
    pub(crate) fn forward(&self, x: Tensor<4>, seen: &mut Vec<Statistics>) -> Tensor<4> {
        match self.spec {
            NormSpec::Batch { epsilon, .. } => {
                let (gamma, beta) = self.scale_and_shift(&x);
                let result = batch_norm_train(x, gamma, beta, epsilon);
                seen.push(Statistics {
                    mean: result.mean,
                    variance: result.variance,
                });
                result.output
            }
            NormSpec::Group => self.group(x),
            NormSpec::Pixel => {
                let mean_square = x.clone().square().mean_dim(1);
                x.div(mean_square.add_scalar(PIXEL_EPSILON).sqrt())
            }
            NormSpec::None => x,
        }
    }

    /// Normalises `x`, a batch normalisation with statistics that were seen before.
    pub(crate) fn forward_given(&self, x: Tensor<4>, given: Option<&Statistics>) -> Tensor<4> {
        match (self.spec, given) {
            (NormSpec::Batch { epsilon, .. }, Some(statistics)) => {
                let (gamma, beta) = self.scale_and_shift(&x);
                let Statistics { mean, variance } = statistics.clone();
                // Constants, on the graph where `x` is.
                let beside = |constant: Tensor<1>| match x.is_autodiff() {
                    true => Tensor::from_inner(constant),
                    false => constant,
                };
                let (mean, variance) = (beside(mean), beside(variance));
                batch_norm(x, gamma, beta, mean, variance, epsilon)
            }
            _ => self.forward(x, &mut Vec::new()),
        }
    }

    fn group(&self, x: Tensor<4>) -> Tensor<4> {
        let channels = x.dims()[1];
        let mut norm = GroupNormConfig::new(groups(channels), channels).init(&x.device());
        norm.gamma.clone_from(&self.gamma);
        norm.beta.clone_from(&self.beta);
        norm.forward(x)
    }

    fn scale_and_shift(&self, x: &Tensor<4>) -> (Tensor<1>, Tensor<1>) {
        let channels = x.dims()[1];
        let gamma = self.gamma.as_ref().map(Param::val);
        let beta = self.beta.as_ref().map(Param::val);
        (
            gamma.unwrap_or_else(|| Tensor::ones([channels], &x.device())),
            beta.unwrap_or_else(|| Tensor::zeros([channels], &x.device())),
        )
    }
}

/// Added to the mean square of a pixel (Karras et al. 2018, section 4.2).
const PIXEL_EPSILON: f64 = 1e-8;

/// 8 groups, or the most that divide both 8 and `channels`.
fn groups(channels: usize) -> usize {
    [8, 4, 2]
        .into_iter()
        .find(|n| channels.is_multiple_of(*n))
        .unwrap_or(1)
}
