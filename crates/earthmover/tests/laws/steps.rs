//! What a step is made of, and what may change while a run goes on.

use super::*;

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

    // The generator's loss is of the same fakes as the critic's: −mean f(fake) is the gap less mean f(real).
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

/// A run whose rates fall is one that is configured anew before each iteration.
#[test]
fn rates_fall_as_their_decay_says() {
    let digits = store(40);
    for json in [CONFIGS[1], CONFIGS[3]] {
        let falling = config(json);
        let decay = falling.rate_decay;
        let mut by_hand = falling.clone();
        by_hand.rate_decay.power = 0.0;
        let mut runs =
            [&falling, &by_hand].map(|config| trainer(config.clone(), &Device::flex(), &digits));
        let found = block_on(runs[0].train(6)).unwrap();
        for (iteration, report) in found.iter().enumerate() {
            let mut next = by_hand.clone();
            let fallen = decay.from as f64 / (iteration as f64).max(decay.from as f64);
            let factor = fallen.powf(decay.power);
            next.generator_adam.rate *= factor;
            next.critic_adam.rate *= factor;
            runs[1].configure(next).unwrap();
            let expected = block_on(runs[1].train_step()).unwrap();
            assert!((report.gap - expected.gap).abs() <= 1e-5 * expected.gap.abs().max(1.0));
        }
        assert!(decay.factor(5) < 0.8);
    }
}
