//! Configurations by name, in a JSON file.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use earthmover::Config;
use serde_json::Value;

/// The configurations of a JSON file: an object of them by name, each what it changes of the default. Those
/// whose names are not wanted are not read.
pub(crate) fn read_configurations(
    path: &Path,
    is_wanted: impl Fn(&str) -> bool,
) -> Result<Vec<(String, Config)>> {
    let file = path.display();
    let json = fs::read_to_string(path).with_context(|| format!("cannot read {file}"))?;
    let patches: serde_json::Map<String, Value> = serde_json::from_str(&json)
        .with_context(|| format!("{file} is not an object of configurations"))?;
    let wanted = patches.into_iter().filter(|(name, _)| is_wanted(name));
    let read = |(name, patch): (String, Value)| {
        let config = Config::default().patched(&patch);
        let config = config.with_context(|| format!("`{name}` in {file}"))?;
        Ok((name, config))
    };
    wanted.map(read).collect()
}
