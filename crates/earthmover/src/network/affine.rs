//! The affine map of a block, forwards and backwards, as one matrix product each way.

use burn::Tensor;
use burn::module::{Module, Param};
use burn::tensor::Device;

use super::layout::Layout;
use super::shape::{BlockSpec, Scale, Shape};
use crate::kernels::after::After;
use crate::kernels::leaves::Leaves;
use crate::kernels::matrix::Factor;
use crate::kernels::memory::from_vec;
use crate::kernels::on;
use crate::kernels::places::Places;
use crate::noise::Noise;

/// An affine map of images [batch, height · width · channels].
#[derive(Module, Debug)]
pub(super) struct Affine {
    pub(super) weight: Param<Tensor<2>>,
    pub(super) bias: Option<Param<Tensor<1>>>,
    #[module(skip)]
    shape: Shape,
    /// Where the kernel of a convolution lies on the image; none in a linear map.
    #[module(skip)]
    places: Option<Places>,
}

impl Affine {
    /// The map of `spec` for images `input` [channels, height, width], its weight drawn from `noise`.
    pub(super) fn new(spec: &BlockSpec, input: [usize; 3], noise: Noise, device: &Device) -> Self {
        let shape = spec.shape;
        let [_, height, width] = shape.outputs(input);
        let (here, there) = ([input[1], input[2]], [height, width]);
        let places = match &shape {
            Shape::Linear { .. } => None,
            Shape::Convolution(kernel) => Some(kernel.places(kernel.channels[0], here, there)),
            Shape::Transposed(kernel) => Some(kernel.places(kernel.channels[1], there, here)),
        };
        let layout = Layout::weight(&shape, input);
        let weight = layout.from_file(&draw(spec, noise));
        let columns = shape.columns();
        let rows = weight.len() / columns;
        let biases = Layout::bias(&shape).shape[0];
        let zeros = || Param::from_tensor(Tensor::zeros([biases], device));
        Self {
            weight: Param::from_tensor(from_vec(weight, [rows, columns], device)),
            bias: spec.bias.then(zeros),
            shape,
            places,
        }
    }

    /// The rows that the weight multiplies: the image, its pixels, or its patches.
    pub(super) fn multiplied(&self, image: Tensor<2>) -> Factor {
        match (&self.shape, &self.places) {
            (Shape::Convolution(kernel), Some(places)) => {
                patches(as_rows(image, kernel.channels[0]), places)
            }
            (Shape::Transposed(kernel), _) => Factor::AsIs(as_rows(image, kernel.channels[0])),
            _ => Factor::AsIs(image),
        }
    }

    /// The product of these rows with the weight, without the bias, [.., numbers of the bias]; and what
    /// follows it.
    pub(super) fn product(&self, multiplied: Factor, after: After) -> Tensor<2> {
        let kernels = on(multiplied.stored());
        let weight = Factor::AsIs(self.weight.val());
        match (&self.shape, &self.places) {
            (Shape::Transposed(_), Some(places)) => {
                kernels.multiply_folded(multiplied, weight, places, after)
            }
            _ => kernels.multiply(multiplied, weight, after),
        }
    }

    /// The gradient at the matrix product itself, where `gradient` is that at the output of the map.
    pub(super) fn gathered(&self, gradient: Tensor<2>) -> Factor {
        match (&self.shape, &self.places) {
            (Shape::Transposed(_), Some(places)) => patches(gradient, places),
            _ => Factor::AsIs(gradient),
        }
    }

    /// The weight's gradient, flat; for each finished subtree of `leaves`.
    pub(super) fn weight_gradient(
        &self,
        multiplied: Factor,
        gathered: Factor,
        leaves: &Leaves,
    ) -> Tensor<1> {
        on(multiplied.stored()).multiply_over_rows(multiplied, gathered, leaves)
    }

    /// The gradient at the image, [batch, height · width · channels]; and what follows it.
    pub(super) fn image_gradient(&self, gathered: Factor, batch: usize, after: After) -> Tensor<2> {
        let kernels = on(gathered.stored());
        let weight = Factor::Transposed(self.weight.val());
        let gradient = match (&self.shape, &self.places) {
            (Shape::Convolution(_), Some(places)) => {
                kernels.multiply_folded(gathered, weight, places, after)
            }
            _ => kernels.multiply(gathered, weight, after),
        };
        flat(gradient, batch)
    }

    /// An image as the rows that the bias is added to.
    pub(super) fn biased_rows(&self, image: Tensor<2>) -> Tensor<2> {
        match &self.shape {
            Shape::Linear { .. } => image,
            Shape::Convolution(kernel) | Shape::Transposed(kernel) => {
                as_rows(image, kernel.channels[1])
            }
        }
    }
}

/// The patches of `pixels`: stored, unless products gather them by themselves.
fn patches(pixels: Tensor<2>, places: &Places) -> Factor {
    let kernels = on(&pixels);
    if kernels.gathers_patches() {
        Factor::Patches(pixels, *places)
    } else {
        Factor::AsIs(kernels.unfold(pixels, places))
    }
}

/// `image` as rows of `width` numbers.
pub(super) fn as_rows(image: Tensor<2>, width: usize) -> Tensor<2> {
    let [batch, numbers] = image.dims();
    image.reshape([batch * numbers / width, width])
}

/// `rows` as one row for each of `batch` images.
pub(super) fn flat(rows: Tensor<2>, batch: usize) -> Tensor<2> {
    let [count, width] = rows.dims();
    rows.reshape([batch, count * width / batch])
}

/// The initial numbers of a weight, in the order of files.
fn draw(spec: &BlockSpec, mut noise: Noise) -> Vec<f32> {
    let count = spec.shape.weights();
    let mut normal = |std: f64| {
        let draws = noise.normals(count).into_iter();
        draws
            .map(|x| (f64::from(x) * std) as f32)
            .collect::<Vec<_>>()
    };
    match spec.scale {
        Scale::He { gain } => normal(gain * libm::sqrt(2.0 / spec.shape.fan_in())),
        Scale::Glorot { gain } => {
            let fans = spec.shape.fan_in() + spec.shape.fan_out();
            normal(gain * libm::sqrt(2.0 / fans))
        }
        Scale::Normal(std) => normal(std),
        Scale::Uniform(bound) => {
            let draws = noise.uniforms(count).into_iter();
            draws
                .map(|x| ((2.0 * f64::from(x) - 1.0) * bound) as f32)
                .collect()
        }
    }
}
