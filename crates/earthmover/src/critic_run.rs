//! A critic in training: its weights, its optimiser, and what its constraint remembers.

use burn::Tensor;
use burn::module::Module;
use burn::tensor::Device;

use crate::config::{Config, Constraint};
use crate::constraint::spectral::{self, Singular};
use crate::constraint::{CriticBatch, Draws, critic_terms, held};
use crate::critic::Critic;
use crate::noise::{Noise, Purpose};
use crate::optimiser::{Moments, adam_step, clip};
use crate::parameters;
use crate::report::critic_numbers;

/// A critic in training.
#[derive(Clone, Debug)]
pub(crate) struct CriticRun {
    /// On the autodiff graph.
    pub(crate) critic: Critic,
    pub(crate) moments: Moments,
    /// Steps taken.
    pub(crate) steps: u64,
    /// What spectral normalisation goes on from; empty under another constraint.
    pub(crate) singular: Singular,
}

impl CriticRun {
    /// The critic of `config` before its first step.
    pub(crate) fn new(config: &Config, device: &Device) -> Self {
        let mut run = Self {
            critic: Critic::new(config, &device.clone().autodiff()),
            moments: Moments::default(),
            steps: 0,
            singular: Singular::new(),
        };
        run.configure(config);
        run
    }

    /// Goes on under the constraint of `config`. Spectral normalisation begins with vectors of its
    /// own, and ends with its constraint.
    pub(crate) fn configure(&mut self, config: &Config) {
        match config.constraint {
            Constraint::SpectralNorm(_) if self.singular.is_empty() => {
                self.singular = spectral::begin(&self.critic, config.seed);
            }
            Constraint::SpectralNorm(_) => {}
            _ => self.singular = Singular::new(),
        }
    }

    /// The function f that the critic is now, with gradients of its weights.
    fn held(&self, config: &Config) -> Critic {
        held(&config.constraint, self.critic.clone(), &self.singular)
    }

    /// The same as a constant of the autodiff graph, through which a generator's gradient passes.
    pub(crate) fn fixed(&self, config: &Config) -> Critic {
        let critic = self.critic.clone().no_grad();
        held(&config.constraint, critic, &self.singular)
    }

    /// The same off the autodiff graph.
    pub(crate) fn valid(&self, config: &Config) -> Critic {
        held(&config.constraint, self.critic.valid(), &self.singular)
    }

    /// One step against `real` and `fake`, [batch, 1, 28, 28] off the autodiff graph; its numbers,
    /// on the device.
    pub(crate) fn step(&mut self, config: &Config, real: Tensor<4>, fake: Tensor<4>) -> Tensor<1> {
        let mut noise = Noise::new(config.seed, Purpose::Mix, self.steps);
        let [rows, ..] = real.dims();
        let draws = Draws::new(&config.constraint, rows, &mut noise, &real.device());
        let batch = CriticBatch { real, fake, draws };
        let terms = critic_terms(&config.constraint, &self.held(config), &batch);
        let gradients = parameters::gradients(&self.critic, &terms.loss.backward());
        if let Constraint::SpectralNorm(_) = config.constraint {
            self.singular = spectral::normalise(&self.critic.valid(), &self.singular).1;
        }
        let critic = self.critic.clone();
        self.critic = adam_step(&config.critic_adam, &mut self.moments, critic, &gradients);
        if let Constraint::WeightClipping(clipping) = config.constraint {
            self.critic = clip(self.critic.clone(), clipping.bound);
        }
        self.steps += 1;
        critic_numbers(terms)
    }
}
