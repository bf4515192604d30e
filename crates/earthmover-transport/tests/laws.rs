//! Laws of transport and of divergences, on points that often coincide or tie.

#![allow(missing_docs, clippy::unwrap_used)]

use earthmover_transport::{
    Costs, Funnel, Potentials, Sinkhorn, assign, c_transform, couple, critic_distance, entropy,
    jensen_shannon, kullback_leibler, line, sinkhorn, sliced, total_variation, wasserstein,
    weighted_line,
};
use proptest::collection::vec;
use proptest::prelude::*;

/// By how much sums of a few hundred numbers of size about 10 may differ in rounding.
const ROUNDING: f64 = 1e-11;

/// Two to four batches of `count` points each in the same space, often on a small lattice.
fn batches<const N: usize>(counts: [usize; N]) -> impl Strategy<Value = ([Vec<f64>; N], usize)> {
    (1usize..4, any::<bool>()).prop_flat_map(move |(dimension, lattice)| {
        let coordinate = if lattice {
            (0i32..3).prop_map(f64::from).boxed()
        } else {
            (-5.0..5.0).boxed()
        };
        let batch = |count: usize| vec(coordinate.clone(), count * dimension);
        let batches = counts.map(|count| batch(count).boxed());
        (batches, Just(dimension))
    })
}

fn equal_batches<const N: usize>() -> impl Strategy<Value = ([Vec<f64>; N], usize)> {
    (1usize..14).prop_flat_map(|count| batches([count; N]))
}

/// Two batches of two sizes, with masses that sum to 1 each: some 0, some equal.
fn measures() -> impl Strategy<Value = Measures> {
    (1usize..12, 1usize..12).prop_flat_map(|(n, m)| {
        (batches([n, m]), distribution(n), distribution(m)).prop_map(
            |(([x, y], dimension), a, b)| Measures {
                costs: Costs::euclidean(&x, &y, dimension).unwrap(),
                a,
                b,
            },
        )
    })
}

#[derive(Clone, Debug)]
struct Measures {
    costs: Costs,
    a: Vec<f64>,
    b: Vec<f64>,
}

fn distribution(count: usize) -> impl Strategy<Value = Vec<f64>> {
    let mass = prop_oneof![
        1 => Just(0.0),
        2 => (1u8..4).prop_map(f64::from),
        3 => 0.0..3.0,
    ];
    vec(mass, count).prop_map(|mut masses| {
        if masses.iter().sum::<f64>() < 0.1 {
            masses[0] = 1.0;
        }
        let sum: f64 = masses.iter().sum();
        masses.into_iter().map(|mass| mass / sum).collect()
    })
}

fn distributions<const N: usize>() -> impl Strategy<Value = [Vec<f64>; N]> {
    (1usize..10).prop_flat_map(|count| [(); N].map(|()| distribution(count).boxed()))
}

fn w1(x: &[f64], y: &[f64], dimension: usize) -> f64 {
    wasserstein(x, y, dimension).unwrap().cost
}

fn uniform(count: usize) -> Vec<f64> {
    vec![1.0 / count as f64; count]
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= ROUNDING
}

fn assert_feasible(potentials: &Potentials, costs: &Costs) {
    for (i, phi) in potentials.source.iter().enumerate() {
        for (psi, cost) in potentials.target.iter().zip(costs.row(i)) {
            assert!(phi + psi <= cost + ROUNDING, "{phi} + {psi} > {cost}");
        }
    }
}

fn assert_marginals(plan: &[f64], a: &[f64], b: &[f64]) {
    for (row, weight) in plan.chunks_exact(b.len()).zip(a) {
        assert!(close(row.iter().sum(), *weight));
    }
    for (j, weight) in b.iter().enumerate() {
        assert!(close(plan[j..].iter().step_by(b.len()).sum(), *weight));
    }
}

/// The points of `batch` in another order: the last first, then rotated `by` so many.
fn shuffled(batch: &[f64], dimension: usize, by: usize) -> Vec<f64> {
    let mut rows: Vec<&[f64]> = batch.chunks_exact(dimension).collect();
    rows.reverse();
    let by = by % rows.len();
    rows.rotate_left(by);
    rows.concat()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 512,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn an_assignment_is_a_permutation_whose_cost_is_its_dual_value(
        ([x, y], dimension) in equal_batches::<2>()
    ) {
        let costs = Costs::euclidean(&x, &y, dimension).unwrap();
        let found = assign(&costs).unwrap();
        let mut targets = found.plan.clone();
        targets.sort_unstable();
        prop_assert!(targets.into_iter().eq(0..costs.rows()));
        let uniform = uniform(costs.rows());
        let dual = found.potentials.dual_value(&uniform, &uniform).unwrap();
        prop_assert!(close(found.cost, dual), "{} {dual}", found.cost);
        assert_feasible(&found.potentials, &costs);
    }

    #[test]
    fn a_coupling_has_its_marginals_and_its_cost_is_its_dual_value(measures in measures()) {
        let Measures { costs, a, b } = measures;
        let found = couple(&costs, &a, &b).unwrap();
        assert_marginals(&found.dense(), &a, &b);
        prop_assert!(found.plan.len() < costs.rows() + costs.columns());
        prop_assert!(found.plan.iter().all(|flow| flow.mass > 0.0));
        let dual = found.potentials.dual_value(&a, &b).unwrap();
        prop_assert!(close(found.cost, dual), "{} {dual}", found.cost);
        assert_feasible(&found.potentials, &costs);
    }

    #[test]
    fn coupling_uniform_batches_is_assigning_them(([x, y], dimension) in equal_batches::<2>()) {
        let costs = Costs::euclidean(&x, &y, dimension).unwrap();
        let uniform = uniform(costs.rows());
        let coupling = couple(&costs, &uniform, &uniform).unwrap();
        prop_assert!(close(coupling.cost, assign(&costs).unwrap().cost));
    }

    #[test]
    fn a_coupling_does_not_depend_on_costs_being_distances(
        (costs, a, b) in (1usize..9, 1usize..9).prop_flat_map(|(n, m)| {
            let costs = vec(prop_oneof![Just(0.0), 0.0..9.0, Just(9.0)], n * m);
            let costs = costs.prop_map(move |values| Costs::new(n, m, values).unwrap());
            (costs, distribution(n), distribution(m))
        })
    ) {
        let found = couple(&costs, &a, &b).unwrap();
        assert_marginals(&found.dense(), &a, &b);
        assert_feasible(&found.potentials, &costs);
        prop_assert!(close(found.cost, found.potentials.dual_value(&a, &b).unwrap()));
    }

    #[test]
    fn the_exact_distance_is_a_metric(([x, y, z], dimension) in equal_batches::<3>()) {
        let distance = |x: &[f64], y: &[f64]| w1(x, y, dimension);
        prop_assert!(close(distance(&x, &y), distance(&y, &x)));
        prop_assert_eq!(distance(&x, &x), 0.0);
        prop_assert!(distance(&x, &z) <= distance(&x, &y) + distance(&y, &z) + ROUNDING);
        // 0 only between equal multisets.
        let sorted = |batch: &[f64]| {
            let mut rows: Vec<Vec<f64>> = batch.chunks(dimension).map(<[f64]>::to_vec).collect();
            rows.sort_unstable_by(|a, b| a.partial_cmp(b).unwrap());
            rows
        };
        prop_assert_eq!(distance(&x, &y) == 0.0, sorted(&x) == sorted(&y));
    }

    #[test]
    fn the_order_of_a_batch_does_not_count(
        ([x, y], dimension) in equal_batches::<2>(), by in 0usize..14
    ) {
        let turned = shuffled(&x, dimension, by);
        prop_assert!(close(w1(&x, &y, dimension), w1(&turned, &y, dimension)));
        prop_assert_eq!(w1(&x, &turned, dimension), 0.0);
        let sliced = |x: &[f64]| sliced(x, &y, dimension, 3, 5).unwrap();
        prop_assert!(close(sliced(&x), sliced(&turned)));
    }

    #[test]
    fn moving_all_points_by_one_vector_costs_its_length(
        ([x], dimension) in equal_batches::<1>(), by in 0.0..4.0
    ) {
        let moved: Vec<f64> = x.iter().map(|x| x + by).collect();
        let length = by * (dimension as f64).sqrt();
        prop_assert!(close(w1(&x, &moved, dimension), length));
    }

    #[test]
    fn the_critic_of_the_potentials_is_1_lipschitz_and_its_gap_is_the_distance(
        ([x, y], dimension) in equal_batches::<2>()
    ) {
        let exact = wasserstein(&x, &y, dimension).unwrap();
        let to_targets = |z: &[f64]| Costs::euclidean(z, &y, dimension).unwrap();
        // At the samples and at points elsewhere.
        let elsewhere: Vec<f64> = x.iter().zip(&y).map(|(x, y)| 0.3 * x + 0.9 * y).collect();
        let points = [&x[..], &y, &elsewhere].concat();
        let scores = exact.potentials.critic(&to_targets(&points)).unwrap();
        let distances = Costs::euclidean(&points, &points, dimension).unwrap();
        for (i, f) in scores.iter().enumerate() {
            for (g, distance) in scores.iter().zip(distances.row(i)) {
                prop_assert!((f - g).abs() <= distance + ROUNDING);
            }
        }
        let n = exact.plan.len();
        let critic = critic_distance(&scores[..n], &scores[n..2 * n], &to_targets(&x)).unwrap();
        prop_assert!(close(critic.gap, exact.cost));
        prop_assert!(close(critic.distance, exact.cost));
        // At the samples it is the potentials, from both sides.
        let mean = scores[..2 * n].iter().sum::<f64>() / (2 * n) as f64;
        let [sources, targets] = exact.potentials.critic_at_samples(mean);
        for (f, at_sample) in scores.iter().zip(sources.iter().chain(&targets)) {
            prop_assert!((f - at_sample).abs() <= 2.0 * n as f64 * ROUNDING, "{f} {at_sample}");
        }
    }

    #[test]
    fn no_critic_certifies_more_than_the_exact_distance(
        (([x, y], dimension), real, fake) in (1usize..14, -3i32..4).prop_flat_map(|(n, power)| {
            let score = (-1.0..1.0).prop_map(move |f: f64| (f * 10f64.powi(power)) as f32);
            (batches([n, n]), vec(score.clone(), n), vec(score, n))
        })
    ) {
        let costs = Costs::euclidean(&x, &y, dimension).unwrap();
        let critic = critic_distance(&real, &fake, &costs).unwrap();
        let exact = assign(&costs).unwrap().cost;
        prop_assert!(critic.distance <= exact + 1e-9, "{critic:?} {exact}");
        prop_assert!(critic.distance >= 0.0);
        // The scale and the zero of a critic do not count.
        let other = |scores: &[f32]| -> Vec<f64> {
            scores.iter().map(|&f| 3.0 * f64::from(f) + 1.0).collect()
        };
        let scaled = critic_distance(&other(&real), &other(&fake), &costs).unwrap();
        prop_assert!((scaled.distance - critic.distance).abs() <= 1e-9 * (1.0 + exact));
    }

    #[test]
    fn a_c_transform_certifies_the_most_that_scores_of_one_side_can(
        (([x, y], dimension), real) in (1usize..14).prop_flat_map(|n| {
            (batches([n, n]), vec(-3.0..3.0, n))
        })
    ) {
        let costs = Costs::euclidean(&x, &y, dimension).unwrap();
        let fake = c_transform(&real, &costs).unwrap();
        let exact = assign(&costs).unwrap();
        let mean = |scores: &[f64]| scores.iter().sum::<f64>() / scores.len() as f64;
        let gap = mean(&real) - mean(&fake);
        prop_assert!(gap <= exact.cost + 1e-9, "{gap} {}", exact.cost);
        // Each score is held by one of the others: none may be lower.
        for (column, g) in fake.iter().enumerate() {
            let slack = |row: usize| costs.row(row)[column] - (real[row] - g);
            let least = (0..real.len()).map(slack).fold(f64::INFINITY, f64::min);
            prop_assert!(least.abs() <= 1e-9, "{least}");
        }
        // What the best critic has at the real points gives the exact distance back.
        let [best, _] = exact.potentials.critic_at_samples(0.0);
        let gap = mean(&best) - mean(&c_transform(&best, &costs).unwrap());
        prop_assert!((gap - exact.cost).abs() <= 1e-9 * (1.0 + exact.cost));
    }

    #[test]
    fn points_moved_along_rays_are_as_far_as_they_have_come(
        (([x, centres], dimension), shares) in (1usize..14, 1usize..4).prop_flat_map(|(n, m)| {
            (batches([n, m]), vec(0.0..=1.0, n))
        })
    ) {
        let funnel = Funnel::new(&centres, dimension).unwrap();
        let moved = funnel.moved(&x, &shares).unwrap();
        let exact = w1(&x, &moved.points, dimension);
        prop_assert!((exact - moved.distance).abs() <= 1e-9 * (1.0 + exact), "{exact} {moved:?}");
        // Where a point is moved to, u is lower by just that, and its gradient is what it was.
        let (before, after) = (funnel.values(&x).unwrap(), funnel.values(&moved.points).unwrap());
        for ((before, after), length) in before.iter().zip(&after).zip(&moved.lengths) {
            prop_assert!((before - after - length).abs() <= 1e-9);
        }
        let step = 1e-6;
        for (row, gradient) in funnel.gradients(&x).unwrap().chunks(dimension).enumerate() {
            let point = &x[row * dimension..][..dimension];
            let ahead: Vec<f64> = point.iter().zip(gradient).map(|(x, g)| x - step * g).collect();
            let fall = (before[row] - funnel.values(&ahead).unwrap()[0]) / step;
            let expected = if before[row] > 0.0 { 1.0 } else { 0.0 };
            prop_assert!((fall - expected).abs() < 1e-4, "{fall}");
        }
    }

    #[test]
    fn on_the_line_the_closed_form_is_the_assignment(
        (x, y) in (1usize..14).prop_flat_map(|n| (vec(-5.0..5.0, n), vec(-5.0..5.0, n)))
    ) {
        prop_assert!(close(line(&x, &y).unwrap(), w1(&x, &y, 1)));
        let uniform = uniform(x.len());
        let weighted = weighted_line(&x, &uniform, &y, &uniform).unwrap();
        prop_assert!(close(line(&x, &y).unwrap(), weighted));
    }

    #[test]
    fn on_the_line_the_closed_form_is_the_coupling(
        (x, y, a, b) in (1usize..9, 1usize..9).prop_flat_map(|(n, m)| {
            let place = prop_oneof![-5.0..5.0, (0i32..3).prop_map(f64::from)];
            (vec(place.clone(), n), vec(place, m), distribution(n), distribution(m))
        })
    ) {
        let costs = Costs::euclidean(&x, &y, 1).unwrap();
        let coupled = couple(&costs, &a, &b).unwrap().cost;
        prop_assert!(close(weighted_line(&x, &a, &y, &b).unwrap(), coupled));
        let coupled = couple(&costs, &uniform(x.len()), &uniform(y.len())).unwrap().cost;
        prop_assert!(close(line(&x, &y).unwrap(), coupled));
    }

    #[test]
    fn sliced_is_at_most_exact(([x, y], dimension) in equal_batches::<2>(), seed in any::<u64>()) {
        let sliced = |x: &[f64], y: &[f64]| sliced(x, y, dimension, 4, seed).unwrap();
        // A projection to a unit vector shortens.
        prop_assert!(sliced(&x, &y) <= w1(&x, &y, dimension) + ROUNDING);
        prop_assert!(close(sliced(&x, &y), sliced(&y, &x)));
        prop_assert_eq!(sliced(&x, &x), 0.0);
    }

    #[test]
    fn divergences_keep_their_laws([p, q, r] in distributions::<3>()) {
        let kl = kullback_leibler(&p, &q).unwrap();
        let js = jensen_shannon(&p, &q).unwrap();
        let tv = total_variation(&p, &q).unwrap();
        prop_assert!(kl >= 0.0 && (0.0..=std::f64::consts::LN_2).contains(&js));
        prop_assert!((0.0..=1.0).contains(&tv));
        let escapes = p.iter().zip(&q).any(|(&p, &q)| p > 0.0 && q == 0.0);
        prop_assert_eq!(kl == f64::INFINITY, escapes);
        // Pinsker's inequality, for KL, and for JS by way of the mean.
        prop_assert!(2.0 * tv * tv <= kl + ROUNDING);
        prop_assert!(0.5 * tv * tv <= js + ROUNDING);
        // Lin 1991, theorem 3, in nats.
        prop_assert!(js <= tv * std::f64::consts::LN_2 + ROUNDING);
        for divergence in [kullback_leibler, jensen_shannon, total_variation] {
            prop_assert_eq!(divergence(&p, &p).unwrap(), 0.0);
        }
        prop_assert!(close(js, jensen_shannon(&q, &p).unwrap()));
        prop_assert_eq!(tv, total_variation(&q, &p).unwrap());
        let root = |p: &[f64], q: &[f64]| jensen_shannon(p, q).unwrap().sqrt();
        prop_assert!(root(&p, &r) <= root(&p, &q) + root(&q, &r) + 1e-6);
        let tv = |p: &[f64], q: &[f64]| total_variation(p, q).unwrap();
        prop_assert!(tv(&p, &r) <= tv(&p, &q) + tv(&q, &r) + ROUNDING);
        let entropy = entropy(&p).unwrap();
        prop_assert!(entropy >= 0.0 && entropy <= (p.len() as f64).ln() + ROUNDING);
        let to_uniform = kullback_leibler(&p, &uniform(p.len())).unwrap();
        prop_assert!(close(to_uniform, (p.len() as f64).ln() - entropy));
    }

    #[test]
    fn total_variation_is_transport_where_every_move_costs_one([p, q] in distributions::<2>()) {
        let n = p.len();
        let costs = (0..n * n).map(|k| if k / n == k % n { 0.0 } else { 1.0 }).collect();
        let coupled = couple(&Costs::new(n, n, costs).unwrap(), &p, &q).unwrap();
        prop_assert!(close(coupled.cost, total_variation(&p, &q).unwrap()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 96,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn sinkhorn_is_above_the_exact_cost_and_comes_down_to_it(measures in measures()) {
        let Measures { costs, a, b } = measures;
        let exact = couple(&costs, &a, &b).unwrap().cost;
        // The entropy of the exact plan is at most this above that of a ⊗ b.
        let entropy = (costs.rows().min(costs.columns()) as f64).ln();
        for epsilon in [1.0, 0.1, 0.02] {
            let settings = Sinkhorn { epsilon, tolerance: 1e-4, iterations: 2000 };
            let found = sinkhorn(&costs, &a, &b, settings).unwrap();
            assert_marginals(&found.plan, &a, &b);
            prop_assert!(found.cost >= exact - ROUNDING, "{} < {exact}", found.cost);
            prop_assert!(found.marginal_error.is_finite());
            prop_assert_eq!(found.converged, found.marginal_error <= 1e-4);
            if found.converged {
                // No two points are further apart than 10 √3.
                let bound = exact + epsilon * entropy + 35.0 * found.marginal_error;
                prop_assert!(found.cost <= bound + ROUNDING, "{} > {bound}", found.cost);
            }
        }
    }
}

/// Means lost them, of scores shifted by the first.
#[test]
fn a_score_far_from_all_others_takes_no_digits_from_the_gap() {
    for (real, fake) in [
        ([1e20, 2e5], [0.0, 1e20]),
        ([2e5, 1e20], [0.0, 1e20]),
        ([1e20, 2e5], [1e20, 0.0]),
    ] {
        let costs = Costs::euclidean(&real, &fake, 1).unwrap();
        let critic = critic_distance(&real, &fake, &costs).unwrap();
        assert_eq!((critic.gap, critic.slope, critic.distance), (1e5, 1.0, 1e5));
    }
}

/// Found by libFuzzer: the distance was half a per cent above the exact one, since a slope of 10⁻³²² has two digits.
#[test]
fn scores_that_are_next_to_nothing_certify_as_much_as_others() {
    let costs = Costs::euclidean(&[1e5, 3e5], &[0.0, 0.0], 1).unwrap();
    let of = |scale: f64| {
        let critic = critic_distance(&[1e5 * scale, 2e5 * scale], &[0.0, 0.0], &costs).unwrap();
        critic.distance
    };
    assert_eq!(of(1.0), 1.5e5);
    for scale in [1e-315, 1e-300, 1e30] {
        assert!((of(scale) / 1.5e5 - 1.0).abs() < 1e-6, "{}", of(scale));
    }
}
