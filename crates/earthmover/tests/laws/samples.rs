//! Samples and scores, and the average that samples are drawn with.

use super::*;

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
