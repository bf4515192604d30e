//! Two measures in the plane: laws, closed forms, and what is said of bad arguments.

#![allow(missing_docs, clippy::unwrap_used)]

use std::f64::consts::{LN_2, PI};

use earthmover::Error;
use earthmover::noise::{Noise, Purpose};
use earthmover::plane::{Curve, Plan, Scene};
use earthmover::transport::{draw_flows, jensen_shannon, kullback_leibler, total_variation};

const SPINE: [f64; 8] = [-0.7, -0.4, -0.2, 0.3, 0.3, -0.1, 0.7, 0.4];
const CURVE: [f64; 6] = [-0.6, 0.5, 0.0, 0.8, 0.6, 0.6];

fn scene(width: f64) -> Scene {
    Scene::new(&SPINE, &CURVE, width).unwrap()
}

fn distance(spine: &[f64], curve: &[f64], width: f64, count: u64) -> f64 {
    let scene = Scene::new(spine, curve, width).unwrap();
    scene.clouds(count).unwrap().assignment.cost
}

fn moved(points: &[f64], [x, y]: [f64; 2]) -> Vec<f64> {
    let pairs = points.chunks_exact(2);
    pairs.flat_map(|pair| [pair[0] + x, pair[1] + y]).collect()
}

fn reversed(points: &[f64]) -> Vec<f64> {
    let pairs: Vec<&[f64]> = points.chunks_exact(2).rev().collect();
    pairs.concat()
}

fn apart(a: &[f64], b: &[f64]) -> f64 {
    f64::hypot(a[0] - b[0], a[1] - b[1])
}

fn mean(numbers: &[f64]) -> f64 {
    numbers.iter().sum::<f64>() / numbers.len() as f64
}

#[test]
fn a_curve_passes_its_control_points_in_even_steps() {
    let curve = Curve::new("curve", &SPINE).unwrap();
    let points = curve.points(2001).unwrap();
    let points: Vec<&[f64]> = points.chunks_exact(2).collect();
    assert_eq!(points.len(), 2001);
    assert_eq!(points[0], &SPINE[..2]);
    assert!(apart(points[2000], &SPINE[6..]) < 1e-12);
    let step = curve.length() / 2000.0;
    for control in SPINE.chunks_exact(2) {
        let nearest = points.iter().map(|point| apart(point, control));
        assert!(nearest.fold(f64::INFINITY, f64::min) <= step);
    }
    for pair in points.windows(2) {
        // Where a chord ends in between, the way is bent.
        let length = apart(pair[0], pair[1]);
        assert!(length <= step * (1.0 + 1e-9) && length > 0.995 * step);
    }
    // A quarter of a circle, or nearly.
    let arc = [0.0, 30.0, 60.0, 90.0].map(|degrees: f64| degrees.to_radians());
    let arc: Vec<f64> = arc.iter().flat_map(|t| [t.cos(), t.sin()]).collect();
    let length = Curve::new("curve", &arc).unwrap().length();
    assert!((length - PI / 2.0).abs() < 0.01, "{length}");
}

#[test]
fn straight_and_single_control_points_make_segments_and_points() {
    let curve = Curve::new("curve", &[-0.5, 0.0, 0.5, 1.0]).unwrap();
    assert!((curve.length() - 2.0_f64.sqrt()).abs() < 1e-14);
    let middle = curve.points(3).unwrap();
    assert!(apart(&middle[2..4], &[0.0, 0.5]) < 1e-14);
    for control in [&[0.3, -0.2][..], &[0.3, -0.2, 0.3, -0.2, 0.3, -0.2]] {
        let curve = Curve::new("curve", control).unwrap();
        assert_eq!(curve.length(), 0.0);
        assert_eq!(curve.points(2).unwrap(), [0.3, -0.2, 0.3, -0.2]);
        assert_eq!(curve.points(1).unwrap(), [0.3, -0.2]);
    }
}

#[test]
fn a_curve_moves_continuously_where_control_points_meet() {
    let curve = |offset: f64| {
        let control = [-0.5, -0.5, 0.1 - offset, 0.2, 0.1, 0.2, 0.6, -0.3];
        Curve::new("curve", &control).unwrap().points(100).unwrap()
    };
    let met = curve(0.0);
    for offset in [1e-4, 1e-6, 1e-8] {
        let points = curve(offset);
        let pairs = met.chunks_exact(2).zip(points.chunks_exact(2));
        let most = pairs.map(|(a, b)| apart(a, b)).fold(0.0, f64::max);
        assert!(most < 2.0 * f64::sqrt(offset), "{offset}: {most}");
    }
}

#[test]
fn the_distance_falls_smoothly_to_0_as_p_gathers_on_its_spine_with_the_curve_on_it() {
    let widths = [0.3, 0.2, 0.1, 0.05, 0.02, 0.01, 0.001, 0.0];
    let distances = widths.map(|width| distance(&SPINE, &SPINE, width, 256));
    for (pair, widths) in distances.windows(2).zip(widths.windows(2)) {
        assert!(pair[1] < pair[0], "{distances:?}");
        // No point moves farther than its normal vector, whose mean length is √(π/2).
        assert!(pair[0] - pair[1] < 1.3 * (widths[0] - widths[1]));
    }
    assert_eq!(distances[7], 0.0);
    assert!(distance(&SPINE, &reversed(&SPINE), 0.0, 256) < 1e-12);
    // About a long segment, what is left is the mean size of the normal across it, and a little that so
    // few points need along it.
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
    // Far away it is how far the means are apart, less and less than by a hair.
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

#[test]
fn the_potential_is_1_lipschitz_on_the_whole_grid_and_its_gap_the_distance() {
    for (width, side) in [(0.2, 32), (0.0, 33)] {
        let potential = scene(width).potential(128, side).unwrap();
        let distance = potential.clouds.assignment.cost;
        assert!((mean(&potential.p_scores) - 0.5 * distance).abs() < 1e-9);
        assert!((mean(&potential.q_scores) + 0.5 * distance).abs() < 1e-9);
        assert_eq!(potential.clouds, scene(width).clouds(128).unwrap());
        // Cells and points of both clouds, all with f.
        let step = 2.0 / side as f64;
        let mut points: Vec<([f64; 2], f64)> = Vec::new();
        for (cell, &f) in potential.values.iter().enumerate() {
            let (row, column) = (cell / side as usize, cell % side as usize);
            let [x, y] = [column, row].map(|place| (place as f64 + 0.5) * step - 1.0);
            points.push(([x, -y], f64::from(f)));
        }
        for (cloud, scores) in [
            (&potential.clouds.p, &potential.p_scores),
            (&potential.clouds.q, &potential.q_scores),
        ] {
            let pairs = cloud.chunks_exact(2).map(|pair| [pair[0], pair[1]]);
            points.extend(pairs.zip(scores.iter().copied()));
        }
        let mut noise = Noise::new(1, Purpose::Comparison, 0);
        let mut steepest: f64 = 0.0;
        for _ in 0..200_000 {
            let [(a, f), (b, g)] =
                [(); 2].map(|()| points[noise.below(points.len() as u64) as usize]);
            let length = apart(&a, &b);
            // Values of the grid have 24 bits.
            assert!((f - g).abs() <= length + 1e-6, "{a:?} {b:?}");
            if length > 0.1 {
                steepest = steepest.max((f - g).abs() / length);
            }
        }
        assert!(steepest > 0.99, "{steepest}");
    }
}

#[test]
fn plans_have_the_marginals_of_grains_and_points() {
    for (grains, count) in [(24, 240), (7, 50), (60, 60), (1, 9), (9, 1)] {
        let transport = scene(0.2).transport(grains, count).unwrap();
        let check = |plan: &Plan| {
            let mut leaves = vec![0.0; grains as usize];
            let mut arrives = vec![0.0; count as usize];
            let mut cost = 0.0;
            for (flow, &distance) in plan.flows.iter().zip(&plan.distances) {
                assert!(flow.mass > 0.0);
                leaves[flow.source] += flow.mass;
                arrives[flow.target] += flow.mass;
                let (grain, point) = (
                    &transport.q[2 * flow.source..],
                    &transport.p[2 * flow.target..],
                );
                assert!((distance - apart(grain, point)).abs() < 1e-12);
                cost += flow.mass * distance;
            }
            assert!(
                plan.flows
                    .is_sorted_by_key(|flow| (flow.source, flow.target))
            );
            assert!(
                leaves
                    .iter()
                    .all(|mass| (mass * grains as f64 - 1.0).abs() < 1e-9)
            );
            assert!(
                arrives
                    .iter()
                    .all(|mass| (mass * count as f64 - 1.0).abs() < 1e-9)
            );
            assert!((cost - plan.cost).abs() < 1e-12);
        };
        check(&transport.optimal);
        check(&transport.random);
        assert!(transport.optimal.cost <= transport.random.cost + 1e-12);
        if grains == count {
            let clouds = scene(0.2).clouds(count).unwrap();
            assert!((transport.optimal.cost - clouds.assignment.cost).abs() < 1e-9);
        }
    }
    let transport = scene(0.2).transport(24, 240).unwrap();
    assert!(transport.optimal.cost < 0.9 * transport.random.cost);
}

#[test]
fn flows_are_drawn_by_their_mass_so_that_their_mean_distance_tends_to_the_cost() {
    let plan = scene(0.2).transport(10, 40).unwrap().optimal;
    let mass: Vec<f64> = plan.flows.iter().map(|flow| flow.mass).collect();
    let drawn = draw_flows(&mass, 40_000, 3).unwrap();
    assert_eq!(drawn, draw_flows(&mass, 40_000, 3).unwrap());
    assert_ne!(drawn, draw_flows(&mass, 40_000, 4).unwrap());
    let distances: Vec<f64> = drawn.iter().map(|&flow| plan.distances[flow]).collect();
    // Five standard errors, no distance being longer than 2.
    assert!((mean(&distances) - plan.cost).abs() < 5.0 * 2.0 / 200.0);
    let mut counts = vec![0.0; mass.len()];
    drawn.iter().for_each(|&flow| counts[flow] += 1.0);
    for (count, mass) in counts.iter().zip(&mass) {
        let expected = 40_000.0 * mass;
        assert!(
            (count - expected).abs() < 5.0 * expected.sqrt(),
            "{count} {expected}"
        );
    }
    assert_eq!(draw_flows(&[0.0, 2.0, 0.0], 3, 0).unwrap(), [1, 1, 1]);
    for (mass, count, expected) in [
        (&[][..], 1, "`mass.length` is 0; it must be above 0"),
        (&[0.5, -0.5], 1, "`mass[1]` is -0.5"),
        (&[0.0], 1, "`mass.sum` is 0"),
        (
            &[1.0],
            0,
            "`count` is 0; it must be a whole number from 1 to 100000",
        ),
        (&[1.0], 100_001, "`count` is 100001"),
    ] {
        let error = draw_flows(mass, count, 0).unwrap_err().to_string();
        assert!(error.starts_with(expected), "{error}");
    }
}

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
    // Of equal ones: P(|normal| < distance / 2σ).
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
        // At last KL is mean squared distance to the curve / 2 blur².
        let [.., last_but_one, last] = found;
        let growth = last.kullback_leibler / last_but_one.kullback_leibler;
        assert!((growth - 100.0).abs() < 0.01, "{growth}");
        // By about the blur: that much of P lies where Q's density is not far above its own.
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
    // One that crosses the spine is as far from it, at blur 0, as any other.
    let crossing = Scene::new(&SPINE, &[-0.7, 0.4, 0.7, -0.4], 0.0).unwrap();
    assert_eq!(
        crossing.divergences(0.0).unwrap(),
        scene(0.0).divergences(0.0).unwrap()
    );
    assert!(crossing.divergences(1e-4).unwrap().total_variation > 0.99);
}

#[test]
fn densities_are_those_of_gaussians_the_top_row_first() {
    let side = 64;
    let scene = Scene::new(&[0.25, 0.5], &[-0.5, -0.25, -0.5, 0.25], 0.1).unwrap();
    let blur = 0.15;
    let found = scene.densities(blur, side).unwrap();
    let cell = 2.0 / side as f64;
    let square = 0.1 * 0.1 + blur * blur + 0.25 * cell * cell;
    for row in 0..side as usize {
        for column in 0..side as usize {
            let [x, y] = [column, row].map(|place| (place as f64 + 0.5) * cell - 1.0);
            let r2 = (x - 0.25) * (x - 0.25) + (-y - 0.5) * (-y - 0.5);
            let expected = (-0.5 * r2 / square).exp() / (2.0 * PI * square);
            let p = f64::from(found.p[row * side as usize + column]);
            // Nothing is added beyond 5 standard deviations.
            assert!(
                (p - expected).abs() < 1e-4,
                "{row} {column}: {p} {expected}"
            );
        }
    }
    for blur in [0.1, 0.0] {
        let found = Scene::new(&SPINE, &CURVE, 0.05)
            .unwrap()
            .densities(blur, side)
            .unwrap();
        for density in [&found.p, &found.q] {
            let mass: f64 = density.iter().map(|&x| f64::from(x)).sum::<f64>() * cell * cell;
            assert!((mass - 1.0).abs() < 0.01, "{mass}");
        }
    }
    let equal = Scene::new(&SPINE, &SPINE, 0.0)
        .unwrap()
        .densities(0.1, 16)
        .unwrap();
    assert_eq!(equal.p, equal.q);
}

#[test]
fn measures_outside_of_the_square_leave_the_grid_empty() {
    let away = Scene::new(&[9.0, 9.0], &[-9.0, 0.0, -9.0, 5.0], 0.1).unwrap();
    let found = away.densities(0.1, 16).unwrap();
    assert!(found.p.iter().chain(&found.q).all(|&x| x == 0.0));
}

#[test]
fn what_cannot_be_drawn_is_refused_by_name() {
    fn says<T: std::fmt::Debug>(result: Result<T, Error>, expected: &str) {
        let error = result.unwrap_err().to_string();
        assert!(error.starts_with(expected), "{error:?} is not {expected:?}");
    }
    let new = |spine: &[f64], curve: &[f64], width| Scene::new(spine, curve, width);
    says(
        new(&[], &CURVE, 0.1),
        "`spine.length` is 0; it must be an even number from 2 to 32",
    );
    says(new(&SPINE, &[0.1], 0.1), "`curve.length` is 1");
    says(new(&SPINE, &[0.0; 34], 0.1), "`curve.length` is 34");
    says(
        new(&[0.0, f64::NAN], &CURVE, 0.1),
        "`spine[1]` is NaN; it must be a number from -10 to 10",
    );
    says(new(&SPINE, &[11.0, 0.0], 0.1), "`curve[0]` is 11");
    for width in [-0.1, 10.1, f64::NAN, f64::INFINITY] {
        says(
            new(&SPINE, &CURVE, width),
            &format!("`width` is {width}; it must be a number from 0 to 10"),
        );
    }
    let scene = scene(0.1);
    let curve = Curve::new("control", &SPINE).unwrap();
    says(Curve::new("control", &[1.0]), "`control.length` is 1");
    says(
        curve.points(0),
        "`count` is 0; it must be a whole number from 1 to 4096",
    );
    says(curve.points(4097), "`count` is 4097");
    for count in [0, 513] {
        let allowed = format!("`count` is {count}; it must be a whole number from 1 to 512");
        says(scene.clouds(count), &allowed);
        says(scene.potential(count, 8), &allowed);
        says(scene.transport(3, count), &allowed);
        says(
            scene.transport(count, 3),
            &allowed.replace("count", "grains"),
        );
    }
    says(
        scene.potential(8, 1),
        "`side` is 1; it must be a whole number from 2 to 256",
    );
    says(scene.potential(8, 257), "`side` is 257");
    says(
        scene.densities(0.1, 1),
        "`side` is 1; it must be a whole number from 2 to 512",
    );
    says(scene.densities(0.1, 513), "`side` is 513");
    for blur in [-1.0, 11.0, f64::NAN] {
        says(
            scene.densities(blur, 8),
            &format!("`blur` is {blur}; it must be a number from 0 to 10"),
        );
        says(
            scene.divergences(blur),
            &format!("`blur` is {blur}; it must be 0, or a number from 1e-6"),
        );
    }
    says(scene.divergences(1e-7), "`blur` is 0.0000001; it must be 0");
}

#[test]
fn the_largest_scenes_stay_finite() {
    let spine = [-10.0, -10.0, 10.0, 10.0, -10.0, 10.0, 10.0, -10.0];
    let scene = Scene::new(&spine, &[10.0, 10.0], 10.0).unwrap();
    for blur in [1e-6, 10.0] {
        let found = scene.divergences(blur).unwrap();
        assert!(found.kullback_leibler.is_finite() && found.kullback_leibler > 0.0);
    }
    let tight = Scene::new(&spine, &[10.0, 10.0], 0.0).unwrap();
    assert!(
        tight
            .divergences(1e-6)
            .unwrap()
            .kullback_leibler
            .is_finite()
    );
    assert!(
        scene
            .densities(0.0, 32)
            .unwrap()
            .p
            .iter()
            .all(|x| x.is_finite())
    );
}
