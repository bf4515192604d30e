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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn pairs(points: &[f32]) -> Vec<[f64; 2]> {
        let (points, _) = points.as_chunks::<2>();
        points.iter().map(|point| point.map(f64::from)).collect()
    }

    /// The root of the mean square of how far points are from their places, along one axis.
    fn spread_of(points: &[[f64; 2]], places: &[[f64; 2]]) -> f64 {
        let squares = points.iter().zip(places).map(|(point, place)| {
            let [x, y] = [0, 1].map(|axis| point[axis] - place[axis]);
            (x * x + y * y) / 2.0
        });
        (squares.sum::<f64>() / points.len() as f64).sqrt()
    }

    /// Points are about their places, in order, by the Gaussian that each shape has; places are written here by hand.
    #[test]
    fn shapes_lie_where_they_are_said_to() {
        const COUNT: usize = 512;
        let places = |at: fn(f64) -> [f64; 2]| {
            (0..COUNT)
                .map(|place| at((place as f64 + 0.5) / COUNT as f64))
                .collect::<Vec<_>>()
        };
        let ring = |t: f64| [0.6 * (TAU * t).cos(), 0.6 * (TAU * t).sin()];
        let two = |t: f64| [if t < 0.5 { -0.55 } else { 0.55 }, 0.0];
        let eight = |t: f64| {
            let angle = std::f64::consts::FRAC_PI_4 * (8.0 * t).floor();
            [0.65 * angle.cos(), 0.65 * angle.sin()]
        };
        let spiral = |t: f64| {
            let (radius, angle) = (0.12 + 0.62 * t, 2.0 * TAU * t);
            [radius * angle.cos(), radius * angle.sin()]
        };
        for (shape, places, width) in [
            (Shape::Ring, places(ring), 0.03),
            (Shape::TwoModes, places(two), 0.11),
            (Shape::EightModes, places(eight), 0.045),
            (Shape::Spiral, places(spiral), 0.02),
        ] {
            let points = pairs(&shape.points(COUNT as u64, 7).unwrap());
            let found = spread_of(&points, &places) / width;
            // Of 1,024 numbers the standard deviation is known to one part in 45.
            assert!((found - 1.0).abs() < 0.1, "{shape:?}: {found}");
        }
    }

    #[test]
    fn shapes_are_found_by_their_names() {
        for (name, shape) in [
            ("ring", Shape::Ring),
            ("twoModes", Shape::TwoModes),
            ("eightModes", Shape::EightModes),
            ("spiral", Shape::Spiral),
        ] {
            assert_eq!(Shape::named(name).unwrap(), shape);
        }
    }

    /// Of three sides of 3, 0 and 1: a point that is given twice takes no room.
    #[test]
    fn points_are_spread_evenly_along_a_line() {
        let control = [0.0, 0.0, 3.0, 0.0, 3.0, 0.0, 3.0, 1.0];
        let points = spread(&control, 0.0, 8, 7).unwrap();
        let along = [0.25, 0.75, 1.25, 1.75, 2.25, 2.75, 3.0, 3.0];
        let up = [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.25, 0.75];
        for (point, place) in pairs(&points).into_iter().zip(along.into_iter().zip(up)) {
            assert!((point[0] - place.0).abs() < 1e-6 && (point[1] - place.1).abs() < 1e-6);
        }
        let about = spread(&control, 0.5, 512, 7).unwrap();
        let middle = spread(&control, 0.0, 512, 7).unwrap();
        let width = spread_of(&pairs(&about), &pairs(&middle));
        assert!((width - 0.5).abs() < 0.05, "{width}");
        // A line of no length is a heap.
        assert_eq!(spread(&[0.5; 6], 0.0, 2, 7).unwrap(), [0.5; 4]);
    }

    #[test]
    fn a_line_has_as_many_points_as_are_allowed() {
        assert!(spread(&vec![0.1; 2 * MOST_CONTROL], 1.0, 2, 7).is_ok());
        let error = spread(&vec![0.1; 2 * MOST_CONTROL + 2], 1.0, 2, 7).unwrap_err();
        assert!(error.to_string().starts_with("`control.length` is 1026"));
        assert!(spread(&[], 0.1, 8, 1).is_err());
        assert!(spread(&[f32::NAN, 0.0], 0.1, 8, 1).is_err());
    }
}
