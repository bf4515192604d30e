//! The same bits on every processor: those that `docs/reproducible.json` says.

#![allow(clippy::unwrap_used)]

#[path = "common/mnist.rs"]
mod mnist;

use mnist::mnist;
use std::process::{Command, Output};

fn checked(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_earthmover-cli"))
        .args(["reproducible", "--check", "--mnist"])
        .arg(mnist())
        .args(["--out", "../../docs/reproducible.md"])
        .args(args)
        .output()
        .unwrap()
}

fn check(args: &[&str]) {
    let output = checked(args);
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

/// Only processors of x86-64 have a fused way.
#[cfg(target_arch = "x86_64")]
#[test]
fn fused_products_find_other_bits_where_they_are_asked_for() {
    if !is_x86_feature_detected!("avx2") || !is_x86_feature_detected!("fma") {
        println!("SKIPPED: this processor fuses nothing");
        return;
    }
    let output = checked(&["--fast", "--only", "default", "--until", "60"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        !output.status.success() && said.contains("is not what"),
        "{said}"
    );
}
