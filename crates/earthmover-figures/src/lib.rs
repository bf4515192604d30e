//! What the article's figures compute, without burn: two measures in the plane, distributions on the line, centres of
//! images, why a smaller distance between minibatches need not mean better images, and images of a reader's own, centred
//! and varied. All in 64-bit floats, on one
//! thread, the same on every processor.

pub mod interval;
pub mod kmeans;
mod noise;
pub mod paradox;
pub mod plane;
pub mod shapes;

pub use earthmover_transport::{Error, Invalid};
