//! Packs a data set into the gzip shards and the manifest that the page streams.

use std::process::ExitCode;

use clap::Parser;
use earthmover_pack::pack::Pack;

fn main() -> ExitCode {
    match Pack::parse().run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // `{:#}` is the chain of causes on one line, without a backtrace.
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
