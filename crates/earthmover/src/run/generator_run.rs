//! A generator in training: its weights, its optimiser, and the average that samples are drawn with.

use burn::Tensor;

use crate::config::{Adam, Averaging, Config, RateDecay};
use crate::kernels::leaves::Leaves;
use crate::kernels::on;
use crate::network::optimiser::{Moments, adam_step, adam_step_averaged};
use crate::network::parameters::Named;
use crate::network::{Critic, Generator, Statistics, Trace};

/// A generator in training.
#[derive(Clone, Debug)]
pub(crate) struct GeneratorRun {
    pub(crate) generator: Generator,
    pub(crate) average: Option<Generator>,
    pub(crate) moments: Moments,
    /// Steps taken: the run's iterations.
    pub(crate) steps: u64,
    adam: Adam,
    decay: RateDecay,
    averaging: Option<Averaging>,
    /// What the batch normalisations of the generator shown see in the reference batch; none where its
    /// weights have changed since that was computed.
    statistics: Option<Vec<Statistics>>,
}

impl GeneratorRun {
    /// `generator` before its first step.
    pub(crate) fn new(generator: Generator, config: &Config) -> Self {
        let mut run = Self {
            generator,
            average: None,
            moments: Moments::default(),
            steps: 0,
            adam: config.generator_adam,
            decay: config.rate_decay,
            averaging: None,
            statistics: None,
        };
        run.train_by(config);
        run
    }

    /// Goes on by `config`. The average begins as a copy of the generator, and ends with its setting.
    pub(crate) fn train_by(&mut self, config: &Config) {
        self.adam = config.generator_adam;
        self.decay = config.rate_decay;
        self.averaging = config.averaging;
        self.average = match (&self.averaging, self.average.take()) {
            (None, _) => None,
            (Some(_), None) => Some(self.generator.clone()),
            (Some(_), average) => average,
        };
        self.statistics = None;
    }

    /// Moves the generator against the `gradients` of a whole batch, and its average after it.
    pub(crate) fn descend(&mut self, gradients: Named) {
        let generator = self.generator.clone();
        let adam = &self.decay.applied(&self.adam, self.steps);
        let moments = &mut self.moments;
        match (&self.averaging, self.average.take()) {
            (Some(averaging), Some(average)) => {
                let following = (averaging, self.steps, average);
                let (generator, average) =
                    adam_step_averaged(adam, moments, generator, gradients, following);
                (self.generator, self.average) = (generator, Some(average));
            }
            _ => self.generator = adam_step(adam, moments, generator, gradients),
        }
        self.steps += 1;
        self.statistics = None;
    }

    /// Sets the count of steps back to `steps`, after which a GPU has moved nothing, and lowers its flag.
    pub(crate) fn rewind(&mut self, steps: u64) {
        self.steps = steps;
        self.moments.steps = steps as usize;
        self.moments.guard.flag = None;
        self.statistics = None;
    }

    /// The generator that samples are drawn with.
    pub(crate) fn shown(&self) -> &Generator {
        match (&self.averaging, &self.average) {
            (Some(Averaging { from, .. }), Some(average)) if self.steps >= *from => average,
            _ => &self.generator,
        }
    }

    /// The generator that samples are drawn with, and what its batch normalisations see in the `reference`
    /// batch.
    pub(crate) fn shown_with(&mut self, reference: impl Fn() -> Tensor<2>) -> Shown {
        let generator = self.shown().clone();
        let seen = || generator.statistics_of(reference);
        let statistics = self.statistics.get_or_insert_with(seen).clone();
        Shown {
            generator,
            statistics,
        }
    }
}

/// A generator with the statistics that its batch normalisations use: each of its images depends on its own
/// latent alone.
#[derive(Clone, Debug)]
pub(crate) struct Shown {
    generator: Generator,
    statistics: Vec<Statistics>,
}

impl Shown {
    /// `generator`, with the statistics of a `reference` batch.
    pub(crate) fn new(generator: &Generator, reference: impl Fn() -> Tensor<2>) -> Self {
        Self {
            statistics: generator.statistics_of(reference),
            generator: generator.clone(),
        }
    }

    /// Images of `latents`.
    pub(crate) fn sample(&self, latents: Tensor<2>) -> Tensor<2> {
        self.generator.sample(latents, &self.statistics)
    }
}

/// What the generator minimises, −mean f(fake), and its gradients by the parameter's name; for each finished
/// subtree of the `leaves` of the batch. `fakes` are the images of the pass `trace`, of a batch of `whole`
/// rows.
pub(crate) fn generator_parts(
    critic: &Critic,
    generator: &Generator,
    (fakes, trace): (Tensor<2>, &Trace),
    whole: usize,
    leaves: &Leaves,
) -> (Tensor<1>, Named) {
    let (scores, seen) = critic.trace(fakes, None);
    let each = -1.0 / whole as f64;
    let by_pixel = critic.input_gradient(&seen, Tensor::full_like(&scores, each));
    let loss = on(&scores).total(scores * each, leaves);
    (loss, generator.gradients_by(trace, by_pixel, leaves))
}
