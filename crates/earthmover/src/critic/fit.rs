//! A critic fitted to two fixed batches, of images or of points: what a constraint makes of the dual
//! when nothing else moves. Its gap is to be compared with the exact distance between the two.

mod field;

use std::ops::RangeInclusive;

use burn::Tensor;
use burn::tensor::Device;

use crate::config::{Config, CriticConfig};
use crate::critic::constraint::input_gradient;
use crate::critic::report::{CRITIC_NUMBERS, CriticReport};
use crate::critic::training::CriticRun;
use crate::data::ImageShape;
use crate::error::{Error, Invalid, check_finite, check_whole};
use crate::kernels::leaves::Portion;
use crate::kernels::memory::from_vec;
use crate::kernels::{of, on};
use crate::network::finite;
use crate::network::limits::{MOST_NUMBERS, MOST_WEIGHTS};
use crate::network::read_back::{finite_steps, read, read_with, why};
use crate::network::size;
use crate::network::{Critic, Networks};
pub use field::{Field, MOST_FIELD, MOST_GRID, grid};

/// Most rows of a batch.
pub const MOST_ROWS: usize = 1024;
/// Most steps of one call.
pub const MOST_STEPS: u64 = 10_000;
/// Most coordinates of a point.
const MOST_DIMENSION: u64 = 1024;

/// A critic in training against two fixed batches.
#[derive(Debug)]
pub struct CriticFit {
    run: CriticRun,
    batches: Batches,
}

/// The two batches, [count, dimension] each.
#[derive(Clone, Debug)]
struct Batches {
    real: Tensor<2>,
    fake: Tensor<2>,
}

impl CriticFit {
    /// The critic of `config` before its first step, against all of `real` and `fake`: as many
    /// images of `shape` each, row-major numbers. The configuration's `batch` plays no part, nor what
    /// is the generator's.
    ///
    /// # Errors
    /// [`Error::Config`] when `config` is not valid; [`Error::Argument`] when its architecture is not for
    /// such images, when they are not whole, not finite, not from 2 to 1,024 or not as many on both sides, or
    /// when a step would not fit in a browser's memory.
    pub fn new(
        config: &Config,
        shape: ImageShape,
        device: &Device,
        real: &[f32],
        fake: &[f32],
    ) -> Result<Self, Error> {
        config.validate()?;
        let networks = Networks::of(config, shape)?;
        check_size(&networks, shape, real.len())?;
        let device = &device.clone().without_autodiff();
        Ok(Self {
            batches: Batches::new(shape.numbers(), device, [("real", real), ("fake", fake)])?,
            run: CriticRun::new(networks.critic(config, shape, device), config.into()),
        })
    }

    /// The critic of `config` before its first step, against all of the points `p`, which it is to be
    /// high on, and `q`: as many each, count × `dimension` numbers, row-major.
    ///
    /// # Errors
    /// [`Error::Config`] when `config` is not valid; [`Error::Argument`] when `dimension` is not from 1
    /// to 1,024, or when the points are not whole, not finite, not from 2 to 1,024 or not as many on both
    /// sides.
    pub fn of_points(
        config: &CriticConfig,
        dimension: usize,
        device: &Device,
        p: &[f32],
        q: &[f32],
    ) -> Result<Self, Error> {
        config.validate()?;
        check_whole("dimension", dimension as u64, 1, MOST_DIMENSION)?;
        let device = &device.clone().without_autodiff();
        let critic = Critic::of_points(config, dimension, device);
        Ok(Self {
            batches: Batches::new(dimension, device, [("p", p), ("q", q)])?,
            run: CriticRun::new(critic, config.into()),
        })
    }

    /// Goes on against other points, the critic as it is.
    ///
    /// # Errors
    /// As [`CriticFit::of_points`], of `p` and `q`; the fit is then as it was.
    pub fn move_to(&mut self, p: &[f32], q: &[f32]) -> Result<(), Error> {
        let (dimension, device) = (self.batches.dimension(), self.batches.real.device());
        self.batches = Batches::new(dimension, &device, [("p", p), ("q", q)])?;
        Ok(())
    }

    /// Takes that many critic steps. Each has a report, of the critic before the step; all are read back at
    /// once.
    ///
    /// # Errors
    /// [`Error::Argument`] when `steps` is not from 1 to 10,000; [`Error::NotFinite`] when a number of the
    /// first step is not finite, with nothing moved (where it is one of a later step, the call ends early,
    /// with the reports of those before); [`Error::Device`] when the device fails.
    pub async fn train(&mut self, steps: u64) -> Result<Vec<CriticReport>, Error> {
        check_whole("steps", steps, 1, MOST_STEPS)?;
        let begun = self.run.steps;
        let device = self.batches.real.device();
        let mut numbers = Vec::new();
        for _ in 0..steps {
            self.run.moments.guard.iteration = self.run.steps + 1;
            let Batches { real, fake } = self.batches.clone();
            match self.run.step(real, fake, Portion::WHOLE) {
                Ok(step) => numbers.push(step),
                Err(Error::NotFinite { .. }) if !numbers.is_empty() => break,
                Err(error) => return Err(error),
            }
        }
        let flag = self.run.moments.guard.flag.clone();
        let (mut numbers, raised) = read_with(flag, of(&device).join(numbers)).await?;
        let finite = finite_steps(begun + 1, &finite::CRITIC, &numbers, raised);
        if finite * CRITIC_NUMBERS < numbers.len() {
            self.run.rewind(begun + finite as u64);
            if finite == 0 {
                let first = &numbers[..CRITIC_NUMBERS];
                return Err(why(begun + 1, &finite::CRITIC, first));
            }
            numbers.truncate(finite * CRITIC_NUMBERS);
        }
        let reports = numbers.chunks_exact(CRITIC_NUMBERS);
        Ok(reports.map(CriticReport::from_numbers).collect())
    }

    /// The length of the critic's input gradient at each row of the real batch, as
    /// [`CriticFit::field`] gives it there.
    ///
    /// # Errors
    /// [`Error::Device`] when the device fails.
    pub async fn slopes(&self) -> Result<Vec<f32>, Error> {
        let critic = self.run.function();
        let real = self.batches.real.clone();
        let statistics = critic.statistics(real.clone());
        let gradient = input_gradient(&critic, real, Some(&statistics));
        read(on(&gradient).norms(gradient)).await
    }
}

impl Batches {
    /// Real and fake rows of `dimension` numbers, checked, each with the name of its argument.
    fn new(
        dimension: usize,
        device: &Device,
        [real, fake]: [(&str, &[f32]); 2],
    ) -> Result<Self, Error> {
        for (name, numbers) in [real, fake] {
            check_rows(name, numbers, dimension, 2..=MOST_ROWS)?;
        }
        let (length, expected) = (fake.1.len(), real.1.len());
        if length != expected {
            let allowed = format!("{expected}, as many as {}.length", real.0);
            return Err(Invalid::new(format!("{}.length", fake.0), length, allowed).into());
        }
        let shape = [expected / dimension, dimension];
        let tensor = |numbers: &[f32]| from_vec(numbers.to_vec(), shape, device);
        Ok(Self {
            real: tensor(real.1),
            fake: tensor(fake.1),
        })
    }

    /// How many numbers a row has.
    fn dimension(&self) -> usize {
        self.real.dims()[1]
    }
}

/// Checks that `numbers` are finite, and as many whole rows of `dimension` numbers as `rows` allows.
pub(crate) fn check_rows(
    argument: &str,
    numbers: &[f32],
    dimension: usize,
    rows: RangeInclusive<usize>,
) -> Result<(), Error> {
    let length = numbers.len();
    if !length.is_multiple_of(dimension) || !rows.contains(&(length / dimension)) {
        let (least, most) = (rows.start() * dimension, rows.end() * dimension);
        let allowed = format!("a multiple of {dimension} from {least} to {most}");
        return Err(Invalid::new(format!("{argument}.length"), length, allowed).into());
    }
    Ok(check_finite(argument, numbers)?)
}

/// Checks that a step on real images of `length` numbers in all fits in a browser's memory.
fn check_size(networks: &Networks, shape: ImageShape, length: usize) -> Result<(), Error> {
    let critic = size(&networks.critic, shape.dims());
    if critic.weights > MOST_WEIGHTS {
        let value = format!("of {} weights in the critic", critic.weights);
        let allowed = format!("of at most {MOST_WEIGHTS}");
        return Err(Invalid::new("architecture", value, allowed).into());
    }
    // The critic scores real and fake and both points of each pair.
    let most = MOST_NUMBERS / critic.kept.saturating_mul(4) * shape.numbers();
    if length > most {
        let allowed = format!("at most {most} with this architecture");
        return Err(Invalid::new("real.length", length, allowed).into());
    }
    Ok(())
}
