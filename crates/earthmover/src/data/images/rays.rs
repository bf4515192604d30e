//! Images and the same moved along rays towards a few others: two batches whose distance, plan and best critic are
//! known in closed form, to score a fitted critic by.

use super::{Images, MOST_COPIES};
use crate::error::{Error, check_whole};
use crate::noise::{Noise, Purpose};
use crate::transport::Funnel;

/// Most centres of one call.
pub const MOST_CENTRES: u64 = 64;
/// How much of its way an image goes, at the least and at the most.
const SHARES: [f64; 2] = [0.25, 0.75];

/// Two batches, numbers of [0, 1], an image after another.
#[derive(Clone, Debug, PartialEq)]
pub struct MovedImages {
    /// Images of the store.
    pub real: Vec<f32>,
    /// The same images in the same order, each moved a quarter to three quarters of the way to the centre that is
    /// nearest to it: blends of two images.
    pub fake: Vec<f32>,
    /// Exact W1 between the two, in pixels of full brightness, in closed form ([`Funnel::moved`]).
    pub exact_distance: f64,
    /// The gradient of the best critic, the distance to the nearest centre, at each of `fake`; as many numbers.
    pub gradients: Vec<f64>,
}

impl Images {
    /// `count` different images of those that training begins with, drawn by `seed`, and the same moved towards the
    /// nearest of `centres` others.
    ///
    /// # Errors
    /// [`Error::Argument`] when `count` is not from 2 to 512, or `centres` not from 1 to 64; [`Error::TooFewImages`]
    /// when fewer than both together are loaded.
    pub fn moved_along_rays(
        &self,
        count: u64,
        centres: u64,
        seed: u64,
    ) -> Result<MovedImages, Error> {
        let count = check_whole("count", count, 2, MOST_COPIES)?;
        let centres = check_whole("centres", centres, 1, MOST_CENTRES)?;
        let mut noise = Noise::new(seed, Purpose::Measure, 0);
        let mut real = self.batch(&mut noise, count + centres, 0)?;
        let numbers = self.shape().numbers();
        let centres = real.split_off(count * numbers);
        let [least, most] = SHARES;
        let shares = noise.uniforms(count).into_iter();
        let shares: Vec<f64> = shares
            .map(|share| least + (most - least) * f64::from(share))
            .collect();
        let funnel = Funnel::new(&centres, numbers)?;
        let moved = funnel.moved(&real, &shares)?;
        let fake: Vec<f32> = moved.points.iter().map(|&x| x as f32).collect();
        Ok(MovedImages {
            gradients: funnel.gradients(&fake)?,
            real,
            fake,
            exact_distance: moved.distance,
        })
    }
}
