//! A fitted critic as a function: f and its input gradient wherever they are asked for.

use burn::Tensor;

use super::{CriticFit, check_rows};
use crate::error::{Error, check_whole};
use crate::kernels::memory::from_vec;
use crate::network::read_back::read;
use earthmover_transport::support::centres;

/// Most points of one call.
pub const MOST_FIELD: usize = 65_536;
/// Most cells along a side of a grid.
pub const MOST_GRID: u64 = 256;
/// How many points pass the critic at once; fewer are filled up to a power of two, so that a GPU's allocator sees few
/// sizes.
const MOST_AT_ONCE: usize = 1024;

/// f and its input gradient at some points.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// f at each point.
    pub values: Vec<f32>,
    /// The gradient of f at each point, count × dimension numbers, row-major.
    pub gradients: Vec<f32>,
}

impl CriticFit {
    /// f and its input gradient at `points`, count × dimension numbers, row-major. Batch normalisations
    /// use the statistics of the real batch.
    ///
    /// # Errors
    /// [`Error::Argument`] when the points are not whole, not finite or not from 1 to 65,536;
    /// [`Error::Device`] when the device fails.
    pub async fn field(&self, points: &[f32]) -> Result<Field, Error> {
        let dimension = self.batches.dimension();
        check_rows("points", points, dimension, 1..=MOST_FIELD)?;
        let critic = self.run.function();
        let statistics = critic.statistics(self.batches.real.clone());
        let device = critic.device();
        let count = points.len() / dimension;
        let at_once = count.next_power_of_two().min(MOST_AT_ONCE);
        let ones = Tensor::ones([at_once], &device);
        let passes = points.chunks(at_once * dimension).map(|chunk| {
            let mut rows = chunk.to_vec();
            rows.resize(at_once * dimension, 0.0);
            let rows = from_vec(rows, [at_once, dimension], &device);
            let (scores, trace) = critic.trace(rows, Some(&statistics));
            let gradient = critic.input_gradient(&trace, ones.clone());
            Tensor::cat(vec![scores, gradient.flatten(0, 1)], 0)
        });
        let numbers = read(Tensor::cat(passes.collect(), 0)).await?;
        let mut field = Field {
            values: Vec::new(),
            gradients: Vec::new(),
        };
        for pass in numbers.chunks_exact(at_once * (1 + dimension)) {
            let (values, gradients) = pass.split_at(at_once);
            field.values.extend(values);
            field.gradients.extend(gradients);
        }
        field.values.truncate(count);
        field.gradients.truncate(points.len());
        Ok(field)
    }
}

/// The centres x, y of `side` × `side` cells of the square [−1, 1]², row-major from the top (y near 1).
///
/// # Errors
/// [`Error::Argument`] when `side` is not from 1 to 256.
pub fn grid(side: u64) -> Result<Vec<f32>, Error> {
    let side = check_whole("side", side, 1, MOST_GRID)?;
    let points = centres(side).flatten();
    Ok(points.map(|coordinate| coordinate as f32).collect())
}
