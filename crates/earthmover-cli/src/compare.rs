//! `compare`: the same run under several constraints, side by side.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use clap::Args;
use earthmover::config::{Constraint, Plain};
use earthmover::judge::Classifier;
use earthmover::{Config, Images, Trainer};
use pollster::block_on;
use serde::Serialize;
use serde_json::json;

use crate::curves::{Curve, Panel, write_panels};
use crate::data::{DataChoice, pool};
use crate::device::DeviceName;
use crate::measures::{JUDGED, MEASURED, unless_diverged};
use crate::quality::{judge, read_classifier};

#[derive(Args)]
pub(crate) struct Compare {
    /// The constraints, separated by commas: their kinds, or the kind of pairs of a slope penalty.
    #[arg(
        long,
        value_delimiter = ',',
        default_value = "realReal,adversarial,gradientPenalty,weightClipping,spectralNorm,none"
    )]
    constraints: Vec<String>,
    /// A JSON file that changes some of the default configuration's other fields.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    data: DataChoice,
    /// Folder for compare.csv and compare.png; made if it is not there.
    #[arg(long, value_name = "FOLDER", default_value = "out/compare")]
    out: PathBuf,
    /// The classifier, instead of the set's own.
    #[arg(long, value_name = "FILE")]
    classifier: Option<PathBuf>,
    /// Iterations of each run.
    #[arg(long, default_value_t = 500, value_parser = clap::value_parser!(u64).range(1..))]
    iterations: u64,
    /// Iterations between two rows.
    #[arg(long, default_value_t = 25, value_parser = clap::value_parser!(u64).range(1..=10_000))]
    every: u64,
    /// The seed of every run.
    #[arg(long, default_value_t = 7)]
    seed: u64,
    /// Where to train.
    #[arg(long, value_enum, default_value_t = DeviceName::Flex)]
    device: DeviceName,
}

/// A row of the table. Where the networks have run away there is nothing to measure.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    constraint: String,
    iteration: u64,
    gap: f32,
    slope: f32,
    exact_distance: Option<f64>,
    floor: Option<f64>,
    critic_distance: Option<f64>,
}

/// The column that follows where there is a classifier.
#[derive(Debug, Serialize)]
struct Judged {
    frechet: Option<f64>,
}

impl Compare {
    pub(crate) fn run(self) -> Result<()> {
        ensure!(
            self.every <= self.iterations,
            "--every is {}; it must be at most --iterations, {}",
            self.every,
            self.iterations
        );
        let configs = self.configs()?;
        let set = self.data.read()?;
        let digits = pool(&set)?;
        let classifier = read_classifier(self.classifier.as_deref(), &set, self.device)?;
        fs::create_dir_all(&self.out)
            .with_context(|| format!("cannot make the folder {}", self.out.display()))?;
        let mut table = csv::Writer::from_path(self.out.join("compare.csv"))?;
        let mut rows = Vec::new();
        for (name, config) in configs {
            for (row, judged) in self.rows(&name, config, &digits, classifier.as_ref())? {
                match &judged {
                    None => table.serialize(&row)?,
                    Some(judged) => table.serialize((&row, judged))?,
                }
                rows.push((row, judged));
            }
            table.flush()?;
        }
        self.draw(&rows)
    }

    fn configs(&self) -> Result<Vec<(String, Config)>> {
        let mut base = Config::default();
        if let Some(path) = &self.config {
            let json = fs::read_to_string(path)
                .with_context(|| format!("cannot read {}", path.display()))?;
            base = Config::from_json(&json).with_context(|| format!("in {}", path.display()))?;
        }
        base.seed = self.seed;
        // Each constraint begins with its own defaults.
        base.constraint = Constraint::None(Plain {});
        let config = |name: &String| {
            let constraint = match name.as_str() {
                "realReal" => {
                    json!({"kind": "slopePenalty", "pairs": name, "form": "difference"})
                }
                "realFake" | "pooled" | "segment" | "adversarial" => {
                    json!({"kind": "slopePenalty", "pairs": name})
                }
                kind => json!({"kind": kind}),
            };
            let config = base.patched(&json!({"constraint": constraint}));
            Ok((
                name.clone(),
                config.with_context(|| format!("--constraints {name}"))?,
            ))
        };
        self.constraints.iter().map(config).collect()
    }

    fn rows(
        &self,
        name: &str,
        config: Config,
        digits: &Images,
        classifier: Option<&Classifier>,
    ) -> Result<Vec<(Row, Option<Judged>)>> {
        let mut trainer = Trainer::new(config, &self.device.device()?, digits)?;
        let mut rows = Vec::new();
        while trainer.iteration() < self.iterations {
            let count = self.every.min(self.iterations - trainer.iteration());
            let reports = block_on(trainer.train(count))?;
            let Some(last) = reports.last() else { break };
            let transport = unless_diverged(block_on(trainer.measure(MEASURED)))?;
            let judged = |classifier| -> Result<Judged> {
                let report = unless_diverged(judge(&mut trainer, JUDGED, classifier))?;
                let frechet = report.map(|report| report.frechet);
                Ok(Judged { frechet })
            };
            let judged = classifier.map(judged).transpose()?;
            println!("{name}: {}, gap {:.3e}", last.iteration, last.gap);
            let row = Row {
                constraint: name.to_owned(),
                iteration: last.iteration,
                gap: last.gap,
                slope: last.slope,
                exact_distance: transport.as_ref().map(|report| report.exact_distance),
                floor: transport.as_ref().map(|report| report.floor),
                critic_distance: transport.as_ref().map(|report| report.critic_distance),
            };
            rows.push((row, judged));
        }
        Ok(rows)
    }

    fn draw(&self, rows: &[(Row, Option<Judged>)]) -> Result<()> {
        let curves = |pick: fn(&Row, Option<&Judged>) -> Option<f64>| {
            let names = self.constraints.iter();
            names
                .map(|name| Curve {
                    name: name.clone(),
                    points: rows
                        .iter()
                        .filter(|(row, _)| row.constraint == *name)
                        .filter_map(|(row, judged)| {
                            let value = pick(row, judged.as_ref())?;
                            Some((row.iteration as f64, value))
                        })
                        .collect(),
                })
                .collect()
        };
        let mut panels = vec![
            Panel {
                title: "gap (logarithmic)",
                logarithmic: true,
                curves: curves(|row, _| Some(f64::from(row.gap))),
            },
            Panel {
                title: "slope, as each constraint sees it (logarithmic)",
                logarithmic: true,
                curves: curves(|row, _| Some(f64::from(row.slope))),
            },
            Panel {
                title: "exact distance, 64 real images and 64 fakes",
                logarithmic: false,
                curves: curves(|row, _| row.exact_distance),
            },
        ];
        if rows.iter().any(|(_, judged)| judged.is_some()) {
            panels.push(Panel {
                title: "Fréchet distance, 1,000 fakes (logarithmic)",
                logarithmic: true,
                curves: curves(|_, judged| judged?.frechet),
            });
        }
        let path = self.out.join("compare.png");
        write_panels(&path, &panels)?;
        println!("compare.csv and compare.png are in {}.", self.out.display());
        Ok(())
    }
}
