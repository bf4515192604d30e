//! Images with labels, as bytes, and the seeded batches drawn from them.

mod copies;
mod neighbours;
mod rays;
mod shown;

use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use earthmover_transport::support::{self, of_byte};

use super::mnist;
use crate::error::{Error, Invalid, check_whole};
use crate::noise::Noise;
pub use copies::{MOST_COPIES, NoisyCopies};
pub use neighbours::{FEWEST_COMPARED, MOST_COMPARED, Neighbours};
pub use rays::{BesideTruth, MOST_CENTRES, MovedImages};
pub use shown::{Drawn, MOST_DRAWN, Nearest};

/// Most numbers of an image: the squares of so many differences of bytes, added up, fit into 32 bits.
const MOST_IN_IMAGE: usize = 65_536;

/// The shape of images.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImageShape {
    /// Rows of pixels.
    pub height: usize,
    /// Pixels of a row.
    pub width: usize,
    /// Numbers of a pixel: 1 of grey images, 3 of colour.
    pub channels: usize,
}

impl ImageShape {
    /// Numbers of an image.
    pub fn numbers(&self) -> usize {
        let sides = [self.height, self.width, self.channels];
        sides.iter().fold(1, |all, side| all.saturating_mul(*side))
    }

    /// Checks that an image has a number, and no more than 65,536.
    pub(crate) fn check(&self) -> Result<(), Error> {
        check_whole(
            "shape.numbers",
            self.numbers() as u64,
            1,
            MOST_IN_IMAGE as u64,
        )?;
        Ok(())
    }

    /// Channels, height and width, as networks have them.
    pub(crate) fn dims(&self) -> [usize; 3] {
        [self.channels, self.height, self.width]
    }
}

/// A store of images that grows while runs train on it. Clones share one store.
///
/// Images come in shards, each with the iteration from which all batches draw on it. A batch
/// depends on the seed and on the shards that have joined by its iteration, never on when they
/// arrived; only shards that join at the same iteration count in the order of their arrival.
///
/// ```
/// use earthmover::Images;
/// use earthmover::data::ImageShape;
///
/// // Two images of 2 × 2 pixels in colour, of three kinds.
/// let images = Images::new(ImageShape { height: 2, width: 2, channels: 3 }, 3)?;
/// images.add(&[0; 24], &[2, 0], 0)?;
/// assert_eq!(images.count(), 2);
/// # Ok::<(), earthmover::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Images {
    shape: ImageShape,
    classes: u8,
    store: Arc<RwLock<Store>>,
}

/// All shards, in the order in which they join.
#[derive(Debug, Default)]
struct Store {
    shards: Vec<Shard>,
}

/// Images that were added together, and the iteration from which batches draw on them. Each shard keeps its own memory:
/// one that grew with every shard would be copied again and again, and a browser gives none of it back.
#[derive(Debug)]
struct Shard {
    /// How many images were added before it.
    first: usize,
    images: Vec<u8>,
    labels: Vec<u8>,
    from_iteration: u64,
}

impl Images {
    /// An empty store of images of this shape, and of labels below `classes`.
    ///
    /// # Errors
    /// [`Error::Argument`] when an image has no numbers or more than 65,536, or when there are no classes.
    pub fn new(shape: ImageShape, classes: u8) -> Result<Self, Error> {
        shape.check()?;
        check_whole("classes", classes.into(), 1, u8::MAX.into())?;
        Ok(Self {
            shape,
            classes,
            store: Arc::default(),
        })
    }

    /// An empty store of MNIST's digits: 28 × 28 pixels, labels 0 to 9.
    pub fn mnist() -> Self {
        Self {
            shape: mnist::SHAPE,
            classes: mnist::CLASSES,
            store: Arc::default(),
        }
    }

    /// An empty store of images of the shape of MNIST's, and of labels below `classes`, 1 to 255.
    ///
    /// # Errors
    /// [`Error::Argument`] when there are no classes, or more.
    pub fn grey(classes: u64) -> Result<Self, Error> {
        let classes = check_whole("classes", classes, 1, u8::MAX.into())?;
        Ok(Self {
            classes: classes as u8,
            ..Self::mnist()
        })
    }

    /// The shape of its images.
    pub fn shape(&self) -> ImageShape {
        self.shape
    }

    /// Adds a shard: `images` is count × height × width × channels bytes, row-major, 0 black to 255 white;
    /// `labels` are as many. Batches draw on it from iteration `from_iteration` on.
    ///
    /// # Errors
    /// [`Error::Argument`] when there are no images, when their length is not a multiple of an image's,
    /// when labels do not match images in number, or when a label is not below the number of classes.
    pub fn add(&self, images: &[u8], labels: &[u8], from_iteration: u64) -> Result<(), Error> {
        self.add_owned(images.to_vec(), labels.to_vec(), from_iteration)
    }

    /// As [`Images::add`], without a copy.
    ///
    /// # Errors
    /// As [`Images::add`].
    pub fn add_owned(
        &self,
        images: Vec<u8>,
        labels: Vec<u8>,
        from_iteration: u64,
    ) -> Result<(), Error> {
        let count = support::check_images("images", images.len(), self.shape.numbers())?;
        if labels.len() != count {
            let allowed = format!("{count}, one for each image");
            return Err(Invalid::new("labels.length", labels.len(), allowed).into());
        }
        if let Some(place) = labels.iter().position(|&label| label >= self.classes) {
            let argument = format!("labels[{place}]");
            let allowed = format!("a whole number below {}", self.classes);
            return Err(Invalid::new(argument, labels[place], allowed).into());
        }
        let mut store = self.write();
        let shard = Shard {
            first: store.count(),
            images,
            labels,
            from_iteration,
        };
        // Shards are kept in the order in which they join, not in that in which they came.
        let joins_before = |other: &Shard| other.from_iteration <= from_iteration;
        let place = store.shards.partition_point(joins_before);
        store.shards.insert(place, shard);
        Ok(())
    }

    /// How many images there are.
    pub fn count(&self) -> usize {
        self.read().count()
    }

    /// Draws `count` different images of those that have joined by `iteration`: numbers of [0, 1], row-major.
    /// Each image is equally likely. Where fewer have joined, the shards that follow are drawn from before
    /// their time, so that a first shard may be small.
    ///
    /// Bytes are scaled to [0, 1] here and not on the device: that uploads four times as many bytes, but
    /// WebGPU's shading language has no cast from bytes.
    ///
    /// # Errors
    /// [`Error::TooFewImages`] when there are fewer than `count`.
    pub fn batch(
        &self,
        noise: &mut Noise,
        count: usize,
        iteration: u64,
    ) -> Result<Vec<f32>, Error> {
        self.drawn(noise, count, iteration, of_byte)
    }

    /// The same in bytes, 0 black to 255 white.
    ///
    /// # Errors
    /// As [`Images::batch`].
    pub(crate) fn batch_of_bytes(
        &self,
        noise: &mut Noise,
        count: usize,
        iteration: u64,
    ) -> Result<Vec<u8>, Error> {
        self.drawn(noise, count, iteration, |byte| byte)
    }

    fn drawn<T>(
        &self,
        noise: &mut Noise,
        count: usize,
        iteration: u64,
        of: impl Fn(u8) -> T,
    ) -> Result<Vec<T>, Error> {
        let store = self.read();
        let pool = store.pool(count, iteration)?;
        let available = pool.iter().map(Shard::count).sum();
        Ok(self.chosen(pool, noise.choose(count, available), of))
    }

    /// The first `count` images of the pool at `iteration`, as [`Images::batch`] gives them.
    ///
    /// # Errors
    /// [`Error::TooFewImages`] when there are fewer than `count`.
    pub fn first(&self, count: usize, iteration: u64) -> Result<Vec<f32>, Error> {
        let store = self.read();
        let pool = store.pool(count, iteration)?;
        Ok(self.chosen(pool, (0..count).collect(), of_byte))
    }

    /// Forgets all images and frees their memory. Runs on this store can draw no more batches.
    pub fn clear(&self) {
        *self.write() = Store::default();
    }

    /// What is made of the bytes of the images at these `places` in the pool, counted from 0.
    fn chosen<T>(&self, pool: &[Shard], places: Vec<usize>, of: impl Fn(u8) -> T) -> Vec<T> {
        let numbers = self.shape.numbers();
        let mut chosen = Vec::with_capacity(places.len() * numbers);
        // Image by image, so that each is a loop that the compiler knows the length of.
        for place in places {
            chosen.extend(image(pool, place, numbers).iter().map(|byte| of(*byte)));
        }
        chosen
    }

    // A lock that a panic has poisoned is used all the same: `add` only inserts, so that the store is whole.
    fn read(&self) -> RwLockReadGuard<'_, Store> {
        self.store.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Store> {
        self.store.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shard {
    fn count(&self) -> usize {
        self.labels.len()
    }

    fn image(&self, place: usize, numbers: usize) -> &[u8] {
        &self.images[place * numbers..][..numbers]
    }
}

impl Store {
    fn count(&self) -> usize {
        self.shards.iter().map(Shard::count).sum()
    }

    /// The shards that `needed` images are drawn from: those that have joined by `iteration`, and as
    /// many after them as it takes.
    fn pool(&self, needed: usize, iteration: u64) -> Result<&[Shard], Error> {
        let mut available = 0;
        for (place, shard) in self.shards.iter().enumerate() {
            if available >= needed && shard.from_iteration > iteration {
                return Ok(&self.shards[..place]);
            }
            available += shard.count();
        }
        if available < needed {
            return Err(Error::TooFewImages {
                available,
                needed,
                iteration,
            });
        }
        Ok(&self.shards)
    }
}

/// The `n`-th image of the pool, of so many `numbers`. `n` must be below the size of the pool.
fn image(pool: &[Shard], mut n: usize, numbers: usize) -> &[u8] {
    for shard in pool {
        if n < shard.count() {
            return shard.image(n, numbers);
        }
        n -= shard.count();
    }
    unreachable!("the pool was counted under the same lock")
}
