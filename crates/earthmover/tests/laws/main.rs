//! What must hold of every run.

#![allow(
    missing_docs,
    unreachable_pub,
    clippy::expect_used,
    clippy::unwrap_used
)]

#[path = "../common/digits.rs"]
mod digits;

mod curves;
mod halves;
mod refusals;
mod samples;
mod steps;

use burn::tensor::Device;
use digits::{blobs, store};
use earthmover::burn;
use earthmover::{Config, Error, Images, StepReport, Trainer};
use pollster::block_on;

/// Small runs of every kind.
const CONFIGS: [&str; 15] = [
    r#"{"architecture": {"kind": "conv", "generatorChannels": 8, "criticChannels": 4,
        "normalisation": "batch"}, "generatorAdam": {"rate": 0.0025118864315095794}}"#,
    r#"{"architecture": {"kind": "conv", "generatorChannels": 8, "criticChannels": 4,
        "normalisation": "group"}, "nCritic": 2, "averaging": {"from": 0}, "rateDecay": {"from": 2, "power": 1}}"#,
    r#"{"architecture": {"kind": "conv", "generatorChannels": 8, "criticChannels": 4,
        "normalisation": "pixel"}, "constraint": {"pairs": "realFake", "form": "difference"}}"#,
    r#"{"architecture": {"kind": "mlp", "generatorHidden": [16], "criticHidden": [16, 8],
        "normalisation": "none"}, "averaging": null, "rateDecay": {"from": 1, "power": 0.5}}"#,
    r#"{"architecture": {"kind": "mlp", "generatorHidden": [16], "criticHidden": [16]},
        "constraint": {"pairs": "realReal"}, "criticAdam": {"beta1": 0.5}, "generatorAdam": {"beta1": 0.9}}"#,
    r#"{"architecture": {"kind": "mlp", "generatorHidden": [16], "criticHidden": [16]},
        "constraint": {"kind": "weightClipping", "bound": 0.05}}"#,
    r#"{"architecture": {"kind": "article", "channels": 2}, "order": "generatorFirst",
        "constraint": {"pairs": "realReal", "form": "difference"}, "averaging": null}"#,
    r#"{"architecture": {"kind": "conv", "generatorChannels": 8, "criticChannels": 4,
        "normalisation": "batch"}, "order": "sharedFakes", "nCritic": 2, "constraint": {"share": 0.4}}"#,
    r#"{"architecture": {"kind": "conv", "generatorChannels": 8, "criticChannels": 4},
        "constraint": {"kind": "gradientPenalty", "sides": "one"}}"#,
    r#"{"architecture": {"kind": "conv", "generatorChannels": 8, "criticChannels": 4},
        "constraint": {"kind": "spectralNorm"}}"#,
    r#"{"architecture": {"kind": "conv", "generatorChannels": 8, "criticChannels": 3},
        "constraint": {"kind": "orthonormal"}}"#,
    r#"{"architecture": {"kind": "mlp", "generatorHidden": [16], "criticHidden": [16]},
        "constraint": {"pairs": "pooled", "sides": "two"}}"#,
    r#"{"architecture": {"kind": "mlp", "generatorHidden": [16], "criticHidden": [16]},
        "constraint": {"pairs": "segment"}}"#,
    r#"{"architecture": {"kind": "mlp", "generatorHidden": [16], "criticHidden": [16]},
        "constraint": {"kind": "bounded"}}"#,
    r#"{"architecture": {"kind": "conv", "generatorChannels": 8, "criticChannels": 4,
        "normalisation": "layer", "initialisation": "glorot"}}"#,
];

fn config(json: &str) -> Config {
    let small = Config::from_json(r#"{"batch": 8, "latent": 4}"#).unwrap();
    small.patched(&serde_json::from_str(json).unwrap()).unwrap()
}

fn devices() -> [Device; 2] {
    #[allow(deprecated, reason = "burn-ndarray stays beside its successor")]
    let ndarray = Device::ndarray();
    [Device::flex(), ndarray]
}

fn trainer(config: Config, device: &Device, digits: &Images) -> Trainer {
    Trainer::new(config, device, digits).unwrap()
}

fn bits(reports: &[StepReport]) -> Vec<[u32; 5]> {
    let numbers = |r: &StepReport| [r.critic_loss, r.gap, r.penalty, r.slope, r.generator_loss];
    reports
        .iter()
        .map(|report| numbers(report).map(f32::to_bits))
        .collect()
}

/// A tensor of a checkpoint.
fn saved(trainer: &Trainer, name: &str) -> Vec<f32> {
    let bytes = block_on(trainer.save()).unwrap();
    let file = safetensors::SafeTensors::deserialize(&bytes).unwrap();
    let data = file
        .tensor(name)
        .unwrap_or_else(|_| panic!("no {name}"))
        .data();
    data.as_chunks::<4>()
        .0
        .iter()
        .map(|b| f32::from_le_bytes(*b))
        .collect()
}

fn patched(json: &str, patch: serde_json::Value) -> Config {
    config(json).patched(&patch).unwrap()
}
