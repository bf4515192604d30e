//! What a constraint makes of the gap, against the exact distance.

use earthmover::critic::{CriticFit, grid};
use earthmover::transport::{Costs, critic_distance, wasserstein};
use pollster::block_on;
use serde_json::{Value, json};

use super::{clouds, field, fit, gap, mean};

/// Weak duality: whatever holds the critic, what it certifies is at most the exact distance.
fn certifies_no_more(fit: &CriticFit, [p, q]: &[Vec<f32>; 2], exact: f64) {
    let costs = Costs::euclidean(p, q, 2).unwrap();
    let [at_p, at_q] = [p, q].map(|points| field(fit, points).values);
    let critic = critic_distance(&at_p, &at_q, &costs).unwrap();
    assert!(critic.distance > 0.0, "{critic:?}");
    assert!(
        critic.distance <= exact * (1.0 + 1e-9),
        "{critic:?} {exact}"
    );
}

fn slope(pairs: &str, form: &str) -> Value {
    json!({"constraint": {"kind": "slopePenalty", "pairs": pairs, "form": form}})
}

#[test]
fn the_default_critic_comes_near_the_exact_distance_in_a_hundred_steps() {
    for (apart, seed) in [(0.4, 1), (0.4, 2), (0.9, 1), (0.9, 2)] {
        let clouds = clouds(apart);
        let exact = wasserstein(&clouds[0], &clouds[1], 2).unwrap().cost;
        let mut fit = fit(&json!({"seed": seed}), &clouds);
        let early = gap(&mut fit, 100) / exact;
        let late = gap(&mut fit, 300) / exact;
        assert!((0.9..1.1).contains(&early), "{apart}, {seed}: {early}");
        assert!((0.95..1.1).contains(&late), "{apart}, {seed}: {late}");
        // A penalty of λ leaves a slope of 1 + W1 / 2λ.
        let slopes = block_on(fit.slopes()).unwrap();
        assert!((0.95..1.1).contains(&mean(&slopes)), "{apart}, {seed}");
    }
}

#[test]
fn constraints_hold_a_critic_in_the_plane_or_let_it_run_away() {
    let clouds = clouds(0.6);
    let exact = wasserstein(&clouds[0], &clouds[1], 2).unwrap().cost;
    let runs_away = [
        json!({"constraint": {"kind": "none"}}),
        slope("realReal", "difference"),
        slope("realReal", "quotient"),
    ];
    for patch in runs_away {
        let mut fit = fit(&patch, &clouds);
        let (early, late) = (gap(&mut fit, 200), gap(&mut fit, 600));
        assert!(early > 5.0 * exact, "{patch}: {early}");
        assert!(late > 5.0 * early, "{patch}: {early} {late}");
        certifies_no_more(&fit, &clouds, exact);
    }
    // Each of these bounds the gap, and those that look along the gradient bring it near the exact distance.
    let holds = [
        (slope("realFake", "difference"), 0.95..1.5),
        (slope("realFake", "quotient"), 0.95..1.5),
        (slope("pooled", "difference"), 0.95..2.0),
        (slope("pooled", "quotient"), 0.95..1.5),
        (slope("segment", "quotient"), 0.95..1.3),
        (slope("adversarial", "quotient"), 0.95..1.1),
        (
            json!({"constraint": {"kind": "gradientPenalty"}}),
            0.85..1.1,
        ),
        (
            json!({"constraint": {"kind": "gradientPenalty", "sides": "one"}}),
            0.95..1.1,
        ),
        (json!({"constraint": {"kind": "spectralNorm"}}), 0.5..1.001),
        (json!({"constraint": {"kind": "orthonormal"}}), 0.9..1.00001),
    ];
    for (patch, range) in holds {
        let mut fit = fit(&patch, &clouds);
        let ratio = gap(&mut fit, 800) / exact;
        assert!(range.contains(&ratio), "{patch}: {ratio}");
        certifies_no_more(&fit, &clouds, exact);
    }
}

#[test]
fn a_clipped_critic_saturates_and_a_bounded_one_sees_the_total_variation() {
    let clouds = clouds(0.9);
    let clipping = json!({"constraint": {"kind": "weightClipping", "bound": 0.1}});
    let mut clipped = fit(&clipping, &clouds);
    let (early, late) = (gap(&mut clipped, 200), gap(&mut clipped, 600));
    assert!(early > 0.1 && (late - early).abs() < 0.01 * early);
    let mut bounded = fit(&json!({"constraint": {"kind": "bounded"}}), &clouds);
    let ends = gap(&mut bounded, 800);
    // The clouds hardly touch: twice the total variation is nearly 2.
    assert!((1.9..=2.0).contains(&ends), "{ends}");
    let values = field(&bounded, &grid(20).unwrap()).values;
    assert!(values.iter().all(|f| f.abs() <= 1.0));
}
