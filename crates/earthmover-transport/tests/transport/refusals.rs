//! What is refused by name.

use super::*;

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
    let many = vec![0.0; MOST_POINTS + 1];
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
    assert_said(c_transform(&[1.0], &costs), "`real.length` is 1");
    assert_said(c_transform(&[0.0, nan], &costs), "`real[1]` is NaN");

    for divergence in [kullback_leibler, jensen_shannon, total_variation] {
        assert_said(divergence(&a, &b), "`q.length` is 3; it must be 2");
        assert_said(divergence(&a, &[0.5, 0.6]), "`q.sum` is 1.1; it must be 1");
        assert_said(divergence(&[nan, 1.0], &a), "`p[0]` is NaN");
        assert_said(divergence(&[-0.5, 1.5], &a), "`p[0]` is -0.5");
        assert_said(divergence(&[], &[]), "`p.length` is 0");
    }
}

#[test]
fn sums_may_differ_by_a_billionth_of_themselves() {
    let costs = Costs::new(1, 2, vec![1.0, 1.0]).unwrap();
    for sum in [1e-6, 1.0, 1e6] {
        let halves = |more: f64| [0.5 * sum * (1.0 + more); 2];
        let scaled = couple(&costs, &[sum], &halves(5e-10)).unwrap();
        for mass in scaled.dense() {
            assert!((mass / (0.5 * sum) - 1.0).abs() < 1e-12, "{mass} of {sum}");
        }
        assert_said(
            couple(&costs, &[sum], &halves(2e-9)),
            "`targetWeights.sum` is",
        );
    }
}

#[test]
fn a_funnel_names_what_it_refuses() {
    let at = [0.0; 4];
    let said = |centres: &[f64], dimension, text: &str| {
        assert_said(Funnel::new(centres, dimension), text);
    };
    said(&at, 0, "`dimension` is 0");
    said(&at, 3, "`centres.length` is 4; it must be a multiple of 3");
    said(&[], 2, "`centres.rows` is 0");
    said(&[0.0, f64::NAN], 2, "`centres[1]` is NaN");
    let funnel = Funnel::new(&at, 2).unwrap();
    assert_said(funnel.values(&at[..3]), "`points.length` is 3");
    assert_said(
        funnel.gradients(&[f64::INFINITY, 0.0]),
        "`points[0]` is inf",
    );
    assert_said(
        funnel.moved(&at, &[0.5]),
        "`shares.length` is 1; it must be 2",
    );
    assert_said(
        funnel.moved(&at, &[0.5, 1.5]),
        "`shares[1]` is 1.5; it must be a number from 0 to 1",
    );
}
