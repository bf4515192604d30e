//! Images and networks of one's own: what holds of digits holds of them, and what does not fit is said.

#![allow(
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used
)]

#[path = "common/checkpoint.rs"]
mod checkpoint;

use burn::Tensor;
use burn::tensor::Device;
use checkpoint::weights;
use earthmover::burn;
use earthmover::data::{ImageShape, mnist};
use earthmover::network::{Activation, BlockSpec, Kernel, Networks, NormSpec, Scale, Shape};
use earthmover::noise::{Noise, Purpose};
use earthmover::run::sum_of_parts;
use earthmover::seams::{autodiff, parameters};
use earthmover::{Config, Error, Images, Trainer};
use pollster::block_on;

/// Images in colour that are not square.
const COLOUR: ImageShape = ImageShape {
    height: 12,
    width: 20,
    channels: 3,
};

fn store(shape: ImageShape, count: usize) -> Images {
    let images = Images::new(shape, 4).unwrap();
    let mut noise = Noise::new(3, Purpose::Sample, 0);
    let bytes: Vec<u8> = (0..count * shape.numbers())
        .map(|_| noise.below(256) as u8)
        .collect();
    let labels: Vec<u8> = (0..count).map(|n| (n % 4) as u8).collect();
    images.add(&bytes, &labels, 0).unwrap();
    images
}

fn config(json: &str) -> Config {
    let small = Config::from_json(r#"{"batch": 6, "latent": 4}"#).unwrap();
    small.patched(&serde_json::from_str(json).unwrap()).unwrap()
}

fn block(shape: Shape, norm: NormSpec, activation: Activation) -> BlockSpec {
    BlockSpec {
        shape,
        bias: true,
        scale: Scale::Glorot { gain: 1.0 },
        norm,
        activation,
    }
}

fn kernel(channels: [usize; 2], size: usize, stride: usize, padding: usize) -> Kernel {
    Kernel {
        channels,
        size,
        stride,
        padding,
    }
}

fn linear(inputs: usize, outputs: [usize; 3]) -> Shape {
    Shape::Linear { inputs, outputs }
}

/// A generator whose images are 3 × 5 → 6 × 10 → 12 × 20 pixels, and a critic whose images are 12 × 20 → 5 ×
/// 9 pixels.
fn networks() -> Networks {
    Networks {
        generator: vec![
            block(linear(4, [6, 3, 5]), NormSpec::Pixel, Activation::Relu),
            block(
                Shape::Transposed(kernel([6, 4], 2, 2, 0)),
                NormSpec::Group,
                Activation::LeakyRelu,
            ),
            block(
                Shape::Transposed(kernel([4, 3], 4, 2, 1)),
                NormSpec::None,
                Activation::Sigmoid,
            ),
        ],
        critic: vec![
            block(
                Shape::Convolution(kernel([3, 5], 4, 2, 0)),
                NormSpec::None,
                Activation::LeakyRelu,
            ),
            block(
                linear(5 * 5 * 9, [1, 1, 1]),
                NormSpec::None,
                Activation::Identity,
            ),
        ],
    }
}

#[test]
fn images_of_any_shape_are_trained_on_measured_and_drawn() {
    let images = store(COLOUR, 40);
    for json in [
        r#"{}"#,
        r#"{"architecture": {"kind": "mlp", "generatorHidden": [8], "criticHidden": [8]}}"#,
        r#"{"constraint": {"kind": "gradientPenalty"}, "order": "criticFirst"}"#,
        r#"{"constraint": {"kind": "spectralNorm"}}"#,
        r#"{"constraint": {"kind": "orthonormal"}}"#,
    ] {
        let mut trainer = Trainer::new(config(json), &Device::flex(), &images).unwrap();
        let reports = block_on(trainer.train(4)).unwrap();
        assert_eq!(reports[3].iteration, 4, "{json}");
        let report = block_on(trainer.measure(16)).unwrap();
        assert!(report.critic_distance <= report.exact_distance + 1e-9);
        assert!(report.floor > 0.0);
        let drawn = block_on(trainer.sample_seeded(5, 1)).unwrap();
        assert_eq!(drawn.len(), 5 * 12 * 20 * 3);
        let numbers: Vec<f32> = drawn.iter().map(|x| f32::from(*x) / 255.0).collect();
        assert_eq!(block_on(trainer.score(&numbers)).unwrap().len(), 5);
        let again = Trainer::load(&block_on(trainer.save()).unwrap(), &Device::flex(), &images);
        assert_eq!(weights(&again.unwrap()), weights(&trainer), "{json}");
    }
}

#[test]
fn colours_keep_their_place() {
    // All images are red, and the generator must become so.
    let shape = ImageShape {
        height: 4,
        width: 4,
        channels: 3,
    };
    let images = Images::new(shape, 1).unwrap();
    let red: Vec<u8> = (0..8 * 16).flat_map(|_| [255, 0, 0]).collect();
    images.add(&red, &[0; 8], 0).unwrap();
    let mut trainer =
        Trainer::new(config(r#"{"averaging": null}"#), &Device::flex(), &images).unwrap();
    let mean = |trainer: &mut Trainer| -> [f64; 3] {
        let drawn = block_on(trainer.sample_seeded(16, 1)).unwrap();
        std::array::from_fn(|channel| {
            let numbers = drawn.iter().skip(channel).step_by(3);
            numbers.map(|x| f64::from(*x)).sum::<f64>() / (16.0 * 16.0)
        })
    };
    let before = mean(&mut trainer);
    block_on(trainer.train(60)).unwrap();
    let after = mean(&mut trainer);
    assert!(after[0] > before[0] + 20.0, "{before:?} {after:?}");
    assert!(
        after[1] < before[1] - 20.0 && after[2] < before[2] - 20.0,
        "{before:?} {after:?}"
    );
}

#[test]
fn networks_of_ones_own_are_trained_saved_and_shared() {
    let images = store(COLOUR, 30);
    let made = |json: &str| {
        Trainer::with_networks(config(json), networks(), &Device::flex(), &images).unwrap()
    };
    for json in [
        r#"{"constraint": {"share": 1}}"#,
        r#"{"constraint": {"kind": "gradientPenalty"}}"#,
        r#"{"constraint": {"kind": "weightClipping", "bound": 0.1}}"#,
    ] {
        let mut whole = made(json);
        block_on(whole.train(3)).unwrap();

        let mut saved = made(json);
        block_on(saved.train(2)).unwrap();
        let bytes = block_on(saved.save()).unwrap();
        let refused = Trainer::load(&bytes, &Device::flex(), &images).unwrap_err();
        assert!(
            refused.to_string().contains("load_with_networks"),
            "{refused}"
        );
        let mut others = networks();
        others.generator[0].activation = Activation::LeakyRelu;
        let refused = Trainer::load_with_networks(&bytes, others, &Device::flex(), &images);
        let said = refused.unwrap_err().to_string();
        assert!(said.contains("of other networks"), "{said}");
        let mut loaded =
            Trainer::load_with_networks(&bytes, networks(), &Device::flex(), &images).unwrap();
        block_on(loaded.train(1)).unwrap();
        assert_eq!(weights(&loaded), weights(&whole), "{json}");

        let mut replicas: Vec<Trainer> = (0..3).map(|_| made(json)).collect();
        for (index, replica) in replicas.iter_mut().enumerate() {
            replica.split(index as u64, 3).unwrap();
        }
        for _ in 0..3 {
            let parts: Vec<Vec<f32>> = replicas
                .iter_mut()
                .map(|replica| block_on(replica.critic_part()).unwrap())
                .collect();
            let sum = sum_of_parts(parts.iter().map(Vec::as_slice)).unwrap();
            replicas.iter_mut().for_each(|replica| {
                replica.take_critic(&sum).unwrap();
            });
            let parts: Vec<Vec<f32>> = replicas
                .iter_mut()
                .map(|replica| block_on(replica.generator_part()).unwrap())
                .collect();
            let sum = sum_of_parts(parts.iter().map(Vec::as_slice)).unwrap();
            replicas.iter_mut().for_each(|replica| {
                replica.take_generator(&sum).unwrap();
            });
        }
        assert_eq!(weights(&replicas[2]), weights(&whole), "{json}");
    }
}

#[test]
fn the_lists_of_an_architecture_make_its_curve() {
    let images = store(mnist::SHAPE, 30);
    for json in [
        r#"{}"#,
        r#"{"architecture": {"kind": "mlp", "generatorHidden": [8], "criticHidden": [8]}}"#,
        r#"{"architecture": {"kind": "article", "channels": 2}}"#,
    ] {
        let config = config(json);
        let networks = Networks::of(&config, images.shape()).unwrap();
        let mut ready = Trainer::new(config.clone(), &Device::flex(), &images).unwrap();
        let mut own = Trainer::with_networks(config, networks, &Device::flex(), &images).unwrap();
        block_on(ready.train(2)).unwrap();
        block_on(own.train(2)).unwrap();
        assert_eq!(weights(&ready), weights(&own), "{json}");
        assert_eq!(ready.leaves(), own.leaves());
    }
}

#[test]
fn gradients_of_images_that_are_not_square_are_those_of_autodiff() {
    let (plain, traced) = (Device::flex(), Device::flex().autodiff());
    let config = config("{}");
    let numbers = Noise::new(5, Purpose::Sample, 0).uniforms(4 * COLOUR.numbers());
    let images = |device: &Device| {
        let data = burn::tensor::TensorData::new(numbers.clone(), [4, COLOUR.numbers()]);
        Tensor::<2>::from_data(data, device)
    };
    let critic = networks().draw(&config, COLOUR, &plain).unwrap().1;
    let (scores, trace) = critic.trace(images(&plain), None);
    let found = critic.gradients(&trace, scores.ones_like());
    let critic = networks().draw(&config, COLOUR, &traced).unwrap().1;
    let loss = critic.forward(images(&traced)).sum();
    let expected = autodiff::gradients(&critic, &loss.backward());
    assert_eq!(found.len(), 4);
    for (name, found) in found {
        let pair = [
            (name.clone(), found),
            (name.clone(), expected[&name].clone()),
        ];
        let pair = block_on(parameters::read(&pair)).unwrap();
        for (a, b) in pair[0].iter().zip(&pair[1]) {
            assert!((a - b).abs() <= 1e-4 * b.abs().max(1.0), "{name}: {a} {b}");
        }
    }
}

type Change<'a> = &'a dyn Fn(&mut Networks);

#[test]
fn what_does_not_fit_is_named() {
    let images = store(COLOUR, 10);
    let wrong = |change: Change<'_>| {
        let mut networks = networks();
        change(&mut networks);
        let config = config(r#"{"constraint": {"kind": "gradientPenalty"}}"#);
        let made = Trainer::with_networks(config, networks, &Device::flex(), &images);
        made.map(|_| ()).unwrap_err().to_string()
    };
    let cases: [(Change<'_>, &str); 16] = [
        (&|n| n.critic.clear(), "`critic.length` is 0"),
        (
            &|n| n.generator[0].shape = linear(5, [6, 3, 5]),
            "`generator[0].shape.inputs` is 5; it must be 4",
        ),
        (
            &|n| n.generator[1].shape = Shape::Transposed(kernel([7, 4], 2, 2, 0)),
            "`generator[1].shape.channels[0]` is 7; it must be 6",
        ),
        (
            &|n| n.critic[0].shape = Shape::Convolution(kernel([3, 5], 13, 2, 0)),
            "`critic[0].shape.size` is 13; it must be at most 12",
        ),
        (
            &|n| n.critic[0].shape = Shape::Convolution(kernel([3, 5], 4, 0, 0)),
            "`critic[0].shape.stride` is 0",
        ),
        (
            &|n| n.critic[0].shape = Shape::Convolution(kernel([3, 5], 4, 2, usize::MAX)),
            "`critic[0].shape.padding` is 18446744073709551615; it must be below 4",
        ),
        (
            &|n| n.generator[1].shape = Shape::Transposed(kernel([6, 4], 4, 1, 3)),
            "`generator[1].shape.padding` is 3; it must be below 3",
        ),
        (
            &|n| n.generator[1].shape = Shape::Transposed(kernel([6, 4], 4801, 1, 2400)),
            "`generator[1].shape.size` is 4801; it must be a whole number from 1 to 256",
        ),
        (
            &|n| n.generator[0].shape = linear(4, [1 << 20, 1, 1]),
            "`generator[0].shape` is to 1048576",
        ),
        (
            &|n| n.generator[0].shape = linear(4, [1 << 16, 1 << 16, 1 << 16]),
            "of at most 128000000",
        ),
        (
            &|n| {
                n.generator[0].shape = linear(4, [6000, 3, 5]);
                n.generator[1].shape = Shape::Transposed(kernel([6000, 4], 256, 2, 127));
            },
            "`architecture` is of ",
        ),
        (&|n| n.generator.truncate(2), "the end of the generator"),
        (
            &|n| n.critic[1].shape = linear(225, [2, 1, 1]),
            "the end of the critic",
        ),
        (
            &|n| n.critic[0].norm = NormSpec::Layer,
            "`critic[0]` is normalised",
        ),
        (
            &|n| n.critic[1].scale = Scale::Normal(f64::NAN),
            "`critic[1].scale` is NaN",
        ),
        (
            &|n| {
                n.generator[0].norm = NormSpec::Batch {
                    epsilon: -1.0,
                    scaled: true,
                };
            },
            "`generator[0].norm.epsilon` is -1",
        ),
    ];
    for (change, expected) in cases {
        let said = wrong(change);
        assert!(said.contains(expected), "{said}\nlacks {expected}");
    }
}

#[test]
fn a_constraint_that_cannot_hold_the_critic_is_refused_while_a_run_goes_on() {
    let images = store(COLOUR, 10);
    let mut coupled = networks();
    coupled.critic[0].norm = NormSpec::Batch {
        epsilon: 1e-5,
        scaled: true,
    };
    let mut trainer =
        Trainer::with_networks(config("{}"), coupled, &Device::flex(), &images).unwrap();
    assert_eq!(trainer.leaves(), 1);
    let before = weights(&trainer);
    let next = config(r#"{"constraint": {"kind": "gradientPenalty"}}"#);
    let refused = trainer.configure(next).unwrap_err();
    assert!(refused.to_string().contains("`critic[0]`"), "{refused}");
    assert_eq!(weights(&trainer), before);
    block_on(trainer.train(1)).unwrap();
}

#[test]
fn architectures_say_which_images_they_are_for() {
    let odd = ImageShape {
        height: 10,
        width: 12,
        channels: 1,
    };
    for (json, expected) in [
        (
            "{}",
            "`architecture.kind` is conv; it must be another for images of 10 × 12",
        ),
        (
            r#"{"architecture": {"kind": "article"}}"#,
            "`architecture.kind` is article; it must be another for images of 10 × 12",
        ),
    ] {
        let made = Trainer::new(config(json), &Device::flex(), &store(odd, 10));
        let said = made.map(|_| ()).unwrap_err().to_string();
        assert!(said.contains(expected), "{said}");
    }
    for (shape, classes, expected) in [
        ([0, 4, 1], 1, "`shape.numbers` is 0"),
        (
            [1 << 40, 1 << 40, 3],
            1,
            "`shape.numbers` is 18446744073709551615",
        ),
        (
            [257, 256, 1],
            1,
            "it must be a whole number from 1 to 65536",
        ),
        ([4, 4, 1], 0, "`classes` is 0"),
    ] {
        let [height, width, channels] = shape;
        let shape = ImageShape {
            height,
            width,
            channels,
        };
        let said = Images::new(shape, classes)
            .map(|_| ())
            .unwrap_err()
            .to_string();
        assert!(said.contains(expected), "{said}");
    }
    let images = Images::new(odd, 3).unwrap();
    let said = images.add(&[0; 120], &[3], 0).unwrap_err().to_string();
    assert!(
        said.contains("`labels[0]` is 3; it must be a whole number below 3"),
        "{said}"
    );
}

#[test]
fn a_checkpoint_says_which_images_it_is_of() {
    let images = store(COLOUR, 10);
    let trainer = Trainer::new(config("{}"), &Device::flex(), &images).unwrap();
    let bytes = block_on(trainer.save()).unwrap();
    let refused = Trainer::load(&bytes, &Device::flex(), &Images::mnist()).unwrap_err();
    assert!(matches!(refused, Error::Checkpoint(_)));
    let said = refused.to_string();
    assert!(
        said.contains("12 × 20 × 3") && said.contains("28 × 28 × 1"),
        "{said}"
    );
    let survey = Trainer::load(&bytes, &Device::flex(), &images)
        .unwrap()
        .begin_survey(64);
    let said = survey.map(|_| ()).unwrap_err().to_string();
    assert!(said.contains("`images.shape`"), "{said}");
}
