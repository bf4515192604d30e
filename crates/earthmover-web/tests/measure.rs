//! `measure` and `quality`, as JavaScript sees them, in a dedicated worker.

#![cfg(target_arch = "wasm32")]
#![allow(missing_docs, clippy::unwrap_used)]

use earthmover_web::{Classifier, Digits, Trainer};
use js_sys::{Array, JSON, Promise, Reflect, Uint8Array};
use wasm_bindgen::convert::TryFromJsValue;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

const DEVICE: &str = if cfg!(feature = "webgpu") {
    "webgpu"
} else if cfg!(feature = "ndarray") {
    "ndarray"
} else {
    "cpu"
};

/// How many digits make a survey take longer than a few iterations.
#[cfg(not(feature = "webgpu"))]
const MANY: f64 = 2_000.0;
#[cfg(feature = "webgpu")]
const MANY: f64 = 400.0;

const WEIGHTS: &[u8] = include_bytes!("../../earthmover/assets/classifier.safetensors");

const CONFIG: &str = r#"{"batch": 4, "latent": 3, "architecture":
    {"kind": "mlp", "generatorHidden": [8], "criticHidden": [8], "normalisation": "batch"}}"#;

async fn trainer(device: &str) -> Trainer {
    let digits = Digits::new();
    let images = Uint8Array::new_with_length(40 * 784);
    for place in 0..40 * 784 {
        images.set_index(place, (place.wrapping_mul(2_654_435_761) >> 24) as u8);
    }
    let labels = Uint8Array::new_with_length(40);
    digits.add(&images, &labels, None).unwrap();
    let config = JSON::parse(CONFIG).unwrap();
    let promise = Trainer::create(&config, &device.into(), &digits);
    Trainer::try_from_js_value(JsFuture::from(promise).await.unwrap()).unwrap()
}

async fn classifier(device: &str) -> Classifier {
    let promise = Classifier::load(&Uint8Array::from(WEIGHTS), &device.into());
    Classifier::try_from_js_value(JsFuture::from(promise).await.unwrap()).unwrap()
}

async fn report(promise: Promise) -> JsValue {
    JsFuture::from(promise).await.unwrap()
}

fn number(report: &JsValue, field: &str) -> f64 {
    let value = Reflect::get(report, &field.into()).unwrap().as_f64();
    value.unwrap_or_else(|| panic!("no number {field} in {report:?}"))
}

async fn complaint(promise: Promise) -> String {
    let error: js_sys::Error = JsFuture::from(promise)
        .await
        .unwrap_err()
        .dyn_into()
        .unwrap();
    error.message().into()
}

#[wasm_bindgen_test]
async fn the_critic_bounds_the_exact_distance() {
    let device = DEVICE;
    let trainer = trainer(device).await;
    report(trainer.train(2.0)).await;
    let measured = report(trainer.measure(20.0)).await;
    let exact = number(&measured, "exactDistance");
    assert!(exact > 0.0 && number(&measured, "floor") > 0.0);
    assert!(number(&measured, "criticDistance") <= exact);
    let nearest = number(&measured, "nearestDistance");
    assert!(0.0 < nearest && nearest <= exact, "{nearest} {exact}");
    assert!(number(&measured, "meanSlope") <= number(&measured, "largestSlope"));
    assert_eq!(number(&measured, "iteration"), 2.0);
    let plan = Reflect::get(&measured, &"plan".into()).unwrap();
    let mut plan: Vec<f64> = Array::from(&plan)
        .iter()
        .filter_map(|x| x.as_f64())
        .collect();
    plan.sort_by(f64::total_cmp);
    assert_eq!(plan, (0..20).map(f64::from).collect::<Vec<_>>());
    let mean = |field: &str| {
        let values = Array::from(&Reflect::get(&measured, &field.into()).unwrap());
        assert_eq!(values.length(), 20, "{field}");
        let sum: f64 = values.iter().filter_map(|x| x.as_f64()).sum();
        sum / 20.0
    };
    assert!((mean("slopes") - number(&measured, "meanSlope")).abs() < 1e-9);
    let scores = [mean("realScores"), mean("fakeScores")];
    let potentials = [mean("realPotentials"), mean("fakePotentials")];
    assert!((scores[0] - scores[1] - number(&measured, "gap")).abs() < 1e-5);
    assert!((potentials[0] - potentials[1] - exact).abs() < 1e-9);
    assert!((potentials[0] + potentials[1] - scores[0] - scores[1]).abs() < 1e-5);
}

#[wasm_bindgen_test]
async fn the_classifier_judges_the_digits() {
    let device = DEVICE;
    let (trainer, classifier) = (trainer(device).await, classifier(device).await);
    let quality = report(trainer.quality(100.0, &classifier)).await;
    assert_eq!(number(&quality, "count"), 100.0);
    // Noise is far from digits.
    assert!(number(&quality, "frechet") > 100.0, "{quality:?}");
    assert!((1.0..=10.0).contains(&number(&quality, "score")));
    let classes = Reflect::get(&quality, &"classes".into()).unwrap();
    let sum: f64 = Array::from(&classes)
        .iter()
        .filter_map(|x| x.as_f64())
        .sum();
    assert!((sum - 1.0).abs() < 1e-9, "{sum}");
}

#[wasm_bindgen_test]
async fn training_goes_on_while_a_survey_is_made() {
    let device = DEVICE;
    let (trainer, classifier) = (trainer(device).await, classifier(device).await);
    let alone = {
        let other = self::trainer(device).await;
        report(other.train(3.0)).await
    };
    // The survey is asked for first: it is of the generator before these iterations, and ends after them.
    let survey = trainer.quality(MANY, &classifier);
    let steps = trainer.train(3.0);
    let race = Promise::race(&Array::of2(&survey, &steps));
    let first = report(race).await;
    assert!(
        Array::is_array(&first),
        "the survey kept the iterations waiting"
    );
    let steps = report(steps).await;
    let text = |value: &JsValue| String::from(JSON::stringify(value).unwrap());
    assert_eq!(text(&steps), text(&alone));
    let before = number(&report(survey).await, "frechet");
    let untouched = self::trainer(device).await;
    let expected = report(untouched.quality(MANY, &classifier)).await;
    assert_eq!(before, number(&expected, "frechet"));
}

#[wasm_bindgen_test]
async fn bad_arguments_are_named() {
    let device = DEVICE;
    let (trainer, judge) = (trainer(device).await, classifier(device).await);
    assert!(
        complaint(trainer.measure(1.0))
            .await
            .contains("`count` is 1")
    );
    assert!(
        complaint(trainer.measure(2.5))
            .await
            .contains("`count` is 2.5")
    );
    assert!(
        complaint(trainer.measure(21.0))
            .await
            .contains("images are loaded")
    );
    assert!(
        complaint(trainer.quality(63.0, &judge))
            .await
            .contains("`count` is 63")
    );
    let bad = Classifier::load(&Uint8Array::new_with_length(9), &device.into());
    assert!(!complaint(bad).await.is_empty());
    let bad = Classifier::load(&Uint8Array::from(WEIGHTS), &"abacus".into());
    assert!(complaint(bad).await.contains("`device` is \"abacus\""));
    trainer.close();
    assert!(complaint(trainer.measure(4.0)).await.contains("closed"));
    assert!(
        complaint(trainer.quality(64.0, &judge))
            .await
            .contains("closed")
    );
}
