//! Tensors of the processor's backends as slices, and back.

#![cfg_attr(
    feature = "ndarray",
    allow(deprecated, reason = "burn-ndarray stays beside its successor")
)]

use std::ops::Deref;

use burn::Tensor;
use burn::backend::DispatchDevice;
#[cfg(feature = "flex")]
use burn::backend::Flex;
#[cfg(feature = "ndarray")]
use burn::backend::NdArray;

use crate::kernels::memory::from_vec;

/// The numbers of a tensor in main memory, row-major.
pub(super) struct Numbers(Storage);

/// What each of burn's processor backends keeps numbers in.
enum Storage {
    #[cfg(feature = "flex")]
    Flex(burn_flex::FlexTensor),
    #[cfg(feature = "ndarray")]
    NdArray(burn_ndarray::SharedArray<f32>),
}

impl Numbers {
    /// The numbers of `tensor`, whose device must keep it in main memory.
    pub(super) fn of<const D: usize>(tensor: &Tensor<D>) -> Self {
        match tensor.device().as_dispatch() {
            #[cfg(feature = "flex")]
            DispatchDevice::Flex(_) => {
                let primitive = tensor.clone().try_into_primitive::<Flex>();
                let Ok(primitive) = primitive else {
                    unreachable!("its device is flex")
                };
                Self(Storage::Flex(primitive.to_contiguous()))
            }
            #[cfg(feature = "ndarray")]
            DispatchDevice::NdArray(_) => {
                let primitive = tensor.clone().try_into_primitive::<NdArray>();
                let Ok(burn_ndarray::NdArrayTensor::F32(storage)) = primitive else {
                    unreachable!("its device is ndarray, and all numbers are f32")
                };
                let array = storage.into_shared();
                let array = if array.is_standard_layout() {
                    array
                } else {
                    array.as_standard_layout().into_owned().into_shared()
                };
                Self(Storage::NdArray(array))
            }
            #[allow(unreachable_patterns, reason = "depends on the features of burn")]
            _ => unreachable!("only devices in memory are asked"),
        }
    }
}

impl Deref for Numbers {
    type Target = [f32];

    fn deref(&self) -> &[f32] {
        match &self.0 {
            #[cfg(feature = "flex")]
            Storage::Flex(tensor) => tensor.as_slice().unwrap_or_default(),
            #[cfg(feature = "ndarray")]
            Storage::NdArray(array) => array.as_slice().unwrap_or_default(),
        }
    }
}

/// `tensor`, which lies in main memory, changed in place where nothing else holds it.
pub(super) fn change<const D: usize>(
    tensor: Tensor<D>,
    change: impl FnOnce(&mut [f32]),
) -> Tensor<D> {
    match tensor.device().as_dispatch() {
        #[cfg(feature = "flex")]
        DispatchDevice::Flex(_) => change_in_place(tensor, change),
        #[allow(unreachable_patterns, reason = "depends on the features of burn")]
        _ => {
            let mut values = Numbers::of(&tensor).to_vec();
            change(&mut values);
            from_vec(values, tensor.dims(), &tensor.device())
        }
    }
}

#[cfg(feature = "flex")]
fn change_in_place<const D: usize>(
    tensor: Tensor<D>,
    change: impl FnOnce(&mut [f32]),
) -> Tensor<D> {
    let Ok(mut primitive) = tensor.try_into_primitive::<Flex>() else {
        unreachable!("its device is flex")
    };
    let whole = primitive.layout().num_elements() * size_of::<f32>() == primitive.bytes().len();
    if !(primitive.is_contiguous() && whole) {
        primitive = primitive.to_contiguous();
    }
    change(primitive.storage_mut());
    Tensor::from_primitive::<Flex>(primitive)
}
