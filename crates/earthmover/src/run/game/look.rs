//! A game as it is seen: the fakes, what the opponent says everywhere, and how far the fakes are from the real points.

use burn::Tensor;

use super::opponent::{self, Opponent};
use super::{DIMENSION, Game};
use crate::config::Objective;
use crate::critic::grid;
use crate::error::Error;
use crate::network::read_back::read;
use crate::transport::{Assigner, Costs, critic_distance, jensen_shannon};
use earthmover_transport::support::centre;

/// Lines of latents that the generator is drawn as, each way.
const LINES: u64 = 9;
/// Cells along a side of the square in which densities are compared.
const CELLS: usize = 32;
/// Standard deviation of the Gaussian by which points are blurred to densities.
const BLUR: f64 = 0.08;

/// What is to be seen of a game. Points are x, y, x, y, …
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// Iterations done.
    pub iteration: u64,
    /// Where the generator puts the latents that are shown.
    pub fakes: Vec<f32>,
    /// The way on which each fake's part of the generator's loss falls fastest: its length is how fast.
    pub arrows: Vec<f32>,
    /// The mean length of these.
    pub mean_arrow: f64,
    /// Where it puts the centres of 9 × 9 cells of the square of latents, row-major from the top.
    pub latent_grid: Vec<f32>,
    /// What the opponent says at the centres of cells of the square [−1, 1]², row-major from the top: f; of the original
    /// GAN, D, a probability. Empty where the game is exact.
    pub values: Vec<f32>,
    /// mean f(real) − mean f(fake) on the points shown; of scores, where it is the original GAN.
    pub gap: f64,
    /// gap ÷ steepest slope between a real point and a fake: at most the exact distance.
    pub critic_distance: f64,
    /// Exact W1 between the real points and the fakes shown.
    pub exact_distance: f64,
    /// The real point that each fake goes to in a best plan.
    pub plan: Vec<usize>,
    /// The Jensen-Shannon divergence of both, blurred by 0.08: at most log 2.
    pub jensen_shannon: f64,
}

impl Game {
    /// What is to be seen now, with `side` × `side` cells, 1 to 256.
    ///
    /// # Errors
    /// [`Error::Argument`] when `side` is not so; [`Error::Device`] when the device fails; [`Error::Diverged`] when
    /// fakes are no longer at finite places.
    pub async fn look(&self, side: u64) -> Result<Look, Error> {
        let cells = grid(side)?;
        let critic = self.critic.function();
        let generator = &self.generator.generator;
        let fakes = generator.forward(self.on_device(self.latents.clone()));
        let opponent = Opponent {
            objective: self.config.objective,
            critic: &critic,
            real: self.points.clone(),
        };
        let count = self.points.len() / DIMENSION;
        let arrows = opponent.of(fakes.clone())?.1 * -(count as f64);
        let lines = generator.forward(self.on_device(grid(LINES)?));
        let real = self.on_device(self.points.clone());
        let scores = critic.forward(Tensor::cat(vec![real, fakes.clone()], 0));
        let mut numbers = vec![scores];
        numbers.extend([fakes, arrows, lines].map(|points| points.flatten(0, 1)));
        match self.config.objective {
            Objective::Wasserstein => numbers.push(critic.forward(self.on_device(cells))),
            Objective::Original => {
                let scores = critic.forward(self.on_device(cells));
                numbers.push(opponent::probability(scores));
            }
            Objective::Exact => {}
        }
        let mut numbers = read(Tensor::cat(numbers, 0)).await?;
        let (pairs, lines) = (DIMENSION * count, DIMENSION * (LINES * LINES) as usize);
        let lengths = [2 * count, pairs, pairs, lines];
        let [scores, fakes, arrows, latent_grid] = lengths.map(|length| {
            let rest = numbers.split_off(length);
            std::mem::replace(&mut numbers, rest)
        });
        self.shown(
            scores.split_at(count),
            [fakes, arrows, latent_grid, numbers],
        )
    }

    /// What is seen and measured of `fakes`, arrows, the grid of latents and values, with the scores of real points and
    /// of fakes.
    fn shown(
        &self,
        (real, fake): (&[f32], &[f32]),
        [fakes, arrows, latent_grid, values]: [Vec<f32>; 4],
    ) -> Result<Look, Error> {
        let costs = Costs::euclidean(&fakes, &self.points, DIMENSION)?;
        let (costs, best) = Assigner::new(costs)?.finish()?;
        let (gap, critic_distance) = match self.config.objective {
            Objective::Exact => (best.cost, best.cost),
            Objective::Wasserstein | Objective::Original => {
                let found = critic_distance(real, fake, &costs.transposed())?;
                (found.gap, found.distance)
            }
        };
        let [of_real, of_fake] = [&self.points, &fakes].map(|points| density(points));
        Ok(Look {
            iteration: self.iteration(),
            mean_arrow: mean_length(&arrows),
            gap,
            critic_distance,
            exact_distance: best.cost,
            plan: best.plan,
            jensen_shannon: jensen_shannon(&of_real, &of_fake)?,
            fakes,
            arrows,
            latent_grid,
            values,
        })
    }
}

/// The mean length of vectors of the plane.
fn mean_length(vectors: &[f32]) -> f64 {
    let (vectors, _) = vectors.as_chunks::<DIMENSION>();
    let lengths = vectors
        .iter()
        .map(|[x, y]| f64::from(*x).hypot((*y).into()));
    lengths.sum::<f64>() / vectors.len() as f64
}

/// The masses that points, each blurred, have in the cells of the square; all together 1.
fn density(points: &[f32]) -> Vec<f64> {
    let (points, _) = points.as_chunks::<DIMENSION>();
    // Centres of a row of cells, from left to right.
    let along: Vec<f64> = (0..CELLS).map(|place| centre(place, CELLS)).collect();
    let mut masses = vec![0.0; CELLS * CELLS];
    for point in points {
        let [across, up] = point.map(|at| {
            let near = |centre: &f64| {
                let far = (centre - f64::from(at)) / BLUR;
                libm::exp(-0.5 * far * far)
            };
            along.iter().map(near).collect::<Vec<f64>>()
        });
        for (row, up) in masses.chunks_exact_mut(CELLS).zip(up) {
            for (mass, across) in row.iter_mut().zip(&across) {
                *mass += up * across;
            }
        }
    }
    let whole: f64 = masses.iter().sum();
    // Points beyond the square leave it empty.
    if whole < 1e-12 {
        return vec![1.0 / masses.len() as f64; masses.len()];
    }
    masses.iter().map(|mass| mass / whole).collect()
}
