//! What the article's figures compute, without burn: two measures in the plane, distributions on the line, centres of
//! images, and why a smaller distance between minibatches need not mean better images. All in 64-bit floats, on one
//! thread, the same on every processor.

pub mod interval;
pub mod kmeans;
mod noise;
pub mod paradox;
pub mod plane;

pub use earthmover_transport::{Error, Invalid};
