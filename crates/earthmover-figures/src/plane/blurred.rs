//! The density of a curve blurred by a Gaussian, as its logarithm.

use std::f64::consts::{FRAC_1_SQRT_2, PI, TAU};

use super::curve::Curve;

/// Chords that stand for a curve: equally much mass on each, evenly spread along it.
pub(super) const CHORDS: usize = 64;
/// The longest part of a curve, in blurs, for which two points do well enough.
const SHORT: f64 = 0.5;
/// Most parts that a curve is cut into; beyond, chords take less time.
const MOST_PARTS: f64 = 256.0;
/// A chord shorter than this, in blurs, counts as a point, which is right to many digits.
const TINY: f64 = 1e-6;
/// A term whose logarithm is farther than this below that of the largest adds nothing to a sum of so few.
const NEGLIGIBLE: f64 = 36.0;

/// A curve blurred by an isotropic Gaussian of standard deviation above 0.
///
/// The blur is the unit of length here. A blurred chord has a density in closed form: across the chord that
/// of a normal distribution, along it a difference of two cumulative ones. Where the blur is wide, the curve
/// is cut into a few equal parts instead, with a Gaussian at Gauss and Legendre's two points of each: that is
/// as good, in less time. The term of the nearest chord or point is factored out, so that nothing underflows
/// however far away a point lies or however small the blur is.
#[derive(Debug)]
pub(super) struct Blurred {
    deviation: f64,
    parts: Parts,
}

#[derive(Debug)]
enum Parts {
    Points(Vec<[f64; 2]>),
    Chords(Vec<Chord>),
}

/// A chord, in units of the blur.
#[derive(Clone, Copy, Debug)]
struct Chord {
    start: [f64; 2],
    direction: [f64; 2],
    length: f64,
}

impl Blurred {
    pub(super) fn new(curve: &Curve, deviation: f64) -> Self {
        let scaled = |point: &[f64; 2]| point.map(|x| x / deviation);
        let count = (curve.length() / (SHORT * deviation)).ceil().max(1.0);
        let parts = if count <= MOST_PARTS {
            let points = curve.gauss(count as usize);
            Parts::Points(points.iter().map(scaled).collect())
        } else {
            let ends: Vec<[f64; 2]> = curve.ends(CHORDS).iter().map(scaled).collect();
            let chords = ends.windows(2).map(|pair| Chord::new(pair[0], pair[1]));
            Parts::Chords(chords.collect())
        };
        Self { deviation, parts }
    }

    /// ln of the density at `point`, per unit of area.
    pub(super) fn log_density(&self, point: [f64; 2]) -> f64 {
        let point = point.map(|x| x / self.deviation);
        let in_units = match &self.parts {
            Parts::Points(points) => {
                let squares = points.iter().map(|&other| squared_distance(point, other));
                log_mean(squares, |_| 1.0)
            }
            Parts::Chords(chords) => {
                let squares = chords.iter().map(|chord| chord.squared_distance(point));
                log_mean(squares, |place| chords[place].share(point))
            }
        };
        in_units - libm::log(TAU * self.deviation * self.deviation)
    }
}

/// ln of the mean over all parts of exp(−½ square) · factor.
fn log_mean(squares: impl Iterator<Item = f64> + Clone, factor: impl Fn(usize) -> f64) -> f64 {
    let least = squares.clone().fold(f64::INFINITY, f64::min);
    let (mut sum, mut count) = (0.0, 0);
    for (place, square) in squares.enumerate() {
        let excess = 0.5 * (square - least);
        if excess < NEGLIGIBLE {
            sum += libm::exp(-excess) * factor(place);
        }
        count += 1;
    }
    libm::log(sum / f64::from(count)) - 0.5 * least
}

impl Chord {
    fn new(start: [f64; 2], end: [f64; 2]) -> Self {
        let along = [end[0] - start[0], end[1] - start[1]];
        let length = (along[0] * along[0] + along[1] * along[1]).sqrt();
        // A chord that is a point may have any direction, but needs one for distances from it.
        let direction = if length > 0.0 {
            along.map(|x| x / length)
        } else {
            [1.0, 0.0]
        };
        Self {
            start,
            direction,
            length,
        }
    }

    /// How far `point` lies along the chord from its start, and how far across from it.
    fn place(&self, point: [f64; 2]) -> (f64, f64) {
        let [x, y] = [point[0] - self.start[0], point[1] - self.start[1]];
        let [u, v] = self.direction;
        (x * u + y * v, x * v - y * u)
    }

    fn squared_distance(&self, point: [f64; 2]) -> f64 {
        let (along, across) = self.place(point);
        let beyond = (-along).max(along - self.length).max(0.0);
        across * across + beyond * beyond
    }

    /// The mean over the chord of exp(−½ squared distance to `point`), divided by what the nearest point
    /// of it would give.
    fn share(&self, point: [f64; 2]) -> f64 {
        if self.length < TINY {
            return 1.0;
        }
        let (along, _) = self.place(point);
        let beyond = (-along).max(along - self.length);
        let scale = (0.5 * PI).sqrt() / self.length;
        if beyond <= 0.0 {
            let both =
                libm::erf(along * FRAC_1_SQRT_2) + libm::erf((self.length - along) * FRAC_1_SQRT_2);
            return scale * both;
        }
        let far = beyond + self.length;
        let fall = libm::exp(0.5 * (beyond * beyond - far * far));
        scale * (scaled_erfc(beyond * FRAC_1_SQRT_2) - fall * scaled_erfc(far * FRAC_1_SQRT_2))
    }
}

fn squared_distance(a: [f64; 2], b: [f64; 2]) -> f64 {
    let [x, y] = [a[0] - b[0], a[1] - b[1]];
    x * x + y * y
}

/// exp(x²) erfc(x), of x ≥ 0.
fn scaled_erfc(x: f64) -> f64 {
    if x < 10.0 {
        return libm::exp(x * x) * libm::erfc(x);
    }
    // Its asymptotic series (Abramowitz and Stegun 7.1.23), here to a part of 10⁸ at worst.
    let inverse = 0.5 / (x * x);
    let series =
        1.0 - inverse * (1.0 - 3.0 * inverse * (1.0 - 5.0 * inverse * (1.0 - 7.0 * inverse)));
    series / (x * PI.sqrt())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    /// The mean of Gaussians along these chords, computed plainly.
    fn mean(ends: &[[f64; 2]], deviation: f64, point: [f64; 2]) -> f64 {
        const PARTS: usize = 2000;
        let mut sum = 0.0;
        for pair in ends.windows(2) {
            for part in 0..PARTS {
                let t = (part as f64 + 0.5) / PARTS as f64;
                let on = [0, 1].map(|axis| pair[0][axis] + t * (pair[1][axis] - pair[0][axis]));
                let square = squared_distance(on, point) / (deviation * deviation);
                sum += libm::exp(-0.5 * square);
            }
        }
        sum / (PARTS * (ends.len() - 1)) as f64 / (TAU * deviation * deviation)
    }

    #[test]
    fn a_density_is_the_mean_of_gaussians_along_the_curve() {
        let curve = Curve::new("curve", &[-0.8, -0.3, 0.1, 0.6, 0.7, -0.4]).unwrap();
        for (deviation, chords) in [
            (0.5, 640),
            (0.06, 640),
            (0.02, 640),
            (0.01, 64),
            (0.004, 64),
        ] {
            let blurred = Blurred::new(&curve, deviation);
            assert_eq!(matches!(blurred.parts, Parts::Chords(_)), chords == CHORDS);
            for point in [
                [0.1, 0.6],
                [-0.8, -0.3],
                [0.72, -0.41],
                [0.3, 0.3],
                [-0.85, -0.33],
            ] {
                let expected = mean(&curve.ends(chords), deviation, point);
                if expected > 1e-250 {
                    let error = blurred.log_density(point) - libm::log(expected);
                    assert!(error.abs() < 1e-3, "{deviation} {point:?}: {error}");
                }
            }
        }
    }

    #[test]
    fn the_asymptotic_series_is_the_function() {
        for x in [10.0, 12.5, 17.0, 25.0] {
            let expected = libm::exp(x * x) * libm::erfc(x);
            assert!((scaled_erfc(x) / expected - 1.0).abs() < 1e-8, "{x}");
        }
    }

    #[test]
    fn a_chord_of_no_length_is_a_point() {
        let chord = Chord::new([0.5, 1.0], [0.5, 1.0]);
        for point in [[3.5, 5.0], [-2.5, -3.0], [0.5, 6.0]] {
            assert_eq!(chord.squared_distance(point), 25.0);
            assert_eq!(chord.share(point), 1.0);
        }
    }

    #[test]
    fn far_away_it_is_that_of_the_nearest_point() {
        let curve = Curve::new("curve", &[-0.5, 0.0, 0.5, 0.0]).unwrap();
        for deviation in [1e-3, 1e-6] {
            let blurred = Blurred::new(&curve, deviation);
            // Across: a normal's, of mass 1 a unit of length.
            let across = 0.3 / deviation;
            let expected = -0.5 * across * across - libm::log(deviation * TAU.sqrt());
            assert!((blurred.log_density([0.1, 0.3]) / expected - 1.0).abs() < 1e-12);
            // Beyond the end: Mill's ratio of it.
            let beyond = 0.25 / deviation;
            let expected = -0.5 * beyond * beyond - libm::log(0.25 * TAU);
            let found = blurred.log_density([0.75, 0.0]);
            assert!((found / expected - 1.0).abs() < 1e-4, "{found} {expected}");
        }
    }
}
