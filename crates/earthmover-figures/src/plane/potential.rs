//! The best critic of two clouds, on the whole plane.

use super::{Clouds, Scene};
use earthmover_transport::support::{centres, check_whole};
use earthmover_transport::{Costs, Error};

/// Most rows and columns of the grid on which a potential is computed.
pub const MOST_POTENTIAL_SIDE: u64 = 256;
/// For how many cells distances are computed at once.
const CHUNK: usize = 512;

/// The exact dual potential of two clouds as a critic f, 1-Lipschitz on the plane and high on P. Its
/// gap is the exact distance, and no other 1-Lipschitz critic has a larger one; f is shifted so that its
/// mean over P is half of that, and its mean over Q minus as much.
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
        // P and Q have equally many points, so the mean over each is equally far from the mean over both, 0.
        let [p_scores, q_scores] = potentials.critic_at_samples(0.0);
        let shift = p_scores[0] - potentials.source[0];
        let cells: Vec<f64> = centres(side).flatten().collect();
        let mut values = Vec::with_capacity(side * side);
        for chunk in cells.chunks(2 * CHUNK) {
            let scores = potentials.critic(&Costs::euclidean(chunk, &clouds.q, 2)?)?;
            values.extend(scores.into_iter().map(|score| (score + shift) as f32));
        }
        Ok(PlanePotential {
            values,
            p_scores,
            q_scores,
            clouds,
        })
    }
}
