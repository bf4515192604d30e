//! Digits to be looked at, beside those of a generator: one of them, some, the nearest to an image.
//!
//! They are of all that are loaded, also those that no batch draws on yet. A digit's index is its
//! place in the order in which digits were added.

use serde::Serialize;

use super::{Digits, PIXELS, Store};
use crate::error::{Error, Invalid};
use crate::noise::{Noise, Purpose};

/// Most digits of one draw.
pub const MOST_DRAWN: u64 = 4096;

/// The digit that is nearest to an image.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Nearest {
    /// Its index.
    pub index: usize,
    /// Which digit it is, 0 to 9.
    pub label: u8,
    /// Euclidean distance over the 784 pixels, each of [0, 1]: 0 to 28.
    pub distance: f64,
}

/// Some digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// The index of each.
    pub indices: Vec<usize>,
    /// Which digit each is, 0 to 9.
    pub labels: Vec<u8>,
    /// count × 784 bytes, row-major, 0 black to 255 white.
    pub images: Vec<u8>,
}

impl Digits {
    /// The image of the digit `index`: 784 bytes, row-major, 0 black to 255 white.
    ///
    /// # Errors
    /// [`Error::Argument`] when there is none of that index.
    pub fn image(&self, index: u64) -> Result<Vec<u8>, Error> {
        let store = self.read();
        let count = store.labels.len();
        if index >= count as u64 {
            let allowed = format!("a whole number below {count}, of the digits loaded");
            return Err(Invalid::new("index", index, allowed).into());
        }
        Ok(store.bytes(index as usize).to_vec())
    }

    /// `count` different digits, 1 to 4,096, each equally likely; the same ones for a seed as long as
    /// none are added.
    ///
    /// # Errors
    /// [`Error::Argument`] when `count` is out of its range; [`Error::FewDigits`] when fewer are
    /// loaded.
    pub fn draw(&self, count: u64, seed: u64) -> Result<Drawn, Error> {
        if !(1..=MOST_DRAWN).contains(&count) {
            let allowed = format!("a whole number from 1 to {MOST_DRAWN}");
            return Err(Invalid::new("count", count, allowed).into());
        }
        let store = self.read();
        store.loaded(count as usize)?;
        let mut noise = Noise::new(seed, Purpose::Display, 0);
        let indices = noise.choose(count as usize, store.labels.len());
        let images = indices.iter().flat_map(|&index| store.bytes(index));
        Ok(Drawn {
            images: images.copied().collect(),
            labels: indices.iter().map(|&index| store.labels[index]).collect(),
            indices,
        })
    }

    /// The digit nearest to `image`, 784 bytes as in [`Digits::add`]; of equally near ones the first.
    ///
    /// # Errors
    /// [`Error::Argument`] when `image` is not 784 bytes; [`Error::FewDigits`] when none are loaded.
    pub fn nearest(&self, image: &[u8]) -> Result<Nearest, Error> {
        if image.len() != PIXELS {
            let allowed = format!("{PIXELS}, one image");
            return Err(Invalid::new("image.length", image.len(), allowed).into());
        }
        let store = self.read();
        store.loaded(1)?;
        let (mut index, mut least) = (0, u32::MAX);
        for (place, other) in store.images.chunks_exact(PIXELS).enumerate() {
            let square = square_below(image, other, least);
            if square < least {
                (index, least) = (place, square);
            }
        }
        Ok(Nearest {
            index,
            label: store.labels[index],
            distance: f64::from(least).sqrt() / 255.0,
        })
    }
}

impl Store {
    fn bytes(&self, index: usize) -> &[u8] {
        &self.images[index * PIXELS..][..PIXELS]
    }

    /// Checks that `asked` digits are loaded.
    fn loaded(&self, asked: usize) -> Result<(), Error> {
        let available = self.labels.len();
        if available < asked {
            return Err(Error::FewDigits { available, asked });
        }
        Ok(())
    }
}

/// The squared distance of two images in steps of 1/255, which 32 bits hold exactly; or a number
/// of `most` or more once it is sure to be that, which for most digits a few rows tell.
fn square_below(a: &[u8], b: &[u8], most: u32) -> u32 {
    const ROWS: usize = PIXELS / 7;
    let mut sum = 0;
    for (a, b) in a.chunks_exact(ROWS).zip(b.chunks_exact(ROWS)) {
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
