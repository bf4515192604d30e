//! A survey: how good the digits are that a run draws now, measured a batch at a time, so that
//! whoever asks can let the run train on between two batches.

use std::sync::Arc;

use burn::Tensor;
use burn::tensor::Device;

use crate::data::mnist::{self, PIXELS};
use crate::data::of_byte;
use crate::error::{Error, Invalid};
use crate::judge::classifier::{Classifier, Observations};
use crate::judge::quality::{FeatureMoments, QualityReport};
use crate::kernels::ROWS_AT_ONCE;
use crate::kernels::memory::from_vec;
use crate::noise::Purpose;
use crate::run::Trainer;
use crate::run::generator_run::Shown;
use crate::run::inputs::Inputs;

/// How many latents are drawn from one stream of noise.
const DRAWN: usize = 32;
/// How many digits one step of a survey takes: a fraction of a frame's time on one thread of a processor in a
/// browser.
const STEP: usize = if ROWS_AT_ONCE < DRAWN {
    ROWS_AT_ONCE
} else {
    DRAWN
};
const _: () = assert!(
    DRAWN.is_multiple_of(STEP),
    "no step has latents of two streams"
);
/// Fewest digits of a survey.
pub const FEWEST_SURVEYED: u64 = 64;
/// Most digits of a survey: as many as they are compared with.
pub const MOST_SURVEYED: u64 = 10_000;

/// A survey under way. It keeps the generator as it was shown when the survey began: the run may go
/// on meanwhile, and is not touched.
#[derive(Debug)]
pub struct Survey {
    source: Source,
    device: Device,
    count: usize,
    observations: Observations,
    reference: Option<Arc<FeatureMoments>>,
}

/// Where the images of a survey come from.
#[derive(Debug)]
#[allow(clippy::large_enum_variant, reason = "there is one in a survey")]
enum Source {
    Generator {
        generator: Shown,
        inputs: Inputs,
    },
    /// Images, one after another, in bytes.
    Images(Vec<u8>),
}

impl Trainer {
    /// Begins a survey of `count` digits, drawn as [`Trainer::sample`] draws them, of latents that
    /// depend on the run's seed alone: every survey of a run sees the same ones, a shorter survey
    /// the first of them.
    ///
    /// # Errors
    /// [`Error::Argument`] when `count` is not from 64 to 10,000, or when the run's images are no
    /// digits.
    pub fn begin_survey(&mut self, count: u64) -> Result<Survey, Error> {
        check_count(count)?;
        self.check_digits()?;
        let source = Source::Generator {
            generator: self.shown(),
            inputs: self.inputs().clone(),
        };
        Ok(self.survey(source, count))
    }

    /// Begins a survey of `count` real digits instead: what a generator would score that made
    /// digits like those it learns from. They are drawn by the run's seed from the digits that
    /// training begins with, so that every such survey of a run is the same; the digits that all are
    /// compared with are others.
    ///
    /// # Errors
    /// [`Error::Argument`] when `count` is not from 64 to 10,000; [`Error::TooFewImages`] when fewer
    /// are loaded.
    pub fn begin_real_survey(&self, count: u64) -> Result<Survey, Error> {
        check_count(count)?;
        self.check_digits()?;
        let mut draws = self.inputs().noise(Purpose::RealSurvey, 0);
        let store = &self.inputs().images;
        let images = store.batch_of_bytes(&mut draws, count as usize, 0)?;
        Ok(self.survey(Source::Images(images), count))
    }

    /// Checks that its images are of the shape that the classifier knows.
    fn check_digits(&self) -> Result<(), Error> {
        let shape = self.inputs().images.shape();
        if shape != mnist::SHAPE {
            let allowed = "that of MNIST's digits, which the classifier knows";
            return Err(Invalid::new("images.shape", format!("{shape:?}"), allowed).into());
        }
        Ok(())
    }

    fn survey(&self, source: Source, count: u64) -> Survey {
        Survey {
            source,
            device: self.inputs().device.clone(),
            count: count as usize,
            observations: Observations::default(),
            reference: None,
        }
    }
}

impl Survey {
    /// Draws and classifies a few more, 8 on a processor and 32 on a GPU. Nothing is read back.
    /// Returns whether more is left to do. `classifier` must be on the run's device, and the same one each
    /// time.
    pub fn advance(&mut self, classifier: &Classifier) -> bool {
        let done = self.observations.count();
        if done < self.count {
            let images = self.source.images(done, &self.device);
            let wanted = STEP.min(self.count - done);
            self.observations.add(classifier.layers(), images, wanted);
            self.reference = Some(classifier.shared_reference());
        }
        self.observations.count() < self.count
    }

    /// How many digits are done.
    pub fn done(&self) -> u64 {
        self.observations.count() as u64
    }

    /// How many digits were asked for.
    pub fn count(&self) -> u64 {
        self.count as u64
    }

    /// The report of the digits done, all or only some of those asked for: the one read of a survey.
    ///
    /// # Errors
    /// [`Error::Argument`] when none is done; [`Error::Diverged`] when the classifier's features are
    /// not finite numbers; [`Error::Device`] when the device fails.
    pub async fn finish(self) -> Result<QualityReport, Error> {
        let Some(reference) = self.reference else {
            let allowed = format!("{FEWEST_SURVEYED} at least");
            return Err(Invalid::new("survey.done", 0, allowed).into());
        };
        let observed = self.observations.read().await?;
        match QualityReport::new(&observed.features, &observed.probabilities, &reference) {
            Err(Error::Argument(_)) => Err(Error::Diverged(
                "the features of the generator's images".to_owned(),
            )),
            report => report,
        }
    }
}

impl Source {
    /// The images of a step, [n, 784], from the `done`-th on, a multiple of n. Beyond the last they are black.
    fn images(&self, done: usize, device: &Device) -> Tensor<2> {
        match self {
            Self::Generator { generator, inputs } => {
                let (stream, latent) = ((done / DRAWN) as u64, inputs.latent());
                let drawn = inputs
                    .noise(Purpose::Survey, stream)
                    .normals(DRAWN * latent);
                let latents = &drawn[done % DRAWN * latent..][..STEP * latent];
                generator.sample(inputs.on_device(latents.to_vec(), latent))
            }
            Self::Images(images) => {
                let rest = &images[done * PIXELS..];
                let bytes = &rest[..rest.len().min(STEP * PIXELS)];
                let mut pixels: Vec<f32> = bytes.iter().copied().map(of_byte).collect();
                pixels.resize(STEP * PIXELS, 0.0);
                from_vec(pixels, [STEP, PIXELS], device)
            }
        }
    }
}

fn check_count(count: u64) -> Result<(), Error> {
    if !(FEWEST_SURVEYED..=MOST_SURVEYED).contains(&count) {
        let allowed = format!("a whole number from {FEWEST_SURVEYED} to {MOST_SURVEYED}");
        return Err(Invalid::new("count", count, allowed).into());
    }
    Ok(())
}
