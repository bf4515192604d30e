//! Every method and every bad argument, as JavaScript sees them, in a dedicated worker.

#![cfg(target_arch = "wasm32")]
#![allow(missing_docs, clippy::unwrap_used)]

use earthmover::noise::{Noise, Purpose};
use earthmover_web::{Digits, Trainer, devices, memory, preset, sum_of_parts};
use js_sys::{Array, Float32Array, JSON, Promise, Reflect, Uint8Array};
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

const CONFIG: &str = r#"{"batch": 4, "latent": 3, "architecture":
    {"kind": "mlp", "generatorHidden": [8], "criticHidden": [8], "normalisation": "batch"}}"#;

fn js(json: &str) -> JsValue {
    JSON::parse(json).unwrap()
}

fn images(count: u32) -> JsValue {
    let array = Uint8Array::new_with_length(count * 784);
    for place in 0..count * 784 {
        array.set_index(place, (place.wrapping_mul(2_654_435_761) >> 24) as u8);
    }
    array.into()
}

fn labels(count: u32) -> JsValue {
    Uint8Array::new_with_length(count).into()
}

fn digits() -> Digits {
    let digits = Digits::new();
    digits.add(&images(12), &labels(12), None).unwrap();
    digits
}

async fn create(config: &str, device: &str, digits: &Digits) -> Trainer {
    let promise = Trainer::create(&js(config), &device.into(), digits);
    Trainer::try_from_js_value(JsFuture::from(promise).await.unwrap()).unwrap()
}

async fn number(promise: Promise, field: &str) -> f64 {
    let report = JsFuture::from(promise).await.unwrap();
    let report = if Array::is_array(&report) {
        Array::from(&report).get(0)
    } else {
        report
    };
    let value = Reflect::get(&report, &field.into()).unwrap().as_f64();
    value.unwrap_or_else(|| panic!("no number {field} in {report:?}"))
}

/// Everything a call reported, to the last digit.
async fn text(promise: Promise) -> String {
    let report = JsFuture::from(promise).await.unwrap();
    JSON::stringify(&report).unwrap().into()
}

async fn rejection(promise: Promise) -> (String, String) {
    named(JsFuture::from(promise).await.unwrap_err())
}

fn named(error: JsValue) -> (String, String) {
    let error: js_sys::Error = error.dyn_into().unwrap();
    (error.name().into(), error.message().into())
}

#[track_caller]
fn says((name, message): (String, String), expected_name: &str, expected: &str) {
    assert_eq!(name, expected_name, "{message}");
    assert!(
        message.contains(expected),
        "{message:?} does not say {expected:?}"
    );
}

#[wasm_bindgen_test]
async fn devices_say_what_works_and_why() {
    let reports = Array::from(&JsFuture::from(devices()).await.unwrap());
    assert_eq!(reports.length(), 1);
    let report = reports.get(0);
    let field = |field: &str| Reflect::get(&report, &field.into()).unwrap();
    assert_eq!(field("name").as_string().unwrap(), DEVICE);
    assert!(field("reason").as_string().unwrap().ends_with('.'));
    assert_eq!(field("works"), JsValue::TRUE, "{report:?}");
}

#[wasm_bindgen_test]
fn presets_are_whole_configurations() {
    for name in ["article", "wide", "notebook", "clipping"] {
        let config = preset(&name.into()).unwrap();
        for field in [
            "seed",
            "latent",
            "batch",
            "architecture",
            "constraint",
            "nCritic",
        ] {
            assert!(
                Reflect::has(&config, &field.into()).unwrap(),
                "{name} has no {field}"
            );
        }
    }
    says(
        named(preset(&"fast".into()).unwrap_err()),
        "ArgumentError",
        "`preset` is \"fast\"",
    );
    says(
        named(preset(&JsValue::NULL).unwrap_err()),
        "ArgumentError",
        "`name` is",
    );
}

#[wasm_bindgen_test]
async fn every_method_works() {
    let digits = digits();
    assert_eq!(digits.count(), 12);
    let device = DEVICE;
    let trainer = create(CONFIG, device, &digits).await;
    let report = JsFuture::from(trainer.train_step()).await.unwrap();
    for field in ["criticLoss", "gap", "penalty", "slope", "generatorLoss"] {
        let value = Reflect::get(&report, &field.into())
            .unwrap()
            .as_f64()
            .unwrap();
        assert!(value.is_finite(), "{field} is {value}");
    }
    let reports = Array::from(&JsFuture::from(trainer.train(2.0)).await.unwrap());
    assert_eq!(reports.length(), 2);
    assert_eq!(number(trainer.train(1.0), "iteration").await, 4.0);
    assert!(number(trainer.critic_step(), "gap").await.is_finite());
    assert_eq!(trainer.iteration(), 4.0);
    assert!(
        number(trainer.generator_step(), "generatorLoss")
            .await
            .is_finite()
    );
    assert_eq!(trainer.iteration(), 5.0);

    let drawn = JsFuture::from(trainer.sample(&js(r#"{"count": 2, "seed": 3}"#))).await;
    let drawn: Uint8Array = drawn.unwrap().dyn_into().unwrap();
    assert_eq!(drawn.length(), 2 * 784);
    let latents = Float32Array::from([0.5_f32, -1.0, 2.0].as_slice());
    let given = JsFuture::from(trainer.sample(&latents)).await.unwrap();
    assert_eq!(given.dyn_into::<Uint8Array>().unwrap().length(), 784);

    let bytes: Float32Array = score(&trainer, &images(2)).await;
    let floats: Vec<f32> = Uint8Array::from(images(2))
        .to_vec()
        .iter()
        .map(|&x| f32::from(x) / 255.0)
        .collect();
    let floats = score(&trainer, &Float32Array::from(floats.as_slice())).await;
    assert_eq!(bytes.to_vec(), floats.to_vec());
    assert_eq!(bytes.length(), 2);
}

async fn score(trainer: &Trainer, images: &JsValue) -> Float32Array {
    JsFuture::from(trainer.score(images))
        .await
        .unwrap()
        .dyn_into()
        .unwrap()
}

#[wasm_bindgen_test]
async fn a_seed_gives_one_curve_and_a_checkpoint_continues_it() {
    let digits = digits();
    let device = DEVICE;
    let one = create(CONFIG, device, &digits).await;
    let two = create(CONFIG, device, &digits).await;
    assert_eq!(text(one.train(3.0)).await, text(two.train(3.0)).await);
    let bytes = JsFuture::from(one.save()).await.unwrap();
    let loaded = JsFuture::from(Trainer::load(&bytes, &device.into(), &digits)).await;
    let loaded = Trainer::try_from_js_value(loaded.unwrap()).unwrap();
    assert_eq!(loaded.iteration(), 3.0);
    let config = |trainer: &Trainer| JSON::stringify(&trainer.config().unwrap()).unwrap();
    assert_eq!(config(&loaded), config(&one));
    assert_eq!(text(one.train(2.0)).await, text(loaded.train(2.0)).await);
}

#[wasm_bindgen_test]
async fn calls_made_at_once_queue_in_order() {
    let digits = digits();
    let device = DEVICE;
    let trainer = create(CONFIG, device, &digits).await;
    let calls = [trainer.train(3.0), trainer.train_step(), trainer.train(2.0)];
    let saved = trainer.save();
    let after = trainer.train_step();
    let [first, second, third] = calls.map(|call| number(call, "iteration"));
    assert_eq!((first.await, second.await, third.await), (1.0, 4.0, 5.0));
    assert_eq!(number(after, "iteration").await, 7.0);
    let bytes = JsFuture::from(saved).await.unwrap();
    let loaded = JsFuture::from(Trainer::load(&bytes, &device.into(), &digits)).await;
    let loaded = Trainer::try_from_js_value(loaded.unwrap()).unwrap();
    assert_eq!(loaded.iteration(), 6.0);
}

#[wasm_bindgen_test]
async fn bad_arguments_are_named_and_harm_nothing() {
    let digits = digits();
    let device = DEVICE;
    let harmed = create(CONFIG, device, &digits).await;
    let spared = create(CONFIG, device, &digits).await;

    let argument = "ArgumentError";
    for (config, expected) in [
        (r#"{"batch": 0}"#, "`batch` is 0"),
        (r#"{"bach": 4}"#, "bach"),
        (r#"{"seed": -1}"#, "`seed`"),
        (r#"{"constraint": {"kind": "hope"}}"#, "hope"),
        ("[]", "`config` is Array"),
        ("3", "`config` is"),
        (
            r#"{"architecture": {"kind": "mlp", "criticHidden": [4096, 4096, 4096]}}"#,
            "`architecture` is of",
        ),
        (
            r#"{"batch": 1024, "architecture": {"criticChannels": 256}}"#,
            "`batch` is 1024; it must be at most",
        ),
    ] {
        let promise = Trainer::create(&js(config), &device.into(), &digits);
        says(rejection(promise).await, argument, expected);
    }
    let nan = js(r#"{"criticAdam": {}}"#);
    let adam = Reflect::get(&nan, &"criticAdam".into()).unwrap();
    Reflect::set(&adam, &"rate".into(), &f64::NAN.into()).unwrap();
    let promise = Trainer::create(&nan, &device.into(), &digits);
    says(
        rejection(promise).await,
        argument,
        "`config.criticAdam.rate` is NaN",
    );
    let promise = Trainer::create(&js(CONFIG), &"abacus".into(), &digits);
    says(rejection(promise).await, argument, "`device` is \"abacus\"");
    let promise = Trainer::create(&js(CONFIG), &JsValue::UNDEFINED, &digits);
    says(rejection(promise).await, argument, "`device` is");

    for (iterations, expected) in [
        (0.0, "`iterations` is 0"),
        (-1.0, "`iterations` is -1"),
        (1.5, "`iterations` is 1.5"),
        (f64::NAN, "`iterations` is NaN"),
        (1e9, "`iterations` is 1000000000"),
        (4_294_967_301.0, "`iterations` is 4294967301"),
    ] {
        says(
            rejection(harmed.train(iterations)).await,
            argument,
            expected,
        );
    }
    let floats = |values: &[f32]| JsValue::from(Float32Array::from(values));
    for (latents, expected) in [
        (floats(&[]), "`latents.length` is 0"),
        (floats(&[1.0; 4]), "`latents.length` is 4"),
        (floats(&[1.0, f32::NAN, 0.0]), "`latents[1]` is NaN"),
        (js(r#"{"count": 0, "seed": 1}"#), "`count` is 0"),
        (
            js(r#"{"count": 4294967297, "seed": 1}"#),
            "`count` is 4294967297",
        ),
        (js(r#"{"count": 1.5, "seed": 1}"#), "`latents.count` is 1.5"),
        (js(r#"{"count": 1}"#), "`latents.seed`"),
        (js("[1, 2, 3]"), "`latents` is Array"),
        (JsValue::NULL, "`latents` is"),
    ] {
        says(rejection(harmed.sample(&latents)).await, argument, expected);
    }
    for (images, expected) in [
        (floats(&[0.5; 783]), "`images.length` is 783"),
        (floats(&[f32::INFINITY; 784]), "`images[0]` is inf"),
        (js("[]"), "`images` is Array"),
    ] {
        says(rejection(harmed.score(&images)).await, argument, expected);
    }
    for (patch, expected) in [
        (r#"{"batch": 8}"#, "`batch`"),
        (r#"{"nCritic": 0}"#, "`nCritic` is 0"),
        (r#"{"seed": 3}"#, "`seed`"),
        ("7", "`patch` is"),
    ] {
        says(
            named(harmed.configure(&js(patch)).unwrap_err()),
            argument,
            expected,
        );
    }
    let junk = JsValue::from(Uint8Array::from([1_u8, 2, 3].as_slice()));
    let promise = Trainer::load(&junk, &device.into(), &digits);
    says(rejection(promise).await, "CheckpointError", "checkpoint");
    let saved = JsFuture::from(spared.save()).await.unwrap();
    let promise = Trainer::load(&saved, &"abacus".into(), &digits);
    says(rejection(promise).await, argument, "`device` is \"abacus\"");
    let promise = Trainer::load(&js("{}"), &device.into(), &digits);
    says(rejection(promise).await, argument, "`bytes` is Object");

    for (images, labels, from, expected) in [
        (images(1), labels(2), None, "`labels.length` is 2"),
        (js("[]"), labels(1), None, "`images` is Array"),
        (images(1), labels(1), Some(-1.0), "`fromIteration` is -1"),
        (images(0), labels(0), None, "`images.length` is 0"),
    ] {
        says(
            named(digits.add(&images, &labels, from).unwrap_err()),
            argument,
            expected,
        );
    }
    assert_eq!(digits.count(), 12);
    assert_eq!(text(harmed.train(3.0)).await, text(spared.train(3.0)).await);
}

/// A critic of many layers that nothing holds, at the largest rate.
const WILD: &str = r#"{"batch": 4, "latent": 3, "constraint": {"kind": "none"}, "criticAdam": {"rate": 1},
    "architecture": {"kind": "mlp", "generatorHidden": [8], "criticHidden": [64, 64, 64, 64, 64, 64, 64, 64]}}"#;

#[wasm_bindgen_test]
async fn a_step_that_is_not_of_numbers_ends_training_by_name() {
    let digits = digits();
    let trainer = create(WILD, DEVICE, &digits).await;
    let mut done = 0;
    let (name, message) = loop {
        match JsFuture::from(trainer.train(20.0)).await {
            Ok(reports) => {
                let reports = Array::from(&reports);
                done += reports.length();
                for report in reports.iter() {
                    for field in ["criticLoss", "gap", "penalty", "slope", "generatorLoss"] {
                        let value = Reflect::get(&report, &field.into()).unwrap();
                        assert!(value.as_f64().unwrap().is_finite(), "{field} of {report:?}");
                    }
                }
                assert_eq!(trainer.iteration(), f64::from(done));
            }
            Err(error) => break named(error),
        }
        assert!(done < 5_000, "it stays finite");
    };
    assert!(done > 3, "{message}");
    let expected = format!("in iteration {} ", done + 1);
    says((name, message), "NotFiniteError", &expected);
    assert_eq!(trainer.iteration(), f64::from(done));
    // What stands is finite: it is saved, loaded and drawn, and can be trained on with other rates.
    let bytes = JsFuture::from(trainer.save()).await.unwrap();
    let loaded = JsFuture::from(Trainer::load(&bytes, &DEVICE.into(), &digits)).await;
    let loaded = Trainer::try_from_js_value(loaded.unwrap()).unwrap();
    assert_eq!(loaded.iteration(), f64::from(done));
    says(
        rejection(loaded.train(3.0)).await,
        "NotFiniteError",
        &expected,
    );
}

#[wasm_bindgen_test]
async fn checkpoints_with_a_number_that_is_not_finite_are_refused_by_name() {
    let digits = digits();
    let trainer = create(CONFIG, DEVICE, &digits).await;
    let bytes = Uint8Array::from(JsFuture::from(trainer.save()).await.unwrap()).to_vec();
    let place = {
        let file = safetensors::SafeTensors::deserialize(&bytes).unwrap();
        let weight = file.tensor("critic/blocks.0.affine.weight").unwrap();
        weight.data().as_ptr() as usize - bytes.as_ptr() as usize
    };
    for bad in [f32::NAN, f32::INFINITY] {
        let mut bytes = bytes.clone();
        bytes[place..place + 4].copy_from_slice(&bad.to_le_bytes());
        let bytes = JsValue::from(Uint8Array::from(bytes.as_slice()));
        let promise = Trainer::load(&bytes, &DEVICE.into(), &digits);
        says(
            rejection(promise).await,
            "CheckpointError",
            &format!("`critic/blocks.0.affine.weight` has {bad} at place 0"),
        );
    }
}

#[wasm_bindgen_test]
async fn a_change_applies_to_the_calls_after_it() {
    let digits = digits();
    let trainer = create(CONFIG, DEVICE, &digits).await;
    let (before, saved) = (trainer.train(3.0), trainer.save());
    trainer
        .configure(&js(r#"{"constraint": {"lambda": 0}}"#))
        .unwrap();
    let after = trainer.train(1.0);
    let lambda = |trainer: &Trainer| {
        let constraint = Reflect::get(&trainer.config().unwrap(), &"constraint".into()).unwrap();
        Reflect::get(&constraint, &"lambda".into())
            .unwrap()
            .as_f64()
    };
    assert_eq!(lambda(&trainer), Some(0.0));
    // criticLoss = λ · penalty − gap, and the first penalties are not 0.
    let reports = Array::from(&JsFuture::from(before).await.unwrap());
    let terms = |report: JsValue| {
        let field = |name: &str| {
            Reflect::get(&report, &name.into())
                .unwrap()
                .as_f64()
                .unwrap()
        };
        (field("criticLoss") + field("gap"), field("penalty"))
    };
    let charged: Vec<_> = reports.iter().map(terms).collect();
    assert!(
        charged.iter().any(|(_, penalty)| *penalty > 1e-4),
        "{charged:?}"
    );
    for (loss, penalty) in charged {
        assert!(
            (loss - 10.0 * penalty).abs() < 1e-4 * (1.0 + loss.abs()),
            "{loss} {penalty}"
        );
    }
    let reports = Array::from(&JsFuture::from(after).await.unwrap());
    assert_eq!(terms(reports.get(0)).0, 0.0);
    let bytes = JsFuture::from(saved).await.unwrap();
    let loaded = JsFuture::from(Trainer::load(&bytes, &DEVICE.into(), &digits)).await;
    assert_eq!(
        lambda(&Trainer::try_from_js_value(loaded.unwrap()).unwrap()),
        Some(10.0)
    );
}

#[wasm_bindgen_test]
async fn after_close_calls_reject_and_earlier_ones_end() {
    let digits = digits();
    let trainer = create(CONFIG, DEVICE, &digits).await;
    let flying = trainer.train(2.0);
    trainer.close();
    let latents = js(r#"{"count": 1, "seed": 1}"#);
    for call in [
        trainer.train(1.0),
        trainer.train_step(),
        trainer.critic_step(),
        trainer.generator_step(),
        trainer.sample(&latents),
        trainer.score(&images(1)),
        trainer.save(),
    ] {
        says(rejection(call).await, "ClosedError", "closed");
    }
    says(
        named(trainer.configure(&js("{}")).unwrap_err()),
        "ClosedError",
        "closed",
    );
    assert_eq!(number(flying, "iteration").await, 1.0);
    trainer.close();

    let other = create(CONFIG, DEVICE, &digits).await;
    digits.close();
    says(
        named(digits.add(&images(1), &labels(1), None).unwrap_err()),
        "ClosedError",
        "closed",
    );
    let promise = Trainer::create(&js(CONFIG), &DEVICE.into(), &digits);
    says(rejection(promise).await, "ClosedError", "closed");
    says(
        rejection(other.train(1.0)).await,
        "DataError",
        "0 digits are loaded",
    );
}

#[wasm_bindgen_test]
fn noise_is_that_of_every_other_target() {
    // The same numbers stand in the native tests.
    let mut noise = Noise::new(7, Purpose::Sample, 0);
    assert_eq!(noise.normals(3), [0.524_892_87, 0.521_555_6, 0.347_176_97]);
    assert_eq!(noise.choose(4, 1000), [898, 342, 73, 583]);
}

#[wasm_bindgen_test]
async fn several_runs_share_one_store() {
    let digits = digits();
    let one = create(CONFIG, DEVICE, &digits).await;
    let two = create(CONFIG, DEVICE, &digits).await;
    let (a, b) = (one.train(2.0), two.train(2.0));
    assert_eq!(text(a).await, text(b).await);
    one.close();
    assert_eq!(number(two.train(1.0), "iteration").await, 3.0);
    assert!(memory() > 1e6);
}

/// Whose rows do not depend on each other: replicas give what one trainer does.
const SHARED: &str = r#"{"batch": 6, "latent": 3, "nCritic": 2, "order": "criticFirst",
    "constraint": {"pairs": "realFake", "share": 1}, "architecture":
    {"kind": "mlp", "generatorHidden": [8], "criticHidden": [8], "normalisation": "layer"}}"#;

async fn replicas(count: u32, device: &str, digits: &Digits) -> Vec<Trainer> {
    let mut replicas = Vec::new();
    for index in 0..count {
        let trainer = create(SHARED, device, digits).await;
        let split = trainer.split(f64::from(index), f64::from(count));
        JsFuture::from(split).await.unwrap();
        replicas.push(trainer);
    }
    replicas
}

/// What `ask` gives of each, summed; then what `take` of the sum reports, of the first.
async fn exchange(
    replicas: &[Trainer],
    ask: impl Fn(&Trainer) -> Promise,
    take: impl Fn(&Trainer, &JsValue) -> Promise,
) -> JsValue {
    let parts = Array::new();
    for replica in replicas {
        parts.push(&JsFuture::from(ask(replica)).await.unwrap());
    }
    let sum = sum_of_parts(&parts).unwrap();
    let mut reports = Vec::new();
    for replica in replicas {
        reports.push(JsFuture::from(take(replica, &sum)).await.unwrap());
    }
    reports.swap_remove(0)
}

#[wasm_bindgen_test]
async fn replicas_train_as_one_and_stay_alike() {
    let digits = digits();
    let device = DEVICE;
    let plain = create(SHARED, device, &digits).await;
    if device == "webgpu" {
        // A GPU sums over rows in its own order.
        let expected = "`of` is 2; it must be 1 on a GPU";
        says(
            rejection(plain.split(0.0, 2.0)).await,
            "ArgumentError",
            expected,
        );
        return;
    }
    let replicas = replicas(2, device, &digits).await;
    for iteration in 0..2 {
        let expected = JsFuture::from(plain.train_step()).await.unwrap();
        exchange(&replicas, Trainer::critic_part, Trainer::take_critic).await;
        let critic = exchange(&replicas, Trainer::critic_part, Trainer::take_critic).await;
        let generator = exchange(&replicas, Trainer::generator_part, Trainer::take_generator).await;
        for (found, field) in [
            (&critic, "criticLoss"),
            (&critic, "gap"),
            (&critic, "penalty"),
            (&critic, "slope"),
            (&generator, "generatorLoss"),
        ] {
            let field = |report: &JsValue| {
                let value = Reflect::get(report, &field.into()).unwrap();
                value.as_f64().unwrap()
            };
            let (found, expected) = (field(found), field(&expected));
            assert_eq!(found, expected, "{device}, iteration {iteration}");
        }
    }
    let mut saved = Vec::new();
    for replica in &replicas {
        assert_eq!(replica.iteration(), 2.0);
        let bytes = JsFuture::from(replica.save()).await.unwrap();
        let bytes = Uint8Array::from(bytes).to_vec();
        // The tensors; what the header says of the run comes in any order.
        let header = u64::from_le_bytes(bytes[..8].try_into().unwrap());
        saved.push(bytes[8 + header as usize..].to_vec());
    }
    assert!(saved[0] == saved[1], "replicas on {device} differ");
}

#[wasm_bindgen_test]
async fn what_cannot_be_shared_is_named_and_harms_nothing() {
    let digits = digits();
    let device = DEVICE;
    let (harmed, spared) = (
        create(SHARED, device, &digits).await,
        create(SHARED, device, &digits).await,
    );
    if device == "webgpu" {
        return;
    }
    assert_eq!(harmed.most_replicas(), 6);
    let argument = "ArgumentError";
    for (index, of, expected) in [
        (0.0, 7.0, "`of` is 7; it must be a whole number from 1 to 6"),
        (0.0, 0.0, "`of` is 0"),
        (0.0, 1.5, "`of` is 1.5"),
        (2.0, 2.0, "`index` is 2"),
        (f64::NAN, 2.0, "`index` is NaN"),
    ] {
        says(rejection(harmed.split(index, of)).await, argument, expected);
    }
    let floats = |values: &[f32]| JsValue::from(Float32Array::from(values));
    for (sum, expected) in [
        (floats(&[0.0; 3]), "`sum.length` is 3"),
        (js("[1, 2]"), "`sum` is Array"),
    ] {
        JsFuture::from(harmed.critic_part()).await.unwrap();
        says(
            rejection(harmed.take_critic(&sum)).await,
            argument,
            expected,
        );
    }
    // Parts and sums come in turn.
    let sum = floats(&[0.0; 3]);
    for early in [harmed.take_generator(&sum), harmed.generator_part()] {
        says(rejection(early).await, "OrderError", "part");
    }
    let array = |parts: &[JsValue]| JsValue::from(parts.iter().collect::<Array>());
    for (parts, expected) in [
        (array(&[]), "`parts` is of 0 leaves of 0"),
        (
            array(&[
                floats(&[2.0, 0.0, 1.0, 5.0, 6.0]),
                floats(&[2.0, 1.0, 2.0, 7.0]),
            ]),
            "`parts[1].length` is 4; it must be 5",
        ),
        (
            array(&[floats(&[1.0, 2.0])]),
            "`parts[0]` is something else",
        ),
        (array(&[floats(&[1.0]), js("[1]")]), "`parts[1]` is Array"),
        (floats(&[1.0]), "`parts` is Float32Array"),
        (JsValue::UNDEFINED, "`parts` is"),
    ] {
        says(named(sum_of_parts(&parts).unwrap_err()), argument, expected);
    }
    // Each says of how many leaves it is, and which.
    let parts = [[2.0, 0.0, 1.0, 1.0, 2.0], [2.0, 1.0, 2.0, 0.5, -2.0]];
    let sum = sum_of_parts(&array(&parts.map(|part| floats(&part)))).unwrap();
    assert_eq!(Float32Array::from(sum).to_vec(), [1.5, 0.0]);
    // A sum that is not of numbers is not taken.
    let part = JsFuture::from(harmed.critic_part()).await.unwrap();
    let sum = sum_of_parts(&array(&[part])).unwrap();
    let mut part = Float32Array::from(sum).to_vec();
    part[0] = f32::NAN;
    says(
        rejection(harmed.take_critic(&floats(&part))).await,
        "NotFiniteError",
        "the gradient of `blocks.0.affine.bias` is NaN",
    );
    // Parts are computed of the state as it is; nothing moves.
    JsFuture::from(harmed.critic_part()).await.unwrap();
    assert_eq!(text(harmed.train(3.0)).await, text(spared.train(3.0)).await);

    harmed
        .configure(&js(r#"{"constraint": {"share": 0.3}}"#))
        .unwrap();
    assert_eq!(harmed.most_replicas(), 2);
    harmed.close();
    for call in [
        harmed.split(0.0, 1.0),
        harmed.critic_part(),
        harmed.generator_part(),
        harmed.take_critic(&floats(&[0.0])),
        harmed.take_generator(&floats(&[0.0])),
    ] {
        says(rejection(call).await, "ClosedError", "closed");
    }
}
