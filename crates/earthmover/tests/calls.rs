//! Calls in any order, with configurations of any kind: none panics, none waits for ever, and one that is
//! refused has changed nothing, but for steps that were taken before one that is not of numbers.

#![allow(
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used
)]

#[path = "common/digits.rs"]
mod digits;

use std::collections::HashMap;

use burn::tensor::Device;
use earthmover::burn;
use earthmover::run::sum_of_parts;
use earthmover::{Config, Trainer};
use pollster::block_on;
use proptest::prelude::*;
use safetensors::SafeTensors;
use serde_json::{Value, json};

#[derive(Clone, Debug)]
enum Call {
    Train(u64),
    CriticStep,
    GeneratorStep,
    Configure(Value),
    Split(u64, u64),
    CriticPart,
    GeneratorPart,
    TakeCritic(bool),
    TakeGenerator(bool),
    Sample(u64),
    Score(usize),
    Measure(u64),
    /// A measurement that is advanced so many times, and finished, before it is read.
    MeasureEarly(usize),
    Weights(u64),
    SaveAndLoad,
}

fn constraint() -> impl Strategy<Value = Value> {
    let pairs = prop::sample::select(vec![
        "realReal",
        "realFake",
        "pooled",
        "segment",
        "adversarial",
    ]);
    let form = prop::sample::select(vec!["difference", "quotient"]);
    let sides = prop::sample::select(vec!["one", "two"]);
    prop_oneof![
        (pairs, form, sides.clone(), 0.05..=1.0).prop_map(|(pairs, form, sides, share)| {
            json!({"kind": "slopePenalty", "pairs": pairs, "form": form, "sides": sides, "share": share})
        }),
        (sides, 0.05..=1.0).prop_map(|(sides, share)| {
            json!({"kind": "gradientPenalty", "sides": sides, "share": share})
        }),
        (1e-3..0.5).prop_map(|bound| json!({"kind": "weightClipping", "bound": bound})),
        Just(json!({"kind": "spectralNorm"})),
        Just(json!({"kind": "orthonormal"})),
        Just(json!({"kind": "bounded"})),
        Just(json!({"kind": "none"})),
    ]
}

fn patch() -> impl Strategy<Value = Value> {
    let averaging = prop_oneof![
        Just(Value::Null),
        (0.0..0.999, 0..3_u64).prop_map(|(decay, from)| json!({"decay": decay, "from": from})),
    ];
    (constraint(), 1..4_u64, 1e-5..1e-2, averaging, 0.0..2.0).prop_map(
        |(constraint, steps, rate, averaging, power)| {
            json!({
                "constraint": constraint, "nCritic": steps, "rateDecay": {"from": 1, "power": power},
                "criticAdam": {"rate": rate}, "averaging": averaging,
            })
        },
    )
}

fn config() -> impl Strategy<Value = Value> {
    let normalisation = prop::sample::select(vec!["batch", "group", "layer", "pixel", "none"]);
    let initialisation = prop::sample::select(vec!["he", "glorot", "narrow"]);
    let architecture = (normalisation, initialisation, 0..3_usize).prop_map(
        |(normalisation, initialisation, kind)| match kind {
            0 => json!({
                "kind": "mlp", "generatorHidden": [5], "criticHidden": [6, 4],
                "normalisation": normalisation, "initialisation": initialisation,
            }),
            1 => json!({
                "kind": "conv", "generatorChannels": 4, "criticChannels": 2,
                "normalisation": normalisation, "initialisation": initialisation,
            }),
            _ => json!({"kind": "article", "channels": 1}),
        },
    );
    let order = prop::sample::select(vec!["criticFirst", "sharedFakes", "generatorFirst"]);
    (architecture, order, 2..7_u64, 1..4_u64, 0..100_u64, patch()).prop_map(
        |(architecture, order, batch, latent, seed, mut config)| {
            for (key, value) in [
                ("architecture", architecture),
                ("order", json!(order)),
                ("batch", json!(batch)),
                ("latent", json!(latent)),
                ("seed", json!(seed)),
            ] {
                config[key] = value;
            }
            config
        },
    )
}

fn call() -> impl Strategy<Value = Call> {
    prop_oneof![
        3 => (0..3_u64).prop_map(Call::Train),
        1 => Just(Call::CriticStep),
        1 => Just(Call::GeneratorStep),
        2 => patch().prop_map(Call::Configure),
        1 => config().prop_map(Call::Configure),
        2 => (0..3_u64, 0..4_u64).prop_map(|(index, of)| Call::Split(index, of)),
        2 => Just(Call::CriticPart),
        2 => Just(Call::GeneratorPart),
        2 => any::<bool>().prop_map(Call::TakeCritic),
        2 => any::<bool>().prop_map(Call::TakeGenerator),
        1 => (0..70_u64).prop_map(Call::Sample),
        1 => (0..3_usize).prop_map(Call::Score),
        1 => (0..7_u64).prop_map(Call::Measure),
        1 => (0..4_usize).prop_map(Call::MeasureEarly),
        1 => (0..5_u64).prop_map(Call::Weights),
        1 => Just(Call::SaveAndLoad),
    ]
}

/// A run with the part that it has computed last.
struct Run {
    trainer: Trainer,
    part: Vec<f32>,
}

impl Run {
    /// Whether a call is answered; a refusal says something.
    fn call(&mut self, call: &Call) -> Result<(), String> {
        let trainer = &mut self.trainer;
        let sum = |part: &[f32], fits: bool| {
            let part = if fits {
                part
            } else {
                &part[..part.len().saturating_sub(1)]
            };
            sum_of_parts([part]).unwrap_or_default()
        };
        let answer = match call {
            Call::Train(iterations) => block_on(trainer.train(*iterations)).map(|_| ()),
            Call::CriticStep => block_on(trainer.critic_step()).map(|_| ()),
            Call::GeneratorStep => block_on(trainer.generator_step()).map(|_| ()),
            Call::Configure(patch) => {
                let next = trainer.config().patched(patch);
                next.and_then(|next| trainer.configure(next))
            }
            Call::Split(index, of) => trainer.split(*index, *of),
            Call::CriticPart => block_on(trainer.critic_part()).map(|part| self.part = part),
            Call::GeneratorPart => block_on(trainer.generator_part()).map(|part| self.part = part),
            Call::TakeCritic(fits) => trainer.take_critic(&sum(&self.part, *fits)).map(|_| ()),
            Call::TakeGenerator(fits) => {
                trainer.take_generator(&sum(&self.part, *fits)).map(|_| ())
            }
            Call::Sample(count) => block_on(trainer.sample_seeded(*count, 1)).map(|_| ()),
            Call::Score(count) => block_on(trainer.score(&vec![0.5; count * 784])).map(|_| ()),
            Call::Measure(count) => block_on(trainer.measure(*count)).map(|_| ()),
            Call::MeasureEarly(times) => trainer.begin_measurement(4).and_then(|mut begun| {
                (0..*times).try_for_each(|_| begun.advance().map(|_| ()))?;
                begun.finish().map(|_| ())
            }),
            Call::Weights(bins) => block_on(trainer.weights(*bins)).map(|_| ()),
            Call::SaveAndLoad => {
                let bytes = block_on(trainer.save()).map_err(|error| error.to_string())?;
                let loaded = Trainer::load(&bytes, &Device::flex(), &digits::store(24));
                loaded.map(|loaded| *trainer = loaded)
            }
        };
        answer.map_err(|error| error.to_string())
    }

    /// All that makes up a run: weights, both optimisers' memory, how far it has come, and its configuration.
    fn state(&self) -> (Vec<u8>, HashMap<String, String>) {
        let bytes = block_on(self.trainer.save()).expect("finite weights");
        let (header, metadata) = SafeTensors::read_metadata(&bytes).unwrap();
        let entries = metadata.metadata().clone().unwrap_or_default();
        assert_eq!(entries["version"], env!("CARGO_PKG_VERSION"));
        (bytes[8 + header..].to_vec(), entries)
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_refused_call_changes_nothing(config in config(), calls in prop::collection::vec(call(), 1..14)) {
        let Ok(config) = Config::default().patched(&config) else {
            // Some of these fields do not go together, and are refused.
            return Ok(());
        };
        let trainer = Trainer::new(config, &Device::flex(), &digits::store(24)).unwrap();
        let mut run = Run { trainer, part: Vec::new() };
        for call in calls {
            let before = run.state();
            if let Err(said) = run.call(&call) {
                prop_assert!(!said.is_empty());
                if said.contains("the run stands as it was before that step") {
                    continue;
                }
                prop_assert!(run.state() == before, "{call:?}: {said}");
            }
        }
        // Whatever went before, it can be made whole again and go on.
        run.trainer.split(0, 1).unwrap();
        let iteration = run.trainer.iteration();
        block_on(run.trainer.train(1)).unwrap();
        prop_assert_eq!(run.trainer.iteration(), iteration + 1);
    }

    #[test]
    fn a_saved_run_goes_on_as_the_run_itself(config in config(), before in 0..3_u64, after in 1..3_u64) {
        let Ok(config) = Config::default().patched(&config) else { return Ok(()) };
        let digits = digits::store(24);
        let mut trainer = Trainer::new(config, &Device::flex(), &digits).unwrap();
        if before > 0 {
            block_on(trainer.train(before)).unwrap();
        }
        let bytes = block_on(trainer.save()).unwrap();
        let loaded = Trainer::load(&bytes, &Device::flex(), &digits).unwrap();
        let runs = [trainer, loaded].map(|mut trainer| {
            block_on(trainer.train(after)).unwrap();
            Run { trainer, part: Vec::new() }.state()
        });
        prop_assert!(runs[0] == runs[1]);
    }
}
