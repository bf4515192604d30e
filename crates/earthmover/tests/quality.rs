//! The Fréchet distance and the scores against references made by SciPy, and their laws.

#![allow(missing_docs, clippy::expect_used, clippy::unwrap_used)]

use earthmover::judge::{FeatureMoments, QualityReport, frechet};
use earthmover::noise::{Noise, Purpose};
use serde::Deserialize;
use serde::de::DeserializeOwned;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct FrechetCase {
    name: String,
    width: usize,
    scale: f64,
    first: Vec<f64>,
    second: Vec<f64>,
    first_mean: Vec<f64>,
    first_variances: Vec<f64>,
    distance: f64,
}

#[derive(Deserialize)]
struct ScoreCase {
    name: String,
    scale: f64,
    probabilities: Vec<f64>,
    score: f64,
    classes: Vec<f64>,
    coverage: usize,
    kl: f64,
    confidence: f64,
}

fn cases<T: DeserializeOwned>(name: &str) -> Vec<T> {
    let folder = std::path::absolute("../../tests/fixtures/quality").expect("a path");
    let json = std::fs::read_to_string(folder.join(name)).expect("the fixture");
    serde_json::from_str(&json).expect("its cases")
}

fn scaled(numbers: &[f64], scale: f64) -> Vec<f64> {
    numbers.iter().map(|x| x / scale).collect()
}

fn close(name: &str, found: f64, expected: f64, tolerance: f64) {
    let error = (found - expected).abs();
    let allowed = tolerance * expected.abs().max(1.0);
    assert!(error <= allowed, "{name}: {found}, expected {expected}");
}

/// `count` rows of `width` features that span `rank` dimensions.
fn features(seed: u64, count: usize, width: usize, rank: usize) -> Vec<f64> {
    let latent = Noise::new(seed, Purpose::Sample, 0).normals(count * rank);
    let mixing = Noise::new(seed, Purpose::Sample, 1).normals(rank * width);
    let entry = |row: &[f32], column: usize| -> f64 {
        let pairs = row.iter().zip(mixing[column..].iter().step_by(width));
        pairs.map(|(x, y)| f64::from(*x) * f64::from(*y)).sum()
    };
    let rows = latent.chunks_exact(rank);
    let rows = rows.flat_map(|row| (0..width).map(move |column| entry(row, column)));
    rows.collect()
}

fn moments(seed: u64, count: usize, width: usize, rank: usize) -> FeatureMoments {
    FeatureMoments::of(&features(seed, count, width, rank), width).unwrap()
}

#[test]
fn distances_equal_scipys() {
    let cases: Vec<FrechetCase> = cases("frechet.json");
    assert_eq!(cases.len(), 7);
    for case in cases {
        let of = |rows: &[f64]| FeatureMoments::of(&scaled(rows, case.scale), case.width).unwrap();
        let (first, second) = (of(&case.first), of(&case.second));
        let variances = first.covariance().iter().step_by(case.width + 1);
        for (found, expected) in first.mean().iter().zip(&case.first_mean) {
            close(&case.name, *found, *expected, 1e-12);
        }
        for (found, expected) in variances.zip(&case.first_variances) {
            close(&case.name, *found, *expected, 1e-12);
        }
        close(
            &case.name,
            frechet(&first, &second).unwrap(),
            case.distance,
            1e-9,
        );
    }
}

#[test]
fn scores_equal_scipys() {
    let cases: Vec<ScoreCase> = cases("scores.json");
    assert_eq!(cases.len(), 3);
    let reference = moments(1, 50, 2, 2);
    for case in cases {
        let probabilities = scaled(&case.probabilities, case.scale);
        let features = features(2, probabilities.len() / 10, 2, 2);
        let report = QualityReport::new(&features, &probabilities, &reference).unwrap();
        close(&case.name, report.score, case.score, 1e-12);
        close(&case.name, report.kl, case.kl, 1e-12);
        close(&case.name, report.confidence, case.confidence, 1e-12);
        assert_eq!(report.coverage, case.coverage, "{}", case.name);
        for (found, expected) in report.classes.iter().zip(&case.classes) {
            close(&case.name, *found, *expected, 1e-12);
        }
    }
}

#[test]
fn the_distance_of_the_same_moments_is_nothing() {
    for (count, width, rank) in [
        (200, 64, 64),
        (30, 64, 64),
        (100, 64, 3),
        (2, 5, 5),
        (9, 1, 1),
    ] {
        let same = moments(3, count, width, rank);
        let trace: f64 = same.covariance().iter().step_by(width + 1).sum();
        let distance = frechet(&same, &same).unwrap();
        // The root of an eigenvalue of 0 is off by the root of a rounding.
        assert!(
            (0.0..=1e-12 * trace).contains(&distance),
            "{width}, {rank}: {distance}"
        );
    }
}

#[test]
fn the_distance_is_symmetric_and_finite_for_every_rank() {
    for seed in 0..60 {
        let rank = |k: u64| [1, 2, 7, 40, 64, 90][((seed + k) % 6) as usize];
        let count = |k: u64| [2, 3, 20, 64, 65, 130][((seed / 6 + k) % 6) as usize];
        let a = moments(seed, count(0), 64, rank(0));
        let b = moments(seed + 1000, count(3), 64, rank(2));
        eprintln!("case {seed}");
        let (there, back) = (frechet(&a, &b).unwrap(), frechet(&b, &a).unwrap());
        assert!(there >= 0.0 && there.is_finite(), "{there}");
        close("symmetry", there, back, 1e-9);
    }
}

#[test]
fn covariances_of_many_powers_of_ten_do_no_harm() {
    // nalgebra 0.35.0 by itself finds NaN among the eigenvalues.
    let width = 10;
    let mut covariance = vec![0.0; width * width];
    covariance[0] = 1.0;
    for n in 1..width {
        let tiny = f64::powi(1e-20, n as i32);
        covariance[n * width + n - 1] = tiny;
        covariance[(n - 1) * width + n] = tiny;
    }
    let steep = FeatureMoments::new(vec![0.0; width], covariance, 9).unwrap();
    let point = FeatureMoments::new(vec![0.0; width], vec![0.0; width * width], 9).unwrap();
    close("steep", frechet(&steep, &steep).unwrap(), 0.0, 1e-12);
    close("steep", frechet(&steep, &point).unwrap(), 1.0, 1e-12);
}

#[test]
fn a_translation_adds_its_square() {
    for (count, rank) in [(200, 64), (20, 64), (200, 5)] {
        let here = features(5, count, 64, rank);
        let moved: Vec<f64> = here.iter().map(|x| x + 0.5).collect();
        let here = FeatureMoments::of(&here, 64).unwrap();
        let moved = FeatureMoments::of(&moved, 64).unwrap();
        close(
            "translation",
            frechet(&here, &moved).unwrap(),
            64.0 * 0.25,
            1e-9,
        );
    }
}

#[test]
fn a_stretch_adds_the_squares_of_the_differences_of_deviations() {
    // For independent features the distance is Σ (σ₁ − σ₂)².
    let diagonal = |deviations: &[f64]| {
        let width = deviations.len();
        let mut covariance = vec![0.0; width * width];
        for (n, deviation) in deviations.iter().enumerate() {
            covariance[n * width + n] = deviation * deviation;
        }
        FeatureMoments::new(vec![0.0; width], covariance, 100).unwrap()
    };
    let distance = |a: &[f64], b: &[f64]| frechet(&diagonal(a), &diagonal(b)).unwrap();
    close(
        "stretch",
        distance(&[1.0, 2.0, 0.0], &[3.0, 2.5, 1.0]),
        5.25,
        1e-12,
    );
    close("points", distance(&[0.0; 64], &[0.0; 64]), 0.0, 0.0);
    close("a point", distance(&[0.0, 0.0], &[3.0, 4.0]), 25.0, 1e-12);
    close(
        "tiny",
        distance(&[1e-160; 3], &[1e-150, 0.0, 1e-300]),
        0.0,
        1e-12,
    );
    let huge = distance(&[1e38; 64], &[0.0; 64]);
    close("huge", huge / 6.4e77, 1.0, 1e-9);
}

/// Rows of probabilities, one for each of `classes`, in which that class is sure.
fn sure(classes: &[usize]) -> Vec<f64> {
    let row = |class: &usize| (0..10).map(|c| f64::from(u8::from(c == *class))).collect();
    classes
        .iter()
        .flat_map(|class| -> Vec<f64> { row(class) })
        .collect()
}

fn report(probabilities: &[f64]) -> QualityReport {
    let count = probabilities.len() / 10;
    let reference = moments(1, 50, 3, 3);
    QualityReport::new(&features(2, count, 3, 3), probabilities, &reference).unwrap()
}

#[test]
fn probabilities_made_by_hand_give_what_they_must() {
    let all: Vec<usize> = (0..200).map(|n| n % 10).collect();
    let best = report(&sure(&all));
    assert_eq!((best.count, best.coverage, best.confidence), (200, 10, 1.0));
    assert_eq!(best.classes, [0.1; 10]);
    close("score", best.score, 10.0, 1e-12);
    close("kl", best.kl, 0.0, 1e-12);

    let one = report(&sure(&[4; 200]));
    assert_eq!((one.coverage, one.confidence, one.score), (1, 1.0, 1.0));
    close("kl", one.kl, f64::ln(10.0), 1e-12);

    let unsure = report(&[0.1; 2000]);
    assert_eq!((unsure.score, unsure.confidence), (1.0, 0.0));
    // Equally likely classes count as the first of them.
    assert_eq!(unsure.classes[0], 1.0);

    // A class counts from 1 % on: 2 of 200, not 1.
    let mut few = vec![0; 197];
    few.extend([1, 1, 2]);
    assert_eq!(report(&sure(&few)).coverage, 2);

    // 0.9 itself is not more than 0.9.
    let mut nearly = sure(&[0; 10]);
    (nearly[0], nearly[1]) = (0.9, 0.1);
    assert_eq!(report(&nearly).confidence, 0.9);
}

#[test]
fn a_report_in_json_has_the_names_of_the_page() {
    let json = serde_json::to_value(report(&sure(&[0, 1]))).unwrap();
    let names: Vec<&str> = json
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    let expected = [
        "classes",
        "confidence",
        "count",
        "coverage",
        "frechet",
        "kl",
        "score",
    ];
    assert_eq!(names, expected);
}

#[test]
fn numbers_that_are_none_are_named() {
    let reference = moments(1, 50, 3, 3);
    let refused = |features: &[f64], probabilities: &[f64], expected: &str| {
        let error = QualityReport::new(features, probabilities, &reference).unwrap_err();
        assert!(error.to_string().contains(expected), "{error}");
    };
    let (good, even) = (features(2, 2, 3, 3), [0.1; 20]);
    refused(&good[..3], &even[..10], "`features.length` is 3");
    refused(&good[..5], &even, "`features.length` is 5");
    refused(&[], &[], "`features.length` is 0");
    refused(&good, &even[..19], "`probabilities.length` is 19");
    refused(&good, &[0.1; 30], "`probabilities.length` is 30");
    for bad in [f64::NAN, f64::INFINITY, 1e300] {
        let mut features = good.clone();
        features[4] = bad;
        refused(&features, &even, "`features[4]`");
    }
    for bad in [f64::NAN, -0.1, 1.1] {
        let mut probabilities = even;
        probabilities[13] = bad;
        refused(&good, &probabilities, "`probabilities[13]`");
    }
    refused(&good, &[0.5; 20], "image 0` is 5");
    let moments = |mean: Vec<f64>, covariance: Vec<f64>| {
        FeatureMoments::new(mean, covariance, 2)
            .unwrap_err()
            .to_string()
    };
    assert!(moments(vec![], vec![]).contains("`mean.length` is 0"));
    assert!(moments(vec![0.0; 2], vec![0.0; 3]).contains("`covariance.length` is 3"));
    assert!(moments(vec![f64::NAN], vec![0.0]).contains("`mean[0]` is NaN"));
    assert!(moments(vec![0.0], vec![f64::INFINITY]).contains("`covariance[0]` is inf"));
    let two = FeatureMoments::new(vec![0.0; 2], vec![0.0; 4], 2).unwrap();
    assert!(frechet(&reference, &two).is_err());
}
