//! What the parts of an iteration cost on a processor: `cargo make bench`, or `cargo bench -p earthmover
//! --bench steps`. Tells the median and the spread of many samples; compare only numbers of one run.

#![allow(missing_docs, clippy::unwrap_used)]

use burn::Tensor;
use burn::tensor::Device;
use divan::{Bencher, black_box};
use earthmover::burn;
use earthmover::critic::CriticFit;
use earthmover::data::mnist;
use earthmover::network::{Critic, Generator, Networks};
use earthmover::noise::{Noise, Purpose};
use earthmover::seams::optimiser::{Moments, adam_step};
use earthmover::{Config, Images, Trainer};
use mimalloc::MiMalloc;
use pollster::block_on;

/// The allocator that the command line has.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() {
    divan::main();
}

/// The networks of the comparison with other libraries, as `bench/peers` has them, and the default.
const NETWORKS: [&str; 3] = ["mlp", "conv", "default"];

fn config(name: &str) -> Config {
    let architecture = match name {
        "mlp" => {
            r#"{"kind": "mlp", "generatorHidden": [256], "criticHidden": [256, 256],
                "normalisation": "none"}"#
        }
        "conv" => {
            r#"{"kind": "conv", "generatorChannels": 64, "criticChannels": 32, "criticDense": 0,
                "normalisation": "none"}"#
        }
        _ => return Config::default(),
    };
    let json = format!(
        r#"{{"batch": 64, "latent": 64, "nCritic": 5, "order": "criticFirst", "averaging": null,
            "architecture": {architecture}, "constraint": {{"pairs": "realFake", "share": 1}}}}"#
    );
    Config::from_json(&json).unwrap()
}

fn tensor(rows: usize, width: usize) -> Tensor<2> {
    let numbers = Noise::new(1, Purpose::Sample, 0).uniforms(rows * width);
    let data = burn::tensor::TensorData::new(numbers, [rows, width]);
    Tensor::from_data(data, &Device::flex())
}

fn networks(config: &Config) -> (Generator, Critic) {
    let networks = Networks::of(config, mnist::SHAPE).unwrap();
    networks
        .draw(config, mnist::SHAPE, &Device::flex())
        .unwrap()
}

/// A store of made-up images.
fn store() -> Images {
    let digits = Images::mnist();
    let mut noise = Noise::new(2, Purpose::Sample, 0);
    let images: Vec<u8> = (0..500 * 784).map(|_| noise.below(256) as u8).collect();
    digits.add(&images, &[0; 500], 0).unwrap();
    digits
}

#[divan::bench(args = NETWORKS)]
fn iteration(bencher: Bencher<'_, '_>, name: &str) {
    let mut trainer = Trainer::new(config(name), &Device::flex(), &store()).unwrap();
    bencher.bench_local(|| block_on(trainer.train(1)).unwrap());
}

#[divan::bench(args = NETWORKS)]
fn generator_forward(bencher: Bencher<'_, '_>, name: &str) {
    let config = config(name);
    let generator = networks(&config).0;
    let latents = tensor(config.batch, config.latent);
    bencher.bench_local(|| generator.forward(black_box(latents.clone())));
}

#[divan::bench(args = NETWORKS)]
fn generator_backward(bencher: Bencher<'_, '_>, name: &str) {
    let config = config(name);
    let generator = networks(&config).0;
    let (images, trace) = generator.trace(tensor(config.batch, config.latent));
    bencher.bench_local(|| generator.gradients(&trace, black_box(images.clone())));
}

#[divan::bench(args = NETWORKS)]
fn critic_forward(bencher: Bencher<'_, '_>, name: &str) {
    let config = config(name);
    let critic = networks(&config).1;
    let images = tensor(2 * config.batch, 784);
    bencher.bench_local(|| critic.forward(black_box(images.clone())));
}

#[divan::bench(args = NETWORKS)]
fn critic_backward(bencher: Bencher<'_, '_>, name: &str) {
    let config = config(name);
    let critic = networks(&config).1;
    let (scores, trace) = critic.trace(tensor(2 * config.batch, 784), None);
    bencher.bench_local(|| critic.gradients(&trace, black_box(scores.clone())));
}

#[divan::bench(args = NETWORKS)]
fn critic_input_gradient(bencher: Bencher<'_, '_>, name: &str) {
    let config = config(name);
    let critic = networks(&config).1;
    let (scores, trace) = critic.trace(tensor(2 * config.batch, 784), None);
    bencher.bench_local(|| critic.input_gradient(&trace, black_box(scores.clone())));
}

#[divan::bench(args = NETWORKS)]
fn adam(bencher: Bencher<'_, '_>, name: &str) {
    let config = config(name);
    let mut generator = networks(&config).0;
    let (images, trace) = generator.trace(tensor(config.batch, config.latent));
    let gradients = generator.gradients(&trace, images);
    let mut moments = Moments::default();
    bencher.bench_local(|| {
        let settings = &config.generator_adam;
        generator = adam_step(settings, &mut moments, generator.clone(), gradients.clone());
    });
}

/// A step of the default critic, 16 digits against 16 fakes, under each constraint.
#[divan::bench(args = [
    r#"{"pairs": "realReal"}"#,
    r#"{"pairs": "realFake"}"#,
    r#"{"pairs": "pooled"}"#,
    r#"{"pairs": "segment"}"#,
    r#"{"pairs": "adversarial"}"#,
    r#"{"kind": "gradientPenalty"}"#,
    r#"{"kind": "weightClipping"}"#,
    r#"{"kind": "spectralNorm"}"#,
    r#"{"kind": "orthonormal"}"#,
    r#"{"kind": "bounded"}"#,
    r#"{"kind": "none"}"#,
])]
fn critic_step(bencher: Bencher<'_, '_>, constraint: &str) {
    let config = Config::from_json(&format!(r#"{{"constraint": {constraint}}}"#)).unwrap();
    let mut noise = Noise::new(3, Purpose::Sample, 0);
    let (real, fake) = (noise.uniforms(16 * 784), noise.uniforms(16 * 784));
    let mut fit = CriticFit::new(&config, mnist::SHAPE, &Device::flex(), &real, &fake).unwrap();
    bencher.bench_local(|| block_on(fit.train(1)).unwrap());
}
