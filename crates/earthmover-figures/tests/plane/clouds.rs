//! Clouds of P and Q, and the exact distance between them.

use std::f64::consts::PI;

use earthmover_figures::plane::Scene;

use super::{CURVE, SPINE, apart, mean, reversed, scene};

fn distance(spine: &[f64], curve: &[f64], width: f64, count: u64) -> f64 {
    let scene = Scene::new(spine, curve, width).unwrap();
    scene.clouds(count).unwrap().assignment.cost
}

fn moved(points: &[f64], [x, y]: [f64; 2]) -> Vec<f64> {
    let pairs = points.chunks_exact(2);
    pairs.flat_map(|pair| [pair[0] + x, pair[1] + y]).collect()
}

#[test]
fn the_distance_falls_smoothly_to_0_as_p_gathers_on_its_spine_with_the_curve_on_it() {
    let widths = [0.3, 0.2, 0.1, 0.05, 0.02, 0.01, 0.001, 0.0];
    let distances = widths.map(|width| distance(&SPINE, &SPINE, width, 256));
    for (pair, widths) in distances.windows(2).zip(widths.windows(2)) {
        assert!(pair[1] < pair[0], "{distances:?}");
        // No point moves farther than its two normals say, whose mean length is √(π/2).
        assert!(pair[0] - pair[1] < 1.3 * (widths[0] - widths[1]));
    }
    assert_eq!(distances[7], 0.0);
    assert!(distance(&SPINE, &reversed(&SPINE), 0.0, 256) < 1e-12);
    // About a long segment the distance is the mean size of the normal across it, and a little more that so
    // few points have to move along it.
    let line = [-4.0, 0.0, 4.0, 0.0];
    let expected = 0.2 * f64::sqrt(2.0 / PI);
    let found = distance(&line, &line, 0.2, 512);
    assert!(
        (1.0..1.08).contains(&(found / expected)),
        "{found} {expected}"
    );
}

#[test]
fn the_distance_changes_by_at_most_what_the_curve_is_moved() {
    for step in 0..20 {
        let at = |step: f64| distance(&SPINE, &moved(&CURVE, [0.0, -0.1 * step]), 0.15, 128);
        let change = at(f64::from(step)) - at(f64::from(step) + 1.0);
        assert!(change.abs() <= 0.1 + 1e-12, "{step}: {change}");
    }
    // Far away it is the distance between the means, but for a hair.
    let far = distance(&SPINE, &moved(&SPINE, [9.0, 0.0]), 0.0, 128);
    assert!((far - 9.0).abs() < 1e-9, "{far}");
}

#[test]
fn clouds_are_paired_one_to_one_at_the_distance() {
    let clouds = scene(0.2).clouds(100).unwrap();
    assert_eq!((clouds.p.len(), clouds.q.len()), (200, 200));
    let mut plan = clouds.assignment.plan.clone();
    let pairs = plan.iter().enumerate();
    let lengths = pairs.map(|(i, &j)| apart(&clouds.p[2 * i..], &clouds.q[2 * j..]));
    let lengths: Vec<f64> = lengths.collect();
    assert!((mean(&lengths) - clouds.assignment.cost).abs() < 1e-12);
    plan.sort_unstable();
    assert!(plan.iter().enumerate().all(|(i, &j)| i == j));
    assert_eq!(clouds, scene(0.2).clouds(100).unwrap());
}

#[test]
fn normal_vectors_spread_p_as_its_width_says() {
    let clouds = Scene::new(&[0.1, -0.2], &[0.0, 0.0], 0.3).unwrap();
    let p = clouds.clouds(512).unwrap().p;
    for (axis, about) in [0.1, -0.2].into_iter().enumerate() {
        let offsets: Vec<f64> = p.iter().skip(axis).step_by(2).map(|x| x - about).collect();
        let squares: Vec<f64> = offsets.iter().map(|x| x * x).collect();
        assert!(mean(&offsets).abs() < 0.02, "{}", mean(&offsets));
        assert!((mean(&squares).sqrt() - 0.3).abs() < 0.02);
    }
}
