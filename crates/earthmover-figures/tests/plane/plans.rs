//! Couplings of grains and points, and flows drawn from them.

use earthmover_figures::plane::Plan;
use earthmover_transport::draw_flows;

use super::{apart, mean, scene};

#[test]
fn entropy_blurs_the_best_plan_into_the_product_of_its_marginals() {
    let exact = scene(0.2).transport(10, 40).unwrap();
    let mut cost = exact.optimal.cost;
    for epsilon in [0.01, 0.05, 0.2, 1.0] {
        let blurred = scene(0.2).blurred_transport(10, 40, epsilon).unwrap();
        let mut leaves = [0.0; 10];
        let mut arrives = [0.0; 40];
        for flow in &blurred.plan.flows {
            leaves[flow.source] += flow.mass;
            arrives[flow.target] += flow.mass;
        }
        assert!(leaves.iter().all(|mass| (mass - 0.1).abs() < 1e-9));
        assert!(arrives.iter().all(|mass| (mass - 0.025).abs() < 1e-9));
        assert!(blurred.plan.cost > cost, "{} {cost}", blurred.plan.cost);
        assert!(blurred.divergence < blurred.plan.cost);
        cost = blurred.plan.cost;
    }
    let near = scene(0.2).blurred_transport(10, 40, 0.005).unwrap();
    assert!((near.plan.cost - exact.optimal.cost).abs() < 0.01);
    assert!((near.divergence - exact.optimal.cost).abs() < 0.01);
    let even = scene(0.2).blurred_transport(10, 40, 100.0).unwrap();
    assert_eq!(even.plan.flows.len(), 400);
    for flow in even.plan.flows {
        assert!((flow.mass - 0.0025).abs() < 1e-4);
    }
    // A scene without width whose curve is the spine: P is Q.
    let line = [-0.5, 0.0, 0.5, 0.0];
    let same = earthmover_figures::plane::Scene::new(&line, &line, 0.0).unwrap();
    let same = same.blurred_transport(30, 30, 0.1).unwrap();
    assert!(same.divergence.abs() < 1e-6, "{}", same.divergence);
    assert!(same.plan.cost > 0.01);
    for epsilon in [0.0, 0.001, 101.0, f64::NAN] {
        let refused = scene(0.2).blurred_transport(10, 40, epsilon).unwrap_err();
        assert!(refused.to_string().starts_with("`epsilon` is "));
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
