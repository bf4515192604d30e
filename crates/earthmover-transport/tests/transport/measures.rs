//! What is measured beside the exact distance.

use super::*;

#[test]
fn a_critic_distance_by_hand() {
    let costs = Costs::euclidean(&[0.0, 4.0], &[1.0, 4.0], 1).unwrap();
    let found = critic_distance(&[3.0, 1.0], &[0.0, 1.0], &costs).unwrap();
    // Slopes 3/1, 2/4 and 1/3; the pair at distance 0 has equal scores, and does not count.
    assert_eq!((found.gap, found.slope), (1.5, 3.0));
    assert_eq!(found.distance, 0.5);
    // A gap that is not above 0 certifies nothing.
    let found = critic_distance(&[0.0, 1.0], &[1.0, 1.0], &costs).unwrap();
    assert_eq!((found.gap, found.distance), (-0.5, 0.0));
    // Nor do scores that are no function of the image.
    let found = critic_distance(&[3.0, 2.0], &[0.0, 1.0], &costs).unwrap();
    assert_eq!((found.slope, found.distance), (f64::INFINITY, 0.0));
    // The zero of the critic does not count, however far.
    let found = critic_distance(&[1e12 + 3.0, 1e12 + 1.0], &[1e12, 1e12 + 1.0], &costs).unwrap();
    assert_eq!((found.gap, found.slope), (1.5, 3.0));
    let nothing = Costs::new(1, 1, vec![0.0]).unwrap();
    let found = critic_distance(&[1.0], &[1.0], &nothing).unwrap();
    assert_eq!((found.gap, found.slope), (0.0, f64::NEG_INFINITY));
    assert_eq!(found.distance, 0.0);
}

#[test]
fn sinkhorn_says_when_it_did_not_converge() {
    let costs = Costs::euclidean(&numbers(20, 8), &numbers(20, 9), 1).unwrap();
    let weights = vec![0.05; 20];
    let run = |epsilon, iterations| {
        let settings = Sinkhorn {
            epsilon,
            iterations,
            tolerance: 1e-9,
        };
        sinkhorn(&costs, &weights, &weights, settings).unwrap()
    };
    let stopped = run(1e-3, 3);
    assert!(!stopped.converged && stopped.marginal_error > 1e-9);
    assert_eq!(stopped.iterations, 3);
    let least = 1.1e-6 * costs.values().iter().copied().fold(0.0, f64::max);
    assert!(run(least, 50).cost.is_finite());
    let done = run(1.0, 1000);
    assert!(done.converged && done.iterations < 1000);
    // With much entropy the plan is a ⊗ b.
    assert!(
        run(1e6, 10)
            .plan
            .iter()
            .all(|mass| (mass - 0.0025).abs() < 1e-8)
    );
}

#[test]
fn sinkhorn_is_finite_where_there_is_no_mass() {
    let costs = Costs::euclidean(&[0.0, 1.0, 1e4], &[0.0, 2.0, -1e4], 1).unwrap();
    for iterations in [1, 2, 100] {
        let settings = Sinkhorn {
            epsilon: 0.03,
            iterations,
            tolerance: 1e-12,
        };
        let (a, b) = ([0.5, 0.5, 0.0], [1e-320, 1.0, 0.0]);
        let found = sinkhorn(&costs, &a, &b, settings).unwrap();
        assert!(found.marginal_error.is_finite());
        assert!((found.cost - 1.5).abs() < 1e-12, "{}", found.cost);
        let potentials = [found.potentials.source, found.potentials.target].concat();
        assert!(potentials.iter().all(|potential| potential.is_finite()));
        assert!(found.plan[6..].iter().all(|&mass| mass == 0.0));
    }
}

#[test]
fn a_seed_gives_one_sliced_distance() {
    let (x, y) = (numbers(60, 1), numbers(90, 2));
    let distance = |projections, seed| sliced(&x, &y, 3, projections, seed).unwrap();
    assert_eq!(distance(8, 1), distance(8, 1));
    assert_ne!(distance(8, 1), distance(8, 2));
    // In a plane, the mean of |cos| over directions is 2/π.
    let apart = sliced(&[0.0, 0.0], &[3.0, 4.0], 2, 20_000, 0).unwrap();
    assert!(
        (apart - 10.0 / std::f64::consts::PI).abs() < 0.05,
        "{apart}"
    );
}

#[test]
fn divergences_are_infinite_where_they_are_and_not_before() {
    let infinite = kullback_leibler(&[0.5, 0.5], &[1.0, 0.0]).unwrap();
    assert_eq!(infinite, f64::INFINITY);
    let large = kullback_leibler(&[1.0, 0.0], &[1e-320, 1.0]).unwrap();
    assert!(
        (large - 320.0 * std::f64::consts::LN_10).abs() < 0.01,
        "{large}"
    );
    let apart = jensen_shannon(&[1.0, 0.0], &[0.0, 1.0]).unwrap();
    assert_eq!(apart, std::f64::consts::LN_2);
    assert_eq!(total_variation(&[1.0, 0.0], &[0.0, 1.0]), Ok(1.0));
    assert_eq!(entropy(&[0.0, 1.0]), Ok(0.0));
    let half = entropy(&[0.5, 0.5]).unwrap();
    assert!((half - std::f64::consts::LN_2).abs() < 1e-15);
    // Near 0, where a difference of logarithms would be all rounding.
    let near = kullback_leibler(&[0.2, 0.8], &[0.2 + 1e-8, 0.8 - 1e-8]).unwrap();
    let expected = 0.5e-16 * (1.0 / 0.2 + 1.0 / 0.8);
    assert!((near / expected - 1.0).abs() < 1e-3, "{near}");
}
