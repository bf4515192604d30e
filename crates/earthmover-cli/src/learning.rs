//! The table of a sweep: how good the digits of each configuration are after how much work.

use std::collections::BTreeMap;
use std::fmt::Write;

use anyhow::Result;
use serde::{Deserialize, Serialize};

use crate::number_text::DASH;
use crate::statistics::{least_and_most, mean};

/// A row of the sweep: how good the digits of a run are at some iteration.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) seed: u64,
    pub(crate) iteration: u64,
    /// The work at which it was to be looked at: that of the last iteration that ends within it.
    pub(crate) gflop: f64,
    /// Empty, like the next two, where the run has diverged.
    pub(crate) frechet: Option<f64>,
    pub(crate) coverage: Option<usize>,
    /// The share of digits that are surely of one class, as in `QualityReport`.
    pub(crate) confidence: Option<f64>,
    /// Means of the last iterations' own batches.
    pub(crate) gap: f64,
    pub(crate) slope: f64,
    /// See `Diversity`; measured at the run's end.
    pub(crate) apart: Option<f64>,
    pub(crate) nearest: Option<f64>,
    pub(crate) seconds: f64,
    /// Which run it is of: a hash of its configuration and of what was asked of it.
    pub(crate) key: String,
}

/// A run's rows, in the order of its iterations.
type Run<'a> = Vec<&'a Row>;

/// The table as Markdown: a line for each configuration, the best at the end first.
pub(crate) fn table(rows: &[Row]) -> Result<String> {
    let mut runs: BTreeMap<&str, BTreeMap<u64, Run<'_>>> = BTreeMap::new();
    for row in rows {
        let seeds = runs.entry(row.name.as_str()).or_default();
        seeds.entry(row.seed).or_default().push(row);
    }
    let is_judged = rows.iter().any(|row| row.frechet.is_some());
    let mut amounts: Vec<f64> = rows.iter().map(|row| row.gflop).collect();
    amounts.sort_by(f64::total_cmp);
    amounts.dedup();
    let mut lines = Vec::new();
    for (name, seeds) in &runs {
        let runs: Vec<&Run<'_>> = seeds.values().collect();
        // Configurations that have diverged come last.
        let end = mean(ends(&runs).map(|row| row.frechet.unwrap_or(f64::INFINITY)));
        lines.push((end, line(name, &runs, is_judged.then_some(&amounts))?));
    }
    lines.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    let mut text = String::from("| configuration | seeds | GFLOP an iteration |");
    let mut numbers = 5;
    // What a classifier says, where one was asked.
    if is_judged {
        for amount in &amounts {
            write!(text, " {amount} |")?;
        }
        text += " the last, seed by seed | surer than 0.9 | classes |";
        numbers += amounts.len() + 3;
    }
    text += " slope | two fakes apart | nearest digit |\n| --- |";
    text += &" ---: |".repeat(numbers);
    text += "\n";
    for (_, line) in lines {
        text += &line;
    }
    Ok(text)
}

/// The last row of each run.
fn ends<'a>(runs: &'a [&'a Run<'a>]) -> impl Iterator<Item = &'a Row> {
    runs.iter().filter_map(|run| run.last().copied())
}

/// The line of a configuration, of its runs with all seeds; with what a classifier says of it at these amounts, where
/// one was asked.
fn line(name: &str, runs: &[&Run<'_>], amounts: Option<&Vec<f64>>) -> Result<String> {
    let work = mean(ends(runs).map(|row| row.gflop / row.iteration as f64));
    let mut text = format!("| {name} | {} | {work:.3} |", runs.len());
    let last = || ends(runs);
    if let Some(amounts) = amounts {
        let rows = || runs.iter().flat_map(|run| run.iter().copied());
        for amount in amounts {
            let here = rows().filter(|row| row.gflop == *amount);
            write!(text, " {} |", average(here.map(|row| row.frechet), 1))?;
        }
        let (least, most) = least_and_most(last().map(|row| row.frechet.unwrap_or(f64::INFINITY)));
        write!(text, " {least:.1} to {most:.1} |")?;
        write!(text, " {} |", average(last().map(|row| row.confidence), 2))?;
        match last().filter_map(|row| row.coverage).min() {
            Some(classes) => write!(text, " {classes} |")?,
            None => write!(text, " {DASH} |")?,
        }
    }
    for of in [
        |row: &Row| Some(row.slope),
        |row: &Row| row.apart,
        |row: &Row| row.nearest,
    ] {
        write!(text, " {} |", average(last().map(of), 2))?;
    }
    Ok(text + "\n")
}

/// The mean of what was measured; a dash where a run has it not, or where there is no run.
fn average(values: impl Iterator<Item = Option<f64>>, decimals: usize) -> String {
    let values: Option<Vec<f64>> = values.collect();
    match values {
        Some(values) if !values.is_empty() => format!("{:.decimals$}", mean(values)),
        _ => DASH.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn row(name: &str, seed: u64, gflop: f64, frechet: f64) -> Row {
        let measured = frechet.is_finite();
        Row {
            name: name.to_owned(),
            seed,
            iteration: 10 * gflop as u64,
            gflop,
            frechet: measured.then_some(frechet),
            coverage: measured.then_some(10),
            confidence: measured.then_some(0.5),
            slope: 1.0,
            apart: measured.then_some(0.9),
            ..Row::default()
        }
    }

    #[test]
    fn runs_are_averaged_over_seeds_and_the_best_come_first() {
        let rows = [
            row("slow", 1, 100.0, 200.0),
            row("slow", 1, 400.0, 40.0),
            row("fast", 1, 100.0, 60.0),
            row("fast", 1, 400.0, 20.0),
            row("fast", 2, 100.0, 45.0),
            row("fast", 2, 400.0, 25.0),
            row("wild", 1, 100.0, f64::NAN),
        ];
        let table = table(&rows).unwrap();
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines[0].matches('|').count(), lines[1].matches('|').count());
        assert!(lines[0].contains("| 100 | 400 |"), "{}", lines[0]);
        let expected =
            "| fast | 2 | 0.100 | 52.5 | 22.5 | 20.0 to 25.0 | 0.50 | 10 | 1.00 | 0.90 | – |";
        assert_eq!(lines[2], expected);
        assert!(lines[3].starts_with("| slow | 1 | 0.100 | 200.0 | 40.0 |"));
        assert!(lines[4].starts_with("| wild | 1 | 0.100 | – | – |"));
    }

    #[test]
    fn where_no_classifier_was_asked_its_columns_are_left_out() {
        let row = Row {
            apart: Some(0.75),
            ..row("plain", 1, 100.0, f64::NAN)
        };
        let expected = "| configuration | seeds | GFLOP an iteration | slope | two fakes apart | nearest digit |\n\
             | --- | ---: | ---: | ---: | ---: | ---: |\n| plain | 1 | 0.100 | 1.00 | 0.75 | – |\n";
        assert_eq!(table(&[row]).unwrap(), expected);
    }
}
