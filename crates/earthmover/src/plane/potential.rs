//! The best critic of two clouds, on the whole plane.

use super::densities::centre;
use super::{Clouds, Scene};
use crate::error::{Error, check_whole};
use crate::transport::{Costs, Potentials};

/// Most rows and columns of the grid on which a potential is computed.
pub const MOST_POTENTIAL_SIDE: u64 = 256;
/// Cells of which distances are computed at once.
const CHUNK: usize = 512;

/// The exact dual potential of two clouds as a critic f, 1-Lipschitz on the plane and high on P. Its
/// gap is the exact distance, and no other critic has a larger one; f is shifted so that its mean over
/// P is half of that, and its mean over Q minus as much.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanePotential {
    /// f at the centres of side × side cells of [−1, 1]², row-major, the row of the largest y first.
    pub values: Vec<f32>,
    /// f at the points of P.
    pub p_scores: Vec<f64>,
    /// f at the points of Q.
    pub q_scores: Vec<f64>,
    /// The clouds, with the exact distance.
    pub clouds: Clouds,
}

impl Scene {
    /// The best critic of the clouds of `count` points, on a grid of `side` × `side` cells.
    ///
    /// # Errors
    /// [`Error::Argument`] when `count` is not from 1 to 512, or `side` not from 2 to 256.
    pub fn potential(&self, count: u64, side: u64) -> Result<PlanePotential, Error> {
        let side = check_whole("side", side, 2, MOST_POTENTIAL_SIDE)?;
        let clouds = self.clouds(count)?;
        let potentials = &clouds.assignment.potentials;
        let mut p_scores = critic(potentials, &clouds.p, &clouds.q)?;
        let mut q_scores = critic(potentials, &clouds.q, &clouds.q)?;
        let zero = 0.5 * (mean(&p_scores) + mean(&q_scores));
        let scores = p_scores.iter_mut().chain(&mut q_scores);
        scores.for_each(|score| *score -= zero);
        let cells = (0..side * side).flat_map(|cell| {
            let (row, column) = (cell / side, cell % side);
            [centre(column, side), centre(side - 1 - row, side)]
        });
        let cells: Vec<f64> = cells.collect();
        let mut values = Vec::with_capacity(side * side);
        for chunk in cells.chunks(2 * CHUNK) {
            let scores = critic(potentials, chunk, &clouds.q)?;
            values.extend(scores.into_iter().map(|score| (score - zero) as f32));
        }
        Ok(PlanePotential {
            values,
            p_scores,
            q_scores,
            clouds,
        })
    }
}

fn critic(potentials: &Potentials, points: &[f64], targets: &[f64]) -> Result<Vec<f64>, Error> {
    potentials.critic(&Costs::euclidean(points, targets, 2)?)
}

fn mean(numbers: &[f64]) -> f64 {
    numbers.iter().sum::<f64>() / numbers.len() as f64
}
