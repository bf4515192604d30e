//! The classifier as a safetensors file: weights as 16-bit floats, named as in `parameters.rs`, and
//! `reference/mean` [64], `reference/covariance` [64, 64] as 32-bit ones, with their number of digits
//! in the metadata's `referenceCount`.

use std::collections::{BTreeMap, HashMap};

use burn::Tensor;
use burn::tensor::{DType, Device, TensorData};
use safetensors::tensor::{Dtype, SafeTensors, TensorView};

use super::{Classifier, FEATURES, Layers};
use crate::error::Error;
use crate::judge::quality::FeatureMoments;
use crate::kernels::memory::from_vec;
use crate::network::parameters;

/// What the metadata's `format` says.
const FORMAT: &str = "earthmover-classifier/1";
const MEAN: &str = "reference/mean";
const COVARIANCE: &str = "reference/covariance";
const COUNT: &str = "referenceCount";

impl Classifier {
    /// The classifier of the bytes of a safetensors file, on `device`, which may be with or without autodiff.
    ///
    /// # Errors
    /// [`Error::Classifier`] saying what is wrong with `bytes`.
    pub fn load(bytes: &[u8], device: &Device) -> Result<Self, Error> {
        let (_, metadata) = SafeTensors::read_metadata(bytes).map_err(unusable)?;
        let entries = metadata.metadata().clone().unwrap_or_default();
        let entry = |key: &str| {
            let value = entries.get(key).map(String::as_str);
            value.ok_or_else(|| Error::Classifier(format!("its metadata has no `{key}`")))
        };
        let format = entry("format")?;
        if format != FORMAT {
            return Err(unusable(format!(
                "its format is {format}; it must be {FORMAT}"
            )));
        }
        let count = entry(COUNT)?.parse().map_err(unusable)?;
        let file = SafeTensors::deserialize(bytes).map_err(unusable)?;
        let double = |name, shape: &[usize]| -> Result<Vec<f64>, Error> {
            let data = tensor(&file, name, Dtype::F32, shape)?;
            Ok(data.iter::<f64>().collect())
        };
        let mean = double(MEAN, &[FEATURES])?;
        let covariance = double(COVARIANCE, &[FEATURES, FEATURES])?;
        let reference = FeatureMoments::new(mean, covariance, count).map_err(unusable)?;
        let device = device.clone().without_autodiff();
        let layers = layers(&file, &device)?;
        Self::new(layers, reference, &device)
    }

    /// The classifier of MNIST's digits that comes with this crate, 246 kB, on `device`; `docs/quality.md`
    /// says how good it is.
    ///
    /// # Errors
    /// None that is expected.
    pub fn built_in(device: &Device) -> Result<Self, Error> {
        Self::load(
            include_bytes!("../../../assets/classifier.safetensors"),
            device,
        )
    }

    /// The bytes of a file that [`Classifier::load`] reads, with `notes` in its metadata. Weights
    /// are rounded to 16 bits: [`Layers::rounded`] gives those that will be read.
    ///
    /// # Errors
    /// [`Error::Device`] when the weights cannot be read back.
    pub async fn save(&self, notes: &[(&str, String)]) -> Result<Vec<u8>, Error> {
        let layouts = self.layers.layouts();
        let named: Vec<_> = parameters::values(&self.layers).into_iter().collect();
        let values = parameters::read(&named).await?;
        let reference = self.reference();
        let single = |values: &[f64]| values.iter().map(|x| *x as f32).collect();
        let mut tensors = vec![
            (
                MEAN.to_owned(),
                DType::F32,
                vec![FEATURES],
                single(reference.mean()),
            ),
            (
                COVARIANCE.to_owned(),
                DType::F32,
                vec![FEATURES; 2],
                single(reference.covariance()),
            ),
        ];
        for ((name, _), values) in named.into_iter().zip(values) {
            let layout = &layouts[&name];
            let (shape, values) = (layout.shape.clone(), layout.to_file(&values));
            tensors.push((name, DType::F16, shape, values));
        }
        let data: Vec<_> = tensors
            .into_iter()
            .map(|(name, dtype, shape, values): (_, _, _, Vec<f32>)| {
                let data = TensorData::new(values, shape.clone()).convert_dtype(dtype);
                (name, dtype, shape, data)
            })
            .collect();
        let views = data.iter().map(|(name, dtype, shape, data)| {
            let dtype = if *dtype == DType::F16 {
                Dtype::F16
            } else {
                Dtype::F32
            };
            let view = TensorView::new(dtype, shape.clone(), data.as_bytes());
            view.map(|view| (name.clone(), view)).map_err(unusable)
        });
        let views = views.collect::<Result<BTreeMap<_, _>, _>>()?;
        let own = [
            ("format", FORMAT.to_owned()),
            (COUNT, reference.count().to_string()),
        ];
        let metadata = own.iter().chain(notes);
        let metadata: HashMap<_, _> = metadata
            .map(|(key, value)| ((*key).to_owned(), value.clone()))
            .collect();
        safetensors::serialize(views, Some(metadata)).map_err(unusable)
    }
}

impl Layers {
    /// The same layers with weights rounded to 16-bit floats, as a file keeps them.
    ///
    /// # Errors
    /// [`Error::Device`] when the weights cannot be read back.
    pub async fn rounded(self) -> Result<Self, Error> {
        let named: Vec<_> = parameters::values(&self).into_iter().collect();
        let values = parameters::read(&named).await?;
        let mut rounded: BTreeMap<_, _> = named
            .into_iter()
            .zip(values)
            .map(|((name, tensor), values)| {
                let data = TensorData::from(values.as_slice());
                let data = data.convert_dtype(DType::F16).convert_dtype(DType::F32);
                (name, Tensor::from_data(data, &tensor.device()))
            })
            .collect();
        Ok(parameters::map(self, |name, value| {
            rounded.remove(name).unwrap_or(value)
        }))
    }
}

fn layers(file: &SafeTensors<'_>, device: &Device) -> Result<Layers, Error> {
    let layers = Layers::new(0, device);
    let mut named = BTreeMap::new();
    for (name, layout) in layers.layouts() {
        let data = tensor(file, &name, Dtype::F16, &layout.shape)?;
        let values: Vec<f32> = data.iter::<f32>().collect();
        if !values.iter().all(|x| x.is_finite()) {
            return Err(unusable(format!("the tensor `{name}` is not finite")));
        }
        let values = layout.from_file(&values);
        let length = values.len();
        named.insert(name, from_vec(values, [length], device));
    }
    Ok(parameters::map(layers, |name, value| {
        named.remove(name).unwrap_or(value)
    }))
}

fn tensor(
    file: &SafeTensors<'_>,
    name: &str,
    dtype: Dtype,
    shape: &[usize],
) -> Result<TensorData, Error> {
    let view = file
        .tensor(name)
        .map_err(|_| unusable(format!("the tensor `{name}` is missing")))?;
    if view.dtype() != dtype || view.shape() != shape {
        return Err(unusable(format!(
            "the tensor `{name}` is {:?} of shape {:?}; it must be {dtype:?} of shape {shape:?}",
            view.dtype(),
            view.shape()
        )));
    }
    let dtype = if dtype == Dtype::F16 {
        DType::F16
    } else {
        DType::F32
    };
    Ok(TensorData::from_bytes_vec(
        view.data().to_vec(),
        shape.to_vec(),
        dtype,
    ))
}

fn unusable(error: impl std::fmt::Display) -> Error {
    Error::Classifier(error.to_string())
}
