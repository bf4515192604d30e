//! Runs on a GPU, natively: the same as on a processor but for rounding. `cargo make test-gpu`.

#![cfg(feature = "wgpu")]
#![allow(
    missing_docs,
    unreachable_pub,
    clippy::expect_used,
    clippy::unwrap_used
)]

#[path = "common/adapter.rs"]
mod adapter;
#[path = "common/digits.rs"]
#[allow(dead_code, reason = "other tests use all of it")]
mod digits;

use adapter::gpu;
use burn::tensor::Device;
use digits::store;
use earthmover::burn;
use earthmover::data::ImageShape;
use earthmover::{Config, Error, Images, Trainer};
use pollster::block_on;

/// Runs that use different kernels.
const CONFIGS: [&str; 14] = [
    "{}",
    r#"{"architecture": {"kind": "mlp", "generatorHidden": [16], "criticHidden": [16, 8]}}"#,
    r#"{"constraint": {"pairs": "pooled", "form": "difference", "sides": "two"}}"#,
    r#"{"constraint": {"kind": "gradientPenalty"}, "order": "criticFirst", "nCritic": 2}"#,
    r#"{"constraint": {"kind": "spectralNorm"}}"#,
    r#"{"constraint": {"kind": "orthonormal"}}"#,
    r#"{"constraint": {"kind": "weightClipping", "bound": 0.05}, "averaging": null}"#,
    r#"{"architecture": {"kind": "conv", "generatorChannels": 14, "criticChannels": 4,
        "normalisation": "group"}}"#,
    r#"{"architecture": {"kind": "conv", "normalisation": "pixel"}, "order": "criticFirst", "nCritic": 2,
        "constraint": {"pairs": "segment", "sides": "two"}}"#,
    r#"{"constraint": {"pairs": "realFake", "form": "difference", "share": 0.5}, "nCritic": 3}"#,
    r#"{"constraint": {"pairs": "realReal", "share": 1}, "averaging": {"decay": 0.5}}"#,
    r#"{"constraint": {"kind": "bounded"}, "architecture": {"kind": "conv", "normalisation": "none"}}"#,
    r#"{"constraint": {"kind": "none"}, "order": "criticFirst"}"#,
    r#"{"architecture": {"kind": "conv", "normalisation": "batch"}}"#,
];

/// Small, and with an ε that keeps Adam's steps short where a gradient is rounding alone: its first steps are else as long
/// as any, and lead two devices apart.
fn config(json: &str) -> Config {
    let small = r#"{"batch": 8, "latent": 4, "criticAdam": {"epsilon": 1e-3},
        "generatorAdam": {"epsilon": 1e-3}}"#;
    let small = Config::from_json(small).unwrap();
    small.patched(&serde_json::from_str(json).unwrap()).unwrap()
}

/// By how much the numbers of three iterations differ at most, in parts of the largest of them.
fn difference(config: &Config, images: &Images) -> f32 {
    let train = |device: &Device| {
        let mut trainer = Trainer::new(config.clone(), device, images).unwrap();
        let reports = block_on(trainer.train(3)).unwrap();
        let numbers = reports.into_iter().flat_map(|report| {
            [
                report.critic_loss,
                report.gap,
                report.penalty,
                report.slope,
                report.generator_loss,
            ]
        });
        numbers.collect::<Vec<f32>>()
    };
    let (here, there) = (train(&Device::flex()), train(&gpu()));
    let largest = here.iter().fold(1.0_f32, |most, x| most.max(x.abs()));
    let pairs = here.iter().zip(&there);
    pairs
        .map(|(a, b)| (a - b).abs() / largest)
        .fold(0.0, f32::max)
}

#[test]
fn first_iterations_are_those_of_a_processor() {
    let digits = store(40);
    for json in CONFIGS {
        let far = difference(&config(json), &digits);
        assert!(far < 1e-4, "{json}: {far:.1e}");
    }
}

#[test]
fn so_are_those_of_images_in_colour() {
    let shape = ImageShape {
        height: 12,
        width: 20,
        channels: 3,
    };
    let images = Images::new(shape, 1).unwrap();
    let bytes: Vec<u8> = (0..30 * 720_u32)
        .map(|n| (n * n / 97 % 256) as u8)
        .collect();
    images.add(&bytes, &[0; 30], 0).unwrap();
    let far = difference(&config("{}"), &images);
    assert!(far < 1e-4, "{far:.1e}");
}

/// A run's last gaps and slopes after a thousand iterations, by whole iterations and by half steps, which go by
/// the kernels that other runs have.
#[test]
fn a_thousand_iterations_end_as_those_of_half_steps_do() {
    let small =
        r#"{"architecture": {"kind": "conv", "generatorChannels": 8, "criticChannels": 4}}"#;
    let digits = store(40);
    let new = || Trainer::new(config(small), &gpu(), &digits).unwrap();
    let (mut whole, mut halves) = (new(), new());
    let mut last = [[0.0; 2]; 2];
    for round in 0..20 {
        let reports = block_on(whole.train(50)).unwrap();
        for report in reports {
            let critic = block_on(halves.critic_step()).unwrap();
            block_on(halves.generator_step()).unwrap();
            if round > 9 {
                let found = [[report.gap, report.slope], [critic.gap, critic.slope]];
                for (sums, numbers) in last.iter_mut().zip(found) {
                    sums.iter_mut()
                        .zip(numbers)
                        .for_each(|(sum, x)| *sum += x / 500.0);
                }
            }
        }
    }
    assert_eq!([whole.iteration(), halves.iteration()], [1000; 2]);
    let [[gap, slope], [other_gap, other_slope]] = last;
    println!("gap {gap} and {other_gap}, slope {slope} and {other_slope}");
    assert!((slope - other_slope).abs() < 0.1, "{slope} {other_slope}");
    // The two have long gone apart by rounding: gaps of a few units at first have come near to 0 in both.
    assert!((gap - other_gap).abs() < 0.2, "{gap} {other_gap}");
    // The penalty holds the critic by either.
    assert!(
        last.iter().all(|[_, slope]| (0.5..1.2).contains(slope)),
        "{last:?}"
    );
}

#[test]
fn a_run_moves_to_a_gpu_and_back() {
    let digits = store(40);
    let mut trainer = Trainer::new(config("{}"), &Device::flex(), &digits).unwrap();
    block_on(trainer.train(2)).unwrap();
    let bytes = block_on(trainer.save()).unwrap();
    let mut moved = Trainer::load(&bytes, &gpu(), &digits).unwrap();
    block_on(moved.train(1)).unwrap();
    let bytes = block_on(moved.save()).unwrap();
    let mut back = Trainer::load(&bytes, &Device::flex(), &digits).unwrap();
    assert_eq!(back.iteration(), 3);
    block_on(trainer.train(1)).unwrap();
    let images = [&mut trainer, &mut back].map(|run| block_on(run.sample_seeded(4, 1)).unwrap());
    let pairs = images[0].iter().zip(&images[1]);
    let far = pairs.map(|(a, b)| a.abs_diff(*b)).max();
    assert!(far <= Some(1), "{far:?}");
}

#[test]
fn a_step_that_is_not_of_numbers_is_not_taken() {
    let wild = r#"{"constraint": {"kind": "none"}, "criticAdam": {"rate": 1}, "generatorAdam": {"rate": 1},
        "architecture": {"kind": "mlp", "generatorHidden": [8], "criticHidden": [64, 64, 64, 64],
        "normalisation": "none"}}"#;
    let mut trainer = Trainer::new(config(wild), &gpu(), &store(40)).unwrap();
    let error = loop {
        match block_on(trainer.train(50)) {
            Ok(reports) if reports.is_empty() => {
                unreachable!("a call gives a report or says why not")
            }
            Ok(_) if trainer.iteration() > 5_000 => unreachable!("it should run away"),
            Ok(_) => {}
            Err(error) => break error,
        }
    };
    assert!(matches!(error, Error::NotFinite { .. }), "{error}");
    // What stands is of numbers: it can be saved.
    assert!(block_on(trainer.save()).is_ok());
    let again = block_on(trainer.train(1)).unwrap_err();
    assert!(matches!(again, Error::NotFinite { .. }), "{again}");
}

#[test]
fn a_gpu_computes_no_parts() {
    let mut trainer = Trainer::new(config("{}"), &gpu(), &store(40)).unwrap();
    let refused = trainer.split(0, 2).unwrap_err().to_string();
    assert!(
        refused.contains("`of` is 2; it must be 1 on a GPU"),
        "{refused}"
    );
}
