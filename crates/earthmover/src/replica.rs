//! A run spread over replicas: each computes the gradients of its portion of every batch, the sums go
//! to all, and all move alike.
//!
//! Replicas hold the same weights and draw the same numbers, so what a whole batch has is the sum of
//! what the portions have: with normalisations per sample it is the step of one replica. A batch
//! normalisation is over the portion.

use burn::Tensor;

use crate::config::{Config, Order};
use crate::error::{Error, Invalid};
use crate::finite;
use crate::kernels::memory::from_vec;
use crate::noise::Purpose;
use crate::parameters::{self, Named};
use crate::portion::{Portion, most_portions};
use crate::report::{CriticReport, GeneratorReport};
use crate::trainer::{Trainer, generator_terms};

impl Trainer {
    /// Most replicas that can share a run of `config`.
    pub fn most_replicas(config: &Config) -> usize {
        most_portions(config)
    }

    /// Makes this the `index`-th of `of` replicas; of one, it is whole again.
    ///
    /// # Errors
    /// [`Error::Argument`] when there are more replicas than can share the run, or when `index` is
    /// not below their number.
    pub fn split(&mut self, index: u64, of: u64) -> Result<(), Error> {
        let most = most_portions(&self.config) as u64;
        if !(1..=most).contains(&of) {
            let allowed = format!("a whole number from 1 to {most} in this run");
            return Err(Invalid::new("of", of, allowed).into());
        }
        if index >= of {
            return Err(Invalid::new("index", index, format!("below {of}")).into());
        }
        self.portion = Portion {
            index: index as usize,
            of: of as usize,
        };
        self.shared = None;
        Ok(())
    }

    /// The critic's gradients over this replica's portion of the next batch, parameter after
    /// parameter, followed by what a [`CriticReport`] says of it. Nothing moves.
    ///
    /// # Errors
    /// [`Error::TooFewDigits`] when the pool is smaller than a batch; [`Error::Device`].
    pub async fn critic_part(&mut self) -> Result<Vec<f32>, Error> {
        let real = self.real_batch()?;
        let latents = self.latents(Purpose::CriticLatents, self.critic.steps);
        let shares = self.config.order == Order::SharedFakes;
        let fake = if shares {
            let (fakes, trace) = self.generator.trace(latents);
            self.shared = Some((fakes.clone(), trace));
            fakes
        } else {
            self.generator.forward(latents)
        };
        let whole = (self.portion, self.config.batch);
        let terms = self.critic.terms(real, fake, whole);
        flat(terms.gradients, terms.numbers).await
    }

    /// Moves the critic by the sum of the parts of all replicas.
    ///
    /// # Errors
    /// [`Error::Argument`] when `sum` is not as long as a part; [`Error::NotFinite`] with nothing moved.
    pub fn take_critic(&mut self, sum: &[f32]) -> Result<CriticReport, Error> {
        let values = parameters::values(&self.critic.critic);
        let (gradients, numbers) = self.named(&values, sum, &finite::CRITIC)?;
        self.critic.take(gradients);
        Ok(CriticReport::from_numbers(numbers))
    }

    /// The generator's gradients over this replica's portion of the next batch, followed by its part
    /// of the loss. Nothing moves.
    ///
    /// # Errors
    /// [`Error::Device`].
    pub async fn generator_part(&mut self) -> Result<Vec<f32>, Error> {
        let (fakes, trace) = match self.shared.take() {
            Some(pass) => pass,
            None => self.generator.trace(self.generator_latents()),
        };
        let critic = self.critic.function();
        let batch = self.config.batch;
        let (loss, gradients) = generator_terms(&critic, &self.generator, fakes, &trace, batch);
        flat(gradients, loss).await
    }

    /// Moves the generator by the sum of the parts of all replicas, which ends an iteration.
    ///
    /// # Errors
    /// [`Error::Argument`] when `sum` is not as long as a part; [`Error::NotFinite`] with nothing moved.
    pub fn take_generator(&mut self, sum: &[f32]) -> Result<GeneratorReport, Error> {
        let values = parameters::values(&self.generator);
        let (gradients, numbers) = self.named(&values, sum, &finite::GENERATOR)?;
        self.take_generator_gradients(gradients);
        Ok(GeneratorReport {
            generator_loss: numbers[0],
        })
    }

    /// A sum of parts as gradients by name, and the numbers after them.
    fn named<'a>(
        &self,
        values: &Named,
        sum: &'a [f32],
        names: &[&str],
    ) -> Result<(Named, &'a [f32]), Error> {
        let lengths = values.values().map(|value| value.dims()[0]);
        let length = lengths.sum::<usize>() + names.len();
        if sum.len() != length {
            return Err(Invalid::new("sum.length", sum.len(), length.to_string()).into());
        }
        let (mut rest, numbers) = sum.split_at(length - names.len());
        let iteration = self.iteration + 1;
        finite::check_numbers(iteration, names, numbers)?;
        let mut named = Named::new();
        for (name, value) in values {
            let (own, after) = rest.split_at(value.dims()[0]);
            rest = after;
            finite::check_gradient(iteration, name, own)?;
            named.insert(
                name.clone(),
                from_vec(own.to_vec(), [own.len()], &self.device),
            );
        }
        Ok((named, numbers))
    }
}

/// The sum of the parts of all replicas, in their order: whoever computes it gets the same bits.
///
/// # Errors
/// [`Error::Argument`] when there are no parts, or when they are not of one length.
pub fn sum_of_parts<'a>(parts: impl IntoIterator<Item = &'a [f32]>) -> Result<Vec<f32>, Error> {
    let mut parts = parts.into_iter();
    let Some(first) = parts.next() else {
        return Err(Invalid::new("parts.length", 0, "1 at least").into());
    };
    let mut sum = first.to_vec();
    for (place, part) in parts.enumerate() {
        if part.len() != sum.len() {
            let argument = format!("parts[{}].length", place + 1);
            return Err(Invalid::new(argument, part.len(), sum.len().to_string()).into());
        }
        let pairs = sum.iter_mut().zip(part);
        pairs.for_each(|(sum, part)| *sum += part);
    }
    Ok(sum)
}

/// Gradients one after another in the order of their names, then `numbers`; one read.
async fn flat(gradients: Named, numbers: Tensor<1>) -> Result<Vec<f32>, Error> {
    let mut named: Vec<_> = gradients.into_iter().collect();
    named.push((String::new(), numbers));
    let values = parameters::read(&named).await?;
    Ok(values.concat())
}
