//! Transport and divergences against SciPy and POT: `tests/fixtures/make_transport.py`.

#![allow(missing_docs, clippy::unwrap_used)]

use earthmover_transport::{
    Costs, DivergenceCosts, Funnel, Sinkhorn, c_transform, couple, critic_distance, entropy,
    jensen_shannon, kullback_leibler, line, sinkhorn, sinkhorn_divergence, sliced_along,
    total_variation, wasserstein, weighted_line,
};
use serde_json::Value;

const RELATIVE: f64 = 1e-9;

fn fixtures() -> Value {
    serde_json::from_str(include_str!(
        "../../../tests/fixtures/transport/transport.json"
    ))
    .unwrap()
}

fn cases(kind: &str) -> Vec<Value> {
    fixtures()[kind].as_array().unwrap().clone()
}

/// All numbers in `value`, however deep.
fn numbers(value: &Value) -> Vec<f64> {
    match value {
        Value::Array(values) => values.iter().flat_map(numbers).collect(),
        number => vec![number.as_f64().unwrap()],
    }
}

fn dimension(points: &Value) -> usize {
    points[0].as_array().unwrap().len()
}

fn costs(case: &Value) -> Costs {
    let (x, y) = (numbers(&case["x"]), numbers(&case["y"]));
    Costs::euclidean(&x, &y, dimension(&case["x"])).unwrap()
}

#[track_caller]
fn assert_close(found: f64, expected: &Value) {
    let expected = expected.as_f64().unwrap();
    let bound = RELATIVE * expected.abs();
    assert!(
        (found - expected).abs() <= bound,
        "{found} instead of {expected}"
    );
}

#[track_caller]
fn assert_all_close(found: &[f64], expected: &Value) {
    let expected = numbers(expected);
    assert_eq!(found.len(), expected.len());
    let largest = expected.iter().fold(0.0, |most: f64, x| most.max(x.abs()));
    for (found, expected) in found.iter().zip(expected) {
        let error = (found - expected).abs();
        assert!(error <= RELATIVE * largest, "{found} instead of {expected}");
    }
}

#[test]
fn assignments() {
    for case in cases("assignments") {
        let (x, y) = (numbers(&case["x"]), numbers(&case["y"]));
        let assignment = wasserstein(&x, &y, dimension(&case["x"])).unwrap();
        assert_all_close(costs(&case).row(0), &case["firstRow"]);
        assert_close(assignment.cost, &case["cost"]);
        // Where points coincide there are several best plans.
        if case["name"] != "lattice" {
            let plan: Vec<f64> = assignment.plan.iter().map(|&j| j as f64).collect();
            assert_eq!(plan, numbers(&case["plan"]));
        }
    }
}

#[test]
fn couplings() {
    for case in cases("couplings") {
        let (a, b) = (numbers(&case["a"]), numbers(&case["b"]));
        let coupling = couple(&costs(&case), &a, &b).unwrap();
        assert_close(coupling.cost, &case["cost"]);
        assert_close(
            coupling.potentials.dual_value(&a, &b).unwrap(),
            &case["cost"],
        );
        assert_all_close(&coupling.dense(), &case["plan"]);
    }
}

#[test]
fn sinkhorn_plans() {
    for case in cases("sinkhorns") {
        let settings = Sinkhorn {
            epsilon: case["epsilon"].as_f64().unwrap(),
            tolerance: 1e-13,
            iterations: 100_000,
        };
        let (a, b) = (numbers(&case["a"]), numbers(&case["b"]));
        let found = sinkhorn(&costs(&case), &a, &b, settings).unwrap();
        assert!(found.converged, "{}", found.marginal_error);
        assert_close(found.cost, &case["cost"]);
        assert_all_close(&found.plan, &case["plan"]);
    }
}

#[test]
fn sinkhorn_divergences() {
    for case in cases("sinkhornDivergences") {
        let settings = Sinkhorn {
            epsilon: case["epsilon"].as_f64().unwrap(),
            tolerance: 1e-13,
            iterations: 100_000,
        };
        let (a, b) = (numbers(&case["a"]), numbers(&case["b"]));
        let (x, y) = (numbers(&case["x"]), numbers(&case["y"]));
        let within = |points: &[f64]| Costs::euclidean(points, points, 2).unwrap();
        let costs = DivergenceCosts {
            between: &costs(&case),
            sources: &within(&x),
            targets: &within(&y),
        };
        let found = sinkhorn_divergence(costs, &a, &b, settings).unwrap();
        assert!(found.converged);
        assert_close(found.value, &case["value"]);
    }
}

#[test]
fn lines() {
    for case in cases("lines") {
        let (x, y) = (numbers(&case["x"]), numbers(&case["y"]));
        let distance = match case.get("a") {
            None => line(&x, &y),
            Some(a) => weighted_line(&x, &numbers(a), &y, &numbers(&case["b"])),
        };
        assert_close(distance.unwrap(), &case["distance"]);
    }
}

#[test]
fn sliced_distance() {
    let case = &fixtures()["sliced"];
    let (x, y) = (numbers(&case["x"]), numbers(&case["y"]));
    let directions = numbers(&case["directions"]);
    let distance = sliced_along(&x, &y, dimension(&case["x"]), &directions).unwrap();
    assert_close(distance, &case["distance"]);
}

#[test]
fn divergences() {
    for case in cases("divergences") {
        let (p, q) = (numbers(&case["p"]), numbers(&case["q"]));
        assert_close(entropy(&p).unwrap(), &case["entropy"]);
        assert_close(jensen_shannon(&p, &q).unwrap(), &case["jensenShannon"]);
        assert_close(total_variation(&p, &q).unwrap(), &case["totalVariation"]);
        let divergence = kullback_leibler(&p, &q).unwrap();
        match &case["kullbackLeibler"] {
            Value::Null => assert_eq!(divergence, f64::INFINITY),
            expected => assert_close(divergence, expected),
        }
    }
}

#[test]
fn critic_distances() {
    let case = &fixtures()["critic"];
    let (real, fake) = (numbers(&case["real"]), numbers(&case["fake"]));
    let found = critic_distance(&real, &fake, &costs(case)).unwrap();
    assert_close(found.gap, &case["gap"]);
    assert_close(found.slope, &case["slope"]);
    assert_close(found.distance, &case["distance"]);
}

#[test]
fn c_transforms() {
    let case = &fixtures()["cTransform"];
    let found = c_transform(&numbers(&case["real"]), &costs(case)).unwrap();
    assert_all_close(&found, &case["scores"]);
}

#[test]
fn funnels() {
    let case = &fixtures()["funnel"];
    let x = numbers(&case["x"]);
    let funnel = Funnel::new(&numbers(&case["centres"]), dimension(&case["x"])).unwrap();
    assert_all_close(&funnel.values(&x).unwrap(), &case["values"]);
    assert_all_close(&funnel.gradients(&x).unwrap(), &case["gradients"]);
    let moved = funnel.moved(&x, &numbers(&case["shares"])).unwrap();
    assert_all_close(&moved.points, &case["moved"]);
    assert_close(moved.distance, &case["distance"]);
}
