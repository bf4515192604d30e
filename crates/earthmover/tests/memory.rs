//! A run holds as much memory after many calls as after a few, whatever is asked between its iterations.

#![allow(
    missing_docs,
    unreachable_pub,
    clippy::expect_used,
    clippy::unwrap_used
)]

#[path = "common/digits.rs"]
mod digits;
#[path = "common/untrained.rs"]
mod untrained;

use burn::tensor::Device;
use earthmover::noise::{Noise, Purpose};
use earthmover::{Classifier, Config, Trainer, burn};
use peak_alloc::PeakAlloc;
use pollster::block_on;
use untrained::classifier;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// By then all that a run keeps is there.
const FEW: u64 = 20;
const MANY: u64 = 100;

/// A network of each kind, with and without an average and state of its layers, and the constraints that keep something.
const CONFIGS: [&str; 4] = [
    r#"{"batch": 4, "latent": 3, "averaging": {"from": 0},
        "architecture": {"kind": "conv", "generatorChannels": 4, "criticChannels": 2, "normalisation": "batch"}}"#,
    r#"{"batch": 4, "latent": 3, "averaging": null, "constraint": {"kind": "spectralNorm"},
        "architecture": {"kind": "mlp", "generatorHidden": [8], "criticHidden": [8], "normalisation": "none"}}"#,
    r#"{"batch": 4, "latent": 3, "constraint": {"kind": "orthonormal"},
        "architecture": {"kind": "mlp", "generatorHidden": [8], "criticHidden": [8], "normalisation": "batch"}}"#,
    r#"{"batch": 4, "latent": 3, "constraint": {"kind": "slopePenalty", "pairs": "adversarial"},
        "architecture": {"kind": "article", "channels": 1}}"#,
];

/// One iteration, and one question by chance, which is answered while the run goes on.
fn turn(trainer: &mut Trainer, classifier: &Classifier, noise: &mut Noise) {
    block_on(trainer.train(1)).unwrap();
    match noise.below(6) {
        0 => drop(block_on(trainer.sample_seeded(1 + noise.below(8), 1)).unwrap()),
        1 => drop(block_on(trainer.save()).unwrap()),
        2 => drop(block_on(trainer.weights(4)).unwrap()),
        3 => drop(block_on(trainer.score(&[0.5; 3 * 784])).unwrap()),
        4 => {
            let mut measurement = trainer.begin_measurement(4).unwrap();
            block_on(measurement.read()).unwrap();
            while measurement.advance().unwrap() {
                block_on(trainer.train(1)).unwrap();
            }
            // One in two is given up.
            if noise.below(2) == 0 {
                measurement.finish().unwrap();
            }
        }
        _ => {
            let mut survey = trainer.begin_survey(64).unwrap();
            while survey.advance(classifier) {
                block_on(trainer.train(1)).unwrap();
            }
            if noise.below(2) == 0 {
                block_on(survey.finish()).unwrap();
            }
        }
    }
}

#[test]
fn a_run_holds_no_more_the_longer_it_goes() {
    let device = Device::flex();
    let classifier = classifier(&device);
    for json in CONFIGS {
        let config = Config::from_json(json).unwrap();
        let mut trainer = Trainer::new(config, &device, &digits::store(40)).unwrap();
        let mut noise = Noise::new(7, Purpose::Sample, 0);
        let held = [FEW, MANY].map(|turns| {
            for _ in 0..turns {
                turn(&mut trainer, &classifier, &mut noise);
            }
            // What it draws with until its next iteration is kept where it was asked to draw.
            block_on(trainer.train(1)).unwrap();
            MEMORY.current_usage()
        });
        assert_eq!(held[0], held[1], "bytes, {json}");
    }
}
