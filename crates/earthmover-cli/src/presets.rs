//! `presets`: what the presets of the page do, so that what they promise can be held to it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use clap::Args;
use earthmover::config::PRESETS;
use earthmover::data::mnist::{self, PIXELS};
use earthmover::data::of_byte;
use earthmover::judge::Classifier;
use earthmover::network::Networks;
use earthmover::run::Cost;
use earthmover::transport::Costs;
use earthmover::{Config, Images, Trainer};
use pollster::block_on;
use serde::Serialize;
use serde_json::Value;

use crate::device::DeviceName;
use crate::measures::unless_diverged;
use crate::pool::pool;
use crate::quality::read_classifier;
use earthmover_pack::files::write_whole;
use earthmover_pack::mnist::MnistFolder;

/// Images and fakes between which distances are told.
const BATCH: u64 = 64;
/// Images whose quality is told.
const DIGITS: u64 = 1_000;
/// Iterations over which the gap of the batches is averaged.
const CALL: u64 = 20;
/// GFLOP of an iteration above which a preset is for a GPU, and trained here only when it is named.
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

/// What a run was like. What cannot be measured, where networks have run away, is empty.
#[derive(Debug, Default, Serialize)]
struct Look {
    /// Mean over the last iterations' own batches.
    gap: Option<f64>,
    /// The share of all iterations so far whose own batches had a gap below 0.
    behind: Option<f64>,
    penalty: Option<f64>,
    exact: Option<f64>,
    held_out_gap: Option<f64>,
    /// Of the critic distance and the exact one.
    share: Option<f64>,
    steepest: Option<f64>,
    slope: Option<f64>,
    at_bound: Option<f64>,
    frechet: Option<f64>,
    coverage: Option<f64>,
    /// Mean distance between two fakes.
    apart: Option<f64>,
    gflop: Option<f64>,
}

/// A column: its title, and what it tells of a look.
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
        "c = 0.0001, all else the default's: nearly all weights are at ±c from the first iterations on, slopes \
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
         (and the critic distance then 0), and digits are half again to several times as far from real \
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
        "A critic twenty times slower than the default's under a faster generator: from iteration 100 on all \
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
        let digits = pool(&mnist.train)?;
        let classifier = read_classifier(None, self.device)?;
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
            Some(path) => {
                let json = fs::read_to_string(path)
                    .with_context(|| format!("cannot read {}", path.display()))?;
                let patches: serde_json::Map<String, Value> = serde_json::from_str(&json)
                    .with_context(|| format!("{} is not an object", path.display()))?;
                let read = |(name, patch): (String, Value)| {
                    let config = Config::default().patched(&patch);
                    let config = config.with_context(|| format!("`{name}`"))?;
                    Ok((name, config))
                };
                patches.into_iter().map(read).collect::<Result<_>>()?
            }
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
                let count = CALL.min(at - trainer.iteration());
                let reports = block_on(trainer.train(count))?;
                let mean = |of: fn(&earthmover::StepReport) -> f32| {
                    let sum: f64 = reports.iter().map(|report| f64::from(of(report))).sum();
                    Some(sum / reports.len() as f64)
                };
                behind += reports.iter().filter(|report| report.gap < 0.0).count();
                look.gap = mean(|report| report.gap);
                look.penalty = mean(|report| report.penalty);
            }
            look.behind = Some(behind as f64 / at as f64);
            look.gflop = Some(trainer.cost().total() as f64 / 1e9);
            if let Some(report) = unless_diverged(block_on(trainer.measure(BATCH)))? {
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
            let mut survey = trainer.begin_survey(DIGITS)?;
            while survey.advance(classifier) {}
            if let Some(report) = unless_diverged(block_on(survey.finish()))? {
                look.frechet = Some(report.frechet);
                look.coverage = Some(report.coverage as f64);
            }
            let fakes = block_on(trainer.sample_seeded(BATCH, 0))?;
            look.apart = Some(apart(&fakes)?);
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
            "\n`cargo test --release --package earthmover-cli --test presets` holds them to it, with another \
             seed.\n\n## What was measured\n\n\
             The least and the most of the seeds {}, on burn-flex. The gap of its batches, which it was fitted to, \
             is the mean of the last {CALL} iterations; gaps below 0 are a share of all so far. Distances, the \
             gap and slopes beside them are of {BATCH} digits and {BATCH} fakes that the run is asked about, \
             Fréchet distance and classes of {DIGITS} fakes (`docs/quality.md` says what real digits have); two \
             fakes apart is the mean distance between two, which between two digits is about 10. The work of an \
             iteration is counted by `run/cost.rs`. Made by \
             `earthmover-cli presets --out docs/presets.md`.\n\n{table}",
            seeds.join(", ")
        );
        text
    }
}

/// What the lessons with a slow generator are to be compared with: the default with theirs.
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

/// Mean distance between each image and the next, count × 784 bytes.
fn apart(images: &[u8]) -> Result<f64> {
    let pixels: Vec<f32> = images.iter().map(|&x| of_byte(x)).collect();
    let images: Vec<&[f32]> = pixels.chunks_exact(PIXELS).collect();
    let mut sum = 0.0;
    for pair in images.windows(2) {
        sum += Costs::euclidean(pair[0], pair[1], PIXELS)?.values()[0];
    }
    Ok(sum / (images.len() - 1) as f64)
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
            None => row += " – |",
        }
    }
    Ok(row + "\n")
}

/// The least and the most of these, as far as they differ in what is shown.
fn span(values: &[f64]) -> String {
    let least = figure(values.iter().copied().fold(f64::INFINITY, f64::min));
    let most = figure(values.iter().copied().fold(f64::NEG_INFINITY, f64::max));
    if least == most {
        least
    } else {
        format!("{least} to {most}")
    }
}

/// Two or three significant figures.
fn figure(value: f64) -> String {
    match value.abs() {
        size if size >= 1e4 => format!("{value:.1e}"),
        size if size >= 100.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        size if size >= 0.1 || size == 0.0 => format!("{value:.2}"),
        _ => format!("{value:.1e}"),
    }
}
