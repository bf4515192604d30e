//! `presets`: measures what the presets of the page do, beside what they promise.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;

use anyhow::{Result, ensure};
use clap::Args;
use earthmover::config::PRESETS;
use earthmover::data::mnist;
use earthmover::judge::Classifier;
use earthmover::network::Networks;
use earthmover::run::Cost;
use earthmover::{Config, Images, StepReport, Trainer};
use pollster::block_on;
use serde::Serialize;

use crate::classifier::pixels;
use crate::configurations::read_configurations;
use crate::data::{MnistFolder, pool};
use crate::device::DeviceName;
use crate::diversity::apart;
use crate::measures::{JUDGED, MEASURED, unless_diverged};
use crate::number_text::{DASH, Style};
use crate::quality::judge;
use crate::statistics::{least_and_most, mean};
use earthmover_pack::files::write_whole;

/// How many iterations the gap of the batches is averaged over.
const AVERAGED: u64 = 20;
/// The GFLOP of an iteration above which a preset is for a GPU, and is trained here only when it is named.
const LIGHT: f64 = 1.0;

/// Trains presets with several seeds, and tells what became of each at some iterations.
#[derive(Args)]
pub(crate) struct Presets {
    /// The presets, separated by commas; when left out, all that learn live on a processor.
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
    #[command(flatten)]
    mnist: MnistFolder,
    /// A file for the table as Markdown, instead of the terminal.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// A JSON file instead of the presets: an object of configurations by name, each what it changes
    /// of the default.
    #[arg(long, value_name = "FILE")]
    variants: Option<PathBuf>,
    /// Seeds, separated by commas.
    #[arg(long, value_delimiter = ',', default_values_t = [7, 8, 9])]
    seeds: Vec<u64>,
    /// Iterations after which a run is looked at, separated by commas.
    #[arg(long, value_delimiter = ',', default_values_t = [20, 100, 300, 1_000])]
    at: Vec<u64>,
    /// Where to train.
    #[arg(long, value_enum, default_value_t = DeviceName::Flex)]
    device: DeviceName,
}

/// What was measured of a run. What cannot be measured, where networks have run away, is none.
#[derive(Debug, Default, Serialize)]
struct Look {
    /// The mean gap of the last iterations' own batches, which the critic was fitted to.
    gap: Option<f64>,
    /// The share of all iterations so far whose own batches had a gap below 0.
    behind: Option<f64>,
    penalty: Option<f64>,
    exact: Option<f64>,
    held_out_gap: Option<f64>,
    /// The critic distance divided by the exact one.
    share: Option<f64>,
    steepest: Option<f64>,
    slope: Option<f64>,
    at_bound: Option<f64>,
    frechet: Option<f64>,
    coverage: Option<f64>,
    /// The mean distance between two fakes.
    apart: Option<f64>,
    gflop: Option<f64>,
}

/// A column: its title, and the number of a look that it shows.
type Column = (&'static str, fn(&Look) -> Option<f64>);

const COLUMNS: [Column; 13] = [
    ("gap of its batches", |look| look.gap),
    ("gaps below 0", |look| look.behind),
    ("penalty", |look| look.penalty),
    ("exact distance", |look| look.exact),
    ("gap", |look| look.held_out_gap),
    ("critic ÷ exact distance", |look| look.share),
    ("steepest real–fake pair", |look| look.steepest),
    ("mean slope", |look| look.slope),
    ("weights at ±c", |look| look.at_bound),
    ("Fréchet distance", |look| look.frechet),
    ("classes", |look| look.coverage),
    ("two fakes apart", |look| look.apart),
    ("GFLOP an iteration", |look| look.gflop),
];

/// What each preset promises.
const PROMISES: [(&str, &str); PRESETS.len()] = [
    (
        "article",
        "The default: digits form, the critic's slopes stand at about 1.",
    ),
    (
        "wide",
        "The default with more in each iteration, for a GPU (`docs/learning.md`).",
    ),
    (
        "notebook",
        "The article's notebook as it was published: slow, and its penalty lets go.",
    ),
    (
        "clipping",
        "The Wasserstein GAN paper's constraint and rates, with Adam for its RMSprop: slow. \
         None of its weights is at ±c at iteration 5, most are at 40.",
    ),
    (
        "gradient-penalty",
        "WGAN-GP on the default's networks: digits form, slopes at about 1.",
    ),
    (
        "spectral",
        "Spectral normalisation on the default's networks: digits form, slopes at about 1 or below.",
    ),
    (
        "unconstrained",
        "Nothing holds the critic, a slow generator: from iteration 100 on its gap is more than ten times the exact distance, \
         and it goes on growing.",
    ),
    (
        "clip-large",
        "c = 0.3, a slow generator: the gap is more than ten times the exact distance from iteration 100 on, \
         and weights pile up at ±c, from none to most of them at 300.",
    ),
    (
        "clip-small",
        "c = 0.0002, all else the default's: nearly all weights are at ±c from the first iterations on, slopes \
         are below a millionth, and no digits have formed where the default's have. (Adam divides gradients \
         by their size; below its ε they vanish.)",
    ),
    (
        "one-critic-step",
        "One critic step an iteration, c = 0.03: the gap of its batches and, at iteration 300, the critic's \
         share of the exact distance are smaller than with five.",
    ),
    (
        "five-critic-steps",
        "The same with five, nearer to the best critic that the clip allows.",
    ),
    (
        "strong-penalty",
        "λ = 10⁶, for infinity: the critic minds the penalty alone; its gap is below 0 in most iterations \
         (and the critic distance then 0), and digits are six to eight times as far from real \
         ones as with λ = 10 (Fréchet distance at iteration 300).",
    ),
    (
        "data-pairs",
        "The published penalty, on pairs of digits alone, a slow generator: slopes between digits and fakes pass 10, the gap \
         ten times the exact distance.",
    ),
    (
        "bounded",
        "f in [−1, 1], a slow generator: the gap is never above 2, and stands at 2 from iteration 100 on.",
    ),
    (
        "mode-collapse",
        "A critic eighty times slower than the default's under a faster generator: from iteration 100 on all \
         fakes are nearly one picture, of few classes.",
    ),
];

impl Presets {
    pub(crate) fn run(self) -> Result<()> {
        ensure!(
            self.at.first().is_some_and(|&first| first > 0) && self.at.is_sorted_by(|a, b| a < b),
            "--at is {:?}; it must be whole numbers above 0, each above the last",
            self.at
        );
        let configurations = self.configurations()?;
        let mnist = self.mnist.read()?;
        let digits = pool(&mnist)?;
        let classifier = Classifier::built_in(&self.device.device()?)?;
        let mut table = header();
        for (name, config) in configurations {
            let mut looks: BTreeMap<u64, Vec<Look>> = BTreeMap::new();
            for &seed in &self.seeds {
                let config = Config {
                    seed,
                    ..config.clone()
                };
                self.look(config, &digits, &classifier, &mut looks)?;
            }
            for (iteration, looks) in looks {
                let row = row(&name, iteration, &looks)?;
                eprint!("{row}");
                table += &row;
            }
        }
        match &self.out {
            Some(path) => write_whole(path, self.document(&table).as_bytes()),
            None => {
                print!("{table}");
                Ok(())
            }
        }
    }

    fn configurations(&self) -> Result<Vec<(String, Config)>> {
        let all: Vec<(String, Config)> = match &self.variants {
            None => {
                let named = PRESETS
                    .iter()
                    .map(|name| Ok(((*name).to_owned(), Config::preset(name)?)));
                let mut all = named.collect::<Result<Vec<_>>>()?;
                all.push(("article-slow-generator".to_owned(), slow_article()?));
                all
            }
            Some(path) => read_configurations(path, |_| true)?,
        };
        for name in &self.only {
            let names: Vec<&str> = all.iter().map(|(name, _)| name.as_str()).collect();
            ensure!(
                names.contains(&name.as_str()),
                "--only is {name}; it must be of {}",
                names.join(", ")
            );
        }
        let mut wanted = Vec::new();
        for (name, config) in all {
            let light = self.only.is_empty() && gflop(&config)? <= LIGHT;
            if light || self.only.contains(&name) {
                wanted.push((name, config));
            }
        }
        Ok(wanted)
    }

    fn look(
        &self,
        config: Config,
        digits: &Images,
        classifier: &Classifier,
        looks: &mut BTreeMap<u64, Vec<Look>>,
    ) -> Result<()> {
        let mut trainer = Trainer::new(config, &self.device.device()?, digits)?;
        let mut behind = 0;
        for &at in &self.at {
            let mut look = Look::default();
            while trainer.iteration() < at {
                let count = AVERAGED.min(at - trainer.iteration());
                let reports = block_on(trainer.train(count))?;
                let mean = |of: fn(&StepReport) -> f32| {
                    Some(mean(reports.iter().map(|report| f64::from(of(report)))))
                };
                behind += reports.iter().filter(|report| report.gap < 0.0).count();
                look.gap = mean(|report| report.gap);
                look.penalty = mean(|report| report.penalty);
            }
            look.behind = Some(behind as f64 / at as f64);
            look.gflop = Some(trainer.cost().total() as f64 / 1e9);
            if let Some(report) = unless_diverged(block_on(trainer.measure(MEASURED)))? {
                look.exact = Some(report.exact_distance);
                look.held_out_gap = Some(report.gap);
                look.share = Some(report.critic_distance / report.exact_distance);
                look.steepest = Some(report.steepest);
                look.slope = Some(report.mean_slope);
            }
            let weights = unless_diverged(block_on(trainer.weights(1)))?;
            look.at_bound = weights
                .filter(|report| report.bound.is_some())
                .map(|report| report.at_bound);
            if let Some(report) = unless_diverged(judge(&mut trainer, JUDGED, classifier))? {
                look.frechet = Some(report.frechet);
                look.coverage = Some(report.coverage as f64);
            }
            let fakes = block_on(trainer.sample_seeded(MEASURED, 0))?;
            look.apart = Some(apart(&pixels(&fakes))?);
            looks.entry(at).or_default().push(look);
        }
        Ok(())
    }

    fn document(&self, table: &str) -> String {
        let seeds: Vec<String> = self.seeds.iter().map(u64::to_string).collect();
        let mut text = String::from(
            "# What the presets promise\n\n\
             Each is a configuration by name (`crates/earthmover/src/config/presets.rs`). `wide`, `notebook` \
             and `clipping` are for a GPU and not in the table below; all others are small enough to be watched on one worker of a \
             processor. Those whose generator is slow are so that what the critic does can be seen by itself: \
             a generator as fast as its critic follows it wherever it points, and no gap grows. So what they say \
             is of the critic: that their digits are not there yet is the generator's rate, as the row `article-slow-generator` shows.\n\n\
             | preset | what it promises |\n| --- | --- |\n",
        );
        for (name, promise) in PROMISES {
            text += &format!("| `{name}` | {promise} |\n");
        }
        text += &format!(
            "\n`cargo test --release --package earthmover-cli --test presets` holds them to it, with \
             seed 11.\n\n## What was measured\n\n\
             The least and the most of the seeds {}, on burn-flex. The gap of its batches, which it was fitted to, \
             is the mean of the last {AVERAGED} iterations; gaps below 0 are a share of all so far. Distances, the \
             gap and slopes beside them are of {MEASURED} digits and {MEASURED} fakes that the run is asked about, \
             Fréchet distance and classes of {JUDGED} fakes (`docs/quality.md` says what real digits have); two \
             fakes apart is the mean distance between two, which between two digits is about 10. The work of an \
             iteration is counted by `run/cost.rs`. Made by \
             `earthmover-cli presets --out docs/presets.md`.\n\n{table}",
            seeds.join(", ")
        );
        text
    }
}

/// The default with the slow generator of some presets, which these are to be compared with.
fn slow_article() -> Result<Config> {
    Ok(Config {
        generator_adam: Config::preset("unconstrained")?.generator_adam,
        ..Config::default()
    })
}

/// The work of an iteration, in GFLOP.
fn gflop(config: &Config) -> Result<f64> {
    let networks = Networks::of(config, mnist::SHAPE)?;
    Ok(Cost::of(config, &networks, mnist::SHAPE).total() as f64 / 1e9)
}

fn header() -> String {
    let titles: Vec<&str> = COLUMNS.iter().map(|(title, _)| *title).collect();
    format!(
        "| preset | iterations | {} |\n| --- | ---: |{}\n",
        titles.join(" | "),
        " ---: |".repeat(COLUMNS.len())
    )
}

fn row(name: &str, iteration: u64, looks: &[Look]) -> Result<String> {
    let mut row = format!("| {name} | {iteration} |");
    for (_, of) in COLUMNS {
        let values: Option<Vec<f64>> = looks.iter().map(of).collect();
        match values {
            Some(values) => write!(row, " {} |", span(&values))?,
            None => write!(row, " {DASH} |")?,
        }
    }
    Ok(row + "\n")
}

/// The least and the most of these values, or one of them where both are written alike.
fn span(values: &[f64]) -> String {
    let (least, most) = least_and_most(values.iter().copied());
    let [least, most] = [least, most].map(|value| Style::PRECISE.write(value));
    if least == most {
        least
    } else {
        format!("{least} to {most}")
    }
}
