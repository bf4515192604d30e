//! Densities on a grid.

use std::f64::consts::PI;

use earthmover_figures::plane::Scene;

use super::{CURVE, SPINE};

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
