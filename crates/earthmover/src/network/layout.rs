//! Where a weight's numbers lie in files.
//!
//! Here images are [batch, height, width, channels] and every affine map is one matrix product, so a
//! convolution's weight is [kernel · kernel · in, out], a transposed one's [in, kernel · kernel ·
//! out], and a linear map's rows and columns run over height, width, channels. Files and fixtures
//! have the layout of the literature: [out, in, kernel, kernel], [in, out, kernel, kernel], and
//! channels, height, width.

use super::shape::Shape;

/// The layout of one tensor in files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The shape of the tensor in files.
    pub shape: Vec<usize>,
    /// The place in the file of each number of the tensor here.
    order: Vec<usize>,
}

impl Layout {
    /// The layout of the weight of an affine map whose input is [channels, height, width].
    pub(super) fn weight(shape: &Shape, input: [usize; 3]) -> Self {
        match shape {
            Shape::Linear { inputs, outputs } => {
                let columns: usize = outputs.iter().product();
                let (rows_order, columns_order) = (channels_last(input), channels_last(*outputs));
                let places = rows_order.iter().flat_map(|row| {
                    columns_order
                        .iter()
                        .map(move |column| row * columns + column)
                });
                Self {
                    shape: vec![*inputs, columns],
                    order: places.collect(),
                }
            }
            Shape::Convolution(kernel) => {
                let [inputs, outputs] = kernel.channels;
                let taps = kernel.size * kernel.size;
                let place = |tap, i, o| (o * inputs + i) * taps + tap;
                let places = (0..taps).flat_map(|tap| {
                    (0..inputs).flat_map(move |i| (0..outputs).map(move |o| place(tap, i, o)))
                });
                Self {
                    shape: vec![outputs, inputs, kernel.size, kernel.size],
                    order: places.collect(),
                }
            }
            Shape::Transposed(kernel) => {
                let [inputs, outputs] = kernel.channels;
                let taps = kernel.size * kernel.size;
                let place = |tap, i, o| (i * outputs + o) * taps + tap;
                let places = (0..inputs).flat_map(|i| {
                    (0..taps).flat_map(move |tap| (0..outputs).map(move |o| place(tap, i, o)))
                });
                Self {
                    shape: vec![inputs, outputs, kernel.size, kernel.size],
                    order: places.collect(),
                }
            }
        }
    }

    /// The layout of its bias.
    pub(super) fn bias(shape: &Shape) -> Self {
        let order = match shape {
            Shape::Linear { outputs, .. } => channels_last(*outputs),
            Shape::Convolution(_) | Shape::Transposed(_) => (0..shape.channels()).collect(),
        };
        Self::vector(order)
    }

    /// The layout of a normalisation's scale or shift.
    pub(super) fn channels(shape: &Shape) -> Self {
        Self::vector((0..shape.channels()).collect())
    }

    fn vector(order: Vec<usize>) -> Self {
        Self {
            shape: vec![order.len()],
            order,
        }
    }

    /// Numbers of a file in the order they have here. There must be as many as the shape says.
    pub fn from_file(&self, values: &[f32]) -> Vec<f32> {
        self.order.iter().map(|&place| values[place]).collect()
    }

    /// Numbers in the order they have in a file.
    pub fn to_file(&self, values: &[f32]) -> Vec<f32> {
        let mut file = vec![0.0; values.len()];
        for (&place, &value) in self.order.iter().zip(values) {
            file[place] = value;
        }
        file
    }
}

/// The place in [channels, height, width] of each number of [height, width, channels].
fn channels_last([channels, height, width]: [usize; 3]) -> Vec<usize> {
    let pixels = height * width;
    (0..pixels)
        .flat_map(|pixel| (0..channels).map(move |channel| channel * pixels + pixel))
        .collect()
}
