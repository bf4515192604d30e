//! Earthmover's command line. Each subcommand is a file of its own, and a line in `Command` and in
//! its `run`.

#[cfg(feature = "train")]
mod calibrate;
#[cfg(feature = "train")]
mod classifier;
#[cfg(feature = "train")]
mod compare;
#[cfg(feature = "train")]
mod constraints;
#[cfg(feature = "train")]
mod curves;
#[cfg(feature = "train")]
mod device;
mod distances;
mod files;
mod idx;
#[cfg(feature = "train")]
mod learning;
#[cfg(feature = "train")]
mod measures;
mod mnist;
mod pack;
#[cfg(feature = "train")]
mod picture;
#[cfg(feature = "train")]
mod presets;
#[cfg(feature = "train")]
mod quality;
#[cfg(feature = "train")]
mod sample;
mod shards;
#[cfg(feature = "train")]
mod sweep;
#[cfg(feature = "train")]
mod train;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "earthmover-cli", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Train on MNIST, with pictures, curves and checkpoints.
    #[cfg(feature = "train")]
    Train(train::Train),
    /// Draw digits from a checkpoint.
    #[cfg(feature = "train")]
    Sample(sample::Sample),
    /// Measure how good the digits of a checkpoint are.
    #[cfg(feature = "train")]
    Quality(quality::Quality),
    /// Train the digit classifier that `quality` judges with.
    #[cfg(feature = "train")]
    Classifier(classifier::TrainClassifier),
    /// Write a table of what `quality` says of inputs known to be good or bad.
    #[cfg(feature = "train")]
    Calibrate(calibrate::Calibrate),
    /// Train the same run under several constraints, and chart them side by side.
    #[cfg(feature = "train")]
    Compare(compare::Compare),
    /// Fit a critic to one fixed pair of batches under each constraint.
    #[cfg(feature = "train")]
    Constraints(constraints::Constraints),
    /// Train the presets of the page with several seeds, and tell what became of each.
    #[cfg(feature = "train")]
    Presets(presets::Presets),
    /// Train a list of configurations with several seeds, and tell how good the digits get at what
    /// cost.
    #[cfg(feature = "train")]
    Sweep(sweep::Sweep),
    /// Pack MNIST's four IDX files into the gzip shards and the manifest that the page streams.
    Pack(pack::Pack),
    /// Measure the exact distance from batches of MNIST to other batches, and to poor imitations.
    Distances(distances::Distances),
}

impl Command {
    fn run(self) -> anyhow::Result<()> {
        match self {
            #[cfg(feature = "train")]
            Self::Train(train) => train.run(),
            #[cfg(feature = "train")]
            Self::Sample(sample) => sample.run(),
            #[cfg(feature = "train")]
            Self::Quality(quality) => quality.run(),
            #[cfg(feature = "train")]
            Self::Classifier(classifier) => classifier.run(),
            #[cfg(feature = "train")]
            Self::Calibrate(calibrate) => calibrate.run(),
            #[cfg(feature = "train")]
            Self::Compare(compare) => compare.run(),
            #[cfg(feature = "train")]
            Self::Constraints(constraints) => constraints.run(),
            #[cfg(feature = "train")]
            Self::Presets(presets) => presets.run(),
            #[cfg(feature = "train")]
            Self::Sweep(sweep) => sweep.run(),
            Self::Pack(pack) => pack.run(),
            Self::Distances(distances) => distances.run(),
        }
    }
}

fn main() -> ExitCode {
    match Cli::parse().command.run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // `{:#}` is the chain of causes on one line, without a backtrace.
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
