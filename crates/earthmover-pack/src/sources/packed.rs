//! A data set that was packed: its shards, seen to be what the manifest says, in the order of their source again.

use std::fs;
use std::path::{Component, Path};

use anyhow::{Context, Result, ensure};

use super::idx::read_unpacked;
use crate::data_set::DataSet;
use crate::examples::{Examples, PIXELS};
use crate::files::sha256;
use crate::manifest::{MANIFEST, Manifest};
use crate::shards::{Shard, gathered};

/// Whether `folder` holds a packed set.
pub(super) fn is_in(folder: &Path) -> bool {
    folder.join(MANIFEST).is_file()
}

/// Reads the manifest in `folder` and all that it names.
pub(super) fn read(folder: &Path) -> Result<DataSet> {
    let path = folder.join(MANIFEST);
    let manifest = Manifest::read(&path)?;
    let classifier = match &manifest.classifier {
        None => None,
        Some(named) => Some(classifier(folder, &named.file, &named.sha256)?),
    };
    let set = DataSet {
        train: examples(folder, &manifest.train)?,
        test: examples(folder, &manifest.test)?,
        about: manifest.about,
        known: None,
        classifier,
    };
    set.check().with_context(|| path.display().to_string())?;
    Ok(set)
}

fn examples(folder: &Path, shards: &[Shard]) -> Result<Examples> {
    let mut all = Examples::default();
    for shard in shards {
        ensure_plain(&shard.file)?;
        let path = folder.join(&shard.file);
        let bytes = unpacked(&path, shard).with_context(|| path.display().to_string())?;
        let (images, labels) = bytes.split_at(shard.count * PIXELS);
        all.images.extend(images);
        all.labels.extend(labels);
    }
    Ok(gathered(&all))
}

fn unpacked(path: &Path, shard: &Shard) -> Result<Vec<u8>> {
    let expected = shard
        .count
        .checked_mul(PIXELS + 1)
        .context("it is said to be too long")?;
    let bytes = read_unpacked(path, expected as u64 + 1)?;
    ensure!(
        bytes.len() == expected,
        "it has not the {expected} bytes of {} images",
        shard.count
    );
    ensure_sum(&bytes, &shard.sha256)?;
    Ok(bytes)
}

fn classifier(folder: &Path, file: &str, sum: &str) -> Result<Vec<u8>> {
    ensure_plain(file)?;
    let path = folder.join(file);
    let read = || -> Result<Vec<u8>> {
        let bytes = fs::read(&path)?;
        ensure_sum(&bytes, sum)?;
        Ok(bytes)
    };
    read().with_context(|| path.display().to_string())
}

fn ensure_sum(bytes: &[u8], expected: &str) -> Result<()> {
    let found = sha256(&[bytes]);
    ensure!(
        found == expected,
        "it is not what {MANIFEST} says: its SHA-256 is {found}, expected {expected}"
    );
    Ok(())
}

/// Checks that a file's name leads nowhere but beside the manifest.
fn ensure_plain(file: &str) -> Result<()> {
    let mut parts = Path::new(file).components();
    let is_plain = matches!(parts.next(), Some(Component::Normal(_))) && parts.next().is_none();
    ensure!(
        is_plain,
        "{MANIFEST} names `{file}`, which is no file beside it"
    );
    Ok(())
}
