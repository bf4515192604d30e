//! Latents: seeded ones, a plane through them, a path between two.

#![allow(missing_docs, clippy::unwrap_used)]

use earthmover::data::{draw_latents, interpolate, latent_plane};

fn dot(a: &[f32], b: &[f32]) -> f64 {
    let products = a.iter().zip(b).map(|(a, b)| f64::from(*a) * f64::from(*b));
    products.sum()
}

fn norm(vector: &[f32]) -> f64 {
    dot(vector, vector).sqrt()
}

#[track_caller]
fn near(found: f64, expected: f64) {
    let allowed = 1e-5 * expected.abs().max(1.0);
    assert!((found - expected).abs() < allowed, "{found}: {expected}");
}

#[test]
fn every_point_of_a_plane_has_the_length_of_a_latent() {
    let points = [
        0.0, 0.0, 1.0, 0.0, 0.0, 1.0, -3.0, 2.0, 1e20, 0.0, 0.0, -1e20,
    ];
    for latent in [3, 64, 1024] {
        let plane = latent_plane(5, latent, &points).unwrap();
        assert_eq!(plane.len() as u64, 6 * latent);
        for z in plane.chunks_exact(latent as usize) {
            near(norm(z), (latent as f64).sqrt());
        }
        assert_eq!(plane, latent_plane(5, latent, &points).unwrap());
        assert_ne!(plane, latent_plane(6, latent, &points).unwrap());
    }
}

#[test]
fn a_plane_is_a_plus_x_b_plus_y_c() {
    let latent = 16;
    let far = 1e20;
    let spanning = latent_plane(5, latent, &[0.0, 0.0, far, 0.0, 0.0, far]).unwrap();
    let [a, b, c] = [0, 1, 2].map(|n| &spanning[n * 16..][..16]);
    for (one, other) in [(a, b), (a, c), (b, c)] {
        assert!(dot(one, other).abs() < 1e-4, "{}", dot(one, other));
    }
    let (x, y) = (0.7_f32, -1.9_f32);
    let z = latent_plane(5, latent, &[x, y]).unwrap();
    let length = (1.0 + f64::from(x).powi(2) + f64::from(y).powi(2)).sqrt();
    for (n, z) in z.iter().enumerate() {
        let straight = f64::from(a[n]) + f64::from(x) * f64::from(b[n]) + f64::from(y * c[n]);
        near(f64::from(*z), straight / length);
    }
}

#[test]
fn a_plane_of_few_numbers_is_standard_normal_at_a_point() {
    for latent in [1, 2] {
        let square = |seed| norm(&latent_plane(seed, latent, &[0.8, -2.0]).unwrap()).powi(2);
        let mean = (0..4_000).map(square).sum::<f64>() / 4_000.0;
        // The square of each number has variance 2; the bound is five standard errors.
        let bound = 5.0 * (2.0 * latent as f64 / 4_000.0).sqrt();
        assert!((mean - latent as f64).abs() < bound, "{mean}");
    }
}

#[test]
fn a_path_has_exact_ends_equal_angles_and_lengths_at_equal_steps() {
    let ends = draw_latents(2, 9, 64).unwrap();
    let (from, to) = ends.split_at(64);
    let to: Vec<f32> = to.iter().map(|x| 1.5 * x).collect();
    let path = interpolate(from, &to, 9).unwrap();
    let steps: Vec<&[f32]> = path.chunks_exact(64).collect();
    assert_eq!(steps.len(), 9);
    assert_eq!((steps[0], steps[8]), (from, &to[..]));
    let cosine = |a, b| dot(a, b) / (norm(a) * norm(b));
    let whole = cosine(from, &to).acos();
    for (n, pair) in steps.windows(2).enumerate() {
        near(cosine(pair[0], pair[1]).acos(), whole / 8.0);
        let t = (n + 1) as f64 / 8.0;
        near(norm(pair[1]), (1.0 - t) * norm(from) + t * norm(&to));
    }
    // The way back is the same way.
    let back = interpolate(&to, from, 9).unwrap();
    for (a, b) in back.chunks_exact(64).rev().flatten().zip(&path) {
        near(f64::from(*a), f64::from(*b));
    }
}

#[test]
fn paths_without_a_circle_of_their_own_are_finite_and_keep_their_lengths() {
    let up = [0.0, 2.0, 0.0];
    for (to, lengths) in [
        ([0.0, 2.0, 0.0], [2.0, 2.0, 2.0]),
        ([0.0, 4.0, 0.0], [2.0, 3.0, 4.0]),
        ([0.0, -2.0, 0.0], [2.0, 2.0, 2.0]),
        ([0.0, 0.0, 0.0], [2.0, 1.0, 0.0]),
    ] {
        let path = interpolate(&up, &to, 3).unwrap();
        for (z, length) in path.chunks_exact(3).zip(lengths) {
            near(norm(z), length);
        }
    }
    assert_eq!(interpolate(&[1.0], &[-1.0], 3).unwrap(), [1.0, 0.0, -1.0]);
}

#[test]
fn bad_arguments_are_named() {
    let error = |result: Result<Vec<f32>, earthmover::Error>| result.unwrap_err().to_string();
    for (message, expected) in [
        (error(latent_plane(1, 0, &[0.0, 0.0])), "`latent` is 0"),
        (error(latent_plane(1, 4, &[])), "`points.length` is 0"),
        (error(latent_plane(1, 4, &[0.0])), "`points.length` is 1"),
        (
            error(latent_plane(1, 4, &[0.0, f32::NAN])),
            "`points[1]` is NaN",
        ),
        (error(interpolate(&[], &[], 3)), "`from.length` is 0"),
        (error(interpolate(&[1.0], &[], 3)), "`to.length` is 0"),
        (error(interpolate(&[1.0], &[2.0], 1)), "`count` is 1"),
        (
            error(interpolate(&[1.0], &[f32::INFINITY], 3)),
            "`to[0]` is inf",
        ),
        (error(draw_latents(0, 1, 4)), "`count` is 0"),
        (error(draw_latents(1, 1, 1025)), "`latent` is 1025"),
    ] {
        assert!(message.contains(expected), "{message}");
    }
}
