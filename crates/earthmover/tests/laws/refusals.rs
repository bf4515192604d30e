//! What is refused, with a reason, and harms nothing.

use super::*;

#[test]
fn a_run_that_would_not_fit_is_refused() {
    let refused = |json: &str, expected: &str| {
        let config = Config::from_json(json).unwrap();
        let error = Trainer::new(config, &Device::flex(), &Images::mnist()).unwrap_err();
        assert!(error.to_string().contains(expected), "{error}");
    };
    let wide = r#"{"architecture": {"kind": "mlp", "criticHidden": [4096, 4096, 4096]}}"#;
    refused(wide, "`architecture` is of");
    let deep = r#"{"batch": 1024, "architecture": {"criticChannels": 256}}"#;
    refused(deep, "`batch` is 1024; it must be at most");
    // Counted by hand, a row keeps these numbers. In the generator: outputs 512 · 49 + 256 · 196 + 784, and
    // the first two once more before their scale. In the critic, four times: outputs 256 · 196 + 512 · 49 +
    // 32 + 1, and patches 196 · 16 + 49 · 256 · 16. So 100 rows are 127 million numbers, and 101 are too many.
    let patches = |batch: usize| {
        format!(
            r#"{{"batch": {batch}, "constraint": {{"share": 1}}, "architecture":
                {{"kind": "conv", "generatorChannels": 512, "criticChannels": 256,
                "criticDense": 32}}}}"#
        )
    };
    let (generator, critic) = (2 * (25_088 + 50_176) + 784, 75_297 + 203_840);
    assert_eq!(128_000_000 / (generator + 4 * critic), 100);
    for batch in [101, 339] {
        let expected = format!("`batch` is {batch}; it must be at most 100");
        refused(&patches(batch), &expected);
    }
    let config = Config::from_json(&patches(100)).unwrap();
    Trainer::new(config, &Device::flex(), &Images::mnist()).unwrap();
    for preset in earthmover::config::PRESETS {
        let config = Config::preset(preset).unwrap();
        Trainer::new(config, &Device::flex(), &Images::mnist()).unwrap();
    }
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
    let digits = Images::mnist();
    let mut trainer = trainer(config(CONFIGS[3]), &Device::flex(), &digits);
    let error = block_on(trainer.train(1)).unwrap_err();
    assert!(
        matches!(
            error,
            Error::TooFewImages {
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

/// The same file with other words beside its tensors.
fn with_metadata(bytes: &[u8], key: &str, value: Option<&str>) -> Vec<u8> {
    let (_, head) = safetensors::SafeTensors::read_metadata(bytes).unwrap();
    let mut entries = head.metadata().clone().unwrap();
    match value {
        Some(value) => entries.insert(key.to_owned(), value.to_owned()),
        None => entries.remove(key),
    };
    let file = safetensors::SafeTensors::deserialize(bytes).unwrap();
    safetensors::serialize(file.tensors(), Some(entries)).unwrap()
}

#[test]
fn what_a_checkpoint_says_of_itself_must_be_so() {
    let digits = store(40);
    let mut run = trainer(config(CONFIGS[3]), &Device::flex(), &digits);
    block_on(run.train(1)).unwrap();
    let bytes = block_on(run.save()).unwrap();
    let load = |key: &str, value: Option<&str>| {
        Trainer::load(&with_metadata(&bytes, key, value), &Device::flex(), &digits)
    };
    for key in ["format", "config", "progress"] {
        let error = load(key, None).unwrap_err().to_string();
        assert!(error.contains(&format!("has no `{key}`")), "{error}");
    }
    let progress = |iteration: u64, critic_steps: u64| {
        let value = format!(r#"{{"iteration": {iteration}, "criticSteps": {critic_steps}}}"#);
        load("progress", Some(&value))
    };
    let most = (1 << 31) - 1;
    assert_eq!(progress(most, most).unwrap().iteration(), most);
    for (iteration, critic_steps) in [(most + 1, 5), (1, most + 1)] {
        let error = progress(iteration, critic_steps).unwrap_err().to_string();
        assert!(
            error.contains("claims more than 2147483647 steps"),
            "{error}"
        );
    }
    // A run that has not begun has no memory of its optimisers, whatever the file has.
    assert_eq!(progress(0, 0).unwrap().iteration(), 0);
    let digits = Some(r#"{"iteration": 1, "criticSteps": 5, "images": [28, 28, 1]}"#);
    assert!(load("progress", digits).is_ok());
    for images in ["[28, 29, 1]", "[27, 28, 1]", "[28, 28, 3]"] {
        let value = format!(r#"{{"iteration": 1, "criticSteps": 5, "images": {images}}}"#);
        let error = load("progress", Some(&value)).unwrap_err().to_string();
        assert!(error.contains("and those given are 28 × 28 × 1"), "{error}");
    }
    let own = Some(r#"{"iteration": 1, "criticSteps": 5, "networks": "mine"}"#);
    let error = load("progress", own).unwrap_err().to_string();
    assert!(error.contains("its networks are its own"), "{error}");
}
