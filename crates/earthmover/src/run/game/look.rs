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
    /// Where it puts the centres of 9 × 9 cells of the square of latents, row-major from the top.
    pub latent_grid: Vec<f32>,
    /// What the opponent says at the centres of cells of the square [−1, 1]², row-major from the top: f; of the original
    /// GAN, D, a probability; of an exact game nothing.
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
        let cells = self.on_device(grid(side)?);
        let critic = self.critic.function();
        let generator = &self.generator.generator;
        let fakes = generator.forward(self.on_device(self.latents.clone()));
        let opponent = Opponent {
            objective: self.config.objective,
            critic: &critic,
            real: self.points.clone(),
        };
        let count = self.points.len() / DIMENSION;
        let (_, at_fakes) = opponent.of(fakes.clone())?;
        let arrows = at_fakes * -(count as f64);
        let lines = generator.forward(self.on_device(grid(LINES)?));
        let scores = critic.forward(Tensor::cat(
            vec![self.on_device(self.points.clone()), fakes.clone()],
            0,
        ));
        let values = match self.config.objective {
            Objective::Wasserstein => critic.forward(cells),
            Objective::Original => opponent::probability(critic.forward(cells)),
            Objective::Exact => critic.forward(cells) * 0.0,
        };
        let [fakes, arrows, lines] = [fakes, arrows, lines].map(|points| points.flatten(0, 1));
        let lengths = [
            2 * count,
            2 * count,
            2 * count,
            2 * (LINES * LINES) as usize,
        ];
        let mut numbers = read(Tensor::cat(vec![fakes, arrows, scores, lines, values], 0)).await?;
        let mut next = |length: usize| {
            let rest = numbers.split_off(length);
            std::mem::replace(&mut numbers, rest)
        };
        let [fakes, arrows, scores, latent_grid] = lengths.map(&mut next);
        let mut look = self.measured(&fakes, scores.split_at(count))?;
        (look.fakes, look.arrows, look.latent_grid, look.values) =
            (fakes, arrows, latent_grid, numbers);
        Ok(look)
    }

    /// The distances between the real points and `fakes`.
    fn measured(&self, fakes: &[f32], (real, fake): (&[f32], &[f32])) -> Result<Look, Error> {
        let costs = Costs::euclidean(&self.points, fakes, DIMENSION)?;
        let (costs, best) = Assigner::new(costs)?.finish()?;
        let of_critic = critic_distance(real, fake, &costs)?;
        let exact = self.config.objective == Objective::Exact;
        let mut plan = vec![0; best.plan.len()];
        for (real, fake) in best.plan.iter().enumerate() {
            plan[*fake] = real;
        }
        let densities = [&self.points[..], fakes].map(density);
        Ok(Look {
            iteration: self.iteration(),
            fakes: Vec::new(),
            arrows: Vec::new(),
            latent_grid: Vec::new(),
            values: Vec::new(),
            gap: if exact { best.cost } else { of_critic.gap },
            critic_distance: if exact { best.cost } else { of_critic.distance },
            exact_distance: best.cost,
            plan,
            jensen_shannon: jensen_shannon(&densities[0], &densities[1])?,
        })
    }
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
