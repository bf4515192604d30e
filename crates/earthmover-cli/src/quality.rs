//! `quality`: how good the digits of a checkpoint are.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use earthmover::{Classifier, Images, Trainer};
use pollster::block_on;

use crate::device::DeviceName;

#[derive(Args)]
pub(crate) struct Quality {
    /// The checkpoint of a run.
    checkpoint: PathBuf,
    /// How many digits to draw, from 64 to 10,000.
    #[arg(long, default_value_t = 5_000)]
    count: u64,
    /// The classifier to judge them with, instead of the one built in.
    #[arg(long, value_name = "FILE")]
    classifier: Option<PathBuf>,
    /// Where to compute.
    #[arg(long, value_enum, default_value_t = DeviceName::Flex)]
    device: DeviceName,
}

impl Quality {
    /// Prints the report as JSON.
    pub(crate) fn run(self) -> Result<()> {
        let device = self.device.device()?;
        let classifier = read_classifier(self.classifier.as_deref(), self.device)?;
        let path = &self.checkpoint;
        let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        let mut trainer = Trainer::load(&bytes, &device, &Images::mnist())
            .with_context(|| format!("cannot use {}", path.display()))?;
        let mut survey = trainer.begin_survey(self.count)?;
        while survey.advance(&classifier) {}
        let report = block_on(survey.finish())?;
        println!("{}", serde_json::to_string_pretty(&report)?);
        Ok(())
    }
}

/// The classifier of that file, or the one built in.
pub(crate) fn read_classifier(path: Option<&Path>, device: DeviceName) -> Result<Classifier> {
    let Some(path) = path else {
        return Ok(Classifier::built_in(&device.device()?)?);
    };
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    Classifier::load(&bytes, &device.device()?)
        .with_context(|| format!("cannot use {}", path.display()))
}
