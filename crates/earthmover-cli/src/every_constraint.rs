//! Every constraint, and the critic that is fitted under each to two fixed batches: for the tables that compare them.

use anyhow::Result;
use earthmover::config::Config;
use earthmover::critic::{CriticFit, CriticReport, MOST_STEPS};
use pollster::block_on;
use serde_json::{Value, json};

/// The critic: an MLP, 784-512-256-1, moved by Adam (rate 1e-3, β 0.5 and 0.9).
pub(crate) fn fitted(seed: u64, constraint: Value) -> Result<Config> {
    let patch = json!({
        "seed": seed,
        "architecture": {"kind": "mlp", "criticHidden": [512, 256]},
        "criticAdam": {"rate": 1e-3, "beta1": 0.5, "beta2": 0.9},
        "constraint": constraint,
    });
    Ok(Config::default().patched(&patch)?)
}

/// Trains for so many `steps`, and gives the report of each.
pub(crate) fn trained(fit: &mut CriticFit, steps: u64) -> Result<Vec<CriticReport>> {
    let mut reports = Vec::new();
    while (reports.len() as u64) < steps {
        let left = steps - reports.len() as u64;
        reports.extend(block_on(fit.train(left.min(MOST_STEPS)))?);
    }
    Ok(reports)
}

/// What is said of each constraint, and the constraint. λ is 10.
pub(crate) fn every_constraint() -> Vec<(&'static str, Value)> {
    let slope = |pairs: &str, form: &str| json!({"kind": "slopePenalty", "pairs": pairs, "form": form, "share": 1});
    vec![
        ("none", json!({"kind": "none"})),
        (
            "slope penalty, difference, real–real (the notebook's)",
            slope("realReal", "difference"),
        ),
        (
            "slope penalty, quotient, real–real",
            slope("realReal", "quotient"),
        ),
        (
            "slope penalty, difference, real–fake",
            slope("realFake", "difference"),
        ),
        (
            "slope penalty, quotient, real–fake",
            slope("realFake", "quotient"),
        ),
        (
            "slope penalty, difference, pooled",
            slope("pooled", "difference"),
        ),
        (
            "slope penalty, quotient, pooled",
            slope("pooled", "quotient"),
        ),
        (
            "slope penalty, quotient, segment",
            slope("segment", "quotient"),
        ),
        (
            "slope penalty, quotient, adversarial, step 0.02",
            slope("adversarial", "quotient"),
        ),
        (
            "slope penalty, quotient, adversarial, step 0.1",
            json!({"kind": "slopePenalty", "step": 0.1, "share": 1}),
        ),
        (
            "slope penalty, quotient, adversarial, two-sided",
            json!({"kind": "slopePenalty", "sides": "two", "share": 1}),
        ),
        (
            "gradient penalty, two-sided (WGAN-GP)",
            json!({"kind": "gradientPenalty"}),
        ),
        (
            "gradient penalty, one-sided (WGAN-LP)",
            json!({"kind": "gradientPenalty", "sides": "one"}),
        ),
        (
            "weight clipping, 0.01",
            json!({"kind": "weightClipping", "bound": 0.01}),
        ),
        ("spectral normalisation", json!({"kind": "spectralNorm"})),
        ("orthonormal", json!({"kind": "orthonormal"})),
        ("bounded", json!({"kind": "bounded"})),
    ]
}
