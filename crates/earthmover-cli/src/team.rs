//! A run by replicas in threads: each computes its leaves of every batch, and tells all others its part of the
//! sum, so that all move alike. Its bits are those of one thread.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use anyhow::{Result, anyhow};
use earthmover::burn::tensor::Device;
use earthmover::run::sum_of_parts;
use earthmover::{Config, Error, Images, StepReport, Trainer};
use pollster::block_on;

/// As many replicas of one run as there are threads.
pub(crate) struct Team {
    replicas: Vec<Trainer>,
}

/// What a replica tells the others.
type Part = Arc<Vec<f32>>;

/// The ends of one replica's lines to all replicas, in their order; to itself it has one too.
struct Lines {
    to: Vec<Sender<Part>>,
    from: Vec<Receiver<Part>>,
}

impl Team {
    /// A new run of `config` in `threads` threads.
    pub(crate) fn new(config: &Config, images: &Images, threads: usize) -> Result<Self> {
        let replica = |index| {
            let mut trainer = Trainer::new(config.clone(), &Device::flex(), images)?;
            trainer.split(index as u64, threads as u64)?;
            Ok(trainer)
        };
        let replicas: Result<_, Error> = (0..threads).map(replica).collect();
        Ok(Self {
            replicas: replicas?,
        })
    }

    /// Trains `iterations` times, and tells of each.
    pub(crate) fn train(&mut self, iterations: u64) -> Result<Vec<StepReport>> {
        if let [alone] = &mut self.replicas[..] {
            return Ok(block_on(alone.train(iterations))?);
        }
        let lines = lines(self.replicas.len());
        thread::scope(|scope| {
            let members: Vec<_> = self.replicas.iter_mut().zip(lines).collect();
            let threads: Vec<_> = members
                .into_iter()
                .map(|(replica, lines)| scope.spawn(move || train(replica, &lines, iterations)))
                .collect();
            // Of all, since the first may only have lost another that knows why.
            let ends: Vec<_> = threads
                .into_iter()
                .map(|thread| thread.join().map_err(|_| anyhow!("a thread panicked"))?)
                .collect();
            first_of_all(ends)
        })
    }
}

/// What the first replica reports, where none failed; else why one did.
fn first_of_all(ends: Vec<Result<Option<Vec<StepReport>>>>) -> Result<Vec<StepReport>> {
    let all = ends.into_iter().collect::<Result<Vec<_>>>()?;
    let first = all.into_iter().next().flatten();
    first.ok_or_else(|| anyhow!("the threads lost each other"))
}

/// The lines of each of `count` replicas.
fn lines(count: usize) -> Vec<Lines> {
    let mut all: Vec<_> = (0..count)
        .map(|_| Lines {
            to: Vec::new(),
            from: Vec::new(),
        })
        .collect();
    for from in 0..count {
        for to in 0..count {
            let (sender, receiver) = channel();
            all[from].to.push(sender);
            all[to].from.push(receiver);
        }
    }
    all
}

/// Trains one replica among the others; nothing where another has left, which tells why itself.
fn train(replica: &mut Trainer, lines: &Lines, iterations: u64) -> Result<Option<Vec<StepReport>>> {
    let mut reports = Vec::new();
    for _ in 0..iterations {
        let Some(report) = iterate(replica, lines)? else {
            return Ok(None);
        };
        reports.push(report);
    }
    Ok(Some(reports))
}

fn iterate(replica: &mut Trainer, lines: &Lines) -> Result<Option<StepReport>> {
    let mut critic = None;
    for _ in 0..replica.config().n_critic {
        let part = block_on(replica.critic_part())?;
        let Some(sum) = lines.sum(part)? else {
            return Ok(None);
        };
        critic = Some(replica.take_critic(&sum)?);
    }
    let part = block_on(replica.generator_part())?;
    let (Some(critic), Some(sum)) = (critic, lines.sum(part)?) else {
        return Ok(None);
    };
    let generator = replica.take_generator(&sum)?;
    Ok(Some(StepReport {
        iteration: replica.iteration(),
        critic_loss: critic.critic_loss,
        gap: critic.gap,
        penalty: critic.penalty,
        slope: critic.slope,
        generator_loss: generator.generator_loss,
    }))
}

impl Lines {
    /// The sum of this part and of those of all others; none where one of them has left.
    fn sum(&self, part: Vec<f32>) -> Result<Option<Vec<f32>>> {
        let part = Arc::new(part);
        for line in &self.to {
            if line.send(part.clone()).is_err() {
                return Ok(None);
            }
        }
        let Ok(parts) = self
            .from
            .iter()
            .map(Receiver::recv)
            .collect::<Result<Vec<_>, _>>()
        else {
            return Ok(None);
        };
        Ok(Some(sum_of_parts(parts.iter().map(|part| &part[..]))?))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    const ITERATIONS: u64 = 4;
    const CONFIGS: [&str; 3] = [
        "{}",
        r#"{"batch": 10, "nCritic": 2, "order": "criticFirst", "averaging": null,
            "architecture": {"kind": "mlp", "generatorHidden": [16], "criticHidden": [16, 8],
                "normalisation": "none"},
            "constraint": {"pairs": "realFake", "share": 1}}"#,
        r#"{"batch": 10, "architecture": {"kind": "conv", "generatorChannels": 4, "criticChannels": 2,
                "criticDense": 0, "normalisation": "none"}}"#,
    ];

    /// Images of noise, no two alike.
    fn images() -> Images {
        let digits = Images::mnist();
        let pixel = |place: usize| (place.wrapping_mul(2_654_435_761) >> 7) as u8;
        let pixels: Vec<u8> = (0..40 * 784).map(pixel).collect();
        digits.add(&pixels, &[0; 40], 0).unwrap();
        digits
    }

    /// The bytes of a checkpoint's tensors, without its metadata, whose entries come in any order.
    fn weights(trainer: &Trainer) -> Vec<u8> {
        let bytes = block_on(trainer.save()).unwrap();
        let header = u64::from_le_bytes(bytes[..8].try_into().unwrap());
        bytes[8 + header as usize..].to_vec()
    }

    #[test]
    fn threads_find_the_bits_of_one() {
        let images = images();
        for json in CONFIGS {
            let config = Config::from_json(json).unwrap();
            let mut plain = Trainer::new(config.clone(), &Device::flex(), &images).unwrap();
            let expected = block_on(plain.train(ITERATIONS)).unwrap();
            for threads in 1..=3 {
                let mut team = Team::new(&config, &images, threads).unwrap();
                let mut found = team.train(1).unwrap();
                found.extend(team.train(ITERATIONS - 1).unwrap());
                assert!(found == expected, "{json} in {threads}: {found:?}");
                for replica in &team.replicas {
                    assert!(weights(replica) == weights(&plain), "{json} in {threads}");
                }
            }
        }
    }

    #[test]
    fn what_no_threads_can_share_is_refused() {
        let images = images();
        let config = Config::from_json(r#"{"constraint": {"pairs": "pooled"}}"#).unwrap();
        assert!(Team::new(&config, &images, 2).is_err());
        assert!(
            Team::new(&config, &Images::mnist(), 1)
                .unwrap()
                .train(1)
                .is_err()
        );
        let few = Team::new(&Config::default(), &Images::mnist(), 2)
            .unwrap()
            .train(1);
        assert!(few.unwrap_err().to_string().contains("images"));
    }
}
