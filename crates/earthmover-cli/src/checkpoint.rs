//! Checkpoints that are looked at, and not trained on.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use earthmover::burn::tensor::Device;
use earthmover::{Images, Trainer};

/// The run of a checkpoint, which gets no digits to train on.
pub(crate) fn read_run(path: &Path, device: &Device) -> Result<Trainer> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    Trainer::load(&bytes, device, &Images::mnist())
        .with_context(|| format!("cannot use {}", path.display()))
}
