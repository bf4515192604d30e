//! Images with labels, as they lie in memory.

/// Width and height of an image, in pixels.
pub const SIDE: usize = 28;
/// Pixels of an image.
pub const PIXELS: usize = SIDE * SIDE;

/// Images with labels, in the order of their source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Examples {
    /// 784 bytes an image, row by row, 0 is background.
    pub images: Vec<u8>,
    /// One byte an image: the place of its class's name. Without labels all are 0.
    pub labels: Vec<u8>,
}

impl Examples {
    /// The 784 bytes of the `n`-th image.
    ///
    /// # Panics
    /// When there are no more than `n` images.
    pub fn image(&self, n: usize) -> &[u8] {
        &self.images[n * PIXELS..][..PIXELS]
    }

    /// How many images.
    pub fn count(&self) -> usize {
        self.labels.len()
    }

    /// The examples at these places, in their order.
    ///
    /// # Panics
    /// When a place is beyond the last example.
    pub fn at(&self, places: &[usize]) -> Self {
        let images = places.iter().flat_map(|&place| self.image(place));
        Self {
            images: images.copied().collect(),
            labels: places.iter().map(|&place| self.labels[place]).collect(),
        }
    }
}
