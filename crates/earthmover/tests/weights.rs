//! How the critic's weights are spread.

#![allow(
    missing_docs,
    unreachable_pub,
    clippy::expect_used,
    clippy::unwrap_used
)]

#[path = "common/digits.rs"]
mod digits;

use burn::tensor::Device;
use digits::store;
use earthmover::{Config, Error, Trainer, WeightReport, burn};
use pollster::block_on;

const CLIPPED: &str = r#"{"batch": 8, "latent": 4, "criticAdam": {"rate": 0.05},
    "constraint": {"kind": "weightClipping", "bound": 0.05},
    "architecture": {"kind": "mlp", "generatorHidden": [8], "criticHidden": [8]}}"#;

fn trainer(json: &str) -> Trainer {
    let config = Config::from_json(json).unwrap();
    Trainer::new(config, &Device::flex(), &store(40)).unwrap()
}

#[test]
fn every_parameter_is_counted_where_it_lies() {
    let weights = [-1.0, -0.4999, 0.0, 0.25, 0.5, 0.999, 1.0];
    let report = WeightReport::new(&weights, None, 4, 9).unwrap();
    assert_eq!((report.low, report.high), (-1.0, 1.0));
    assert_eq!(report.counts, [1, 1, 2, 3]);
    assert_eq!((report.count, report.iteration), (7, 9));
    assert_eq!((report.bound, report.at_bound), (None, 0.0));
}

#[test]
fn those_at_the_bound_are_told() {
    let c = 0.05_f32;
    let weights = [-c, c, c * (1.0 - 5e-5), c * 0.999, 0.0];
    let report = WeightReport::new(&weights, Some(0.05), 10, 0).unwrap();
    assert!((report.at_bound - 0.6).abs() < 1e-12, "{report:?}");
    // What has not been clipped yet lies beyond, and is not at the bound.
    let report = WeightReport::new(&[1.0, 0.05], Some(0.05), 10, 0).unwrap();
    assert_eq!((report.high, report.at_bound), (1.0, 0.5));
    let report = WeightReport::new(&[0.01], Some(0.05), 2, 0).unwrap();
    assert_eq!((report.low, report.high), (-0.05, 0.05));
    let nothing = WeightReport::new(&[0.0; 3], None, 2, 0).unwrap();
    assert_eq!((nothing.high, &nothing.counts[..]), (1.0, &[0, 3][..]));
}

#[test]
fn clipping_piles_up_the_weights_of_a_run() {
    let mut trainer = trainer(CLIPPED);
    let before = block_on(trainer.weights(32)).unwrap();
    // The critic has 784 × 8 weights and 8 biases, and then 8 weights.
    assert_eq!(before.count, 784 * 8 + 8 + 8);
    assert_eq!(before.counts.iter().sum::<u64>(), before.count);
    assert_eq!((before.bound, before.at_bound), (Some(0.05), 0.0));
    block_on(trainer.train(3)).unwrap();
    let after = block_on(trainer.weights(32)).unwrap();
    assert_eq!((after.iteration, after.high), (3, 0.05));
    assert!(after.at_bound > 0.5, "{after:?}");
    let piles = after.counts[0] + after.counts[31];
    assert!(piles as f64 / after.count as f64 >= after.at_bound);
    let patch = serde_json::json!({"constraint": {"kind": "none"}});
    let next = trainer.config().patched(&patch).unwrap();
    trainer.configure(next).unwrap();
    let free = block_on(trainer.weights(32)).unwrap();
    assert_eq!((free.bound, free.at_bound), (None, 0.0));
}

#[test]
fn looking_moves_nothing_and_bad_counts_are_named() {
    let (mut seen, mut spared) = (trainer(CLIPPED), trainer(CLIPPED));
    block_on(seen.weights(8)).unwrap();
    assert_eq!(block_on(seen.train(2)), block_on(spared.train(2)));
    for bins in [0, 1025] {
        let error = block_on(seen.weights(bins)).unwrap_err().to_string();
        let expected = format!("`bins` is {bins}; it must be a whole number from 1 to 1024");
        assert_eq!(error, expected);
    }
    let error = WeightReport::new(&[f32::NAN], None, 4, 0).unwrap_err();
    assert!(matches!(error, Error::Diverged(_)));
}
