//! The table of a sweep: how much work each configuration needs until its digits are so good.

use std::collections::BTreeMap;
use std::fmt::Write;

use anyhow::Result;
use serde::{Deserialize, Serialize};

use crate::number_text::DASH;
use crate::statistics::{least_and_most, mean};

/// The Fréchet distances to be reached, each a column of the table.
const MARKS: [f64; 3] = [100.0, 50.0, 30.0];

/// A row of the sweep: how good the digits of a run are at some iteration.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) seed: u64,
    pub(crate) iteration: u64,
    pub(crate) gflop: f64,
    /// Empty, like the next three, where the run has diverged.
    pub(crate) frechet: Option<f64>,
    pub(crate) score: Option<f64>,
    pub(crate) coverage: Option<usize>,
    pub(crate) kl: Option<f64>,
    pub(crate) gap: f32,
    pub(crate) slope: f32,
    pub(crate) seconds: f64,
    /// Which run it is of: a hash of its configuration and of what was asked of it.
    pub(crate) key: String,
}

/// A run's rows, in the order of its iterations.
type Run<'a> = Vec<&'a Row>;

/// The table as Markdown: a line for each configuration, in the order in which they reach the second mark.
pub(crate) fn table(rows: &[Row]) -> Result<String> {
    let mut runs: BTreeMap<&str, BTreeMap<u64, Run<'_>>> = BTreeMap::new();
    for row in rows {
        let seeds = runs.entry(row.name.as_str()).or_default();
        seeds.entry(row.seed).or_default().push(row);
    }
    let mut lines = Vec::new();
    for (name, seeds) in &runs {
        let seeds: Vec<&Run<'_>> = seeds.values().collect();
        lines.push((
            reached(&seeds, MARKS[1]).map(|(gflop, _)| gflop),
            line(name, &seeds)?,
        ));
    }
    // Configurations that never get there come last.
    lines.sort_by(|(a, _), (b, _)| {
        let place = |gflop: &Option<f64>| gflop.unwrap_or(f64::INFINITY);
        place(a).total_cmp(&place(b))
    });
    let mut text = String::from("| configuration | seeds |");
    for mark in MARKS {
        write!(text, " to {mark}: GFLOP (iterations) |")?;
    }
    text += " at the end: GFLOP | Fréchet distance | classes |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n";
    for (_, line) in lines {
        text += &line;
    }
    Ok(text)
}

/// The line of a configuration, of its runs with all seeds.
fn line(name: &str, seeds: &[&Run<'_>]) -> Result<String> {
    let mut text = format!("| {name} | {} |", seeds.len());
    for mark in MARKS {
        match reached(seeds, mark) {
            Some((gflop, iterations)) => write!(text, " {gflop:.0} ({iterations:.0}) |")?,
            None => write!(text, " {DASH} |")?,
        }
    }
    let ends: Vec<&&Row> = seeds.iter().filter_map(|run| run.last()).collect();
    let distances = || ends.iter().map(|row| row.frechet.unwrap_or(f64::INFINITY));
    let (least, most) = least_and_most(distances());
    let mean = mean(distances());
    let gflop = ends.iter().map(|row| row.gflop).fold(0.0, f64::max);
    let classes = ends
        .iter()
        .filter_map(|row| row.coverage)
        .min()
        .unwrap_or(0);
    writeln!(
        text,
        " {gflop:.0} | {mean:.1} ({least:.1}–{most:.1}) | {classes} |"
    )?;
    Ok(text)
}

/// GFLOP and iterations until the mark is reached, as means over the seeds; none where a seed does
/// not reach it.
fn reached(seeds: &[&Run<'_>], mark: f64) -> Option<(f64, f64)> {
    let each: Option<Vec<(f64, f64)>> = seeds.iter().map(|run| crossing(run, mark)).collect();
    let (work, iterations): (Vec<f64>, Vec<f64>) = each?.into_iter().unzip();
    Some((mean(work), mean(iterations)))
}

/// The GFLOP and the iteration at which a run reaches the mark, interpolated between two rows, linearly in
/// the logarithm of the work; those of the first row where it was there already.
fn crossing(run: &Run<'_>, mark: f64) -> Option<(f64, f64)> {
    let distance = |row: &Row| row.frechet.unwrap_or(f64::INFINITY);
    let place = run.iter().position(|row| distance(row) <= mark)?;
    let after = run[place];
    let (gflop, iteration) = (after.gflop, after.iteration as f64);
    let Some(before) = place.checked_sub(1).map(|place| run[place]) else {
        return Some((gflop, iteration));
    };
    let share = (distance(before) - mark) / (distance(before) - distance(after));
    if !share.is_finite() {
        return Some((gflop, iteration));
    }
    let work = before.gflop * (gflop / before.gflop).powf(share);
    Some((work, work / gflop * iteration))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn row(name: &str, seed: u64, iteration: u64, frechet: f64) -> Row {
        Row {
            name: name.to_owned(),
            seed,
            iteration,
            gflop: iteration as f64,
            frechet: frechet.is_finite().then_some(frechet),
            score: Some(5.0),
            coverage: Some(10),
            kl: Some(0.0),
            gap: 1.0,
            slope: 1.0,
            seconds: 1.0,
            key: String::new(),
        }
    }

    #[test]
    fn work_is_interpolated_and_averaged_over_seeds() {
        let rows = [
            row("slow", 1, 100, 200.0),
            row("slow", 1, 400, 40.0),
            row("fast", 1, 100, 60.0),
            row("fast", 1, 400, 20.0),
            row("fast", 2, 100, 45.0),
            row("fast", 2, 400, 25.0),
            row("wild", 1, 100, f64::NAN),
        ];
        let table = table(&rows).unwrap();
        let lines: Vec<&str> = table.lines().skip(2).collect();
        // One seed has 60 at 100 and 20 at 400, so that it reaches 50 at 100 · 4^¼ = 141; the other is there
        // at 100.
        assert_eq!(
            lines[0],
            "| fast | 2 | 100 (100) | 121 (121) | 283 (283) | 400 | 22.5 (20.0–25.0) | 10 |"
        );
        assert!(
            lines[1].starts_with("| slow | 1 | 238 (238) |"),
            "{}",
            lines[1]
        );
        assert!(lines[1].contains(" – |"), "{}", lines[1]);
        assert!(
            lines[2].starts_with("| wild | 1 | – | – | – |"),
            "{}",
            lines[2]
        );
    }
}
