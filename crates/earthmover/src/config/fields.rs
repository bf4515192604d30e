//! What each field of a configuration may be, and which may change while a run goes on: told by the
//! code that checks it, so that nobody need list it again.

use serde::Serialize;
use serde_json::Value;

use super::{Architecture, Config, Constraint};

/// Fields that are fixed when a run begins, with all that they hold.
const FIXED: [&str; 5] = ["seed", "latent", "batch", "architecture", "order"];

/// What a field of a configuration may be.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FieldReport {
    /// Its path, names joined by dots.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
    /// The kind of architecture or of constraint that has it; none where every configuration has it.
    pub of: Option<String>,
    /// The least number that it may be; none where it is a choice.
    pub least: Option<f64>,
    /// The largest number that it may be; none where it is a choice.
    pub most: Option<f64>,
    /// Whether it must be above `least`.
    pub least_excluded: bool,
    /// Whether it must be below `most`.
    pub most_excluded: bool,
    /// What it must be a multiple of; none where it need not be whole.
    pub step: Option<u64>,
    /// The most numbers that a list may have; it has at least 1. None where it is no list.
    pub most_length: Option<u64>,
    /// All that a choice may be; empty where it is none.
    pub options: Vec<Value>,
    /// Its value where a configuration leaves it out.
    pub default: Value,
    /// Whether it may change while a run goes on.
    pub live: bool,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Kind {
    /// A whole number.
    Whole,
    /// A number.
    Real,
    /// A list of whole numbers.
    Wholes,
    /// One of some words.
    Choice,
}

/// A field in which two configurations differ.
pub(super) struct Change {
    pub(super) name: String,
    pub(super) from: Value,
    pub(super) to: Value,
}

impl FieldReport {
    pub(super) fn new(name: &str, kind: Kind, value: impl Serialize) -> Self {
        let whole = matches!(kind, Kind::Whole | Kind::Wholes);
        Self {
            name: name.to_owned(),
            kind,
            of: None,
            least: None,
            most: None,
            least_excluded: false,
            most_excluded: false,
            step: whole.then_some(1),
            most_length: None,
            options: Vec::new(),
            default: json(value),
            live: !FIXED.contains(&name.split('.').next().unwrap_or(name)),
        }
    }

    pub(super) fn within(self, least: f64, most: f64) -> Self {
        Self {
            least: Some(least),
            most: Some(most),
            ..self
        }
    }

    pub(super) fn among<T: Serialize>(self, all: &[T]) -> Self {
        Self {
            options: all.iter().map(json).collect(),
            ..self
        }
    }
}

impl Config {
    /// Every field that a configuration may have, those of every kind of architecture and of
    /// constraint. The averaging's are there where `averaging` is not null.
    pub fn fields() -> Vec<FieldReport> {
        let config = Self::default();
        let kinds = |kinds: Vec<Value>| kinds.iter().map(|value| value["kind"].clone()).collect();
        let architectures: Vec<Value> = kinds(Architecture::kinds().map(json).into());
        let constraints: Vec<Value> = kinds(Constraint::kinds().map(json).into());
        let choice = |name: &str, of: Value, kinds: &[Value]| {
            FieldReport::new(name, Kind::Choice, &of["kind"]).among(kinds)
        };
        let mut fields = vec![
            choice(
                "architecture.kind",
                json(&config.architecture),
                &architectures,
            ),
            choice("constraint.kind", json(config.constraint), &constraints),
        ];
        for (part, kinds) in [("architecture", architectures), ("constraint", constraints)] {
            for kind in kinds {
                let patch = serde_json::json!({ part: { "kind": kind } });
                // Defaults of every kind are valid beside the default of everything else.
                let Ok(config) = config.patched(&patch) else {
                    continue;
                };
                let of_part = |field: &FieldReport| field.name.starts_with(&format!("{part}."));
                let found = config.checked().into_fields().into_iter().filter(of_part);
                fields.extend(found.map(|field| FieldReport {
                    of: kind.as_str().map(str::to_owned),
                    ..field
                }));
            }
        }
        let inner = |field: &FieldReport| {
            field.name.starts_with("architecture.") || field.name.starts_with("constraint.")
        };
        let rest = config.checked().into_fields().into_iter();
        fields.extend(rest.filter(|field| !inner(field)));
        fields
    }

    /// The differences of `next` in what is fixed when a run begins.
    pub(super) fn fixed_changes(&self, next: &Self) -> Vec<Change> {
        let (from, to) = (json(self), json(next));
        let mut changes = Vec::new();
        for name in FIXED {
            collect(name.to_owned(), &from[name], &to[name], &mut changes);
        }
        changes
    }
}

/// Collects the changes between two values of the field `name`. Where these are objects of different kinds,
/// the kind alone is told: their fields do not mean the same.
fn collect(name: String, from: &Value, to: &Value, changes: &mut Vec<Change>) {
    match (from, to) {
        (from, to) if from == to => {}
        (Value::Object(from), Value::Object(to)) if from.get("kind") == to.get("kind") => {
            for (field, from) in from {
                let to = to.get(field).unwrap_or(&Value::Null);
                collect(format!("{name}.{field}"), from, to, changes);
            }
        }
        (Value::Object(from), Value::Object(to)) => changes.push(Change {
            name: format!("{name}.kind"),
            from: from["kind"].clone(),
            to: to["kind"].clone(),
        }),
        (from, to) => changes.push(Change {
            name,
            from: from.clone(),
            to: to.clone(),
        }),
    }
}

/// A part of a configuration as JSON.
fn json(value: impl Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}
