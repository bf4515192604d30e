//! Earthmover's command line. Each subcommand is a file of its own, and a line in `Command` and in
//! its `run`.

mod calibrate;
mod checkpoint;
mod classifier;
mod compare;
mod configurations;
mod constraints;
mod curves;
mod data;
mod device;
mod distances;
mod diversity;
mod every_constraint;
mod learning;
mod measures;
mod number_text;
mod pace;
mod picture;
mod presets;
mod progress;
mod quality;
mod reproducible;
mod sample;
mod statistics;
mod sweep;
mod team;
mod train;
mod truth;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use mimalloc::MiMalloc;

/// Keeps the memory of tensors for the next ones. glibc's malloc gives large blocks back to the system, which
/// hands them out again page by page, and clears each.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

#[derive(Parser)]
#[command(name = "earthmover-cli", version, about)]
struct Cli {
    /// Let the processor fuse multiplications with additions, which is quicker and finds other bits than elsewhere.
    #[arg(long, global = true)]
    fast: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Train on MNIST or on another data set, with pictures, curves and checkpoints.
    Train(train::Train),
    /// Draw digits from a checkpoint.
    Sample(sample::Sample),
    /// Measure how good the digits of a checkpoint are.
    Quality(quality::Quality),
    /// Train the classifier that `quality` judges a set of ten classes with.
    Classifier(classifier::TrainClassifier),
    /// Write a table of what `quality` says of inputs known to be good or bad.
    Calibrate(calibrate::Calibrate),
    /// Train the same run under several constraints, and chart them side by side.
    Compare(compare::Compare),
    /// Fit a critic to one fixed pair of batches under each constraint.
    Constraints(constraints::Constraints),
    /// Score every constraint on pairs of batches whose distance and best critic are known.
    Truth(truth::Truth),
    /// Train the presets of the page with several seeds, and tell what became of each.
    Presets(presets::Presets),
    /// Train a list of configurations with several seeds, and tell how good the digits get at what
    /// cost.
    Sweep(sweep::Sweep),
    /// Measure the exact distance from batches of real images to other batches, and to poor imitations.
    Distances(distances::Distances),
    /// Write the hashes of what some runs compute, the same on every processor; or check them.
    Reproducible(reproducible::Reproducible),
    /// Time an iteration of a configuration, and tell it as JSON.
    Pace(pace::Pace),
}

impl Command {
    fn run(self) -> anyhow::Result<()> {
        match self {
            Self::Train(train) => train.run(),
            Self::Sample(sample) => sample.run(),
            Self::Quality(quality) => quality.run(),
            Self::Classifier(classifier) => classifier.run(),
            Self::Calibrate(calibrate) => calibrate.run(),
            Self::Compare(compare) => compare.run(),
            Self::Constraints(constraints) => constraints.run(),
            Self::Truth(truth) => truth.run(),
            Self::Presets(presets) => presets.run(),
            Self::Sweep(sweep) => sweep.run(),
            Self::Distances(distances) => distances.run(),
            Self::Reproducible(reproducible) => reproducible.run(),
            Self::Pace(pace) => pace.run(),
        }
    }
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    earthmover::fuse_products(cli.fast);
    match cli.command.run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // `{:#}` is the chain of causes on one line, without a backtrace.
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
