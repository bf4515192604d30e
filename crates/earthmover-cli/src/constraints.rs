//! `constraints`: which constraints hold a critic, and which let it run away.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use earthmover::critic::CriticFit;
use earthmover::data::NoisyCopies;
use earthmover::data::mnist;
use pollster::block_on;
use serde_json::Value;

use crate::data::MnistFolder;
use crate::device::DeviceName;
use crate::every_constraint::{every_constraint, fitted, trained};
use crate::number_text::Style;
use crate::statistics::mean;
use earthmover_pack::files::write_whole;

/// Fits one critic to one fixed pair of batches under each constraint, and tells its gap beside the
/// exact distance of the two.
///
/// The real batch is `count` digits drawn from MNIST's training digits by the seed. The fake batch is
/// those digits again, each pixel with Gaussian noise of standard deviation 0.3, cut to [0, 1], their
/// second half first, so that no digit shares a row with its copy. The critic is an MLP,
/// 784-512-256-1, moved by Adam (rate 1e-3, β 0.5 and 0.9) against both whole batches at every step;
/// λ is 10.
#[derive(Args)]
pub(crate) struct Constraints {
    #[command(flatten)]
    mnist: MnistFolder,
    /// A file for the table, as Markdown, instead of the terminal.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Digits of each batch.
    #[arg(long, default_value_t = 256, value_parser = clap::value_parser!(u16).range(2..=512))]
    count: u16,
    /// Steps of each critic. The gap is told after them, after a third and after a twelfth, as the mean
    /// over the last ten.
    #[arg(long, default_value_t = 600, value_parser = clap::value_parser!(u32).range(12..=100_000))]
    steps: u32,
    /// Where the batches and the critic's weights come from.
    #[arg(long, default_value_t = 7)]
    seed: u64,
    /// Where to compute.
    #[arg(long, value_enum, default_value_t = DeviceName::Flex)]
    device: DeviceName,
}

/// How many steps a gap is averaged over: against fixed batches at a high rate a critic swings.
const AVERAGED: usize = 10;

impl Constraints {
    pub(crate) fn run(self) -> Result<()> {
        let mnist = self.mnist.read()?;
        let digits = earthmover::Images::mnist();
        digits.add(&mnist.train.images, &mnist.train.labels, 0)?;
        let batches = digits.noisy_copies(self.count.into(), self.seed)?;
        let mut table = format!(
            "Exact distance between the two batches: {:.3}.\n\n\
             | constraint | gap after {} steps | mean slope at the digits | last gap ÷ exact |\n\
             | --- | --- | --- | --- |\n",
            batches.exact_distance,
            self.told().map(|step| step.to_string()).join(" / ")
        );
        for (name, constraint) in every_constraint() {
            let row = self.row(name, constraint, &batches)?;
            eprintln!("{}", row.trim_end());
            table += &row;
        }
        match &self.out {
            Some(path) => write_whole(path, self.document(&table).as_bytes()),
            None => {
                print!("{table}");
                Ok(())
            }
        }
    }

    /// The steps after which the gap is told.
    fn told(&self) -> [usize; 3] {
        let steps = self.steps as usize;
        [steps / 12, steps / 3, steps]
    }

    fn row(&self, name: &str, constraint: Value, batches: &NoisyCopies) -> Result<String> {
        let config = fitted(self.seed, constraint)?;
        let device = self.device.device()?;
        let mut fit = CriticFit::new(&config, mnist::SHAPE, &device, &batches.real, &batches.fake)?;
        // A report is of the critic before its step, so one more step tells of the last.
        let reports = trained(&mut fit, u64::from(self.steps) + 1)?;
        let gaps = self.told().map(|step| {
            let last = &reports[step + 1 - AVERAGED.min(step + 1)..=step];
            mean(last.iter().map(|report| f64::from(report.gap)))
        });
        let slopes = block_on(fit.slopes())?;
        let slope = slopes.iter().sum::<f32>() / slopes.len() as f32;
        let text = |value: f64| Style::HUNDREDTHS.write(value);
        Ok(format!(
            "| {name} | {} | {} | {} |\n",
            gaps.map(text).join(" / "),
            text(f64::from(slope)),
            text(gaps[2] / batches.exact_distance),
        ))
    }

    fn document(&self, table: &str) -> String {
        format!(
            "# Which constraints hold the critic\n\n\
             Made by `earthmover-cli constraints --count {} --steps {} --seed {} --out \
             docs/constraints.md`; its `--help` says what the two batches and the critic are.\n\n{table}",
            self.count, self.steps, self.seed
        )
    }
}
