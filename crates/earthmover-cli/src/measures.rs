//! The table of what is measured of a run at intervals: distances, slopes, quality.

use std::fs::File;

use anyhow::Result;
use csv::Writer;
use earthmover::judge::Classifier;
use earthmover::{Error, Trainer};
use pollster::block_on;
use serde::Serialize;

use crate::number_text::DASH;
use crate::quality::judge;

/// How many digits and fakes distances are measured between.
pub(crate) const MEASURED: u64 = 64;
/// How many generated digits are judged by the classifier.
pub(crate) const JUDGED: u64 = 1_000;

/// A row of measures.csv: see `TransportReport` and `QualityReport`. What cannot be measured, where
/// networks have run away, is empty.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    iteration: u64,
    exact_distance: Option<f64>,
    floor: Option<f64>,
    critic_distance: Option<f64>,
    nearest_distance: Option<f64>,
    mean_slope: Option<f64>,
    largest_slope: Option<f64>,
    violations: Option<f64>,
    move_cosine: Option<f64>,
}

/// The columns that follow where there is a classifier.
#[derive(Debug, Default, Serialize)]
struct Judged {
    frechet: Option<f64>,
    score: Option<f64>,
    coverage: Option<usize>,
    kl: Option<f64>,
    confidence: Option<f64>,
}

/// Measures the run as it is, writes a row, and gives the most telling of its numbers in words.
pub(crate) fn measure(
    trainer: &mut Trainer,
    classifier: Option<&Classifier>,
    table: &mut Writer<File>,
) -> Result<String> {
    let mut row = Row {
        iteration: trainer.iteration(),
        ..Row::default()
    };
    if let Some(report) = unless_diverged(block_on(trainer.measure(MEASURED)))? {
        row.exact_distance = Some(report.exact_distance);
        row.floor = Some(report.floor);
        row.critic_distance = Some(report.critic_distance);
        row.nearest_distance = Some(report.nearest_distance);
        row.mean_slope = Some(report.mean_slope);
        row.largest_slope = Some(report.largest_slope);
        row.violations = Some(report.violations);
        row.move_cosine = Some(report.move_cosine);
    }
    let text = |value: Option<f64>| value.map_or(DASH.to_owned(), |value| format!("{value:.2}"));
    let mut told = format!(
        "exact distance {}, critic distance {}",
        text(row.exact_distance),
        text(row.critic_distance)
    );
    match classifier {
        None => table.serialize(&row)?,
        Some(classifier) => {
            let judged = Judged::of(trainer, classifier)?;
            told += &format!(", Fréchet distance {}", text(judged.frechet));
            table.serialize((&row, &judged))?;
        }
    }
    table.flush()?;
    Ok(told)
}

impl Judged {
    fn of(trainer: &mut Trainer, classifier: &Classifier) -> Result<Self> {
        let report = unless_diverged(judge(trainer, JUDGED, classifier))?;
        Ok(report.map_or(Self::default(), |report| Self {
            frechet: Some(report.frechet),
            score: Some(report.score),
            coverage: Some(report.coverage),
            kl: Some(report.kl),
            confidence: Some(report.confidence),
        }))
    }
}

/// The report, or none where the networks have run away.
pub(crate) fn unless_diverged<T>(report: Result<T, Error>) -> Result<Option<T>, Error> {
    match report {
        Ok(report) => Ok(Some(report)),
        Err(Error::Diverged(_)) => Ok(None),
        Err(error) => Err(error),
    }
}
