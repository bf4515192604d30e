//! What must hold of every constraint, of the closed form of the input gradient, and of measuring.

#![allow(
    missing_docs,
    unreachable_pub,
    clippy::expect_used,
    clippy::unwrap_used
)]

#[path = "common/digits.rs"]
mod digits;

use burn::Tensor;
use burn::tensor::{Device, TensorData};
use digits::{blobs, store};
use earthmover::burn;
use earthmover::critic::CriticFit;
use earthmover::data::mnist;
use earthmover::judge::TransportReport;
use earthmover::network::Critic;
use earthmover::network::Networks;
use earthmover::noise::{Noise, Purpose};
use earthmover::seams::{autodiff, parameters};
use earthmover::seams::{input_gradient, spectral};
use earthmover::transport::{Costs, critic_distance, wasserstein};
use earthmover::{Config, Error, Trainer};
use pollster::block_on;
use serde_json::{Value, json};

/// The critic of a configuration.
fn critic_of(config: &Config, device: &Device) -> Critic {
    let networks = Networks::of(config, mnist::SHAPE).unwrap();
    networks.draw(config, mnist::SHAPE, device).unwrap().1
}

/// Every constraint, of every kind of pairs.
fn constraints() -> Vec<Value> {
    let slope = |pairs: &str| json!({"kind": "slopePenalty", "pairs": pairs});
    vec![
        slope("realReal"),
        slope("realFake"),
        slope("pooled"),
        slope("segment"),
        slope("adversarial"),
        json!({"kind": "slopePenalty", "sides": "two", "share": 0.4}),
        json!({"kind": "gradientPenalty"}),
        json!({"kind": "gradientPenalty", "sides": "one", "share": 0.6}),
        json!({"kind": "weightClipping"}),
        json!({"kind": "spectralNorm"}),
        json!({"kind": "orthonormal"}),
        json!({"kind": "bounded"}),
        json!({"kind": "none"}),
    ]
}

const MLP: &str = r#"{"batch": 8, "latent": 4, "averaging": null,
    "architecture": {"kind": "mlp", "generatorHidden": [16], "criticHidden": [16, 8]}}"#;
const CONV: &str = r#"{"batch": 8, "latent": 4, "averaging": null,
    "architecture": {"kind": "conv", "generatorChannels": 8, "criticChannels": 4}}"#;

fn config(json: &str, constraint: &Value) -> Config {
    let config = Config::from_json(json).unwrap();
    config.patched(&json!({"constraint": constraint})).unwrap()
}

fn pixels(first: usize, count: usize) -> Vec<f32> {
    let bytes = blobs(first, count).0;
    bytes.iter().map(|&x| f32::from(x) / 255.0).collect()
}

fn images(pixels: Vec<f32>, device: &Device) -> Tensor<2> {
    let count = pixels.len() / 784;
    Tensor::from_data(TensorData::new(pixels, [count, 784]), device)
}

fn numbers(tensor: Tensor<2>) -> Vec<f32> {
    let flat = tensor.flatten(0, 1);
    let named = [(String::new(), flat)];
    block_on(parameters::read(&named)).unwrap().remove(0)
}

#[test]
fn a_run_may_change_to_any_constraint_and_back() {
    let digits = store(40);
    for json in [MLP, CONV] {
        let mut trainer = Trainer::new(config(json, &constraints()[0]), &Device::flex(), &digits);
        let trainer = trainer.as_mut().unwrap();
        for constraint in constraints().iter().chain(&constraints()) {
            let next = trainer.config().patched(&json!({"constraint": constraint}));
            trainer.configure(next.unwrap()).unwrap();
            let reports = block_on(trainer.train(2)).unwrap();
            let finite = reports
                .iter()
                .all(|r| r.critic_loss.is_finite() && r.slope.is_finite());
            assert!(finite, "{constraint}: {reports:?}");
            let next = trainer
                .config()
                .patched(&json!({"constraint": {"lambda": 3.0}}));
            if constraint["kind"] == "slopePenalty" {
                trainer.configure(next.unwrap()).unwrap();
                block_on(trainer.train(1)).unwrap();
            } else {
                let kind = constraint["kind"].as_str();
                assert_eq!(next.is_err(), kind != Some("gradientPenalty"), "{kind:?}");
            }
        }
    }
}

/// The input gradient and a critic's gradients as this crate writes them out, against burn's own
/// differentiation. The JAX fixtures check the other gradients.
#[test]
fn the_way_back_is_the_gradient() {
    let (plain, autodiff) = (Device::flex(), Device::flex().autodiff());
    for json in [MLP, CONV] {
        let config = Config::from_json(json).unwrap();
        let points = images(pixels(0, 5), &plain);
        let critic = critic_of(&config, &plain);
        let (_, trace) = critic.trace(points.clone(), None);
        let ones = Tensor::ones([5], &plain);
        let found = critic.gradients(&trace, ones);
        let closed = numbers(input_gradient(&critic, points.clone(), None));

        let critic = critic_of(&config, &autodiff);
        let traced = Tensor::from_inner(points).require_grad();
        let gradients = critic.forward(traced.clone()).sum().backward();
        let expected = numbers(traced.grad(&gradients).unwrap());
        same(&closed, &expected, "input");
        let expected = autodiff::gradients(&critic, &gradients);
        assert_eq!(found.len(), expected.len());
        for (name, gradient) in found {
            let pair = [
                (String::new(), gradient),
                (String::new(), expected[&name].clone()),
            ];
            let pair = block_on(parameters::read(&pair)).unwrap();
            same(&pair[0], &pair[1], &name);
        }
    }
}

fn same(found: &[f32], expected: &[f32], what: &str) {
    let scale = expected.iter().fold(0.0, |most: f32, x| most.max(x.abs()));
    assert!(scale > 1e-3, "{what}");
    assert_eq!(found.len(), expected.len());
    for (a, b) in found.iter().zip(expected) {
        assert!((a - b).abs() <= 1e-5 * scale, "{what}: {a} {b}");
    }
}

#[test]
fn gradient_penalty_is_refused_where_samples_are_coupled() {
    let article = json!({"architecture": {"kind": "article", "channels": 2},
        "constraint": {"kind": "gradientPenalty"}});
    let refused = Config::default().patched(&article).unwrap_err();
    assert!(matches!(refused, Error::Config(_)));
    let message = refused.to_string();
    assert!(
        message.contains("constraint.kind") && message.contains("over the batch"),
        "{message}"
    );
}

#[test]
fn shares_outside_their_range_are_refused() {
    for kind in ["slopePenalty", "gradientPenalty"] {
        for share in [0.0, -1.0, 1.5] {
            let patch = json!({"constraint": {"kind": kind, "share": share}});
            let message = Config::default().patched(&patch).unwrap_err().to_string();
            assert!(message.contains("constraint.share"), "{message}");
        }
    }
}

#[test]
fn a_bounded_critic_is_bounded() {
    let digits = store(40);
    let patch = json!({"kind": "bounded"});
    let mut config = config(MLP, &patch);
    config.critic_adam.rate = 0.05;
    let mut trainer = Trainer::new(config, &Device::flex(), &digits).unwrap();
    let reports = block_on(trainer.train(30)).unwrap();
    assert!(reports.iter().all(|report| report.gap.abs() <= 2.0));
    let scores = block_on(trainer.score(&pixels(0, 20))).unwrap();
    assert!(scores.iter().all(|score| score.abs() <= 1.0), "{scores:?}");
}

#[test]
fn spectral_normalisation_makes_the_largest_singular_value_1() {
    let device = Device::flex();
    for json in [MLP, CONV] {
        let critic = critic_of(&Config::from_json(json).unwrap(), &device);
        let singular = spectral::begin(&critic, 7);
        let (normalised, mut u) = spectral::normalise(&critic, &singular);
        // The largest singular value of what came out, by many more steps.
        let mut again = normalised.clone();
        for _ in 0..50 {
            (again, u) = spectral::normalise(&normalised, &u);
        }
        let (once, twice) = (parameters::values(&normalised), parameters::values(&again));
        for (name, weight) in once.iter().filter(|(name, _)| name.ends_with("weight")) {
            let pair = [
                (name.clone(), weight.clone()),
                (name.clone(), twice[name].clone()),
            ];
            let read = block_on(parameters::read(&pair)).unwrap();
            let norm = |x: &[f32]| x.iter().map(|x| f64::from(*x).powi(2)).sum::<f64>().sqrt();
            let largest = norm(&read[0]) / norm(&read[1]);
            assert!((largest - 1.0).abs() < 0.05, "{name}: {largest}");
        }
    }
}

#[test]
fn only_some_constraints_hold_a_critic_on_two_fixed_batches() {
    let (real, fake) = (pixels(0, 16), pixels(50, 16));
    let gap = |constraint: Value| {
        let mut config = config(MLP, &constraint);
        config.critic_adam = earthmover::config::Adam {
            rate: 5e-3,
            beta1: 0.9,
            beta2: 0.999,
            epsilon: 1e-8,
        };
        let mut fit = CriticFit::new(&config, mnist::SHAPE, &Device::flex(), &real, &fake).unwrap();
        f64::from(block_on(fit.train(400)).unwrap()[399].gap)
    };
    let exact = wasserstein(&real, &fake, 784).unwrap().cost;
    let free = gap(json!({"kind": "none"}));
    let published = gap(json!({"kind": "slopePenalty", "pairs": "realReal", "form": "difference"}));
    assert!(free > 5.0 * exact, "{free} {exact}");
    assert!(published > 5.0 * exact, "{published} {exact}");
    for held in [
        json!({"kind": "slopePenalty"}),
        json!({"kind": "gradientPenalty"}),
        json!({"kind": "gradientPenalty", "sides": "one"}),
    ] {
        let gap = gap(held.clone());
        assert!(
            gap > 0.3 * exact && gap < 2.0 * exact,
            "{held}: {gap} {exact}"
        );
    }
}

#[test]
fn measuring_bounds_the_distance_and_leaves_the_run_unharmed() {
    let digits = store(60);
    for constraint in constraints() {
        let begin = || {
            let config = config(CONV, &constraint);
            Trainer::new(config, &Device::flex(), &digits).unwrap()
        };
        let (mut asked, mut left) = (begin(), begin());
        let (a, b) = (
            block_on(asked.train(3)).unwrap(),
            block_on(left.train(3)).unwrap(),
        );
        assert_eq!(a, b);
        let report = block_on(asked.measure(20)).unwrap();
        assert!(
            report.critic_distance <= report.exact_distance * (1.0 + 1e-9),
            "{report:?}"
        );
        assert!(report.exact_distance > 0.0 && report.floor > 0.0);
        assert!(report.mean_slope <= report.largest_slope);
        assert!(
            report.nearest_distance <= report.exact_distance && report.move_cosine.abs() <= 1.0
        );
        assert_eq!((report.iteration, report.count), (3, 20));
        bounds_by_potentials(&report);
        let mut plan = report.plan.clone();
        plan.sort_unstable();
        assert_eq!(plan, (0..20).collect::<Vec<_>>());
        assert_eq!(report, block_on(asked.measure(20)).unwrap());
        let (a, b) = (
            block_on(asked.train(2)).unwrap(),
            block_on(left.train(2)).unwrap(),
        );
        assert_eq!(a, b, "{constraint}");
    }
}

/// The potentials are a critic of the batches whose gap is the exact distance, about the mean of f.
fn bounds_by_potentials(report: &TransportReport) {
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let scores = |scores: &[f32]| mean(&scores.iter().map(|&f| f64::from(f)).collect::<Vec<_>>());
    let (real, fake) = (&report.real_potentials, &report.fake_potentials);
    assert_eq!((real.len(), fake.len()), (report.count, report.count));
    let gap = mean(real) - mean(fake);
    assert!((gap - report.exact_distance).abs() < 1e-9, "{report:?}");
    let f = [&report.real_scores, &report.fake_scores].map(|f| scores(f));
    assert!((f[0] - f[1] - report.gap).abs() < 1e-6 * (1.0 + report.gap.abs()));
    let middle = (mean(real) + mean(fake)) / 2.0;
    assert!((middle - (f[0] + f[1]) / 2.0).abs() < 1e-9 * (1.0 + middle.abs()));
}

#[test]
fn a_measurement_is_what_the_parts_say_also_beyond_one_chunk() {
    let digits = store(300);
    let mut trainer = Trainer::new(
        config(CONV, &json!({"kind": "slopePenalty", "share": 1})),
        &Device::flex(),
        &digits,
    )
    .unwrap();
    block_on(trainer.train(30)).unwrap();
    let report = block_on(trainer.measure(100)).unwrap();

    let seed = trainer.config().seed;
    let mut draws = Noise::new(seed, Purpose::Measure, 0);
    let real = digits.batch(&mut draws, 200, 0).unwrap();
    let (real, others) = real.split_at(100 * 784);
    let latents = Noise::new(seed, Purpose::Measure, 1).normals(100 * 4);
    let bytes = block_on(trainer.sample(&latents)).unwrap();
    let fake: Vec<f32> = bytes.iter().map(|&x| f32::from(x) / 255.0).collect();
    let scores = |images: &[f32]| block_on(trainer.score(images)).unwrap();
    let mean = |scores: &[f32]| f64::from(scores.iter().sum::<f32>()) / 100.0;
    let (f_real, f_fake) = (scores(real), scores(&fake));
    // Samples are rounded to bytes, hence the tolerance.
    let close = |a: f64, b: f64, what: &str| {
        assert!((a - b).abs() <= 1e-2 * b.abs().max(0.1), "{what}: {a} {b}");
    };
    close(report.gap, mean(&f_real) - mean(&f_fake), "gap");
    let costs = Costs::euclidean(real, &fake, 784).unwrap();
    let critic = critic_distance(&f_real, &f_fake, &costs).unwrap();
    close(report.steepest, critic.slope, "steepest");
    assert!(report.critic_distance > 0.0, "{report:?}");
    close(report.critic_distance, critic.distance, "critic distance");
    close(
        report.exact_distance,
        wasserstein(real, &fake, 784).unwrap().cost,
        "exact",
    );
    close(
        report.floor,
        wasserstein(real, others, 784).unwrap().cost,
        "floor",
    );
    assert!(report.mean_slope > 0.05, "{report:?}");
    for (told, found) in [
        (&report.real_scores, &f_real),
        (&report.fake_scores, &f_fake),
    ] {
        let pairs = told.iter().zip(found);
        pairs.for_each(|(told, found)| close((*told).into(), (*found).into(), "score"));
    }
    // No slope between digits and fakes is above 1, and on the plan's pairs it is 1.
    for (i, f_x) in report.real_potentials.iter().enumerate() {
        for (j, f_y) in report.fake_potentials.iter().enumerate() {
            let (rise, distance) = (f_x - f_y, costs.row(i)[j]);
            assert!(rise <= distance + 1e-2, "{rise} {distance}");
            let is_planned = report.plan[i] == j;
            assert!(!is_planned || rise >= distance - 1e-2, "{rise} {distance}");
        }
    }

    // What is asked for too early ends the measurement, and says so.
    let early = |error: Error| matches!(error, Error::TooEarly(_));
    let mut measurement = trainer.begin_measurement(100).unwrap();
    assert!(early(measurement.advance().unwrap_err()));
    assert!(early(measurement.finish().unwrap_err()));
    let mut measurement = trainer.begin_measurement(100).unwrap();
    block_on(measurement.read()).unwrap();
    measurement.advance().unwrap();
    assert!(early(measurement.finish().unwrap_err()));

    let mut measurement = trainer.begin_measurement(100).unwrap();
    assert!(measurement.queue(), "100 rows do not pass at once");
    block_on(trainer.train(3)).unwrap();
    block_on(measurement.read()).unwrap();
    block_on(measurement.read()).unwrap();
    while measurement.advance().unwrap() {}
    assert_eq!(measurement.finish().unwrap(), report);
}

#[test]
fn a_step_of_the_generator_goes_where_a_measurement_says_it_would() {
    let digits = store(300);
    let constraint = json!({"kind": "slopePenalty", "share": 1});
    let quick = json!({"batch": 64, "generatorAdam": {"rate": 0.01}});
    let config = config(CONV, &constraint).patched(&quick).unwrap();
    let mut trainer = Trainer::new(config, &Device::flex(), &digits).unwrap();
    block_on(trainer.train(30)).unwrap();
    let cosine = block_on(trainer.measure(100)).unwrap().move_cosine;
    let latents = Noise::new(trainer.config().seed, Purpose::Measure, 1).normals(100 * 4);
    let images = |trainer: &mut Trainer| -> Vec<f32> {
        let bytes = block_on(trainer.sample(&latents)).unwrap();
        bytes.iter().map(|&x| f32::from(x) / 255.0).collect()
    };
    let now = images(&mut trainer);
    block_on(trainer.generator_step()).unwrap();
    let next = images(&mut trainer);
    let score =
        |images: &[f32]| block_on(trainer.score(images)).unwrap().iter().sum::<f32>() / 100.0;
    let (before, after) = (score(&now), score(&next));
    // Arrows lead up f, and so does the step that follows them.
    assert!(
        cosine > 0.05 && cosine < 1.0 && after > before,
        "{cosine} {before} {after}"
    );
}

#[test]
fn the_notebooks_critic_is_measured_too() {
    let digits = store(60);
    let mut config = Config::preset("notebook").unwrap();
    config.architecture =
        earthmover::config::Architecture::Article(earthmover::config::Article { channels: 2 });
    config.batch = 8;
    let mut trainer = Trainer::new(config, &Device::flex(), &digits).unwrap();
    block_on(trainer.train(2)).unwrap();
    let report = block_on(trainer.measure(10)).unwrap();
    assert!(report.critic_distance <= report.exact_distance);
    assert!(report.mean_slope > 0.0);
}

#[test]
fn bad_counts_are_named() {
    let mut trainer =
        Trainer::new(config(MLP, &constraints()[0]), &Device::flex(), &store(40)).unwrap();
    for count in [0, 1, 513] {
        let message = block_on(trainer.measure(count)).unwrap_err().to_string();
        assert!(
            message.contains("count") && message.contains("2 to 512"),
            "{message}"
        );
    }
    assert!(matches!(
        block_on(trainer.measure(21)),
        Err(Error::TooFewImages { .. })
    ));
    block_on(trainer.train(1)).unwrap();
}
