//! Networks, losses, gradients and Adam against references made by JAX and numpy.

#![allow(missing_docs, unreachable_pub, clippy::expect_used)]

#[path = "common/fixture.rs"]
mod fixture;

use std::path::{Path, PathBuf};

use burn::Tensor;
use burn::module::{Module, Param};
use burn::tensor::{Device, TensorData};
use earthmover::burn;
use earthmover::config::Adam;
use earthmover::optimiser::{Moments, adam_step};
use earthmover::parameters::Named;
use fixture::Fixture;
use pollster::block_on;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/networks")
}

fn devices() -> Vec<(&'static str, Device)> {
    #[allow(deprecated, reason = "burn-ndarray stays beside its successor")]
    let ndarray = Device::ndarray();
    vec![("flex", Device::flex()), ("ndarray", ndarray)]
}

#[test]
fn steps_equal_the_jax_fixtures() {
    let mut compared = 0;
    let mut wrong = String::new();
    for entry in std::fs::read_dir(folder()).expect("the fixtures") {
        let path = entry.expect("an entry").path();
        let name = path
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        if ["adam", "statistics"].contains(&name.as_str()) {
            continue;
        }
        let bytes = std::fs::read(&path).expect("a fixture");
        for (device_name, device) in devices() {
            let fixture = Fixture::new(&bytes, &device);
            let differences = block_on(fixture.compare(1e-4)).0;
            for line in differences.lines() {
                wrong += &format!("{name} on {device_name}: {line}\n");
            }
            compared += 1;
        }
    }
    assert_eq!(compared, 26, "only {compared} comparisons");
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn adam_equals_the_paper() {
    let bytes = std::fs::read(folder().join("adam.safetensors")).expect("the fixture");
    let file = safetensors::SafeTensors::deserialize(&bytes).expect("tensors");
    let settings = [("fast", 2e-3, 0.5, 0.9), ("slow", 1e-3, 0.9, 0.999)];
    for (device_name, device) in devices() {
        let tensor = |name: &str| {
            let view = file.tensor(name).expect(name);
            let values: Vec<f32> = view
                .data()
                .as_chunks::<4>()
                .0
                .iter()
                .map(|b| f32::from_le_bytes(*b))
                .collect();
            Tensor::<1>::from_data(TensorData::from(values.as_slice()), &device)
        };
        for prefix in ["", "vector/", "kernel/"] {
            for (setting, rate, beta1, beta2) in settings {
                let adam = Adam {
                    rate,
                    beta1,
                    beta2,
                    epsilon: 1e-8,
                };
                let mut module = Param::from_tensor(tensor(&format!("{prefix}parameter")));
                let mut moments = Moments::default();
                for t in 1..=4 {
                    let gradient = tensor(&format!("{prefix}gradient/{t}"));
                    let gradients = Named::from([(String::new(), gradient)]);
                    module = adam_step(&adam, &mut moments, module, &gradients);
                    let expected = tensor(&format!("{prefix}{setting}/after/{t}"));
                    let error = norm(module.val() - expected.clone()) / norm(expected);
                    assert!(
                        error < 1e-6,
                        "{device_name} {prefix}{setting} {t}: {error:.1e}"
                    );
                }
            }
        }
    }
}

#[test]
fn samples_use_the_statistics_of_the_reference_batch() {
    let bytes = std::fs::read(folder().join("statistics.safetensors")).expect("the fixture");
    for (device_name, device) in devices() {
        let fixture = Fixture::new(&bytes, &device);
        let generator = fixture.generator().valid();
        let statistics = generator.statistics(fixture.tensor("input/reference"));
        let images = generator.sample(fixture.tensor("input/latents"), &statistics);
        let measured = vec![("output/images".to_owned(), images.flatten(0, 3))];
        let wrong = block_on(fixture.differences(measured, 1e-5, 0.0)).0;
        assert!(wrong.is_empty(), "{device_name}: {wrong}");
    }
}

fn norm(tensor: Tensor<1>) -> f32 {
    let data = block_on(tensor.square().sum().sqrt().into_data_async()).expect("a read");
    data.try_into_vec().expect("one number")[0]
}
