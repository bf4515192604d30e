//! `sweep`: what learns fastest. Trains each configuration of a list with each seed, and writes how
//! good the digits are at each amount of work.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use clap::Args;
use csv::Writer;
use earthmover::judge::Classifier;
use earthmover::{Config, Trainer};
use pollster::block_on;

use crate::configurations::read_configurations;
use crate::device::DeviceName;
use crate::learning::{self, Row};
use crate::measures::unless_diverged;
use crate::pool::pool;
use crate::quality::{judge, read_classifier};
use earthmover_pack::mnist::{MnistFolder, sha256};

/// How many iterations run between two waits for the device.
const CALL: u64 = 20;

#[derive(Args)]
pub(crate) struct Sweep {
    /// A JSON file: an object of configurations by name, each what it changes of the default.
    configurations: PathBuf,
    #[command(flatten)]
    mnist: MnistFolder,
    /// The table. Runs that are in it already are not done again.
    #[arg(long, value_name = "FILE", default_value = "out/sweep.csv")]
    out: PathBuf,
    /// The digit classifier, instead of the one built in.
    #[arg(long, value_name = "FILE")]
    classifier: Option<PathBuf>,
    /// Seeds, separated by commas.
    #[arg(long, value_delimiter = ',', default_values_t = [7, 8, 9])]
    seeds: Vec<u64>,
    /// GFLOP of training (see `run/cost.rs`) at which digits are drawn and looked at, separated by commas.
    #[arg(
        long,
        value_delimiter = ',',
        default_values_t = [250.0, 500.0, 750.0, 1000.0, 1500.0, 2000.0, 3000.0, 4000.0]
    )]
    gflop: Vec<f64>,
    /// Digits looked at.
    #[arg(long, default_value_t = 5_000, value_parser = clap::value_parser!(u64).range(64..=10_000))]
    count: u64,
    /// Only configurations whose names contain this.
    #[arg(long, default_value = "")]
    only: String,
    /// Where to train.
    #[arg(long, value_enum, default_value_t = DeviceName::Flex)]
    device: DeviceName,
}

impl Sweep {
    pub(crate) fn run(self) -> Result<()> {
        let positive = |amount: &f64| amount.is_finite() && *amount > 0.0;
        ensure!(
            self.gflop.iter().all(positive) && self.gflop.is_sorted_by(|a, b| a < b),
            "--gflop is {:?}; it must be numbers above 0, each above the last",
            self.gflop
        );
        let seeds: BTreeSet<&u64> = self.seeds.iter().collect();
        ensure!(
            seeds.len() == self.seeds.len(),
            "--seeds is {:?}; each must be another",
            self.seeds
        );
        let configurations = self.configurations()?;
        let mnist = self.mnist.read()?;
        let digits = pool(&mnist.train)?;
        let device = self.device.device()?;
        let classifier = read_classifier(self.classifier.as_deref(), self.device)?;
        let table = self.table()?.into_iter();
        let done: BTreeMap<(String, u64), String> =
            table.map(|row| ((row.name, row.seed), row.key)).collect();
        for &seed in &self.seeds {
            for (name, config) in &configurations {
                let config = Config {
                    seed,
                    ..config.clone()
                };
                let key = self.key(&config)?;
                if let Some(found) = done.get(&(name.clone(), seed)) {
                    ensure!(
                        *found == key,
                        "`{name}` with seed {seed} is another run in {}: give another --out",
                        self.out.display()
                    );
                    continue;
                }
                let trainer = Trainer::new(config, &device, &digits)?;
                let rows = self.rows(name, &key, trainer, &classifier)?;
                self.append(&rows)?;
            }
        }
        println!("\n{}", learning::table(&self.table()?)?);
        Ok(())
    }

    fn configurations(&self) -> Result<Vec<(String, Config)>> {
        let path = &self.configurations;
        let configurations = read_configurations(path, |name| name.contains(&self.only))?;
        ensure!(
            !configurations.is_empty(),
            "no configuration in {} is asked for",
            path.display()
        );
        Ok(configurations)
    }

    /// The rows that the table holds. A run's rows are written together, when it has ended.
    fn table(&self) -> Result<Vec<Row>> {
        if !self.out.exists() {
            return Ok(Vec::new());
        }
        let mut table = csv::Reader::from_path(&self.out)?;
        let rows = table.deserialize::<Row>();
        rows.collect::<Result<_, _>>()
            .with_context(|| format!("{} is not a sweep's table", self.out.display()))
    }

    fn append(&self, rows: &[Row]) -> Result<()> {
        let path = &self.out;
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        if rows.is_empty() {
            return Ok(());
        }
        let begun = fs::metadata(path).is_ok_and(|file| file.len() > 0);
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

    /// A hash that tells a run from another of the same name and seed.
    fn key(&self, config: &Config) -> Result<String> {
        let config = serde_json::to_vec(config)?;
        let asked = format!("{:?} {} {:?}", self.gflop, self.count, self.classifier);
        let mut hash = sha256(&[&config, asked.as_bytes()]);
        hash.truncate(12);
        Ok(hash)
    }

    fn rows(
        &self,
        name: &str,
        key: &str,
        mut trainer: Trainer,
        classifier: &Classifier,
    ) -> Result<Vec<Row>> {
        let each = trainer.cost().total() as f64 / 1e9;
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
            let quality = unless_diverged(judge(&mut trainer, self.count, classifier))?;
            let seed = trainer.config().seed;
            let iteration = trainer.iteration();
            match &quality {
                Some(report) => println!(
                    "{name} {seed}: {iteration} iterations, {gflop} GFLOP: {:.1}, score {:.2}",
                    report.frechet, report.score
                ),
                None => println!("{name} {seed}: {iteration} iterations: diverged"),
            }
            rows.push(Row {
                name: name.to_owned(),
                seed,
                iteration,
                gflop: iteration as f64 * each,
                frechet: quality.as_ref().map(|report| report.frechet),
                score: quality.as_ref().map(|report| report.score),
                coverage: quality.as_ref().map(|report| report.coverage),
                kl: quality.as_ref().map(|report| report.kl),
                gap: last.gap,
                slope: last.slope,
                seconds,
                key: key.to_owned(),
            });
        }
        Ok(rows)
    }
}
