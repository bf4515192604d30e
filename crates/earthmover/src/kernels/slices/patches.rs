//! Where the patches of images lie, so that they can be read there.

/// Where patches lie on bordered images.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Patches {
    pub(super) channels: usize,
    /// Pixels of a bordered image.
    pub(super) height: usize,
    pub(super) width: usize,
    /// How many patches an image has, down and along.
    pub(super) at: [usize; 2],
    /// The pixel that the first patch begins at.
    pub(super) origin: [usize; 2],
    pub(super) stride: usize,
    /// Pixels of a patch, down and along.
    pub(super) size: [usize; 2],
}

impl Patches {
    /// How many numbers of a patch lie side by side in an image.
    pub(super) fn run(&self) -> usize {
        self.size[1] * self.channels
    }

    /// How many numbers a patch has.
    pub(super) fn patch(&self) -> usize {
        self.size[0] * self.run()
    }

    /// How many patches there are in a store of so many numbers.
    pub(super) fn count(&self, numbers: usize) -> usize {
        numbers / (self.height * self.width * self.channels) * self.at[0] * self.at[1]
    }

    /// Writes where patches begin, from the `first` on.
    #[inline(always)]
    pub(super) fn starts(&self, first: usize, starts: &mut [usize]) {
        let [down, along] = self.at;
        let (mut image, place) = (first / (down * along), first % (down * along));
        let (mut row, mut column) = (place / along, place % along);
        for start in starts {
            let (y, x) = (
                self.origin[0] + row * self.stride,
                self.origin[1] + column * self.stride,
            );
            *start = ((image * self.height + y) * self.width + x) * self.channels;
            column += 1;
            if column == along {
                (row, column) = (row + 1, 0);
            }
            if row == down {
                (image, row) = (image + 1, 0);
            }
        }
    }

    /// How far two runs of a patch that follow each other are apart.
    #[inline(always)]
    pub(super) fn line(&self) -> usize {
        self.width * self.channels
    }
}
