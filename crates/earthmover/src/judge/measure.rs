//! How far the fakes are from the digits: the exact distance, what the critic makes of it, and how
//! steep the critic is.

use burn::Tensor;
use serde::Serialize;

use super::moves::mean_cosine;
use crate::critic::constraint::input_gradient;
use crate::error::{Error, Invalid};
use crate::kernels::memory::from_vec;
use crate::kernels::{ROWS_AT_ONCE, on};
use crate::network::Critic;
use crate::network::Statistics;
use crate::network::parameters::read_each;
use crate::noise::Purpose;
use crate::run::Trainer;
use crate::run::generator_run::Shown;
use crate::run::inputs::Inputs;
use crate::run::sampler::padded;
use crate::transport::{Assigner, Assignment, Costs, c_transform, critic_distance};

/// Most digits of one measurement.
pub const MOST_MEASURED: usize = 512;
/// How many distances between digits one step of a measurement computes, in a millisecond or two.
const DISTANCES: usize = 2048;
/// How many augmenting paths one step of a measurement finds, in about as long.
const PATHS: usize = 8;

/// The distance between a batch of digits and one of fakes, measured and estimated.
///
/// Digits, latents and points between are the same throughout a run, so that its curves move with
/// the networks alone; the digits are of those that training begins with. The fakes are those of the
/// generator in training, not of the average, batch normalisations using the statistics of the
/// reference batch.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TransportReport {
    /// Iterations done when the batches were taken.
    pub iteration: u64,
    /// How many digits there are, and as many fakes.
    pub count: usize,
    /// Exact W1 between digits and fakes, in pixels of full brightness (Euclidean).
    pub exact_distance: f64,
    /// Exact W1 between these digits and as many others: what a perfect generator would reach.
    pub floor: f64,
    /// gap ÷ steepest, a lower bound of the exact distance; 0 where the gap is not above 0.
    pub critic_distance: f64,
    /// What a critic that is 0 at every digit certifies of the fakes: mean distance from a fake to the digit nearest
    /// to it ([`c_transform`]). A lower bound of the exact distance too, and nobody has trained it.
    pub nearest_distance: f64,
    /// mean f(real) − mean f(fake) on these batches.
    pub gap: f64,
    /// K: the largest (f(x) − f(y)) / ‖x − y‖ of a digit x and a fake y.
    pub steepest: f64,
    /// Mean length of the critic's input gradient, at one point between each digit and the fake of
    /// its row.
    pub mean_slope: f64,
    /// The largest of these lengths.
    pub largest_slope: f64,
    /// The share of these lengths that are above 1.
    pub violations: f64,
    /// These lengths themselves, in the order of the digits.
    pub slopes: Vec<f32>,
    /// Mean cosine of the angle between a fake's arrow, the critic's gradient there, and the way that the generator's next
    /// step would move it, were it taken now: 1 where the generator follows the arrows.
    pub move_cosine: f64,
    /// A best plan: the fake that each digit goes to.
    pub plan: Vec<usize>,
    /// f at each digit.
    pub real_scores: Vec<f32>,
    /// f at each fake.
    pub fake_scores: Vec<f32>,
    /// A best 1-Lipschitz critic of the two batches, by the exact dual, at each digit. It is defined up
    /// to a constant: its mean over digits and fakes is that of f.
    pub real_potentials: Vec<f64>,
    /// The same at each fake. The gap of both is `exact_distance`.
    pub fake_potentials: Vec<f64>,
}

/// A measurement under way: everything but the waiting is cut into short steps, so that a run can go
/// on in between. First [`Measurement::queue`] until it has nothing left, then [`Measurement::read`],
/// then [`Measurement::advance`] until it has nothing left, then [`Measurement::finish`].
#[derive(Debug)]
pub struct Measurement {
    iteration: u64,
    real: Vec<f32>,
    others: Vec<f32>,
    latents: Vec<f32>,
    mix: Vec<f32>,
    networks: Snapshot,
    /// How many rows the device was asked for.
    queued: usize,
    /// What it was asked for and has not been read, in portions of as many rows as pass at once.
    numbers: Vec<Tensor<1>>,
    read: Option<ReadBack>,
    distance: Assigning,
    floor: Assigning,
}

/// The networks as they were when the measurement began.
#[derive(Debug)]
struct Snapshot {
    inputs: Inputs,
    generator: Shown,
    /// As its next step would leave it.
    next: Shown,
    critic: Critic,
    critic_statistics: Vec<Statistics>,
}

/// What comes back from the device.
#[derive(Debug, Default)]
struct ReadBack {
    fakes: Vec<f32>,
    /// Where the generator's next step would take these, and the critic's gradient at each.
    next: Vec<f32>,
    arrows: Vec<f32>,
    real_scores: Vec<f32>,
    fake_scores: Vec<f32>,
    slopes: Vec<f32>,
}

impl ReadBack {
    /// In the order in which they come back, each with how many numbers a row of it has.
    fn parts(&mut self, width: usize) -> [(&mut Vec<f32>, usize); 6] {
        [
            (&mut self.fakes, width),
            (&mut self.next, width),
            (&mut self.arrows, width),
            (&mut self.real_scores, 1),
            (&mut self.fake_scores, 1),
            (&mut self.slopes, 1),
        ]
    }
}

/// An assignment under way.
#[derive(Debug)]
enum Assigning {
    /// Distances so far, row by row.
    Distances(Vec<f64>),
    Paths(Assigner),
    Done(Costs, Assignment),
}

impl Trainer {
    /// A measurement of `count` digits against `count` fakes of now. Nothing is computed yet.
    ///
    /// # Errors
    /// [`Error::Argument`] when `count` is not from 2 to 512; [`Error::TooFewImages`] when fewer than
    /// twice as many are loaded.
    pub fn begin_measurement(&self, count: u64) -> Result<Measurement, Error> {
        if !(2..=MOST_MEASURED as u64).contains(&count) {
            let allowed = format!("a whole number from 2 to {MOST_MEASURED}");
            return Err(Invalid::new("count", count, allowed).into());
        }
        let count = count as usize;
        let inputs = self.inputs();
        let mut draws = inputs.noise(Purpose::Measure, 0);
        let mut real = inputs.images.batch(&mut draws, 2 * count, 0)?;
        let others = real.split_off(count * inputs.numbers());
        let latents = count * inputs.latent();
        Ok(Measurement {
            iteration: self.iteration(),
            latents: inputs.noise(Purpose::Measure, 1).normals(latents),
            mix: inputs.noise(Purpose::Measure, 2).uniforms(count),
            networks: self.snapshot()?,
            queued: 0,
            numbers: Vec::new(),
            read: None,
            distance: Assigning::Distances(Vec::new()),
            floor: Assigning::Distances(Vec::new()),
            real,
            others,
        })
    }

    /// Makes a whole measurement at once.
    ///
    /// # Errors
    /// As [`Trainer::begin_measurement`]; [`Error::Diverged`] when the networks have run away;
    /// [`Error::Device`] when the device fails.
    pub async fn measure(&self, count: u64) -> Result<TransportReport, Error> {
        let mut measurement = self.begin_measurement(count)?;
        while measurement.queue() {}
        measurement.read().await?;
        while measurement.advance()? {}
        measurement.finish()
    }

    fn snapshot(&self) -> Result<Snapshot, Error> {
        let critic = self.critic_run().function();
        Ok(Snapshot {
            inputs: self.inputs().clone(),
            generator: self.with_statistics(&self.generator_run().generator),
            next: self.with_statistics(&self.next_generator()),
            critic_statistics: self.critic_statistics(&critic)?,
            critic,
        })
    }
}

impl Snapshot {
    /// Fakes, where they go next, arrows, scores and slopes of a few rows, padded, as one tensor.
    fn pass(&self, latents: &[f32], real: &[f32], mix: &[f32]) -> Tensor<1> {
        let (latent, width) = (self.inputs.latent(), self.inputs.numbers());
        let latents = self.inputs.on_device(padded(latents, latent), latent);
        let next = self.next.sample(latents.clone());
        let fake = self.generator.sample(latents);
        let real = self.inputs.on_device(padded(real, width), width);
        let mix = from_vec(padded(mix, 1), [ROWS_AT_ONCE], &self.inputs.device);
        let kernels = on(&real);
        let between = kernels.mixed(real.clone(), fake.clone(), mix);
        let statistics = Some(self.critic_statistics.as_slice());
        let slopes = kernels.norms(input_gradient(&self.critic, between, statistics));
        let arrows = input_gradient(&self.critic, fake.clone(), statistics);
        let score = |images| self.critic.score(images, &self.critic_statistics);
        let scores = [score(real), score(fake.clone())];
        let [real, fakes] = scores;
        let images = [fake, next, arrows].map(|images| images.flatten(0, 1));
        let numbers = images.into_iter().chain([real, fakes, slopes]);
        Tensor::cat(numbers.collect(), 0)
    }
}

impl Measurement {
    /// Asks the device for a few rows more, 8 of a processor and 64 of a GPU. Returns whether more are left.
    pub fn queue(&mut self) -> bool {
        let (count, done) = (self.count(), self.queued);
        if done < count {
            let end = count.min(done + ROWS_AT_ONCE);
            let (latent, width) = (self.latents.len() / count, self.width());
            let latents = &self.latents[done * latent..end * latent];
            let real = &self.real[done * width..end * width];
            let numbers = self.networks.pass(latents, real, &self.mix[done..end]);
            self.numbers.push(numbers);
            self.queued = end;
        }
        self.queued < count
    }

    /// Reads what the device computed, once: the one wait of a measurement.
    ///
    /// # Errors
    /// [`Error::Diverged`] when a pixel, a score or a slope is not finite; [`Error::Device`] when the device fails.
    pub async fn read(&mut self) -> Result<(), Error> {
        if self.read.is_some() {
            return Ok(());
        }
        while self.queue() {}
        let (count, width) = (self.count(), self.width());
        let mut all = ReadBack::default();
        for (numbers, each) in all.parts(width) {
            numbers.reserve_exact(count * each);
        }
        let portions = read_each(self.numbers.drain(..)).await;
        // What was asked for is gone then, and is asked for anew.
        for portion in portions.inspect_err(|_| self.queued = 0)? {
            let mut rest = portion.as_slice();
            for (numbers, each) in all.parts(width) {
                let (these, others) = rest.split_at(ROWS_AT_ONCE * each);
                // The last portion is padded.
                let left = count * each - numbers.len();
                numbers.extend(these.iter().take(left));
                rest = others;
            }
        }
        for (name, numbers) in [
            ("the generator's images", &all.fakes),
            ("the generator's next images", &all.next),
            ("the critic's arrows", &all.arrows),
            ("the critic's scores of digits", &all.real_scores),
            ("the critic's scores of fakes", &all.fake_scores),
            ("the critic's slopes", &all.slopes),
        ] {
            if numbers.iter().any(|number| !number.is_finite()) {
                return Err(Error::Diverged(name.to_owned()));
            }
        }
        self.read = Some(all);
        Ok(())
    }

    /// Does a few milliseconds of work on what was read. Returns whether more is left.
    ///
    /// # Errors
    /// [`Error::TooEarly`] when nothing has been read.
    pub fn advance(&mut self) -> Result<bool, Error> {
        let Some(numbers) = &self.read else {
            let message = "a measurement is read before it is advanced";
            return Err(Error::TooEarly(message.to_owned()));
        };
        let width = self.width();
        if !self.distance.is_done() {
            self.distance.advance(&self.real, &numbers.fakes, width)?;
        } else if !self.floor.is_done() {
            self.floor.advance(&self.real, &self.others, width)?;
        }
        Ok(!self.floor.is_done())
    }

    /// The report, once [`Measurement::advance`] has nothing left.
    ///
    /// # Errors
    /// [`Error::TooEarly`] when something is left.
    pub fn finish(self) -> Result<TransportReport, Error> {
        let (count, width) = (self.count(), self.width());
        let (Some(numbers), Assigning::Done(costs, assignment), Assigning::Done(_, floor)) =
            (self.read, self.distance, self.floor)
        else {
            let message =
                "a measurement is finished once it has been advanced until nothing is left";
            return Err(Error::TooEarly(message.to_owned()));
        };
        let critic = critic_distance(&numbers.real_scores, &numbers.fake_scores, &costs)?;
        let nearest = c_transform(&vec![0.0; count], &costs)?;
        let images = [numbers.fakes.as_slice(), &numbers.next];
        let move_cosine = mean_cosine(&numbers.arrows, images, width);
        let slopes = numbers.slopes.iter().map(|&slope| f64::from(slope));
        let above = slopes.clone().filter(|&slope| slope > 1.0).count();
        let scores = numbers.real_scores.iter().chain(&numbers.fake_scores);
        let mean = scores.map(|&score| f64::from(score)).sum::<f64>() / (2 * count) as f64;
        let [real_potentials, fake_potentials] = assignment.potentials.critic_at_samples(mean);
        Ok(TransportReport {
            iteration: self.iteration,
            count,
            exact_distance: assignment.cost,
            floor: floor.cost,
            critic_distance: critic.distance,
            nearest_distance: -nearest.iter().sum::<f64>() / count as f64,
            gap: critic.gap,
            steepest: critic.slope,
            mean_slope: slopes.clone().sum::<f64>() / count as f64,
            largest_slope: slopes.fold(0.0, f64::max),
            violations: above as f64 / count as f64,
            slopes: numbers.slopes,
            move_cosine,
            plan: assignment.plan,
            real_scores: numbers.real_scores,
            fake_scores: numbers.fake_scores,
            real_potentials,
            fake_potentials,
        })
    }

    fn count(&self) -> usize {
        self.mix.len()
    }

    /// How many numbers an image has.
    fn width(&self) -> usize {
        self.networks.inputs.numbers()
    }
}

impl Assigning {
    fn is_done(&self) -> bool {
        matches!(self, Self::Done(..))
    }

    fn advance(&mut self, source: &[f32], target: &[f32], width: usize) -> Result<(), Error> {
        let count = source.len() / width;
        *self = match std::mem::replace(self, Self::Distances(Vec::new())) {
            Self::Distances(mut values) => {
                let first = values.len() / count;
                let rows = (DISTANCES / count).max(1).min(count - first);
                let rows = &source[first * width..][..rows * width];
                values.extend(Costs::euclidean(rows, target, width)?.values());
                if values.len() == count * count {
                    Self::Paths(Assigner::new(Costs::new(count, count, values)?)?)
                } else {
                    Self::Distances(values)
                }
            }
            Self::Paths(mut assigner) => {
                if assigner.advance(PATHS) {
                    Self::Paths(assigner)
                } else {
                    let (costs, assignment) = assigner.finish()?;
                    Self::Done(costs, assignment)
                }
            }
            Self::Done(costs, assignment) => Self::Done(costs, assignment),
        };
        Ok(())
    }
}
