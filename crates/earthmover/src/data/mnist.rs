//! MNIST's digits.
//!
//! ```
//! use earthmover::Images;
//! use earthmover::data::mnist;
//!
//! assert_eq!(Images::mnist().shape(), mnist::SHAPE);
//! assert_eq!(mnist::SHAPE.numbers(), mnist::PIXELS);
//! ```

use super::ImageShape;

/// Width and height of a digit, in pixels.
pub const SIDE: usize = 28;
/// Pixels of a digit.
pub const PIXELS: usize = SIDE * SIDE;
/// How many kinds of digit there are.
pub const CLASSES: u8 = 10;
/// The shape of a digit.
pub const SHAPE: ImageShape = ImageShape {
    height: SIDE,
    width: SIDE,
    channels: 1,
};
