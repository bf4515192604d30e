//! `pace`: how long an iteration of a configuration takes here, in how many threads.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use clap::Args;
use earthmover::burn::tensor::Device;
use earthmover::{Config, StepReport, Trainer};
use pollster::block_on;
use serde::Serialize;

use crate::data::{DataChoice, pool};
use crate::team::Team;

/// How long a call of several iterations takes, about.
const CALL: Duration = Duration::from_millis(200);
const LEAST_CALLS: usize = 3;
/// Of the time that is measured, behind two iterations at the least.
const WARM_UP: f64 = 0.5;
/// Critic steps whose losses are told.
const STEPS: usize = 3;

#[derive(Args)]
pub(crate) struct Pace {
    #[command(flatten)]
    data: DataChoice,
    /// The configuration, as JSON: what of it is not the default.
    #[arg(long, value_name = "JSON", default_value = "{}")]
    config: String,
    /// How many threads share the run.
    #[arg(long, value_name = "COUNT", default_value_t = 1)]
    threads: usize,
    /// For how long to measure; with 0, only the configuration and its cost are told.
    #[arg(long, default_value_t = 3.0)]
    seconds: f64,
}

/// What is told, in JSON.
#[derive(Serialize)]
struct Found {
    version: String,
    /// The whole configuration.
    config: Config,
    /// Billions of floating-point operations of an iteration.
    gflop: f64,
    /// Critic losses of three steps, of an iteration, and of the step behind it.
    losses: Vec<f32>,
    /// Milliseconds an iteration, of each call.
    ms: Vec<f64>,
}

impl Pace {
    pub(crate) fn run(self) -> Result<()> {
        let config = Config::from_json(&self.config).context("--config")?;
        let digits = pool(&self.data.read()?)?;
        let trainer = Trainer::new(config.clone(), &Device::flex(), &digits)?;
        let gflop = trainer.cost().total() as f64 / 1e9;
        let (mut losses, mut ms) = (Vec::new(), Vec::new());
        if self.seconds > 0.0 {
            losses = first_losses(trainer)?;
            let team = Team::new(&config, &digits, self.threads).context("--threads")?;
            ms = measured(team, Duration::try_from_secs_f64(self.seconds)?)?;
        }
        let found = Found {
            version: format!("Earthmover {}", env!("CARGO_PKG_VERSION")),
            config,
            gflop,
            losses,
            ms,
        };
        println!("{}", serde_json::to_string(&found)?);
        Ok(())
    }
}

/// The critic's losses of some steps, of an iteration, and of the step behind it, which tells how the generator
/// stepped.
fn first_losses(mut trainer: Trainer) -> Result<Vec<f32>> {
    let mut losses = Vec::new();
    for _ in 0..STEPS {
        losses.push(block_on(trainer.critic_step())?.critic_loss);
    }
    losses.extend(block_on(trainer.train(1))?.last().map(loss));
    losses.push(block_on(trainer.critic_step())?.critic_loss);
    Ok(losses)
}

fn loss(report: &StepReport) -> f32 {
    report.critic_loss
}

/// Milliseconds an iteration of each call, when all is warm.
fn measured(mut team: Team, time: Duration) -> Result<Vec<f64>> {
    let warm = warmed_up(&mut team, time.mul_f64(WARM_UP))?;
    let count = (CALL.as_secs_f64() / warm).round().max(1.0) as u64;
    let begun = Instant::now();
    let mut ms = Vec::new();
    while ms.len() < LEAST_CALLS || begun.elapsed() < time {
        ms.push(1e3 * seconds_of(&mut team, count)?);
    }
    Ok(ms)
}

/// Trains for a while, and tells the seconds of the quickest iteration.
fn warmed_up(team: &mut Team, time: Duration) -> Result<f64> {
    team.train(2)?;
    let begun = Instant::now();
    let mut least = f64::INFINITY;
    while least.is_infinite() || begun.elapsed() < time {
        least = least.min(seconds_of(team, 1)?);
    }
    Ok(least)
}

/// Seconds an iteration, in one call.
fn seconds_of(team: &mut Team, iterations: u64) -> Result<f64> {
    let begun = Instant::now();
    team.train(iterations)?;
    Ok(begun.elapsed().as_secs_f64() / iterations as f64)
}
