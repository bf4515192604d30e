//! A run: the two networks, their optimisers, and the steps that train them.

use burn::Tensor;
use burn::tensor::Device;

use crate::config::{Config, Order};
use crate::critic::{self, Critic};
use crate::critic_run::CriticRun;
use crate::digits::{Digits, PIXELS, SIDE};
use crate::error::{Error, Invalid};
use crate::finite::{self, check_step};
use crate::generator::{self, Generator};
use crate::guard::{finite_steps, why};
use crate::kernels::leaves::Leaves;
use crate::kernels::memory::from_vec;
use crate::kernels::rows::stack;
use crate::kernels::sums::total;
use crate::network::{Trace, size};
use crate::noise::{Noise, Purpose};
use crate::normalisation::Statistics;
use crate::optimiser::{Moments, adam_step, adam_step_averaged};
use crate::parameters::Named;
use crate::replica::Replica;
use crate::report::{CriticReport, GeneratorReport, STEP_NUMBERS, StepReport};

/// Most iterations of one call.
pub const MOST_ITERATIONS: u64 = 10_000;
/// Most weights of both networks together: with the optimisers' memory, the average and gradients
/// about 0.6 GB.
pub(crate) const MOST_WEIGHTS: usize = 24_000_000;
/// Most numbers that a critic step keeps for its way back: 0.5 GB.
pub(crate) const MOST_NUMBERS: usize = 128_000_000;

/// A Wasserstein GAN in training on one device.
///
/// ```
/// use earthmover::{Config, Digits, Trainer};
///
/// # pollster::block_on(async {
/// let digits = Digits::new();
/// digits.add(&[128; 784 * 4], &[3; 4], 0)?;
/// let config = Config::from_json(
///     r#"{"batch": 4, "latent": 2,
///         "architecture": {"kind": "mlp", "generatorHidden": [8], "criticHidden": [8]}}"#,
/// )?;
/// let mut trainer = Trainer::new(config, &burn::tensor::Device::flex(), &digits)?;
/// let reports = trainer.train(3).await?;
/// assert_eq!(reports.last().map(|report| report.iteration), Some(3));
/// let images = trainer.sample_seeded(2, 1).await?;
/// assert_eq!(images.len(), 2 * 784);
/// # Ok::<(), earthmover::Error>(())
/// # }).unwrap();
/// ```
#[derive(Debug)]
pub struct Trainer {
    pub(crate) config: Config,
    pub(crate) device: Device,
    pub(crate) digits: Digits,
    pub(crate) generator: Generator,
    pub(crate) critic: CriticRun,
    pub(crate) average: Option<Generator>,
    pub(crate) generator_moments: Moments,
    pub(crate) iteration: u64,
    /// Which of how many replicas of the run it is.
    pub(crate) replica: Replica,
    /// What the batch normalisations of the generator shown see in the reference batch; none when
    /// its weights have changed since.
    pub(crate) statistics: Option<Vec<Statistics>>,
}

impl Trainer {
    /// A run at its beginning. `device` may be with or without autodiff.
    ///
    /// # Errors
    /// [`Error::Config`] when `config` is not valid or would not fit in a browser's memory. There
    /// may be too few digits still.
    pub fn new(config: Config, device: &Device, digits: &Digits) -> Result<Self, Error> {
        config.validate()?;
        check_size(&config)?;
        let device = device.clone().without_autodiff();
        let mut trainer = Self {
            generator: Generator::new(&config, &device),
            critic: CriticRun::new(Critic::new(&config, &device), (&config).into()),
            device,
            digits: digits.clone(),
            average: None,
            generator_moments: Moments::default(),
            iteration: 0,
            replica: Replica::default(),
            statistics: None,
            config,
        };
        trainer.begin_averaging();
        Ok(trainer)
    }

    /// What the run is.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Iterations done: generator steps.
    pub fn iteration(&self) -> u64 {
        self.iteration
    }

    /// Changes what may change while a run goes on, from the next step on.
    ///
    /// # Errors
    /// [`Error::Config`] when `next` is not valid or differs in what is fixed.
    pub fn configure(&mut self, next: Config) -> Result<(), Error> {
        next.validate()?;
        self.config.validate_change(&next)?;
        self.config = next;
        self.begin_averaging();
        self.critic.train_by((&self.config).into());
        self.statistics = None;
        Ok(())
    }

    /// One iteration: `n_critic` critic steps, then one generator step (or as the order says).
    ///
    /// # Errors
    /// As [`Trainer::train`].
    pub async fn train_step(&mut self) -> Result<StepReport, Error> {
        let reports = self.train(1).await?;
        Ok(reports[0])
    }

    /// `iterations` iterations, their numbers read back once, at the end.
    ///
    /// # Errors
    /// [`Error::Argument`] when `iterations` is not from 1 to 10,000, [`Error::TooFewDigits`] when
    /// the pool is smaller than a batch, both with the run unharmed; [`Error::Device`] when what was
    /// measured cannot be read back: the run has then moved on unseen, and its last checkpoint is
    /// what to go on from. [`Error::NotFinite`] when a number of the first iteration is not finite: the run
    /// then stands as it was before the step that it was of. Where it is a later iteration, the call ends
    /// early, with the reports of those before; the next call says so.
    pub async fn train(&mut self, iterations: u64) -> Result<Vec<StepReport>, Error> {
        if !(1..=MOST_ITERATIONS).contains(&iterations) {
            let allowed = format!("a whole number from 1 to {MOST_ITERATIONS}");
            return Err(Invalid::new("iterations", iterations, allowed).into());
        }
        self.be_whole()?;
        let first = self.iteration + 1;
        let mut numbers = Vec::with_capacity(iterations as usize);
        let mut counters = Vec::with_capacity(iterations as usize);
        for _ in 0..iterations {
            counters.push(self.counters());
            match self.iterate() {
                Ok(step) => numbers.push(step),
                Err(Error::NotFinite { .. }) if !numbers.is_empty() => break,
                Err(error) => return Err(error),
            }
        }
        let (mut numbers, raised) = self.read(stack(numbers)).await?;
        let finite = finite_steps(first, &finite::STEP, &numbers, raised);
        if finite * STEP_NUMBERS < numbers.len() {
            self.rewind(counters[finite]);
            if finite == 0 {
                return Err(why(first, &finite::STEP, &numbers[..STEP_NUMBERS]));
            }
            numbers.truncate(finite * STEP_NUMBERS);
        }
        let steps = (first..).zip(numbers.chunks_exact(STEP_NUMBERS));
        let reports =
            steps.map(|(iteration, numbers)| StepReport::from_numbers(iteration, numbers));
        Ok(reports.collect())
    }

    /// One critic step alone.
    ///
    /// # Errors
    /// [`Error::TooFewDigits`] when the pool is smaller than a batch; [`Error::NotFinite`] with nothing
    /// moved; [`Error::Device`].
    pub async fn critic_step(&mut self) -> Result<CriticReport, Error> {
        self.be_whole()?;
        let counters = self.counters();
        let numbers = self.step_critic()?;
        let numbers = self.read_step(numbers, &finite::CRITIC, counters).await?;
        Ok(CriticReport::from_numbers(&numbers))
    }

    /// One generator step alone; it counts as an iteration. In the notebook's order it uses the
    /// latents of the critic step that comes next, which then sees fakes of the generator so moved:
    /// there two half steps are not quite an iteration.
    ///
    /// # Errors
    /// [`Error::NotFinite`] with nothing moved; [`Error::Device`].
    pub async fn generator_step(&mut self) -> Result<GeneratorReport, Error> {
        self.be_whole()?;
        let counters = self.counters();
        let fakes = self.generator.trace(self.generator_latents());
        let loss = self.step_generator(fakes)?;
        let numbers = self.read_step(loss, &finite::GENERATOR, counters).await?;
        Ok(GeneratorReport {
            generator_loss: numbers[0],
        })
    }

    /// One iteration's numbers, on the device.
    fn iterate(&mut self) -> Result<Tensor<1>, Error> {
        match self.config.order {
            Order::CriticFirst => {
                let critic = self.step_critic_times(self.config.n_critic)?;
                let latents = self.generator_latents();
                let generator = self.step_generator(self.generator.trace(latents))?;
                Ok(stack(vec![critic, generator]))
            }
            Order::SharedFakes => {
                let earlier = self.config.n_critic - 1;
                if earlier > 0 {
                    self.step_critic_times(earlier)?;
                }
                let real = self.real_batch()?;
                let latents = self.latents(Purpose::CriticLatents, self.critic.steps);
                let fakes = self.generator.trace(latents);
                let critic = self.step_critic_on(real, fakes.0.clone())?;
                let generator = self.step_generator(fakes)?;
                Ok(stack(vec![critic, generator]))
            }
            Order::GeneratorFirst => {
                let real = self.real_batch()?;
                let latents = self.generator_latents();
                let fakes = self.generator.trace(latents);
                let fake = fakes.0.clone();
                // Neither sees what the other has moved: so both are looked through before either moves.
                let iteration = self.iteration + 1;
                let terms = self.critic.checked_terms(real, fake, self.portion());
                let terms = terms.map_err(|error| error.in_iteration(iteration))?;
                let generator = self.step_generator(fakes)?;
                self.critic_follows(iteration);
                self.critic.take(terms.gradients);
                Ok(stack(vec![terms.numbers, generator]))
            }
        }
    }

    /// `times` steps of the critic, at least one; the numbers of the last.
    fn step_critic_times(&mut self, times: usize) -> Result<Tensor<1>, Error> {
        let mut numbers = self.step_critic()?;
        for _ in 1..times {
            numbers = self.step_critic()?;
        }
        Ok(numbers)
    }

    fn step_critic(&mut self) -> Result<Tensor<1>, Error> {
        let real = self.real_batch()?;
        let latents = self.latents(Purpose::CriticLatents, self.critic.steps);
        let fake = self.generator.forward(latents);
        self.step_critic_on(real, fake)
    }

    fn step_critic_on(&mut self, real: Tensor<2>, fake: Tensor<2>) -> Result<Tensor<1>, Error> {
        let iteration = self.iteration + 1;
        self.critic_follows(iteration);
        let numbers = self.critic.step(real, fake, self.portion());
        numbers.map_err(|error| error.in_iteration(iteration))
    }

    /// One step of the generator, whose images of a pass `fakes` are; its loss.
    fn step_generator(&mut self, (fakes, trace): (Tensor<2>, Trace)) -> Result<Tensor<1>, Error> {
        let critic = self.critic.function();
        let batch = self.config.batch;
        let leaves = Leaves::new(self.portion(), vec![batch]);
        let terms = (fakes, &trace);
        let (loss, gradients) = generator_parts(&critic, &self.generator, terms, batch, &leaves);
        let iteration = self.iteration + 1;
        check_step(iteration, &finite::GENERATOR, &loss, &gradients)?;
        let guard = &mut self.generator_moments.guard;
        guard.follow(&mut self.critic.moments.guard, iteration);
        self.take_generator_gradients(gradients);
        Ok(loss)
    }

    /// Moves the generator against the `gradients` of a whole batch, and its average after it.
    pub(crate) fn take_generator_gradients(&mut self, gradients: Named) {
        let generator = self.generator.clone();
        let (adam, moments) = (&self.config.generator_adam, &mut self.generator_moments);
        match (&self.config.averaging, self.average.take()) {
            (Some(averaging), Some(average)) => {
                let following = (averaging, self.iteration, average);
                let (generator, average) =
                    adam_step_averaged(adam, moments, generator, gradients, following);
                (self.generator, self.average) = (generator, Some(average));
            }
            _ => self.generator = adam_step(adam, moments, generator, gradients),
        }
        self.iteration += 1;
        self.statistics = None;
    }

    /// The average begins as a copy of the generator, and ends with its setting.
    fn begin_averaging(&mut self) {
        self.average = match (&self.config.averaging, self.average.take()) {
            (None, _) => None,
            (Some(_), None) => Some(self.generator.clone()),
            (Some(_), average) => average,
        };
    }

    pub(crate) fn real_batch(&self) -> Result<Tensor<2>, Error> {
        let count = self.config.batch;
        let mut noise = self.noise(Purpose::Batch, self.critic.steps);
        let pixels = self.digits.batch(&mut noise, count, self.iteration)?;
        Ok(self.images(self.portion().of_rows(&pixels, PIXELS)))
    }

    /// The latents of the next generator step: its own, or those of the critic step before it, or
    /// in the notebook's order of the one after it.
    pub(crate) fn generator_latents(&self) -> Tensor<2> {
        match self.config.order {
            Order::CriticFirst => self.latents(Purpose::GeneratorLatents, self.iteration),
            Order::SharedFakes => {
                let last = self.critic.steps.saturating_sub(1);
                self.latents(Purpose::CriticLatents, last)
            }
            Order::GeneratorFirst => self.latents(Purpose::CriticLatents, self.critic.steps),
        }
    }

    pub(crate) fn latents(&self, purpose: Purpose, step: u64) -> Tensor<2> {
        let Config { batch, latent, .. } = self.config;
        let values = self.noise(purpose, step).normals(batch * latent);
        let values = self.portion().of_rows(&values, latent);
        let rows = self.portion().count(batch);
        from_vec(values, [rows, latent], &self.device)
    }

    /// Pixels as [count, 784].
    pub(crate) fn images(&self, pixels: Vec<f32>) -> Tensor<2> {
        let count = pixels.len() / PIXELS;
        from_vec(pixels, [count, PIXELS], &self.device)
    }

    pub(crate) fn noise(&self, purpose: Purpose, step: u64) -> Noise {
        Noise::new(self.config.seed, purpose, step)
    }
}

/// Checks that a run of `config` fits: nothing may take down the page it runs in.
fn check_size(config: &Config) -> Result<(), Error> {
    let generator = size(&generator::specs(config), 1);
    let critic = size(&critic::specs(config), SIDE);
    let weights = generator.weights + critic.weights;
    if weights > MOST_WEIGHTS {
        let value = format!("of {weights} weights");
        let allowed = format!("of at most {MOST_WEIGHTS}");
        return Err(Invalid::new("architecture", value, allowed).into());
    }
    // The critic scores real and fake and both points of each pair.
    let numbers = config.batch * (generator.kept + 4 * critic.kept);
    if numbers > MOST_NUMBERS {
        let most = MOST_NUMBERS / (numbers / config.batch);
        let allowed = format!("at most {most} with this architecture");
        return Err(Invalid::new("batch", config.batch, allowed).into());
    }
    Ok(())
}

/// What the generator minimises, −mean f(fake), and its gradients by the parameter's name. `fakes` are
/// the images of the pass `trace`, of a batch of `whole`.
pub fn generator_terms(
    critic: &Critic,
    generator: &Generator,
    fakes: Tensor<2>,
    trace: &Trace,
    whole: usize,
) -> (Tensor<1>, Named) {
    let leaves = Leaves::one(fakes.dims()[0]);
    generator_parts(critic, generator, (fakes, trace), whole, &leaves)
}

/// The same, for each subtree of the `leaves` of the batch that is finished.
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
    let loss = total(scores * each, leaves);
    (loss, generator.gradients_by(trace, by_pixel, leaves))
}
