//! Whole iterations in a few kernels, where the device has such and the run fits them.

use burn::Tensor;
use burn::module::Module;

use super::trainer::Trainer;
use crate::config::{Constraint, Form, Order, Pairs, Sides};
use crate::critic::constraint::gradient::LEAST_DISTANCE;
use crate::critic::constraint::{lambda, share_of_rows};
use crate::error::Error;
use crate::kernels::activation::Activation;
use crate::kernels::memory::from_vec;
use crate::kernels::whole::{CONSTANTS, Constant, HEAD, Head, NUMBERS, Points, States, Whole};
use crate::kernels::{of, on};
use crate::network::optimiser::{Moments, rates, share_of_way};
use crate::network::parameters::{self, Named};
use crate::network::stages::{Place, ending_in, stages};
use crate::noise::Purpose;

/// How many iterations are given to the device at once: one upload each time.
const CHUNK: u64 = 16;
/// Most numbers that are kept of a batch: 128 MiB, which every WebGPU device binds.
const MOST_KEPT: usize = 1 << 25;

const _: () = assert!(NUMBERS == crate::network::finite::STEP.len());

/// Iterations as kernels see them, and where the networks' parameters lie.
#[derive(Clone, Debug)]
struct Course {
    whole: Whole,
    generator: Vec<Place>,
    critic: Vec<Place>,
}

impl Trainer {
    /// Runs `iterations` iterations and gives their numbers, on the device; none where that has no kernels for
    /// whole iterations, or where the run does not fit these.
    pub(super) fn iterate_whole(&mut self, iterations: u64) -> Result<Option<Tensor<1>>, Error> {
        if !(self.runs_whole && of(&self.inputs.device).runs_whole()) {
            return Ok(None);
        }
        let Some(course) = self.course() else {
            return Ok(None);
        };
        let mut states = self.packed(&course);
        let mut numbers = Vec::new();
        let last = self.iteration() + iterations;
        while self.iteration() < last {
            let count = CHUNK.min(last - self.iteration()) as usize;
            let counters = self.counters();
            let inputs = match self.chunk(&course.whole, count) {
                Ok(inputs) => inputs,
                Err(error) => {
                    self.rewind(counters);
                    self.unpack(&course, states);
                    return Err(error);
                }
            };
            let kernels = on(&inputs);
            let Some(ran) = kernels.iterations(states, inputs, &course.whole, count) else {
                return Ok(None);
            };
            states = ran.states;
            numbers.push(ran.numbers);
        }
        self.unpack(&course, states);
        Ok(Some(of(&self.inputs.device).join(numbers)))
    }

    /// The rule by which whole iterations are run: networks that look at each sample alone, and a constraint
    /// that compares two points at a time.
    fn course(&self) -> Option<Course> {
        let Self { config, .. } = self;
        let (penalty, ending) = match &config.constraint {
            Constraint::SlopePenalty(penalty) => (Some(penalty), None),
            Constraint::Bounded(_) => (None, Some(Activation::Tanh)),
            Constraint::WeightClipping(_) | Constraint::None(_) => (None, None),
            Constraint::GradientPenalty(_) | Constraint::SpectralNorm(_) => return None,
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
            by_quotient: penalty.is_none_or(|penalty| penalty.form == Form::Quotient),
            two_sided: penalty.is_some_and(|penalty| penalty.sides == Sides::Two),
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

    /// The inputs of the next `count` iterations, whose steps are counted as taken.
    fn chunk(&mut self, whole: &Whole, count: usize) -> Result<Tensor<1>, Error> {
        let mut inputs = self.constants();
        inputs.reserve(count * whole.record());
        for _ in 0..count {
            self.record(whole, &mut inputs)?;
        }
        let length = inputs.len();
        Ok(from_vec(inputs, [length], &self.inputs.device))
    }

    fn constants(&self) -> Vec<f32> {
        let Self { config, .. } = self;
        let mut constants = vec![0.0; CONSTANTS];
        let mut set = |which: Constant, value: f64| constants[which as usize] = value as f32;
        set(Constant::GeneratorBeta1, config.generator_adam.beta1);
        set(Constant::GeneratorBeta2, config.generator_adam.beta2);
        set(Constant::GeneratorEpsilon, config.generator_adam.epsilon);
        set(Constant::CriticBeta1, config.critic_adam.beta1);
        set(Constant::CriticBeta2, config.critic_adam.beta2);
        set(Constant::CriticEpsilon, config.critic_adam.epsilon);
        set(Constant::Lambda, lambda(&config.constraint));
        set(Constant::LeastDistance, LEAST_DISTANCE);
        match &config.constraint {
            Constraint::SlopePenalty(penalty) => set(Constant::Step, penalty.step),
            Constraint::WeightClipping(clipping) => set(Constant::Bound, clipping.bound),
            _ => {}
        }
        constants
    }

    /// Adds the record of the next iteration to `inputs`, and counts its steps.
    fn record(&mut self, whole: &Whole, inputs: &mut Vec<f32>) -> Result<(), Error> {
        let iteration = self.iteration();
        let steps = iteration as usize + 1;
        self.generator.moments.steps = steps;
        let share = self
            .config
            .averaging
            .map(|averaging| share_of_way(&averaging, iteration));
        let decay = self.config.rate_decay;
        let adam = decay.applied(&self.config.generator_adam, iteration);
        let adam = rates(&adam, steps);
        inputs.extend(head(
            iteration,
            adam.rate,
            adam.root,
            share.unwrap_or_default() as f32,
        ));
        if !whole.shares_fakes {
            let critic_steps = self.critic.steps + whole.n_critic as u64;
            inputs.extend(
                self.inputs
                    .generator_latent_numbers(iteration, critic_steps),
            );
        }
        for _ in 0..whole.n_critic {
            let step = self.critic.steps;
            let adam = decay.applied(&self.config.critic_adam, iteration);
            let adam = rates(&adam, step as usize + 1);
            inputs.extend(head(iteration, adam.rate, adam.root, 0.0));
            inputs.extend(self.inputs.real_numbers(step, iteration)?);
            inputs.extend(self.inputs.critic_latent_numbers(step));
            // As `Draws` has them.
            let mut noise = self.inputs.noise(Purpose::Mix, step);
            let mut mixes = match whole.points {
                Points::Adversarial => noise.uniforms(whole.pairs),
                Points::Segment => {
                    let mut mixes = noise.uniforms(whole.pairs);
                    mixes.extend(noise.uniforms(whole.pairs));
                    mixes
                }
                Points::Ends | Points::Reals => Vec::new(),
            };
            mixes.resize(2 * whole.pairs, 0.0);
            inputs.extend(mixes);
            self.critic.steps += 1;
        }
        self.critic.moments.steps = self.critic.steps as usize;
        self.generator.steps += 1;
        Ok(())
    }

    /// The networks' parameters and their optimisers' memory as kernels move them.
    fn packed(&mut self, course: &Course) -> States {
        let device = self.inputs.device.clone();
        let numbers = |values: Vec<f32>| {
            let count = values.len();
            from_vec(values, [count], &device)
        };
        let pack = |places: &[Place], sections: Vec<Named>| {
            let mut parts = Vec::new();
            for mut section in sections {
                for place in places {
                    let padded = place
                        .count
                        .next_multiple_of(crate::kernels::whole::ALIGNMENT);
                    match section.remove(&place.name) {
                        Some(values) => {
                            parts.push(values);
                            if padded > place.count {
                                parts.push(numbers(vec![0.0; padded - place.count]));
                            }
                        }
                        None => parts.push(numbers(vec![0.0; padded])),
                    }
                }
            }
            of(&device).join(parts)
        };
        let sections = |values: Named, moments: &mut Moments| {
            vec![
                values,
                std::mem::take(&mut moments.first),
                std::mem::take(&mut moments.second),
            ]
        };
        let flag = self.flag();
        let mut generator = sections(
            parameters::values(&self.generator.generator),
            &mut self.generator.moments,
        );
        generator.extend(self.generator.average.as_ref().map(parameters::values));
        let critic = sections(
            parameters::values(&self.critic.critic),
            &mut self.critic.moments,
        );
        self.generator.moments.guard.flag = None;
        self.critic.moments.guard.flag = None;
        States {
            generator: pack(&course.generator, generator),
            critic: pack(&course.critic, critic),
            flag: flag.unwrap_or_else(|| numbers(vec![0.0])),
        }
    }

    /// Takes the networks and their optimisers' memory back.
    fn unpack(&mut self, course: &Course, states: States) {
        let length = course.whole.generator.parameters;
        let section =
            |section: usize| named(&states.generator, &course.generator, section * length);
        self.generator.generator = with(self.generator.generator.clone(), section(0));
        self.generator.moments.first = section(1);
        self.generator.moments.second = section(2);
        if let Some(average) = self.generator.average.take() {
            self.generator.average = Some(with(average, section(3)));
        }
        self.generator.moments.guard.flag = Some(states.flag);
        let length = course.whole.critic.parameters;
        let section = |section: usize| named(&states.critic, &course.critic, section * length);
        self.critic.critic = with(self.critic.critic.clone(), section(0));
        self.critic.moments.first = section(1);
        self.critic.moments.second = section(2);
    }
}

/// What a record of a step begins with.
fn head(iteration: u64, rate: f32, root: f32, share: f32) -> [f32; HEAD] {
    let mut head = [0.0; HEAD];
    head[Head::Iteration as usize] = (iteration + 1) as f32;
    head[Head::Rate as usize] = rate;
    head[Head::Root as usize] = root;
    head[Head::Share as usize] = share;
    head
}

/// The parameters that lie in `state` from `first` on.
fn named(state: &Tensor<1>, places: &[Place], first: usize) -> Named {
    let mut named = Named::new();
    for place in places {
        let values = on(state).part(state, first + place.first, place.count);
        named.insert(place.name.clone(), values);
    }
    named
}

/// `module` with these parameters.
fn with<M: Module>(module: M, mut values: Named) -> M {
    parameters::map(module, |name, value| values.remove(name).unwrap_or(value))
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
