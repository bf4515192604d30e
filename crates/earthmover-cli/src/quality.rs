//! `quality`: how good the images of a checkpoint are.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use earthmover::burn::tensor::Device;
use earthmover::{Classifier, Error, QualityReport, Trainer};
use pollster::block_on;
use serde::Serialize;

use crate::checkpoint::read_run;
use crate::data::{DataChoice, classifier_of};
use crate::device::DeviceName;
use crate::diversity::{Diversity, LOOKED_AT};
use earthmover_pack::data_set::DataSet;

#[derive(Args)]
pub(crate) struct Quality {
    /// The checkpoint of a run.
    checkpoint: PathBuf,
    /// How many images to draw, from 64 to 10,000.
    #[arg(long, default_value_t = 5_000)]
    count: u64,
    #[command(flatten)]
    data: DataChoice,
    /// The classifier to judge them with, instead of the set's own.
    #[arg(long, value_name = "FILE")]
    classifier: Option<PathBuf>,
    /// Where to compute.
    #[arg(long, value_enum, default_value_t = DeviceName::Flex)]
    device: DeviceName,
}

impl Quality {
    /// Prints the report as JSON: what a classifier says or, of a set that has none, what distances say.
    pub(crate) fn run(self) -> Result<()> {
        let device = self.device.device()?;
        let mut trainer = read_run(&self.checkpoint, &device)?;
        // MNIST's own classifier is asked for without MNIST.
        if self.data.is_mnist() {
            let classifier = match &self.classifier {
                Some(path) => load(path, &device)?,
                None => Classifier::built_in(&device)?,
            };
            return print(&judge(&mut trainer, self.count, &classifier)?);
        }
        let set = self.data.read()?;
        match read_classifier(self.classifier.as_deref(), &set, self.device)? {
            Some(classifier) => print(&judge(&mut trainer, self.count, &classifier)?),
            None => print(&Distances::of(&mut trainer, &set)?),
        }
    }
}

/// What can be said of fakes without a classifier: see [`Diversity`].
#[derive(Serialize)]
struct Distances {
    count: u64,
    apart: f64,
    nearest: f64,
}

impl Distances {
    fn of(trainer: &mut Trainer, set: &DataSet) -> Result<Self> {
        let diversity = Diversity::of(set)?.context("no two images of the set are held out")?;
        let fakes = block_on(trainer.sample_seeded(LOOKED_AT, 0))?;
        Ok(Self {
            count: LOOKED_AT,
            apart: diversity.apart(&fakes)?,
            nearest: diversity.nearest(&fakes)?,
        })
    }
}

fn print(report: &impl Serialize) -> Result<()> {
    println!("{}", serde_json::to_string_pretty(report)?);
    Ok(())
}

/// How good `count` images are that the run draws now.
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

/// The classifier of a file, or the set's own where none is named. Where there is none, that is said.
///
/// # Errors
/// When the classifier cannot be read or used.
pub(crate) fn read_classifier(
    path: Option<&Path>,
    set: &DataSet,
    device: DeviceName,
) -> Result<Option<Classifier>> {
    let device = device.device()?;
    if let Some(path) = path {
        return load(path, &device).map(Some);
    }
    let classifier = classifier_of(set, &device)?;
    if classifier.is_none() {
        eprintln!(
            "`{}` has no classifier: there will be no Fréchet distance, no classes and nothing else that one says.",
            set.about.name
        );
    }
    Ok(classifier)
}

fn load(path: &Path, device: &Device) -> Result<Classifier> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    Classifier::load(&bytes, device).with_context(|| format!("cannot use {}", path.display()))
}
