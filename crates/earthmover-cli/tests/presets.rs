//! What the presets promise (`docs/presets.md`), held to it with one seed on MNIST itself.

#![allow(clippy::unwrap_used)]

#[path = "common/mnist.rs"]
mod mnist;

use mnist::mnist;
use std::collections::BTreeMap;
use std::process::Command;

/// What is told of a run: numbers by the titles of their columns.
type Look = BTreeMap<String, f64>;

fn run(args: &[&str]) -> (bool, String) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_earthmover-cli"));
    let output = program.args(["presets", "--mnist"]).arg(mnist()).args(args);
    let output = output.output().unwrap();
    let told = if output.status.success() {
        output.stdout
    } else {
        output.stderr
    };
    (output.status.success(), String::from_utf8(told).unwrap())
}

/// What is told of a preset after each of these iterations, with one seed.
fn looks<const N: usize>(preset: &str, at: [u64; N]) -> [Look; N] {
    let at = at.map(|iteration| iteration.to_string()).join(",");
    let (done, table) = run(&["--only", preset, "--seeds", "11", "--at", &at]);
    assert!(done, "{table}");
    let cells = |line: &str| -> Vec<String> {
        let cells = line.trim_matches(['|', ' ']).split(" | ");
        cells.map(str::to_owned).collect()
    };
    let rows: Vec<&str> = table.lines().filter(|line| line.starts_with('|')).collect();
    let titles = cells(rows[0]);
    let look = |row: &&str| {
        let numbers = cells(row).into_iter().map(|cell| cell.parse());
        let told = titles.iter().cloned().zip(numbers);
        told.filter_map(|(title, number)| Some((title, number.ok()?)))
            .collect()
    };
    let looks: Vec<Look> = rows[2..].iter().map(look).collect();
    looks.try_into().unwrap()
}

/// Checks that the number of a column is above another.
#[track_caller]
fn above(look: &Look, column: &str, least: f64) {
    assert!(look[column] > least, "{column} above {least}: {look:?}");
}

#[track_caller]
fn below(look: &Look, column: &str, most: f64) {
    assert!(look[column] < most, "{column} below {most}: {look:?}");
}

const GAP: &str = "gap";
const BELOW: &str = "gaps below 0";
const OWN_GAP: &str = "gap of its batches";
const EXACT: &str = "exact distance";
const SHARE: &str = "critic ÷ exact distance";
const PAIR: &str = "steepest real–fake pair";
const SLOPE: &str = "mean slope";
const AT_BOUND: &str = "weights at ±c";
const FRECHET: &str = "Fréchet distance";
const CLASSES: &str = "classes";
const APART: &str = "two fakes apart";

#[test]
fn constraints_that_hold_let_digits_form_at_slopes_near_1() {
    for preset in ["article", "gradient-penalty", "spectral"] {
        let [early, late] = looks(preset, [20, 500]);
        above(&early, FRECHET, 400.0);
        below(&late, FRECHET, 110.0);
        above(&late, CLASSES, 7.5);
        below(&late, SLOPE, 1.3);
        below(&late, PAIR, 1.0);
    }
}

#[test]
fn without_a_constraint_the_gap_runs_away() {
    let [early, late] = looks("unconstrained", [100, 300]);
    above(&early, GAP, 10.0 * early[EXACT]);
    above(&late, GAP, 4.0 * early[GAP]);
}

#[test]
fn a_large_clip_overestimates_and_a_small_one_flattens() {
    let [early, middle, late] = looks("clip-large", [20, 100, 300]);
    below(&early, AT_BOUND, 0.05);
    above(&middle, GAP, 10.0 * middle[EXACT]);
    above(&late, GAP, 10.0 * late[EXACT]);
    above(&late, AT_BOUND, 0.7);
    // The default with a generator as slow keeps its gap at about the distance.
    let [held] = looks("article-slow-generator", [300]);
    below(&held, GAP, 2.0 * held[EXACT]);

    let [early, late] = looks("clip-small", [100, 300]);
    above(&early, AT_BOUND, 0.8);
    above(&late, AT_BOUND, 0.8);
    below(&late, SLOPE, 1e-6);
    let [article] = looks("article", [300]);
    above(&late, FRECHET, 3.0 * article[FRECHET]);
}

#[test]
fn one_critic_step_lags_behind_five() {
    let [one] = looks("one-critic-step", [300]);
    let [five] = looks("five-critic-steps", [300]);
    above(&five, OWN_GAP, 2.0 * one[OWN_GAP]);
    above(&five, SHARE, one[SHARE]);
}

/// The promise is of most iterations, not of each: over ten seeds the gap of 64 digits and fakes at iteration
/// 300 lies between -3.41 and -0.70, and 0.87 to 0.99 of all gaps are below 0.
#[test]
fn a_strong_penalty_loses_sight_of_the_gap() {
    let at = std::array::from_fn::<u64, 11, _>(|place| 100 + 20 * place as u64);
    let strong = looks("strong-penalty", at);
    let blind: Vec<&Look> = strong.iter().filter(|look| look[GAP] < 0.0).collect();
    assert!(2 * blind.len() > strong.len(), "{strong:?}");
    for look in blind {
        assert_eq!(look[SHARE], 0.0, "{look:?}");
    }
    let [.., last] = &strong;
    above(last, BELOW, 0.8);
    let [article] = looks("article", [300]);
    above(last, FRECHET, 4.0 * article[FRECHET]);
}

#[test]
fn pairs_of_digits_alone_let_slopes_between_digits_and_fakes_rise() {
    let [early, late] = looks("data-pairs", [100, 300]);
    above(&early, PAIR, 5.0);
    above(&late, PAIR, 10.0);
    above(&late, SLOPE, 20.0);
    above(&late, GAP, 10.0 * late[EXACT]);
}

#[test]
fn a_bounded_critic_saturates_at_2() {
    for look in looks("bounded", [100, 300]) {
        above(&look, GAP, 1.9);
        below(&look, GAP, 2.01);
    }
}

#[test]
fn a_slow_critic_lets_modes_collapse() {
    let [collapsed] = looks("mode-collapse", [500]);
    let [article] = looks("article", [500]);
    below(&collapsed, CLASSES, 5.0);
    below(&collapsed, APART, 0.5 * article[APART]);
    above(&article, CLASSES, 7.5);
}

#[test]
fn what_cannot_be_asked_is_refused() {
    for (args, expected) in [
        (["--only", "prayer"], "--only is prayer"),
        (["--at", "300,100"], "--at is [300, 100]"),
        (["--at", "0"], "--at is [0]"),
        (["--at", "100,100"], "--at is [100, 100]"),
    ] {
        let (done, message) = run(&args);
        assert!(!done && message.contains(expected), "{message}");
    }
}
