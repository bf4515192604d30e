//! Networks, losses, gradients and Adam against references made by JAX and numpy.

#![allow(missing_docs, unreachable_pub, clippy::expect_used)]

#[cfg(feature = "wgpu")]
#[path = "common/adapter.rs"]
mod adapter;
#[path = "common/fixture.rs"]
#[cfg_attr(
    not(feature = "wgpu"),
    allow(dead_code, reason = "whole iterations are a GPU's")
)]
mod fixture;

use std::path::PathBuf;

use earthmover::burn::tensor::Device;
use fixture::{Fixture, compare_adam, compare_average, compare_statistics};
use pollster::block_on;

fn folder() -> PathBuf {
    std::path::absolute("../../tests/fixtures/networks").expect("a path")
}

/// The cases of networks and losses, by name.
fn cases() -> Vec<(String, Vec<u8>)> {
    let mut cases = Vec::new();
    for entry in std::fs::read_dir(folder()).expect("the fixtures") {
        let path = entry.expect("an entry").path();
        let name = path
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        if !["adam", "statistics"].contains(&name.as_str()) {
            cases.push((name, std::fs::read(&path).expect("a fixture")));
        }
    }
    cases
}

/// Every device that this is built for, with the factor by which its tolerance is larger.
fn devices() -> Vec<(&'static str, Device, f64)> {
    vec![
        #[cfg(feature = "flex")]
        ("flex", Device::flex(), 1.0),
        #[cfg(feature = "ndarray")]
        #[allow(deprecated, reason = "burn-ndarray stays beside its successor")]
        ("ndarray", Device::ndarray(), 1.0),
        #[cfg(feature = "wgpu")]
        ("wgpu", adapter::gpu(), 10.0),
    ]
}

#[test]
fn steps_equal_the_jax_fixtures() {
    let mut compared = 0;
    let mut wrong = String::new();
    for (name, bytes) in cases() {
        for (device_name, device, times) in devices() {
            let fixture = Fixture::new(&bytes, &device);
            let differences = block_on(fixture.compare(1e-4 * times)).0;
            for line in differences.lines() {
                wrong += &format!("{name} on {device_name}: {line}\n");
            }
            compared += 1;
        }
    }
    assert_eq!(
        compared,
        34 * devices().len(),
        "only {compared} comparisons"
    );
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// Cases without batch normalisation, whose constraint compares two points at a time.
#[cfg(feature = "wgpu")]
#[test]
fn whole_iterations_equal_the_jax_fixtures() {
    let device = adapter::gpu();
    let mut compared = Vec::new();
    let mut wrong = String::new();
    for (name, bytes) in cases() {
        let fixture = Fixture::new(&bytes, &device);
        let Some(differences) = block_on(fixture.compare_whole(1e-3)) else {
            continue;
        };
        for line in differences.0.lines() {
            wrong += &format!("{name}: {line}\n");
        }
        compared.push(name);
    }
    assert_eq!(compared.len(), 17, "{compared:?}");
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn adam_equals_the_paper() {
    let bytes = std::fs::read(folder().join("adam.safetensors")).expect("the fixture");
    for (device_name, device, times) in devices() {
        let wrong = block_on(compare_adam(&bytes, &device, 1e-6 * times)).0;
        assert!(wrong.is_empty(), "{device_name}: {wrong}");
    }
}

#[test]
fn samples_use_the_statistics_of_the_reference_batch() {
    let bytes = std::fs::read(folder().join("statistics.safetensors")).expect("the fixture");
    for (device_name, device, times) in devices() {
        let wrong = block_on(compare_statistics(&bytes, &device, 1e-5 * times)).0;
        assert!(wrong.is_empty(), "{device_name}: {wrong}");
    }
}

#[test]
fn the_average_follows_and_kept_memory_stays() {
    for (device_name, device, times) in devices() {
        let wrong = block_on(compare_average(&device, 1e-6 * times)).0;
        assert!(wrong.is_empty(), "{device_name}: {wrong}");
    }
}
