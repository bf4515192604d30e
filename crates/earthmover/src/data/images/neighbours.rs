//! How near some images are to those of a store, by distances alone: for sets to which no classifier belongs.

use serde::Serialize;

use super::Images;
use super::shown::square_below;
use crate::error::{Error, Invalid};
use crate::noise::{Noise, Purpose};

/// Which neighbour's distance is the radius of an image's ball: 5, as Naeem and others have it.
const BALL: usize = 5;
/// Fewest images that can be told of: each of a batch needs so many neighbours.
pub const FEWEST_COMPARED: usize = 8;
/// Most images that can be told of at once.
pub const MOST_COMPARED: usize = 512;
/// How many images of a store a nearest one is looked for among, at most: the first that were added.
const MOST_LOOKED_AT: usize = 4_000;

/// How near images are to those of a store. Distances are Euclidean, numbers of images being in [0, 1].
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Neighbours {
    /// How many images were told of, and as many real ones beside them.
    pub count: usize,
    /// The mean distance from an image to the nearest of the store.
    pub nearest: f64,
    /// The same of images of the store, to the nearest other: what is far below it is a copy.
    pub real_nearest: f64,
    /// The share of real images near which there is one of those told of: within the distance of the real
    /// image's 5th nearest of its batch (Naeem et al. 2020, arXiv 2002.09797, equation 5).
    pub coverage: f64,
    /// What as many other real images cover; 0 to 1.
    pub real_coverage: f64,
}

impl Images {
    /// How near `images` are to those of the store: bytes as in [`Images::add`], 8 to 512 of them, beside real
    /// ones that `seed` draws. A nearest image is looked for among the first 4,000 that were added.
    ///
    /// # Errors
    /// [`Error::Argument`] when `images` is not so; [`Error::FewImages`] when fewer than twice as many are loaded.
    pub fn neighbours(&self, images: &[u8], seed: u64) -> Result<Neighbours, Error> {
        let numbers = self.shape().numbers();
        let count = images.len() / numbers;
        if !images.len().is_multiple_of(numbers)
            || !(FEWEST_COMPARED..=MOST_COMPARED).contains(&count)
        {
            let allowed =
                format!("{numbers} times a whole number from {FEWEST_COMPARED} to {MOST_COMPARED}");
            return Err(Invalid::new("images.length", images.len(), allowed).into());
        }
        let store = self.read();
        store.loaded(2 * count)?;
        let all: Vec<&[u8]> = store
            .as_added()
            .into_iter()
            .flat_map(|shard| shard.images.chunks_exact(numbers))
            .take(MOST_LOOKED_AT.max(2 * count))
            .collect();
        let mut noise = Noise::new(seed, Purpose::Display, 1);
        let drawn = noise.choose(2 * count, all.len());
        let (first, other) = drawn.split_at(count);
        let real: Vec<&[u8]> = first.iter().map(|&place| all[place]).collect();
        let others: Vec<&[u8]> = other.iter().map(|&place| all[place]).collect();
        let told: Vec<&[u8]> = images.chunks_exact(numbers).collect();
        let balls = radii(&real);
        Ok(Neighbours {
            count,
            nearest: mean(told.iter().map(|image| nearest_of(image, &all, None))),
            real_nearest: mean(
                first
                    .iter()
                    .map(|&place| nearest_of(all[place], &all, Some(place))),
            ),
            coverage: covered(&real, &balls, &told),
            real_coverage: covered(&real, &balls, &others),
        })
    }
}

/// The squared distance from `image` to the nearest of `all` but that at `except`, in steps of 1/255.
fn nearest_of(image: &[u8], all: &[&[u8]], except: Option<usize>) -> u32 {
    let mut least = u32::MAX;
    for (place, other) in all.iter().enumerate() {
        if Some(place) != except {
            least = least.min(square_below(image, other, least));
        }
    }
    least
}

/// The squared distance of each image to its fifth nearest other.
fn radii(images: &[&[u8]]) -> Vec<u32> {
    let radius = |place: usize| {
        let mut squares: Vec<u32> = images
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != place)
            .map(|(_, other)| square_below(images[place], other, u32::MAX))
            .collect();
        *squares.select_nth_unstable(BALL - 1).1
    };
    (0..images.len()).map(radius).collect()
}

/// The share of `real` images within whose ball one of `images` lies.
fn covered(real: &[&[u8]], balls: &[u32], images: &[&[u8]]) -> f64 {
    let hits = real.iter().zip(balls).filter(|(image, ball)| {
        let beyond = ball.saturating_add(1);
        images
            .iter()
            .any(|other| square_below(image, other, beyond) <= **ball)
    });
    hits.count() as f64 / real.len() as f64
}

/// The mean of the roots, of differences in [0, 1].
fn mean(squares: impl ExactSizeIterator<Item = u32>) -> f64 {
    let count = squares.len() as f64;
    squares.map(|square| f64::from(square).sqrt()).sum::<f64>() / 255.0 / count
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::data::ImageShape;

    /// Images of two numbers, on a grid of `side` × `side` places `step` apart.
    fn grid(side: u8, step: u8) -> Images {
        let shape = ImageShape {
            height: 1,
            width: 2,
            channels: 1,
        };
        let images = Images::new(shape, 1).unwrap();
        let bytes: Vec<u8> = (0..side)
            .flat_map(|y| (0..side).flat_map(move |x| [x * step, y * step]))
            .collect();
        let labels = vec![0; usize::from(side) * usize::from(side)];
        images.add(&bytes, &labels, 0).unwrap();
        images
    }

    #[test]
    fn real_images_are_as_near_as_the_grid_is_wide_and_copies_are_at_nothing() {
        let images = grid(10, 20);
        let copies = images.draw(16, 3).unwrap().images;
        let near = images.neighbours(&copies, 7).unwrap();
        assert_eq!(near.count, 16);
        assert_eq!(near.nearest, 0.0);
        assert!((near.real_nearest - 20.0 / 255.0).abs() < 1e-12, "{near:?}");
    }

    #[test]
    fn what_is_all_in_one_place_covers_little_and_real_images_cover_most() {
        let images = grid(15, 15);
        let here: Vec<u8> = [0, 0].repeat(64);
        let near = images.neighbours(&here, 7).unwrap();
        assert!(near.coverage < 0.2, "{near:?}");
        assert!(near.real_coverage > 0.85, "{near:?}");
        let real = images.draw(64, 9).unwrap().images;
        let near = images.neighbours(&real, 7).unwrap();
        assert!(near.coverage > 0.85, "{near:?}");
    }

    #[test]
    fn what_cannot_be_told_of_is_refused() {
        let images = grid(4, 20);
        let said = |bytes: &[u8]| images.neighbours(bytes, 0).unwrap_err().to_string();
        assert!(
            said(&[0; 15]).contains("images.length"),
            "{}",
            said(&[0; 15])
        );
        assert!(said(&[0; 14]).contains("from 8 to 512"));
        assert!(said(&[0; 18]).contains("16"), "{}", said(&[0; 18]));
    }
}
