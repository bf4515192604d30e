//! JSON that was good once: values are exchanged, fields lost, renamed and put in.

use arbitrary::{Arbitrary, Result, Unstructured};
use serde_json::{Value, json};

use crate::edits::a_few;

/// What stands in the place of a value.
#[derive(Clone, Debug, Arbitrary)]
pub(crate) enum Other {
    /// `null`
    Null,
    /// A boolean.
    Truth(bool),
    /// A whole number.
    Whole(i64),
    /// A whole number that is small.
    Small(u8),
    /// Any number of 64 bits; `null`, where JSON has none like it.
    Number(f64),
    /// One of the words of a configuration, or another.
    Word(u8),
    /// A list of so many numbers.
    List(u8, u16),
    /// An object without fields.
    Empty,
}

/// Kinds and choices, and words that are none.
const WORDS: [&str; 20] = [
    "mlp",
    "conv",
    "article",
    "none",
    "batch",
    "group",
    "layer",
    "pixel",
    "slopePenalty",
    "gradientPenalty",
    "weightClipping",
    "spectralNorm",
    "orthonormal",
    "bounded",
    "adversarial",
    "realFake",
    "two",
    "he",
    "",
    "NaN",
];

impl Other {
    fn value(&self) -> Value {
        match *self {
            Self::Null => Value::Null,
            Self::Truth(value) => json!(value),
            Self::Whole(value) => json!(value),
            Self::Small(value) => json!(value),
            Self::Number(value) => json!(value),
            Self::Word(at) => json!(WORDS[usize::from(at) % WORDS.len()]),
            Self::List(count, value) => json!(vec![value; usize::from(count)]),
            Self::Empty => json!({}),
        }
    }
}

/// What is done to one value, which is the so-manieth of all that are there.
#[derive(Clone, Debug, Arbitrary)]
pub(crate) enum JsonEdit {
    /// Another in its place.
    Set(u8, Other),
    /// It is left out.
    Drop(u8),
    /// A field of another name beside it.
    Add(u8, u8, Other),
}

/// What is done to it, one after another.
#[derive(Debug)]
pub(crate) struct JsonEdits(Vec<JsonEdit>);

impl<'a> Arbitrary<'a> for JsonEdits {
    fn arbitrary(from: &mut Unstructured<'a>) -> Result<Self> {
        a_few(from).map(Self)
    }
}

impl JsonEdits {
    /// What was good once.
    pub(crate) fn of(&self, good: &Value) -> Value {
        let mut value = good.clone();
        for edit in &self.0 {
            let mut paths = Vec::new();
            paths_of(&value, String::new(), &mut paths);
            let (JsonEdit::Set(at, _) | JsonEdit::Drop(at) | JsonEdit::Add(at, _, _)) = edit;
            let path = &paths[usize::from(*at) % paths.len()];
            let (parent, name) = path.rsplit_once('/').unwrap_or(("", ""));
            match edit {
                JsonEdit::Set(_, other) => {
                    if let Some(old) = value.pointer_mut(path) {
                        *old = other.value();
                    }
                }
                JsonEdit::Drop(_) => {
                    if let Some(Value::Object(fields)) = value.pointer_mut(parent) {
                        fields.remove(name);
                    }
                }
                JsonEdit::Add(_, word, other) => {
                    if let Some(Value::Object(fields)) = value.pointer_mut(parent) {
                        let name = WORDS[usize::from(*word) % WORDS.len()];
                        fields.insert(name.to_owned(), other.value());
                    }
                }
            }
        }
        value
    }
}

/// Pointers to all values within, itself first.
fn paths_of(value: &Value, path: String, paths: &mut Vec<String>) {
    if let Value::Object(fields) = value {
        for (name, field) in fields {
            paths_of(field, format!("{path}/{name}"), paths);
        }
    }
    paths.push(path);
}
