//! The API of the modules that train, as JavaScript calls it.

#![cfg(target_arch = "wasm32")]
#![allow(missing_docs, clippy::unwrap_used)]

mod calls;
mod module;
mod refusals;
mod replicas;

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
