//! Earthmover's command line. Each subcommand is a file of its own, and a line in `Command` and in
//! its `run`.

#[cfg(feature = "train")]
mod device;
mod files;
mod idx;
mod mnist;
mod pack;
#[cfg(feature = "train")]
mod picture;
#[cfg(feature = "train")]
mod sample;
mod shards;
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
    /// Pack MNIST's four IDX files into the gzip shards and the manifest that the page streams.
    Pack(pack::Pack),
}

impl Command {
    fn run(self) -> anyhow::Result<()> {
        match self {
            #[cfg(feature = "train")]
            Self::Train(train) => train.run(),
            #[cfg(feature = "train")]
            Self::Sample(sample) => sample.run(),
            Self::Pack(pack) => pack.run(),
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
