//! The manifest of a packed data set: what the page and native runs read before all else.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde::{Deserialize, Serialize};

use crate::about::About;
use crate::classifier::ClassifierFile;
use crate::data_set::DataSet;
use crate::examples::{Examples, SIDE};
use crate::shards::{Shard, test_shards, train_shards};

/// The version of the manifest's format. A page that knows only another version has to say so.
const FORMAT: u32 = 2;
/// Its file's name.
pub(crate) const MANIFEST: &str = "manifest.json";

/// What is said of a packed data set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    format: u32,
    #[serde(flatten)]
    pub(crate) about: About,
    width: usize,
    height: usize,
    channels: usize,
    pub(crate) classifier: Option<ClassifierFile>,
    pub(crate) train: Vec<Shard>,
    pub(crate) test: Vec<Shard>,
}

/// What any version of a manifest says.
#[derive(Deserialize)]
struct Versioned {
    format: u32,
}

impl Manifest {
    /// What is to be said of a set whose examples, once they are dealt, are `train` and `test`.
    pub(crate) fn of(set: &DataSet, train: &Examples, test: &Examples) -> Self {
        Self {
            format: FORMAT,
            about: set.about.clone(),
            width: SIDE,
            height: SIDE,
            channels: 1,
            classifier: set.classifier.as_deref().map(ClassifierFile::of),
            train: train_shards(train),
            test: test_shards(test),
        }
    }

    /// Reads a manifest of this format, of images that native runs know.
    pub(crate) fn read(path: &Path) -> Result<Self> {
        let read = || -> Result<Self> {
            let json = fs::read(path)?;
            let Versioned { format } = serde_json::from_slice(&json)?;
            ensure!(
                format == FORMAT,
                "its format is {format}; this program knows {FORMAT}: pack the set again"
            );
            let manifest: Self = serde_json::from_slice(&json)?;
            let Self {
                width,
                height,
                channels,
                ..
            } = manifest;
            ensure!(
                [width, height, channels] == [SIDE, SIDE, 1],
                "its images are {width} × {height} with {channels} channels; they must be {SIDE} × {SIDE} with one"
            );
            Ok(manifest)
        };
        read().with_context(|| format!("cannot use {}", path.display()))
    }

    pub(crate) fn shards(&self) -> impl Iterator<Item = &Shard> {
        self.train.iter().chain(&self.test)
    }

    /// Whether `folder` holds the manifest that this plan leads to, and every file of it in full length.
    pub(crate) fn is_packed_in(&self, folder: &Path) -> bool {
        let Some(mut there) = fs::read(folder.join(MANIFEST))
            .ok()
            .and_then(|json| serde_json::from_slice::<Self>(&json).ok())
        else {
            return false;
        };
        let is_whole = |(file, bytes): (&String, u64)| {
            fs::metadata(folder.join(file)).is_ok_and(|file| file.is_file() && file.len() == bytes)
        };
        let shards = there.shards().map(|shard| (&shard.file, shard.bytes));
        let classifier = there
            .classifier
            .iter()
            .map(|named| (&named.file, named.bytes));
        let whole = shards.chain(classifier).all(is_whole);
        // How small the compressor made a shard is not part of the plan.
        for shard in there.train.iter_mut().chain(&mut there.test) {
            shard.bytes = 0;
        }
        whole && there == *self
    }
}
