//! `classifier`: trains the digit classifier that generated digits are judged with.

use std::path::PathBuf;

use anyhow::{Context, Result};
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

use crate::device::DeviceName;
use crate::progress::tell;
use earthmover_pack::files::write_whole;
use earthmover_pack::mnist::{Digits, MnistFolder};

/// Where the classifier that is built in lies, from the root of the repository.
const ASSET: &str = "crates/earthmover/assets/classifier.safetensors";

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
    mnist: MnistFolder,
    /// The safetensors file to write.
    #[arg(long, value_name = "FILE", default_value = ASSET)]
    out: PathBuf,
    /// Where the initial weights and the order of the digits come from.
    #[arg(long, default_value_t = 7)]
    seed: u64,
    /// Where to train.
    #[arg(long, value_enum, default_value_t = DeviceName::Flex)]
    device: DeviceName,
}

impl TrainClassifier {
    pub(crate) fn run(self) -> Result<()> {
        let mnist = self.mnist.read()?;
        let device = self.device.device()?;
        let layers = self.train(&mnist.train, &device)?;
        let test = pixels(&mnist.test.images);
        let exact = block_on(layers.observe(&test, &device))?;
        let layers = block_on(layers.rounded())?;
        let rounded = block_on(layers.observe(&test, &device))?;
        let accuracy = accuracy(&rounded, &mnist.test.labels);
        println!(
            "Accuracy on the {} test digits: {:.2} %; {:.2} % with weights of 16 bits.",
            mnist.test.count(),
            100.0 * self::accuracy(&exact, &mnist.test.labels),
            100.0 * accuracy,
        );
        let reference = FeatureMoments::of(&rounded.features, FEATURES)?;
        let classifier = Classifier::new(layers, reference, &device)?;
        let command = format!("earthmover-cli classifier --seed {}", self.seed);
        let notes = [("command", command), ("accuracy", format!("{accuracy:.4}"))];
        let bytes = block_on(classifier.save(&notes))?;
        if let Some(folder) = self.out.parent() {
            std::fs::create_dir_all(folder)
                .with_context(|| format!("cannot make the folder {}", folder.display()))?;
        }
        write_whole(&self.out, &bytes)?;
        println!("{} bytes in {}.", bytes.len(), self.out.display());
        Ok(())
    }

    /// Layers trained on `digits`, off the autodiff graph.
    fn train(&self, digits: &Digits, device: &Device) -> Result<Layers> {
        let device = device.clone().autodiff();
        let mut layers = Layers::new(self.seed, &device);
        let mut moments = Moments::default();
        let batches = digits.count() / BATCH;
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
            let order = noise.choose(digits.count(), digits.count());
            // The last digits of an epoch that do not fill a batch are left out.
            for (step, chosen) in order.chunks_exact(BATCH).enumerate() {
                let loss = loss(&layers, digits, chosen, &device);
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

/// The mean cross-entropy of the `chosen` digits.
fn loss(layers: &Layers, digits: &Digits, chosen: &[usize], device: &Device) -> Tensor<1> {
    let images = chosen.iter().flat_map(|&n| digits.image(n));
    let images = pixels(&images.copied().collect::<Vec<_>>());
    let classes = usize::from(CLASSES);
    let labels = chosen.iter().flat_map(|&n| {
        let label = usize::from(digits.labels[n]);
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
fn accuracy(observed: &Observed, labels: &[u8]) -> f64 {
    let digits = observed.digits();
    let right = digits.iter().zip(labels).filter(|(a, b)| a == b).count();
    right as f64 / labels.len() as f64
}
