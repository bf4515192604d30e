//! Two measures in the plane, one of which lives on a curve: the scene of the article's first
//! figures. All in 64-bit floats, without burn.
//!
//! *P* is spread about its *spine*, a smooth curve through control points: even along it, each point
//! blurred by an isotropic Gaussian whose standard deviation is the *width*. *Q* lives on a *curve*
//! of the same kind, without width. So they are equal where the width is 0 and the curve lies on the
//! spine. Points are x, y, x, y, …; the square that figures show is [−1, 1]², y upwards.
//!
//! ```
//! use earthmover_figures::plane::Scene;
//!
//! # fn main() -> Result<(), earthmover_figures::Error> {
//! // Two parallel segments, half apart: P on the left, without width.
//! let scene = Scene::new(&[-0.25, -1.0, -0.25, 1.0], &[0.25, -1.0, 0.25, 1.0], 0.0)?;
//! assert!((scene.clouds(64)?.assignment.cost - 0.5).abs() < 1e-9);
//! # Ok(())
//! # }
//! ```
//!
//! Clouds are drawn even along each curve, with the same random numbers at every call, so that distances move
//! smoothly while something is dragged.

mod blurred;
mod clouds;
mod curve;
mod densities;
mod divergences;
mod plans;
mod potential;
mod ride;

use earthmover_transport::{Error, Invalid};

pub use clouds::{Clouds, MOST_POINTS};
pub use curve::{Curve, MOST_CONTROL, MOST_CURVE_POINTS};
pub use densities::{Densities, MOST_SIDE};
pub use divergences::{Divergences, LEAST_BLUR};
pub use plans::{Blurred, LEAST_EPSILON, MOST_EPSILON, Plan, Transport};
pub use potential::{MOST_POTENTIAL_SIDE, PlanePotential};
pub use ride::{Ride, RidePotential, Start};

/// Largest coordinate, in size, and largest width and blur.
pub const LARGEST: f64 = 10.0;

/// P and Q.
#[derive(Clone, Debug)]
pub struct Scene {
    spine: Curve,
    curve: Curve,
    width: f64,
}

impl Scene {
    /// P of `width` about the spine through the control points `spine`, and Q on the curve through
    /// the control points `curve`.
    ///
    /// # Errors
    /// [`Error::Argument`] as [`Curve::new`], or when `width` is not from 0 to 10.
    pub fn new(spine: &[f64], curve: &[f64], width: f64) -> Result<Self, Error> {
        // NaN is in no range.
        if !(0.0..=LARGEST).contains(&width) {
            let allowed = format!("a number from 0 to {LARGEST}");
            return Err(Invalid::new("width", width, allowed).into());
        }
        Ok(Self {
            spine: Curve::new("spine", spine)?,
            curve: Curve::new("curve", curve)?,
            width,
        })
    }
}
