//! `truth`: critics fitted under every constraint to pairs of batches whose distance and best critic are known.

use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use earthmover::critic::CriticFit;
use earthmover::data::{BesideTruth, MovedImages, mnist};
use pollster::block_on;
use serde_json::Value;

use crate::data::MnistFolder;
use crate::device::DeviceName;
use crate::every_constraint::{every_constraint, fitted, trained};
use crate::number_text::{DASH, Style};
use crate::statistics::{deviation, mean};
use earthmover_pack::files::write_whole;

/// Scores every constraint on pairs of batches whose W1 and whose best critic are known in closed form.
///
/// The real batch is `count` digits drawn from MNIST's training digits by the seed. The fake batch is those digits
/// again, each moved a quarter to three quarters of the way to the nearest of `centres` other digits, along a straight
/// line. So the distance to the nearest centre is a best critic, W1 is the mean way that they have come, and there is no
/// sampling error (Korotin, Kolesov, Burnaev 2022, arXiv 2206.07767). The critic that is fitted is an MLP, 784-512-256-1,
/// moved by Adam (rate 1e-3, β 0.5 and 0.9) against both whole batches at every step; λ is 10.
#[derive(Args)]
pub(crate) struct Truth {
    #[command(flatten)]
    mnist: MnistFolder,
    /// A file for the table, as Markdown, instead of the terminal.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Digits of each batch.
    #[arg(long, default_value_t = 128, value_parser = clap::value_parser!(u16).range(2..=512))]
    count: u16,
    /// Digits that they are moved to.
    #[arg(long, default_value_t = 4, value_parser = clap::value_parser!(u16).range(1..=64))]
    centres: u16,
    /// Steps of each critic.
    #[arg(long, default_value_t = 300, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    steps: u32,
    /// Seeds of the batches and of the critics' weights, a pair for each; separated by commas.
    #[arg(long, value_delimiter = ',', default_value = "7,8,9")]
    seeds: Vec<u64>,
    /// Where to compute.
    #[arg(long, value_enum, default_value_t = DeviceName::Flex)]
    device: DeviceName,
}

impl Truth {
    pub(crate) fn run(self) -> Result<()> {
        let mnist = self.mnist.read()?;
        let digits = earthmover::Images::mnist();
        digits.add(&mnist.train.images, &mnist.train.labels, 0)?;
        let pairs = self.seeds.iter().map(|&seed| {
            let pair = digits.moved_along_rays(self.count.into(), self.centres.into(), seed)?;
            Ok((seed, pair))
        });
        let pairs = pairs.collect::<Result<Vec<_>>>()?;
        let mut table = String::from("Exact distances of the pairs:");
        for (place, (_, pair)) in pairs.iter().enumerate() {
            let comma = if place > 0 { "," } else { "" };
            write!(table, "{comma} {:.3}", pair.exact_distance)?;
        }
        table += ".\n\n| constraint | gap ÷ exact | critic distance ÷ exact | cosine with the best critic's gradient | \
                  slope at the fakes |\n| --- | ---: | ---: | ---: | ---: |\n";
        for (name, constraint) in every_constraint() {
            let scores = pairs
                .iter()
                .map(|(seed, pair)| self.scores(*seed, constraint.clone(), pair))
                .collect::<Result<Vec<_>>>()?;
            let row = row(name, &scores);
            eprint!("{row}");
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

    fn scores(&self, seed: u64, constraint: Value, pair: &MovedImages) -> Result<BesideTruth> {
        let config = fitted(seed, constraint)?;
        let device = self.device.device()?;
        let mut fit = CriticFit::new(&config, mnist::SHAPE, &device, &pair.real, &pair.fake)?;
        trained(&mut fit, self.steps.into())?;
        let field = block_on(fit.field(&pair.images()))?;
        Ok(pair.beside_truth(&field.values, &field.gradients)?)
    }

    fn document(&self, table: &str) -> String {
        let seeds: Vec<String> = self.seeds.iter().map(u64::to_string).collect();
        format!(
            "# Constraints beside a truth in 784 dimensions\n\n\
             Made by `earthmover-cli truth --count {} --centres {} --steps {} --seeds {} --out docs/truth.md`; its \
             `--help` says what the batches and the critic are. Means over the pairs, ± their standard \
             deviation.\n\n{table}",
            self.count,
            self.centres,
            self.steps,
            seeds.join(",")
        )
    }
}

fn row(name: &str, scores: &[BesideTruth]) -> String {
    let cell = |pick: fn(&BesideTruth) -> f64| {
        let values: Vec<f64> = scores.iter().map(pick).collect();
        spread(&values)
    };
    format!(
        "| {name} | {} | {} | {} | {} |\n",
        cell(|scores| scores.gap),
        cell(|scores| scores.critic_distance),
        cell(|scores| scores.cosine),
        cell(|scores| scores.slope),
    )
}

/// The mean, ± the standard deviation where there are several; a dash where a number is none.
fn spread(values: &[f64]) -> String {
    if values.iter().any(|value| !value.is_finite()) {
        return DASH.to_owned();
    }
    let text = |value: f64| Style::HUNDREDTHS.write(value);
    let middle = text(mean(values.iter().copied()));
    deviation(values).map_or(middle.clone(), |deviation| {
        format!("{middle} ± {}", text(deviation))
    })
}
