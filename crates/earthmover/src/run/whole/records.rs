//! What kernels of whole iterations are given: the numbers that stay, and a record of each iteration.

use burn::Tensor;

use crate::config::Constraint;
use crate::critic::constraint::gradient::LEAST_DISTANCE;
use crate::critic::constraint::{lambda, mixes};
use crate::error::Error;
use crate::kernels::memory::from_vec;
use crate::kernels::whole::{CONSTANTS, Constant, HEAD, Head, Whole};
use crate::network::optimiser::{rates, share_of_way};
use crate::noise::Purpose;
use crate::run::trainer::Trainer;

/// What a critic step is given: rows of images and of latents, and how far along their segments the pairs' points
/// lie.
#[derive(Clone, Debug)]
pub struct StepDraws {
    /// [batch, numbers of an image], row by row.
    pub real: Vec<f32>,
    /// [batch, numbers of a latent], row by row.
    pub latents: Vec<f32>,
    /// Those of the first points, then those of the second, where pairs have them.
    pub mixes: Vec<f32>,
}

/// What an iteration is given.
#[derive(Clone, Debug)]
pub struct IterationDraws {
    /// Latents of the generator's step, row by row; none where it has the fakes of the critic's last.
    pub latents: Vec<f32>,
    /// Those of each critic step.
    pub critic: Vec<StepDraws>,
}

impl Trainer {
    /// The inputs of the next `count` iterations, whose steps are counted as taken.
    pub(super) fn chunk(&mut self, whole: &Whole, count: usize) -> Result<Tensor<1>, Error> {
        let mut inputs = self.constants();
        inputs.reserve(count * whole.record());
        for _ in 0..count {
            let draws = self.draws(whole)?;
            self.record(whole, &draws, &mut inputs);
        }
        Ok(self.uploaded(inputs))
    }

    /// The inputs of one iteration that is given `draws`, whose steps are counted as taken.
    pub(super) fn given(&mut self, whole: &Whole, draws: &IterationDraws) -> Tensor<1> {
        let mut inputs = self.constants();
        self.record(whole, draws, &mut inputs);
        self.uploaded(inputs)
    }

    fn uploaded(&self, inputs: Vec<f32>) -> Tensor<1> {
        let length = inputs.len();
        from_vec(inputs, [length], &self.inputs.device)
    }

    fn constants(&self) -> Vec<f32> {
        let Self { config, .. } = self;
        let mut constants = vec![0.0; CONSTANTS];
        let mut set = |which: Constant, value: f64| constants[which as usize] = value as f32;
        set(Constant::GeneratorBeta1, config.generator_adam.beta1);
        set(Constant::GeneratorBeta2, config.generator_adam.beta2);
        set(Constant::GeneratorEpsilon, config.generator_adam.epsilon);
        set(Constant::CriticBeta1, config.critic_adam.beta1);
        set(Constant::CriticBeta2, config.critic_adam.beta2);
        set(Constant::CriticEpsilon, config.critic_adam.epsilon);
        set(Constant::Lambda, lambda(&config.constraint));
        set(Constant::LeastDistance, LEAST_DISTANCE);
        match &config.constraint {
            Constraint::SlopePenalty(penalty) => set(Constant::Step, penalty.step),
            Constraint::WeightClipping(clipping) => set(Constant::Bound, clipping.bound),
            _ => {}
        }
        constants
    }

    /// What the next iteration is given.
    fn draws(&self, whole: &Whole) -> Result<IterationDraws, Error> {
        let iteration = self.iteration();
        let steps = self.critic.steps..self.critic.steps + whole.n_critic as u64;
        let latents = if whole.shares_fakes {
            Vec::new()
        } else {
            self.inputs.generator_latent_numbers(iteration, steps.end)
        };
        let critic = steps.map(|step| {
            let mut noise = self.inputs.noise(Purpose::Mix, step);
            Ok(StepDraws {
                real: self.inputs.real_numbers(step, iteration)?,
                latents: self.inputs.critic_latent_numbers(step),
                mixes: mixes(&self.config.constraint, whole.batch, &mut noise).concat(),
            })
        });
        Ok(IterationDraws {
            latents,
            critic: critic.collect::<Result<_, Error>>()?,
        })
    }

    /// Adds the record of the next iteration to `inputs`, and counts its steps.
    fn record(&mut self, whole: &Whole, draws: &IterationDraws, inputs: &mut Vec<f32>) {
        let iteration = self.iteration();
        let steps = iteration as usize + 1;
        self.generator.moments.steps = steps;
        let share = self
            .config
            .averaging
            .map(|averaging| share_of_way(&averaging, iteration));
        let decay = self.config.rate_decay;
        let adam = decay.applied(&self.config.generator_adam, iteration);
        let adam = rates(&adam, steps);
        let share = share.unwrap_or_default() as f32;
        inputs.extend(head(iteration, adam.rate, adam.root, share));
        inputs.extend(&draws.latents);
        for draws in &draws.critic {
            let adam = decay.applied(&self.config.critic_adam, iteration);
            let adam = rates(&adam, self.critic.steps as usize + 1);
            inputs.extend(head(iteration, adam.rate, adam.root, 0.0));
            inputs.extend(&draws.real);
            inputs.extend(&draws.latents);
            let end = inputs.len() + 2 * whole.pairs;
            inputs.extend(&draws.mixes);
            inputs.resize(end, 0.0);
            self.critic.steps += 1;
        }
        self.critic.moments.steps = self.critic.steps as usize;
        self.generator.steps += 1;
    }
}

/// What a record of a step begins with.
fn head(iteration: u64, rate: f32, root: f32, share: f32) -> [f32; HEAD] {
    let mut head = [0.0; HEAD];
    head[Head::Iteration as usize] = (iteration + 1) as f32;
    head[Head::Rate as usize] = rate;
    head[Head::Root as usize] = root;
    head[Head::Share as usize] = share;
    head
}
