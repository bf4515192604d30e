//! Surveys: what they measure, and that they leave a run alone.

#![allow(
    missing_docs,
    unreachable_pub,
    clippy::expect_used,
    clippy::unwrap_used
)]

#[path = "common/digits.rs"]
mod digits;
#[path = "common/untrained.rs"]
mod untrained;

use std::collections::BTreeMap;

use burn::tensor::Device;
use digits::store;
use earthmover::noise::{Noise, Purpose};
use earthmover::{Classifier, Config, Error, QualityReport, Trainer, burn};
use pollster::block_on;
use untrained::classifier;

/// One run with batch normalisations and an average that is shown, one with neither.
const CONFIGS: [&str; 2] = [
    r#"{"batch": 8, "latent": 4, "averaging": {"from": 0},
        "architecture": {"kind": "conv", "generatorChannels": 8, "criticChannels": 4,
            "normalisation": "batch"}}"#,
    r#"{"batch": 8, "latent": 4, "averaging": null,
        "architecture": {"kind": "mlp", "generatorHidden": [8], "criticHidden": [8],
        "normalisation": "none"}}"#,
];

/// How many digits a step takes.
const STEP: u64 = if cfg!(feature = "wgpu") { 32 } else { 8 };

fn trainer(json: &str, device: &Device) -> Trainer {
    let config = Config::from_json(json).unwrap();
    Trainer::new(config, device, &store(40)).unwrap()
}

fn survey(trainer: &mut Trainer, classifier: &Classifier, count: u64) -> QualityReport {
    let mut survey = trainer.begin_survey(count).unwrap();
    let mut steps = 1;
    while survey.advance(classifier) {
        assert_eq!(survey.done(), STEP * steps);
        steps += 1;
    }
    assert_eq!(steps, count.div_ceil(STEP));
    assert_eq!((survey.done(), survey.count()), (count, count));
    block_on(survey.finish()).unwrap()
}

/// The tensors of a run's checkpoint.
fn tensors(trainer: &Trainer) -> BTreeMap<String, Vec<u8>> {
    let bytes = block_on(trainer.save()).unwrap();
    let file = safetensors::SafeTensors::deserialize(&bytes).unwrap();
    let tensors = file.tensors().into_iter();
    tensors
        .map(|(name, view)| (name, view.data().to_vec()))
        .collect()
}

fn devices() -> [Device; 2] {
    #[allow(deprecated, reason = "burn-ndarray stays beside its successor")]
    let ndarray = Device::ndarray();
    [Device::flex(), ndarray]
}

fn close(found: f64, expected: f64) {
    let allowed = 1e-2 * expected.abs().max(0.1);
    assert!(
        (found - expected).abs() < allowed,
        "{found}, expected {expected}"
    );
}

#[test]
fn a_survey_equals_a_direct_computation() {
    for device in devices() {
        let classifier = classifier(&device);
        for json in CONFIGS {
            let mut trainer = trainer(json, &device);
            block_on(trainer.train(3)).unwrap();
            let found = survey(&mut trainer, &classifier, 150);
            let latents: Vec<f32> = (0..5)
                .flat_map(|batch| Noise::new(7, Purpose::Survey, batch).normals(32 * 4))
                .collect();
            assert_eq!(trainer.config().seed, 7);
            let images = block_on(trainer.sample(&latents[..150 * 4])).unwrap();
            let images: Vec<f32> = images.iter().map(|&x| f32::from(x) / 255.0).collect();
            let seen = block_on(classifier.observe(&images)).unwrap();
            let reference = classifier.reference();
            let expected =
                QualityReport::new(&seen.features, &seen.probabilities, reference).unwrap();
            assert_eq!(found.count, 150);
            // The samples were rounded to bytes on their way.
            close(found.frechet, expected.frechet);
            close(found.score, expected.score);
            for (found, expected) in found.classes.iter().zip(&expected.classes) {
                // As whole images, since shares are rounded.
                let apart = ((found - expected).abs() * 150.0).round();
                assert!(apart <= 2.0, "{found}, expected {expected}");
            }
        }
    }
}

#[test]
fn a_survey_leaves_the_run_alone_and_the_run_the_survey() {
    let device = Device::flex();
    let classifier = classifier(&device);
    for json in CONFIGS {
        let mut surveyed = trainer(json, &device);
        let mut spared = trainer(json, &device);
        block_on(surveyed.train(2)).unwrap();
        block_on(spared.train(2)).unwrap();
        let alone = survey(&mut surveyed, &classifier, 64);

        let mut between = surveyed.begin_survey(64).unwrap();
        assert!(between.advance(&classifier));
        let reports = block_on(surveyed.train(2)).unwrap();
        while between.advance(&classifier) {}
        assert!(!between.advance(&classifier), "nothing is left");
        assert_eq!(block_on(between.finish()).unwrap(), alone);
        assert_eq!(reports, block_on(spared.train(2)).unwrap());
        assert_ne!(survey(&mut surveyed, &classifier, 64), alone);

        assert_eq!(tensors(&surveyed), tensors(&spared));
    }
}

/// A survey of real digits to its end.
fn real_survey(trainer: &Trainer, classifier: &Classifier, count: u64) -> QualityReport {
    let mut survey = trainer.begin_real_survey(count).unwrap();
    while survey.advance(classifier) {}
    block_on(survey.finish()).unwrap()
}

#[test]
fn a_survey_of_real_digits_is_of_those_that_training_begins_with() {
    for device in devices() {
        let classifier = classifier(&device);
        let digits = store(150);
        let config = Config::from_json(CONFIGS[1]).unwrap();
        let mut trainer = Trainer::new(config, &device, &digits).unwrap();
        let found = real_survey(&trainer, &classifier, 150);
        // The survey is of all 150 digits, in whatever order.
        let images = digits.first(150, 0).unwrap();
        let seen = block_on(classifier.observe(&images)).unwrap();
        let reference = classifier.reference();
        let expected = QualityReport::new(&seen.features, &seen.probabilities, reference).unwrap();
        assert_eq!(found.count, 150);
        close(found.frechet, expected.frechet);
        close(found.score, expected.score);
        assert_eq!(found.classes, expected.classes);
        // Fakes of an untrained generator are worse.
        assert!(found.frechet < survey(&mut trainer, &classifier, 150).frechet);

        let before = tensors(&trainer);
        let (images, labels) = digits::blobs(150, 50);
        digits.add(&images, &labels, 1).unwrap();
        block_on(trainer.train(2)).unwrap();
        assert_eq!(real_survey(&trainer, &classifier, 150), found);
        assert_ne!(tensors(&trainer), before);
        let error = trainer.begin_real_survey(201).unwrap_err();
        assert!(matches!(error, Error::TooFewImages { .. }), "{error}");
        let error = trainer.begin_real_survey(63).unwrap_err().to_string();
        assert!(error.contains("`count` is 63"), "{error}");
    }
}

#[test]
fn a_survey_can_end_early() {
    let device = Device::flex();
    let classifier = classifier(&device);
    let mut trainer = trainer(CONFIGS[0], &device);
    let mut early = trainer.begin_survey(10_000).unwrap();
    while early.done() < 64 {
        early.advance(&classifier);
    }
    let early = block_on(early.finish()).unwrap();
    assert_eq!(early, survey(&mut trainer, &classifier, 64));
    let none = trainer.begin_survey(64).unwrap();
    let error = block_on(none.finish()).unwrap_err().to_string();
    assert!(error.contains("`survey.done` is 0"), "{error}");
}

#[test]
fn counts_that_cannot_be_are_refused() {
    let mut trainer = trainer(CONFIGS[1], &Device::flex());
    for count in [0, 1, 63, 10_001, u64::MAX] {
        let error = trainer.begin_survey(count).unwrap_err().to_string();
        let expected = format!("`count` is {count}; it must be a whole number from 64 to 10000");
        assert_eq!(error, expected);
    }
}

#[test]
fn the_survey_of_a_run_that_has_diverged_says_so() {
    let device = Device::flex();
    let run = trainer(CONFIGS[1], &device);
    let mut bytes = block_on(run.save()).unwrap();
    let (place, length) = {
        let file = safetensors::SafeTensors::deserialize(&bytes).unwrap();
        let weight = file.tensor("generator/blocks.0.affine.weight").unwrap();
        let place = weight.data().as_ptr() as usize - bytes.as_ptr() as usize;
        (place, weight.data().len())
    };
    // The weights are finite, since no others can be loaded, but their sums are not.
    for (at, weight) in bytes[place..place + length].chunks_exact_mut(4).enumerate() {
        let value = if at % 2 == 0 { f32::MAX } else { f32::MIN };
        weight.copy_from_slice(&value.to_le_bytes());
    }
    let mut run = Trainer::load(&bytes, &device, &store(40)).unwrap();
    let mut survey = run.begin_survey(64).unwrap();
    survey.advance(&classifier(&device));
    let error = block_on(survey.finish()).unwrap_err();
    assert!(matches!(error, Error::Diverged(_)), "{error}");
    let error = block_on(run.measure(10)).unwrap_err();
    assert!(matches!(error, Error::Diverged(_)), "{error}");
}
