//! Commands that take `--data`, run as programs on a small set that is made up.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use clap::Parser;
use earthmover_pack::pack::Pack;
use tempfile::TempDir;

const TINY: &str = r#"{"batch": 8, "latent": 4, "averaging": null,
    "architecture": {"kind": "mlp", "generatorHidden": [8], "criticHidden": [8]}}"#;
const SIDE: usize = 28;
const COUNT: usize = 400;

/// A folder with IDX files of bars, labelled by their place, and a tiny configuration.
struct Made {
    folder: TempDir,
}

impl Made {
    fn new(classes: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut images = idx(&[COUNT, SIDE, SIDE]);
        let mut labels = idx(&[COUNT]);
        for n in 0..COUNT {
            let class = n % classes;
            let is_lit = |x: usize| (2 * class..2 * class + 5).contains(&x);
            let light = 100 + (n % 150) as u8;
            images.extend((0..SIDE * SIDE).map(|at| if is_lit(at % SIDE) { light } else { 0 }));
            labels.push(class as u8);
        }
        let data = folder.path().join("data");
        fs::create_dir(&data).unwrap();
        fs::write(data.join("bars-images-idx3-ubyte"), images).unwrap();
        fs::write(data.join("bars-labels-idx1-ubyte"), labels).unwrap();
        fs::write(folder.path().join("tiny.json"), TINY).unwrap();
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Packs the set into `packed`.
    fn pack(&self, more: &[&str]) {
        let (data, out) = (self.path("data"), self.path("packed"));
        let args = ["pack", "--idx", text(&data), "--out", text(&out)];
        Pack::parse_from([&args[..], more].concat()).run().unwrap();
    }

    /// Runs a command in the folder.
    fn run(&self, args: &[&str]) -> Output {
        let mut program = Command::new(env!("CARGO_BIN_EXE_earthmover-cli"));
        program
            .current_dir(self.folder.path())
            .args(args)
            .output()
            .unwrap()
    }

    /// What a command says on its standard output and its standard error.
    #[track_caller]
    fn told(&self, args: &[&str]) -> [String; 2] {
        let output = self.run(args);
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{stderr}");
        [String::from_utf8(output.stdout).unwrap(), stderr]
    }

    #[track_caller]
    fn refused(&self, args: &[&str], expected: &str) {
        let output = self.run(args);
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(
            !output.status.success() && stderr.contains(expected),
            "{stderr}"
        );
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn idx(lengths: &[usize]) -> Vec<u8> {
    let mut head = vec![0, 0, 8, lengths.len() as u8];
    for length in lengths {
        head.extend((*length as u32).to_be_bytes());
    }
    head
}

const TRAIN: [&str; 7] = [
    "train",
    "--config",
    "tiny.json",
    "--iterations",
    "4",
    "--measure-every",
    "2",
];

#[test]
fn a_run_on_a_set_without_a_classifier_says_so_and_leaves_its_columns_out() {
    let made = Made::new(3);
    let [_, said] = made.told(&[&TRAIN[..], &["--data", "data", "--out", "run"]].concat());
    assert!(said.contains("`data` has no classifier"), "{said}");
    let measures = made.text("run/measures.csv");
    let header = "iteration,exactDistance,floor,criticDistance,nearestDistance,meanSlope,largestSlope,violations,moveCosine";
    assert_eq!(measures.lines().next(), Some(header));
    assert_eq!(measures.lines().count(), 3, "{measures}");

    let quality = ["quality", "run/checkpoint.safetensors", "--data", "data"];
    let [report, said] = made.told(&quality);
    assert!(said.contains("`data` has no classifier"), "{said}");
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    assert!(report["nearest"].as_f64().unwrap() > 1.0, "{report}");
    assert!(report["apart"].as_f64().unwrap() > 0.0, "{report}");
    assert!(report["frechet"].is_null(), "{report}");
}

#[test]
fn a_packed_set_is_learnt_from_as_its_files_are() {
    let made = Made::new(3);
    // Called as its folder is, so that nothing else differs.
    made.pack(&["--name", "bars"]);
    made.told(&[&TRAIN[..], &["--data", "data", "--out", "plain"]].concat());
    made.told(&[&TRAIN[..], &["--data", "packed", "--out", "shards"]].concat());
    assert_eq!(
        made.text("plain/curves.csv"),
        made.text("shards/curves.csv")
    );
    assert_eq!(
        made.text("plain/measures.csv"),
        made.text("shards/measures.csv")
    );
}

#[test]
fn a_classifier_that_is_packed_with_a_set_judges_it() {
    let made = Made::new(10);
    let asset = std::path::absolute("../earthmover/assets/classifier.safetensors").unwrap();
    made.pack(&["--classifier", text(&asset)]);
    let [_, said] = made.told(&[&TRAIN[..], &["--data", "packed", "--out", "run"]].concat());
    assert!(!said.contains("no classifier"), "{said}");
    let measures = made.text("run/measures.csv");
    let header = measures.lines().next().unwrap();
    assert!(
        header.ends_with(",moveCosine,frechet,score,coverage,kl,confidence"),
        "{header}"
    );
    let cells: Vec<&str> = measures.lines().nth(1).unwrap().split(',').collect();
    assert_eq!(cells.len(), 14, "{measures}");
    assert!(cells[9].parse::<f64>().unwrap() > 1.0, "{measures}");
}

#[test]
fn tables_of_a_set_without_a_classifier_have_what_needs_none() {
    let made = Made::new(3);
    fs::write(made.path("list.json"), format!(r#"{{"tiny": {TINY}}}"#)).unwrap();
    let sweep = [
        "sweep",
        "list.json",
        "--data",
        "data",
        "--seeds",
        "1",
        "--gflop",
        "0.02",
        "--count",
        "64",
    ];
    let [table, _] = made.told(&[&sweep[..], &["--out", "sweep.csv"]].concat());
    assert!(
        table.contains("| configuration | seeds | GFLOP an iteration | slope |"),
        "{table}"
    );
    assert!(!table.contains("classes"), "{table}");

    let compare = [
        "compare",
        "--data",
        "data",
        "--constraints",
        "none",
        "--iterations",
        "2",
    ];
    let more = ["--every", "2", "--config", "tiny.json", "--out", "compare"];
    made.told(&[&compare[..], &more].concat());
    let header = "constraint,iteration,gap,slope,exactDistance,floor,criticDistance";
    assert_eq!(
        made.text("compare/compare.csv").lines().next(),
        Some(header)
    );
    assert!(made.path("compare/compare.png").is_file());

    // The class that stands alone is called by its name; where there is none, the column is left out.
    let distances = [
        "--sizes",
        "4",
        "--draws",
        "2",
        "--centre-digits",
        "50",
        "--out",
        "distances.md",
    ];
    let [table, _] = made.told(&[&["distances", "--data", "data"], &distances[..]].concat());
    assert!(
        table.starts_with("| n | real | mean image | k-means centres | only 1 | black |"),
        "{table}"
    );
    assert!(made.text("distances.md").contains("batches of data"));
    let one = Made::new(1);
    let [table, _] = one.told(&[&["distances", "--data", "data"], &distances[..]].concat());
    assert!(
        table.starts_with("| n | real | mean image | k-means centres | black |"),
        "{table}"
    );
    assert!(
        table.lines().last().unwrap().matches('±').count() == 6,
        "{table}"
    );
}

#[test]
fn data_that_cannot_be_used_is_named() {
    let made = Made::new(3);
    let train = |data: &'static str| [&TRAIN[..], &["--data", data]].concat();
    made.refused(&train("nowhere"), "there is no folder nowhere");
    made.refused(&train("fashion"), "cargo make data-fashion");
    made.refused(
        &[&train("data")[..], &["--mnist", "data"]].concat(),
        "cannot be used with",
    );
    made.refused(&["classifier", "--data", "data"], "`data` has 3 classes");
    made.refused(&["calibrate", "--data", "data"], "`data` has 360 images");
    let ten = Made::new(10);
    ten.refused(&["classifier", "--data", "data"], "--out is missing");
}
