//! `sample`: a grid of digits from a checkpoint.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use pollster::block_on;

use crate::checkpoint::read_run;
use crate::device::DeviceName;
use crate::picture::write_grid;

#[derive(Args)]
pub(crate) struct Sample {
    /// The checkpoint of a run.
    checkpoint: PathBuf,
    /// The PNG file to write.
    #[arg(long, value_name = "FILE", default_value = "samples.png")]
    out: PathBuf,
    /// How many digits.
    #[arg(long, default_value_t = 64)]
    count: u64,
    /// How many of them in a row.
    #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(u16).range(1..))]
    columns: u16,
    /// Where their latents come from; the run's own seed when left out.
    #[arg(long)]
    seed: Option<u64>,
    /// Where to compute.
    #[arg(long, value_enum, default_value_t = DeviceName::Flex)]
    device: DeviceName,
}

impl Sample {
    pub(crate) fn run(self) -> Result<()> {
        let mut trainer = read_run(&self.checkpoint, &self.device.device()?)?;
        let seed = self.seed.unwrap_or(trainer.config().seed);
        let images = block_on(trainer.sample_seeded(self.count, seed))?;
        write_grid(&self.out, &images, self.columns.into())?;
        println!(
            "{} digits of iteration {} in {}.",
            self.count,
            trainer.iteration(),
            self.out.display()
        );
        Ok(())
    }
}
