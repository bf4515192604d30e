//! Images to train on, the batches drawn from them, and latents to draw with.
//!
//! ```
//! use earthmover::Images;
//! use earthmover::data::{ImageShape, draw_latents, interpolate};
//!
//! let grey = ImageShape { height: 8, width: 8, channels: 1 };
//! let images = Images::new(grey, 2)?;
//! images.add(&[0; 2 * 64], &[0, 1], 0)?;
//! assert_eq!(images.image(1)?.len(), 64);
//!
//! // A path of five latents from one to another.
//! let ends = draw_latents(2, 7, 16)?;
//! assert_eq!(interpolate(&ends[..16], &ends[16..], 5)?.len(), 5 * 16);
//! # Ok::<(), earthmover::Error>(())
//! ```

mod images;
mod latents;
pub mod mnist;

pub use earthmover_transport::support::{of_byte, to_byte};
pub use images::{
    BesideTruth, Drawn, FEWEST_COMPARED, ImageShape, Images, MOST_CENTRES, MOST_COMPARED,
    MOST_COPIES, MOST_DRAWN, MovedImages, Nearest, Neighbours, NoisyCopies,
};
pub use latents::{MOST_LATENTS, draw_latents, interpolate, latent_plane};
