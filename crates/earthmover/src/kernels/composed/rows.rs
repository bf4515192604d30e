//! What a layer normalisation does to the rows of a matrix, and its way back.

use burn::Tensor;

pub(crate) fn normalise(
    x: Tensor<2>,
    bias: Option<Tensor<1>>,
    epsilon: f64,
) -> (Tensor<2>, Tensor<2>) {
    let [rows, width] = x.dims();
    let x = match bias {
        Some(bias) => {
            let channels = bias.dims()[0];
            let pixels = x.reshape([rows * width / channels, channels]);
            (pixels + bias.unsqueeze_dim::<2>(0)).reshape([rows, width])
        }
        None => x,
    };
    let centred = x.clone() - x.mean_dim(1);
    let variance = centred.clone().square().mean_dim(1);
    let inverse = (variance + epsilon).sqrt().recip();
    (centred * inverse.clone(), inverse)
}

pub(crate) fn back(
    gradient: Tensor<2>,
    scale: Option<Tensor<1>>,
    normal: &Tensor<2>,
    inverse: &Tensor<2>,
) -> Tensor<2> {
    let [rows, width] = gradient.dims();
    let gradient = match scale {
        Some(scale) => {
            let channels = scale.dims()[0];
            let pixels = gradient.reshape([rows * width / channels, channels]);
            (pixels * scale.unsqueeze_dim::<2>(0)).reshape([rows, width])
        }
        None => gradient,
    };
    let along = (gradient.clone() * normal.clone()).mean_dim(1);
    let mean = gradient.clone().mean_dim(1);
    (gradient - mean - normal.clone() * along) * inverse.clone()
}
