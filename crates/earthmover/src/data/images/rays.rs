//! Images and the same moved along rays towards a few others: two batches whose distance, plan and best critic are
//! known in closed form, and how a critic of theirs is scored by these.

use super::{Images, MOST_COPIES};
use crate::error::{Error, Invalid, check_finite, check_whole};
use crate::noise::{Noise, Purpose};
use crate::transport::{Costs, Funnel, critic_distance};

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
    pub gradients: Vec<f32>,
    /// How many numbers an image has.
    pub numbers: usize,
}

/// A critic of two batches beside what is known of them.
#[derive(Clone, Debug, PartialEq)]
pub struct BesideTruth {
    /// Its gap ÷ W1.
    pub gap: f64,
    /// Its critic distance ÷ W1: at most 1, up to rounding.
    pub critic_distance: f64,
    /// The mean cosine of its gradient and that of the best critic, at the fakes.
    pub cosine: f64,
    /// The mean length of its gradient at the fakes.
    pub slope: f64,
    /// Which way its gradient points at each fake: of length 1, or 0 where the gradient is 0.
    pub directions: Vec<f32>,
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
        // Back to where each was.
        let ways = real.iter().zip(&moved.points);
        let mut gradients: Vec<f32> = ways.map(|(&x, &y)| (f64::from(x) - y) as f32).collect();
        for way in gradients.chunks_exact_mut(numbers) {
            let length = dot(way, way).sqrt() as f32;
            if length > 0.0 {
                way.iter_mut().for_each(|step| *step /= length);
            }
        }
        Ok(MovedImages {
            gradients,
            numbers,
            real,
            fake,
            exact_distance: moved.distance,
        })
    }
}

impl MovedImages {
    /// `real`, and after them `fake`: where a critic is asked for, to be scored.
    #[must_use]
    pub fn images(&self) -> Vec<f32> {
        [self.real.as_slice(), &self.fake].concat()
    }

    /// What a critic is worth that has these `values`, and these `gradients`, at [`MovedImages::images`]: what
    /// [`CriticFit::field`](crate::critic::CriticFit::field) gives there.
    ///
    /// # Errors
    /// [`Error::Argument`] when there is not a value for each image and a gradient for each number, or when one is not
    /// finite.
    pub fn beside_truth(&self, values: &[f32], gradients: &[f32]) -> Result<BesideTruth, Error> {
        let (count, numbers) = (values.len() / 2, self.numbers);
        let costs = Costs::euclidean(&self.real, &self.fake, numbers)?;
        let (real, fake) = values.split_at(count);
        let critic = critic_distance(real, fake, &costs)?;
        let (length, expected) = (gradients.len(), 2 * self.fake.len());
        if length != expected {
            return Err(Invalid::new("gradients.length", length, expected.to_string()).into());
        }
        check_finite("gradients", gradients)?;
        let mut beside = BesideTruth {
            gap: critic.gap / self.exact_distance,
            critic_distance: critic.distance / self.exact_distance,
            cosine: 0.0,
            slope: 0.0,
            directions: Vec::with_capacity(self.fake.len()),
        };
        let rows = gradients[self.fake.len()..].chunks_exact(numbers);
        for (row, best) in rows.zip(self.gradients.chunks_exact(numbers)) {
            let length = dot(row, row).sqrt();
            let scale = if length > 0.0 { 1.0 / length } else { 0.0 };
            beside.cosine += dot(row, best) * scale / count as f64;
            beside.slope += length / count as f64;
            let direction = row.iter().map(|&x| (f64::from(x) * scale) as f32);
            beside.directions.extend(direction);
        }
        Ok(beside)
    }
}

fn dot(one: &[f32], other: &[f32]) -> f64 {
    let products = one.iter().zip(other);
    products.map(|(&x, &y)| f64::from(x) * f64::from(y)).sum()
}
