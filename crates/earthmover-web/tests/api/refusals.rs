//! What is refused by name, and harms nothing.

use super::*;

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
    let promise = harmed.run_whole(&"yes".into());
    says(rejection(promise).await, argument, "`whole` is \"yes\"");
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
