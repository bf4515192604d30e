//! Compares networks, losses and gradients with the fixtures of `tests/fixtures/make_networks.py`.
//! Shared by the native tests and, for WebGPU, by those of the wasm bindings.

use std::collections::BTreeMap;
use std::fmt::Write;

use burn::Tensor;
use burn::module::{Module, Param};
use burn::tensor::{Device, TensorData};
use earthmover::burn;
use earthmover::config::{Adam, Averaging, Config, Constraint, Pairs, Plain, SlopePenalty};
use earthmover::data::mnist::SHAPE;
use earthmover::network::{Critic, Generator, Layout, Networks};
use earthmover::seams::optimiser::{Moments, adam_step, adam_step_averaged};
use earthmover::seams::orthonormal;
use earthmover::seams::parameters::{self, Named};
use earthmover::seams::spectral::{Singular, normalise};
use earthmover::seams::{
    CriticBatch, Draws, IterationDraws, Portion, StepDraws, constrained, critic_terms, direction,
    generator_terms, whole_iteration,
};
use safetensors::SafeTensors;

/// Layouts of parameters in files, by name.
type Layouts = BTreeMap<String, Layout>;

/// A fixture file, and the device that is compared with it.
pub struct Fixture<'a> {
    file: SafeTensors<'a>,
    config: Config,
    device: Device,
}

/// The configuration of a fixture. Its penalties look at all of the batch.
fn config(json: &str) -> Config {
    let whole = r#"{"constraint": {"kind": "slopePenalty", "share": 1}, "order": "criticFirst"}"#;
    let whole = Config::from_json(whole).expect("configuration");
    let patch = serde_json::from_str(json).expect("JSON");
    whole.patched(&patch).expect("configuration")
}

/// What differs from the fixture by more than is allowed, a line each.
#[derive(Default)]
pub struct Differences(pub String);

impl<'a> Fixture<'a> {
    pub fn new(bytes: &'a [u8], device: &Device) -> Self {
        let (_, metadata) = SafeTensors::read_metadata(bytes).expect("metadata");
        let entries = metadata.metadata().clone().expect("entries");
        Self {
            file: SafeTensors::deserialize(bytes).expect("tensors"),
            config: config(&entries["config"]),
            device: device.clone(),
        }
    }

    /// The numbers and the shape of a tensor of the file.
    pub fn values(&self, name: &str) -> (Vec<f32>, Vec<usize>) {
        let view = self
            .file
            .tensor(name)
            .unwrap_or_else(|_| panic!("no {name}"));
        let bytes = view.data().as_chunks::<4>().0.iter();
        let values = bytes.map(|bytes| f32::from_le_bytes(*bytes)).collect();
        (values, view.shape().to_vec())
    }

    pub fn tensor<const D: usize>(&self, name: &str) -> Tensor<D> {
        let (values, shape) = self.values(name);
        Tensor::from_data(TensorData::new(values, shape), &self.device)
    }

    /// Rows of images or of latents.
    fn rows(&self, name: &str) -> Tensor<2> {
        let (values, shape) = self.values(name);
        let width = values.len() / shape[0];
        Tensor::from_data(TensorData::new(values, [shape[0], width]), &self.device)
    }

    /// `module` with the file's parameters; every one of them must be there, and no other.
    fn module<M: Module>(&self, part: &str, module: M, layouts: &Layouts) -> M {
        let prefix = format!("{part}/");
        let names = self.file.names();
        let count = names
            .iter()
            .filter(|name| name.starts_with(&prefix))
            .count();
        assert_eq!(count, layouts.len(), "{part}: {:?}", layouts.keys());
        parameters::map(module, |name, _| {
            let (values, shape) = self.values(&format!("{prefix}{name}"));
            let layout = &layouts[name];
            assert_eq!(shape, layout.shape, "{name}");
            let values = layout.from_file(&values);
            Tensor::from_data(TensorData::from(values.as_slice()), &self.device)
        })
    }

    fn networks(&self) -> (Generator, Critic) {
        let networks = Networks::of(&self.config, SHAPE).expect("an architecture for digits");
        let drawn = networks.draw(&self.config, SHAPE, &self.device);
        drawn.expect("blocks that follow each other")
    }

    pub fn generator(&self) -> Generator {
        let generator = self.networks().0;
        let layouts = generator.layouts();
        self.module("generator", generator, &layouts)
    }

    pub fn critic(&self) -> Critic {
        let critic = self.networks().1;
        let layouts = critic.layouts();
        self.module("critic", critic, &layouts)
    }

    /// Runs one critic step and one generator step, without moving the networks, and compares
    /// everything the file holds.
    pub async fn compare(&self, tolerance: f64) -> Differences {
        let (generator, critic) = (self.generator(), self.critic());
        let fake = generator.forward(self.rows("input/latents"));
        let batch = CriticBatch {
            whole: fake.dims()[0],
            real: self.rows("input/real"),
            fake: fake.clone(),
            draws: self.draws(),
            portion: Portion::WHOLE,
        };
        let singular = self.singular(&critic);
        let constraint = &self.config.constraint;
        let function = constrained(constraint, critic.clone(), &singular);
        let terms = critic_terms(constraint, &critic, &singular, &batch);
        let (images, trace) = generator.trace(self.rows("input/generatorLatents"));
        let whole = images.dims()[0];
        let (loss, generator_gradients) =
            generator_terms(&function, &generator, images, &trace, whole);

        let number = |place| terms.numbers.clone().narrow(0, place, 1);
        let mut measured: Vec<(String, Tensor<1>)> = vec![
            (
                "output/realScores".into(),
                function.forward(batch.real.clone()),
            ),
            ("output/fakeScores".into(), function.forward(fake.clone())),
            ("output/fake".into(), fake.flatten(0, 1)),
            ("output/criticLoss".into(), number(0)),
            ("output/gap".into(), number(1)),
            ("output/penalty".into(), number(2)),
            ("output/slope".into(), number(3)),
            ("output/generatorLoss".into(), loss),
        ];
        for (name, u) in normalise(&critic, &singular).1 {
            let block = name.trim_end_matches(".affine.weight");
            measured.push((format!("output/spectral/{block}"), u));
        }
        if self.holds("output/direction") {
            let mix = self.tensor::<1>("input/mix").unsqueeze_dim::<2>(1);
            let from = batch.fake.clone() + (batch.real - batch.fake) * mix;
            let direction = direction(&critic, from).flatten(0, 1);
            measured.push(("output/direction".into(), direction));
        }
        let mut differences = self.differences(measured, tolerance, 0.0).await;
        if self.config.constraint == Constraint::Orthonormal(Plain {}) {
            let layouts = critic.layouts();
            let retracted = parameters::values(&orthonormal::retract(critic.clone()));
            let part = "output/retracted";
            let weights = retracted.into_iter().filter_map(|(name, weight)| {
                let is_weight = layouts[&name].shape.len() > 1;
                is_weight.then(|| (format!("{part}/{name}"), weight))
            });
            let found = self.laid_out(weights.collect(), tolerance, 0.0, part, &layouts);
            differences.0 += &found.await.0;
        }
        let gradients = [terms.gradients, generator_gradients];
        let found = self.compare_gradients(gradients, tolerance);
        differences.0 += &found.await.0;
        differences
    }

    /// Runs the same as one whole iteration in a few kernels, and compares what it leaves with the file; none where
    /// the device has no such kernels, or where the case does not fit them.
    pub async fn compare_whole(&self, tolerance: f64) -> Option<Differences> {
        let numbers = |name: &str| self.values(name).0;
        let mixes = match &self.config.constraint {
            Constraint::SlopePenalty(penalty) => match penalty.pairs {
                Pairs::Adversarial => numbers("input/mix"),
                Pairs::Segment => [numbers("input/mix"), numbers("input/secondMix")].concat(),
                _ => Vec::new(),
            },
            _ => Vec::new(),
        };
        let draws = IterationDraws {
            latents: numbers("input/generatorLatents"),
            critic: vec![StepDraws {
                real: numbers("input/real"),
                latents: numbers("input/latents"),
                mixes,
            }],
        };
        let config = Config {
            batch: self.values("input/mix").0.len(),
            latent: self.values("input/latents").1[1],
            ..self.config.clone()
        };
        let networks = (self.generator(), self.critic());
        let ran = whole_iteration(&config, networks, &draws, &self.device).await;
        let (numbers, gradients) = ran.expect("an iteration")?;
        let names = ["criticLoss", "gap", "penalty", "slope", "generatorLoss"];
        let measured = names.iter().zip(numbers).map(|(name, number)| {
            let number = Tensor::from_data([number], &self.device);
            (format!("output/{name}"), number)
        });
        let mut differences = self.differences(measured.collect(), tolerance, 0.0).await;
        let found = self.compare_gradients(gradients, tolerance);
        differences.0 += &found.await.0;
        Some(differences)
    }

    /// Compares the gradients of the critic's loss and of the generator's.
    async fn compare_gradients(
        &self,
        [critic, generator]: [Named; 2],
        tolerance: f64,
    ) -> Differences {
        let networks = self.networks();
        let mut differences = Differences::default();
        for (part, gradients, layouts) in [
            ("gradient/critic", critic, networks.1.layouts()),
            ("gradient/generator", generator, networks.0.layouts()),
        ] {
            let all = self.gradients(part, gradients);
            // A bias before a batch normalisation has the gradient 0, and rounding makes noise of
            // it: what is small beside the whole gradient is compared with the whole.
            let whole = self.norm_of_all(part);
            let found = self.laid_out(all, tolerance, 1e-2 * whole, part, &layouts);
            differences.0 += &found.await.0;
        }
        differences
    }

    /// The numbers that choose the constraint's points.
    fn draws(&self) -> Draws {
        let pairs = match self.config.constraint {
            Constraint::SlopePenalty(SlopePenalty { pairs, .. }) => pairs,
            _ => Pairs::Adversarial,
        };
        match pairs {
            Pairs::Segment => {
                Draws::TwoMixes(["input/mix", "input/secondMix"].map(|name| self.tensor(name)))
            }
            Pairs::Pooled => {
                let view = self.file.tensor("input/order").expect("an order");
                let bytes = view.data().as_chunks::<4>().0.iter();
                let order = bytes.map(|b| i32::from_le_bytes(*b) as usize);
                Draws::Order(order.collect())
            }
            _ => Draws::Mix(self.tensor("input/mix")),
        }
    }

    /// The left singular vectors of the file, if any.
    fn singular(&self, critic: &Critic) -> Singular {
        let blocks = (0..parameters::shapes(critic).len()).map(|block| format!("blocks.{block}"));
        blocks
            .filter(|block| self.holds(&format!("input/spectral/{block}")))
            .map(|block| {
                let u = self.tensor(&format!("input/spectral/{block}"));
                (format!("{block}.affine.weight"), u)
            })
            .collect()
    }

    fn holds(&self, name: &str) -> bool {
        self.file.names().contains(&name)
    }

    fn gradients(&self, part: &str, gradients: Named) -> Vec<(String, Tensor<1>)> {
        let prefix = format!("{part}/");
        let names = self.file.names();
        let count = names
            .iter()
            .filter(|name| name.starts_with(&prefix))
            .count();
        assert_eq!(count, gradients.len(), "{part}: {:?}", gradients.keys());
        let named = gradients.into_iter();
        named
            .map(|(name, tensor)| (format!("{prefix}{name}"), tensor))
            .collect()
    }

    fn norm_of_all(&self, part: &str) -> f64 {
        let names = self.file.names().into_iter();
        let names = names.filter(|name| name.starts_with(part));
        norm(names.flat_map(|name| self.values(name).0).map(f64::from))
    }

    /// Compares each tensor, by the norm of the difference relative to its own norm or to `least`,
    /// whichever is larger.
    pub async fn differences(
        &self,
        measured: Vec<(String, Tensor<1>)>,
        tolerance: f64,
        least: f64,
    ) -> Differences {
        let none = Layouts::new();
        self.laid_out(measured, tolerance, least, "", &none).await
    }

    /// The same for tensors whose names, after `part`, have layouts.
    async fn laid_out(
        &self,
        measured: Vec<(String, Tensor<1>)>,
        tolerance: f64,
        least: f64,
        part: &str,
        layouts: &Layouts,
    ) -> Differences {
        let mut differences = Differences::default();
        let values = parameters::read(&measured).await.expect("a read");
        for ((name, _), values) in measured.iter().zip(values) {
            let own = name.trim_start_matches(part).trim_start_matches('/');
            let values = match layouts.get(own) {
                Some(layout) => layout.to_file(&values),
                None => values,
            };
            let (expected, _) = self.values(name);
            assert_eq!(values.len(), expected.len(), "{name}");
            let pairs = values.iter().zip(&expected);
            let error = norm(pairs.map(|(a, b)| f64::from(*a) - f64::from(*b)));
            let scale = norm(expected.iter().map(|x| f64::from(*x)))
                .max(least)
                .max(1e-6);
            if error.is_nan() || error > tolerance * scale {
                let relative = error / scale;
                writeln!(differences.0, "{name}: {relative:.2e}").expect("a String takes all");
            }
        }
        differences
    }
}

fn norm(values: impl Iterator<Item = f64>) -> f64 {
    values.map(|x| x * x).sum::<f64>().sqrt()
}

/// What is wrong with images drawn with the statistics of a reference batch, a line each.
pub async fn compare_statistics(bytes: &[u8], device: &Device, tolerance: f64) -> Differences {
    let fixture = Fixture::new(bytes, device);
    let generator = fixture.generator();
    let statistics = generator.statistics(fixture.rows("input/reference"));
    let images = generator.sample(fixture.rows("input/latents"), &statistics);
    let measured = vec![("output/images".to_owned(), images.flatten(0, 1))];
    fixture.differences(measured, tolerance, 0.0).await
}

/// What is wrong with four updates of Adam, a line each.
pub async fn compare_adam(bytes: &[u8], device: &Device, tolerance: f64) -> Differences {
    let file = SafeTensors::deserialize(bytes).expect("tensors");
    let tensor = |name: &str| {
        let view = file.tensor(name).expect(name);
        let bytes = view.data().as_chunks::<4>().0.iter();
        let values: Vec<f32> = bytes.map(|b| f32::from_le_bytes(*b)).collect();
        Tensor::<1>::from_data(TensorData::from(values.as_slice()), device)
    };
    let mut differences = Differences::default();
    for prefix in ["", "vector/", "kernel/"] {
        for (setting, rate, beta1, beta2) in [("fast", 2e-3, 0.5, 0.9), ("slow", 1e-3, 0.9, 0.999)]
        {
            let adam = Adam {
                rate,
                beta1,
                beta2,
                epsilon: 1e-8,
            };
            let mut module = Param::from_tensor(tensor(&format!("{prefix}parameter")));
            let mut moments = Moments::default();
            for t in 1..=4 {
                let gradient = tensor(&format!("{prefix}gradient/{t}"));
                let gradients = Named::from([(String::new(), gradient)]);
                module = adam_step(&adam, &mut moments, module, gradients);
                let name = format!("{prefix}{setting}/after/{t}");
                let pair = [
                    ("found".to_owned(), module.val()),
                    (name.clone(), tensor(&name)),
                ];
                let pair = parameters::read(&pair).await.expect("a read");
                let error = pair[0].iter().zip(&pair[1]).map(|(a, b)| f64::from(a - b));
                let error = norm(error) / norm(pair[1].iter().map(|x| f64::from(*x)));
                if error.is_nan() || error > tolerance {
                    writeln!(differences.0, "{name}: {error:.2e}").expect("a String takes all");
                }
            }
        }
    }
    differences
}

/// What is wrong with the average of weights, compared with its formula, and with copies of Adam's memory,
/// which a step must leave alone although a GPU changes it in place; a line each.
pub async fn compare_average(device: &Device, tolerance: f64) -> Differences {
    let adam = Adam {
        rate: 1e-2,
        beta1: 0.5,
        beta2: 0.9,
        epsilon: 1e-8,
    };
    let averaging = Averaging {
        decay: 0.8,
        from: 0,
    };
    let tensor = |scale: f32| {
        let values: Vec<f32> = (0..300).map(|n| scale * ((n % 17) as f32 - 8.0)).collect();
        Tensor::<1>::from_data(TensorData::from(values.as_slice()), device)
    };
    let mut differences = Differences::default();
    let mut moments = Moments::default();
    let mut module = Param::from_tensor(tensor(0.1));
    let mut average = Param::from_tensor(tensor(0.2));
    for t in 0..4_u8 {
        let kept = moments.clone();
        let kept_before = memory(&kept).await;
        let before = numbers(average.val()).await;
        let gradients = Named::from([(String::new(), tensor(f32::from(t) - 1.5))]);
        let following = (&averaging, u64::from(t), average);
        (module, average) = adam_step_averaged(&adam, &mut moments, module, gradients, following);
        let decay = ((1.0 + f32::from(t)) / (10.0 + f32::from(t))).min(0.8);
        let value = numbers(module.val()).await;
        let after = numbers(average.val()).await;
        let expected = before.iter().zip(&value);
        let expected = expected.map(|(before, value)| decay * before + (1.0 - decay) * value);
        let far = after.iter().zip(expected).map(|(a, b)| (a - b).abs());
        let far = far.fold(0.0, f32::max);
        if far.is_nan() || f64::from(far) > tolerance {
            writeln!(differences.0, "average after {t}: {far:.2e}").expect("a String takes all");
        }
        if memory(&kept).await != kept_before {
            writeln!(differences.0, "memory kept before {t} has changed")
                .expect("a String takes all");
        }
    }
    differences
}

async fn numbers(tensor: Tensor<1>) -> Vec<f32> {
    let read = parameters::read(&[(String::new(), tensor)]).await;
    read.expect("a read").remove(0)
}

async fn memory(moments: &Moments) -> Vec<Vec<f32>> {
    let all = moments.first.iter().chain(&moments.second);
    let all: Vec<_> = all
        .map(|(name, tensor)| (name.clone(), tensor.clone()))
        .collect();
    if all.is_empty() {
        return Vec::new();
    }
    parameters::read(&all).await.expect("a read")
}
