//! Samples of P and Q, and the exact distance between them.

use std::f64::consts::TAU;

use super::Scene;
use crate::noise::{Noise, Purpose};
use earthmover_transport::support::check_whole;
use earthmover_transport::{Assignment, Error, wasserstein};

/// Most points of a cloud.
pub const MOST_POINTS: u64 = 512;
/// The seed that every cloud is drawn with.
const SEED: u64 = 0;

/// As many points of P as of Q, and a best way to pair them.
#[derive(Clone, Debug, PartialEq)]
pub struct Clouds {
    /// Points of P.
    pub p: Vec<f64>,
    /// Points of Q.
    pub q: Vec<f64>,
    /// The exact distance between the two, P being the source: `plan[i]` is the point of Q with which
    /// point i of P is paired.
    pub assignment: Assignment,
}

impl Scene {
    /// `count` points of P and of Q, and the exact distance W1 between these clouds. It is 0 where P
    /// and Q are equal, and a continuous function of control points and width.
    ///
    /// # Errors
    /// [`Error::Argument`] when `count` is not from 1 to 512.
    pub fn clouds(&self, count: u64) -> Result<Clouds, Error> {
        let count = check_whole("count", count, 1, MOST_POINTS)?;
        let (p, q) = (self.points_of_p(count), self.points_of_q(count));
        let assignment = wasserstein(&p, &q, 2)?;
        Ok(Clouds { p, q, assignment })
    }

    /// The middles of `count` equal parts of the spine, each moved by `width` times two standard normals.
    pub(super) fn points_of_p(&self, count: usize) -> Vec<f64> {
        let mut points = self.spine.middles(count).into_flattened();
        for (x, normal) in points.iter_mut().zip(normals(count).as_flattened()) {
            *x += self.width * normal;
        }
        points
    }

    /// The middles of `count` equal parts of the curve.
    pub(super) fn points_of_q(&self, count: usize) -> Vec<f64> {
        self.curve.middles(count).into_flattened()
    }
}

/// `count` pairs of standard normals, the same at every call. Lengths are cut into `count` parts that are
/// equally likely, and so are angles; each part is drawn from once (a Latin hypercube: McKay, Beckman and
/// Conover 1979).
fn normals(count: usize) -> Vec<[f64; 2]> {
    let mut noise = Noise::new(SEED, Purpose::Cloud, count as u64);
    let mut part = || {
        let parts = noise.choose(count, count);
        let within = |part| (part as f64 + noise.uniform()) / count as f64;
        parts.into_iter().map(within).collect::<Vec<_>>()
    };
    let (lengths, turns) = (part(), part());
    let pairs = lengths.into_iter().zip(turns);
    pairs.map(|(length, turn)| normal(length, turn)).collect()
}

/// Two independent standard normals from two uniform numbers of [0, 1), by Box and Muller's formula.
pub(super) fn normal(length: f64, turn: f64) -> [f64; 2] {
    let length = libm::sqrt(-2.0 * libm::log(1.0 - length));
    let angle = TAU * turn;
    [length * libm::cos(angle), length * libm::sin(angle)]
}
