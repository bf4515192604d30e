//! `calibrate`: what the measures of quality say of inputs that are known to be good or bad.

use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use earthmover::data::mnist::{PIXELS, SIDE};
use earthmover::noise::{Noise, Purpose};
use earthmover::{Classifier, QualityReport};
use indicatif::ProgressBar;
use pollster::block_on;

use crate::classifier::pixels;
use crate::device::DeviceName;
use crate::number_text::mean_and_deviation;
use crate::progress::tell;
use crate::quality::read_classifier;
use crate::statistics::mean;
use earthmover_pack::files::write_whole;
use earthmover_pack::mnist::{Digits, MnistFolder};

/// How many images each input has that is not a plain subset of the digits.
const COUNT: usize = 5_000;
/// How many digits each plain subset has.
const SUBSETS: [usize; 4] = [1_000, 2_000, 5_000, 10_000];
/// How often a plain subset of each size is chosen.
const CHOICES: u64 = 5;
// Steps of the calibration's stream of random numbers: for the choice of digits, for the noise, and from the
// last on for the plain subsets.
const DIGITS_STEP: u64 = 0;
const NOISE_STEP: u64 = 1;
const FIRST_SUBSET_STEP: u64 = 16;

#[derive(Args)]
pub(crate) struct Calibrate {
    #[command(flatten)]
    mnist: MnistFolder,
    /// The Markdown file to write.
    #[arg(long, value_name = "FILE", default_value = "docs/quality.md")]
    out: PathBuf,
    /// The classifier to judge with, instead of the one built in.
    #[arg(long, value_name = "FILE")]
    classifier: Option<PathBuf>,
    /// Where the choice of digits and the noise come from.
    #[arg(long, default_value_t = 7)]
    seed: u64,
    /// Where to compute.
    #[arg(long, value_enum, default_value_t = DeviceName::Flex)]
    device: DeviceName,
}

impl Calibrate {
    pub(crate) fn run(self) -> Result<()> {
        let mnist = self.mnist.read()?;
        let classifier = read_classifier(self.classifier.as_deref(), self.device)?;
        let inputs = Inputs {
            digits: &mnist.train,
            seed: self.seed,
        };
        let mut table = String::from(INTRODUCTION);
        let others = inputs.others();
        let all = SUBSETS.len() * CHOICES as usize + others.len();
        let bar = ProgressBar::new(all as u64);
        let report = |images: &[f32]| {
            bar.inc(1);
            tell(&bar, || format!("{} of {all} inputs", bar.position()));
            report(&classifier, images)
        };
        for count in SUBSETS {
            let choices = FIRST_SUBSET_STEP..FIRST_SUBSET_STEP + CHOICES;
            let reports = choices.map(|step| report(&inputs.chosen(count, step)));
            table += &row("digits", &reports.collect::<Result<Vec<_>>>()?);
        }
        for (name, images) in others {
            table += &row(name, &[report(&images())?]);
        }
        bar.finish_and_clear();
        writeln!(
            table,
            "\nMade with `cargo run --release --package earthmover-cli -- calibrate --seed {}`.",
            self.seed
        )?;
        if let Some(folder) = self.out.parent() {
            std::fs::create_dir_all(folder)?;
        }
        write_whole(&self.out, table.as_bytes())?;
        print!("{table}");
        Ok(())
    }
}

const INTRODUCTION: &str = "\
# How good generated digits are

What the measures of `QualityReport` give for inputs of which one knows how good they are. n images are \
made from digits of MNIST's training half, chosen by a seed without repetition; the Fréchet distance is \
to the 10,000 test digits. Of plain digits there are five choices: the mean of each measure, and the \
standard deviation of the distance. Noise is added to pixels of [0, 1] and cut back to them; a 5-point \
blur is the mean of a pixel and its four neighbours; the mean image is that of all 60,000. KL is in nats. \
Distances measured with another classifier are not comparable.

| input | n | Fréchet distance | score | classes of ten | KL(classes ‖ uniform) | surer than 0.9 |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
";

/// A row of the table: the means of these reports of equally many images.
fn row(name: &str, reports: &[QualityReport]) -> String {
    let mean = |of: fn(&QualityReport) -> f64| mean(reports.iter().map(of));
    let distance = match reports {
        [report] => format!("{:.1}", report.frechet),
        several => {
            let distances: Vec<f64> = several.iter().map(|report| report.frechet).collect();
            mean_and_deviation(&distances)
        }
    };
    format!(
        "| {name} | {} | {distance} | {:.2} | {} | {:.4} | {:.3} |\n",
        mean(|report| report.count as f64),
        mean(|report| report.score),
        mean(|report| report.coverage as f64),
        mean(|report| report.kl),
        mean(|report| report.confidence),
    )
}

/// What the classifier says of images, count × 784 numbers of [0, 1].
fn report(classifier: &Classifier, images: &[f32]) -> Result<QualityReport> {
    let seen = block_on(classifier.observe(images))?;
    let reference = classifier.reference();
    Ok(QualityReport::new(
        &seen.features,
        &seen.probabilities,
        reference,
    )?)
}

/// Makes the inputs from these digits.
struct Inputs<'a> {
    digits: &'a Digits,
    seed: u64,
}

/// Makes the images of an input, count × 784 numbers of [0, 1].
type Images<'a> = Box<dyn Fn() -> Vec<f32> + 'a>;

impl Inputs<'_> {
    /// Each input that is not plain digits, with its name.
    fn others(&self) -> Vec<(&'static str, Images<'_>)> {
        vec![
            ("digits + N(0, 0.1²)", Box::new(|| self.noisy(0.1))),
            ("digits, 5-point blur", Box::new(|| self.blurred())),
            ("digits + N(0, 0.3²)", Box::new(|| self.noisy(0.3))),
            ("means of two digits", Box::new(|| self.averaged())),
            ("digits 1 to 5 only", Box::new(|| self.of_classes(1..=5))),
            ("uniform noise", Box::new(|| self.uniform())),
            ("the mean image", Box::new(|| self.mean())),
        ]
    }

    fn noise(&self, step: u64) -> Noise {
        Noise::new(self.seed, Purpose::Calibration, step)
    }

    /// `count` digits without repetition. Each `step` has others.
    fn chosen(&self, count: usize, step: u64) -> Vec<f32> {
        let chosen = self.noise(step).choose(count, self.digits.count());
        chosen
            .into_iter()
            .flat_map(|n| pixels(self.digits.image(n)))
            .collect()
    }

    fn noisy(&self, deviation: f32) -> Vec<f32> {
        let images = self.chosen(COUNT, DIGITS_STEP);
        let noise = self.noise(NOISE_STEP).normals(images.len());
        let noisy = images.iter().zip(noise);
        noisy
            .map(|(x, z)| (x + deviation * z).clamp(0.0, 1.0))
            .collect()
    }

    fn blurred(&self) -> Vec<f32> {
        let images = self.chosen(COUNT, DIGITS_STEP);
        let blurred = |image: &[f32]| -> Vec<f32> {
            // Beyond the edge it is black.
            let at = |x: usize, y: usize| match (x, y) {
                (1..=SIDE, 1..=SIDE) => image[(y - 1) * SIDE + x - 1],
                _ => 0.0,
            };
            let mean = |place: usize| {
                let (x, y) = (place % SIDE + 1, place / SIDE + 1);
                (at(x, y) + at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1)) / 5.0
            };
            (0..PIXELS).map(mean).collect()
        };
        images.chunks_exact(PIXELS).flat_map(blurred).collect()
    }

    fn averaged(&self) -> Vec<f32> {
        let pairs = self.chosen(2 * COUNT, DIGITS_STEP);
        let (first, second) = pairs.split_at(pairs.len() / 2);
        first
            .iter()
            .zip(second)
            .map(|(x, y)| (x + y) / 2.0)
            .collect()
    }

    fn of_classes(&self, classes: std::ops::RangeInclusive<u8>) -> Vec<f32> {
        let count = self.digits.count();
        let order = self.noise(DIGITS_STEP).choose(count, count).into_iter();
        let chosen = order.filter(|&n| classes.contains(&self.digits.labels[n]));
        chosen
            .take(COUNT)
            .flat_map(|n| pixels(self.digits.image(n)))
            .collect()
    }

    fn uniform(&self) -> Vec<f32> {
        self.noise(NOISE_STEP).uniforms(COUNT * PIXELS)
    }

    fn mean(&self) -> Vec<f32> {
        let mut sums = vec![0.0_f64; PIXELS];
        for image in self.digits.images.chunks_exact(PIXELS) {
            for (sum, byte) in sums.iter_mut().zip(image) {
                *sum += f64::from(*byte) / 255.0;
            }
        }
        let count = self.digits.count() as f64;
        let mean: Vec<f32> = sums.iter().map(|sum| (sum / count) as f32).collect();
        mean.repeat(COUNT)
    }
}
