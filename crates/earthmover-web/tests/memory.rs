//! A long run must not eat the tab.

#![cfg(all(target_arch = "wasm32", not(feature = "webgpu")))]
#![allow(missing_docs, clippy::unwrap_used)]

use earthmover_web::{Digits, Trainer, memory};
use js_sys::{JSON, Uint8Array};
use wasm_bindgen::convert::TryFromJsValue;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

const DEVICE: &str = if cfg!(feature = "ndarray") {
    "ndarray"
} else {
    "cpu"
};

/// Adds a shard of grey images.
fn add(digits: &Digits, count: u32, from: Option<f64>) {
    let images = Uint8Array::new_with_length(count * 784);
    images.fill(90, 0, count * 784);
    let labels = Uint8Array::new_with_length(count);
    digits.add(&images, &labels, from).unwrap();
}

async fn create(config: &str, digits: &Digits) -> Trainer {
    let config = JSON::parse(config).unwrap();
    let trainer = JsFuture::from(Trainer::create(&config, &DEVICE.into(), digits)).await;
    Trainer::try_from_js_value(trainer.unwrap()).unwrap()
}

#[wasm_bindgen_test]
async fn a_thousand_iterations_of_the_mlp_keep_memory_flat_after_a_hundred() {
    let digits = Digits::new();
    add(&digits, 200, None);
    let trainer = create(r#"{"architecture": {"kind": "mlp"}, "batch": 16}"#, &digits).await;
    let mut settled = 0.0;
    for round in 1..=100 {
        JsFuture::from(trainer.train(10.0)).await.unwrap();
        // A checkpoint is large beside what an iteration allocates: the first of them may find no hole
        // that it fits into.
        if round <= 10 || round % 10 == 0 {
            let latents = JSON::parse(r#"{"count": 64, "seed": 1}"#).unwrap();
            JsFuture::from(trainer.sample(&latents)).await.unwrap();
            JsFuture::from(trainer.save()).await.unwrap();
        }
        if round == 10 {
            settled = memory();
        }
    }
    assert_eq!(trainer.iteration(), 1000.0);
    assert_eq!(memory(), settled);
}

/// 47 million bytes of digits lie there once, in shards that never move.
#[wasm_bindgen_test]
async fn the_default_and_all_of_mnist_take_less_than_ninety_megabytes() {
    let digits = Digits::new();
    for shard in 0..8 {
        add(&digits, 7_500, Some(f64::from(10 * shard)));
    }
    let trainer = create("{}", &digits).await;
    JsFuture::from(trainer.train(20.0)).await.unwrap();
    JsFuture::from(trainer.save()).await.unwrap();
    assert!(memory() < 90e6, "{} bytes", memory());
}
