//! A workaround of a fault in burn 0.22.1's kernel fusion, found here and not known upstream.
//!
//! On WebGPU a convolution leaves its output with the channels innermost. Where there is one
//! channel, that is the same memory as any other order but has other strides, and where elementwise
//! operations on it are fused into a kernel of two or more outputs, all of them come out wrong. The
//! same holds for the gradient of a one-channel input. Without this the fixtures
//! `conv-adversarial-quotient` and `article-adversarial` fail on WebGPU; when they pass without it,
//! it can go.

use burn::Tensor;

/// The same images; one-channel ones with the strides of their shape, and their gradient too.
pub(crate) fn restride(images: Tensor<4>) -> Tensor<4> {
    let [batch, channels, height, width] = images.dims();
    if channels != 1 {
        return images;
    }
    let rows: Tensor<2> = images.reshape([batch, height * width]);
    rows.reshape([batch, channels, height, width])
}
