//! Configurations: their JSON, their defaults, and what is said of bad ones.

#![allow(missing_docs, clippy::unwrap_used)]

use earthmover::Config;
use earthmover::config::{
    Architecture, Constraint, Conv, Form, Initialisation, Normalisation, PRESETS, Pairs, Sides,
    SlopePenalty, WeightClipping,
};

fn error(json: &str) -> String {
    Config::from_json(json).unwrap_err().to_string()
}

#[test]
fn the_default_is_the_article_with_pairs_that_hold() {
    let config = Config::default();
    assert_eq!((config.batch, config.latent, config.n_critic), (16, 64, 1));
    for adam in [config.generator_adam, config.critic_adam] {
        assert_eq!((adam.rate, adam.beta1, adam.beta2), (2e-3, 0.5, 0.9));
    }
    let expected = Constraint::SlopePenalty(SlopePenalty {
        pairs: Pairs::Adversarial,
        form: Form::Quotient,
        sides: Sides::One,
        lambda: 10.0,
        step: 0.02,
        share: 0.5,
    });
    assert_eq!(config.constraint, expected);
    let expected = Architecture::Conv(Conv {
        generator_channels: 32,
        critic_channels: 8,
        normalisation: Normalisation::Layer,
        initialisation: Initialisation::Glorot,
    });
    assert_eq!(config.architecture, expected);
}

#[test]
fn every_preset_is_valid_and_survives_its_json() {
    for name in PRESETS {
        let config = Config::preset(name).unwrap();
        config.validate().unwrap();
        let json = serde_json::to_string(&config).unwrap();
        assert_eq!(Config::from_json(&json).unwrap(), config, "{json}");
    }
    let message = Config::preset("fast").unwrap_err().to_string();
    assert!(message.contains("`preset` is \"fast\""), "{message}");
}

#[test]
fn a_patch_changes_what_it_names_and_nothing_else() {
    let config = Config::default();
    let patch = serde_json::json!({"constraint": {"lambda": 5}, "criticAdam": {"rate": 0.1}});
    let patched = config.patched(&patch).unwrap();
    let Constraint::SlopePenalty(SlopePenalty { lambda, step, .. }) = patched.constraint else {
        panic!("{:?}", patched.constraint);
    };
    assert_eq!((lambda, step), (5.0, 0.02));
    assert_eq!(
        (patched.critic_adam.rate, patched.critic_adam.beta1),
        (0.1, 0.5)
    );
    assert_eq!(patched.generator_adam, config.generator_adam);
    // Another kind begins from its own defaults.
    let patch = serde_json::json!({"constraint": {"kind": "weightClipping"}});
    let expected = Constraint::WeightClipping(WeightClipping { bound: 0.01 });
    assert_eq!(config.patched(&patch).unwrap().constraint, expected);
}

#[test]
fn each_bad_field_is_named_with_its_value_and_what_is_allowed() {
    let cases = [
        (
            r#"{"batch": 0}"#,
            "`batch` is 0; it must be a whole number from 2 to 1024",
        ),
        (r#"{"latent": 0}"#, "`latent` is 0"),
        (r#"{"nCritic": 0}"#, "`nCritic` is 0"),
        (
            r#"{"seed": 9007199254740992}"#,
            "`seed` is 9007199254740992",
        ),
        (
            r#"{"architecture": {"generatorChannels": 3}}"#,
            "`architecture.generatorChannels` is 3",
        ),
        (
            r#"{"architecture": {"criticChannels": 0}}"#,
            "`architecture.criticChannels` is 0",
        ),
        (
            r#"{"architecture": {"kind": "mlp", "generatorHidden": []}}"#,
            "`architecture.generatorHidden.length` is 0",
        ),
        (
            r#"{"architecture": {"kind": "mlp", "criticHidden": [8, 0]}}"#,
            "`architecture.criticHidden[1]` is 0",
        ),
        (
            r#"{"architecture": {"kind": "article", "channels": 65}}"#,
            "`architecture.channels` is 65",
        ),
        (
            r#"{"constraint": {"lambda": -1}}"#,
            "`constraint.lambda` is -1",
        ),
        (r#"{"constraint": {"step": 0}}"#, "`constraint.step` is 0"),
        (
            r#"{"constraint": {"kind": "weightClipping", "bound": 0}}"#,
            "`constraint.bound` is 0",
        ),
        (r#"{"criticAdam": {"rate": 2}}"#, "`criticAdam.rate` is 2"),
        (
            r#"{"generatorAdam": {"beta2": 1}}"#,
            "`generatorAdam.beta2` is 1",
        ),
        (
            r#"{"generatorAdam": {"epsilon": 0}}"#,
            "`generatorAdam.epsilon` is 0",
        ),
        (r#"{"averaging": {"decay": 1}}"#, "`averaging.decay` is 1"),
        // Below 1, but not in 32 bits.
        (
            r#"{"criticAdam": {"beta1": 0.99999999}}"#,
            "`criticAdam.beta1` is 0.99999999",
        ),
        (
            r#"{"order": "generatorFirst", "nCritic": 2}"#,
            "`nCritic` is 2; it must be 1 where",
        ),
    ];
    for (json, expected) in cases {
        let message = error(json);
        assert!(message.contains(expected), "{json}: {message}");
    }
    let both = error(r#"{"batch": 1, "latent": 0}"#);
    assert!(
        both.contains("`batch`") && both.contains("`latent`"),
        "{both}"
    );
}

#[test]
fn unknown_fields_and_wrong_types_are_named() {
    let cases = [
        (r#"{"bach": 3}"#, "bach"),
        (
            r#"{"constraint": {"kind": "weightClipping", "lambda": 3}}"#,
            "lambda",
        ),
        (
            r#"{"constraint": {"kind": "wishful"}}"#,
            "`constraint.kind` is wishful; it must be",
        ),
        (
            r#"{"constraint": {"lambda": "x"}}"#,
            "`constraint.lambda`: invalid type: string \"x\"",
        ),
        (
            r#"{"architecture": {"generatorChannels": -1}}"#,
            "`architecture.generatorChannels`",
        ),
        (
            r#"{"architecture": {"kind": "mlp", "criticHidden": ["a"]}}"#,
            "`architecture.criticHidden[0]`",
        ),
        (
            r#"{"architecture": 3}"#,
            "`architecture`: 3 is not an object",
        ),
        (
            r#"{"batch": "many"}"#,
            "`batch`: invalid type: string \"many\"",
        ),
        (
            r#"{"criticAdam": {"rate": null}}"#,
            "`criticAdam.rate`: invalid type: null",
        ),
        (
            r#"{"seed": 1.5}"#,
            "`seed`: invalid type: floating point `1.5`",
        ),
        ("[]", "is not an object"),
        ("{", "cannot be read"),
    ];
    for (json, expected) in cases {
        let message = error(json);
        assert!(message.contains(expected), "{json}: {message}");
    }
}
