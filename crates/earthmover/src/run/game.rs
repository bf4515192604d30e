//! A Wasserstein GAN in the plane: a generator and its opponent in training, on points that can be looked at.
//!
//! At each step both see the same points and latents, or batches drawn anew. A game may also be played against a
//! classifier, as the original GAN is, or against the exact plan between the points themselves.
//!
//! ```
//! use earthmover::burn::tensor::Device;
//! use earthmover::config::GameConfig;
//! use earthmover::run::game::{Game, Shape};
//!
//! # pollster::block_on(async {
//! let ring = Shape::Ring.points(64, 7)?;
//! let mut game = Game::new(GameConfig::default(), &Device::flex(), &ring)?;
//! let before = game.look(24).await?.exact_distance;
//! game.train(60).await?;
//! assert!(game.look(24).await?.exact_distance < before);
//! # Ok::<(), earthmover::Error>(())
//! # }).unwrap();
//! ```

mod look;
mod opponent;
mod shapes;

use burn::Tensor;
use burn::tensor::Device;

use super::generator_run::GeneratorRun;
use super::report::{GeneratorReport, StepReport};
use crate::config::{Config, GameConfig, Objective, RateDecay};
use crate::critic::check_rows;
use crate::critic::report::{CRITIC_NUMBERS, CriticReport};
use crate::critic::training::CriticRun;
use crate::error::{Error, Invalid, check_whole};
use crate::kernels::leaves::{Leaves, Portion};
use crate::kernels::memory::from_vec;
use crate::network::finite::{self, check_step};
use crate::network::read_back::read;
use crate::network::{Critic, Generator};
use crate::noise::{Noise, Purpose};
pub use look::Look;
use opponent::Opponent;
pub use shapes::{MOST_CONTROL, Shape, spread};

/// Most points of a game.
pub const MOST_POINTS: usize = 512;
/// Most steps of one call.
const MOST_STEPS: u64 = 10_000;
/// Coordinates of a point, and numbers of a latent.
const DIMENSION: usize = 2;

/// A game in the plane.
#[derive(Debug)]
pub struct Game {
    config: GameConfig,
    device: Device,
    /// The real points, x, y, x, y, …
    points: Vec<f32>,
    /// The latents whose fakes are shown, as many.
    latents: Vec<f32>,
    generator: GeneratorRun,
    critic: CriticRun,
}

impl Game {
    /// A game before its first step, for the real points `p`: x, y, x, y, …, and as many fakes, whose latents are
    /// drawn evenly from the square [−1, 1]².
    ///
    /// # Errors
    /// [`Error::Config`] when `config` is not valid; [`Error::Argument`] when the points are not whole, not finite, not
    /// from 2 to 512, or fewer than a batch.
    pub fn new(config: GameConfig, device: &Device, p: &[f32]) -> Result<Self, Error> {
        config.validate()?;
        check_points(&config, p)?;
        let device = device.clone().without_autodiff();
        let critic = config.critic();
        let run = Config {
            generator_adam: config.generator_adam,
            rate_decay: RateDecay::NONE,
            averaging: None,
            ..Config::default()
        };
        let generator = Generator::of_points(&config, &device);
        let mut game = Self {
            generator: GeneratorRun::new(generator, &run),
            critic: CriticRun::new(
                Critic::of_points(&critic, DIMENSION, &device),
                (&critic).into(),
            ),
            points: p.to_vec(),
            latents: Vec::new(),
            device,
            config,
        };
        game.latents = game.drawn_latents(Purpose::Sample, 0, p.len() / DIMENSION);
        Ok(game)
    }

    /// Goes on for other real points, as many, the networks as they are.
    ///
    /// # Errors
    /// As [`Game::new`], of `p`; or when they are not as many as before.
    pub fn move_to(&mut self, p: &[f32]) -> Result<(), Error> {
        check_points(&self.config, p)?;
        if p.len() != self.points.len() {
            let allowed = format!("{}, as many as before", self.points.len());
            return Err(Invalid::new("p.length", p.len(), allowed).into());
        }
        self.points = p.to_vec();
        Ok(())
    }

    /// Iterations done: generator steps.
    pub fn iteration(&self) -> u64 {
        self.generator.steps
    }

    /// Takes that many steps of the critic alone, 1 to 10,000, and tells what the last one measured. Where it is exact,
    /// there is nothing to be trained.
    ///
    /// # Errors
    /// [`Error::Argument`] when `steps` is not so; [`Error::NotFinite`] when a number is not finite: the game then stands
    /// as it was before that step; [`Error::Device`] when the device fails.
    pub async fn critic_steps(&mut self, steps: u64) -> Result<CriticReport, Error> {
        check_whole("steps", steps, 1, MOST_STEPS)?;
        let numbers = self.step_critic_times(steps)?;
        Ok(CriticReport::from_numbers(&read(numbers).await?))
    }

    /// Takes one step of the generator alone; it counts as an iteration.
    ///
    /// # Errors
    /// As [`Game::critic_steps`].
    pub async fn generator_step(&mut self) -> Result<GeneratorReport, Error> {
        let loss = self.step_generator()?;
        Ok(GeneratorReport {
            generator_loss: read(loss).await?[0],
        })
    }

    /// Runs `iterations` iterations, 1 to 10,000, each of `nCritic` critic steps and one generator step, and tells what
    /// the last one measured.
    ///
    /// # Errors
    /// As [`Game::critic_steps`].
    pub async fn train(&mut self, iterations: u64) -> Result<StepReport, Error> {
        check_whole("iterations", iterations, 1, MOST_STEPS)?;
        let mut numbers = Vec::new();
        for _ in 0..iterations {
            numbers = match self.config.objective {
                Objective::Exact => {
                    let distance = self.step_generator()?;
                    vec![opponent::exact_numbers(&distance), distance]
                }
                Objective::Wasserstein | Objective::Original => {
                    let critic = self.step_critic_times(self.config.n_critic as u64)?;
                    vec![critic, self.step_generator()?]
                }
            };
        }
        let numbers = read(Tensor::cat(numbers, 0)).await?;
        Ok(StepReport::from_numbers(self.iteration(), &numbers))
    }

    /// Takes so many steps of the critic, and gives the numbers of the last, on the device.
    fn step_critic_times(&mut self, steps: u64) -> Result<Tensor<1>, Error> {
        let mut numbers = Tensor::zeros([CRITIC_NUMBERS], &self.device);
        for _ in 0..steps {
            let step = self.critic.steps;
            let real = self.on_device(self.real(step));
            let latents = self.step_latents(Purpose::CriticLatents, step);
            let fake = self.generator.generator.forward(self.on_device(latents));
            let taken = match self.config.objective {
                Objective::Wasserstein => self.critic.step(real, fake, Portion::WHOLE),
                Objective::Original => opponent::classify(&mut self.critic, real, fake),
                Objective::Exact => return opponent::exact(&self.real(step), fake),
            };
            numbers = taken.map_err(|error| error.in_iteration(self.iteration() + 1))?;
        }
        Ok(numbers)
    }

    /// Takes one step of the generator, and gives its loss, on the device.
    fn step_generator(&mut self) -> Result<Tensor<1>, Error> {
        let step = self.generator.steps;
        let latents = self.step_latents(Purpose::GeneratorLatents, step);
        let (fakes, trace) = self.generator.generator.trace(self.on_device(latents));
        let rows = fakes.dims()[0];
        let opponent = Opponent {
            objective: self.config.objective,
            critic: &self.critic.function(),
            real: self.real(step),
        };
        let (loss, at_points) = opponent.of(fakes)?;
        let generator = &self.generator.generator;
        let gradients = generator.gradients_by(&trace, at_points, &Leaves::one(rows));
        check_step(step + 1, &finite::GENERATOR, &loss, &gradients)?;
        self.generator.descend(gradients);
        Ok(loss)
    }

    /// The real points of a step.
    fn real(&self, step: u64) -> Vec<f32> {
        if self.config.batch == 0 {
            return self.points.clone();
        }
        let mut noise = Noise::new(self.config.seed, Purpose::Batch, step);
        let (points, _) = self.points.as_chunks::<DIMENSION>();
        let chosen = noise.choose(self.config.batch, points.len());
        chosen.into_iter().flat_map(|place| points[place]).collect()
    }

    /// The latents of a step.
    fn step_latents(&self, purpose: Purpose, step: u64) -> Vec<f32> {
        match self.config.batch {
            0 => self.latents.clone(),
            batch => self.drawn_latents(purpose, step, batch),
        }
    }

    fn drawn_latents(&self, purpose: Purpose, step: u64, count: usize) -> Vec<f32> {
        let mut noise = Noise::new(self.config.seed, purpose, step);
        let numbers = noise.uniforms(count * DIMENSION).into_iter();
        numbers.map(|number| 2.0 * number - 1.0).collect()
    }

    fn on_device(&self, points: Vec<f32>) -> Tensor<2> {
        let count = points.len() / DIMENSION;
        from_vec(points, [count, DIMENSION], &self.device)
    }
}

/// Checks the real points of a game.
fn check_points(config: &GameConfig, p: &[f32]) -> Result<(), Error> {
    check_rows("p", p, DIMENSION, config.batch.max(2)..=MOST_POINTS)
}
