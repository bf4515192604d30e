//! Why a smaller distance between minibatches need not mean better digits: W1 from a minibatch of real
//! digits to another one is larger than to as many copies of the mean image, or to k-means centres
//! (Stanczuk, Etmann, Kreusser and Schönlieb 2021, arXiv:2103.01678).
//!
//! ```
//! use earthmover_figures::paradox::Paradox;
//! use earthmover_transport::noise::Noise;
//!
//! # fn main() -> Result<(), earthmover_figures::Error> {
//! // 400 images of 16 pixels, of nothing but noise.
//! let mut noise = Noise::new(7, 0, 0);
//! let images: Vec<u8> = (0..400 * 16).map(|_| noise.below(256) as u8).collect();
//! let mut paradox = Paradox::new(&images, 16, 8, 5, 0)?;
//! while paradox.advance()? {}
//! let report = paradox.report();
//! assert!(report.real.mean > report.mean.mean);
//! # Ok(())
//! # }
//! ```

use serde::Serialize;

use crate::kmeans::KMeans;
use crate::noise::{Noise, Purpose};
use earthmover_transport::support::{check_images, check_whole, of_byte};
use earthmover_transport::{Error, Invalid, wasserstein};

/// Most images of a minibatch.
pub const MOST_COUNT: u64 = 256;
/// Most draws.
pub const MOST_DRAWS: u64 = 1000;
/// Most digits that the centres are made of.
pub const MOST_CENTRE_DIGITS: usize = 10_000;
/// Rounds of Lloyd's algorithm; on digits the centres hardly move after.
pub const ROUNDS: usize = 30;

/// What the random numbers of a comparison are for, other than its draws: steps of
/// [`Purpose::Comparison`] that are not the number of a draw.
const SPLIT: u64 = 1 << 40;
const SEEDS: u64 = 2 << 40;

/// The order in which `count` digits are shared out: the first make the centres, and batches are drawn
/// from the rest.
pub fn order(seed: u64, count: usize) -> Vec<usize> {
    Noise::new(seed, Purpose::Comparison, SPLIT).choose(count, count)
}

/// The random numbers that the centres of minibatches of `count` begin with.
pub fn seeds(seed: u64, count: usize) -> Noise {
    Noise::new(seed, Purpose::Comparison, SEEDS | count as u64)
}

/// The random numbers that the places of a draw's two minibatches come from.
pub fn places(seed: u64, draw: u64) -> Noise {
    Noise::new(seed, Purpose::Comparison, draw)
}

/// The comparison, in steps.
#[derive(Clone, Debug)]
pub struct Paradox {
    pixels: usize,
    count: usize,
    draws: usize,
    seed: u64,
    centre_digits: usize,
    /// The digits that batches are drawn from.
    rest: Vec<u8>,
    mean: Vec<f32>,
    centres: KMeans<Vec<f32>>,
    to_real: Vec<f64>,
    to_mean: Vec<f64>,
    to_centres: Vec<f64>,
}

/// W1 from a real minibatch to something, for each draw that has been made.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Distances {
    /// The distance of each draw.
    pub values: Vec<f64>,
    /// Their mean; none before the first draw.
    pub mean: Option<f64>,
    /// Their standard deviation, as of a sample (over n − 1); none before the second draw.
    pub deviation: Option<f64>,
}

/// What has been measured.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ParadoxReport {
    /// Images of a minibatch.
    pub count: usize,
    /// Draws to be made.
    pub draws: usize,
    /// Seed of all draws.
    pub seed: u64,
    /// Digits that the centres are made of.
    pub centre_digits: usize,
    /// Digits that batches are drawn from.
    pub batch_digits: usize,
    /// The share of the work that is done; 1 exactly when nothing is left.
    pub progress: f64,
    /// To another real minibatch.
    pub real: Distances,
    /// To as many copies of the mean image.
    pub mean: Distances,
    /// To as many k-means centres.
    pub centres: Distances,
}

/// What is compared, row-major bytes, 0 black to 255 white.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pictures {
    /// The real minibatch of the first draw.
    pub real: Vec<u8>,
    /// The one that it is compared with.
    pub other: Vec<u8>,
    /// The mean image.
    pub mean: Vec<u8>,
    /// The centres, once they are made.
    pub centres: Option<Vec<u8>>,
}

impl Paradox {
    /// Compares minibatches of `count` of the digits `images` (n × `pixels` bytes), over `draws`
    /// draws. Half of the digits, at most 10,000, make the centres; batches are drawn from the rest, each
    /// without replacement. Nothing is computed yet.
    ///
    /// # Errors
    /// [`Error::Argument`] when `count` is not from 2 to 256 or `draws` not from 1 to 1,000; when
    /// `pixels` is 0; when `images` is not of whole images, or of fewer than four times `count`.
    pub fn new(
        images: &[u8],
        pixels: usize,
        count: u64,
        draws: u64,
        seed: u64,
    ) -> Result<Self, Error> {
        let batch = check_whole("count", count, 2, MOST_COUNT)?;
        let draws = check_whole("draws", draws, 1, MOST_DRAWS)?;
        let digits = check_images("images", images.len(), pixels)?;
        if digits < 4 * batch {
            let allowed = format!("at least {}, four times `count` images", 4 * batch * pixels);
            return Err(Invalid::new("images.length", images.len(), allowed).into());
        }
        let order = order(seed, digits);
        let (for_centres, rest) = order.split_at((digits / 2).min(MOST_CENTRE_DIGITS));
        let bytes = |places: &[usize]| -> Vec<u8> {
            let rows = places
                .iter()
                .map(|&place| &images[place * pixels..][..pixels]);
            rows.flatten().copied().collect()
        };
        let centres = scaled(&bytes(for_centres));
        Ok(Self {
            pixels,
            count: batch,
            draws,
            seed,
            centre_digits: for_centres.len(),
            rest: bytes(rest),
            mean: mean_image(images, pixels)?,
            centres: KMeans::new(centres, pixels, count, ROUNDS, seeds(seed, batch))?,
            to_real: Vec::new(),
            to_mean: Vec::new(),
            to_centres: Vec::new(),
        })
    }

    /// Does some ten milliseconds of work: first the distances to real digits and to the mean image, then the
    /// centres, then the distances to them. Returns whether more is left.
    ///
    /// # Errors
    /// None that is expected.
    pub fn advance(&mut self) -> Result<bool, Error> {
        if self.to_mean.len() < self.draws {
            let (real, other) = self.batches(self.to_mean.len());
            if self.to_real.len() == self.to_mean.len() {
                self.to_real
                    .push(wasserstein(&real, &other, self.pixels)?.cost);
            } else {
                let copies = self.mean.repeat(self.count);
                self.to_mean
                    .push(wasserstein(&real, &copies, self.pixels)?.cost);
            }
        } else if !self.centres.is_done() {
            self.centres.advance()?;
        } else if self.to_centres.len() < self.draws {
            let (real, _) = self.batches(self.to_centres.len());
            let distance = wasserstein(&real, self.centres.centres(), self.pixels)?.cost;
            self.to_centres.push(distance);
        }
        Ok(self.to_centres.len() < self.draws)
    }

    /// What has been measured so far.
    pub fn report(&self) -> ParadoxReport {
        ParadoxReport {
            count: self.count,
            draws: self.draws,
            seed: self.seed,
            centre_digits: self.centre_digits,
            batch_digits: self.rest.len() / self.pixels,
            progress: self.progress(),
            real: Distances::new(&self.to_real),
            mean: Distances::new(&self.to_mean),
            centres: Distances::new(&self.to_centres),
        }
    }

    /// The images that are compared; of the minibatches, those of the first draw.
    pub fn pictures(&self) -> Pictures {
        let (real, other) = self.batches(0);
        let made = self.centres.is_done();
        Pictures {
            real: rounded(&real),
            other: rounded(&other),
            mean: rounded(&self.mean),
            centres: made.then(|| rounded(self.centres.centres())),
        }
    }

    /// The two minibatches of a draw.
    fn batches(&self, draw: usize) -> (Vec<f32>, Vec<f32>) {
        let mut noise = places(self.seed, draw as u64);
        let places = noise.choose(2 * self.count, self.rest.len() / self.pixels);
        let images = places
            .iter()
            .map(|&place| &self.rest[place * self.pixels..][..self.pixels]);
        let mut real = scaled(images.flatten());
        let other = real.split_off(self.count * self.pixels);
        (real, other)
    }

    fn progress(&self) -> f64 {
        if self.to_centres.len() == self.draws {
            return 1.0;
        }
        // Work is counted in distances between images. The centres may come to rest before all rounds.
        let clustering = (self.centre_digits * (1 + ROUNDS)) as f64;
        let measured = self.to_real.len() + self.to_mean.len() + self.to_centres.len();
        let done = clustering * self.centres.progress() + (measured * self.count) as f64;
        done / (clustering + (3 * self.draws * self.count) as f64)
    }
}

impl Distances {
    fn new(values: &[f64]) -> Self {
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        let squares: f64 = values.iter().map(|x| (x - mean) * (x - mean)).sum();
        Self {
            values: values.to_vec(),
            mean: (!values.is_empty()).then_some(mean),
            deviation: (values.len() > 1).then(|| (squares / (n - 1.0)).sqrt()),
        }
    }
}

/// The mean of `images` (n × `pixels` bytes), in [0, 1].
///
/// # Errors
/// [`Error::Argument`] when `pixels` is 0, or when `images` is not of whole images, at least one.
pub fn mean_image(images: &[u8], pixels: usize) -> Result<Vec<f32>, Error> {
    let count = check_images("images", images.len(), pixels)?;
    let mut sums = vec![0u64; pixels];
    for image in images.chunks_exact(pixels) {
        let pixels = sums.iter_mut().zip(image);
        pixels.for_each(|(sum, &byte)| *sum += u64::from(byte));
    }
    let scale = 255.0 * count as f64;
    let mean = sums.into_iter().map(|sum| (sum as f64 / scale) as f32);
    Ok(mean.collect())
}

/// Bytes as numbers of [0, 1].
fn scaled<'a>(bytes: impl IntoIterator<Item = &'a u8>) -> Vec<f32> {
    bytes.into_iter().map(|&byte| of_byte(byte)).collect()
}

/// Numbers of [0, 1] as bytes.
fn rounded(image: &[f32]) -> Vec<u8> {
    image.iter().map(|x| (x * 255.0).round() as u8).collect()
}
