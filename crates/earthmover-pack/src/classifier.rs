//! The classifier that is packed with a data set: a safetensors file, looked at and not used.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde::{Deserialize, Serialize};

use crate::about::About;
use crate::files::sha256;

/// What the page calls the file beside the shards.
const FILE: &str = "classifier.safetensors";
/// How the metadata of a classifier's file begins to say what it is.
const FORMAT: &str = "earthmover-classifier/";
/// How many classes a classifier tells apart.
pub const CLASSES: usize = 10;

/// What a manifest says of the classifier's file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassifierFile {
    /// Its name.
    pub file: String,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
}

impl ClassifierFile {
    /// What is to be said of a classifier of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self {
            file: FILE.to_owned(),
            sha256: sha256(&[bytes]),
            bytes: bytes.len() as u64,
        }
    }
}

/// The head of a safetensors file, of which the metadata is looked at.
#[derive(Deserialize)]
struct Head {
    #[serde(rename = "__metadata__")]
    metadata: BTreeMap<String, String>,
}

/// The bytes of a classifier's file, which must be one, for a set of as many classes as it tells apart.
///
/// # Errors
/// When the file cannot be read or is no classifier, or when the set has another number of classes.
pub fn read_classifier(path: &Path, about: &About) -> Result<Vec<u8>> {
    ensure!(
        about.labels.len() == CLASSES,
        "{} tells {CLASSES} classes apart, and the set has {} names of classes",
        path.display(),
        about.labels.len()
    );
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let format = format(&bytes);
    ensure!(
        format.is_some_and(|format| format.starts_with(FORMAT)),
        "{} is no classifier that `earthmover-cli classifier` wrote",
        path.display()
    );
    Ok(bytes)
}

/// What the metadata of a safetensors file says of its format: behind the length of the head, eight bytes, lies
/// the head in JSON.
fn format(bytes: &[u8]) -> Option<String> {
    let (length, rest) = bytes.split_first_chunk::<8>()?;
    let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
    let mut head: Head = serde_json::from_slice(rest.get(..length)?).ok()?;
    head.metadata.remove("format")
}
