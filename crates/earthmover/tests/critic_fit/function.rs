//! A fitted critic as a function.

use earthmover::Config;
use earthmover::burn::tensor::Device;
use earthmover::critic::{CriticFit, grid};
use earthmover::data::mnist;
use pollster::block_on;
use serde_json::json;

use super::digits::blobs;
use super::{clouds, field, fit, mean};

#[test]
fn the_field_is_what_the_critic_is_trained_as() {
    let clouds = clouds(0.6);
    for patch in [
        json!({}),
        json!({"constraint": {"kind": "spectralNorm"}}),
        json!({"constraint": {"kind": "orthonormal"}}),
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
        // A report is of the critic before its step.
        let next = f64::from(block_on(fit.train(1)).unwrap()[0].gap);
        assert!((gap - next).abs() < 1e-5, "{patch}: {gap} {next}");
    }
}

#[test]
fn slopes_are_the_lengths_of_the_field_where_a_score_would_depend_on_its_batch() {
    let pixels = |first| -> Vec<f32> {
        let bytes = blobs(first, 8).0;
        bytes.iter().map(|&x| f32::from(x) / 255.0).collect()
    };
    let (real, fake) = (pixels(0), pixels(40));
    let config = r#"{"architecture": {"kind": "article", "channels": 2}}"#;
    let config = Config::from_json(config).unwrap();
    let mut fit = CriticFit::new(&config, mnist::SHAPE, &Device::flex(), &real, &fake).unwrap();
    block_on(fit.train(5)).unwrap();
    let gradients = field(&fit, &real).gradients;
    let slopes = block_on(fit.slopes()).unwrap();
    assert_eq!(slopes.len(), 8);
    for (slope, gradient) in slopes.iter().zip(gradients.chunks(784)) {
        let length = gradient.iter().map(|g| g * g).sum::<f32>().sqrt();
        assert!(
            length > 1e-3 && (slope / length - 1.0).abs() < 1e-4,
            "{slope} {length}"
        );
    }
}

#[test]
fn the_input_gradient_is_that_of_finite_differences() {
    // The hyperbolic tangent makes f curved between the kinks of its layers.
    for kind in ["slopePenalty", "spectralNorm", "orthonormal", "bounded"] {
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
            // Where the step crosses a kink, the difference mixes the slopes of both sides.
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
        let mut fit = CriticFit::new(&config, mnist::SHAPE, &Device::flex(), &real, &fake).unwrap();
        block_on(fit.train(3)).unwrap();
        let at_real = field(&fit, &real);
        assert_eq!(
            (at_real.values.len(), at_real.gradients.len()),
            (8, 8 * 784)
        );
        let slopes = block_on(fit.slopes()).unwrap();
        for (slope, gradient) in slopes.iter().zip(at_real.gradients.chunks(784)) {
            let length = gradient.iter().map(|x| x * x).sum::<f32>().sqrt();
            // A batch normalisation couples images, except where its statistics are given.
            let is_coupled = architecture["kind"] == "article";
            assert!(is_coupled || (slope - length).abs() < 1e-4 * slope.max(1.0));
            assert!(length.is_finite() && length > 0.0);
        }
    }
}
