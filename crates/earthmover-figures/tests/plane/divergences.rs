//! Divergences of P and Q, blurred and in the limit.

use std::f64::consts::LN_2;

use earthmover_figures::plane::{Curve, Scene};
use earthmover_transport::{jensen_shannon, kullback_leibler, total_variation};

use super::{CURVE, SPINE, apart, reversed, scene};

/// KL of two isotropic Gaussians in the plane.
fn gaussians_kl(apart: f64, p: f64, q: f64) -> f64 {
    let ratio = (p / q) * (p / q);
    0.5 * (apart / q) * (apart / q) + ratio - 1.0 - ratio.ln()
}

#[test]
fn divergences_of_two_gaussians_are_those_of_their_closed_forms() {
    for (width, blur, length) in [
        (0.0, 0.3, 0.5),
        (0.2, 0.1, 0.5),
        (0.1, 1e-3, 0.8),
        (0.0, 1e-6, 1.0),
    ] {
        let scene = Scene::new(&[0.1, 0.2], &[0.1 + length, 0.2], width).unwrap();
        let found = scene.divergences(blur).unwrap();
        let expected = gaussians_kl(length, f64::hypot(width, blur), blur);
        let error = found.kullback_leibler / expected - 1.0;
        assert!(error.abs() < 1e-9, "{width} {blur}: {error}");
    }
    // The total variation of two equal Gaussians is P(|normal| < distance / 2σ).
    for (blur, length) in [(0.5, 0.3), (0.3, 0.3), (0.2, 0.5), (0.1, 0.5)] {
        let scene = Scene::new(&[0.0, 0.0], &[0.0, length], 0.0).unwrap();
        let found = scene.divergences(blur).unwrap().total_variation;
        let expected = libm::erf(length / blur / 8.0_f64.sqrt());
        assert!((found - expected).abs() < 5e-3, "{found} {expected}");
    }
}

/// Probabilities of the cells of a grid, in proportion to the density of a curve blurred: a mean of Gaussians.
fn masses(curve: &[f64], deviation: f64) -> Vec<f64> {
    const SIDE: usize = 120;
    let ends = Curve::new("curve", curve).unwrap().points(801).unwrap();
    let middles: Vec<&[f64]> = ends.chunks_exact(2).skip(1).step_by(2).collect();
    let place = |k: usize| (2 * k + 1) as f64 / SIDE as f64 - 1.0;
    let density = |cell: usize| {
        let point = [place(cell % SIDE), place(cell / SIDE)];
        let squares = middles.iter().map(|middle| apart(middle, &point).powi(2));
        let terms = squares.map(|square| (-0.5 * square / (deviation * deviation)).exp());
        terms.sum::<f64>()
    };
    let densities: Vec<f64> = (0..SIDE * SIDE).map(density).collect();
    let sum: f64 = densities.iter().sum();
    densities.into_iter().map(|density| density / sum).collect()
}

#[test]
fn divergences_of_blurred_curves_are_those_of_their_densities_on_a_fine_grid() {
    // Small, so that all of it lies on the grid.
    let [spine, curve] =
        [&SPINE[..], &CURVE].map(|points| points.iter().map(|x| 0.3 * x).collect::<Vec<f64>>());
    for (width, blur) in [(0.0, 0.2), (0.15, 0.1), (0.08, 0.06)] {
        let scene = Scene::new(&spine, &curve, width).unwrap();
        let found = scene.divergences(blur).unwrap();
        let (p, q) = (
            masses(&spine, f64::hypot(width, blur)),
            masses(&curve, blur),
        );
        let kl = kullback_leibler(&p, &q).unwrap();
        let js = jensen_shannon(&p, &q).unwrap();
        let tv = total_variation(&p, &q).unwrap();
        assert!(
            (found.kullback_leibler / kl - 1.0).abs() < 0.005,
            "{found:?} {kl}"
        );
        assert!(
            (found.jensen_shannon / js - 1.0).abs() < 0.005,
            "{found:?} {js}"
        );
        assert!(
            (found.total_variation / tv - 1.0).abs() < 0.005,
            "{found:?} {tv}"
        );
    }
}

#[test]
fn divergences_go_to_their_limits_as_the_blur_shrinks() {
    for width in [0.0, 0.15] {
        let blurs = [1.0, 0.3, 0.1, 0.03, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6];
        let found = blurs.map(|blur| scene(width).divergences(blur).unwrap());
        for pair in found.windows(2) {
            assert!(pair[1].kullback_leibler > pair[0].kullback_leibler);
            assert!(pair[1].jensen_shannon >= pair[0].jensen_shannon);
            assert!(pair[1].total_variation >= pair[0].total_variation);
        }
        // In the end KL is the mean squared distance to the curve, divided by 2 blur².
        let [.., last_but_one, last] = found;
        let growth = last.kullback_leibler / last_but_one.kullback_leibler;
        assert!((growth - 100.0).abs() < 0.01, "{growth}");
        // The limits are missed by about the blur: that much of P lies where Q's density is not far from its
        // own.
        assert!(LN_2 - last.jensen_shannon < 1e-4);
        assert!(1.0 - last.total_variation < 1e-4);
        let limit = scene(width).divergences(0.0).unwrap();
        assert_eq!(limit.kullback_leibler, f64::INFINITY);
        assert_eq!((limit.jensen_shannon, limit.total_variation), (LN_2, 1.0));
    }
}

#[test]
fn divergences_tell_equal_measures_from_all_others() {
    for curve in [SPINE.to_vec(), reversed(&SPINE)] {
        let equal = Scene::new(&SPINE, &curve, 0.0).unwrap();
        for blur in [0.0, 1e-3, 0.1, 1.0] {
            let found = equal.divergences(blur).unwrap();
            for value in [
                found.kullback_leibler,
                found.jensen_shannon,
                found.total_variation,
            ] {
                assert!(
                    (0.0..1e-9).contains(&value) && value.is_sign_positive(),
                    "{blur}: {found:?}"
                );
            }
        }
        // With a width P has a density, and Q none, wherever it lies.
        let wide = Scene::new(&SPINE, &curve, 1e-3).unwrap();
        assert_eq!(
            wide.divergences(0.0).unwrap(),
            scene(0.1).divergences(0.0).unwrap()
        );
        assert!(wide.divergences(0.1).unwrap().kullback_leibler < 1e-3);
    }
    // A curve that crosses the spine is as far from it, at blur 0, as any other.
    let crossing = Scene::new(&SPINE, &[-0.7, 0.4, 0.7, -0.4], 0.0).unwrap();
    assert_eq!(
        crossing.divergences(0.0).unwrap(),
        scene(0.0).divergences(0.0).unwrap()
    );
    assert!(crossing.divergences(1e-4).unwrap().total_variation > 0.99);
}
