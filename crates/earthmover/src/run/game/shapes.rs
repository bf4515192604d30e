//! Real points for a game: shapes of the plane, all within the square [−1, 1]².

use std::f64::consts::TAU;

use crate::error::{Error, Invalid, check_finite, check_whole};
use crate::noise::{Noise, Purpose};

/// Most control points of a curve.
pub const MOST_CONTROL: usize = 512;

/// What the real points are spread about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Shape {
    /// A circle.
    Ring,
    /// Two clouds, left and right.
    TwoModes,
    /// Eight clouds on a circle.
    EightModes,
    /// A spiral of two turns.
    Spiral,
}

impl Shape {
    /// Every one of them.
    pub const ALL: [Self; 4] = [Self::Ring, Self::TwoModes, Self::EightModes, Self::Spiral];

    /// The shape of this name, in camelCase.
    ///
    /// # Errors
    /// [`Error::Argument`] when there is none.
    pub fn named(name: &str) -> Result<Self, Error> {
        Ok(match name {
            "ring" => Self::Ring,
            "twoModes" => Self::TwoModes,
            "eightModes" => Self::EightModes,
            "spiral" => Self::Spiral,
            _ => {
                let allowed = "\"ring\", \"twoModes\", \"eightModes\" or \"spiral\"";
                return Err(Invalid::new("shape", format!("\"{name}\""), allowed).into());
            }
        })
    }

    /// `count` points, 2 to 512: x, y, x, y, … The same seed gives the same points.
    ///
    /// # Errors
    /// [`Error::Argument`] when `count` is not so.
    pub fn points(self, count: u64, seed: u64) -> Result<Vec<f32>, Error> {
        let count = check_whole("count", count, 2, super::MOST_POINTS as u64)?;
        let (middle, width): (fn(f64) -> [f64; 2], f64) = match self {
            Self::Ring => (|t| on_circle(0.6, t), 0.03),
            Self::TwoModes => (|t| [if t < 0.5 { -0.55 } else { 0.55 }, 0.0], 0.11),
            Self::EightModes => (|t| on_circle(0.65, (t * 8.0).floor() / 8.0), 0.045),
            Self::Spiral => (|t| on_circle(0.12 + 0.62 * t, 2.0 * t), 0.02),
        };
        Ok(about(middle, width, count, seed))
    }
}

/// `count` points, 2 to 512, spread evenly along the line through the control points x, y, x, y, …, 1 to 512 of them,
/// with a Gaussian of standard deviation `width` about it, 0 to 1.
///
/// # Errors
/// [`Error::Argument`] when an argument is not so.
pub fn spread(control: &[f32], width: f64, count: u64, seed: u64) -> Result<Vec<f32>, Error> {
    let count = check_whole("count", count, 2, super::MOST_POINTS as u64)?;
    let (points, rest) = control.as_chunks::<2>();
    if !rest.is_empty() || !(1..=MOST_CONTROL).contains(&points.len()) {
        let allowed = format!("an even number from 2 to {}", 2 * MOST_CONTROL);
        return Err(Invalid::new("control.length", control.len(), allowed).into());
    }
    check_finite("control", control)?;
    if !(0.0..=1.0).contains(&width) {
        return Err(Invalid::new("width", width, "a number from 0 to 1").into());
    }
    let mut ends = vec![0.0];
    for pair in points.windows(2) {
        let length = f64::from((pair[1][0] - pair[0][0]).hypot(pair[1][1] - pair[0][1]));
        ends.push(ends[ends.len() - 1] + length);
    }
    let whole = ends[ends.len() - 1];
    let at = |t: f64| {
        let along = t * whole;
        let next = ends
            .partition_point(|end| *end <= along)
            .clamp(1, ends.len().max(2) - 1);
        let [from, to] = [next - 1, next].map(|place| points[place.min(points.len() - 1)]);
        let length = ends.get(next).map_or(0.0, |end| end - ends[next - 1]);
        let share = if length > 0.0 {
            (along - ends[next - 1]) / length
        } else {
            0.0
        };
        [0, 1].map(|axis| {
            let [from, to] = [f64::from(from[axis]), f64::from(to[axis])];
            from + share * (to - from)
        })
    };
    Ok(about(at, width, count, seed))
}

/// Points about `middle` at even places of [0, 1), by a Gaussian of standard deviation `width`.
fn about(middle: impl Fn(f64) -> [f64; 2], width: f64, count: usize, seed: u64) -> Vec<f32> {
    let noise = Noise::new(seed, Purpose::Display, 0).normals(2 * count);
    let (noise, _) = noise.as_chunks::<2>();
    let points = noise.iter().enumerate().flat_map(|(place, noise)| {
        let middle = middle((place as f64 + 0.5) / count as f64);
        [0, 1].map(|axis| (middle[axis] + width * f64::from(noise[axis])) as f32)
    });
    points.collect()
}

fn on_circle(radius: f64, turns: f64) -> [f64; 2] {
    let angle = TAU * turns;
    [radius * libm::cos(angle), radius * libm::sin(angle)]
}
