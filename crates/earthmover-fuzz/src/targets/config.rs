//! Configurations as JSON: taken as what they say, or refused with the field's name.

use arbitrary::Arbitrary;
use earthmover::Config;
use earthmover::config::patch_of;
use serde_json::{Value, json};

use super::Case;
use crate::edits::Edits;
use crate::json::JsonEdits;

#[derive(Arbitrary, Debug)]
pub(super) struct Input {
    kind: u8,
    edits: JsonEdits,
    spoils: Option<Edits>,
}

impl Case for Input {
    const MOST_MEGABYTES: f32 = 4.0;

    fn check(&self) {
        let text = self.edits.of(&good(self.kind)).to_string();
        match &self.spoils {
            Some(spoils) => take(&String::from_utf8_lossy(&spoils.of(text.as_bytes()))),
            None => take(&text),
        }
    }
}

/// All fields that there are of some kinds.
fn good(kind: u8) -> Value {
    let patch = match kind % 3 {
        0 => json!({}),
        1 => json!({"architecture": {"kind": "mlp"}, "constraint": {"kind": "weightClipping"}}),
        _ => json!({"architecture": {"kind": "article"}, "constraint": {"kind": "spectralNorm"},
            "averaging": {"decay": 0.9, "from": 3}}),
    };
    let config = Config::default().patched(&patch).expect("a good patch");
    serde_json::to_value(config).expect("a configuration is JSON")
}

fn take(text: &str) {
    match Config::from_json(text) {
        Ok(config) => {
            config.validate().expect("what is read is valid");
            let again = serde_json::to_string(&config).expect("a configuration is JSON");
            assert_eq!(Config::from_json(&again).expect("what was written"), config);
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
    if let Ok(patch) = patch_of(text)
        && let Ok(next) = Config::default().patched(&patch)
    {
        next.validate().expect("what is patched is valid");
        drop(Config::default().validate_change(&next));
        drop(Config::default().restart_fields(&next));
    }
}
