//! Configurations: their JSON, their defaults, and what is said of bad ones.

#![allow(missing_docs, clippy::unwrap_used)]

use earthmover::Config;
use earthmover::config::{
    Architecture, Constraint, Conv, FieldReport, Form, Initialisation, Kind, Normalisation,
    PRESETS, Pairs, Sides, SlopePenalty, WeightClipping,
};

fn error(json: &str) -> String {
    Config::from_json(json).unwrap_err().to_string()
}

#[test]
fn a_number_that_is_none_is_named_without_types_of_rust() {
    for (json, expected) in [
        (
            r#"{"batch": "many"}"#,
            "`batch`: invalid type: string \"many\", expected a whole number",
        ),
        (
            r#"{"batch": -1}"#,
            "`batch`: invalid value: integer `-1`, expected a whole number",
        ),
        (r#"{"criticAdam": {"rate": []}}"#, "expected a number"),
    ] {
        let message = Config::from_json(json).unwrap_err().to_string();
        assert!(message.contains(expected), "{json}: {message}");
        assert!(
            !message.contains("usize") && !message.contains("f64"),
            "{message}"
        );
    }
}

#[test]
fn the_default_is_the_article_with_pairs_that_hold() {
    let config = Config::default();
    assert_eq!((config.batch, config.latent, config.n_critic), (16, 16, 1));
    for (adam, rate) in [(config.generator_adam, 2e-3), (config.critic_adam, 4e-3)] {
        assert_eq!((adam.rate, adam.beta1, adam.beta2), (rate, 0.0, 0.99));
    }
    assert_eq!(
        (config.rate_decay.from, config.rate_decay.power),
        (1_000, 0.75)
    );
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
        critic_dense: 64,
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
        (0.1, 0.0)
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
            r#"{"architecture": {"criticDense": 4097}}"#,
            "`architecture.criticDense` is 4097",
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
        (r#"{"rateDecay": {"from": 0}}"#, "`rateDecay.from` is 0"),
        (r#"{"rateDecay": {"power": 3}}"#, "`rateDecay.power` is 3"),
        // This is below 1, but not in 32 bits.
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
fn what_a_running_trainer_refuses_is_what_needs_a_restart() {
    let config = Config::default();
    let fields = |patch: serde_json::Value| {
        let next = config.patched(&patch).unwrap();
        let fields = config.restart_fields(&next);
        let refused = config.validate_change(&next).map_err(|e| e.to_string());
        match &refused {
            Ok(()) => assert!(fields.is_empty(), "{patch}: {fields:?}"),
            Err(message) => {
                assert!(!fields.is_empty(), "{patch}: {message}");
                for field in &fields {
                    assert!(message.contains(&format!("`{field}`")), "{message}");
                }
            }
        }
        fields
    };
    let live = serde_json::json!({"constraint": {"kind": "none"}, "nCritic": 3,
        "criticAdam": {"rate": 0.1}, "generatorAdam": {"beta1": 0}, "averaging": null});
    assert!(fields(live).is_empty());
    assert!(fields(serde_json::json!({"seed": 7, "batch": 16})).is_empty());
    let both = serde_json::json!({"seed": 8, "nCritic": 2, "architecture":
        {"criticChannels": 9, "generatorChannels": 32, "normalisation": "batch"}});
    let expected = [
        "seed",
        "architecture.criticChannels",
        "architecture.normalisation",
    ];
    assert_eq!(fields(both), expected);
    let other = serde_json::json!({"architecture": {"kind": "mlp"}, "order": "criticFirst"});
    assert_eq!(fields(other), ["architecture.kind", "order"]);
}

/// The value at a path of names joined by dots.
fn at<'a>(value: &'a mut serde_json::Value, path: &str) -> &'a mut serde_json::Value {
    path.split('.').fold(value, |value, name| &mut value[name])
}

#[test]
fn each_field_may_be_all_that_its_report_says_and_no_more() {
    let fields = Config::fields();
    let base = |field: &FieldReport| {
        let part = field.name.split('.').next().unwrap().to_owned();
        let patch = match &field.of {
            Some(kind) => serde_json::json!({ part: { "kind": kind } }),
            None => serde_json::json!({}),
        };
        Config::default().patched(&patch).unwrap()
    };
    for field in &fields {
        let config = base(field);
        let with = |value: &serde_json::Value| {
            let mut json = serde_json::to_value(&config).unwrap();
            if field.name.ends_with(".kind") {
                let part = field.name.trim_end_matches(".kind");
                json[part] = serde_json::json!({ "kind": value });
            } else {
                *at(&mut json, &field.name) = value.clone();
            }
            Config::from_json(&json.to_string())
        };
        let listed = |number: serde_json::Value| match field.kind {
            Kind::Wholes => serde_json::json!([number]),
            _ => number,
        };
        let json = &mut serde_json::to_value(&config).unwrap();
        assert_eq!(*at(json, &field.name), field.default, "{}", field.name);
        let (Some(least), Some(most)) = (field.least, field.most) else {
            assert_eq!(field.kind, Kind::Choice);
            for option in &field.options {
                with(option).unwrap();
            }
            assert!(field.options.contains(&field.default), "{field:?}");
            with(&"prayer".into()).unwrap_err();
            continue;
        };
        let number = |value: f64| match field.kind {
            Kind::Real => serde_json::json!(value),
            _ => serde_json::json!(value as u64),
        };
        let is = |value: f64| with(&listed(number(value))).is_ok();
        assert_eq!(is(least), !field.least_excluded, "{}", field.name);
        assert_eq!(is(most), !field.most_excluded, "{}", field.name);
        let step = field.step.map_or(1e-3, |step| step as f64);
        assert!(!is(most + step), "{}", field.name);
        if least > 0.0 {
            assert!(!is(least - step.min(least)), "{}", field.name);
        }
        // A field is live where a run takes another value of it.
        let other = match field.kind {
            Kind::Real => least + 0.3 * (most - least),
            _ => least + 2.0,
        };
        let next = with(&listed(number(other))).unwrap();
        assert_ne!(next, config, "{}", field.name);
        let live = config.validate_change(&next).is_ok();
        assert_eq!(live, field.live, "{}", field.name);
    }
    // Every field of every kind is told.
    for kind in Architecture::kinds() {
        told(
            &fields,
            "architecture",
            &serde_json::to_value(&kind).unwrap(),
        );
    }
    for kind in Constraint::kinds() {
        told(&fields, "constraint", &serde_json::to_value(kind).unwrap());
    }
    let whole = serde_json::to_value(Config::default()).unwrap();
    for (name, value) in whole.as_object().unwrap() {
        if value.get("kind").is_none() {
            told(&fields, name, value);
        }
    }
}

/// Checks that `fields` tell of all that `value`, of that name, holds.
fn told(fields: &[FieldReport], name: &str, value: &serde_json::Value) {
    let of = value.get("kind").and_then(serde_json::Value::as_str);
    let is = |wanted: &str, of: Option<&str>| {
        let same = |field: &&FieldReport| field.name == wanted && field.of.as_deref() == of;
        assert_eq!(fields.iter().filter(same).count(), 1, "{wanted} of {of:?}");
    };
    match value.as_object() {
        None => is(name, None),
        Some(inner) => {
            for field in inner.keys() {
                let of = if field == "kind" { None } else { of };
                is(&format!("{name}.{field}"), of);
            }
        }
    }
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
