//! What must hold of every run: the seed's curve, checkpoints, samples, bad input.

#![cfg(feature = "train")]
#![allow(
    missing_docs,
    unreachable_pub,
    clippy::expect_used,
    clippy::unwrap_used
)]

#[path = "common/digits.rs"]
mod digits;

use burn::tensor::Device;
use digits::{blobs, store};
use earthmover::burn;
use earthmover::{Config, Digits, Error, StepReport, Trainer};
use pollster::block_on;

/// Small runs of every kind.
const CONFIGS: [&str; 14] = [
    r#"{"architecture": {"kind": "conv", "generatorChannels": 8, "criticChannels": 4,
        "normalisation": "batch"}, "generatorAdam": {"rate": 0.0025118864315095794}}"#,
    r#"{"architecture": {"kind": "conv", "generatorChannels": 8, "criticChannels": 4,
        "normalisation": "group"}, "nCritic": 2, "averaging": {"from": 0}}"#,
    r#"{"architecture": {"kind": "conv", "generatorChannels": 8, "criticChannels": 4,
        "normalisation": "pixel"}, "constraint": {"pairs": "realFake", "form": "difference"}}"#,
    r#"{"architecture": {"kind": "mlp", "generatorHidden": [16], "criticHidden": [16, 8],
        "normalisation": "none"}, "averaging": null}"#,
    r#"{"architecture": {"kind": "mlp", "generatorHidden": [16], "criticHidden": [16]},
        "constraint": {"pairs": "realReal"}}"#,
    r#"{"architecture": {"kind": "mlp", "generatorHidden": [16], "criticHidden": [16]},
        "constraint": {"kind": "weightClipping", "bound": 0.05}}"#,
    r#"{"architecture": {"kind": "article", "channels": 2}, "order": "generatorFirst",
        "constraint": {"pairs": "realReal", "form": "difference"}, "averaging": null}"#,
    r#"{"architecture": {"kind": "conv", "generatorChannels": 8, "criticChannels": 4,
        "normalisation": "batch"}, "order": "sharedFakes", "nCritic": 2, "constraint": {"share": 0.4}}"#,
    r#"{"architecture": {"kind": "conv", "generatorChannels": 8, "criticChannels": 4},
        "constraint": {"kind": "gradientPenalty", "sides": "one"}}"#,
    r#"{"architecture": {"kind": "conv", "generatorChannels": 8, "criticChannels": 4},
        "constraint": {"kind": "spectralNorm"}}"#,
    r#"{"architecture": {"kind": "mlp", "generatorHidden": [16], "criticHidden": [16]},
        "constraint": {"pairs": "pooled", "sides": "two"}}"#,
    r#"{"architecture": {"kind": "mlp", "generatorHidden": [16], "criticHidden": [16]},
        "constraint": {"pairs": "segment"}}"#,
    r#"{"architecture": {"kind": "mlp", "generatorHidden": [16], "criticHidden": [16]},
        "constraint": {"kind": "bounded"}}"#,
    r#"{"architecture": {"kind": "conv", "generatorChannels": 8, "criticChannels": 4,
        "normalisation": "layer", "initialisation": "glorot"}}"#,
];

fn config(json: &str) -> Config {
    let small = Config::from_json(r#"{"batch": 8, "latent": 4}"#).unwrap();
    small.patched(&serde_json::from_str(json).unwrap()).unwrap()
}

fn devices() -> [Device; 2] {
    #[allow(deprecated, reason = "burn-ndarray stays beside its successor")]
    let ndarray = Device::ndarray();
    [Device::flex(), ndarray]
}

fn trainer(config: Config, device: &Device, digits: &Digits) -> Trainer {
    Trainer::new(config, device, digits).unwrap()
}

fn bits(reports: &[StepReport]) -> Vec<[u32; 5]> {
    let numbers = |r: &StepReport| [r.critic_loss, r.gap, r.penalty, r.slope, r.generator_loss];
    reports
        .iter()
        .map(|report| numbers(report).map(f32::to_bits))
        .collect()
}

#[test]
fn a_seed_gives_one_curve_to_the_bit() {
    let digits = store(40);
    for device in devices() {
        for json in CONFIGS {
            let run = |config: Config| {
                let mut trainer = trainer(config, &device, &digits);
                bits(&block_on(trainer.train(6)).unwrap())
            };
            let curve = run(config(json));
            assert_eq!(curve, run(config(json)), "{json}");
            let other = Config {
                seed: 8,
                ..config(json)
            };
            assert_ne!(curve, run(other), "{json}");
        }
    }
}

#[test]
fn one_call_or_many_are_the_same_run() {
    let digits = store(40);
    for json in CONFIGS {
        let mut whole = trainer(config(json), &Device::flex(), &digits);
        let mut parts = trainer(config(json), &Device::flex(), &digits);
        let all = block_on(whole.train(6)).unwrap();
        let mut pieces = block_on(parts.train(2)).unwrap();
        pieces.push(block_on(parts.train_step()).unwrap());
        pieces.extend(block_on(parts.train(3)).unwrap());
        assert_eq!(bits(&all), bits(&pieces), "{json}");
        let iterations: Vec<u64> = pieces.iter().map(|report| report.iteration).collect();
        assert_eq!(iterations, [1, 2, 3, 4, 5, 6]);
    }
}

#[test]
fn half_steps_make_the_same_run_as_iterations() {
    let digits = store(40);
    // Two critic steps each; in the second the generator's fakes are those of the last of them.
    for json in [CONFIGS[1], CONFIGS[7]] {
        let mut whole = trainer(config(json), &Device::flex(), &digits);
        let mut halves = trainer(config(json), &Device::flex(), &digits);
        for report in block_on(whole.train(3)).unwrap() {
            block_on(halves.critic_step()).unwrap();
            let critic = block_on(halves.critic_step()).unwrap();
            let generator = block_on(halves.generator_step()).unwrap();
            assert_eq!(report.critic_loss, critic.critic_loss);
            assert_eq!(report.slope, critic.slope);
            assert_eq!(report.generator_loss, generator.generator_loss);
        }
        assert_eq!(halves.iteration(), 3);
    }
}

#[test]
fn the_curve_does_not_depend_on_when_shards_arrive() {
    let json = CONFIGS[3];
    let (first, second, third) = (blobs(0, 20), blobs(20, 30), blobs(50, 25));
    let early = Digits::new();
    for (shard, from) in [(&first, 0), (&second, 3), (&third, 5)] {
        early.add(&shard.0, &shard.1, from).unwrap();
    }
    let late = Digits::new();
    late.add(&first.0, &first.1, 0).unwrap();
    let mut punctual = trainer(config(json), &Device::flex(), &early);
    let mut patient = trainer(config(json), &Device::flex(), &late);
    let all = block_on(punctual.train(8)).unwrap();
    let mut pieces = block_on(patient.train(3)).unwrap();
    late.add(&second.0, &second.1, 3).unwrap();
    pieces.extend(block_on(patient.train(2)).unwrap());
    late.add(&third.0, &third.1, 5).unwrap();
    pieces.extend(block_on(patient.train(3)).unwrap());
    assert_eq!(bits(&all), bits(&pieces));
    // Nor on the order in which they arrive.
    let shuffled = Digits::new();
    for (shard, from) in [(&third, 5), (&first, 0), (&second, 3)] {
        shuffled.add(&shard.0, &shard.1, from).unwrap();
    }
    let mut other = trainer(config(json), &Device::flex(), &shuffled);
    assert_eq!(bits(&all), bits(&block_on(other.train(8)).unwrap()));
    // The shards must matter, or the law says nothing.
    let mut poor = trainer(config(json), &Device::flex(), &store(20));
    assert_ne!(bits(&all), bits(&block_on(poor.train(8)).unwrap()));
}

#[test]
fn save_then_load_then_train_equals_train() {
    let digits = store(40);
    for device in devices() {
        for json in CONFIGS {
            let mut through = trainer(config(json), &device, &digits);
            block_on(through.train(4)).unwrap();
            let bytes = block_on(through.save()).unwrap();
            let mut resumed = Trainer::load(&bytes, &device, &digits).unwrap();
            assert_eq!(resumed.config(), through.config());
            assert_eq!(resumed.iteration(), 4);
            let expected = block_on(through.train(4)).unwrap();
            let found = block_on(resumed.train(4)).unwrap();
            assert_eq!(bits(&expected), bits(&found), "{json}");
            let expected = block_on(through.sample_seeded(3, 1)).unwrap();
            assert_eq!(expected, block_on(resumed.sample_seeded(3, 1)).unwrap());
        }
    }
}

#[test]
fn a_checkpoint_moves_between_devices() {
    let digits = store(40);
    let [flex, ndarray] = devices();
    let mut here = trainer(config(CONFIGS[0]), &flex, &digits);
    block_on(here.train(3)).unwrap();
    let bytes = block_on(here.save()).unwrap();
    let mut there = Trainer::load(&bytes, &ndarray, &digits).unwrap();
    let (a, b) = (
        block_on(here.train(1)).unwrap(),
        block_on(there.train(1)).unwrap(),
    );
    assert!(
        (a[0].gap - b[0].gap).abs() <= 1e-4 * a[0].gap.abs(),
        "{a:?} {b:?}"
    );
}

#[test]
fn a_sample_depends_on_its_own_latent_alone() {
    let digits = store(40);
    for json in CONFIGS {
        let mut trainer = trainer(config(json), &Device::flex(), &digits);
        block_on(trainer.train(3)).unwrap();
        let latents: Vec<f32> = (0..70 * 4).map(|n| (n as f32 * 0.37).sin() * 2.0).collect();
        let together = block_on(trainer.sample(&latents)).unwrap();
        for n in [0, 1, 33, 63, 64, 69] {
            let alone = block_on(trainer.sample(&latents[n * 4..][..4])).unwrap();
            let within = &together[n * 784..][..784];
            let far = alone.iter().zip(within).map(|(a, b)| a.abs_diff(*b)).max();
            // Rounding may tip a pixel to the next byte where a row's place differs.
            assert!(far <= Some(1), "{json}: {far:?}");
        }
        let other = block_on(trainer.sample(&latents[4..8])).unwrap();
        assert_ne!(other, together[..784], "{json}: latents do not matter");
    }
}

#[test]
fn a_score_depends_on_its_own_image_alone() {
    let digits = store(40);
    for json in CONFIGS {
        let mut trainer = trainer(config(json), &Device::flex(), &digits);
        block_on(trainer.train(3)).unwrap();
        let images: Vec<f32> = blobs(3, 66)
            .0
            .iter()
            .map(|&x| f32::from(x) / 255.0)
            .collect();
        let together = block_on(trainer.score(&images)).unwrap();
        assert_eq!(together.len(), 66);
        for n in [0, 40, 65] {
            let alone = block_on(trainer.score(&images[n * 784..][..784])).unwrap();
            let scale = together.iter().fold(1e-3, |most: f32, x| most.max(x.abs()));
            assert!((alone[0] - together[n]).abs() <= 1e-4 * scale, "{json}");
        }
    }
}

#[test]
fn averaged_samples_begin_where_they_should() {
    let digits = store(40);
    let averaged = |from: u64| {
        let patch = format!(r#"{{"averaging": {{"decay": 0.9, "from": {from}}}}}"#);
        let config = config(CONFIGS[0])
            .patched(&serde_json::from_str(&patch).unwrap())
            .unwrap();
        let mut trainer = trainer(config, &Device::flex(), &digits);
        block_on(trainer.train(6)).unwrap();
        block_on(trainer.sample_seeded(2, 0)).unwrap()
    };
    let patch = serde_json::json!({"averaging": null});
    let off = config(CONFIGS[0]).patched(&patch).unwrap();
    let mut raw = trainer(off, &Device::flex(), &digits);
    block_on(raw.train(6)).unwrap();
    let raw = block_on(raw.sample_seeded(2, 0)).unwrap();
    assert_eq!(averaged(7), raw);
    assert_ne!(averaged(6), raw);
}

/// A tensor of a checkpoint.
fn saved(trainer: &Trainer, name: &str) -> Vec<f32> {
    let bytes = block_on(trainer.save()).unwrap();
    let file = safetensors::SafeTensors::deserialize(&bytes).unwrap();
    let data = file
        .tensor(name)
        .unwrap_or_else(|_| panic!("no {name}"))
        .data();
    data.as_chunks::<4>()
        .0
        .iter()
        .map(|b| f32::from_le_bytes(*b))
        .collect()
}

fn patched(json: &str, patch: serde_json::Value) -> Config {
    config(json).patched(&patch).unwrap()
}

#[test]
fn each_network_has_its_own_rate_and_each_step_its_own_draws() {
    let digits = store(40);
    let still = serde_json::json!({"generatorAdam": {"rate": 0}, "criticAdam": {"rate": 0}});
    let mut trainer = trainer(patched(CONFIGS[3], still), &Device::flex(), &digits);
    let weight =
        |trainer: &Trainer, part: &str| saved(trainer, &format!("{part}/blocks.0.affine.weight"));
    let begun = [weight(&trainer, "generator"), weight(&trainer, "critic")];
    let reports = block_on(trainer.train(3)).unwrap();
    assert_ne!(reports[0].gap, reports[1].gap);
    assert_ne!(reports[0].generator_loss, reports[1].generator_loss);
    assert_eq!(
        begun,
        [weight(&trainer, "generator"), weight(&trainer, "critic")]
    );

    let patch = serde_json::json!({"criticAdam": {"rate": 0.001}});
    trainer
        .configure(trainer.config().patched(&patch).unwrap())
        .unwrap();
    block_on(trainer.train(1)).unwrap();
    assert_eq!(begun[0], weight(&trainer, "generator"));
    assert_ne!(begun[1], weight(&trainer, "critic"));
}

#[test]
fn a_batch_that_the_first_shard_cannot_fill_draws_on_the_next_before_its_time() {
    let json = CONFIGS[3];
    let (first, second, third) = (blobs(0, 5), blobs(5, 20), blobs(25, 20));
    let digits = Digits::new();
    for (shard, from) in [(&first, 0), (&second, 1_000), (&third, 2_000)] {
        digits.add(&shard.0, &shard.1, from).unwrap();
    }
    let train = |digits: &Digits| {
        bits(&block_on(trainer(config(json), &Device::flex(), digits).train(3)).unwrap())
    };
    // A batch is of eight: the second shard is needed, the third is not, though it is there.
    assert_eq!(train(&digits), train(&store(25)));
}

#[test]
fn the_notebooks_order_shares_digits_latents_and_fakes() {
    let digits = store(40);
    let first = |order: &str| {
        let patch = serde_json::json!({"order": order});
        let mut trainer = trainer(patched(CONFIGS[3], patch), &Device::flex(), &digits);
        block_on(trainer.train(2)).unwrap()
    };
    let (critic_first, generator_first) = (first("criticFirst"), first("generatorFirst"));
    // The first critic step sees the first latents and the unmoved generator's fakes in both.
    assert_eq!(critic_first[0].gap, generator_first[0].gap);
    assert_eq!(critic_first[0].critic_loss, generator_first[0].critic_loss);
    assert_ne!(
        critic_first[0].generator_loss,
        generator_first[0].generator_loss
    );
    assert_ne!(critic_first[1].gap, generator_first[1].gap);

    // On the same fakes as the critic: −mean f(fake) is the gap less mean f(real).
    let digits = store(8);
    let patch = serde_json::json!({"order": "generatorFirst", "criticAdam": {"rate": 0}});
    let mut trainer = trainer(patched(CONFIGS[3], patch), &Device::flex(), &digits);
    let real: Vec<f32> = blobs(0, 8)
        .0
        .iter()
        .map(|&x| f32::from(x) / 255.0)
        .collect();
    let scores = block_on(trainer.score(&real)).unwrap();
    let mean = scores.iter().sum::<f32>() / 8.0;
    let report = block_on(trainer.train_step()).unwrap();
    let expected = report.gap - mean;
    assert!(
        (report.generator_loss - expected).abs() < 1e-4,
        "{report:?} {mean}"
    );
}

#[test]
fn the_average_moves_as_it_says() {
    let digits = store(40);
    let name = "blocks.0.affine.weight";
    for (device, json) in devices().iter().zip([CONFIGS[0], CONFIGS[1]]) {
        let patch = serde_json::json!({"averaging": {"decay": 0.9, "from": 0}});
        let mut trainer = trainer(patched(json, patch), device, &digits);
        let mut average = saved(&trainer, &format!("average/{name}"));
        for t in 0..3_u8 {
            block_on(trainer.train(1)).unwrap();
            let t = f32::from(t);
            let decay = ((1.0 + t) / (10.0 + t)).min(0.9);
            let current = saved(&trainer, &format!("generator/{name}"));
            for (average, current) in average.iter_mut().zip(current) {
                *average = decay * *average + (1.0 - decay) * current;
            }
            let found = saved(&trainer, &format!("average/{name}"));
            let far = found
                .iter()
                .zip(&average)
                .map(|(a, b)| (a - b).abs())
                .fold(0.0, f32::max);
            assert!(far < 1e-6, "{far}");
        }
    }
}

#[test]
fn averaging_can_be_switched_off_and_on() {
    let digits = store(40);
    let mut trainer = trainer(config(CONFIGS[1]), &Device::flex(), &digits);
    let switch = |trainer: &mut Trainer, averaging: serde_json::Value| {
        let patch = serde_json::json!({"averaging": averaging});
        trainer
            .configure(trainer.config().patched(&patch).unwrap())
            .unwrap();
    };
    block_on(trainer.train(3)).unwrap();
    let averaged = block_on(trainer.sample_seeded(2, 0)).unwrap();
    switch(&mut trainer, serde_json::Value::Null);
    let raw = block_on(trainer.sample_seeded(2, 0)).unwrap();
    assert_ne!(averaged, raw);
    // It begins anew from the generator of now.
    switch(&mut trainer, serde_json::json!({"decay": 0.9, "from": 0}));
    assert_eq!(raw, block_on(trainer.sample_seeded(2, 0)).unwrap());
    block_on(trainer.train(2)).unwrap();
    let bytes = block_on(trainer.save()).unwrap();
    Trainer::load(&bytes, &Device::flex(), &digits).unwrap();
}

#[test]
fn samples_follow_the_weights_of_now() {
    let digits = store(40);
    for json in CONFIGS {
        let mut trainer = trainer(config(json), &Device::flex(), &digits);
        block_on(trainer.sample_seeded(2, 0)).unwrap();
        block_on(trainer.train(3)).unwrap();
        let found = block_on(trainer.sample_seeded(2, 0)).unwrap();
        let bytes = block_on(trainer.save()).unwrap();
        let mut fresh = Trainer::load(&bytes, &Device::flex(), &digits).unwrap();
        assert_eq!(
            found,
            block_on(fresh.sample_seeded(2, 0)).unwrap(),
            "{json}"
        );
    }
}

#[test]
fn weight_clipping_can_be_switched_on() {
    let digits = store(40);
    let mut trainer = trainer(config(CONFIGS[3]), &Device::flex(), &digits);
    block_on(trainer.train(1)).unwrap();
    let patch = serde_json::json!({"constraint": {"kind": "weightClipping", "bound": 0.02}});
    trainer
        .configure(trainer.config().patched(&patch).unwrap())
        .unwrap();
    let report = block_on(trainer.train_step()).unwrap();
    assert_eq!(report.penalty, 0.0);
    assert_eq!(report.critic_loss, -report.gap);
    let weights = saved(&trainer, "critic/blocks.0.affine.weight");
    assert!(weights.iter().all(|w| w.abs() <= 0.02));
}

#[test]
fn a_run_that_would_not_fit_is_refused() {
    let refused = |json: &str, expected: &str| {
        let config = Config::from_json(json).unwrap();
        let error = Trainer::new(config, &Device::flex(), &Digits::new()).unwrap_err();
        assert!(error.to_string().contains(expected), "{error}");
    };
    let wide = r#"{"architecture": {"kind": "mlp", "criticHidden": [4096, 4096, 4096]}}"#;
    refused(wide, "`architecture` is of");
    let deep = r#"{"batch": 1024, "architecture": {"criticChannels": 256}}"#;
    refused(deep, "`batch` is 1024; it must be at most");
    // Kept of each row by hand. Generator: outputs 512 · 49 + 256 · 196 + 784, and the first two once more
    // before their scale. Critic, four rows of it: outputs 256 · 196 + 512 · 49 + 1, and patches
    // 196 · 16 + 49 · 256 · 16. So 100 rows are 127 million, and 101 too many.
    let patches = |batch: usize| {
        format!(
            r#"{{"batch": {batch}, "constraint": {{"share": 1}}, "architecture":
                {{"kind": "conv", "generatorChannels": 512, "criticChannels": 256}}}}"#
        )
    };
    let (generator, critic) = (2 * (25_088 + 50_176) + 784, 75_265 + 203_840);
    assert_eq!(128_000_000 / (generator + 4 * critic), 100);
    for batch in [101, 339] {
        let expected = format!("`batch` is {batch}; it must be at most 100");
        refused(&patches(batch), &expected);
    }
    let config = Config::from_json(&patches(100)).unwrap();
    Trainer::new(config, &Device::flex(), &Digits::new()).unwrap();
    for preset in earthmover::config::PRESETS {
        let config = Config::preset(preset).unwrap();
        Trainer::new(config, &Device::flex(), &Digits::new()).unwrap();
    }
}

#[test]
fn clipping_holds_every_parameter_and_begins_within_half() {
    let digits = store(40);
    let mut trainer = trainer(config(CONFIGS[5]), &Device::flex(), &digits);
    let most = |trainer: &Trainer| {
        let bytes = block_on(trainer.save()).unwrap();
        let file = safetensors::SafeTensors::deserialize(&bytes).unwrap();
        let critic = |name: &&str| name.starts_with("critic/blocks");
        let names = file.names().into_iter().filter(critic);
        let bytes: Vec<u8> = names
            .flat_map(|n| file.tensor(n).unwrap().data().to_vec())
            .collect();
        let values = bytes
            .as_chunks::<4>()
            .0
            .iter()
            .map(|b| f32::from_le_bytes(*b).abs());
        values.fold(0.0, f32::max)
    };
    assert!((0.02..=0.025).contains(&most(&trainer)));
    let patch = serde_json::json!({"criticAdam": {"rate": 0.05}});
    trainer
        .configure(trainer.config().patched(&patch).unwrap())
        .unwrap();
    block_on(trainer.train(3)).unwrap();
    assert!((0.0499..=0.05).contains(&most(&trainer)));
}

#[test]
fn a_change_of_constraint_applies_to_a_run() {
    let digits = store(40);
    let mut changed = trainer(config(CONFIGS[3]), &Device::flex(), &digits);
    let mut same = trainer(config(CONFIGS[3]), &Device::flex(), &digits);
    block_on(changed.train(2)).unwrap();
    block_on(same.train(2)).unwrap();
    let patch = serde_json::json!({"constraint": {"lambda": 1000.0}, "nCritic": 2});
    let next = changed.config().patched(&patch).unwrap();
    changed.configure(next).unwrap();
    let (a, b) = (
        block_on(changed.train(2)).unwrap(),
        block_on(same.train(2)).unwrap(),
    );
    assert_ne!(bits(&a), bits(&b));
    let fixed = changed
        .config()
        .patched(&serde_json::json!({"batch": 9}))
        .unwrap();
    let error = changed.configure(fixed).unwrap_err().to_string();
    assert!(error.contains("`batch`"), "{error}");
    assert_eq!(changed.config().batch, 8);
}

#[test]
fn bad_arguments_are_named_and_harm_nothing() {
    let digits = store(40);
    let mut harmed = trainer(config(CONFIGS[3]), &Device::flex(), &digits);
    let mut spared = trainer(config(CONFIGS[3]), &Device::flex(), &digits);
    block_on(harmed.train(1)).unwrap();
    block_on(spared.train(1)).unwrap();
    let says = |error: Error, expected: &str| {
        assert!(error.to_string().contains(expected), "{error}");
    };
    says(block_on(harmed.train(0)).unwrap_err(), "`iterations` is 0");
    says(
        block_on(harmed.train(10_001)).unwrap_err(),
        "`iterations` is 10001",
    );
    says(
        block_on(harmed.sample(&[])).unwrap_err(),
        "`latents.length` is 0",
    );
    says(
        block_on(harmed.sample(&[0.0; 5])).unwrap_err(),
        "`latents.length` is 5",
    );
    says(
        block_on(harmed.sample(&[0.0, 1.0, f32::NAN, 0.0])).unwrap_err(),
        "`latents[2]` is NaN",
    );
    says(
        block_on(harmed.sample_seeded(0, 1)).unwrap_err(),
        "`count` is 0",
    );
    says(
        block_on(harmed.score(&[0.5; 783])).unwrap_err(),
        "`images.length` is 783",
    );
    says(
        block_on(harmed.score(&[f32::INFINITY; 784])).unwrap_err(),
        "`images[0]` is inf",
    );
    says(
        digits.add(&[0; 785], &[0], 0).unwrap_err(),
        "`images.length` is 785",
    );
    says(
        digits.add(&[0; 784], &[0, 1], 0).unwrap_err(),
        "`labels.length` is 2",
    );
    says(
        digits.add(&[0; 784], &[10], 0).unwrap_err(),
        "`labels[0]` is 10",
    );
    assert_eq!(digits.count(), 40);
    let after = block_on(harmed.train(2)).unwrap();
    assert_eq!(bits(&after), bits(&block_on(spared.train(2)).unwrap()));
}

#[test]
fn too_few_digits_stop_a_step_before_it_begins() {
    let digits = Digits::new();
    let mut trainer = trainer(config(CONFIGS[3]), &Device::flex(), &digits);
    let error = block_on(trainer.train(1)).unwrap_err();
    assert!(
        matches!(
            error,
            Error::TooFewDigits {
                available: 0,
                needed: 8,
                ..
            }
        ),
        "{error}"
    );
    assert_eq!(trainer.iteration(), 0);
    let (images, labels) = blobs(0, 8);
    digits.add(&images, &labels, 0).unwrap();
    block_on(trainer.train(1)).unwrap();
}

#[test]
fn a_checkpoint_that_cannot_be_used_says_why() {
    let digits = store(40);
    let run = trainer(config(CONFIGS[3]), &Device::flex(), &digits);
    let bytes = block_on(run.save()).unwrap();
    let load = |bytes: &[u8]| Trainer::load(bytes, &Device::flex(), &digits).unwrap_err();
    for bad in [
        &bytes[..0],
        &bytes[..7],
        &bytes[..bytes.len() - 1],
        b"not a checkpoint at all",
    ] {
        assert!(matches!(load(bad), Error::Checkpoint(_)));
    }
    let text = |from: &str, to: &str| {
        assert_eq!(from.len(), to.len());
        let place = bytes
            .windows(from.len())
            .position(|w| w == from.as_bytes())
            .unwrap();
        let mut bytes = bytes.clone();
        bytes[place..place + to.len()].copy_from_slice(to.as_bytes());
        load(&bytes).to_string()
    };
    let error = text("earthmover/1", "earthmover/9");
    assert!(error.contains("earthmover/9"), "{error}");
    let error = text(
        "critic/blocks.0.affine.weight",
        "critic/blocks.0.affine.height",
    );
    assert!(
        error.contains("`critic/blocks.0.affine.weight` is missing"),
        "{error}"
    );
}
