//! Random numbers that a seed fixes, the same on every processor.
//!
//! ```
//! use earthmover_transport::noise::Noise;
//!
//! const JITTER: u8 = 1;
//! let normals = Noise::new(7, JITTER, 0).normals(3);
//! assert_eq!(normals, Noise::new(7, JITTER, 0).normals(3));
//! ```
//!
//! Each draw has a stream of its own, named by what it is for and by the number of the step, so
//! that nothing has to be remembered to continue a run, and no draw depends on an earlier one.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// What this crate draws streams for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Purpose {
    /// The directions that a sliced distance projects to; the step is the direction.
    Projection = 32,
    /// Flows drawn from a plan.
    Flow = 36,
}

impl From<Purpose> for u8 {
    fn from(purpose: Purpose) -> Self {
        purpose as Self
    }
}

/// A stream of random numbers.
#[derive(Clone, Debug)]
pub struct Noise(ChaCha8Rng);

impl Noise {
    /// The stream of `seed` for `purpose` at `step`. Steps below 2^56 have streams of their own; this
    /// crate draws for purposes 32 and 36.
    pub fn new(seed: u64, purpose: impl Into<u8>, step: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream((u64::from(purpose.into()) << 56) | (step & ((1 << 56) - 1)));
        Self(rng)
    }

    /// A number of [0, 1), one of 2^53 equally likely.
    pub fn uniform(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// `count` numbers of [0, 1).
    pub fn uniforms(&mut self, count: usize) -> Vec<f32> {
        // Rounding to f32 may give 1.
        (0..count)
            .map(|_| (self.uniform() as f32).min(1.0 - f32::EPSILON / 2.0))
            .collect()
    }

    /// `count` numbers of the standard normal distribution (Box and Muller 1958), through `libm`
    /// so that native and wasm agree to the bit.
    pub fn normals(&mut self, count: usize) -> Vec<f32> {
        let mut normals = Vec::with_capacity(count + 1);
        while normals.len() < count {
            let radius = libm::sqrt(-2.0 * libm::log(1.0 - self.uniform()));
            let angle = std::f64::consts::TAU * self.uniform();
            normals.push((radius * libm::cos(angle)) as f32);
            normals.push((radius * libm::sin(angle)) as f32);
        }
        normals.truncate(count);
        normals
    }

    /// A whole number below `bound`, all equally likely (Lemire 2019). `bound` must not be 0.
    pub fn below(&mut self, bound: u64) -> u64 {
        let threshold = bound.wrapping_neg() % bound;
        loop {
            let product = u128::from(self.0.next_u64()) * u128::from(bound);
            if product as u64 >= threshold {
                return (product >> 64) as u64;
            }
        }
    }

    /// `count` different whole numbers below `bound`, every ordered choice equally likely: a
    /// Fisher–Yates shuffle of which only the first `count` places are kept. `count` must not be
    /// above `bound`.
    pub fn choose(&mut self, count: usize, bound: usize) -> Vec<usize> {
        let mut moved = std::collections::HashMap::new();
        (0..count)
            .map(|place| {
                let other = place + self.below((bound - place) as u64) as usize;
                let here = moved.get(&place).copied().unwrap_or(place);
                moved.insert(other, here).unwrap_or(other)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BATCH: u8 = 3;
    const MIX: u8 = 6;
    const SAMPLE: u8 = 8;
    /// The least seed whose first number rounds to 1.
    const SEED_NEAR_ONE: u64 = 6_166_858;

    #[test]
    fn this_crate_draws_for_the_purposes_that_it_names() {
        assert_eq!([Purpose::Projection, Purpose::Flow].map(u8::from), [32, 36]);
    }

    #[test]
    fn what_rounds_to_one_is_below_it() {
        let noise = || Noise::new(SEED_NEAR_ONE, 0, 0);
        assert_eq!(noise().uniform() as f32, 1.0);
        assert_eq!(noise().uniforms(1), [1.0f32.next_down()]);
    }

    #[test]
    fn normals_come_in_pairs_of_which_none_is_drawn_in_vain() {
        let all = Noise::new(7, BATCH, 0).normals(6);
        let mut noise = Noise::new(7, BATCH, 0);
        assert_eq!([noise.normals(2), noise.normals(4)].concat(), all);
        let mut odd = Noise::new(7, BATCH, 0);
        assert_eq!(
            [&odd.normals(1)[..], &odd.normals(4)[..]].concat(),
            [&all[..1], &all[2..]].concat()
        );
    }

    #[test]
    fn a_stream_is_the_same_twice_and_differs_from_every_other() {
        let draw = |seed, purpose, step| Noise::new(seed, purpose, step).normals(8);
        assert_eq!(draw(7, BATCH, 3), draw(7, BATCH, 3));
        assert_ne!(draw(7, BATCH, 3), draw(8, BATCH, 3));
        assert_ne!(draw(7, BATCH, 3), draw(7, BATCH, 4));
        assert_ne!(draw(7, BATCH, 3), draw(7, MIX, 3));
    }

    #[test]
    fn the_first_numbers_are_what_they_were() {
        // Share links pin a seed: these numbers may never change.
        let mut noise = Noise::new(7, SAMPLE, 0);
        assert_eq!(noise.normals(3), PINNED_NORMALS);
        assert_eq!(noise.choose(4, 1000), PINNED_CHOICE);
    }
    const PINNED_NORMALS: [f32; 3] = [0.52489287, 0.5215556, 0.34717697];
    const PINNED_CHOICE: [usize; 4] = [898, 342, 73, 583];

    #[test]
    fn normals_have_the_moments_of_the_standard_normal() {
        let n = 200_000;
        let draws = Noise::new(1, SAMPLE, 0).normals(n);
        let moment = |k: i32| draws.iter().map(|&x| f64::from(x).powi(k)).sum::<f64>() / n as f64;
        // Five standard errors of each moment.
        for (k, expected, variance) in
            [(1, 0.0, 1.0), (2, 1.0, 2.0), (3, 0.0, 15.0), (4, 3.0, 96.0)]
        {
            let bound = 5.0 * f64::sqrt(variance / n as f64);
            assert!(
                (moment(k) - expected).abs() < bound,
                "moment {k}: {}",
                moment(k)
            );
        }
    }

    #[test]
    fn a_choice_has_no_repeats_and_is_uniform() {
        let mut counts = [0usize; 20];
        for step in 0..4000 {
            let mut choice = Noise::new(3, BATCH, step).choose(5, 20);
            choice.iter().for_each(|&i| counts[i] += 1);
            choice.sort_unstable();
            choice.dedup();
            assert_eq!(choice.len(), 5);
        }
        // 1,000 expected each; five standard deviations of a binomial are 137.
        assert!(
            counts.iter().all(|&c| (863..=1137).contains(&c)),
            "{counts:?}"
        );
        assert_eq!(Noise::new(3, BATCH, 0).choose(3, 3).len(), 3);
    }

    #[test]
    fn uniforms_stay_below_one() {
        let draws = Noise::new(2, MIX, 0).uniforms(100_000);
        assert!(draws.iter().all(|x| (0.0..1.0).contains(x)));
    }
}
