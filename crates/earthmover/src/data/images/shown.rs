//! Images to be looked at beside those of a generator: one by its index, some drawn at random, and the
//! nearest to an image.
//!
//! They are of all that are loaded, also those that no batch draws on yet. An image's index is its
//! place in the order in which images were added.

use serde::Serialize;

use super::{Images, Shard, Store};
use crate::error::{Error, Invalid};
use crate::noise::{Noise, Purpose};

/// Most images of one draw.
pub const MOST_DRAWN: u64 = 4096;

/// The image that is nearest to an image.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Nearest {
    /// Its index.
    pub index: usize,
    /// Its label.
    pub label: u8,
    /// The Euclidean distance, numbers of images being in [0, 1]; for digits it is from 0 to 28.
    pub distance: f64,
}

/// Some images.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// The index of each.
    pub indices: Vec<usize>,
    /// The label of each.
    pub labels: Vec<u8>,
    /// Bytes, image after image, row-major, 0 black to 255 white.
    pub images: Vec<u8>,
}

impl Images {
    /// The image `index`: bytes, row-major, 0 black to 255 white.
    ///
    /// # Errors
    /// [`Error::Argument`] when there is none of that index.
    pub fn image(&self, index: u64) -> Result<Vec<u8>, Error> {
        let store = self.read();
        let count = store.count();
        if index >= count as u64 {
            let allowed = format!("a whole number below {count}, of the images loaded");
            return Err(Invalid::new("index", index, allowed).into());
        }
        Ok(self.shown(&store, index as usize).0.to_vec())
    }

    /// `count` different images, 1 to 4,096, each equally likely; the same ones for a seed as long as
    /// none are added.
    ///
    /// # Errors
    /// [`Error::Argument`] when `count` is out of its range; [`Error::FewImages`] when fewer are
    /// loaded.
    pub fn draw(&self, count: u64, seed: u64) -> Result<Drawn, Error> {
        if !(1..=MOST_DRAWN).contains(&count) {
            let allowed = format!("a whole number from 1 to {MOST_DRAWN}");
            return Err(Invalid::new("count", count, allowed).into());
        }
        let store = self.read();
        store.loaded(count as usize)?;
        let mut noise = Noise::new(seed, Purpose::Display, 0);
        let indices = noise.choose(count as usize, store.count());
        let shown = || indices.iter().map(|&index| self.shown(&store, index));
        Ok(Drawn {
            images: shown().flat_map(|(image, _)| image).copied().collect(),
            labels: shown().map(|(_, label)| label).collect(),
            indices,
        })
    }

    /// The image nearest to `image`, bytes as in [`Images::add`]; of equally near ones the first.
    ///
    /// # Errors
    /// [`Error::Argument`] when `image` is not of the store's shape; [`Error::FewImages`] when none are loaded.
    pub fn nearest(&self, image: &[u8]) -> Result<Nearest, Error> {
        let numbers = self.shape().numbers();
        if image.len() != numbers {
            let allowed = format!("{numbers}, one image");
            return Err(Invalid::new("image.length", image.len(), allowed).into());
        }
        let store = self.read();
        store.loaded(1)?;
        let (mut index, mut least) = (0, u32::MAX);
        for shard in store.as_added() {
            for (place, other) in shard.images.chunks_exact(numbers).enumerate() {
                let square = square_below(image, other, least);
                if square < least {
                    (index, least) = (shard.first + place, square);
                }
            }
        }
        Ok(Nearest {
            index,
            label: self.shown(&store, index).1,
            distance: f64::from(least).sqrt() / 255.0,
        })
    }
}

impl Images {
    /// The bytes and the label of the image `index` of the store.
    fn shown<'a>(&self, store: &'a Store, index: usize) -> (&'a [u8], u8) {
        let numbers = self.shape().numbers();
        let holds = |shard: &&Shard| (shard.first..shard.first + shard.count()).contains(&index);
        let Some(shard) = store.shards.iter().find(holds) else {
            unreachable!("the index was checked under the same lock")
        };
        let place = index - shard.first;
        (shard.image(place, numbers), shard.labels[place])
    }
}

impl Store {
    /// The shards in the order in which they were added.
    pub(super) fn as_added(&self) -> Vec<&Shard> {
        let mut shards: Vec<&Shard> = Vec::with_capacity(self.shards.len());
        // There are few, and a sort of its own would be a part of every module.
        for shard in &self.shards {
            let place = shards.partition_point(|other| other.first < shard.first);
            shards.insert(place, shard);
        }
        shards
    }

    /// Checks that `asked` images are loaded.
    pub(super) fn loaded(&self, asked: usize) -> Result<(), Error> {
        let available = self.count();
        if available < asked {
            return Err(Error::FewImages { available, asked });
        }
        Ok(())
    }
}

/// The squared distance of two images in steps of 1/255, which 32 bits hold exactly. Where it is `most` or
/// more, it may be any such number: for most images a few rows suffice to tell that.
pub(super) fn square_below(a: &[u8], b: &[u8], most: u32) -> u32 {
    /// Four rows of a digit.
    const PART: usize = 112;
    let mut sum = 0;
    for (a, b) in a.chunks(PART).zip(b.chunks(PART)) {
        sum += a
            .iter()
            .zip(b)
            .map(|(a, b)| u32::from(a.abs_diff(*b)).pow(2))
            .sum::<u32>();
        if sum >= most {
            break;
        }
    }
    sum
}
