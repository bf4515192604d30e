//! Cluster centres of images, by Lloyd's algorithm (1957) from seeds of k-means++ (Arthur and
//! Vassilvitskii 2007).
//!
//! ```
//! use earthmover_figures::kmeans::centres;
//! use earthmover_transport::noise::Noise;
//!
//! # fn main() -> Result<(), earthmover_figures::Error> {
//! // Four images of one pixel each.
//! let mut found = centres(&[0.25, 0.75, 8.25, 8.75], 1, 2, 10, Noise::new(7, 0, 0))?;
//! found.sort_by(f32::total_cmp);
//! assert_eq!(found, [0.5, 8.5]);
//! # Ok(())
//! # }
//! ```

use crate::noise::Noise;
use earthmover_transport::support::{check_finite, check_images, check_whole};
use earthmover_transport::{Costs, Error, Invalid, MOST_POINTS};

/// How many distances one step computes, in some milliseconds.
const DISTANCES: usize = 8192;

/// Centres of `images` (rows of `pixels` numbers), `count` of them, after at most `rounds` rounds.
///
/// # Errors
/// As [`KMeans::new`].
pub fn centres(
    images: &[f32],
    pixels: usize,
    count: u64,
    rounds: usize,
    noise: Noise,
) -> Result<Vec<f32>, Error> {
    let mut means = KMeans::new(images, pixels, count, rounds, noise)?;
    while means.advance()? {}
    Ok(means.centres)
}

/// Centres that are found in steps, for callers that have other things to do in between.
#[derive(Clone, Debug)]
pub struct KMeans<I> {
    images: I,
    pixels: usize,
    count: usize,
    rounds: usize,
    noise: Noise,
    centres: Vec<f32>,
    /// How many rounds are done.
    round: usize,
    /// The squared distance of each image to the nearest seed.
    squares: Vec<f64>,
    /// The place of the centre nearest to each image in the last round and, as far as it has come, in this
    /// one.
    previous: Vec<usize>,
    nearest: Vec<usize>,
    /// How many images the newest seed has been compared with.
    compared: usize,
}

impl<I: AsRef<[f32]>> KMeans<I> {
    /// Finds `count` centres of `images` (rows of `pixels` numbers), in at most `rounds` rounds: fewer where
    /// they come to rest. Nothing is computed yet.
    ///
    /// # Errors
    /// [`Error::Argument`] when `pixels` is 0, when `images` is not of whole images or holds a number that is
    /// not finite, or when `count` is not from 1 to 4,096 or above the number of images.
    pub fn new(
        images: I,
        pixels: usize,
        count: u64,
        rounds: usize,
        mut noise: Noise,
    ) -> Result<Self, Error> {
        let points = check_images("images", images.as_ref().len(), pixels)?;
        check_finite("images", images.as_ref())?;
        let count = check_whole("count", count, 1, MOST_POINTS as u64)?;
        if count > points {
            let allowed = format!("at most {points}, the number of images");
            return Err(Invalid::new("count", count, allowed).into());
        }
        let drawn = noise.below(points as u64) as usize;
        Ok(Self {
            centres: image(images.as_ref(), pixels, drawn).to_vec(),
            images,
            pixels,
            count,
            rounds,
            noise,
            round: 0,
            squares: vec![f64::INFINITY; points],
            previous: Vec::new(),
            nearest: Vec::with_capacity(points),
            compared: 0,
        })
    }

    /// Does some milliseconds of work. Returns whether more is left.
    ///
    /// # Errors
    /// None that is expected.
    pub fn advance(&mut self) -> Result<bool, Error> {
        if self.seeds() < self.count {
            self.compare()?;
        } else if self.round < self.rounds {
            self.assign()?;
        }
        Ok(!self.is_done())
    }

    /// Whether nothing is left to be done.
    pub fn is_done(&self) -> bool {
        self.seeds() == self.count && self.round == self.rounds
    }

    /// The centres as they are by now, rows of `pixels` numbers: first seeds, fewer than `count` until all
    /// are drawn, then means.
    pub fn centres(&self) -> &[f32] {
        &self.centres
    }

    /// The share of the work that is done, from 0 to 1, if all rounds are needed.
    pub fn progress(&self) -> f64 {
        if self.is_done() {
            return 1.0;
        }
        let points = self.squares.len() as f64;
        let seeds = self.seeds() as f64 - 1.0 + self.compared as f64 / points;
        let rounds = self.round as f64 + self.nearest.len() as f64 / points;
        // Each image is compared with one seed at a time, and in each round with all centres.
        let count = self.count as f64;
        (seeds + count * rounds) / (count * (1.0 + self.rounds as f64))
    }

    fn seeds(&self) -> usize {
        self.centres.len() / self.pixels
    }

    /// Compares more images with the newest seed. After the last, draws the next seed: each image with a
    /// chance that grows as its squared distance to those already drawn.
    fn compare(&mut self) -> Result<(), Error> {
        let (images, pixels) = (self.images.as_ref(), self.pixels);
        let seed = &self.centres[self.centres.len() - pixels..];
        let rest = &images[self.compared * pixels..];
        let chunk = &rest[..rest.len().min(MOST_POINTS * pixels)];
        // One source and many targets is less work than one target and many sources.
        let costs = Costs::euclidean(seed, chunk, pixels)?;
        for (square, distance) in self.squares[self.compared..].iter_mut().zip(costs.values()) {
            *square = square.min(distance * distance);
        }
        self.compared += costs.columns();
        if self.compared < self.squares.len() {
            return Ok(());
        }
        let mut left = self.noise.uniform() * self.squares.iter().sum::<f64>();
        let reached = self.squares.iter().position(|square| {
            left -= square;
            left < 0.0
        });
        let drawn = reached.unwrap_or(self.squares.len() - 1);
        let next = image(images, pixels, drawn).to_vec();
        self.centres.extend(next);
        self.compared = 0;
        Ok(())
    }

    /// Finds the nearest centre of more images. After the last, moves the centres.
    fn assign(&mut self) -> Result<(), Error> {
        let (images, pixels) = (self.images.as_ref(), self.pixels);
        let rows = (DISTANCES / self.count).clamp(1, MOST_POINTS);
        let rest = &images[self.nearest.len() * pixels..];
        let chunk = &rest[..rest.len().min(rows * pixels)];
        let costs = Costs::euclidean(chunk, &self.centres, pixels)?;
        self.nearest
            .extend((0..costs.rows()).map(|row| least(costs.row(row))));
        if self.nearest.len() < self.squares.len() {
            return Ok(());
        }
        if self.nearest == self.previous {
            self.round = self.rounds;
            return Ok(());
        }
        update(images, pixels, &self.nearest, &mut self.centres);
        self.previous = std::mem::take(&mut self.nearest);
        self.round += 1;
        Ok(())
    }
}

/// Moves each centre to the mean of its images; one without images stays.
fn update(images: &[f32], pixels: usize, nearest: &[usize], centres: &mut [f32]) {
    let mut sums = vec![0.0; centres.len()];
    let mut counts = vec![0.0; centres.len() / pixels];
    for (image, &k) in images.chunks_exact(pixels).zip(nearest) {
        counts[k] += 1.0;
        let sum = &mut sums[k * pixels..][..pixels];
        sum.iter_mut()
            .zip(image)
            .for_each(|(sum, &x)| *sum += f64::from(x));
    }
    let rows = centres
        .chunks_exact_mut(pixels)
        .zip(sums.chunks_exact(pixels));
    for ((centre, sum), &count) in rows.zip(&counts) {
        if count > 0.0 {
            centre
                .iter_mut()
                .zip(sum)
                .for_each(|(x, sum)| *x = (sum / count) as f32);
        }
    }
}

/// The place of the least distance, the first of equal ones.
fn least(distances: &[f64]) -> usize {
    let places = distances.iter().enumerate();
    places
        .min_by(|a, b| a.1.total_cmp(b.1))
        .map_or(0, |(place, _)| place)
}

fn image(images: &[f32], pixels: usize, place: usize) -> &[f32] {
    &images[place * pixels..][..pixels]
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::noise::Purpose;

    const PIXELS: usize = 784;

    #[test]
    fn finds_clusters_that_are_far_apart() {
        let mut noise = Noise::new(1, Purpose::Comparison, 0);
        let images: Vec<f32> = (0..30u8)
            .flat_map(|k| (0..PIXELS).map(move |_| f32::from(k % 3)))
            .map(|level| level + 0.01 * (noise.uniform() as f32 - 0.5))
            .collect();
        let centres = centres(&images, PIXELS, 3, 10, noise).unwrap();
        let mut levels: Vec<f32> = centres.iter().step_by(PIXELS).copied().collect();
        levels.sort_unstable_by(f32::total_cmp);
        for (found, level) in levels.iter().zip([0.0, 1.0, 2.0]) {
            assert!((found - level).abs() < 0.01, "{levels:?}");
        }
    }

    #[test]
    fn as_many_centres_as_images_are_the_images() {
        let mut noise = Noise::new(2, Purpose::Comparison, 0);
        let images = noise.uniforms(5 * PIXELS);
        let centres = centres(&images, PIXELS, 5, 10, noise).unwrap();
        for wanted in images.chunks_exact(PIXELS) {
            assert!(centres.chunks_exact(PIXELS).any(|centre| centre == wanted));
        }
    }

    #[test]
    fn one_centre_of_many_images_is_their_mean() {
        // More images than distances take at once.
        let count = MOST_POINTS + 900;
        let images: Vec<f32> = (0..count * PIXELS)
            .map(|place| (place / PIXELS % 5) as f32)
            .collect();
        let centres = centres(
            &images,
            PIXELS,
            1,
            10,
            Noise::new(5, Purpose::Comparison, 0),
        )
        .unwrap();
        let levels = (0..count).map(|image| (image % 5) as f64);
        let mean = levels.sum::<f64>() / count as f64;
        assert!(
            centres.iter().all(|&x| (f64::from(x) - mean).abs() < 1e-6),
            "{}",
            centres[0]
        );
    }

    #[test]
    fn progress_rises_to_one_and_steps_end() {
        let mut noise = Noise::new(3, Purpose::Comparison, 0);
        let images = noise.uniforms(400 * PIXELS);
        let mut means = KMeans::new(images, PIXELS, 64, 20, noise).unwrap();
        let mut progress = means.progress();
        assert_eq!(progress, 0.0);
        while means.advance().unwrap() {
            assert!(progress < means.progress() && means.progress() < 1.0);
            progress = means.progress();
        }
        assert_eq!(means.progress(), 1.0);
        assert_eq!(means.centres().len(), 64 * PIXELS);
        assert!(!means.advance().unwrap());
    }

    #[test]
    fn what_cannot_be_clustered_is_refused() {
        let noise = || Noise::new(4, Purpose::Comparison, 0);
        let refused = |images: &[f32], count| {
            let error = KMeans::new(images, PIXELS, count, 3, noise()).unwrap_err();
            error.to_string()
        };
        assert!(refused(&[], 1).contains("`images.length` is 0"));
        assert!(refused(&[0.0; 785], 1).contains("`images.length` is 785"));
        assert!(refused(&[0.0; PIXELS], 0).contains("`count` is 0"));
        assert!(refused(&[0.0; PIXELS], 2).contains("at most 1, the number of images"));
        assert!(refused(&[f32::NAN; PIXELS], 1).contains("`images[0]` is NaN"));
        let error = KMeans::new([0.0], 0, 1, 3, noise()).unwrap_err();
        assert!(error.to_string().contains("`pixels` is 0"), "{error}");
    }
}
