//! `reproducible`: the hashes of what some runs compute, the same on every processor.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::Args;
use earthmover::config::{Architecture, Mlp};
use earthmover::{Config, Images, StepReport, Trainer};
use earthmover_pack::files::sha256;
use pollster::block_on;
use serde::Serialize;

use crate::data::{MnistFolder, pool};
use crate::device::DeviceName;

/// Iterations at which most runs are looked at; an emulated processor gets to the twentieth.
const AT: [u64; 5] = [1, 20, 60, 200, 1000];
/// Iterations at which a run is looked at whose iterations take long.
const AT_SLOW: [u64; 2] = [1, 5];
/// How many images are hashed, drawn from latents of the run's seed.
const IMAGES: u64 = 64;
const SEED: u64 = 7;

#[derive(Args)]
pub(crate) struct Reproducible {
    #[command(flatten)]
    mnist: MnistFolder,
    /// The table to write; its hashes go beside it as JSON.
    #[arg(long, value_name = "FILE", default_value = "docs/reproducible.md")]
    out: PathBuf,
    /// Compare with what is there, and write nothing.
    #[arg(long)]
    check: bool,
    /// Look at this run alone.
    #[arg(long, value_name = "RUN")]
    only: Option<String>,
    /// Look at no later iteration.
    #[arg(long, value_name = "ITERATION", default_value_t = 1000)]
    until: u64,
    /// Where to compute.
    #[arg(long, value_enum, default_value_t = DeviceName::Flex)]
    device: DeviceName,
}

/// What a run has computed by an iteration. All hashes are SHA-256.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    run: &'static str,
    iteration: u64,
    /// Of the bytes of 64 images.
    images: String,
    /// Of the iteration's report: critic loss, gap, penalty, slope, generator loss, as f32, little-endian.
    report: String,
    /// Of the tensors of its checkpoint, as they lie in the file after its header.
    tensors: String,
}

impl Reproducible {
    pub(crate) fn run(self) -> Result<()> {
        let digits = pool(&self.mnist.read()?)?;
        let mut rows = Vec::new();
        let is_asked = |run| self.only.as_deref().is_none_or(|only| only == run);
        for (run, config, at) in runs()?.into_iter().filter(|(run, ..)| is_asked(*run)) {
            self.look(run, config, &digits, &at, &mut rows)?;
        }
        if rows.is_empty() {
            bail!("--only: there is no such run");
        }
        let file = self.out.with_extension("json");
        let mut json = serde_json::to_string_pretty(&rows)?;
        json.push('\n');
        if self.check {
            return self.compare(&rows, &file);
        }
        fs::write(&file, json).with_context(|| format!("cannot write {}", file.display()))?;
        fs::write(&self.out, table(&rows)?)
            .with_context(|| format!("cannot write {}", self.out.display()))?;
        println!("{} rows in {}.", rows.len(), self.out.display());
        Ok(())
    }

    fn look(
        &self,
        run: &'static str,
        config: Config,
        digits: &Images,
        at: &[u64],
        rows: &mut Vec<Row>,
    ) -> Result<()> {
        let mut trainer = Trainer::new(config, &self.device.device()?, digits)?;
        for &iteration in at.iter().filter(|at| **at <= self.until) {
            let mut last = None;
            while trainer.iteration() < iteration {
                let left = iteration - trainer.iteration();
                last = block_on(trainer.train(left.min(100)))?.pop();
            }
            let Some(report) = last else {
                bail!("iteration {iteration} of {run} told nothing");
            };
            rows.push(Row {
                run,
                iteration,
                images: sha256(&[&block_on(trainer.sample_seeded(IMAGES, SEED))?]),
                report: sha256(&[&numbers(&report)]),
                tensors: sha256(&[tensors(&block_on(trainer.save())?)?]),
            });
        }
        Ok(())
    }

    /// Checks that the file has the same hashes for each of these rows.
    fn compare(&self, rows: &[Row], file: &PathBuf) -> Result<()> {
        let text =
            fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        let there: serde_json::Value = serde_json::from_str(&text)?;
        let there = there.as_array().map(Vec::as_slice).unwrap_or_default();
        for row in rows {
            let found = serde_json::to_value(row)?;
            let expected = there.iter().find(|other| {
                other["run"] == found["run"] && other["iteration"] == found["iteration"]
            });
            if expected != Some(&found) {
                bail!("{found} is not what {} says: {expected:?}", file.display());
            }
        }
        println!("{} rows are as {} says.", rows.len(), file.display());
        Ok(())
    }
}

/// The runs that are looked at, and when.
fn runs() -> Result<Vec<(&'static str, Config, Vec<u64>)>> {
    let mlp = Config {
        architecture: Architecture::Mlp(Mlp::default()),
        ..Config::default()
    };
    let mut runs = vec![
        ("default", Config::default(), AT.to_vec()),
        ("mlp", mlp, AT.to_vec()),
    ];
    for name in ["gradient-penalty", "spectral"] {
        runs.push((name, Config::preset(name)?, AT.to_vec()));
    }
    runs.push(("clipping", Config::preset("clipping")?, AT_SLOW.to_vec()));
    for (_, config, _) in &mut runs {
        config.seed = SEED;
    }
    Ok(runs)
}

/// The bytes of a report's numbers.
fn numbers(report: &StepReport) -> Vec<u8> {
    let StepReport {
        iteration: _,
        critic_loss,
        gap,
        penalty,
        slope,
        generator_loss,
    } = report;
    [critic_loss, gap, penalty, slope, generator_loss]
        .into_iter()
        .flat_map(|number| number.to_le_bytes())
        .collect()
}

/// What follows the header of a safetensors file. The header is left out, since its metadata come in any
/// order.
fn tensors(file: &[u8]) -> Result<&[u8]> {
    let length = file.first_chunk().map(|length| u64::from_le_bytes(*length));
    let start = length.map(|length| 8 + length as usize);
    let rest = start.and_then(|start| file.get(start..));
    rest.context("a checkpoint has a header")
}

fn table(rows: &[Row]) -> Result<String> {
    let mut text = String::from(
        "# The same everywhere\n\n\
         A seed is a curve: on processors the same bits, in Chromium, Firefox and WebKit, natively whatever \
         vectors the processor has, by burn-flex and by burn-ndarray, with any number of workers. Made by \
         `earthmover-cli reproducible`, held to by its `--check`, by a test, and by the tests of the three \
         engines. Seed 7; `mlp` is the default with that architecture, the others are presets. The first 16 \
         of SHA-256's 64 digits, of 64 images, of the iteration's five numbers and of the tensors of a \
         checkpoint; all of them are in [reproducible.json](reproducible.json).\n\n\
         | run | iteration | images | report | tensors |\n| --- | ---: | --- | --- | --- |\n",
    );
    for row in rows {
        let [images, report, tensors] =
            [&row.images, &row.report, &row.tensors].map(|hash| &hash[..16]);
        let (run, iteration) = (row.run, row.iteration);
        writeln!(
            text,
            "| {run} | {iteration} | `{images}` | `{report}` | `{tensors}` |"
        )?;
    }
    Ok(text)
}
