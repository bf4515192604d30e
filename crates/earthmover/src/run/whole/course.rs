//! Which runs are run whole, and how they lie in memory.

use crate::config::{Constraint, Order, Pairs};
use crate::critic::constraint::{excess, share_of_rows};
use crate::kernels::activation::Activation;
use crate::kernels::whole::{Points, Whole};
use crate::network::stages::{Place, ending_in, stages};
use crate::run::trainer::Trainer;

/// How many iterations are given to the device at once: one upload each time.
pub(super) const CHUNK: u64 = 16;
/// Most numbers that are kept of a batch: 128 MiB, which every WebGPU device binds.
const MOST_KEPT: usize = 1 << 25;

/// Iterations as kernels see them, and where the networks' parameters lie.
#[derive(Clone, Debug)]
pub(super) struct Course {
    pub(super) whole: Whole,
    pub(super) generator: Vec<Place>,
    pub(super) critic: Vec<Place>,
}

impl Trainer {
    /// The rule by which whole iterations are run: networks that look at each sample alone, and a constraint
    /// that compares two points at a time.
    pub(super) fn course(&self) -> Option<Course> {
        let Self { config, .. } = self;
        let (penalty, ending) = match &config.constraint {
            Constraint::SlopePenalty(penalty) => (Some(penalty), None),
            Constraint::Bounded(_) => (None, Some(Activation::Tanh)),
            Constraint::WeightClipping(_) | Constraint::None(_) => (None, None),
            Constraint::GradientPenalty(_)
            | Constraint::SpectralNorm(_)
            | Constraint::Orthonormal(_) => return None,
        };
        let points = match penalty.map(|penalty| penalty.pairs) {
            Some(Pairs::Adversarial) => Points::Adversarial,
            Some(Pairs::Segment) => Points::Segment,
            Some(Pairs::RealReal) => Points::Reals,
            Some(Pairs::RealFake) | None => Points::Ends,
            Some(Pairs::Pooled) => return None,
        };
        if config.order == Order::GeneratorFirst {
            return None;
        }
        let shape = self.inputs.images.shape();
        let (generator, generator_places) =
            stages(&self.networks.generator, [config.latent, 1, 1])?;
        let specs = match ending {
            Some(activation) => ending_in(&self.networks.critic, activation),
            None => self.networks.critic.clone(),
        };
        let image = [shape.channels, shape.height, shape.width];
        let (critic, critic_places) = stages(&specs, image)?;
        let rows = match points {
            Points::Reals => config.batch / 2,
            Points::Adversarial | Points::Segment | Points::Ends => config.batch,
        };
        let whole = Whole {
            generator,
            critic,
            batch: config.batch,
            pairs: penalty.map_or(0, |penalty| share_of_rows(penalty.share, rows)),
            points,
            excess: excess(penalty),
            clips: matches!(config.constraint, Constraint::WeightClipping(_)),
            n_critic: config.n_critic,
            shares_fakes: config.order == Order::SharedFakes,
            is_averaged: self.generator.average.is_some(),
        };
        let fits = whole.memory() <= MOST_KEPT && CHUNK as usize * whole.record() <= MOST_KEPT;
        fits.then_some(Course {
            whole,
            generator: generator_places,
            critic: critic_places,
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use burn::tensor::Device;

    use super::*;
    use crate::config::{Config, PRESETS};
    use crate::data::Images;

    fn trainer(config: Config) -> Trainer {
        Trainer::new(config, &Device::flex(), &Images::mnist()).unwrap()
    }

    #[test]
    fn presets_are_run_whole_where_each_sample_passes_alone() {
        let refused = ["notebook", "gradient-penalty", "spectral"];
        for name in PRESETS {
            let found = trainer(Config::preset(name).unwrap()).course();
            assert_eq!(found.is_none(), refused.contains(&name), "{name}");
        }
        for patch in [
            r#"{"constraint": {"pairs": "pooled"}}"#,
            r#"{"constraint": {"kind": "orthonormal"}}"#,
            r#"{"architecture": {"normalisation": "batch"}}"#,
            // Too much would be kept of such a batch.
            r#"{"batch": 1024, "architecture": {"generatorChannels": 128}}"#,
        ] {
            let config = Config::from_json(patch).unwrap();
            assert!(trainer(config).course().is_none(), "{patch}");
        }
    }

    #[test]
    fn places_of_parameters_and_of_what_is_kept_do_not_overlap() {
        for name in ["article", "wide", "one-critic-step"] {
            let Course {
                whole,
                generator,
                critic,
            } = trainer(Config::preset(name).unwrap()).course().unwrap();
            for (stages, places) in [(&whole.generator, &generator), (&whole.critic, &critic)] {
                let mut end = 0;
                for place in places {
                    assert!(
                        place.first >= end && place.first.is_multiple_of(64),
                        "{place:?}"
                    );
                    end = place.first + place.count;
                }
                assert!(end <= stages.parameters);
                let mut kept = vec![
                    0..stages.inputs,
                    stages.gradient..stages.gradient + stages.inputs,
                ];
                for stage in &stages.list[..stages.count] {
                    let mut places = vec![stage.to, stage.delta, stage.normal, stage.before];
                    places.sort_unstable();
                    places.dedup();
                    kept.extend(places.into_iter().map(|first| first..first + stage.outputs));
                }
                kept.sort_by_key(|range| range.start);
                assert!(
                    kept.windows(2).all(|pair| pair[0].end <= pair[1].start),
                    "{kept:?}"
                );
                assert!(kept.iter().all(|range| range.end <= stages.memory));
            }
        }
    }
}
