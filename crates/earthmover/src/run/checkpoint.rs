//! Checkpoints: a whole run in one safetensors file, the same whatever device it was trained on,
//! weights in the layout of the literature (see `network/layout.rs`).
//!
//! Tensors are named `generator/…`, `critic/…`, `average/…`, `…/adam/first/…` and `…/adam/second/…` for the
//! optimisers' memory, and `critic/singular/…` for spectral normalisation's. The metadata have the
//! version that wrote them, the configuration, the counters, the shape of images where they are no digits, and
//! the networks in words where they are not the configuration's.

use std::collections::{BTreeMap, HashMap};

use burn::Tensor;
use burn::module::Module;
use burn::tensor::Device;
use safetensors::tensor::{Dtype, SafeTensors, TensorView};
use serde::{Deserialize, Serialize};

use super::generator_run::GeneratorRun;
use super::trainer::Trainer;
use crate::config::Config;
use crate::data::{ImageShape, Images, mnist};
use crate::error::Error;
use crate::kernels::memory::from_vec;
use crate::network::finite::check_weight;
use crate::network::optimiser::Moments;
use crate::network::parameters::{self, Named};
use crate::network::{Layout, Networks};

/// What the metadata's `format` says.
const FORMAT: &str = "earthmover/1";

/// Most steps that a checkpoint may claim, which is more than any run takes: counts in 31 bits.
const STEP_LIMIT: u64 = (1 << 31) - 1;

/// Layouts in the file by the parameter's name.
type Layouts = BTreeMap<String, Layout>;

/// How far a run has come.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Progress {
    iteration: u64,
    critic_steps: u64,
    /// The networks of the run in words, where they are not the configuration's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    networks: Option<String>,
    /// Height, width and channels of the run's images, where they are no digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    images: Option<[usize; 3]>,
}

/// Height, width and channels of a digit.
const DIGITS: [usize; 3] = [mnist::SIDE, mnist::SIDE, 1];

impl Progress {
    fn check_shape(&self, shape: ImageShape) -> Result<(), Error> {
        let ImageShape {
            height,
            width,
            channels,
        } = shape;
        let [own_height, own_width, own_channels] = self.images.unwrap_or(DIGITS);
        if [height, width, channels] != [own_height, own_width, own_channels] {
            let message = format!(
                "it is of images of {own_height} × {own_width} × {own_channels}, and those given are {height} × {width} × {channels}"
            );
            return Err(Error::Checkpoint(message));
        }
        Ok(())
    }
}

impl Trainer {
    /// The run as the bytes of a safetensors file. The images are not part of it.
    ///
    /// # Errors
    /// [`Error::NotFinite`] when a number of the run is not finite: no such file is written, and none is
    /// read. [`Error::Device`] when the weights cannot be read back.
    pub async fn save(&self) -> Result<Vec<u8>, Error> {
        let mut named = Vec::new();
        let mut shapes = Vec::new();
        let mut layouts = Vec::new();
        for (name, tensor, layout) in self.tensors() {
            named.push((name, tensor));
            layouts.push(layout);
        }
        let values = parameters::read(&named).await?.into_iter().zip(layouts);
        let mut bytes = Vec::new();
        for ((values, layout), (name, _)) in values.zip(&named) {
            check_weight(self.iteration(), name, &values)?;
            let (shape, values) = match layout {
                Some(layout) => (layout.shape.clone(), layout.to_file(&values)),
                None => (vec![values.len()], values),
            };
            shapes.push(shape);
            bytes.push(to_bytes(&values));
        }
        let views = named.iter().zip(shapes).zip(&bytes);
        let views = views.map(|(((name, _), shape), bytes)| {
            TensorView::new(Dtype::F32, shape, bytes).map(|view| (name.clone(), view))
        });
        let views = views.collect::<Result<Vec<_>, _>>().map_err(unusable)?;
        safetensors::serialize(views, Some(self.metadata()?)).map_err(unusable)
    }

    /// The run that [`Trainer::save`] wrote, on `device`, which may be another, and on `images` of the shape
    /// that it was trained on.
    ///
    /// # Errors
    /// [`Error::Checkpoint`] saying what is wrong with `bytes`.
    pub fn load(bytes: &[u8], device: &Device, images: &Images) -> Result<Self, Error> {
        let (config, progress) = read_metadata(bytes)?;
        if progress.networks.is_some() {
            let message = "its networks are its own: give them, by Trainer::load_with_networks";
            return Err(Error::Checkpoint(message.to_owned()));
        }
        progress.check_shape(images.shape())?;
        let tensors = SafeTensors::deserialize(bytes).map_err(unusable)?;
        let trainer = Self::new(config, device, images).map_err(unusable)?;
        trainer.filled(tensors, progress)
    }

    /// The same of a run [with networks of one's own](Trainer::with_networks), which are not in the file.
    ///
    /// # Errors
    /// [`Error::Checkpoint`] saying what is wrong with `bytes`, or that they are of other networks.
    pub fn load_with_networks(
        bytes: &[u8],
        networks: Networks,
        device: &Device,
        images: &Images,
    ) -> Result<Self, Error> {
        let (config, progress) = read_metadata(bytes)?;
        progress.check_shape(images.shape())?;
        let tensors = SafeTensors::deserialize(bytes).map_err(unusable)?;
        let trainer = Self::with_networks(config, networks, device, images).map_err(unusable)?;
        if progress.networks != trainer.own_networks {
            let message = "it is of other networks than those given";
            return Err(Error::Checkpoint(message.to_owned()));
        }
        trainer.filled(tensors, progress)
    }

    /// This run, which is at its beginning, filled with what is in the file.
    fn filled(self, tensors: SafeTensors<'_>, progress: Progress) -> Result<Self, Error> {
        let mut trainer = self;
        let file = File {
            tensors,
            device: trainer.inputs.device.clone(),
        };
        let run = &mut trainer.generator;
        let layouts = run.generator.layouts();
        run.generator = file.module("generator", run.generator.clone(), &layouts)?;
        if let Some(average) = run.average.take() {
            run.average = Some(file.module("average", average, &layouts)?);
        }
        let steps = progress.iteration as usize;
        run.moments = file.moments("generator", &layouts, steps)?;
        run.steps = progress.iteration;
        let run = &mut trainer.critic;
        let layouts = run.critic.layouts();
        run.critic = file.module("critic", run.critic.clone(), &layouts)?;
        let steps = progress.critic_steps as usize;
        run.moments = file.moments("critic", &layouts, steps)?;
        run.steps = progress.critic_steps;
        for (name, u) in &mut run.singular {
            let name = format!("critic/singular/{name}");
            *u = file.flat(file.values(&name, &u.dims())?);
        }
        Ok(trainer)
    }

    /// Every tensor of the run with its name and, but for vectors, its layout in the file.
    fn tensors(&self) -> Vec<(String, Tensor<1>, Option<Layout>)> {
        let GeneratorRun {
            generator: weights,
            average,
            moments,
            ..
        } = &self.generator;
        let generator = weights.layouts();
        let critic = self.critic.critic.layouts();
        let mut parts = vec![
            ("generator", parameters::values(weights), &generator),
            ("critic", parameters::values(&self.critic.critic), &critic),
        ];
        if let Some(average) = average {
            parts.push(("average", parameters::values(average), &generator));
        }
        let Moments { first, second, .. } = moments.clone();
        parts.push(("generator/adam/first", first, &generator));
        parts.push(("generator/adam/second", second, &generator));
        let Moments { first, second, .. } = self.critic.moments.clone();
        parts.push(("critic/adam/first", first, &critic));
        parts.push(("critic/adam/second", second, &critic));
        let mut tensors = Vec::new();
        for (part, named, layouts) in parts {
            for (name, tensor) in named {
                let layout = layouts.get(&name).cloned();
                tensors.push((format!("{part}/{name}"), tensor, layout));
            }
        }
        for (name, u) in &self.critic.singular {
            tensors.push((format!("critic/singular/{name}"), u.clone(), None));
        }
        tensors
    }

    fn metadata(&self) -> Result<HashMap<String, String>, Error> {
        let ImageShape {
            height,
            width,
            channels,
        } = self.inputs.images.shape();
        let progress = Progress {
            iteration: self.iteration(),
            critic_steps: self.critic.steps,
            networks: self.own_networks.clone(),
            images: Some([height, width, channels]).filter(|shape| *shape != DIGITS),
        };
        let config = serde_json::to_string(&self.config).map_err(unusable)?;
        let progress = serde_json::to_string(&progress).map_err(unusable)?;
        let entries = [
            ("format", FORMAT.to_owned()),
            ("version", env!("CARGO_PKG_VERSION").to_owned()),
            ("config", config),
            ("progress", progress),
        ];
        Ok(entries.map(|(key, value)| (key.to_owned(), value)).into())
    }
}

/// A checkpoint's tensors, to be read onto a device.
struct File<'a> {
    tensors: SafeTensors<'a>,
    device: Device,
}

impl File<'_> {
    /// `module` with every parameter as `part` of the file has it.
    fn module<M: Module>(&self, part: &str, module: M, layouts: &Layouts) -> Result<M, Error> {
        let mut named = self.named(part, layouts)?;
        Ok(parameters::map(module, |name, value| {
            named.remove(name).unwrap_or(value)
        }))
    }

    /// The memory of a network's optimiser; none before its first step.
    fn moments(&self, part: &str, layouts: &Layouts, steps: usize) -> Result<Moments, Error> {
        if steps == 0 {
            return Ok(Moments::default());
        }
        Ok(Moments {
            first: self.named(&format!("{part}/adam/first"), layouts)?,
            second: self.named(&format!("{part}/adam/second"), layouts)?,
            steps,
            ..Moments::default()
        })
    }

    /// The tensors of a part of the run, by the parameter's name, in their order here.
    fn named(&self, part: &str, layouts: &Layouts) -> Result<Named, Error> {
        // One by one: see `Network::layouts`.
        let mut named = Named::new();
        for (name, layout) in layouts {
            let values = self.values(&format!("{part}/{name}"), &layout.shape)?;
            named.insert(name.clone(), self.flat(layout.from_file(&values)));
        }
        Ok(named)
    }

    /// The numbers of a tensor, which must have this shape and be finite.
    fn values(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, Error> {
        let view = self.tensors.tensor(name).map_err(|_| {
            let message = format!("the tensor `{name}` is missing");
            Error::Checkpoint(message)
        })?;
        if view.dtype() != Dtype::F32 || view.shape() != shape {
            let message = format!(
                "the tensor `{name}` is {:?} of shape {:?}; it must be F32 of shape {shape:?}",
                view.dtype(),
                view.shape()
            );
            return Err(Error::Checkpoint(message));
        }
        let values = from_bytes(view.data());
        let squares = name.contains("/adam/second/");
        let is_allowed = |value: &f32| value.is_finite() && !(squares && *value < 0.0);
        if let Some(place) = values.iter().position(|value| !is_allowed(value)) {
            let message = format!(
                "the tensor `{name}` has {} at place {place}; it must be a finite number{}",
                values[place],
                if squares { ", 0 or more" } else { "" }
            );
            return Err(Error::Checkpoint(message));
        }
        Ok(values)
    }

    fn flat(&self, values: Vec<f32>) -> Tensor<1> {
        let length = values.len();
        from_vec(values, [length], &self.device)
    }
}

fn read_metadata(bytes: &[u8]) -> Result<(Config, Progress), Error> {
    let (_, metadata) = SafeTensors::read_metadata(bytes).map_err(unusable)?;
    let entries = metadata.metadata().clone().unwrap_or_default();
    let entry = |key: &str| {
        let value = entries.get(key).map(String::as_str);
        value.ok_or_else(|| Error::Checkpoint(format!("its metadata has no `{key}`")))
    };
    let format = entry("format")?;
    if format != FORMAT {
        let message = format!("its format is {format}; it must be {FORMAT}");
        return Err(Error::Checkpoint(message));
    }
    let config = Config::from_json(entry("config")?).map_err(unusable)?;
    let progress: Progress = serde_json::from_str(entry("progress")?).map_err(unusable)?;
    if progress.iteration.max(progress.critic_steps) > STEP_LIMIT {
        let message = format!("it claims more than {STEP_LIMIT} steps");
        return Err(Error::Checkpoint(message));
    }
    Ok((config, progress))
}

fn to_bytes(values: &[f32]) -> Vec<u8> {
    values
        .iter()
        .flat_map(|value| value.to_le_bytes())
        .collect()
}

fn from_bytes(bytes: &[u8]) -> Vec<f32> {
    let values = bytes.as_chunks::<4>().0.iter();
    values.map(|bytes| f32::from_le_bytes(*bytes)).collect()
}

fn unusable(error: impl std::fmt::Display) -> Error {
    Error::Checkpoint(error.to_string())
}
