//! `calibrate`: what the measures of quality say of inputs that are known to be good or bad.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use clap::Args;
use earthmover::data::mnist::{PIXELS, SIDE};
use earthmover::noise::{Noise, Purpose};
use earthmover::{Classifier, QualityReport};
use indicatif::ProgressBar;
use pollster::block_on;

use crate::classifier::{accuracy, pixels};
use crate::data::DataChoice;
use crate::device::DeviceName;
use crate::number_text::{count, mean_and_deviation};
use crate::progress::tell;
use crate::quality::read_classifier;
use crate::statistics::mean;
use earthmover_pack::data_set::DataSet;
use earthmover_pack::examples::Examples;
use earthmover_pack::files::write_whole;

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

/// The heading of the document, whose first section is MNIST's.
const FIRST_HEADING: &str = "# How good generated digits are";

#[derive(Args)]
pub(crate) struct Calibrate {
    #[command(flatten)]
    data: DataChoice,
    /// The Markdown file, of which the section of this set is written anew.
    #[arg(long, value_name = "FILE", default_value = "docs/quality.md")]
    out: PathBuf,
    /// The classifier to judge with, instead of the set's own.
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
        let set = self.data.read()?;
        let count = set.train.count();
        ensure!(
            count >= 2 * COUNT,
            "`{}` has {count} images to learn from; the table needs {}",
            set.about.name,
            2 * COUNT
        );
        let classifier = read_classifier(self.classifier.as_deref(), &set, self.device)?;
        let classifier = classifier.context("there is nothing to calibrate without one")?;
        let kind = if self.data.is_mnist() {
            "digits"
        } else {
            "images"
        };
        let inputs = Inputs {
            digits: &set.train,
            kind,
            seed: self.seed,
        };
        let seen = block_on(classifier.observe(&pixels(&set.test.images)))?;
        let mut table = introduction(&set, kind, accuracy(&seen, &set.test.labels));
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
            table += &row(kind, &reports.collect::<Result<Vec<_>>>()?);
        }
        for (name, images) in others {
            table += &row(&name, &[report(&images())?]);
        }
        bar.finish_and_clear();
        writeln!(
            table,
            "\nMade with `cargo run --release --package earthmover-cli -- calibrate{} --seed {}`.",
            self.data.argument(&set),
            self.seed
        )?;
        if let Some(folder) = self.out.parent() {
            fs::create_dir_all(folder)?;
        }
        let there = fs::read_to_string(&self.out).unwrap_or_default();
        write_whole(&self.out, with_section(&there, &table).as_bytes())?;
        print!("{table}");
        Ok(())
    }
}

/// What stands above the table.
fn introduction(set: &DataSet, kind: &str, accuracy: f64) -> String {
    let title = set.about.title.english();
    let [all, test] = [&set.train, &set.test].map(|half| count(half.count()));
    let percent = 100.0 * accuracy;
    let intro = if kind == "digits" {
        format!(
            "{FIRST_HEADING}\n\n\
             What the measures of `QualityReport` give for inputs of which one knows how good they are. n images are \
             made from digits of MNIST's training half, chosen by a seed without repetition; the Fréchet distance is \
             to the {test} test digits, of which the classifier names {percent:.2} % rightly. Of plain digits there \
             are five choices: the mean of each measure, and the standard deviation of the distance. Noise is added \
             to pixels of [0, 1] and cut back to them; a 5-point blur is the mean of a pixel and its four \
             neighbours; the mean image is that of all {all}. KL is in nats. Distances measured with another \
             classifier are not comparable."
        )
    } else {
        format!(
            "## {title}\n\n\
             The same of {title}, by a classifier of its own, which names {percent:.2} % of the {test} test images \
             rightly. The mean image is that of all {all}."
        )
    };
    let columns = "| input | n | Fréchet distance | score | classes of ten | KL(classes ‖ uniform) | surer than 0.9 |";
    format!("{intro}\n\n{columns}\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n")
}

/// A document in which the section that begins like this one is replaced by it, or which it is added to. A section
/// ends where another begins; that of the document's own heading is the first.
fn with_section(document: &str, section: &str) -> String {
    let heading = |text: &str| text.lines().next().unwrap_or_default().to_owned();
    let mut sections: Vec<String> = document
        .split("\n## ")
        .enumerate()
        .map(|(place, text)| match place {
            0 => text.to_owned(),
            _ => format!("## {text}"),
        })
        .filter(|text| !text.trim().is_empty())
        .collect();
    let is_first = heading(section) == FIRST_HEADING;
    let place = sections
        .iter()
        .position(|old| heading(old) == heading(section));
    match place {
        Some(place) => section.clone_into(&mut sections[place]),
        None if is_first => sections.insert(0, section.to_owned()),
        None => sections.push(section.to_owned()),
    }
    let trimmed: Vec<&str> = sections.iter().map(|section| section.trim_end()).collect();
    trimmed.join("\n\n") + "\n"
}

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
    digits: &'a Examples,
    /// What the images are called.
    kind: &'static str,
    seed: u64,
}

/// Makes the images of an input, count × 784 numbers of [0, 1].
type Images<'a> = Box<dyn Fn() -> Vec<f32> + 'a>;

impl Inputs<'_> {
    /// Each input that is not plain digits, with its name.
    fn others(&self) -> Vec<(String, Images<'_>)> {
        let kind = self.kind;
        let few = match kind {
            "digits" => "digits 1 to 5 only",
            _ => "classes 1 to 5 only",
        };
        let others: [(String, Images<'_>); 7] = [
            (format!("{kind} + N(0, 0.1²)"), Box::new(|| self.noisy(0.1))),
            (format!("{kind}, 5-point blur"), Box::new(|| self.blurred())),
            (format!("{kind} + N(0, 0.3²)"), Box::new(|| self.noisy(0.3))),
            (format!("means of two {kind}"), Box::new(|| self.averaged())),
            (few.to_owned(), Box::new(|| self.of_classes(1..=5))),
            ("uniform noise".to_owned(), Box::new(|| self.uniform())),
            ("the mean image".to_owned(), Box::new(|| self.mean())),
        ];
        others.into()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_is_replaced_and_the_others_stay() {
        let [mnist, fashion] = [
            "# How good generated digits are\n\nA\n",
            "## Fashion\n\nB\n",
        ];
        assert_eq!(with_section("", mnist), mnist);
        let both = with_section(mnist, fashion);
        assert_eq!(both, format!("{mnist}\n{fashion}"));
        assert_eq!(with_section(fashion, mnist), both);
        assert_eq!(with_section(&both, mnist), both);
        let other = both.replace('B', "C");
        assert_eq!(with_section(&both, "## Fashion\n\nC\n"), other);
    }
}
