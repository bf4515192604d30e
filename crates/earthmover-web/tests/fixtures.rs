//! The JAX fixtures on WebGPU. On the processor they are compared natively.

#![cfg(all(target_arch = "wasm32", feature = "webgpu"))]
#![allow(missing_docs, unreachable_pub, clippy::expect_used)]

#[path = "../../earthmover/tests/common/fixture.rs"]
#[allow(dead_code, reason = "the native tests use all of it")]
mod fixture;

use earthmover::burn::tensor::Device;
use fixture::{Fixture, compare_adam, compare_average, compare_statistics};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

macro_rules! fixtures {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_bytes!(concat!("../../../tests/fixtures/networks/", $name, ".safetensors")))),*]
    };
}

const FIXTURES: &[(&str, &[u8])] = fixtures![
    "article",
    "article-adversarial",
    "conv-adversarial-difference",
    "conv-adversarial-quotient",
    "conv-adversarial-two",
    "conv-bounded",
    "conv-dense",
    "conv-dense-gradient",
    "conv-gradient-one",
    "conv-gradient-two",
    "conv-layer",
    "conv-orthonormal",
    "conv-pooled-quotient",
    "conv-real-fake-difference",
    "conv-real-fake-quotient",
    "conv-real-real-difference",
    "conv-real-real-quotient",
    "conv-segment-quotient",
    "conv-spectral",
    "conv-unconstrained",
    "conv-wide-step",
    "mlp-batch",
    "mlp-bounded",
    "mlp-gradient-one",
    "mlp-gradient-two",
    "mlp-group",
    "mlp-layer",
    "mlp-none",
    "mlp-orthonormal",
    "mlp-pixel",
    "mlp-pooled-difference",
    "mlp-real-fake-two",
    "mlp-segment-difference",
    "mlp-spectral",
];

#[wasm_bindgen_test]
async fn steps_samples_and_adam_equal_the_fixtures() {
    // Any call runs the module's constructors, which burn needs here.
    earthmover_web::memory();
    let device = Device::wgpu_options()
        .init_async()
        .await
        .expect("a WebGPU adapter");
    let mut wrong = String::new();
    let mut whole = 0;
    for (name, bytes) in FIXTURES {
        let fixture = Fixture::new(bytes, &device);
        let mut differences = fixture.compare(1e-3).await.0;
        if let Some(found) = fixture.compare_whole(1e-3).await {
            differences += &found.0;
            whole += 1;
        }
        for line in differences.lines() {
            wrong += &format!("{name}: {line}\n");
        }
    }
    assert_eq!(whole, 17, "cases that are run as whole iterations");
    let statistics = include_bytes!("../../../tests/fixtures/networks/statistics.safetensors");
    wrong += &compare_statistics(statistics, &device, 1e-3).await.0;
    let adam = include_bytes!("../../../tests/fixtures/networks/adam.safetensors");
    wrong += &compare_adam(adam, &device, 1e-5).await.0;
    wrong += &compare_average(&device, 1e-5).await.0;
    assert!(wrong.is_empty(), "\n{wrong}");
}
