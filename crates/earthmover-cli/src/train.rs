//! `train`: a run on this machine, with pictures, curves and checkpoints.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use clap::Args;
use csv::Writer;
use earthmover::{Config, Error, StepReport, Trainer};
use indicatif::{ProgressBar, ProgressStyle};
use pollster::block_on;

use crate::data::{DataChoice, pool};
use crate::device::DeviceName;
use crate::measures::measure;
use crate::picture::write_grid;
use crate::progress::tell;
use crate::quality::read_classifier;
use earthmover_pack::data_set::DataSet;
use earthmover_pack::files::write_whole;

/// How many iterations run between two waits for the device, after which the progress bar moves.
const CALL: u64 = 10;
/// Digits of a grid, and its columns.
const GRID: u64 = 64;
const COLUMNS: usize = 8;
const CURVES: &str = "curves.csv";
pub(crate) const CHECKPOINT: &str = "checkpoint.safetensors";

#[derive(Args)]
pub(crate) struct Train {
    #[command(flatten)]
    data: DataChoice,
    /// Folder for curves.csv, measures.csv, the grids and the checkpoint; made if it is not there.
    #[arg(long, value_name = "FOLDER", default_value = "out/train")]
    out: PathBuf,
    /// Go on until the run has done this many iterations.
    #[arg(long, default_value_t = 1_000)]
    iterations: u64,
    /// Where to train.
    #[arg(long, value_enum, default_value_t = DeviceName::Flex)]
    device: DeviceName,
    /// The configuration by name: article, wide, notebook or clipping.
    #[arg(long, default_value = "article", conflicts_with = "resume")]
    preset: String,
    /// A JSON file that changes some of the preset's fields.
    #[arg(long, value_name = "FILE", conflicts_with = "resume")]
    config: Option<PathBuf>,
    /// The seed; instead of the configuration's.
    #[arg(long, conflicts_with = "resume")]
    seed: Option<u64>,
    /// Without a critic: each fake is drawn along the exact plan between the minibatches of a step.
    #[arg(long)]
    by_plan: bool,
    /// Continue the run of this checkpoint.
    #[arg(long, value_name = "FILE")]
    resume: Option<PathBuf>,
    /// Iterations between two rows of curves.csv.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..))]
    log_every: u64,
    /// Iterations between two grids.
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u64).range(1..))]
    grid_every: u64,
    /// Iterations between two rows of measures.csv: exact and critic distance, slopes, quality.
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u64).range(1..))]
    measure_every: u64,
    /// The classifier that quality is judged with, instead of the set's own.
    #[arg(long, value_name = "FILE")]
    classifier: Option<PathBuf>,
    /// Write even where the folder holds another run.
    #[arg(long)]
    overwrite: bool,
    /// Iterations between two checkpoints; there is one at the end in any case.
    #[arg(long, default_value_t = 500, value_parser = clap::value_parser!(u64).range(1..))]
    checkpoint_every: u64,
}

impl Train {
    pub(crate) fn run(self) -> Result<()> {
        let set = self.data.read()?;
        let mut trainer = self.trainer(&set)?;
        let begun = trainer.iteration();
        ensure!(
            begun < self.iterations,
            "the run has done {begun} iterations; --iterations must be more, and is {}",
            self.iterations
        );
        self.check_out()?;
        fs::create_dir_all(&self.out)
            .with_context(|| format!("cannot make the folder {}", self.out.display()))?;
        let classifier = read_classifier(self.classifier.as_deref(), &set, self.device)?;
        let mut curves = self.table(CURVES, begun)?;
        let mut measures = self.table("measures.csv", begun)?;
        let bar = progress_bar(begun, self.iterations)?;
        while trainer.iteration() < self.iterations {
            let next = self.next_stop(trainer.iteration());
            let count = next - trainer.iteration();
            let taken = match self.by_plan {
                true => trainer.train_by_plan(count),
                false => block_on(trainer.train(count)),
            };
            let reports = match taken {
                Err(error @ Error::NotFinite { .. }) => return self.give_up(&trainer, error),
                reports => reports?,
            };
            self.look(&mut trainer, &reports, &mut curves)?;
            let iteration = trainer.iteration();
            let Some(last) = reports.last() else { break };
            let told = format!("gap {:.3}, slope {:.2}", last.gap, last.slope);
            if iteration.is_multiple_of(self.measure_every) || iteration == self.iterations {
                let measured = measure(&mut trainer, classifier.as_ref(), &mut measures)?;
                tell(&bar, || {
                    let all = self.iterations;
                    format!("{iteration} of {all} iterations; {told}; {measured}")
                });
            }
            bar.set_position(iteration);
            bar.set_message(told);
        }
        if !trainer.iteration().is_multiple_of(self.checkpoint_every) {
            self.checkpoint(&trainer)?;
        }
        bar.finish();
        println!(
            "{} iterations; curves.csv, measures.csv, grids and {CHECKPOINT} are in {}.",
            trainer.iteration(),
            self.out.display()
        );
        Ok(())
    }

    /// Checks that the folder holds no other run than the one to be resumed, which would be lost.
    fn check_out(&self) -> Result<()> {
        let own = |path: &Path| {
            let resumed = self
                .resume
                .as_ref()
                .and_then(|path| path.canonicalize().ok());
            resumed.is_some() && path.canonicalize().ok() == resumed
        };
        let checkpoint = self.out.join(CHECKPOINT);
        let curves = fs::metadata(self.out.join(CURVES)).is_ok_and(|file| file.len() > 0);
        let what = match (checkpoint.exists(), curves) {
            (true, _) => CHECKPOINT,
            // There are only curves where a run ended before its first checkpoint.
            (false, true) => CURVES,
            (false, false) => return Ok(()),
        };
        ensure!(
            self.overwrite || own(&checkpoint),
            "{} is of another run: --resume its checkpoint, choose another --out, or --overwrite",
            self.out.join(what).display()
        );
        Ok(())
    }

    /// Ends a run whose next step would not be of finite numbers, with a checkpoint of the state before it.
    fn give_up(&self, trainer: &Trainer, error: Error) -> Result<()> {
        self.checkpoint(trainer)?;
        let path = self.out.join(CHECKPOINT);
        let path = path.display();
        Err(error)
            .with_context(|| format!("training has ended; the last finite state is in {path}"))
    }

    /// The run, new or resumed. Its digits join it shard by shard, as they do in the page.
    fn trainer(&self, set: &DataSet) -> Result<Trainer> {
        let digits = pool(set)?;
        let device = self.device.device()?;
        if let Some(path) = &self.resume {
            let bytes =
                fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
            return Trainer::load(&bytes, &device, &digits)
                .with_context(|| format!("cannot resume {}", path.display()));
        }
        Ok(Trainer::new(self.read_config()?, &device, &digits)?)
    }

    fn read_config(&self) -> Result<Config> {
        let mut config = Config::preset(&self.preset)?;
        if let Some(path) = &self.config {
            let json = fs::read_to_string(path)
                .with_context(|| format!("cannot read {}", path.display()))?;
            let patch = serde_json::from_str(&json)
                .with_context(|| format!("{} is not JSON", path.display()))?;
            config = config
                .patched(&patch)
                .with_context(|| format!("in {}", path.display()))?;
        }
        if let Some(seed) = self.seed {
            config.seed = seed;
        }
        config.validate()?;
        Ok(config)
    }

    /// A table, begun anew. Where a run is resumed, it has those rows of the table beside the checkpoint that
    /// are up to it; what came after will come again.
    fn table(&self, name: &str, begun: u64) -> Result<Writer<File>> {
        let path = self.out.join(name);
        let resumed = self.resume.as_deref().and_then(Path::parent);
        let kept = resumed.and_then(|folder| fs::read_to_string(folder.join(name)).ok());
        let kept = kept.map_or(String::new(), |text| rows_until(&text, begun));
        write_whole(&path, kept.as_bytes())?;
        let file = File::options().append(true).open(&path);
        let file = file.with_context(|| format!("cannot write {}", path.display()))?;
        let mut table = csv::WriterBuilder::new();
        Ok(table.has_headers(kept.is_empty()).from_writer(file))
    }

    /// The next iteration at which something is looked at.
    fn next_stop(&self, iteration: u64) -> u64 {
        let next = |every: u64| (iteration / every + 1) * every;
        let stops = [
            next(CALL),
            next(self.grid_every),
            next(self.checkpoint_every),
            next(self.measure_every),
        ];
        stops.into_iter().fold(self.iterations, u64::min)
    }

    /// Writes what is due at this iteration: rows of the curves, a grid, a checkpoint.
    fn look(
        &self,
        trainer: &mut Trainer,
        reports: &[StepReport],
        curves: &mut Writer<File>,
    ) -> Result<()> {
        for report in reports
            .iter()
            .filter(|report| report.iteration % self.log_every == 0)
        {
            curves.serialize(report)?;
        }
        curves.flush()?;
        let iteration = trainer.iteration();
        if iteration.is_multiple_of(self.grid_every) {
            let images = block_on(trainer.sample_seeded(GRID, trainer.config().seed))?;
            let path = self.out.join(format!("grid-{iteration:06}.png"));
            write_grid(&path, &images, COLUMNS)?;
        }
        if iteration.is_multiple_of(self.checkpoint_every) {
            self.checkpoint(trainer)?;
        }
        Ok(())
    }

    fn checkpoint(&self, trainer: &Trainer) -> Result<()> {
        let bytes = block_on(trainer.save())?;
        write_whole(&self.out.join(CHECKPOINT), &bytes)
    }
}

/// The header of a table and its rows up to `last`.
fn rows_until(table: &str, last: u64) -> String {
    let is_kept = |(place, row): &(usize, &str)| {
        let iteration = row
            .split(',')
            .next()
            .and_then(|cell| cell.parse::<u64>().ok());
        *place == 0 || iteration.is_some_and(|iteration| iteration <= last)
    };
    let rows = table.lines().enumerate().filter(is_kept);
    rows.map(|(_, row)| format!("{row}\n")).collect()
}

fn progress_bar(begun: u64, end: u64) -> Result<ProgressBar> {
    let style = "{wide_bar} {pos}/{len} iterations, {per_sec}, {eta} left; {msg}";
    let bar = ProgressBar::new(end).with_style(ProgressStyle::with_template(style)?);
    bar.set_position(begun);
    bar.reset_eta();
    Ok(bar)
}
