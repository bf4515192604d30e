//! Numbers that are not finite: no step takes them in, and no checkpoint has them. Digits that are all alike,
//! and critics that are 0 everywhere, bring none about.

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
use earthmover::config::CriticConfig;
use earthmover::critic::CriticFit;
use earthmover::run::sum_of_parts;
use earthmover::{Classifier, Config, Error, Images, Trainer};
use pollster::block_on;
use safetensors::{Dtype, SafeTensors, tensor::TensorView};
use serde_json::{Value, json};

fn devices() -> [Device; 2] {
    #[allow(deprecated, reason = "burn-ndarray stays beside its successor")]
    let ndarray = Device::ndarray();
    [Device::flex(), ndarray]
}

fn config(patch: &Value) -> Config {
    let small = json!({"batch": 8, "latent": 4, "architecture":
        {"kind": "mlp", "generatorHidden": [8], "criticHidden": [8, 8]}});
    let small = Config::default().patched(&small).unwrap();
    small.patched(patch).unwrap()
}

/// A critic of many layers that nothing holds, at the largest rate.
fn wild() -> Value {
    json!({"constraint": {"kind": "none"}, "criticAdam": {"rate": 1},
        "architecture": {"kind": "mlp", "criticHidden": [64, 64, 64, 64, 64, 64, 64, 64]}})
}

/// The tensors of a run, in the order of their names.
fn tensors(run: &Trainer) -> Vec<(String, Vec<f32>)> {
    let bytes = block_on(run.save()).unwrap();
    let file = SafeTensors::deserialize(&bytes).unwrap();
    let mut named: Vec<_> = file.tensors();
    named.sort_by(|a, b| a.0.cmp(&b.0));
    let values = |bytes: &[u8]| {
        let numbers = bytes.as_chunks::<4>().0.iter();
        numbers.map(|bytes| f32::from_le_bytes(*bytes)).collect()
    };
    let named = named
        .into_iter()
        .map(|(name, view)| (name, values(view.data())));
    named.collect()
}

/// The bytes of a run whose tensors with names that begin with `begin` are changed.
fn changed(run: &Trainer, begin: &str, change: impl Fn(usize, f32) -> f32) -> Vec<u8> {
    let bytes = block_on(run.save()).unwrap();
    let file = SafeTensors::deserialize(&bytes).unwrap();
    let (_, head) = SafeTensors::read_metadata(&bytes).unwrap();
    let all: Vec<(String, Vec<usize>, Vec<u8>)> = file
        .tensors()
        .into_iter()
        .map(|(name, view)| {
            let numbers = view.data().as_chunks::<4>().0.iter().enumerate();
            let data = numbers.flat_map(|(place, bytes)| {
                let value = f32::from_le_bytes(*bytes);
                let value = match name.starts_with(begin) {
                    true => change(place, value),
                    false => value,
                };
                value.to_le_bytes()
            });
            let data = data.collect();
            (name, view.shape().to_vec(), data)
        })
        .collect();
    let views = all.iter().map(|(name, shape, data)| {
        (
            name.clone(),
            TensorView::new(Dtype::F32, shape.clone(), data).unwrap(),
        )
    });
    safetensors::serialize(views, head.metadata().clone()).unwrap()
}

/// The iteration that an error is of, and the number.
#[track_caller]
fn not_finite<T: std::fmt::Debug>(answer: Result<T, Error>) -> (u64, String) {
    match answer {
        Err(Error::NotFinite {
            iteration, number, ..
        }) => (iteration, number),
        other => panic!("{other:?}"),
    }
}

#[test]
fn training_ends_before_the_step_that_is_not_of_numbers() {
    for device in devices() {
        for order in ["criticFirst", "sharedFakes", "generatorFirst"] {
            let mut config = config(&wild());
            config = config.patched(&json!({"order": order})).unwrap();
            let mut run = Trainer::new(config, &device, &store(40)).unwrap();
            let mut reports = Vec::new();
            let (iteration, number) = loop {
                // Calls of several iterations end early, with what there is.
                match block_on(run.train(7)) {
                    Ok(more) => reports.extend(more),
                    error => break not_finite(error),
                }
                assert!(reports.len() < 5_000, "{order} stays finite");
            };
            assert!(reports.len() > 3, "{order}: {reports:?}");
            assert_eq!(reports.len() as u64, iteration - 1, "{order}");
            assert_eq!(run.iteration(), iteration - 1, "{order}");
            assert!(!number.is_empty());
            for report in &reports {
                let numbers = [
                    report.critic_loss,
                    report.gap,
                    report.slope,
                    report.generator_loss,
                ];
                assert!(
                    numbers.iter().all(|number| number.is_finite()),
                    "{report:?}"
                );
            }
            // What stands is finite, and stays as it is, however often it is asked to go on.
            let before = tensors(&run);
            assert!(
                before
                    .iter()
                    .all(|(_, values)| values.iter().all(|x| x.is_finite()))
            );
            if number.contains("critic") || number.contains("gap") {
                assert_eq!(not_finite(block_on(run.train(3))), (iteration, number));
                assert!(tensors(&run) == before, "{order}");
            }
            let bytes = block_on(run.save()).unwrap();
            let loaded = Trainer::load(&bytes, &device, &store(40)).unwrap();
            assert!(tensors(&loaded) == before, "{order}");
        }
    }
}

#[test]
fn a_half_step_that_is_not_of_numbers_is_not_taken() {
    for device in devices() {
        let digits = store(40);
        let run =
            Trainer::new(config(&json!({"averaging": {"from": 0}})), &device, &digits).unwrap();
        // Finite weights whose sums are not.
        for part in [
            "critic/blocks.0.affine.weight",
            "generator/blocks.0.affine.weight",
        ] {
            let bytes = changed(
                &run,
                part,
                |place, _| {
                    if place % 2 == 0 { f32::MAX } else { f32::MIN }
                },
            );
            let mut run = Trainer::load(&bytes, &device, &digits).unwrap();
            let before = tensors(&run);
            let (iteration, number) = not_finite(block_on(run.critic_step()));
            assert_eq!(iteration, 1);
            assert!(number.starts_with("the "), "{number}");
            assert_eq!(not_finite(block_on(run.generator_step())).0, 1);
            assert!(tensors(&run) == before && run.iteration() == 0, "{part}");
        }
    }
}

#[test]
fn sums_of_parts_that_are_not_of_numbers_are_not_taken() {
    for device in devices() {
        let mut run = Trainer::new(config(&json!({})), &device, &store(40)).unwrap();
        let sum = |part: Vec<f32>| sum_of_parts([part.as_slice()]).unwrap();
        let before = tensors(&run);
        let with = |sum: &[f32], place: usize, value: f32| {
            let mut sum = sum.to_vec();
            sum[place] = value;
            sum
        };
        let critic = sum(block_on(run.critic_part()).unwrap());
        for bad in [f32::NAN, f32::NEG_INFINITY, 2e19] {
            let (iteration, number) = not_finite(run.take_critic(&with(&critic, 0, bad)));
            assert_eq!(iteration, 1);
            assert_eq!(number, "the gradient of `blocks.0.affine.bias`");
        }
        for (back, expected) in [(3, "the gap"), (2, "the penalty"), (1, "the mean slope")] {
            let sum = with(&critic, critic.len() - back, f32::NAN);
            assert_eq!(not_finite(run.take_critic(&sum)).1, expected);
        }
        assert!(tensors(&run) == before);
        run.take_critic(&critic).unwrap();
        let before = tensors(&run);
        let generator = sum(block_on(run.generator_part()).unwrap());
        let number = not_finite(run.take_generator(&with(&generator, 3, f32::NAN))).1;
        assert!(number.starts_with("the gradient of `blocks.0."), "{number}");
        let last = with(&generator, generator.len() - 1, f32::INFINITY);
        let number = not_finite(run.take_generator(&last)).1;
        assert_eq!(number, "the generator's loss");
        assert!(tensors(&run) == before && run.iteration() == 0);
        run.take_generator(&generator).unwrap();
        assert_eq!(run.iteration(), 1);
    }
}

#[test]
fn a_fit_ends_as_a_run_does() {
    let points: Vec<f32> = (0..64).map(|place| (place % 7) as f32 / 7.0).collect();
    let moved: Vec<f32> = points.iter().map(|x| -x).collect();
    let patch = json!({"hidden": [64, 64, 64, 64, 64, 64, 64, 64], "adam": {"rate": 1},
        "constraint": {"kind": "none"}});
    let critic = CriticConfig::default().patched(&patch).unwrap();
    for device in devices() {
        let mut fit = CriticFit::of_points(&critic, 2, &device, &points, &moved).unwrap();
        let mut steps = 0;
        let (step, _) = loop {
            match block_on(fit.train(9)) {
                Ok(reports) => {
                    assert!(reports.iter().all(|report| report.gap.is_finite()));
                    steps += reports.len() as u64;
                }
                error => break not_finite(error),
            }
            assert!(steps < 5_000, "it stays finite");
        };
        assert_eq!(step, steps + 1);
        let slopes = block_on(fit.slopes()).unwrap();
        assert_eq!(not_finite(block_on(fit.train(2))).0, step);
        assert_eq!(block_on(fit.slopes()).unwrap(), slopes);
    }
}

#[test]
fn a_checkpoint_has_no_number_that_is_not_finite() {
    let device = Device::flex();
    let digits = store(40);
    let mut run = Trainer::new(
        config(&json!({"constraint": {"kind": "spectralNorm"}})),
        &device,
        &digits,
    )
    .unwrap();
    block_on(run.train(2)).unwrap();
    let names: Vec<String> = tensors(&run).into_iter().map(|(name, _)| name).collect();
    assert!(names.len() > 30, "{names:?}");
    for name in &names {
        for bad in [f32::NAN, f32::INFINITY] {
            let bytes = changed(
                &run,
                name,
                |place, value| if place == 0 { bad } else { value },
            );
            let error = Trainer::load(&bytes, &device, &digits).unwrap_err();
            assert!(matches!(error, Error::Checkpoint(_)), "{error}");
            let error = error.to_string();
            assert!(
                error.contains(&format!("`{name}` has {bad} at place 0")),
                "{error}"
            );
        }
    }
    // The root of what Adam keeps of squares is taken.
    let bytes = changed(&run, "critic/adam/second/", |_, value| value - 1.0);
    let error = Trainer::load(&bytes, &device, &digits)
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("it must be a finite number, 0 or more"),
        "{error}"
    );
}

/// Every constraint, of every kind of pairs.
fn constraints() -> Vec<Value> {
    let slope = |pairs: &str| {
        ["difference", "quotient"].map(|form| {
            json!({"kind": "slopePenalty", "pairs": pairs, "form": form, "sides": "two", "share": 1})
        })
    };
    let pairs = ["realReal", "realFake", "pooled", "segment", "adversarial"];
    let mut all: Vec<Value> = pairs.iter().flat_map(|pairs| slope(pairs)).collect();
    all.extend(["one", "two"].map(|sides| json!({"kind": "gradientPenalty", "sides": sides})));
    all.extend(
        [
            "weightClipping",
            "spectralNorm",
            "orthonormal",
            "bounded",
            "none",
        ]
        .map(|kind| json!({"kind": kind})),
    );
    all
}

#[test]
fn digits_that_are_all_alike_bring_about_no_number_that_is_not_finite() {
    let (images, labels) = blobs(3, 1);
    let digits = Images::mnist();
    digits
        .add(&images.repeat(64), &labels.repeat(64), 0)
        .unwrap();
    let architectures = [
        json!({"kind": "mlp", "generatorHidden": [8], "criticHidden": [8, 8]}),
        json!({"kind": "conv", "generatorChannels": 4, "criticChannels": 2}),
        json!({"kind": "article", "channels": 2}),
    ];
    for device in devices() {
        for architecture in &architectures {
            for constraint in constraints() {
                let patch = json!({"architecture": architecture, "constraint": constraint});
                let Ok(config) = config(&json!({})).patched(&patch) else {
                    // The notebook's critic has no gradient penalty, and cannot be 1-Lipschitz by construction.
                    assert_eq!(architecture["kind"], "article");
                    let refused = ["gradientPenalty", "orthonormal"].map(Value::from);
                    assert!(refused.contains(&constraint["kind"]), "{constraint}");
                    continue;
                };
                let mut run = Trainer::new(config, &device, &digits).unwrap();
                for report in block_on(run.train(4)).unwrap() {
                    let numbers = [report.critic_loss, report.gap, report.penalty, report.slope];
                    assert!(
                        numbers.iter().all(|number| number.is_finite()),
                        "{patch}: {report:?}"
                    );
                }
                assert_eq!(run.iteration(), 4, "{patch}");
            }
        }
    }
}

#[test]
fn pairs_of_equal_digits_are_penalised_for_nothing() {
    let (images, labels) = blobs(3, 1);
    let digits = Images::mnist();
    digits
        .add(&images.repeat(16), &labels.repeat(16), 0)
        .unwrap();
    for form in ["difference", "quotient"] {
        let patch = json!({"constraint": {"pairs": "realReal", "form": form, "sides": "one"}});
        let mut run = Trainer::new(config(&patch), &Device::flex(), &digits).unwrap();
        for report in block_on(run.train(5)).unwrap() {
            assert_eq!((report.penalty, report.slope), (0.0, 0.0), "{form}");
            assert_eq!(report.critic_loss, -report.gap, "{form}");
        }
    }
}

#[test]
fn a_critic_that_is_0_everywhere_brings_about_no_number_that_is_not_finite() {
    for device in devices() {
        for constraint in constraints() {
            let patch = json!({"constraint": constraint});
            let digits = store(40);
            let run = Trainer::new(config(&patch), &device, &digits).unwrap();
            let bytes = changed(&run, "critic/blocks", |_, _| 0.0);
            let mut run = Trainer::load(&bytes, &device, &digits).unwrap();
            let first = block_on(run.critic_step()).unwrap();
            assert_eq!(
                (first.gap, first.slope.abs() < 1e-6),
                (0.0, true),
                "{patch}: {first:?}"
            );
            // The gradient of such a critic is 0: its length is 1 too small everywhere, and it has no
            // direction.
            if constraint["kind"] == "gradientPenalty" {
                let expected = if constraint["sides"] == "two" {
                    1.0
                } else {
                    0.0
                };
                assert!((first.penalty - expected).abs() < 1e-6, "{first:?}");
            }
            let reports = block_on(run.train(3)).unwrap();
            assert_eq!(reports.len(), 3, "{patch}");
        }
    }
}

#[test]
fn a_survey_of_digits_that_are_all_alike_is_of_numbers() {
    let (images, labels) = blobs(3, 1);
    let digits = Images::mnist();
    digits
        .add(&images.repeat(64), &labels.repeat(64), 0)
        .unwrap();
    let device = Device::flex();
    let asset = include_bytes!("../assets/classifier.safetensors");
    let classifier = Classifier::load(asset, &device).unwrap();
    let run = Trainer::new(config(&json!({})), &device, &digits).unwrap();
    let mut survey = run.begin_real_survey(64).unwrap();
    while survey.advance(&classifier) {}
    let report = block_on(survey.finish()).unwrap();
    assert!(
        report.frechet.is_finite() && report.frechet > 100.0,
        "{report:?}"
    );
    assert!(
        (report.score - 1.0).abs() < 1e-9 && report.coverage == 1,
        "{report:?}"
    );
    // Real digits are then no distance from others, and fakes are some.
    let distances = block_on(run.measure(32)).unwrap();
    assert_eq!(distances.floor, 0.0);
    assert!(distances.exact_distance > 1.0 && distances.critic_distance.is_finite());
}
