//! The dual on the line: laws, shapes that can be checked by hand, and what is said of bad arguments.

#![allow(missing_docs, clippy::unwrap_used)]

use earthmover_figures::Error;
use earthmover_figures::interval::{mixture, spacing};
use earthmover_transport::{line_dual, line_gap, weighted_line};
use proptest::collection::vec;
use proptest::prelude::*;

fn masses(count: usize) -> impl Strategy<Value = Vec<f64>> {
    let mass = prop_oneof![
        2 => Just(0.0),
        1 => (1u8..4).prop_map(f64::from),
        2 => 0.0..3.0,
    ];
    vec(mass, count).prop_map(|mut masses| {
        masses[0] += 1e-3;
        let sum: f64 = masses.iter().sum();
        masses.into_iter().map(|mass| mass / sum).collect()
    })
}

fn places(count: usize, spacing: f64) -> Vec<f64> {
    (0..count).map(|place| place as f64 * spacing).collect()
}

fn mean(f: &[f64], p: &[f64]) -> f64 {
    f.iter().zip(p).map(|(f, p)| f * p).sum()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 512,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_potential_is_1_lipschitz_and_its_gap_the_distance(
        (p, q) in (2usize..40).prop_flat_map(|count| (masses(count), masses(count))),
        spacing in 1e-3..10.0,
    ) {
        let x = places(p.len(), spacing);
        let distance = weighted_line(&x, &p, &x, &q).unwrap();
        let dual = line_dual(&p, &q, spacing).unwrap();
        prop_assert!((dual.distance - distance).abs() <= 1e-9);
        let found = line_gap(&p, &q, &dual.potential, spacing).unwrap();
        prop_assert!((found.gap - distance).abs() <= 1e-9);
        prop_assert!(found.steepest <= 1.0 + 1e-9);
        prop_assert_eq!(found.violations, 0.0);
        prop_assert!((mean(&dual.potential, &p) - 0.5 * distance).abs() <= 1e-9);
        prop_assert!((mean(&dual.potential, &q) + 0.5 * distance).abs() <= 1e-9);
    }

    #[test]
    fn no_1_lipschitz_critic_has_a_larger_gap(
        (p, q, slopes) in (2usize..40).prop_flat_map(|count| {
            (masses(count), masses(count), vec(-1.0..1.0, count - 1))
        }),
        zero in -1e3..1e3,
    ) {
        let mut f = vec![zero];
        slopes.iter().for_each(|slope: &f64| f.push(f[f.len() - 1] + 0.1 * slope));
        let found = line_gap(&p, &q, &f, 0.1).unwrap();
        let distance = line_dual(&p, &q, 0.1).unwrap().distance;
        prop_assert!(found.gap <= distance + 1e-9);
        for (found, slope) in found.slopes.iter().zip(&slopes) {
            prop_assert!((found - slope.abs()).abs() < 1e-9);
        }
        // A critic three times as steep has three times the gap.
        let steep: Vec<f64> = f.iter().map(|f| 3.0 * f).collect();
        let steep = line_gap(&p, &q, &steep, 0.1).unwrap();
        prop_assert!((steep.gap - 3.0 * found.gap).abs() < 1e-9);
        prop_assert!((steep.steepest - 3.0 * found.steepest).abs() < 1e-9);
    }
}

#[test]
fn mass_that_moves_to_the_right_makes_the_potential_rise() {
    let (p, q) = ([0.0, 0.0, 0.5, 0.5], [1.0, 0.0, 0.0, 0.0]);
    let dual = line_dual(&p, &q, 0.5).unwrap();
    assert_eq!(dual.distance, 1.25);
    assert_eq!(dual.potential, [-0.625, -0.125, 0.375, 0.875]);
    let back = line_dual(&q, &p, 0.5).unwrap();
    let negative: Vec<f64> = dual.potential.iter().map(|f| -f).collect();
    assert_eq!((back.distance, back.potential), (1.25, negative));
    // The potential is level where as much of p lies below as of q.
    let dual = line_dual(&[0.5, 0.0, 0.0, 0.5], &[0.0, 0.5, 0.0, 0.5], 1.0).unwrap();
    assert_eq!(dual.potential, [0.75, -0.25, -0.25, -0.25]);
    assert_eq!(line_dual(&p, &p, 1.0).unwrap().potential, [0.0; 4]);
}

#[test]
fn slopes_above_1_are_counted() {
    let found = line_gap(&[0.0, 0.0, 1.0], &[1.0, 0.0, 0.0], &[1.0, 2.0, -1.0], 1.0).unwrap();
    assert_eq!(found.gap, -2.0);
    assert_eq!(found.slopes, [1.0, 3.0]);
    assert_eq!((found.steepest, found.violations), (3.0, 0.5));
}

#[test]
fn a_mixture_has_the_moments_of_its_normals() {
    let points = 401;
    let step = spacing("points", points).unwrap();
    assert_eq!(step, 0.005);
    let masses = mixture(&[-0.4, 0.5], &[0.1, 0.05], &[1.0, 3.0], points).unwrap();
    assert!((masses.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    let place = |k: usize| k as f64 * step - 1.0;
    let moment = |power: i32| -> f64 {
        let terms = masses.iter().enumerate();
        terms.map(|(k, mass)| mass * place(k).powi(power)).sum()
    };
    assert!((moment(1) - (0.25 * -0.4 + 0.75 * 0.5)).abs() < 1e-6);
    let square = 0.25 * (0.16 + 0.01) + 0.75 * (0.25 + 0.0025);
    // A cell has a width too, a twelfth of whose square adds to the variance.
    assert!((moment(2) - square).abs() < 1e-5, "{} {square}", moment(2));
    // The distance between two normals of equal width is how far apart they are.
    let near = mixture(&[-0.1], &[0.1], &[1.0], points).unwrap();
    let far = mixture(&[0.2], &[0.1], &[1.0], points).unwrap();
    assert!((line_dual(&far, &near, step).unwrap().distance - 0.3).abs() < 1e-6);
    // A normal far narrower than a spacing lies at one place or two.
    let narrow = mixture(&[0.0], &[1e-3], &[2.0], 5).unwrap();
    assert_eq!(narrow, [0.0, 0.0, 1.0, 0.0, 0.0]);
    // A wide normal is nearly uniform, and a place at an end has half of what the others have.
    let wide = mixture(&[0.0], &[10.0], &[1.0], 5).unwrap();
    assert!((wide[2] - 0.25).abs() < 1e-3 && (wide[0] - 0.125).abs() < 1e-3);
}

#[test]
fn what_is_no_distribution_or_critic_is_refused_by_name() {
    fn says<T: std::fmt::Debug>(result: Result<T, Error>, expected: &str) {
        let error = result.unwrap_err().to_string();
        assert!(error.starts_with(expected), "{error:?} is not {expected:?}");
    }
    let half = [0.5, 0.5];
    says(
        line_dual(&[1.0], &[1.0], 1.0),
        "`p.length` is 1; it must be at least 2",
    );
    says(
        line_dual(&half, &[1.0], 1.0),
        "`q.length` is 1; it must be 2",
    );
    says(
        line_dual(&[0.5, 0.6], &half, 1.0),
        "`p.sum` is 1.1; it must be 1",
    );
    says(line_dual(&half, &[1.5, -0.5], 1.0), "`q[1]` is -0.5");
    says(line_dual(&half, &[f64::NAN, 0.5], 1.0), "`q[0]` is NaN");
    for spacing in [0.0, 1e-101, -1.0, f64::NAN, f64::INFINITY] {
        says(line_dual(&half, &half, spacing), "`spacing` is ");
    }
    says(
        line_gap(&half, &half, &[0.0], 1.0),
        "`f.length` is 1; it must be 2",
    );
    says(
        line_gap(&half, &half, &[0.0, f64::INFINITY], 1.0),
        "`f[1]` is inf",
    );
    says(
        mixture(&[], &[], &[], 5),
        "`means.length` is 0; it must be a whole number from 1 to 64",
    );
    says(mixture(&[0.0; 65], &[], &[], 5), "`means.length` is 65");
    says(
        mixture(&[1.5], &[0.1], &[1.0], 5),
        "`means[0]` is 1.5; it must be a number from -1 to 1",
    );
    says(
        mixture(&[0.0], &[], &[1.0], 5),
        "`widths.length` is 0; it must be 1, one for each of `means`",
    );
    says(
        mixture(&[0.0], &[0.0], &[1.0], 5),
        "`widths[0]` is 0; it must be a number from 0.001 to 10",
    );
    says(
        mixture(&[0.0], &[f64::NAN], &[1.0], 5),
        "`widths[0]` is NaN",
    );
    says(
        mixture(&[0.0], &[0.1], &[1.0, 1.0], 5),
        "`weights.length` is 2",
    );
    says(mixture(&[0.0], &[0.1], &[-1.0], 5), "`weights[0]` is -1");
    says(
        mixture(&[0.0, 0.1], &[0.1; 2], &[0.0; 2], 5),
        "`weights.largest` is 0; it must be at least 1e-6",
    );
    for points in [1, 4097] {
        says(
            mixture(&[0.0], &[0.1], &[1.0], points),
            &format!("`points` is {points}"),
        );
    }
    says(
        spacing("p.length", 1),
        "`p.length` is 1; it must be a whole number from 2 to 4096",
    );
}
