//! A critic in training: its weights, its optimiser, and what its constraint remembers.

use burn::Tensor;
use burn::tensor::Device;

use crate::config::{Config, Constraint};
use crate::constraint::spectral::{self, Singular};
use crate::constraint::{CriticBatch, CriticTerms, Draws, critic_terms, held};
use crate::critic::Critic;
use crate::noise::{Noise, Purpose};
use crate::optimiser::{Moments, adam_step, clip};
use crate::parameters::Named;
use crate::portion::Portion;

/// A critic in training.
#[derive(Clone, Debug)]
pub(crate) struct CriticRun {
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
            critic: Critic::new(config, device),
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

    /// The function f that the critic is now.
    pub(crate) fn function(&self, config: &Config) -> Critic {
        held(&config.constraint, self.critic.clone(), &self.singular)
    }

    /// The terms of a step against `real` and `fake`, [batch, 784], a portion of a batch of `whole`
    /// rows.
    pub(crate) fn terms(
        &self,
        config: &Config,
        real: Tensor<2>,
        fake: Tensor<2>,
        (portion, whole): (Portion, usize),
    ) -> CriticTerms {
        let mut noise = Noise::new(config.seed, Purpose::Mix, self.steps);
        let device = real.device();
        let draws = Draws::new(&config.constraint, whole, portion, &mut noise, &device);
        let batch = CriticBatch {
            real,
            fake,
            draws,
            portion,
            whole,
        };
        critic_terms(&config.constraint, &self.critic, &self.singular, &batch)
    }

    /// Moves the critic against the `gradients` of a whole batch.
    pub(crate) fn take(&mut self, config: &Config, gradients: Named) {
        if let Constraint::SpectralNorm(_) = config.constraint {
            self.singular = spectral::normalise(&self.critic, &self.singular).1;
        }
        let critic = self.critic.clone();
        self.critic = adam_step(&config.critic_adam, &mut self.moments, critic, gradients);
        if let Constraint::WeightClipping(clipping) = config.constraint {
            self.critic = clip(self.critic.clone(), clipping.bound);
        }
        self.steps += 1;
    }

    /// One step against `real` and `fake`, [batch, 784]; its numbers, on the device.
    pub(crate) fn step(&mut self, config: &Config, real: Tensor<2>, fake: Tensor<2>) -> Tensor<1> {
        let [rows, _] = real.dims();
        let terms = self.terms(config, real, fake, (Portion::WHOLE, rows));
        self.take(config, terms.gradients);
        terms.numbers
    }
}
