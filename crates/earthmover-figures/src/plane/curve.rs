//! Smooth curves through control points, by arc length.

use super::LARGEST;
use earthmover_transport::support::check_whole;
use earthmover_transport::{Error, Invalid};

/// Most control points of a curve.
pub const MOST_CONTROL: usize = 16;
/// Most points along a curve.
pub const MOST_CURVE_POINTS: u64 = 4096;
/// How many chords stand for the curve from one control point to the next.
const STEPS: usize = 64;
/// Curves that are nowhere farther apart than this count as the same.
const SAME: f64 = 1e-9;

/// A smooth curve through control points: Catmull and Rom's spline (1974), centripetal (Yuksel, Schaefer
/// and Keyser 2011), so that it makes no loops of its own, with ends that are not bent. One control
/// point, or several at one place, are a curve of length 0.
#[derive(Clone, Debug)]
pub struct Curve {
    points: Vec<[f64; 2]>,
    /// The length of the curve from its beginning to each point.
    lengths: Vec<f64>,
}

impl Curve {
    /// The curve through `control`: 1 to 16 points, x, y, x, y, …
    ///
    /// It moves continuously with its control points, also where these meet.
    ///
    /// # Errors
    /// [`Error::Argument`], which calls the control points `argument`, when there are not so many or a
    /// coordinate is not from −10 to 10.
    pub fn new(argument: &str, control: &[f64]) -> Result<Self, Error> {
        let (points, rest) = control.as_chunks::<2>();
        if points.is_empty() || !rest.is_empty() || points.len() > MOST_CONTROL {
            let allowed = format!("an even number from 2 to {}", 2 * MOST_CONTROL);
            let argument = format!("{argument}.length");
            return Err(Invalid::new(argument, control.len(), allowed).into());
        }
        // NaN is in no range.
        let outside = |x: &f64| !(-LARGEST..=LARGEST).contains(x);
        if let Some(place) = control.iter().position(outside) {
            let allowed = format!("a number from -{LARGEST} to {LARGEST}");
            let argument = format!("{argument}[{place}]");
            return Err(Invalid::new(argument, control[place], allowed).into());
        }
        let points = spline(points);
        let mut lengths = vec![0.0; points.len()];
        for (end, pair) in points.windows(2).enumerate() {
            lengths[end + 1] = lengths[end] + distance(pair[0], pair[1]);
        }
        Ok(Self { points, lengths })
    }

    /// Its length.
    pub fn length(&self) -> f64 {
        self.lengths[self.lengths.len() - 1]
    }

    /// `count` points along it, even in arc length, both ends included (one alone is the beginning).
    ///
    /// # Errors
    /// [`Error::Argument`] when `count` is not from 1 to 4,096.
    pub fn points(&self, count: u64) -> Result<Vec<f64>, Error> {
        let count = check_whole("count", count, 1, MOST_CURVE_POINTS)?;
        Ok(self.ends(count - 1).into_flattened())
    }

    /// The ends of `parts` equal parts, one more than there are parts.
    pub(super) fn ends(&self, parts: usize) -> Vec<[f64; 2]> {
        let scale = self.length() / parts.max(1) as f64;
        self.at((0..=parts).map(|k| k as f64 * scale))
    }

    /// The middles of `parts` equal parts.
    pub(super) fn middles(&self, parts: usize) -> Vec<[f64; 2]> {
        let scale = self.length() / parts as f64;
        self.at((0..parts).map(|k| (k as f64 + 0.5) * scale))
    }

    /// Gauss and Legendre's two points of each of `parts` equal parts.
    pub(super) fn gauss(&self, parts: usize) -> Vec<[f64; 2]> {
        let scale = 0.5 * self.length() / parts as f64;
        let side = 1.0 / 3.0_f64.sqrt();
        let middles = (0..parts).map(|k| (2 * k + 1) as f64);
        self.at(middles.flat_map(|middle| [middle - side, middle + side].map(|x| x * scale)))
    }

    /// Whether both are the same set of points, evenly covered.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let [a, b] = [self, other].map(|curve| curve.ends(STEPS));
        let near = |(a, b): (&[f64; 2], &[f64; 2])| distance(*a, *b) <= SAME;
        a.iter().zip(&b).all(near) || a.iter().zip(b.iter().rev()).all(near)
    }

    /// The points at these distances from the beginning, which must ascend.
    fn at(&self, distances: impl Iterator<Item = f64>) -> Vec<[f64; 2]> {
        let last = self.points.len() - 1;
        let mut end = 1;
        let point = |distance: f64| {
            while end < last && self.lengths[end] < distance {
                end += 1;
            }
            let (from, to) = (self.points[end - 1], self.points[end]);
            let chord = self.lengths[end] - self.lengths[end - 1];
            let part = (distance - self.lengths[end - 1]) / chord;
            // A chord of no length is where it begins, and rounding must not lead past the end.
            let part = if chord > 0.0 { part.min(1.0) } else { 0.0 };
            [0, 1].map(|axis| from[axis] + part * (to[axis] - from[axis]))
        };
        distances.map(point).collect()
    }
}

/// Points of the spline: 64 chords from each control point to the next.
fn spline(control: &[[f64; 2]]) -> Vec<[f64; 2]> {
    // One point is a curve from itself to itself.
    let twice = [control[0]; 2];
    let control = if control.len() == 1 { &twice } else { control };
    let mut knots = vec![0.0; control.len()];
    for (end, pair) in control.windows(2).enumerate() {
        knots[end + 1] = knots[end] + distance(pair[0], pair[1]).sqrt();
    }
    let tangents = tangents(control, &knots);
    let mut points = Vec::with_capacity((control.len() - 1) * STEPS + 1);
    points.push(control[0]);
    for end in 1..control.len() {
        let span = knots[end] - knots[end - 1];
        for step in 1..STEPS {
            let t = step as f64 / STEPS as f64;
            // Hermite's polynomials.
            let (u, v) = (1.0 - t, t * (1.0 - t));
            points.push([0, 1].map(|axis| {
                let (from, to) = (control[end - 1][axis], control[end][axis]);
                let (out, into) = (tangents[end - 1][axis], tangents[end][axis]);
                let straight = u * u * (1.0 + 2.0 * t) * from + t * t * (3.0 - 2.0 * t) * to;
                straight + span * v * (u * out - t * into)
            }));
        }
        points.push(control[end]);
    }
    points
}

/// The derivative at each control point by the knots: of the parabola through it and its neighbours;
/// at an end such that the curve is not bent there.
fn tangents(control: &[[f64; 2]], knots: &[f64]) -> Vec<[f64; 2]> {
    // Where two knots meet, so do their control points, and these faster: the quotient goes to 0.
    let slope = |from: usize, to: usize| {
        let span = knots[to] - knots[from];
        let rise = |axis: usize| control[to][axis] - control[from][axis];
        [0, 1].map(|axis| if span > 0.0 { rise(axis) / span } else { 0.0 })
    };
    let last = control.len() - 1;
    let inner = (1..last).map(|place| {
        let [before, across] = [slope(place - 1, place), slope(place - 1, place + 1)];
        let after = slope(place, place + 1);
        [0, 1].map(|axis| before[axis] - across[axis] + after[axis])
    });
    let inner: Vec<[f64; 2]> = inner.collect();
    let end = |chord: [f64; 2], next: Option<&[f64; 2]>| match next {
        Some(next) => [0, 1].map(|axis| 1.5 * chord[axis] - 0.5 * next[axis]),
        None => chord,
    };
    let first = end(slope(0, 1), inner.first());
    let finish = end(slope(last - 1, last), inner.last());
    [&[first], inner.as_slice(), &[finish]].concat()
}

/// The Euclidean distance.
pub(super) fn distance(a: [f64; 2], b: [f64; 2]) -> f64 {
    let [x, y] = [a[0] - b[0], a[1] - b[1]];
    (x * x + y * y).sqrt()
}
