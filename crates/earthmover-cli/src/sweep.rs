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
use earthmover::{Config, StepReport, Trainer};
use pollster::block_on;

use crate::configurations::read_configurations;
use crate::data::{DataChoice, pool};
use crate::device::DeviceName;
use crate::diversity::{Diversity, LOOKED_AT};
use crate::learning::{self, Row};
use crate::measures::unless_diverged;
use crate::quality::{judge, read_classifier};
use crate::statistics::mean;
use earthmover_pack::data_set::DataSet;
use earthmover_pack::files::sha256;

/// How many iterations run between two waits for the device.
const CALL: u64 = 20;
/// Over how many iterations gap and slope are averaged.
const AVERAGED: usize = 200;

#[derive(Args)]
pub(crate) struct Sweep {
    /// A JSON file: an object of configurations by name, each what it changes of the default.
    configurations: PathBuf,
    #[command(flatten)]
    data: DataChoice,
    /// The table. Runs that are in it already are not done again.
    #[arg(long, value_name = "FILE", default_value = "out/sweep.csv")]
    out: PathBuf,
    /// The classifier, instead of the set's own.
    #[arg(long, value_name = "FILE")]
    classifier: Option<PathBuf>,
    /// Seeds, separated by commas.
    #[arg(long, value_delimiter = ',', default_values_t = [7, 8, 9])]
    seeds: Vec<u64>,
    /// GFLOP of training (see `run/cost.rs`) at which digits are drawn and looked at, separated by commas.
    #[arg(
        long,
        value_delimiter = ',',
        default_values_t = [50.0, 100.0, 150.0, 250.0, 500.0, 1000.0, 2500.0]
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
        let set = self.data.read()?;
        let runs = self.runs(&set)?;
        if !runs.is_empty() {
            self.train(runs, &set)?;
        }
        println!("\n{}", learning::table(&self.table()?)?);
        Ok(())
    }

    /// The runs that the table has not: name, key and configuration of each.
    fn runs(&self, set: &DataSet) -> Result<Vec<(String, String, Config)>> {
        let table = self.table()?.into_iter();
        let done: BTreeMap<(String, u64), String> =
            table.map(|row| ((row.name, row.seed), row.key)).collect();
        let configurations = self.configurations()?;
        let mut runs = Vec::new();
        for &seed in &self.seeds {
            for (name, config) in &configurations {
                let config = Config {
                    seed,
                    ..config.clone()
                };
                let key = self.key(set, &config)?;
                match done.get(&(name.clone(), seed)) {
                    None => runs.push((name.clone(), key, config)),
                    Some(found) => ensure!(
                        *found == key,
                        "`{name}` with seed {seed} is another run in {}: give another --out",
                        self.out.display()
                    ),
                }
            }
        }
        Ok(runs)
    }

    fn train(&self, runs: Vec<(String, String, Config)>, set: &DataSet) -> Result<()> {
        let digits = pool(set)?;
        let device = self.device.device()?;
        let judges = Judges {
            classifier: read_classifier(self.classifier.as_deref(), set, self.device)?,
            diversity: Diversity::of(set)?,
        };
        for (name, key, config) in runs {
            let trainer = Trainer::new(config, &device, &digits)?;
            let rows = self.rows(&name, &key, trainer, &judges)?;
            self.append(&rows)?;
        }
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
    fn key(&self, set: &DataSet, config: &Config) -> Result<String> {
        let config = serde_json::to_vec(config)?;
        let mut asked = format!("{:?} {} {:?}", self.gflop, self.count, self.classifier);
        if !self.data.is_mnist() {
            asked += &set.about.name;
        }
        let mut hash = sha256(&[&config, asked.as_bytes()]);
        hash.truncate(12);
        Ok(hash)
    }

    fn rows(
        &self,
        name: &str,
        key: &str,
        mut trainer: Trainer,
        judges: &Judges,
    ) -> Result<Vec<Row>> {
        let each = trainer.cost().total() as f64 / 1e9;
        let mut seconds = 0.0;
        let mut rows = Vec::new();
        for &gflop in &self.gflop {
            let target = (gflop / each).floor() as u64;
            let mut last = Vec::new();
            while trainer.iteration() < target {
                let count = CALL.min(target - trainer.iteration());
                let begun = Instant::now();
                last.extend(block_on(trainer.train(count))?);
                seconds += begun.elapsed().as_secs_f64();
            }
            let told = &last[last.len().saturating_sub(AVERAGED)..];
            if told.is_empty() {
                continue;
            }
            let average =
                |of: fn(&StepReport) -> f32| mean(told.iter().map(|report| f64::from(of(report))));
            let row = Row {
                name: name.to_owned(),
                seed: trainer.config().seed,
                iteration: trainer.iteration(),
                gflop,
                gap: average(|report| report.gap),
                slope: average(|report| report.slope),
                seconds,
                key: key.to_owned(),
                ..Row::default()
            };
            let is_last = self.gflop.last() == Some(&gflop);
            rows.push(self.judged(row, &mut trainer, judges, is_last)?);
        }
        Ok(rows)
    }

    /// The row with what is to be said of the digits. Distances between them take long, and are measured at
    /// the end.
    fn judged(
        &self,
        mut row: Row,
        trainer: &mut Trainer,
        judges: &Judges,
        is_last: bool,
    ) -> Result<Row> {
        let Row {
            name,
            seed,
            iteration,
            gflop,
            ..
        } = &row;
        let run = format!("{name} {seed}: {iteration} iterations, {gflop} GFLOP");
        if let Some(classifier) = &judges.classifier {
            let quality = unless_diverged(judge(trainer, self.count, classifier))?;
            let Some(quality) = quality else {
                println!("{run}: diverged");
                return Ok(row);
            };
            println!(
                "{run}: {:.1}, {:.2} surer than 0.9",
                quality.frechet, quality.confidence
            );
            row.frechet = Some(quality.frechet);
            row.coverage = Some(quality.coverage);
            row.confidence = Some(quality.confidence);
        } else {
            println!("{run}");
        }
        if let (true, Some(diversity)) = (is_last, &judges.diversity) {
            let fakes = block_on(trainer.sample_seeded(LOOKED_AT, 0))?;
            row.apart = Some(diversity.apart(&fakes)?);
            row.nearest = Some(diversity.nearest(&fakes)?);
        }
        Ok(row)
    }
}

/// What digits are judged by.
struct Judges {
    classifier: Option<Classifier>,
    diversity: Option<Diversity>,
}
