//! `earthmover-cli quality`, `calibrate` and `classifier`, run as programs.

#![allow(clippy::unwrap_used)]

#[path = "common/mnist.rs"]
mod mnist;

use mnist::mnist;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

const TINY: &str = r#"{"batch": 8, "latent": 4, "averaging": null,
    "architecture": {"kind": "mlp", "generatorHidden": [8], "criticHidden": [8]}}"#;

fn root() -> PathBuf {
    std::path::absolute("../..").unwrap()
}

/// Runs the program at the root of the repository, where the classifier is found by itself.
fn run(args: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_earthmover-cli"));
    program.current_dir(root()).args(args).output().unwrap()
}

fn text(output: &Output) -> String {
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{stderr}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn refused(args: &[&str], expected: &str) {
    let output = run(args);
    assert!(!output.status.success());
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(stderr.contains(expected), "{stderr}");
}

#[test]
fn a_checkpoint_gets_its_report() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("tiny.json");
    fs::write(&config, TINY).unwrap();
    let out = folder.path().to_str().unwrap();
    let config = config.to_str().unwrap();
    let mnist = mnist().to_str().unwrap().to_owned();
    let train = ["train", "--mnist", &mnist, "--out", out, "--config", config];
    text(&run(&[&train[..], &["--iterations", "2"]].concat()));

    let checkpoint = folder.path().join("checkpoint.safetensors");
    let quality = ["quality", checkpoint.to_str().unwrap(), "--count"];
    for device in ["flex", "ndarray"] {
        let output = run(&[&quality[..], &["100", "--device", device]].concat());
        let report: serde_json::Value = serde_json::from_str(&text(&output)).unwrap();
        assert_eq!(report["count"], 100);
        // Two iterations make noise.
        assert!(report["frechet"].as_f64().unwrap() > 100.0, "{report}");
        assert!(report["score"].as_f64().unwrap() < 3.0, "{report}");
    }
    refused(&[&quality[..], &["63"]].concat(), "`count` is 63");
    let another = ["100", "--classifier", checkpoint.to_str().unwrap()];
    refused(
        &[&quality[..], &another].concat(),
        "the classifier cannot be used: its format is earthmover/1",
    );
    refused(&["quality", "nowhere"], "cannot read nowhere");
    refused(&["classifier", "--mnist", "nowhere"], "nowhere");
}

#[test]
fn what_is_worse_is_measured_as_worse() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("quality.md");
    let mnist = mnist().to_str().unwrap().to_owned();
    let table = text(&run(&[
        "calibrate",
        "--mnist",
        &mnist,
        "--out",
        out.to_str().unwrap(),
    ]));
    assert_eq!(fs::read_to_string(&out).unwrap(), table);
    // These are each row's name, its number of images and its distance.
    let rows: Vec<(&str, f64, f64)> = table
        .lines()
        .filter_map(|line| {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            let number = |cell: &str| cell.split(' ').next()?.parse().ok();
            Some((
                *cells.get(1)?,
                number(cells.get(2)?)?,
                number(cells.get(3)?)?,
            ))
        })
        .collect();
    assert_eq!(rows.len(), 11, "{table}");
    let subsets = &rows[..4];
    assert!(subsets.iter().all(|row| row.0 == "digits"));
    assert!(
        subsets.is_sorted_by(|a, b| a.1 < b.1 && a.2 > b.2),
        "{table}"
    );
    assert!(subsets[0].2 < 2.2 && subsets[3].2 < 0.6, "{table}");
    let of = |name: &str| rows.iter().find(|row| row.0 == name).unwrap().2;
    let order = [
        "digits",
        "digits + N(0, 0.1²)",
        "digits, 5-point blur",
        "digits 1 to 5 only",
        "means of two digits",
        "uniform noise",
        "the mean image",
    ];
    assert!(order.is_sorted_by(|a, b| of(a) < of(b)), "{table}");
}
