//! The calls of a trainer, and their order.

use super::*;

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
        "0 images are loaded",
    );
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

#[wasm_bindgen_test]
async fn half_a_run_goes_by_itself() {
    let digits = digits();
    let trainer = create(CONFIG, DEVICE, &digits).await;
    if DEVICE == "webgpu" {
        let refused = rejection(trainer.train_by_plan(1.0)).await;
        return says(refused, "DeviceError", "computed on a processor");
    }
    let reports = Array::from(&JsFuture::from(trainer.train_by_plan(3.0)).await.unwrap());
    assert_eq!(reports.length(), 3);
    assert_eq!(trainer.iteration(), 3.0);
    let loss = number(trainer.train_by_plan(1.0), "generatorLoss").await;
    assert!(loss > 1.0, "{loss}");

    let ridden = |answer: &JsValue, name: &str| Reflect::get(answer, &name.into()).unwrap();
    let noise = JsFuture::from(trainer.ride(&JsValue::NULL, 0.0))
        .await
        .unwrap();
    let images: Float32Array = ridden(&noise, "images").dyn_into().unwrap();
    assert_eq!(images.length(), 4 * 784);
    assert_eq!(ridden(&noise, "gap"), 0.0);
    let moved = JsFuture::from(trainer.ride(&images, 30.0)).await.unwrap();
    let distance = |answer: &JsValue| ridden(answer, "exactDistance").as_f64().unwrap();
    assert_ne!(distance(&moved), distance(&noise));
    assert_eq!(trainer.iteration(), 4.0);
    let refused = rejection(trainer.ride(&images.subarray(0, 784), 1.0)).await;
    says(refused, "ArgumentError", "`images.length` is 784");
    let refused = rejection(trainer.ride(&"noise".into(), 1.0)).await;
    says(refused, "ArgumentError", "images");
    let refused = rejection(trainer.train_by_plan(0.0)).await;
    says(refused, "ArgumentError", "`iterations` is 0");
}
