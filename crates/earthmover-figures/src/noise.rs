//! The purposes that this crate draws random numbers for: each names streams of its own.

pub(crate) use earthmover_transport::noise::Noise;

#[derive(Clone, Copy, Debug)]
pub(crate) enum Purpose {
    /// What is drawn to compare distances; the step is the draw.
    Comparison = 33,
    /// How the points of a cloud in the plane are spread; the step is their number.
    Cloud = 34,
    /// A coupling drawn at random; the step is the number of its grains.
    Coupling = 35,
    /// Where the fakes of a ride begin.
    Start = 37,
    /// How a variant of an image differs from it; the step is its place.
    Variant = 38,
}

impl From<Purpose> for u8 {
    fn from(purpose: Purpose) -> Self {
        purpose as Self
    }
}
