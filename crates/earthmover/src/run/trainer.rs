//! A run: the two networks, their optimisers, and the steps that train them.

use burn::Tensor;
use burn::tensor::Device;

use super::cost::Cost;
use super::generator_run::{GeneratorRun, generator_parts};
use super::inputs::Inputs;
use super::replica::Replica;
use super::report::{GeneratorReport, STEP_NUMBERS, StepReport};
use crate::config::{Config, Order};
use crate::critic::report::CriticReport;
use crate::critic::training::CriticRun;
use crate::data::Images;
use crate::error::{Error, Invalid};
use crate::kernels::leaves::Leaves;
use crate::kernels::{of, on};
use crate::network::finite::{self, check_step};
use crate::network::read_back::{finite_steps, why};
use crate::network::{Networks, Trace};

/// Most iterations of one call.
pub const MOST_ITERATIONS: u64 = 10_000;

/// A Wasserstein GAN in training on one device.
///
/// ```
/// use earthmover::{Config, Images, Trainer};
///
/// # pollster::block_on(async {
/// let digits = Images::mnist();
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
    pub(super) config: Config,
    pub(super) networks: Networks,
    /// The networks in words, where they are others than the configuration's.
    pub(super) own_networks: Option<String>,
    pub(super) inputs: Inputs,
    pub(super) generator: GeneratorRun,
    pub(super) critic: CriticRun,
    /// Which of how many replicas of the run this is.
    pub(super) replica: Replica,
    /// Whether a GPU runs whole iterations in a few kernels.
    pub(super) runs_whole: bool,
}

impl Trainer {
    /// A run at its beginning, of the networks of the configuration's architecture. `device` may be with or
    /// without autodiff.
    ///
    /// # Errors
    /// [`Error::Config`] when `config` is not valid; [`Error::Argument`] when its architecture is not for
    /// such images, or would not fit in a browser's memory. That there are too few images yet is no error.
    pub fn new(config: Config, device: &Device, images: &Images) -> Result<Self, Error> {
        config.validate()?;
        let networks = Networks::of(&config, images.shape())?;
        networks.check_size(&config, images.shape())?;
        Ok(Self::drawn(config, networks, device, images))
    }

    /// A run of networks of one's own; the configuration's `architecture`, valid as it must be, plays no
    /// part.
    ///
    /// # Errors
    /// [`Error::Config`] when `config` is not valid; [`Error::Argument`] when the blocks do not follow each
    /// other from a latent to an image and from an image to a score, when the constraint cannot hold such
    /// a critic, or when they would not fit in a browser's memory.
    pub fn with_networks(
        config: Config,
        networks: Networks,
        device: &Device,
        images: &Images,
    ) -> Result<Self, Error> {
        config.validate()?;
        networks.check(&config, images.shape())?;
        let ready = Networks::of(&config, images.shape()).ok();
        let own = ready.as_ref() != Some(&networks);
        let words = own.then(|| format!("{networks:?}"));
        let mut trainer = Self::drawn(config, networks, device, images);
        trainer.own_networks = words;
        Ok(trainer)
    }

    /// A run of networks that have been checked.
    fn drawn(config: Config, networks: Networks, device: &Device, images: &Images) -> Self {
        let device = device.clone().without_autodiff();
        let critic = networks.critic(&config, images.shape(), &device);
        Self {
            generator: GeneratorRun::new(networks.generator(&config, &device), &config),
            critic: CriticRun::new(critic, (&config).into()),
            inputs: Inputs::new(&config, &device, images),
            replica: Replica::default(),
            runs_whole: true,
            own_networks: None,
            networks,
            config,
        }
    }

    /// The configuration of the run.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Its networks, as lists of blocks.
    pub fn networks(&self) -> &Networks {
        &self.networks
    }

    /// What an iteration costs.
    pub fn cost(&self) -> Cost {
        Cost::of(&self.config, &self.networks, self.inputs.images.shape())
    }

    /// Iterations done: generator steps.
    pub fn iteration(&self) -> u64 {
        self.generator.steps
    }

    /// Changes what may change while a run goes on, from the next step on.
    ///
    /// # Errors
    /// [`Error::Config`] when `next` is not valid or differs in what is fixed; [`Error::Argument`] when its
    /// constraint cannot hold the critic.
    pub fn configure(&mut self, next: Config) -> Result<(), Error> {
        next.validate()?;
        self.config.validate_change(&next)?;
        self.networks.check_constraint(&next.constraint)?;
        self.config = next;
        self.generator.train_by(&self.config);
        self.critic.train_by((&self.config).into());
        Ok(())
    }

    /// Whether iterations are run whole, in five kernels and three more for each further critic step, where the
    /// device is a GPU and the run fits such kernels: networks that look at each sample alone, a penalty that
    /// compares two points at a time, and a batch that takes no more than 128 MiB. So it is at first. A processor
    /// that does as a GPU is quicker without.
    pub fn run_whole(&mut self, whole: bool) {
        self.runs_whole = whole;
    }

    pub(crate) fn inputs(&self) -> &Inputs {
        &self.inputs
    }

    pub(crate) fn generator_run(&self) -> &GeneratorRun {
        &self.generator
    }

    pub(crate) fn critic_run(&self) -> &CriticRun {
        &self.critic
    }

    /// One iteration: `n_critic` critic steps, then one generator step (or as the order says).
    ///
    /// # Errors
    /// As [`Trainer::train`].
    pub async fn train_step(&mut self) -> Result<StepReport, Error> {
        let reports = self.train(1).await?;
        Ok(reports[0])
    }

    /// `iterations` iterations, whose numbers are read back once, at the end.
    ///
    /// # Errors
    /// [`Error::Argument`] when `iterations` is not from 1 to 10,000, [`Error::TooFewImages`] when
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
        let first = self.iteration() + 1;
        let numbers = match self.train_whole(iterations).await? {
            Some(numbers) => numbers,
            None => self.train_each(iterations).await?,
        };
        let steps = (first..).zip(numbers.chunks_exact(STEP_NUMBERS));
        let reports =
            steps.map(|(iteration, numbers)| StepReport::from_numbers(iteration, numbers));
        Ok(reports.collect())
    }

    /// Runs `iterations` iterations step by step and gives their numbers. It ends before an iteration whose numbers
    /// are not finite, or is an error where that is the first.
    async fn train_each(&mut self, iterations: u64) -> Result<Vec<f32>, Error> {
        let first = self.iteration() + 1;
        let counters = self.counters();
        let numbers = self.iterate_each(iterations)?;
        let (mut numbers, raised) = self.read(numbers).await?;
        let finite = finite_steps(first, &finite::STEP, &numbers, raised);
        if finite * STEP_NUMBERS < numbers.len() {
            self.rewind(counters.after(finite as u64, self.config.n_critic));
            if finite == 0 {
                return Err(why(first, &finite::STEP, &numbers[..STEP_NUMBERS]));
            }
            numbers.truncate(finite * STEP_NUMBERS);
        }
        Ok(numbers)
    }

    /// One critic step alone.
    ///
    /// # Errors
    /// [`Error::TooFewImages`] when the pool is smaller than a batch; [`Error::NotFinite`] with nothing
    /// moved; [`Error::Device`] when the device fails.
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
    /// [`Error::NotFinite`] with nothing moved; [`Error::Device`] when the device fails.
    pub async fn generator_step(&mut self) -> Result<GeneratorReport, Error> {
        self.be_whole()?;
        let counters = self.counters();
        let fakes = self.generator.generator.trace(self.generator_latents());
        let loss = self.step_generator(fakes)?;
        let numbers = self.read_step(loss, &finite::GENERATOR, counters).await?;
        Ok(GeneratorReport {
            generator_loss: numbers[0],
        })
    }

    /// Runs `iterations` iterations, one after another, and gives their numbers, on the device. It ends before one
    /// whose numbers are not finite, unless that is the first.
    fn iterate_each(&mut self, iterations: u64) -> Result<Tensor<1>, Error> {
        let mut numbers = Vec::with_capacity(iterations as usize);
        for _ in 0..iterations {
            match self.iterate() {
                Ok(step) => numbers.push(step),
                Err(Error::NotFinite { .. }) if !numbers.is_empty() => break,
                Err(error) => return Err(error),
            }
        }
        Ok(of(&self.inputs.device).join(numbers))
    }

    /// Runs one iteration, and gives its numbers, on the device.
    fn iterate(&mut self) -> Result<Tensor<1>, Error> {
        match self.config.order {
            Order::CriticFirst => {
                let critic = self.step_critic_times(self.config.n_critic)?;
                let latents = self.generator_latents();
                let fakes = self.generator.generator.trace(latents);
                let generator = self.step_generator(fakes)?;
                Ok(on(&critic).join(vec![critic, generator]))
            }
            Order::SharedFakes => {
                let earlier = self.config.n_critic - 1;
                if earlier > 0 {
                    self.step_critic_times(earlier)?;
                }
                let real = self.real_batch()?;
                let latents = self.critic_latents();
                let fakes = self.generator.generator.trace(latents);
                let critic = self.step_critic_on(real, fakes.0.clone())?;
                let generator = self.step_generator(fakes)?;
                Ok(on(&critic).join(vec![critic, generator]))
            }
            Order::GeneratorFirst => {
                let real = self.real_batch()?;
                let latents = self.generator_latents();
                let fakes = self.generator.generator.trace(latents);
                let fake = fakes.0.clone();
                // Neither step sees what the other has moved, so both are looked through before either moves.
                let iteration = self.iteration() + 1;
                let terms = self.critic.checked_terms(real, fake, self.portion());
                let terms = terms.map_err(|error| error.in_iteration(iteration))?;
                let generator = self.step_generator(fakes)?;
                self.critic_follows(iteration);
                self.critic.descend(terms.gradients);
                Ok(on(&generator).join(vec![terms.numbers, generator]))
            }
        }
    }

    /// Takes `times` steps of the critic, at least one, and gives the numbers of the last.
    fn step_critic_times(&mut self, times: usize) -> Result<Tensor<1>, Error> {
        let mut numbers = self.step_critic()?;
        for _ in 1..times {
            numbers = self.step_critic()?;
        }
        Ok(numbers)
    }

    fn step_critic(&mut self) -> Result<Tensor<1>, Error> {
        let real = self.real_batch()?;
        let latents = self.critic_latents();
        let fake = self.generator.generator.forward(latents);
        self.step_critic_on(real, fake)
    }

    pub(super) fn step_critic_on(
        &mut self,
        real: Tensor<2>,
        fake: Tensor<2>,
    ) -> Result<Tensor<1>, Error> {
        let iteration = self.iteration() + 1;
        self.critic_follows(iteration);
        let numbers = self.critic.step(real, fake, self.portion());
        numbers.map_err(|error| error.in_iteration(iteration))
    }

    /// Takes one step of the generator, which has made `fakes` in the pass `trace`, and gives its loss.
    fn step_generator(&mut self, (fakes, trace): (Tensor<2>, Trace)) -> Result<Tensor<1>, Error> {
        let critic = self.critic.function();
        let batch = self.config.batch;
        let leaves = Leaves::new(self.portion(), vec![batch]);
        let terms = (fakes, &trace);
        let (loss, gradients) =
            generator_parts(&critic, &self.generator.generator, terms, batch, &leaves);
        let iteration = self.iteration() + 1;
        check_step(iteration, &finite::GENERATOR, &loss, &gradients)?;
        let guard = &mut self.generator.moments.guard;
        guard.follow(&mut self.critic.moments.guard, iteration);
        self.generator.descend(gradients);
        Ok(loss)
    }

    /// The images of the critic's next step.
    pub(super) fn real_batch(&self) -> Result<Tensor<2>, Error> {
        let steps = self.critic.steps;
        self.inputs.real(steps, self.iteration(), self.portion())
    }

    /// The latents of the critic's next step.
    pub(super) fn critic_latents(&self) -> Tensor<2> {
        let steps = self.critic.steps;
        self.inputs.critic_latents(steps, self.portion())
    }

    /// The latents of the generator's next step.
    pub(super) fn generator_latents(&self) -> Tensor<2> {
        let (steps, portion) = (self.critic.steps, self.portion());
        self.inputs
            .generator_latents(self.iteration(), steps, portion)
    }
}
