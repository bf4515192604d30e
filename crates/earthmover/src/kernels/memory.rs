//! Numbers and places of the host as tensors.

#![cfg_attr(
    feature = "ndarray",
    allow(deprecated, reason = "burn-ndarray stays beside its successor")
)]

use burn::Tensor;
#[cfg(any(feature = "flex", feature = "ndarray"))]
use burn::backend::DispatchDevice;
#[cfg(feature = "flex")]
use burn::backend::Flex;
#[cfg(feature = "ndarray")]
use burn::backend::NdArray;
#[cfg(any(feature = "flex", feature = "ndarray"))]
use burn::backend::ops::{FloatTensorOps, IntTensorOps};
use burn::tensor::{Device, Int, TensorData};

/// A tensor of these numbers. On a processor they go straight to its backend: `Tensor::from_data` would bring
/// the conversions between all types of numbers along, 30 kB of a packed module.
pub(crate) fn from_vec<const D: usize>(
    values: Vec<f32>,
    shape: [usize; D],
    device: &Device,
) -> Tensor<D> {
    let data = TensorData::new(values, shape);
    match device.as_dispatch() {
        #[cfg(feature = "flex")]
        DispatchDevice::Flex(device) => {
            Tensor::from_primitive::<Flex>(Flex::float_from_data(data, device))
        }
        #[cfg(feature = "ndarray")]
        DispatchDevice::NdArray(device) => {
            Tensor::from_primitive::<NdArray>(NdArray::float_from_data(data, device))
        }
        #[allow(unreachable_patterns, reason = "depends on the features of burn")]
        _ => Tensor::from_data(data, device),
    }
}

/// A tensor of these places, in the same way.
pub(crate) fn from_places(
    places: impl IntoIterator<Item = usize>,
    device: &Device,
) -> Tensor<1, Int> {
    let places: Vec<i32> = places.into_iter().map(|place| place as i32).collect();
    let count = places.len();
    let data = TensorData::new(places, [count]);
    match device.as_dispatch() {
        #[cfg(feature = "flex")]
        DispatchDevice::Flex(device) => {
            Tensor::from_primitive::<Flex>(Flex::int_from_data(data, device))
        }
        #[cfg(feature = "ndarray")]
        DispatchDevice::NdArray(device) => {
            Tensor::from_primitive::<NdArray>(NdArray::int_from_data(data, device))
        }
        #[allow(unreachable_patterns, reason = "depends on the features of burn")]
        _ => Tensor::from_data(data, device),
    }
}
