//! Densities of P and Q on a grid, to be drawn.

use super::Scene;
use super::curve::Curve;
use super::divergences::check_blur;
use earthmover_transport::Error;
use earthmover_transport::support::{centre, check_whole};

/// Most rows and columns of a grid.
pub const MOST_SIDE: u64 = 512;
/// Cells that are farther from a point than this, in standard deviations, get nothing of it.
const REACH: f64 = 5.0;

/// Probability per unit of area at the centres of side × side cells of [−1, 1]², row-major, the row of
/// the largest y first.
#[derive(Clone, Debug, PartialEq)]
pub struct Densities {
    /// Of P, blurred.
    pub p: Vec<f32>,
    /// Of Q, blurred.
    pub q: Vec<f32>,
}

impl Scene {
    /// The densities of P and Q after a blur of standard deviation `blur`, and a further one of half a
    /// cell, without which a curve that has no width could not be seen.
    ///
    /// # Errors
    /// [`Error::Argument`] when `blur` is not from 0 to 10, or `side` not from 2 to 512.
    pub fn densities(&self, blur: f64, side: u64) -> Result<Densities, Error> {
        check_blur(blur, 0.0)?;
        let side = check_whole("side", side, 2, MOST_SIDE)?;
        let half_cell = 1.0 / side as f64;
        let narrow = libm::hypot(blur, half_cell);
        Ok(Densities {
            p: density(&self.spine, libm::hypot(self.width, narrow), side),
            q: density(&self.curve, narrow, side),
        })
    }
}

/// The density of a blurred curve, as a sum of Gaussians along it, each a product of one in x and one in y.
fn density(curve: &Curve, deviation: f64, side: usize) -> Vec<f32> {
    // Four to a standard deviation: no ripple is left between them.
    let count = (4.0 * curve.length() / deviation).ceil().max(1.0);
    let scale = 1.0 / (count * std::f64::consts::TAU * deviation * deviation);
    let mut sums = vec![0.0_f64; side * side];
    for point in curve.middles(count as usize) {
        let [(left, xs), (below, ys)] = point.map(|x| profile(x, deviation, side));
        for (row, y) in ys.iter().enumerate() {
            let from_top = side - 1 - (below + row);
            let sums = &mut sums[from_top * side + left..][..xs.len()];
            sums.iter_mut().zip(&xs).for_each(|(sum, x)| *sum += y * x);
        }
    }
    sums.into_iter().map(|sum| (scale * sum) as f32).collect()
}

/// exp(−½ ((x − about) / deviation)²) at the centres x of the cells within reach of `about`, and before these
/// values the place of the first such cell.
fn profile(about: f64, deviation: f64, side: usize) -> (usize, Vec<f64>) {
    let place = |x: f64| (0.5 * (x + 1.0) * side as f64 - 0.5).clamp(-1.0, side as f64);
    let reach = REACH * deviation;
    let first = place(about - reach).ceil().max(0.0) as usize;
    let end = (place(about + reach).floor() + 1.0).min(side as f64) as usize;
    let places = first.min(end)..end;
    let values = places.clone().map(|place| {
        let x = (centre(place, side) - about) / deviation;
        libm::exp(-0.5 * x * x)
    });
    (places.start, values.collect())
}
