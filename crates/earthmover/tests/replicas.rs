//! A run spread over replicas.

#![allow(
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used
)]

#[path = "common/digits.rs"]
mod digits;

#[path = "common/checkpoint.rs"]
mod checkpoint;

use burn::tensor::Device;
use checkpoint::weights;
use digits::store;
use earthmover::burn;
use earthmover::run::sum_of_parts;
use earthmover::{Config, Images, Trainer};
use pollster::block_on;

/// Runs in which rows of a batch do not depend on each other.
const CONFIGS: [&str; 9] = [
    r#"{"constraint": {"share": 0.7, "step": 1}}"#,
    r#"{"constraint": {"pairs": "segment", "share": 1}, "order": "criticFirst", "nCritic": 2}"#,
    r#"{"constraint": {"pairs": "realFake", "form": "difference", "sides": "two", "share": 1}}"#,
    r#"{"constraint": {"kind": "gradientPenalty"}}"#,
    r#"{"constraint": {"kind": "weightClipping", "bound": 0.05}}"#,
    r#"{"constraint": {"kind": "spectralNorm"}}"#,
    r#"{"constraint": {"kind": "orthonormal"}}"#,
    r#"{"constraint": {"kind": "bounded"}}"#,
    r#"{"architecture": {"kind": "mlp", "generatorHidden": [16], "criticHidden": [16, 8],
        "normalisation": "layer"}}"#,
];

fn config(json: &str) -> Config {
    let small = r#"{"batch": 10, "latent": 4, "architecture": {"kind": "conv",
        "generatorChannels": 8, "criticChannels": 4, "normalisation": "group"}}"#;
    let small = Config::from_json(small).unwrap();
    small.patched(&serde_json::from_str(json).unwrap()).unwrap()
}

fn replicas(config: &Config, count: u64, digits: &Images) -> Vec<Trainer> {
    let replica = |index| {
        let mut trainer = Trainer::new(config.clone(), &Device::flex(), digits).unwrap();
        trainer.split(index, count).unwrap();
        trainer
    };
    (0..count).map(replica).collect()
}

fn summed(parts: &[Vec<f32>]) -> Vec<f32> {
    sum_of_parts(parts.iter().map(Vec::as_slice)).unwrap()
}

/// Runs one iteration of all replicas, and gives what each says of it.
fn iterate(replicas: &mut [Trainer]) -> [f32; 5] {
    let mut critic = None;
    for _ in 0..replicas[0].config().n_critic {
        let parts: Vec<_> = replicas
            .iter_mut()
            .map(|replica| block_on(replica.critic_part()).unwrap())
            .collect();
        let sum = summed(&parts);
        for replica in &mut *replicas {
            let report = replica.take_critic(&sum).unwrap();
            critic = Some([report.critic_loss, report.gap, report.penalty, report.slope]);
        }
    }
    let parts: Vec<_> = replicas
        .iter_mut()
        .map(|replica| block_on(replica.generator_part()).unwrap())
        .collect();
    let sum = summed(&parts);
    let mut loss = f32::NAN;
    for replica in &mut *replicas {
        loss = replica.take_generator(&sum).unwrap().generator_loss;
    }
    let [critic_loss, gap, penalty, slope] = critic.unwrap();
    [critic_loss, gap, penalty, slope, loss]
}

#[test]
fn the_sum_of_parts_is_the_gradient_of_the_batch_to_the_bit() {
    let digits = store(40);
    for json in CONFIGS {
        let config = config(json);
        for count in [2, 3, Trainer::most_replicas(&config) as u64] {
            let one = &mut replicas(&config, 1, &digits)[0];
            let mut many = replicas(&config, count, &digits);
            let expected = summed(&[block_on(one.critic_part()).unwrap()]);
            let parts = many
                .iter_mut()
                .map(|one| block_on(one.critic_part()).unwrap());
            let found = summed(&parts.collect::<Vec<_>>());
            assert!(found == expected, "{json} of {count}: critic");
            one.take_critic(&expected).unwrap();
            for replica in &mut many {
                replica.take_critic(&expected).unwrap();
            }
            let expected = summed(&[block_on(one.generator_part()).unwrap()]);
            let parts = many
                .iter_mut()
                .map(|one| block_on(one.generator_part()).unwrap());
            let found = summed(&parts.collect::<Vec<_>>());
            assert!(found == expected, "{json} of {count}: generator");
        }
    }
}

#[test]
fn one_replica_is_the_plain_run() {
    let digits = store(40);
    for json in CONFIGS {
        let config = config(json);
        let mut plain = Trainer::new(config.clone(), &Device::flex(), &digits).unwrap();
        let mut one = replicas(&config, 1, &digits);
        for report in block_on(plain.train(3)).unwrap() {
            let numbers = [
                report.critic_loss,
                report.gap,
                report.penalty,
                report.slope,
                report.generator_loss,
            ];
            assert_eq!(iterate(&mut one), numbers, "{json}");
        }
        assert!(weights(&plain) == weights(&one[0]), "{json}");
    }
}

#[test]
fn replicas_agree_to_the_bit_after_a_thousand_iterations() {
    let digits = store(60);
    let json = r#"{"architecture": {"kind": "mlp", "generatorHidden": [8], "criticHidden": [8],
        "normalisation": "layer"}, "batch": 6}"#;
    let mut replicas = replicas(&config(json), 3, &digits);
    for _ in 0..1000 {
        iterate(&mut replicas);
    }
    assert_eq!(replicas[0].iteration(), 1000);
    let first = weights(&replicas[0]);
    assert!(replicas.iter().all(|replica| weights(replica) == first));
}

/// As when a worker has died, the others take its rows over, and the curve goes on as that of fewer replicas.
#[test]
fn a_run_goes_on_with_fewer_replicas() {
    let digits = store(40);
    let config = config(CONFIGS[0]);
    let mut many = replicas(&config, 3, &digits);
    iterate(&mut many);
    // A part that is computed twice is the same part.
    let (first, again) = (
        block_on(many[0].critic_part()).unwrap(),
        block_on(many[0].critic_part()).unwrap(),
    );
    assert_eq!(first, again);
    many.truncate(2);
    for (index, replica) in many.iter_mut().enumerate() {
        replica.split(index as u64, 2).unwrap();
    }
    let bytes = block_on(many[0].save()).unwrap();
    let mut plain = Trainer::load(&bytes, &Device::flex(), &digits).unwrap();
    let expected = summed(&[block_on(plain.critic_part()).unwrap()]);
    let parts: Vec<_> = many
        .iter_mut()
        .map(|replica| block_on(replica.critic_part()).unwrap())
        .collect();
    assert!(summed(&parts) == expected, "two of three");
    iterate(&mut many);
    assert!(weights(&many[0]) == weights(&many[1]));
}

/// However many replicas share a run, after some iterations its weights are those of the plain run.
#[test]
fn the_curve_does_not_depend_on_the_number_of_replicas() {
    let digits = store(40);
    for json in CONFIGS {
        let config = config(json);
        let mut plain = Trainer::new(config.clone(), &Device::flex(), &digits).unwrap();
        block_on(plain.train(4)).unwrap();
        let most = Trainer::most_replicas(&config) as u64;
        for count in 1..=most {
            let mut many = replicas(&config, count, &digits);
            for _ in 0..4 {
                iterate(&mut many);
            }
            assert!(
                weights(&many[0]) == weights(&plain),
                "{json}: {count} replicas"
            );
        }
    }
}

#[test]
fn steps_out_of_order_are_refused_and_harm_nothing() {
    let digits = store(40);
    let new = || Trainer::new(config(CONFIGS[0]), &Device::flex(), &digits).unwrap();
    let mut trainer = new();
    let early = |result: Result<(), earthmover::Error>| {
        let error = result.unwrap_err();
        assert!(matches!(error, earthmover::Error::TooEarly(_)), "{error}");
    };
    early(trainer.take_critic(&[0.0]).map(drop));
    let part = block_on(trainer.critic_part()).unwrap();
    early(block_on(trainer.generator_part()).map(drop));
    early(
        trainer
            .take_generator(&summed(std::slice::from_ref(&part)))
            .map(drop),
    );
    // A part that was overtaken by a step of the whole run is none any more.
    block_on(trainer.train(1)).unwrap();
    early(trainer.take_critic(&summed(&[part])).map(drop));
    let mut plain = new();
    block_on(plain.train(1)).unwrap();
    assert_eq!(
        block_on(trainer.generator_part()).unwrap(),
        block_on(plain.generator_part()).unwrap(),
        "of the pass that is due, not of a stale one"
    );
    trainer.split(0, 2).unwrap();
    early(block_on(trainer.train(1)).map(drop));
    early(block_on(trainer.critic_step()).map(drop));
    early(block_on(trainer.generator_step()).map(drop));
    // With this constraint fewer replicas can share the run.
    let pooled = serde_json::from_str(r#"{"constraint": {"pairs": "pooled"}}"#).unwrap();
    let next = trainer.config().patched(&pooled).unwrap();
    trainer.configure(next).unwrap();
    let message = block_on(trainer.critic_part()).unwrap_err().to_string();
    assert!(message.contains("`of` is 2"), "{message}");
    trainer.split(0, 1).unwrap();
    block_on(trainer.train(1)).unwrap();
}

#[test]
fn parts_that_do_not_belong_together_are_named() {
    let digits = store(40);
    let parts: Vec<_> = replicas(&config(CONFIGS[0]), 2, &digits)
        .iter_mut()
        .map(|replica| block_on(replica.critic_part()).unwrap())
        .collect();
    let refused = |parts: &[&[f32]], said: &str| {
        let message = sum_of_parts(parts.iter().copied()).unwrap_err().to_string();
        assert!(message.contains(said), "{message}");
    };
    let [first, second] = [&parts[0][..], &parts[1][..]];
    refused(&[], "parts");
    refused(&[first], "of 3 leaves of 7");
    refused(&[second, first], "parts[0]");
    refused(&[first, first], "parts[1]");
    refused(&[first, &second[..second.len() - 1]], "parts[1].length");
    refused(&[&first[..2], second], "parts[0]");
    refused(&[&[7.0, f32::NAN, 1e9, 0.0], second], "parts[0]");
}

#[test]
fn what_cannot_be_split_is_named() {
    let digits = store(40);
    for (json, most) in [
        (CONFIGS[0], 7),
        (r#"{"constraint": {"pairs": "realReal"}}"#, 1),
        (r#"{"constraint": {"pairs": "pooled"}}"#, 1),
        (r#"{"order": "generatorFirst"}"#, 1),
        (r#"{"constraint": {"share": 0.3}}"#, 3),
        (r#"{"architecture": {"kind": "article", "channels": 2}}"#, 1),
        (
            r#"{"architecture": {"kind": "conv", "generatorChannels": 4, "criticChannels": 4,
                "normalisation": "batch"}}"#,
            1,
        ),
        (r#"{"batch": 40, "constraint": {"share": 1}}"#, 8),
    ] {
        let config = config(json);
        assert_eq!(Trainer::most_replicas(&config), most, "{json}");
        let mut trainer = Trainer::new(config, &Device::flex(), &digits).unwrap();
        let message = trainer.split(0, most as u64 + 1).unwrap_err().to_string();
        assert!(message.contains("`of`"), "{message}");
        trainer.split(0, most as u64).unwrap();
        let message = trainer.split(9, most as u64).unwrap_err().to_string();
        assert!(message.contains("`index` is 9"), "{message}");
    }
    let mut trainer = Trainer::new(config(CONFIGS[0]), &Device::flex(), &digits).unwrap();
    block_on(trainer.critic_part()).unwrap();
    let message = trainer.take_critic(&[0.0; 3]).unwrap_err().to_string();
    assert!(message.contains("sum.length"), "{message}");
}
