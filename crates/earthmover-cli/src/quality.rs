//! `quality`: how good the digits of a checkpoint are.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use earthmover::{Classifier, Error, QualityReport, Trainer};
use pollster::block_on;

use crate::checkpoint::read_run;
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
        let mut trainer = read_run(&self.checkpoint, &device)?;
        let report = judge(&mut trainer, self.count, &classifier)?;
        println!("{}", serde_json::to_string_pretty(&report)?);
        Ok(())
    }
}

/// How good `count` digits are that the run draws now.
///
/// # Errors
/// [`Error::Diverged`] when the networks have run away.
pub(crate) fn judge(
    trainer: &mut Trainer,
    count: u64,
    classifier: &Classifier,
) -> Result<QualityReport, Error> {
    let mut survey = trainer.begin_survey(count)?;
    while survey.advance(classifier) {}
    block_on(survey.finish())
}

/// The classifier of a file, or the one built in where none is named.
pub(crate) fn read_classifier(path: Option<&Path>, device: DeviceName) -> Result<Classifier> {
    let Some(path) = path else {
        return Ok(Classifier::built_in(&device.device()?)?);
    };
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    Classifier::load(&bytes, &device.device()?)
        .with_context(|| format!("cannot use {}", path.display()))
}
