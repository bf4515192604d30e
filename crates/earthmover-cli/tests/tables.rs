//! `sweep`, `compare`, `constraints` and `truth`, run as programs on MNIST itself, with tiny networks.

#![allow(clippy::unwrap_used)]

#[path = "common/mnist.rs"]
mod mnist;

use mnist::mnist;
use std::fs;
use std::process::{Command, Output};

const TINY: &str = r#"{"batch": 8, "latent": 4, "averaging": null,
    "architecture": {"kind": "mlp", "generatorHidden": [8], "criticHidden": [8]}}"#;

fn run(command: &str, args: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_earthmover-cli"));
    program.args([command, "--mnist"]).arg(mnist()).args(args);
    program.output().unwrap()
}

fn succeeds(command: &str, args: &[&str]) {
    let output = run(command, args);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{stderr}");
}

#[track_caller]
fn refuses(command: &str, args: &[&str], expected: &str) {
    let output = run(command, args);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(
        !output.status.success() && stderr.contains(expected),
        "{stderr}"
    );
}

#[test]
fn a_sweep_is_resumed_and_not_repeated() {
    let folder = tempfile::tempdir().unwrap();
    let (list, table) = (
        folder.path().join("list.json"),
        folder.path().join("sweep.csv"),
    );
    fs::write(&list, format!(r#"{{"tiny": {TINY}, "other": {TINY}}}"#)).unwrap();
    let (list, out) = (list.to_str().unwrap(), table.to_str().unwrap());
    let sweep = |seeds: &str| {
        let amounts = ["--gflop", "0.02,0.04", "--count", "100"];
        succeeds(
            "sweep",
            &[&[list, "--out", out, "--seeds", seeds], &amounts[..]].concat(),
        );
        fs::read_to_string(&table).unwrap()
    };
    let first = sweep("1");
    // There is a header, and a row for each of two amounts of work of two configurations.
    assert_eq!(first.lines().count(), 5, "{first}");
    assert!(
        first.starts_with("name,seed,iteration,gflop,frechet,"),
        "{first}"
    );
    let both = sweep("1,2");
    assert!(
        both.starts_with(&first) && both.lines().count() == 9,
        "{both}"
    );
    assert_eq!(sweep("2,1"), both);
    refuses(
        "sweep",
        &[list, "--only", "nothing", "--out", out],
        "no configuration",
    );
    let otherwise = [
        "--out", out, "--seeds", "1", "--count", "100", "--gflop", "0.03",
    ];
    refuses("sweep", &[&[list], &otherwise[..]].concat(), "another run");
    for wrong in ["2,1", "2,2"] {
        refuses("sweep", &[list, "--out", out, "--gflop", wrong], "--gflop");
    }
    refuses(
        "sweep",
        &[list, "--out", out, "--seeds", "3,4,3"],
        "--seeds is [3, 4, 3]",
    );
    fs::write(list, r#"{"bad": {"batch": -1}}"#).unwrap();
    refuses("sweep", &[list, "--out", out], "`bad`");
}

#[test]
fn constraints_are_compared_in_a_picture_and_a_table() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("config.json");
    fs::write(&config, TINY).unwrap();
    let (config, out) = (config.to_str().unwrap(), folder.path().to_str().unwrap());
    let kinds = "realReal,adversarial,gradientPenalty,weightClipping,spectralNorm,bounded,none";
    let args = [
        "--config",
        config,
        "--out",
        out,
        "--iterations",
        "4",
        "--every",
        "2",
    ];
    succeeds("compare", &[&args[..], &["--constraints", kinds]].concat());
    let table = fs::read_to_string(folder.path().join("compare.csv")).unwrap();
    assert_eq!(table.lines().count(), 1 + 7 * 2, "{table}");
    let picture = image::open(folder.path().join("compare.png"))
        .unwrap()
        .to_rgb8();
    // The picture has white paper, black letters, and a curve in the first colour.
    for colour in [[255, 255, 255], [0, 0, 0], [213, 94, 0]] {
        assert!(
            picture.pixels().any(|pixel| pixel.0 == colour),
            "{colour:?}"
        );
    }
    refuses("compare", &["--constraints", "prayer"], "prayer");
    refuses(
        "compare",
        &["--iterations", "4", "--every", "5"],
        "--every is 5",
    );
}

#[test]
fn constraints_tell_which_hold_the_critic() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("constraints.md");
    let args = [
        "--count",
        "8",
        "--steps",
        "12",
        "--out",
        out.to_str().unwrap(),
    ];
    succeeds("constraints", &args);
    let table = fs::read_to_string(&out).unwrap();
    assert!(table.contains("after 1 / 4 / 12 steps"), "{table}");
    let ratio = |name: &str| {
        let row = table.lines().find(|line| line.contains(name)).unwrap();
        let cell = row.trim_end_matches(" |").rsplit("| ").next().unwrap();
        cell.parse::<f64>().unwrap()
    };
    assert!(ratio("| none") > ratio("WGAN-LP"), "{table}");
}

#[test]
fn constraints_are_scored_on_pairs_that_are_known() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("truth.md");
    let out = out.to_str().unwrap();
    let few = ["--count", "12", "--steps", "40", "--seeds", "7,8"];
    succeeds("truth", &[&few[..], &["--out", out]].concat());
    let table = fs::read_to_string(out).unwrap();
    assert!(
        table.contains("--count 12 --centres 4 --steps 40 --seeds 7,8"),
        "{table}"
    );
    let cells = |name: &str| -> Vec<f64> {
        let row = table.lines().find(|line| line.contains(name)).unwrap();
        let cells = row.trim_matches('|').split('|').skip(1);
        cells
            .map(|cell| cell.split('±').next().unwrap().trim().parse().unwrap())
            .collect()
    };
    let (held, free) = (cells("WGAN-LP"), cells("| none"));
    assert_eq!((held.len(), free.len()), (4, 4));
    // Whatever a critic does, it certifies no more than W1; without a constraint its gap is far above it.
    assert!(
        held[1] <= 1.0 && free[1] <= 1.0 && free[0] > 10.0,
        "{table}"
    );
    assert!(held[2] > 0.3 && held[2] <= 1.0, "{table}");
    refuses("truth", &["--seeds", "x"], "invalid value 'x'");
}
