//! What a critic is worth beside a distance and a best critic that are known.

use earthmover::burn::tensor::Device;
use earthmover::critic::CriticFit;
use earthmover::data::{BesideTruth, MovedImages, mnist};
use earthmover::transport::Funnel;
use earthmover::{Config, Error};
use pollster::block_on;
use serde_json::json;

use super::digits::store;
use super::field;

const CENTRES: [f64; 6] = [0.0, 0.0, 0.0, 1.0, 1.0, 1.0];
const REAL: [f32; 12] = [0.5, 0.1, 0.0, 0.9, 0.2, 0.8, 0.3, 0.3, 0.4, 0.7, 1.0, 0.6];

/// Four points of three numbers, moved along the rays of two centres; and the best critic's values and gradients there.
fn small() -> (MovedImages, Vec<f32>, Vec<f32>) {
    let funnel = Funnel::new(&CENTRES, 3).unwrap();
    let moved = funnel.moved(&REAL, &[0.5, 0.25, 0.75, 0.4]).unwrap();
    let narrow = |numbers: Vec<f64>| numbers.into_iter().map(|x| x as f32).collect::<Vec<_>>();
    let pair = MovedImages {
        real: REAL.to_vec(),
        fake: narrow(moved.points),
        exact_distance: moved.distance,
        numbers: 3,
        gradients: narrow(funnel.gradients(&REAL).unwrap()),
    };
    let images = pair.images();
    let values = narrow(funnel.values(&images).unwrap());
    let gradients = narrow(funnel.gradients(&images).unwrap());
    (pair, values, gradients)
}

#[track_caller]
fn scores(beside: &BesideTruth, expected: [f64; 4]) {
    let found = [
        beside.gap,
        beside.critic_distance,
        beside.cosine,
        beside.slope,
    ];
    for (one, other) in found.iter().zip(expected) {
        assert!((one - other).abs() < 1e-5, "{found:?} {expected:?}");
    }
}

#[test]
fn the_best_critic_is_worth_1_whatever_its_zero() {
    let (pair, values, gradients) = small();
    let beside = pair.beside_truth(&values, &gradients).unwrap();
    scores(&beside, [1.0; 4]);
    for (found, best) in beside.directions.iter().zip(&pair.gradients) {
        assert!((found - best).abs() < 1e-6);
    }
    let lifted: Vec<f32> = values.iter().map(|f| f + 3.0).collect();
    scores(&pair.beside_truth(&lifted, &gradients).unwrap(), [1.0; 4]);
}

#[test]
fn a_steeper_critic_has_a_larger_gap_and_the_same_arrows() {
    let (pair, values, gradients) = small();
    let times = |by: f32| {
        let [values, gradients] =
            [&values, &gradients].map(|x| x.iter().map(|x| by * x).collect::<Vec<_>>());
        pair.beside_truth(&values, &gradients).unwrap()
    };
    scores(&times(7.0), [7.0, 1.0, 1.0, 7.0]);
    assert_eq!(times(4.0).directions, times(1.0).directions);
    // The wrong way round it certifies nothing.
    scores(&times(-2.0), [-2.0, 0.0, -1.0, 2.0]);
    let flat = times(0.0);
    scores(&flat, [0.0; 4]);
    assert!(flat.directions.iter().all(|x| *x == 0.0));
}

/// Constraints of each kind, two of which leave their critic free.
#[test]
fn no_critic_certifies_more_than_the_truth() {
    let digits = store(40);
    for constraint in [
        json!({"kind": "none"}),
        json!({"kind": "slopePenalty", "share": 1}),
        json!({"kind": "slopePenalty", "pairs": "realReal", "form": "difference", "share": 1}),
        json!({"kind": "gradientPenalty"}),
        json!({"kind": "weightClipping", "bound": 0.05}),
        json!({"kind": "spectralNorm"}),
        json!({"kind": "bounded"}),
    ] {
        for seed in [7, 8] {
            let pair = digits.moved_along_rays(24, 3, seed).unwrap();
            let patch = json!({
                "seed": seed,
                "architecture": {"kind": "mlp", "criticHidden": [32]},
                "constraint": constraint,
            });
            let config = Config::default().patched(&patch).unwrap();
            let device = Device::flex();
            let shape = mnist::SHAPE;
            let mut fit = CriticFit::new(&config, shape, &device, &pair.real, &pair.fake).unwrap();
            block_on(fit.train(20)).unwrap();
            let found = field(&fit, &pair.images());
            let beside = pair.beside_truth(&found.values, &found.gradients).unwrap();
            let told = format!("{constraint} {seed}: {beside:?}");
            assert!(
                (0.0..=1.0 + 1e-9).contains(&beside.critic_distance),
                "{told}"
            );
            assert!(beside.cosine.abs() <= 1.0, "{told}");
            // A report is of the critic before its step.
            let gap = f64::from(block_on(fit.train(1)).unwrap()[0].gap) / pair.exact_distance;
            assert!(
                (gap - beside.gap).abs() < 1e-4 * gap.abs().max(1.0),
                "{told} {gap}"
            );
            for direction in beside.directions.chunks(784) {
                let length = direction.iter().map(|x| x * x).sum::<f32>().sqrt();
                assert!((length - 1.0).abs() < 1e-4, "{told} {length}");
            }
        }
    }
}

#[test]
fn what_is_wrong_is_named() {
    let (pair, values, gradients) = small();
    let says = |values: &[f32], gradients: &[f32], expected: &str| {
        let error = pair.beside_truth(values, gradients).unwrap_err();
        assert!(matches!(error, Error::Argument(_)), "{error:?}");
        let message = error.to_string();
        assert!(message.contains(expected), "{message:?}: {expected:?}");
    };
    says(&[], &gradients, "`real.length` is 0");
    says(&values[..7], &gradients, "`real.length` is 3");
    says(&values[..4], &gradients, "`real.length` is 2");
    says(&values, &gradients[..23], "`gradients.length` is 23");
    let mut odd = gradients.clone();
    odd[20] = f32::NAN;
    says(&values, &odd, "`gradients[20]` is NaN");
    let mut odd = values.clone();
    odd[0] = f32::INFINITY;
    says(&odd, &gradients, "`real[0]` is inf");
}
