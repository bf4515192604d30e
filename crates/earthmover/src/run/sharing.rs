//! What a trainer does as one of several replicas: its parts of gradients out, their sums in.

use burn::Tensor;

use crate::config::{Config, Order};
use crate::critic::report::CriticReport;
use crate::error::{Error, Invalid};
use crate::kernels;
use crate::kernels::leaves::{Leaves, Portion};
use crate::kernels::memory::from_vec;
use crate::network::finite::{self, check_gradients, check_numbers, check_step};
use crate::network::parameters::{self, Named};
use crate::run::generator_run::generator_parts;
use crate::run::leaf_count::leaves;
use crate::run::replica::{Half, Part, Replica};
use crate::run::report::GeneratorReport;
use crate::run::trainer::Trainer;

/// How many numbers follow the gradients of a critic's part: gap, penalty and slope.
const CRITIC_SUMS: usize = 3;

impl Trainer {
    /// Most replicas that can share a run of `config` and of its architecture.
    pub fn most_replicas(config: &Config) -> usize {
        leaves(config, config.couples_samples())
    }

    /// How many leaves the rows of this run's batches are dealt to, which is also the most replicas that can
    /// share it.
    pub fn leaves(&self) -> usize {
        leaves(&self.config, self.networks.couples_samples())
    }

    /// Makes this the `index`-th of `of` replicas, counted from 0. The only one computes whole batches again.
    ///
    /// # Errors
    /// [`Error::Argument`] when there are more replicas than can share the run, or when `index` is
    /// not below their number; and of more than one on a GPU, which sums over rows in its own order.
    pub fn split(&mut self, index: u64, of: u64) -> Result<(), Error> {
        let most = self.leaves() as u64;
        if !(1..=most).contains(&of) {
            let allowed = format!("a whole number from 1 to {most} in this run");
            return Err(Invalid::new("of", of, allowed).into());
        }
        if of > 1 && !kernels::of(&self.inputs.device).closes_leaves() {
            return Err(Invalid::new("of", of, "1 on a GPU").into());
        }
        if index >= of {
            return Err(Invalid::new("index", index, format!("below {of}")).into());
        }
        self.replica = Replica {
            index: index as usize,
            of: of as usize,
            ..Replica::default()
        };
        Ok(())
    }

    /// The leaves of each batch that this trainer computes.
    pub(crate) fn portion(&self) -> Portion {
        let Replica { index, of, .. } = self.replica;
        Portion::of_replica(index, of, self.leaves())
    }

    /// Forgets what was computed as a replica, since a step of the whole run is to move it.
    ///
    /// # Errors
    /// [`Error::TooEarly`] where it is one of several: its rows are not the whole batch.
    pub(crate) fn be_whole(&mut self) -> Result<(), Error> {
        let Replica { index, of, .. } = self.replica;
        if of > 1 {
            let message = format!(
                "this is replica {index} of {of}, which moves by sums of parts; split it into 1 to train it alone"
            );
            return Err(Error::TooEarly(message));
        }
        self.replica = Replica::default();
        Ok(())
    }

    /// The critic's gradients over this replica's leaves of the next batch, with what a [`CriticReport`] is
    /// made of. First come three numbers that say which leaves these are, then the sums of each finished
    /// subtree. Nothing moves.
    ///
    /// # Errors
    /// [`Error::TooFewImages`] when the pool is smaller than a batch; [`Error::Argument`] when the run has
    /// been configured since it was split, and fewer replicas can share it; [`Error::Device`] when the device fails.
    pub async fn critic_part(&mut self) -> Result<Vec<f32>, Error> {
        self.check_split()?;
        let real = self.real_batch()?;
        let latents = self.critic_latents();
        let shares = self.config.order == Order::SharedFakes;
        let fake = if shares {
            let (fakes, trace) = self.generator.generator.trace(latents);
            self.replica.shared = Some((fakes.clone(), trace));
            fakes
        } else {
            self.generator.generator.forward(latents)
        };
        let whole = (self.portion(), self.config.batch);
        let parts = self.critic.parts(real, fake, whole);
        let Some(numbers) = parts.numbers.sums() else {
            return Err(Error::Device("a GPU computes no parts".to_owned()));
        };
        self.part(Half::Critic, parts.sources, numbers.to_vec())
            .await
    }

    /// Moves the critic by the sum of the parts of all replicas.
    ///
    /// # Errors
    /// [`Error::TooEarly`] when its part was not the last thing asked for; [`Error::Argument`] when `sum`
    /// is not of such parts; [`Error::NotFinite`] with nothing moved.
    pub fn take_critic(&mut self, sum: &[f32]) -> Result<CriticReport, Error> {
        let (sources, numbers) = self.sources(Half::Critic, sum, CRITIC_SUMS)?;
        let lambda = self.critic.lambda() as f32;
        let [gap, penalty, slope] = [numbers[0], numbers[1], numbers[2]];
        let numbers = [penalty * lambda - gap, gap, penalty, slope];
        let gradients = self.critic.whole_gradients(sources);
        let iteration = self.iteration() + 1;
        check_step(
            iteration,
            &finite::CRITIC,
            &self.numbers(&numbers),
            &gradients,
        )?;
        self.critic_follows(iteration);
        self.critic.descend(gradients);
        self.replica.part = None;
        Ok(CriticReport::from_numbers(&numbers))
    }

    /// The generator's gradients over this replica's leaves of the next batch, with its part of the loss, in
    /// the same form. Nothing moves.
    ///
    /// # Errors
    /// [`Error::TooEarly`] when a part of the critic waits for its sum; otherwise as
    /// [`Trainer::critic_part`].
    pub async fn generator_part(&mut self) -> Result<Vec<f32>, Error> {
        self.check_split()?;
        if let Some(Part { half, .. }) = self.replica.part
            && half == Half::Critic
        {
            let message = "the critic's part waits for its sum, which the generator's comes after";
            return Err(Error::TooEarly(message.to_owned()));
        }
        let (fakes, trace) = match self.replica.shared.take() {
            Some(pass) => pass,
            None => self.generator.generator.trace(self.generator_latents()),
        };
        let critic = self.critic.function();
        let batch = self.config.batch;
        let leaves = Leaves::new(self.portion(), vec![fakes.dims()[0]]);
        let pass = (fakes, &trace);
        let (loss, gradients) =
            generator_parts(&critic, &self.generator.generator, pass, batch, &leaves);
        self.part(Half::Generator, vec![gradients], vec![loss])
            .await
    }

    /// Moves the generator by the sum of the parts of all replicas, which ends an iteration.
    ///
    /// # Errors
    /// As [`Trainer::take_critic`].
    pub fn take_generator(&mut self, sum: &[f32]) -> Result<GeneratorReport, Error> {
        let (sources, numbers) = self.sources(Half::Generator, sum, 1)?;
        let iteration = self.iteration() + 1;
        check_numbers(iteration, &finite::GENERATOR, numbers)?;
        let generator_loss = numbers[0];
        let gradients = sources.into_iter().next().unwrap_or_default();
        check_gradients(iteration, &gradients)?;
        self.generator.descend(gradients);
        self.replica.part = None;
        Ok(GeneratorReport { generator_loss })
    }

    fn check_split(&self) -> Result<(), Error> {
        let (of, most) = (self.replica.of, self.leaves());
        if of > most {
            let allowed = format!("at most {most} since the run was configured: split it anew");
            return Err(Invalid::new("of", of, allowed).into());
        }
        Ok(())
    }

    /// A part as one vector, all of it read back at once.
    async fn part(
        &mut self,
        half: Half,
        sources: Vec<Named>,
        numbers: Vec<Tensor<1>>,
    ) -> Result<Vec<f32>, Error> {
        let portion = self.portion();
        let subtrees = portion.subtrees();
        let mut layout = Vec::new();
        let mut tensors = Vec::new();
        for source in sources {
            let length = |tensor: &Tensor<1>| tensor.dims()[0] / subtrees;
            let lengths = source.iter();
            layout.push(lengths.map(|(name, x)| (name.clone(), length(x))).collect());
            tensors.extend(source);
        }
        tensors.extend(numbers.into_iter().map(|number| (String::new(), number)));
        let values = parameters::read(&tensors).await?;
        let mut part = vec![portion.of as f32, portion.first as f32, portion.last as f32];
        for subtree in 0..subtrees {
            for values in &values {
                let length = values.len() / subtrees;
                part.extend(&values[subtree * length..][..length]);
            }
        }
        self.replica.part = Some(Part {
            half,
            sources: layout,
        });
        Ok(part)
    }

    /// The gradients of each source in a sum of parts, and the `count` numbers after them.
    fn sources<'a>(
        &self,
        half: Half,
        sum: &'a [f32],
        count: usize,
    ) -> Result<(Vec<Named>, &'a [f32]), Error> {
        let part = self.replica.part.as_ref().filter(|part| part.half == half);
        let Some(part) = part else {
            let message = "a sum is of parts, and this replica's own was not asked for before";
            return Err(Error::TooEarly(message.to_owned()));
        };
        let length: usize = part
            .sources
            .iter()
            .flatten()
            .map(|(_, length)| length)
            .sum();
        if sum.len() != length + count {
            let allowed = (length + count).to_string();
            return Err(Invalid::new("sum.length", sum.len(), allowed).into());
        }
        let (mut rest, numbers) = sum.split_at(length);
        let sources = part.sources.iter().map(|source| {
            let mut named = Named::new();
            for (name, length) in source {
                let (own, after) = rest.split_at(*length);
                rest = after;
                named.insert(name.clone(), self.numbers(own));
            }
            named
        });
        Ok((sources.collect(), numbers))
    }

    fn numbers(&self, values: &[f32]) -> Tensor<1> {
        from_vec(values.to_vec(), [values.len()], &self.inputs.device)
    }
}
