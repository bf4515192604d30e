//! Whether fakes are bought by a failure: how far apart two of them are, and how near they come to digits that
//! the run has learnt from, each as a ratio to what real digits have.

use anyhow::Result;
use earthmover::data::mnist::PIXELS;
use earthmover::transport::{Costs, MOST_POINTS};

use crate::classifier::pixels;
use crate::statistics::mean;
use earthmover_pack::data_set::DataSet;

/// How many digits and fakes are looked at.
pub(crate) const LOOKED_AT: u64 = 500;

/// What real digits have, to compare fakes with.
pub(crate) struct Diversity {
    train: Vec<f32>,
    apart: f64,
    nearest: f64,
}

impl Diversity {
    /// Measures the first test images, none of which is learnt from; none where there are not two of them.
    pub(crate) fn of(set: &DataSet) -> Result<Option<Self>> {
        let count = set.test.count().min(LOOKED_AT as usize);
        if count < 2 {
            return Ok(None);
        }
        let train = pixels(&set.train.images);
        let test = pixels(&set.test.images[..count * PIXELS]);
        Ok(Some(Self {
            apart: apart(&test)?,
            nearest: nearest(&test, &train)?,
            train,
        }))
    }

    /// The mean distance between two fakes, of count × 784 bytes, divided by that between two digits.
    pub(crate) fn apart(&self, fakes: &[u8]) -> Result<f64> {
        Ok(apart(&pixels(fakes))? / self.apart)
    }

    /// The mean distance of a fake to the nearest of all digits that are learnt from, divided by that of a
    /// digit that is not among them.
    pub(crate) fn nearest(&self, fakes: &[u8]) -> Result<f64> {
        Ok(nearest(&pixels(fakes), &self.train)? / self.nearest)
    }
}

/// The mean distance between each image and the next, of count × 784 numbers.
pub(crate) fn apart(images: &[f32]) -> Result<f64> {
    let images: Vec<&[f32]> = images.chunks_exact(PIXELS).collect();
    let distances = images
        .windows(2)
        .map(|pair| Ok(Costs::euclidean(pair[0], pair[1], PIXELS)?.values()[0]));
    Ok(mean(distances.collect::<Result<Vec<_>>>()?))
}

/// The mean distance of an image to the nearest of `others`.
fn nearest(images: &[f32], others: &[f32]) -> Result<f64> {
    let mut least = vec![f64::INFINITY; images.len() / PIXELS];
    for others in others.chunks(MOST_POINTS * PIXELS) {
        let costs = Costs::euclidean(images, others, PIXELS)?;
        for (row, least) in least.iter_mut().enumerate() {
            *least = costs.row(row).iter().copied().fold(*least, f64::min);
        }
    }
    Ok(mean(least))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn constant(value: f32) -> Vec<f32> {
        vec![value; PIXELS]
    }

    #[test]
    fn distances_are_those_of_a_hand() {
        // 784 pixels that differ by 1 are 28 apart.
        let images = [constant(0.0), constant(1.0), constant(0.5)].concat();
        assert!((apart(&images).unwrap() - 21.0).abs() < 1e-9);
        let others = [constant(0.25), constant(1.0)].concat();
        // 7, 0 and 7.
        assert!((nearest(&images, &others).unwrap() - 14.0 / 3.0).abs() < 1e-9);
    }
}
