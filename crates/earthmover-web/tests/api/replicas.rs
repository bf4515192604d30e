//! A run spread over trainers.

use super::*;

/// Rows of a batch do not depend on each other here, so that replicas give what one trainer does.
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

/// Asks each replica for its part, lets each take the sum of all, and gives what the first reports.
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
        // Only the tensors are compared: the header has its entries in any order.
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
    // A part begins with the number of leaves in the batch, its own first leaf, and the one after its last.
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
