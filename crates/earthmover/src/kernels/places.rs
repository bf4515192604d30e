//! Where a convolution's kernel lies on an image.

/// The places of a kernel on an image: between pixels [batch · height · width, channels] of the
/// `outer` image and patches [batch · height · width, size · size · channels] at the `inner` places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Places {
    pub(crate) channels: usize,
    pub(crate) outer: [usize; 2],
    pub(crate) inner: [usize; 2],
    pub(crate) size: usize,
    pub(crate) stride: usize,
    pub(crate) padding: usize,
}

impl Places {
    /// The row or column of the outer image that lies under `tap` of the kernel at an inner row or column;
    /// none in the padding.
    pub(crate) fn under(&self, inner: usize, tap: usize, length: usize) -> Option<usize> {
        let place = (inner * self.stride + tap).checked_sub(self.padding)?;
        (place < length).then_some(place)
    }

    /// How many numbers a patch has.
    pub(crate) fn patch(&self) -> usize {
        self.size * self.size * self.channels
    }

    /// How many pixels an image has.
    pub(crate) fn pixels(&self) -> usize {
        self.outer[0] * self.outer[1]
    }

    /// How many patches an image has.
    pub(crate) fn patches(&self) -> usize {
        self.inner[0] * self.inner[1]
    }

    /// Most taps that meet one pixel.
    pub(crate) fn meeting(&self) -> usize {
        self.size.div_ceil(self.stride).pow(2)
    }
}
