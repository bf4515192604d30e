//! A critic in training: its weights, its optimiser, and what its constraint remembers.

use burn::Tensor;

use crate::config::{Adam, Config, Constraint, CriticConfig, RateDecay};
use crate::critic::constraint::orthonormal;
use crate::critic::constraint::spectral::{self, Singular};
use crate::critic::constraint::{
    CriticBatch, CriticTerms, Draws, Parts, constrained, critic_parts, lambda, whole_gradients,
};
use crate::error::Error;
use crate::kernels::leaves::Portion;
use crate::network::Critic;
use crate::network::finite::{self, check_step};
use crate::network::optimiser::{Moments, adam_step, clip};
use crate::network::parameters::Named;
use crate::noise::{Noise, Purpose};

/// How a critic is trained.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Training {
    seed: u64,
    constraint: Constraint,
    adam: Adam,
    decay: RateDecay,
}

impl From<&Config> for Training {
    fn from(config: &Config) -> Self {
        Self {
            seed: config.seed,
            constraint: config.constraint,
            adam: config.critic_adam,
            decay: config.rate_decay,
        }
    }
}

impl From<&CriticConfig> for Training {
    fn from(config: &CriticConfig) -> Self {
        Self {
            seed: config.seed,
            constraint: config.constraint,
            adam: config.adam,
            decay: RateDecay::NONE,
        }
    }
}

/// A critic in training.
#[derive(Clone, Debug)]
pub(crate) struct CriticRun {
    pub(crate) critic: Critic,
    training: Training,
    pub(crate) moments: Moments,
    /// Steps taken.
    pub(crate) steps: u64,
    /// The iteration of the run that its next step is of, counted from 0.
    pub(crate) iteration: u64,
    /// What spectral normalisation goes on from; empty under another constraint.
    pub(crate) singular: Singular,
}

impl CriticRun {
    /// `critic` before its first step.
    pub(crate) fn new(critic: Critic, training: Training) -> Self {
        let begun = match training.constraint {
            Constraint::Orthonormal(_) => orthonormal::begin(critic),
            _ => critic,
        };
        let mut run = Self {
            critic: begun,
            training,
            moments: Moments::default(),
            steps: 0,
            iteration: 0,
            singular: Singular::new(),
        };
        run.train_by(training);
        run
    }

    /// Goes on by `training`. Spectral normalisation begins with vectors of its own, and ends with its
    /// constraint; weights are made orthonormal when theirs begins.
    pub(crate) fn train_by(&mut self, training: Training) {
        let was_orthonormal = matches!(self.training.constraint, Constraint::Orthonormal(_));
        self.training = training;
        if let (Constraint::Orthonormal(_), false) = (training.constraint, was_orthonormal) {
            self.critic = orthonormal::begin(self.critic.clone());
        }
        match training.constraint {
            Constraint::SpectralNorm(_) if self.singular.is_empty() => {
                self.singular = spectral::begin(&self.critic, training.seed);
            }
            Constraint::SpectralNorm(_) => {}
            _ => self.singular = Singular::new(),
        }
    }

    /// The function f that the critic is now.
    pub(crate) fn function(&self) -> Critic {
        constrained(
            &self.training.constraint,
            self.critic.clone(),
            &self.singular,
        )
    }

    /// The parts of a step against `real` and `fake`, images or points: a portion of a batch of `whole` rows.
    pub(crate) fn parts(
        &self,
        real: Tensor<2>,
        fake: Tensor<2>,
        (portion, whole): (Portion, usize),
    ) -> Parts {
        let Training {
            seed, constraint, ..
        } = &self.training;
        let mut noise = Noise::new(*seed, Purpose::Mix, self.steps);
        let device = real.device();
        let draws = Draws::new(constraint, whole, portion, &mut noise, &device);
        let batch = CriticBatch {
            real,
            fake,
            draws,
            portion,
            whole,
        };
        critic_parts(constraint, &self.critic, &self.singular, &batch)
    }

    /// The gradients of a step: the sums of those from its sources.
    pub(crate) fn whole_gradients(&self, sources: Vec<Named>) -> Named {
        let constraint = &self.training.constraint;
        whole_gradients(sources, constraint, &self.critic, &self.singular)
    }

    /// What the penalty is multiplied by in the loss; 0 where the constraint has none.
    pub(crate) fn lambda(&self) -> f64 {
        lambda(&self.training.constraint)
    }

    /// Moves the critic against the `gradients` of a whole batch.
    pub(crate) fn descend(&mut self, gradients: Named) {
        let Training {
            constraint,
            adam,
            decay,
            ..
        } = self.training;
        let adam = decay.applied(&adam, self.iteration);
        if let Constraint::SpectralNorm(_) = constraint {
            self.singular = spectral::normalise(&self.critic, &self.singular).1;
        }
        let critic = self.critic.clone();
        self.critic = adam_step(&adam, &mut self.moments, critic, gradients);
        match constraint {
            Constraint::WeightClipping(clipping) => {
                self.critic = clip(self.critic.clone(), clipping.bound);
            }
            Constraint::Orthonormal(_) => {
                self.critic = orthonormal::retract(self.critic.clone());
            }
            _ => {}
        }
        self.steps += 1;
    }

    /// Takes one step against `real` and `fake`, and gives its numbers, on the device. Where one of these or
    /// of the gradients is not finite, the step is not taken.
    pub(crate) fn step(
        &mut self,
        real: Tensor<2>,
        fake: Tensor<2>,
        portion: Portion,
    ) -> Result<Tensor<1>, Error> {
        let terms = self.checked_terms(real, fake, portion)?;
        self.descend(terms.gradients);
        Ok(terms.numbers)
    }

    /// Sets the count of steps back to `steps`, after which a GPU has moved nothing, and lowers its flag.
    pub(crate) fn rewind(&mut self, steps: u64) {
        self.steps = steps;
        self.moments.steps = steps as usize;
        self.moments.guard.flag = None;
    }

    /// The terms of a step that is yet to be taken, checked to be finite. The rows lie in the leaves of
    /// `portion`, which must be all of them.
    pub(crate) fn checked_terms(
        &self,
        real: Tensor<2>,
        fake: Tensor<2>,
        portion: Portion,
    ) -> Result<CriticTerms, Error> {
        let [rows, _] = real.dims();
        let parts = self.parts(real, fake, (portion, rows));
        let terms = parts.whole(&self.training.constraint, &self.critic, &self.singular);
        check_step(
            self.steps + 1,
            &finite::CRITIC,
            &terms.numbers,
            &terms.gradients,
        )?;
        Ok(terms)
    }
}
