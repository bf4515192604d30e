//! What must hold of a critic that is 1-Lipschitz by construction.

#![allow(
    missing_docs,
    unreachable_pub,
    clippy::expect_used,
    clippy::unwrap_used
)]

#[path = "common/digits.rs"]
mod digits;

use digits::{blobs, store};
use earthmover::burn::tensor::Device;
use earthmover::config::{Architecture, Article, CriticConfig};
use earthmover::critic::CriticFit;
use earthmover::data::mnist;
use earthmover::network::{Activation, BlockSpec, Networks, NormSpec};
use earthmover::noise::{Noise, Purpose};
use earthmover::transport::{Costs, wasserstein};
use earthmover::{Config, Error, Trainer};
use pollster::block_on;
use serde_json::{Value, json};

/// Odd numbers of channels, one channel, which has none to be sorted with, more outputs than inputs, and a rate at which
/// nothing is learnt.
const CRITICS: [&str; 5] = [
    r#"{"architecture": {"kind": "conv", "criticChannels": 3}}"#,
    r#"{"architecture": {"kind": "conv", "criticChannels": 1, "criticDense": 0}}"#,
    r#"{"architecture": {"kind": "mlp", "generatorHidden": [16], "criticHidden": [16, 9]}}"#,
    r#"{"architecture": {"kind": "mlp", "generatorHidden": [16], "criticHidden": [8, 24]}}"#,
    r#"{"architecture": {"kind": "conv", "criticChannels": 4}, "criticAdam": {"rate": 0.5}}"#,
];

fn config(json: &str) -> Config {
    let small = r#"{"batch": 8, "latent": 4, "constraint": {"kind": "orthonormal"},
        "architecture": {"kind": "conv", "generatorChannels": 8, "criticChannels": 4}}"#;
    let small = Config::from_json(small).unwrap();
    small.patched(&serde_json::from_str(json).unwrap()).unwrap()
}

fn pixels(first: usize, count: usize) -> Vec<f32> {
    let bytes = blobs(first, count).0;
    bytes.iter().map(|&x| f32::from(x) / 255.0).collect()
}

/// The steepest slope of `scores` over all pairs of these `rows`.
fn steepest(scores: &[f32], rows: &[f32], dimension: usize) -> f64 {
    let costs = Costs::euclidean(rows, rows, dimension).unwrap();
    let mut steepest = 0.0_f64;
    for (i, f_x) in scores.iter().enumerate() {
        for (j, f_y) in scores.iter().enumerate().take(i) {
            let rise = (f64::from(*f_x) - f64::from(*f_y)).abs();
            steepest = steepest.max(rise / costs.row(i)[j]);
        }
    }
    steepest
}

/// Blobs, images that lie near to them, and noise.
fn images() -> Vec<f32> {
    let mut images = pixels(0, 20);
    let mut noise = Noise::new(5, Purpose::Sample, 0);
    let near = noise.normals(20 * 784);
    let near = images.iter().zip(near).map(|(x, n)| x + 1e-2 * n);
    let near: Vec<f32> = near.collect();
    images.extend(near);
    images.extend(noise.uniforms(10 * 784));
    images
}

#[test]
fn no_slope_of_a_run_is_above_1_at_any_step() {
    let (digits, images) = (store(40), images());
    for json in CRITICS {
        let mut trainer = Trainer::new(config(json), &Device::flex(), &digits).unwrap();
        for iterations in [0, 1, 1, 1, 10, 100] {
            if iterations > 0 {
                block_on(trainer.train(iterations)).unwrap();
            }
            let scores = block_on(trainer.score(&images)).unwrap();
            let slope = steepest(&scores, &images, 784);
            assert!(slope > 1e-3 && slope < 1.0 + 1e-5, "{json}: {slope}");
        }
    }
}

#[test]
fn a_run_that_changes_to_it_is_held_at_once() {
    let (digits, images) = (store(40), images());
    let free = json!({"constraint": {"kind": "none"}});
    let free = config(CRITICS[0]).patched(&free).unwrap();
    let mut trainer = Trainer::new(free, &Device::flex(), &digits).unwrap();
    block_on(trainer.train(60)).unwrap();
    let slope = |trainer: &Trainer| {
        let scores = block_on(trainer.score(&images)).unwrap();
        steepest(&scores, &images, 784)
    };
    let before = slope(&trainer);
    trainer.configure(config(CRITICS[0])).unwrap();
    let after = slope(&trainer);
    assert!(before > 2.0 && after < 1.0 + 1e-5, "{before} {after}");
}

#[test]
fn the_gap_of_a_fit_is_at_most_the_exact_distance_as_it_is() {
    let (real, fake) = (pixels(0, 16), pixels(50, 16));
    let exact = wasserstein(&real, &fake, 784).unwrap().cost;
    for json in &CRITICS[..4] {
        let config = config(json);
        let device = Device::flex();
        let mut fit = CriticFit::new(&config, mnist::SHAPE, &device, &real, &fake).unwrap();
        let gaps: Vec<f64> = block_on(fit.train(300))
            .unwrap()
            .iter()
            .map(|report| f64::from(report.gap))
            .collect();
        let highest = gaps.iter().copied().fold(f64::MIN, f64::max);
        assert!(highest <= exact * (1.0 + 1e-5), "{json}: {highest} {exact}");
        assert!(gaps[299] > 0.3 * exact, "{json}: {} {exact}", gaps[299]);
    }
}

#[test]
fn no_slope_in_the_plane_is_above_1_and_most_are_1() {
    let noise = Noise::new(11, Purpose::Sample, 0).normals(256);
    let cloud = |from: usize, x: f32| -> Vec<f32> {
        let points = noise[from..from + 128].chunks_exact(2);
        points.flat_map(|p| [x + 0.2 * p[0], 0.2 * p[1]]).collect()
    };
    let (p, q) = (cloud(0, 0.5), cloud(128, -0.5));
    let exact = wasserstein(&p, &q, 2).unwrap().cost;
    let config = json!({"constraint": {"kind": "orthonormal"}});
    let config = CriticConfig::default().patched(&config).unwrap();
    let mut fit = CriticFit::of_points(&config, 2, &Device::flex(), &p, &q).unwrap();
    let all = [p.clone(), q.clone()].concat();
    for steps in [1, 10, 100, 500] {
        block_on(fit.train(steps)).unwrap();
        let field = block_on(fit.field(&all)).unwrap();
        let slope = steepest(&field.values, &all, 2);
        assert!(slope < 1.0 + 1e-5, "{steps}: {slope}");
        let lengths = field.gradients.chunks(2).map(|g| g[0].hypot(g[1]));
        assert!(lengths.clone().all(|length| length < 1.0 + 1e-5));
        if steps == 500 {
            let mean = lengths.sum::<f32>() / 128.0;
            assert!(mean > 0.95, "{mean}");
        }
    }
    let gap = f64::from(block_on(fit.train(1)).unwrap()[0].gap);
    assert!(
        gap <= exact * (1.0 + 1e-5) && gap > 0.9 * exact,
        "{gap} {exact}"
    );
}

#[test]
fn a_loaded_run_goes_on_with_the_same_bits() {
    let (digits, device) = (store(40), Device::flex());
    for json in CRITICS {
        let mut trainer = Trainer::new(config(json), &device, &digits).unwrap();
        block_on(trainer.train(5)).unwrap();
        let bytes = block_on(trainer.save()).unwrap();
        let mut loaded = Trainer::load(&bytes, &device, &digits).unwrap();
        let next = [&mut trainer, &mut loaded].map(|run| block_on(run.train(5)).unwrap());
        assert_eq!(next[0], next[1], "{json}");
    }
}

#[test]
fn critics_that_normalise_are_refused_by_name() {
    let patch = json!({"architecture": Architecture::Article(Article { channels: 2 })});
    let refused = config("{}").patched(&patch).unwrap_err();
    assert!(matches!(refused, Error::Config(_)));
    let message = refused.to_string();
    assert!(
        message.contains("`constraint.kind` is orthonormal") && message.contains("normalises"),
        "{message}"
    );
    let config = config("{}");
    let mut networks = Networks::of(&config, mnist::SHAPE).unwrap();
    networks.critic[1] = BlockSpec {
        norm: NormSpec::Layer,
        ..networks.critic[1]
    };
    let refused = networks
        .check(&config, mnist::SHAPE)
        .unwrap_err()
        .to_string();
    assert!(refused.contains("critic[1]"), "{refused}");
    // Any activation may be there, since hidden blocks sort instead.
    networks.critic[1] = BlockSpec {
        norm: NormSpec::None,
        activation: Activation::Tanh,
        ..networks.critic[1]
    };
    networks.check(&config, mnist::SHAPE).unwrap();
    let field = json!({"constraint": {"kind": "orthonormal", "lambda": 1.0}});
    let message = Config::default().patched(&field as &Value).unwrap_err();
    assert!(message.to_string().contains("lambda"), "{message}");
}
