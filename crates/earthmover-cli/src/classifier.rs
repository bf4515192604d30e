//! `classifier`: trains the classifier that generated images of a set of ten classes are judged with.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use earthmover::burn::Tensor;
use earthmover::burn::module::Module;
use earthmover::burn::tensor::activation::log_softmax;
use earthmover::burn::tensor::{Device, TensorData};
use earthmover::config::Adam;
use earthmover::data::mnist::{CLASSES, PIXELS};
use earthmover::data::of_byte;
use earthmover::judge::FeatureMoments;
use earthmover::judge::{Classifier, FEATURES, Layers, Observed};
use earthmover::noise::{Noise, Purpose};
use earthmover::seams::autodiff;
use earthmover::seams::optimiser::{Moments, adam_step};
use indicatif::{ProgressBar, ProgressStyle};
use pollster::block_on;

use crate::data::DataChoice;
use crate::device::DeviceName;
use crate::progress::tell;
use earthmover_pack::data_set::{DataSet, Known};
use earthmover_pack::examples::Examples;
use earthmover_pack::files::write_whole;

/// Where the classifiers that are built in lie, from the root of the repository.
const ASSETS: &str = "crates/earthmover/assets";

/// Adam's learning rate in each epoch.
const RATES: [f64; 3] = [1e-3, 1e-3, 3e-4];
/// Digits of a batch.
const BATCH: usize = 64;
/// Steps of the classifier's stream of random numbers from here on are epochs; those before draw
/// the weights.
const FIRST_EPOCH: u64 = 16;

#[derive(Args)]
pub(crate) struct TrainClassifier {
    #[command(flatten)]
    data: DataChoice,
    /// The safetensors file to write; when left out, that of the classifier that is built in.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Where the initial weights and the order of the images come from.
    #[arg(long, default_value_t = 7)]
    seed: u64,
    /// Where to train.
    #[arg(long, value_enum, default_value_t = DeviceName::Flex)]
    device: DeviceName,
}

impl TrainClassifier {
    pub(crate) fn run(self) -> Result<()> {
        let set = self.data.read()?;
        let classes = set.about.labels.len();
        ensure!(
            classes == usize::from(CLASSES),
            "`{}` has {classes} classes; a classifier tells {CLASSES} apart",
            set.about.name
        );
        let out = self.out(&set)?;
        let device = self.device.device()?;
        let layers = self.train(&set.train, &device)?;
        let test = pixels(&set.test.images);
        let exact = block_on(layers.observe(&test, &device))?;
        let layers = block_on(layers.rounded())?;
        let rounded = block_on(layers.observe(&test, &device))?;
        let accuracy = accuracy(&rounded, &set.test.labels);
        println!(
            "Accuracy on the {} test images: {:.2} %; {:.2} % with weights of 16 bits.",
            set.test.count(),
            100.0 * self::accuracy(&exact, &set.test.labels),
            100.0 * accuracy,
        );
        let reference = FeatureMoments::of(&rounded.features, FEATURES)?;
        let classifier = Classifier::new(layers, reference, &device)?;
        let data = self.data.argument(&set);
        let command = format!("earthmover-cli classifier{data} --seed {}", self.seed);
        let notes = [("command", command), ("accuracy", format!("{accuracy:.4}"))];
        let bytes = block_on(classifier.save(&notes))?;
        if let Some(folder) = out.parent() {
            std::fs::create_dir_all(folder)
                .with_context(|| format!("cannot make the folder {}", folder.display()))?;
        }
        write_whole(&out, &bytes)?;
        println!("{} bytes in {}.", bytes.len(), out.display());
        Ok(())
    }

    /// Where the classifier is to lie: a set of one's own has none that is built in.
    fn out(&self, set: &DataSet) -> Result<PathBuf> {
        if let Some(out) = &self.out {
            return Ok(out.clone());
        }
        let name = match set.known {
            Some(Known::Mnist) => "classifier.safetensors",
            Some(Known::Fashion) => "classifier-fashion.safetensors",
            None => bail!(
                "--out is missing: where is the classifier of `{}` to lie?",
                set.about.name
            ),
        };
        Ok(Path::new(ASSETS).join(name))
    }

    /// Layers trained on `examples`, off the autodiff graph.
    fn train(&self, examples: &Examples, device: &Device) -> Result<Layers> {
        let device = device.clone().autodiff();
        let mut layers = Layers::new(self.seed, &device);
        let mut moments = Moments::default();
        let batches = examples.count() / BATCH;
        let bar = ProgressBar::new((RATES.len() * batches) as u64).with_style(
            ProgressStyle::with_template("{wide_bar} {pos}/{len} batches, {eta} left; {msg}")?,
        );
        for (epoch, rate) in (FIRST_EPOCH..).zip(RATES) {
            let adam = Adam {
                rate,
                beta1: 0.9,
                beta2: 0.999,
                epsilon: 1e-8,
            };
            let mut noise = Noise::new(self.seed, Purpose::Classifier, epoch);
            let order = noise.choose(examples.count(), examples.count());
            // The last digits of an epoch that do not fill a batch are left out.
            for (step, chosen) in order.chunks_exact(BATCH).enumerate() {
                let loss = loss(&layers, examples, chosen, &device);
                let gradients = autodiff::gradients(&layers, &loss.backward());
                layers = adam_step(&adam, &mut moments, layers, gradients);
                if step % 50 == 0 {
                    let loss = block_on(loss.into_data_async());
                    let loss = loss.ok().and_then(|data| data.iter::<f32>().next());
                    let loss = format!("loss {:.3}", loss.unwrap_or(f32::NAN));
                    if step % 250 == 0 {
                        tell(&bar, || {
                            let all = RATES.len() * batches;
                            format!("{} of {all} batches; {loss}", bar.position())
                        });
                    }
                    bar.set_message(loss);
                }
                bar.inc(1);
            }
        }
        bar.finish_and_clear();
        Ok(layers.valid())
    }
}

/// The mean cross-entropy of the `chosen` examples.
fn loss(layers: &Layers, examples: &Examples, chosen: &[usize], device: &Device) -> Tensor<1> {
    let images = chosen.iter().flat_map(|&n| examples.image(n));
    let images = pixels(&images.copied().collect::<Vec<_>>());
    let classes = usize::from(CLASSES);
    let labels = chosen.iter().flat_map(|&n| {
        let label = usize::from(examples.labels[n]);
        (0..classes).map(move |class| f32::from(u8::from(class == label)))
    });
    let count = chosen.len();
    let images = TensorData::new(images, [count, PIXELS]);
    let labels = TensorData::new(labels.collect::<Vec<_>>(), [count, classes]);
    let (_, logits) = layers.features_and_logits(Tensor::from_data(images, device));
    let agreement = log_softmax(logits, 1) * Tensor::from_data(labels, device);
    -agreement.sum() / count as f64
}

/// Bytes as numbers of [0, 1].
pub(crate) fn pixels(bytes: &[u8]) -> Vec<f32> {
    bytes.iter().map(|byte| of_byte(*byte)).collect()
}

/// The share of images whose likeliest class is their label.
pub(crate) fn accuracy(observed: &Observed, labels: &[u8]) -> f64 {
    let digits = observed.digits();
    let right = digits.iter().zip(labels).filter(|(a, b)| a == b).count();
    right as f64 / labels.len() as f64
}
