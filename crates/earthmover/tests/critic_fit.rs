//! A critic fitted to two fixed batches: in the plane, in other dimensions, on images.

#![allow(
    missing_docs,
    unreachable_pub,
    clippy::expect_used,
    clippy::unwrap_used
)]

#[path = "common/digits.rs"]
mod digits;

use burn::tensor::Device;
use digits::{blobs, store};
use earthmover::config::CriticConfig;
use earthmover::critic_fit::{CriticFit, Field, grid};
use earthmover::noise::{Noise, Purpose};
use earthmover::transport::{Costs, critic_distance, wasserstein};
use earthmover::{Config, Digits, Error, burn};
use pollster::block_on;
use serde_json::{Value, json};

/// Points of each cloud.
const COUNT: usize = 128;

/// P, a curve in the plane with Gaussian noise about it, and Q, another curve, `apart` below it.
fn clouds(apart: f32) -> [Vec<f32>; 2] {
    let noise = Noise::new(11, Purpose::Sample, 0).normals(2 * COUNT);
    let along = |place: usize| (place as f32 + 0.5) / COUNT as f32;
    let p = (0..COUNT).flat_map(|i| {
        let t = along(i);
        let y = apart / 2.0 + 0.2 * libm::sinf(6.0 * t);
        [
            1.4 * t - 0.7 + 0.12 * noise[2 * i],
            y + 0.12 * noise[2 * i + 1],
        ]
    });
    let q = (0..COUNT).flat_map(|i| {
        let t = along(i);
        let y = -apart / 2.0 - 0.25 * libm::cosf(5.0 * t);
        [1.2 * t - 0.6, y]
    });
    [p.collect(), q.collect()]
}

fn fit(patch: &Value, [p, q]: &[Vec<f32>; 2]) -> CriticFit {
    let config = CriticConfig::default().patched(patch).unwrap();
    CriticFit::of_points(&config, 2, &Device::flex(), p, q).unwrap()
}

fn field(fit: &CriticFit, points: &[f32]) -> Field {
    block_on(fit.field(points)).unwrap()
}

fn mean(numbers: &[f32]) -> f64 {
    numbers.iter().map(|&x| f64::from(x)).sum::<f64>() / numbers.len() as f64
}

/// The gap after `steps`, the mean of its last ten.
fn gap(fit: &mut CriticFit, steps: u64) -> f64 {
    let reports = block_on(fit.train(steps)).unwrap();
    let last: Vec<f32> = reports.iter().rev().take(10).map(|r| r.gap).collect();
    mean(&last)
}

/// Weak duality: whatever holds the critic, what it certifies is at most the exact distance.
fn certifies_no_more(fit: &CriticFit, [p, q]: &[Vec<f32>; 2], exact: f64) {
    let costs = Costs::euclidean(p, q, 2).unwrap();
    let [at_p, at_q] = [p, q].map(|points| field(fit, points).values);
    let critic = critic_distance(&at_p, &at_q, &costs).unwrap();
    assert!(critic.distance > 0.0, "{critic:?}");
    assert!(
        critic.distance <= exact * (1.0 + 1e-9),
        "{critic:?} {exact}"
    );
}

fn slope(pairs: &str, form: &str) -> Value {
    json!({"constraint": {"kind": "slopePenalty", "pairs": pairs, "form": form}})
}

#[test]
fn the_default_critic_comes_near_the_exact_distance_in_a_hundred_steps() {
    for (apart, seed) in [(0.4, 1), (0.4, 2), (0.9, 1), (0.9, 2)] {
        let clouds = clouds(apart);
        let exact = wasserstein(&clouds[0], &clouds[1], 2).unwrap().cost;
        let mut fit = fit(&json!({"seed": seed}), &clouds);
        let early = gap(&mut fit, 100) / exact;
        let late = gap(&mut fit, 300) / exact;
        assert!((0.9..1.1).contains(&early), "{apart}, {seed}: {early}");
        assert!((0.95..1.1).contains(&late), "{apart}, {seed}: {late}");
        // A penalty of λ leaves a slope of 1 + W1 / 2λ.
        let slopes = block_on(fit.slopes()).unwrap();
        assert!((0.95..1.1).contains(&mean(&slopes)), "{apart}, {seed}");
    }
}

#[test]
fn constraints_hold_a_critic_in_the_plane_or_let_it_run_away() {
    let clouds = clouds(0.6);
    let exact = wasserstein(&clouds[0], &clouds[1], 2).unwrap().cost;
    let runs_away = [
        json!({"constraint": {"kind": "none"}}),
        slope("realReal", "difference"),
        slope("realReal", "quotient"),
    ];
    for patch in runs_away {
        let mut fit = fit(&patch, &clouds);
        let (early, late) = (gap(&mut fit, 200), gap(&mut fit, 600));
        assert!(early > 5.0 * exact, "{patch}: {early}");
        assert!(late > 5.0 * early, "{patch}: {early} {late}");
        certifies_no_more(&fit, &clouds, exact);
    }
    // Bounded by each of these, and near the exact distance by those that look along the gradient.
    let holds = [
        (slope("realFake", "difference"), 0.95..1.5),
        (slope("realFake", "quotient"), 0.95..1.5),
        (slope("pooled", "difference"), 0.95..2.0),
        (slope("pooled", "quotient"), 0.95..1.5),
        (slope("segment", "quotient"), 0.95..1.3),
        (slope("adversarial", "quotient"), 0.95..1.1),
        (
            json!({"constraint": {"kind": "gradientPenalty"}}),
            0.85..1.1,
        ),
        (
            json!({"constraint": {"kind": "gradientPenalty", "sides": "one"}}),
            0.95..1.1,
        ),
        (json!({"constraint": {"kind": "spectralNorm"}}), 0.5..1.001),
    ];
    for (patch, range) in holds {
        let mut fit = fit(&patch, &clouds);
        let ratio = gap(&mut fit, 800) / exact;
        assert!(range.contains(&ratio), "{patch}: {ratio}");
        certifies_no_more(&fit, &clouds, exact);
    }
}

#[test]
fn a_clipped_critic_saturates_and_a_bounded_one_sees_the_total_variation() {
    let clouds = clouds(0.9);
    let clipping = json!({"constraint": {"kind": "weightClipping", "bound": 0.1}});
    let mut clipped = fit(&clipping, &clouds);
    let (early, late) = (gap(&mut clipped, 200), gap(&mut clipped, 600));
    assert!(early > 0.1 && (late - early).abs() < 0.01 * early);
    let mut bounded = fit(&json!({"constraint": {"kind": "bounded"}}), &clouds);
    let ends = gap(&mut bounded, 800);
    // The clouds hardly touch: twice the total variation is nearly 2.
    assert!((1.9..=2.0).contains(&ends), "{ends}");
    let values = field(&bounded, &grid(20).unwrap()).values;
    assert!(values.iter().all(|f| f.abs() <= 1.0));
}

#[test]
fn the_field_is_what_the_critic_is_trained_as() {
    let clouds = clouds(0.6);
    for patch in [
        json!({}),
        json!({"constraint": {"kind": "spectralNorm"}}),
        json!({"constraint": {"kind": "bounded"}}),
    ] {
        let mut fit = fit(&patch, &clouds);
        block_on(fit.train(50)).unwrap();
        let at_p = field(&fit, &clouds[0]);
        let gap = mean(&at_p.values) - mean(&field(&fit, &clouds[1]).values);
        let slopes = block_on(fit.slopes()).unwrap();
        for (slope, gradient) in slopes.iter().zip(at_p.gradients.chunks(2)) {
            assert!((slope - gradient[0].hypot(gradient[1])).abs() < 1e-5);
        }
        // A report is of before its step.
        let next = f64::from(block_on(fit.train(1)).unwrap()[0].gap);
        assert!((gap - next).abs() < 1e-5, "{patch}: {gap} {next}");
    }
}

#[test]
fn the_input_gradient_is_that_of_finite_differences() {
    // The hyperbolic tangent makes f curved between the kinks of its layers.
    for kind in ["slopePenalty", "spectralNorm", "bounded"] {
        let mut fit = fit(&json!({"constraint": {"kind": kind}}), &clouds(0.6));
        block_on(fit.train(60)).unwrap();
        let points = grid(24).unwrap();
        let gradients = field(&fit, &points).gradients;
        let scale = mean(&gradients.iter().map(|g| g.abs()).collect::<Vec<_>>());
        let step = 1e-3;
        let moved = |axis: usize, by: f32| {
            let mut points = points.clone();
            points
                .iter_mut()
                .skip(axis)
                .step_by(2)
                .for_each(|x| *x += by);
            field(&fit, &points).values
        };
        for axis in 0..2 {
            let (ahead, behind) = (moved(axis, step), moved(axis, -step));
            let far = (0..24 * 24).filter(|&place| {
                let found = f64::from(ahead[place] - behind[place]) / (2.0 * f64::from(step));
                let told = f64::from(gradients[2 * place + axis]);
                (found - told).abs() > 0.02 * scale
            });
            // Across a kink a difference is of both sides.
            let far = far.count();
            assert!(far < 24 * 24 / 10, "{kind}, {axis}: {far}");
        }
    }
}

#[test]
fn a_grid_is_read_like_a_picture() {
    let corners = [-0.5, 0.5, 0.5, 0.5, -0.5, -0.5, 0.5, -0.5];
    assert_eq!(grid(2).unwrap(), corners);
    assert_eq!(grid(1).unwrap(), [0.0, 0.0]);
    let points = grid(256).unwrap();
    assert_eq!(points.len(), 2 * 65_536);
    assert!(points.iter().all(|x| x.abs() < 1.0));
}

#[test]
fn points_are_scored_alike_however_many_are_asked_for() {
    let mut fit = fit(&json!({}), &clouds(0.6));
    block_on(fit.train(20)).unwrap();
    let points = grid(40).unwrap();
    let whole = field(&fit, &points);
    assert_eq!(whole.values.len(), 1600);
    assert_eq!(whole.gradients.len(), 3200);
    for first in [0, 500, 1024, 1599] {
        let one = field(&fit, &points[2 * first..2 * first + 2]);
        assert_eq!(one.values, whole.values[first..=first]);
        assert_eq!(one.gradients, whole.gradients[2 * first..2 * first + 2]);
    }
}

#[test]
fn a_seed_gives_one_curve_and_clouds_may_move() {
    let (near, far) = (clouds(0.4), clouds(0.9));
    let mut fits = [1, 1, 2].map(|seed| fit(&json!({"seed": seed}), &near));
    let [a, b, other] = fits.each_mut().map(|fit| block_on(fit.train(20)).unwrap());
    assert_eq!(a, b);
    assert_ne!(a, other);
    let [still, moved, _] = &mut fits;
    still.move_to(&near[0], &near[1]).unwrap();
    moved.move_to(&far[0], &far[1]).unwrap();
    let [still, moved] = [still, moved].map(|fit| block_on(fit.train(2)).unwrap());
    let gap = |reports: &[earthmover::CriticReport]| reports[0].gap;
    assert!(gap(&moved) > gap(&still), "{moved:?} {still:?}");
    // The critic is as it was: on clouds of another size too.
    let mut fit = fit(&json!({}), &near);
    block_on(fit.train(20)).unwrap();
    let before = field(&fit, &near[0]);
    fit.move_to(&far[0][..20], &far[1][..20]).unwrap();
    assert_eq!(field(&fit, &near[0]), before);
    block_on(fit.train(1)).unwrap();
}

#[test]
fn points_may_have_any_dimension() {
    for dimension in [1, 3, 5] {
        let noise = Noise::new(3, Purpose::Sample, 0).normals(64 * dimension);
        let p: Vec<f32> = noise.iter().map(|x| 0.05 * x).collect();
        let q: Vec<f32> = p.iter().map(|x| x + 0.5).collect();
        let exact = wasserstein(&p, &q, dimension).unwrap().cost;
        let config = CriticConfig::default();
        let fit = CriticFit::of_points(&config, dimension, &Device::flex(), &p, &q);
        let ratio = gap(&mut fit.unwrap(), 300) / exact;
        assert!((0.9..1.15).contains(&ratio), "{dimension}: {ratio}");
    }
}

#[test]
fn images_have_a_field_too() {
    let pixels = |first| {
        let bytes = blobs(first, 8).0;
        let pixels = bytes.iter().map(|&x| f32::from(x) / 255.0);
        pixels.collect::<Vec<_>>()
    };
    let (real, fake) = (pixels(0), pixels(50));
    for architecture in [
        json!({"kind": "mlp", "criticHidden": [16]}),
        json!({"kind": "conv", "criticChannels": 2}),
        json!({"kind": "article", "channels": 2}),
    ] {
        let patch = json!({"architecture": architecture});
        let config = Config::default().patched(&patch).unwrap();
        let mut fit = CriticFit::new(&config, &Device::flex(), &real, &fake).unwrap();
        block_on(fit.train(3)).unwrap();
        let at_real = field(&fit, &real);
        assert_eq!(
            (at_real.values.len(), at_real.gradients.len()),
            (8, 8 * 784)
        );
        let slopes = block_on(fit.slopes()).unwrap();
        for (slope, gradient) in slopes.iter().zip(at_real.gradients.chunks(784)) {
            let length = gradient.iter().map(|x| x * x).sum::<f32>().sqrt();
            // A batch normalisation couples images; not where its statistics are given.
            let is_coupled = architecture["kind"] == "article";
            assert!(is_coupled || (slope - length).abs() < 1e-4 * slope.max(1.0));
            assert!(length.is_finite() && length > 0.0);
        }
    }
}

#[test]
fn digits_and_their_noisy_copies_are_a_fixed_pair() {
    let digits = store(60);
    let copies = digits.noisy_copies(16, 7).unwrap();
    assert_eq!(copies, digits.noisy_copies(16, 7).unwrap());
    assert_ne!(copies.real, digits.noisy_copies(16, 8).unwrap().real);
    let exact = wasserstein(&copies.real, &copies.fake, 784).unwrap();
    assert_eq!(exact.cost, copies.exact_distance);
    // Each copy is nearest to its digit, half a batch away.
    assert_eq!(
        exact.plan,
        (0..16).map(|i| (i + 8) % 16).collect::<Vec<_>>()
    );
    let all = copies.real.iter().chain(&copies.fake);
    assert!(all.clone().count() == 2 * 16 * 784);
    assert!(all.into_iter().all(|x| (0.0..=1.0).contains(x)));
    let differences = copies.fake[8 * 784..].iter().zip(&copies.real);
    let noise: Vec<f32> = differences.map(|(a, b)| a - b).collect();
    assert!(noise.iter().any(|x| x.abs() > 0.3));
}

#[track_caller]
fn says<T: std::fmt::Debug>(result: Result<T, Error>, expected: &str) {
    let message = result.unwrap_err().to_string();
    assert!(message.contains(expected), "{message:?}: {expected:?}");
}

#[test]
fn what_is_wrong_is_named() {
    let [p, q] = clouds(0.4);
    let device = Device::flex();
    for (patch, expected) in [
        (json!({"hidden": []}), "`hidden.length` is 0"),
        (json!({"hidden": [8, 513]}), "`hidden[1]` is 513"),
        (json!({"hidden": [0]}), "`hidden[0]` is 0"),
        (json!({"hidden": 8}), "hidden"),
        (json!({"adam": {"rate": -1}}), "`adam.rate` is -1"),
        (json!({"constraint": {"lambda": -1}}), "`constraint.lambda`"),
        (json!({"constraint": {"kind": "faith"}}), "kind"),
        (json!({"seed": 9_007_199_254_740_992_u64}), "`seed`"),
        (json!({"width": 8}), "width"),
        (json!([]), "is not an object"),
    ] {
        says(CriticConfig::default().patched(&patch), expected);
    }
    let config = CriticConfig::default();
    let begin =
        |dimension, p: &[f32], q: &[f32]| CriticFit::of_points(&config, dimension, &device, p, q);
    says(begin(0, &p, &q), "`dimension` is 0");
    says(begin(1025, &p, &q), "`dimension` is 1025");
    says(
        begin(2, &p[..5], &q),
        "`p.length` is 5; it must be a multiple of 2 from 4",
    );
    says(begin(2, &p[..2], &q[..2]), "`p.length` is 2");
    says(begin(2, &[], &q), "`p.length` is 0");
    says(begin(2, &[0.0; 2050], &[0.0; 2050]), "`p.length` is 2050");
    says(
        begin(2, &p, &q[..8]),
        "`q.length` is 8; it must be 256, as many as p.length",
    );
    says(
        begin(2, &p, &[q[..255].to_vec(), vec![f32::NAN]].concat()),
        "`q[255]` is NaN",
    );
    let bad = CriticConfig {
        hidden: vec![600],
        ..config.clone()
    };
    says(
        CriticFit::of_points(&bad, 2, &device, &p, &q),
        "`hidden[0]`",
    );

    let mut fit = begin(2, &p, &q).unwrap();
    says(block_on(fit.train(0)), "`steps` is 0");
    says(block_on(fit.train(10_001)), "`steps` is 10001");
    says(block_on(fit.field(&[])), "`points.length` is 0");
    says(block_on(fit.field(&[0.0; 3])), "`points.length` is 3");
    says(
        block_on(fit.field(&[0.0, f32::INFINITY])),
        "`points[1]` is inf",
    );
    says(fit.move_to(&p, &q[..8]), "`q.length` is 8");
    says(grid(0), "`side` is 0");
    says(grid(257), "`side` is 257");
    block_on(fit.train(1)).unwrap();

    let images = vec![0.5; 1025 * 784];
    let begin =
        |config: &Config, real: &[f32], fake: &[f32]| CriticFit::new(config, &device, real, fake);
    let config = Config::default();
    says(
        begin(&config, &images[..784], &images[..784]),
        "`real.length` is 784",
    );
    says(
        begin(&config, &images[..1568], &images[..1569]),
        "`fake.length` is 1569",
    );
    says(begin(&config, &images, &images), "`real.length` is 803600");
    let wide = json!({"architecture": {"kind": "mlp", "criticHidden": [4096, 4096, 4096]}});
    let wide = Config::default().patched(&wide).unwrap();
    says(
        begin(&wide, &images[..1568], &images[..1568]),
        "`architecture` is of",
    );

    says(store(20).noisy_copies(1, 7), "`count` is 1");
    says(store(20).noisy_copies(513, 7), "`count` is 513");
    assert!(matches!(
        Digits::new().noisy_copies(2, 7),
        Err(Error::TooFewDigits { .. })
    ));
}
