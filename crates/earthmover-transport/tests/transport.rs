//! Transport: figures that can be checked by hand, degenerate ones, and what is said of bad
//! arguments.

#![allow(missing_docs, clippy::unwrap_used)]

use earthmover_transport::noise::Noise;
use earthmover_transport::{
    Assigner, Costs, Flow, MAX_POINTS, Sinkhorn, assign, couple, critic_distance, entropy,
    jensen_shannon, kullback_leibler, line, sinkhorn, sliced, sliced_along, total_variation,
    wasserstein, weighted_line,
};

/// What is drawn is for a comparison.
const COMPARISON: u8 = 33;

fn numbers(count: usize, seed: u64) -> Vec<f64> {
    let mut noise = Noise::new(seed, COMPARISON, 0);
    (0..count).map(|_| noise.uniform()).collect()
}

#[test]
fn equal_rows_cost_nothing_and_near_ones_do_not() {
    let images: Vec<f32> = numbers(40 * 784, 1).iter().map(|&x| x as f32).collect();
    let costs = Costs::euclidean(&images, &images, 784).unwrap();
    for i in 0..40 {
        assert_eq!(costs.row(i)[i], 0.0);
        for j in 0..i {
            let naive = (0..784).map(|k| {
                let difference = f64::from(images[i * 784 + k]) - f64::from(images[j * 784 + k]);
                difference * difference
            });
            let naive = naive.sum::<f64>().sqrt();
            assert!((costs.row(i)[j] - naive).abs() < 1e-13 * naive);
            assert_eq!(costs.row(i)[j], costs.row(j)[i]);
        }
    }
    assert_eq!(costs.transposed(), costs);
    // One pixel, one bit.
    let next = f64::next_up(0.3);
    let costs = Costs::euclidean(&[0.3, 0.3], &[0.3, next], 2).unwrap();
    assert_eq!(costs.values(), [next - 0.3]);
    // Squares that underflow, or would overflow in less than 64 bits.
    let costs = Costs::euclidean(&[3e-200, 0.0], &[0.0, 4e-200], 2).unwrap();
    assert!((costs.values()[0] / 5e-200 - 1.0).abs() < 1e-15);
    let costs = Costs::euclidean(&[3e30f32, 0.0], &[0.0, 4e30], 2).unwrap();
    assert!((costs.values()[0] / 5e30 - 1.0).abs() < 1e-6);
}

#[test]
fn assignments_at_512_agree_with_the_simplex() {
    let (x, y) = (numbers(512 * 4, 2), numbers(512 * 4, 3));
    let costs = Costs::euclidean(&x, &y, 4).unwrap();
    let assignment = assign(&costs).unwrap();
    let uniform = vec![1.0 / 512.0; 512];
    let coupling = couple(&costs, &uniform, &uniform).unwrap();
    assert!((assignment.cost - coupling.cost).abs() < 1e-12);
    for potentials in [&assignment.potentials, &coupling.potentials] {
        let dual = potentials.dual_value(&uniform, &uniform).unwrap();
        assert!((dual - assignment.cost).abs() < 1e-12);
    }
}

#[test]
fn an_assignment_in_steps_is_the_assignment() {
    let costs = Costs::euclidean(&numbers(90 * 3, 10), &numbers(90 * 3, 11), 3).unwrap();
    let expected = assign(&costs).unwrap();
    let mut assigner = Assigner::new(costs.clone()).unwrap();
    let mut steps = 1;
    while assigner.advance(1) {
        steps += 1;
    }
    assert!(steps > 5, "{steps}");
    assert!(!assigner.advance(3));
    assert_eq!(assigner.finish(), Ok((costs.clone(), expected.clone())));
    // Whether asked to advance or not.
    let assigner = Assigner::new(costs.clone()).unwrap();
    assert_eq!(assigner.finish(), Ok((costs, expected)));
    assert_said(
        Assigner::new(Costs::new(1, 2, vec![0.0; 2]).unwrap()),
        "`costs.columns` is 2",
    );
}

#[test]
fn ties_everywhere_end() {
    // Costs that are all equal, or of two values, at sizes where cycling would show.
    for n in [1, 2, 100, 300] {
        let weights = vec![1.0; n];
        for values in [vec![1.0; n * n], vec![0.0; n * n]] {
            let expected = values[0];
            let costs = Costs::new(n, n, values).unwrap();
            assert_eq!(assign(&costs).unwrap().cost, expected);
            let coupling = couple(&costs, &weights, &weights).unwrap();
            assert_eq!(coupling.cost, expected * n as f64);
            assert_eq!(coupling.dense().iter().sum::<f64>(), n as f64);
        }
        let values = (0..n * n).map(|k| f64::from(u8::from((k * 7 + k / n) % 5 > 0)));
        let costs = Costs::new(n, n, values.collect()).unwrap();
        let assigned = assign(&costs).unwrap().cost;
        let coupled = couple(&costs, &weights, &weights).unwrap().cost;
        assert!((assigned * n as f64 - coupled).abs() < 1e-9);
    }
    // Costs that differ by a rounding.
    let values = (0..90_000).map(|k| 1.0 + f64::EPSILON * ((k * 31) % 7) as f64);
    let costs = Costs::new(300, 300, values.collect()).unwrap();
    assert!((assign(&costs).unwrap().cost - 1.0).abs() < 1e-14);
    let weights = vec![1.0 / 300.0; 300];
    assert!((couple(&costs, &weights, &weights).unwrap().cost - 1.0).abs() < 1e-12);
}

#[test]
fn couples_500_weighted_points_with_500() {
    let (x, y) = (numbers(500 * 2, 4), numbers(500 * 2, 5));
    let costs = Costs::euclidean(&x, &y, 2).unwrap();
    let (mut a, mut b) = (numbers(500, 6), numbers(500, 7));
    a[17] = 0.0;
    b[..100].fill(0.0);
    let ratio = a.iter().sum::<f64>() / b.iter().sum::<f64>();
    b.iter_mut().for_each(|b| *b *= ratio);
    let found = couple(&costs, &a, &b).unwrap();
    let dual = found.potentials.dual_value(&a, &b).unwrap();
    assert!((dual / found.cost - 1.0).abs() < 1e-12);
    assert!(
        found
            .plan
            .iter()
            .all(|flow| flow.source != 17 && flow.target >= 100)
    );
    for (i, phi) in found.potentials.source.iter().enumerate() {
        let row = costs.row(i).iter().zip(&found.potentials.target);
        assert!(row.into_iter().all(|(cost, psi)| phi + psi <= cost + 1e-13));
    }
}

/// Of POT's issue 229: arcs of 10³² that no good plan takes.
const DEAR: [[f64; 5]; 5] = [
    [
        2.50275352e02,
        3.74653218e02,
        2.41352736e03,
        1e32,
        1.51751540e-03,
    ],
    [
        2.13082030e02,
        3.28812836e02,
        2.29487946e03,
        1e32,
        1.37109800e-01,
    ],
    [
        1.97333083e02,
        3.09175848e02,
        2.24250550e03,
        1e32,
        2.46506283e00,
    ],
    [1e32, 1e32, 1e32, 5.26223432e00, 2.5e31],
    [3.84690152e01, 8.09465684e01, 3.33064175e02, 2.5e31, 0.0],
];
/// Its best plan sends the first three and the fifth to the last target, and the last source elsewhere.
const CHEAP: [f64; 7] = [
    DEAR[0][4], DEAR[1][4], DEAR[2][4], DEAR[3][3], DEAR[4][0], DEAR[4][1], DEAR[4][2],
];

/// Every order of so many things, by Heap's algorithm.
fn orders(count: usize) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut orders = vec![order.clone()];
    let mut turns = vec![0; count];
    let mut place = 0;
    while place < count {
        if turns[place] < place {
            let other = if place % 2 == 0 { 0 } else { turns[place] };
            order.swap(other, place);
            orders.push(order.clone());
            turns[place] += 1;
            place = 0;
        } else {
            turns[place] = 0;
            place += 1;
        }
    }
    orders
}

#[test]
fn arcs_that_are_too_dear_to_be_taken_take_no_digits() {
    let expected = CHEAP.iter().sum::<f64>() / 8.0;
    let orders = orders(5);
    assert_eq!(orders.len(), 120);
    for (rows, columns) in orders
        .iter()
        .flat_map(|a| orders.iter().map(move |b| (a, b)))
    {
        let values = rows
            .iter()
            .flat_map(|&i| columns.iter().map(move |&j| DEAR[i][j]));
        let costs = Costs::new(5, 5, values.collect()).unwrap();
        let masses = |order: &[usize]| -> Vec<f64> {
            let mass = |&place: &usize| if place == 4 { 0.5 } else { 0.125 };
            order.iter().map(mass).collect()
        };
        let (a, b) = (masses(rows), masses(columns));
        let found = couple(&costs, &a, &b).unwrap();
        assert!((found.cost - expected).abs() < 1e-12, "{}", found.cost);
        let dual = found.potentials.dual_value(&a, &b).unwrap();
        assert!((dual - expected).abs() < 1e-11, "{dual}");
        assert!(found.plan.len() <= 9, "{:?}", found.plan);
        let sums = found
            .dense()
            .chunks_exact(5)
            .map(|row| row.iter().sum())
            .collect::<Vec<f64>>();
        assert_eq!(sums, a);

        // The last of each as four of its kind is an assignment.
        let split = |order: &[usize]| -> Vec<usize> {
            let places = order
                .iter()
                .map(|&place| vec![place; if place == 4 { 4 } else { 1 }]);
            places.collect::<Vec<_>>().concat()
        };
        let (rows, columns) = (split(rows), split(columns));
        let values = rows
            .iter()
            .flat_map(|&i| columns.iter().map(move |&j| DEAR[i][j]));
        let costs = Costs::new(8, 8, values.collect()).unwrap();
        let found = assign(&costs).unwrap();
        assert!((found.cost - expected).abs() < 1e-12, "{}", found.cost);
    }
}

#[test]
fn what_is_lost_in_rounding_is_said() {
    // The first source must go to the first target, at a cost that hides whether the others may cross.
    let values = vec![1e40, 1e60, 1e60, 1e60, 1.0, 3.0, 1e60, 2.0, 1.0];
    let costs = Costs::new(3, 3, values).unwrap();
    for answer in [
        assign(&costs).map(|found| found.plan),
        couple(&costs, &[1.0; 3], &[1.0; 3])
            .map(|found| found.plan.iter().map(|flow| flow.target).collect()),
    ] {
        match answer {
            Ok(plan) => assert_eq!(plan, [0, 1, 2]),
            Err(error) => assert!(
                error.to_string().contains("`costs` is of sizes up to 1e60"),
                "{error}"
            ),
        }
    }
}

#[test]
fn masses_of_every_size_are_moved() {
    let costs = Costs::euclidean(&[0.0, 1.0], &[0.0, 3.0], 1).unwrap();
    let found = couple(&costs, &[1e-30, 1.0], &[1.0, 1e-30]).unwrap();
    let flow = |source, target, mass| Flow {
        source,
        target,
        mass,
    };
    assert_eq!(found.plan.last(), Some(&flow(1, 1, 1e-30)));
    assert!((found.cost - 1.0).abs() < 1e-15);
    for total in [1e-90, 1e90] {
        let found = couple(&costs, &[total, 0.0], &[0.0, total]).unwrap();
        assert_eq!(found.plan, [flow(0, 1, total)]);
        assert_eq!(found.cost, 3.0 * total);
    }
}

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
    let near = kullback_leibler(&[0.5, 0.5], &[0.5 + 1e-6, 0.5 - 1e-6]).unwrap();
    assert!((near / 2e-12 - 1.0).abs() < 1e-3, "{near}");
}

#[track_caller]
fn assert_said<T: std::fmt::Debug>(answer: Result<T, earthmover_transport::Error>, expected: &str) {
    let error = answer.unwrap_err();
    assert!(matches!(error, earthmover_transport::Error::Argument(_)));
    let message = error.to_string();
    assert!(message.contains(expected), "{message}");
}

#[test]
fn bad_points_and_costs_are_named() {
    let nan = f64::NAN;
    let euclidean = |x: &[f64], y: &[f64], d| Costs::euclidean(x, y, d);
    let x = [0.0; 6];
    assert_said(euclidean(&x, &x, 0), "`dimension` is 0");
    assert_said(
        euclidean(&x, &x, 4),
        "`source.length` is 6; it must be a multiple of 4",
    );
    assert_said(euclidean(&[], &x, 2), "`source.rows` is 0");
    assert_said(euclidean(&x, &[], 2), "`target.rows` is 0");
    assert_said(euclidean(&x, &[0.0, nan], 2), "`target[1]` is NaN");
    assert_said(euclidean(&[f64::INFINITY], &x, 1), "`source[0]` is inf");
    assert_said(euclidean(&[1e101], &x, 1), "from -1e100 to 1e100");
    let many = vec![0.0; MAX_POINTS + 1];
    assert_said(euclidean(&many, &x, 1), "`source.rows` is 4097");
    assert_said(
        wasserstein(&x, &x[..4], 2),
        "`costs.columns` is 2; it must be 3",
    );
    assert_said(Costs::new(0, 2, vec![]), "`rows` is 0");
    assert_said(Costs::new(2, 5000, vec![]), "`columns` is 5000");
    assert_said(
        Costs::new(2, 2, vec![0.0; 3]),
        "`costs.length` is 3; it must be 4",
    );
    assert_said(Costs::new(1, 2, vec![0.0, -1.0]), "`costs[1]` is -1");
    assert_said(Costs::new(1, 2, vec![nan, 0.0]), "`costs[0]` is NaN");
    assert_said(line(&[], &[1.0]), "`x.length` is 0");
    assert_said(line(&[1.0], &[nan]), "`y[0]` is NaN");
    assert_said(sliced(&x, &x, 2, 0, 0), "`projections` is 0");
    assert_said(sliced(&x, &x, 2, 100_000, 0), "`projections` is 100000");
    assert_said(sliced(&x, &[nan], 1, 1, 0), "`target[0]` is NaN");
    assert_said(sliced_along(&x, &x, 2, &[1.0]), "`directions.length` is 1");
    assert_said(sliced_along(&x, &x, 2, &[]), "`directions.rows` is 0");
}

#[test]
fn bad_weights_settings_and_scores_are_named() {
    let nan = f64::NAN;
    let costs = Costs::new(2, 3, vec![1.0; 6]).unwrap();
    let (a, b) = ([0.5, 0.5], [0.5, 0.25, 0.25]);
    let couple = |a: &[f64], b: &[f64]| couple(&costs, a, b);
    assert_said(
        couple(&a[..1], &b),
        "`sourceWeights.length` is 1; it must be 2",
    );
    assert_said(
        couple(&a, &b[..2]),
        "`targetWeights.length` is 2; it must be 3",
    );
    assert_said(couple(&[1.5, -0.5], &b), "`sourceWeights[1]` is -0.5");
    assert_said(couple(&a, &[nan, 0.5, 0.5]), "`targetWeights[0]` is NaN");
    assert_said(
        couple(&a, &[f64::INFINITY, 0.5, 0.5]),
        "`targetWeights[0]` is inf",
    );
    assert_said(couple(&[0.0, 0.0], &b), "`sourceWeights.sum` is 0");
    assert_said(
        couple(&a, &[0.5, 0.5, 0.5]),
        "`targetWeights.sum` is 1.5; it must be 1,",
    );
    let exact = couple(&a, &b).unwrap();
    assert_said(
        exact.potentials.dual_value(&b, &a),
        "`sourceWeights.length` is 3",
    );
    let narrow = Costs::new(1, 1, vec![0.0]).unwrap();
    assert_said(exact.potentials.critic(&narrow), "`toTargets.columns` is 1");

    let with = |settings| sinkhorn(&costs, &a, &b, settings);
    let settings = Sinkhorn::default();
    for epsilon in [0.0, -1.0, nan, f64::INFINITY, 1e101, 1e-8] {
        assert_said(
            with(Sinkhorn {
                epsilon,
                ..settings
            }),
            "`epsilon` is ",
        );
    }
    for tolerance in [0.0, nan] {
        assert_said(
            with(Sinkhorn {
                tolerance,
                ..settings
            }),
            "`tolerance` is ",
        );
    }
    let iterations = 0;
    assert_said(
        with(Sinkhorn {
            iterations,
            ..settings
        }),
        "`iterations` is 0",
    );
    assert_said(
        sinkhorn(&costs, &a, &a, settings),
        "`targetWeights.length` is 2",
    );

    let unequal = weighted_line(&[0.0], &[1.0], &[0.0], &[2.0]);
    assert_said(unequal, "`targetWeights.sum` is 2");
    assert_said(critic_distance(&[1.0], &b, &costs), "`real.length` is 1");
    assert_said(critic_distance(&a, &a, &costs), "`fake.length` is 2");
    assert_said(critic_distance(&[nan, 0.0], &b, &costs), "`real[0]` is NaN");

    for divergence in [kullback_leibler, jensen_shannon, total_variation] {
        assert_said(divergence(&a, &b), "`q.length` is 3; it must be 2");
        assert_said(divergence(&a, &[0.5, 0.6]), "`q.sum` is 1.1; it must be 1");
        assert_said(divergence(&[nan, 1.0], &a), "`p[0]` is NaN");
        assert_said(divergence(&[-0.5, 1.5], &a), "`p[0]` is -0.5");
        assert_said(divergence(&[], &[]), "`p.length` is 0");
    }
}
