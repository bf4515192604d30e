//! A seed is a curve, whoever asks for it, and however often it is interrupted.

use super::*;

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
    let early = Images::mnist();
    for (shard, from) in [(&first, 0), (&second, 3), (&third, 5)] {
        early.add(&shard.0, &shard.1, from).unwrap();
    }
    let late = Images::mnist();
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
    let shuffled = Images::mnist();
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
fn a_batch_that_the_first_shard_cannot_fill_draws_on_the_next_before_its_time() {
    let json = CONFIGS[3];
    let (first, second, third) = (blobs(0, 5), blobs(5, 20), blobs(25, 20));
    let digits = Images::mnist();
    for (shard, from) in [(&first, 0), (&second, 1_000), (&third, 2_000)] {
        digits.add(&shard.0, &shard.1, from).unwrap();
    }
    let train = |digits: &Images| {
        bits(&block_on(trainer(config(json), &Device::flex(), digits).train(3)).unwrap())
    };
    // A batch is of eight: the second shard is needed, the third is not, though it is there.
    assert_eq!(train(&digits), train(&store(25)));
}
