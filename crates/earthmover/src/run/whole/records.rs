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

impl Trainer {
    /// The inputs of the next `count` iterations, whose steps are counted as taken.
    pub(super) fn chunk(&mut self, whole: &Whole, count: usize) -> Result<Tensor<1>, Error> {
        let mut inputs = self.constants();
        inputs.reserve(count * whole.record());
        for _ in 0..count {
            self.record(whole, &mut inputs)?;
        }
        let length = inputs.len();
        Ok(from_vec(inputs, [length], &self.inputs.device))
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

    /// Adds the record of the next iteration to `inputs`, and counts its steps.
    fn record(&mut self, whole: &Whole, inputs: &mut Vec<f32>) -> Result<(), Error> {
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
        inputs.extend(head(
            iteration,
            adam.rate,
            adam.root,
            share.unwrap_or_default() as f32,
        ));
        if !whole.shares_fakes {
            let critic_steps = self.critic.steps + whole.n_critic as u64;
            inputs.extend(
                self.inputs
                    .generator_latent_numbers(iteration, critic_steps),
            );
        }
        for _ in 0..whole.n_critic {
            let step = self.critic.steps;
            let adam = decay.applied(&self.config.critic_adam, iteration);
            let adam = rates(&adam, step as usize + 1);
            inputs.extend(head(iteration, adam.rate, adam.root, 0.0));
            inputs.extend(self.inputs.real_numbers(step, iteration)?);
            inputs.extend(self.inputs.critic_latent_numbers(step));
            let mut noise = self.inputs.noise(Purpose::Mix, step);
            let mut mixes = mixes(&self.config.constraint, whole.batch, &mut noise).concat();
            mixes.resize(2 * whole.pairs, 0.0);
            inputs.extend(mixes);
            self.critic.steps += 1;
        }
        self.critic.moments.steps = self.critic.steps as usize;
        self.generator.steps += 1;
        Ok(())
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
