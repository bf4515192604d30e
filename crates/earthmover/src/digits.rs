//! Images of digits, as bytes, and the seeded batches drawn from them.

mod copies;
mod shown;

use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use earthmover_transport::support;

use crate::error::{Error, Invalid};
use crate::noise::Noise;
pub use copies::{MOST_COPIES, NoisyCopies};
pub use shown::{Drawn, MOST_DRAWN, Nearest};

/// Width and height of an image, in pixels.
pub const SIDE: usize = 28;
/// Pixels of an image.
pub const PIXELS: usize = SIDE * SIDE;
/// How many kinds of digit there are.
pub const CLASSES: u8 = 10;

/// A store of digits that grows while runs train on it. Clones share one store.
///
/// Digits come in shards, each with the iteration from which all batches draw on it. A batch
/// depends on the seed and on the shards that have joined by its iteration, never on when they
/// arrived; only shards that join at the same iteration count in the order of their arrival.
#[derive(Clone, Debug, Default)]
pub struct Digits(Arc<RwLock<Store>>);

#[derive(Debug, Default)]
struct Store {
    images: Vec<u8>,
    labels: Vec<u8>,
    shards: Vec<Shard>,
}

#[derive(Clone, Copy, Debug)]
struct Shard {
    first: usize,
    count: usize,
    from_iteration: u64,
}

impl Digits {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a shard: `images` is count × 784 bytes, row-major, 0 black to 255 white; `labels` is
    /// count digits 0 to 9. Batches draw on it from iteration `from_iteration` on.
    ///
    /// # Errors
    /// [`Error::Argument`] when there are no images, when their length is not a multiple of 784,
    /// when labels do not match images in number, or when a label is above 9.
    pub fn add(&self, images: &[u8], labels: &[u8], from_iteration: u64) -> Result<(), Error> {
        check_images("images", images.len())?;
        let count = images.len() / PIXELS;
        if labels.len() != count {
            let allowed = format!("{count}, one for each image");
            return Err(Invalid::new("labels.length", labels.len(), allowed).into());
        }
        if let Some(place) = labels.iter().position(|&label| label >= CLASSES) {
            let argument = format!("labels[{place}]");
            return Err(Invalid::new(argument, labels[place], "a digit from 0 to 9").into());
        }
        let mut store = self.write();
        let first = store.labels.len();
        store.images.extend_from_slice(images);
        store.labels.extend_from_slice(labels);
        let shard = Shard {
            first,
            count,
            from_iteration,
        };
        // In the order in which they join, whatever the order in which they came.
        let joins_before = |other: &Shard| other.from_iteration <= from_iteration;
        let place = store.shards.partition_point(joins_before);
        store.shards.insert(place, shard);
        Ok(())
    }

    /// How many digits there are.
    pub fn count(&self) -> usize {
        self.read().labels.len()
    }

    /// Draws `count` different digits of those that have joined by `iteration`: `count` × 784
    /// numbers of [0, 1], row-major. Each digit is equally likely. Where fewer have joined, the
    /// shards that follow are drawn from before their time, so that a first shard may be small.
    ///
    /// Scaled here and not on the device: four times the bytes to upload, but no cast from bytes,
    /// which WebGPU's shading language lacks.
    ///
    /// # Errors
    /// [`Error::TooFewDigits`] when there are fewer than `count`.
    pub fn batch(
        &self,
        noise: &mut Noise,
        count: usize,
        iteration: u64,
    ) -> Result<Vec<f32>, Error> {
        let store = self.read();
        let pool = store.pool(count, iteration)?;
        let available = pool.iter().map(|shard| shard.count).sum();
        Ok(store.draw(pool, noise.choose(count, available)))
    }

    /// The first `count` digits of the pool at `iteration`, as [`Digits::batch`] gives them.
    ///
    /// # Errors
    /// [`Error::TooFewDigits`] when there are fewer than `count`.
    pub fn first(&self, count: usize, iteration: u64) -> Result<Vec<f32>, Error> {
        let store = self.read();
        let pool = store.pool(count, iteration)?;
        Ok(store.draw(pool, (0..count).collect()))
    }

    /// Forgets all digits and frees their memory. Runs on this store can draw no more batches.
    pub fn clear(&self) {
        *self.write() = Store::default();
    }

    // A panic elsewhere leaves the store whole: `add` only appends.
    fn read(&self) -> RwLockReadGuard<'_, Store> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Store> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store {
    /// The shards that `needed` digits are drawn from: those that have joined by `iteration`, and as
    /// many after them as it takes.
    fn pool(&self, needed: usize, iteration: u64) -> Result<&[Shard], Error> {
        let mut available = 0;
        for (place, shard) in self.shards.iter().enumerate() {
            if available >= needed && shard.from_iteration > iteration {
                return Ok(&self.shards[..place]);
            }
            available += shard.count;
        }
        if available < needed {
            return Err(Error::TooFewDigits {
                available,
                needed,
                iteration,
            });
        }
        Ok(&self.shards)
    }

    /// The pixels of these digits of the pool, numbered from 0.
    fn draw(&self, pool: &[Shard], chosen: Vec<usize>) -> Vec<f32> {
        let places = chosen.into_iter().map(|n| place(pool, n));
        places.flat_map(|place| self.pixels(place)).collect()
    }

    fn pixels(&self, place: usize) -> impl Iterator<Item = f32> {
        let image = &self.images[place * PIXELS..][..PIXELS];
        image.iter().map(|&byte| f32::from(byte) / 255.0)
    }
}

/// Where the `n`-th digit of the pool lies. `n` must be below the size of the pool.
fn place(pool: &[Shard], mut n: usize) -> usize {
    for shard in pool {
        if n < shard.count {
            return shard.first + n;
        }
        n -= shard.count;
    }
    unreachable!("the pool was counted under the same lock")
}

/// Checks that `length` numbers are a whole number of images, at least one.
pub(crate) fn check_images(argument: &str, length: usize) -> Result<(), Error> {
    support::check_images(argument, length, PIXELS)?;
    Ok(())
}
