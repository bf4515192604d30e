//! Checkpoints and classifiers as files: loaded, or refused with what is wrong.

use std::sync::LazyLock;

use arbitrary::Arbitrary;
use earthmover::burn::tensor::Device;
use earthmover::{Classifier, Config, Images, Trainer};
use pollster::block_on;
use serde_json::{Value, json};

use super::Case;
use crate::edits::Edits;
use crate::json::JsonEdits;

#[derive(Arbitrary, Debug)]
pub(super) struct Input {
    edits: Option<Edits>,
    header: Option<JsonEdits>,
}

impl Case for Input {
    /// A header may name any configuration that there is, whose weights are then not in the file.
    const MOST_MEGABYTES: f32 = 64.0;

    fn prepare() {
        LazyLock::force(&GOOD);
    }

    fn check(&self) {
        load(&self.of(&GOOD));
        load_classifier(&self.of(CLASSIFIER));
    }
}

impl Input {
    /// A file that was good once.
    fn of(&self, good: &[u8]) -> Vec<u8> {
        let file = match &self.header {
            Some(header) => with_header(good, header),
            None => good.to_vec(),
        };
        match &self.edits {
            Some(edits) => edits.of(&file),
            None => file,
        }
    }
}

/// The one that comes with the crate.
const CLASSIFIER: &[u8] = include_bytes!("../../../earthmover/assets/classifier.safetensors");

static IMAGES: LazyLock<Images> = LazyLock::new(|| {
    let images = Images::mnist();
    let pixels: Vec<u8> = (0..8 * 784_u32).map(|at| (at % 251) as u8).collect();
    images.add(&pixels, &[0; 8], 0).expect("whole images");
    images
});

/// A run of small networks, after an iteration.
static GOOD: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let patch = json!({
        "batch": 2, "latent": 2,
        "architecture": {"kind": "mlp", "generatorHidden": [2], "criticHidden": [2]},
        "averaging": {"decay": 0.9, "from": 0}, "constraint": {"kind": "spectralNorm"},
    });
    let config = Config::default().patched(&patch).expect("a good patch");
    let mut trainer = Trainer::new(config, &Device::flex(), &IMAGES).expect("a good configuration");
    block_on(trainer.train(1)).expect("an iteration");
    block_on(trainer.save()).expect("finite weights")
});

/// With another header, as safetensors have it: its length, JSON, and the numbers.
fn with_header(file: &[u8], edits: &JsonEdits) -> Vec<u8> {
    let (length, rest) = file.split_at(8);
    let length = u64::from_le_bytes(length.try_into().expect("eight bytes")) as usize;
    let (header, numbers) = rest.split_at(length);
    let mut header: Value = serde_json::from_slice(header).expect("a header is JSON");
    // What metadata hold is JSON within strings.
    for key in ["config", "progress"] {
        let Some(field) = header["__metadata__"].get_mut(key) else {
            continue;
        };
        if let Some(inner) = field
            .as_str()
            .and_then(|text| serde_json::from_str(text).ok())
        {
            *field = Value::String(edits.of(&inner).to_string());
        }
    }
    let header = edits.of(&header).to_string().into_bytes();
    [&(header.len() as u64).to_le_bytes(), &header[..], numbers].concat()
}

fn load(file: &[u8]) {
    match Trainer::load(file, &Device::flex(), &IMAGES) {
        Ok(trainer) => drop(block_on(trainer.save()).expect("what was loaded is finite")),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// What is loaded is finite, can be written, and says the same of real digits when it is read again.
fn load_classifier(file: &[u8]) {
    let loaded = match Classifier::load(file, &Device::flex()) {
        Ok(loaded) => loaded,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    let reference = loaded.reference();
    let numbers = reference.mean().iter().chain(reference.covariance());
    assert!(numbers.into_iter().all(|x| x.is_finite()));
    let written = block_on(loaded.save(&[])).expect("what was loaded is finite");
    let read = Classifier::load(&written, &Device::flex()).expect("what was written is read");
    assert!(read.reference().mean() == reference.mean());
    // Mirrored numbers are averaged where it is read, and rounded where it is written.
    let pairs = read
        .reference()
        .covariance()
        .iter()
        .zip(reference.covariance());
    for (again, first) in pairs {
        assert!(
            (again - first).abs() <= 1e-6 * first.abs() + 1e-37,
            "{again}, {first}"
        );
    }
}
