//! What a kernel does to each number before it writes it.

use burn_cubecl::tensor::CubeTensor;
use cubecl::prelude::*;

use super::launch::flat;
use super::pixels::{activated, slope};
use crate::kernels::activation::Activation;

/// See [`crate::kernels::after::After`]; the tensor that it needs goes beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Epilogue {
    Nothing,
    Biased(Activation),
    Slope(Activation),
}

impl Epilogue {
    fn activation(self) -> Activation {
        match self {
            Self::Nothing => Activation::Identity,
            Self::Biased(activation) | Self::Slope(activation) => activation,
        }
    }
}

/// What the epilogue makes of `x`, the number at place `here` among all, in this column. `other` is the
/// tensor that the epilogue needs.
#[cube]
pub(super) fn finished(
    x: f32,
    other: &Tensor<f32>,
    here: usize,
    column: usize,
    #[comptime] epilogue: Epilogue,
) -> f32 {
    let mut y = x;
    if comptime!(matches!(epilogue, Epilogue::Biased(_))) {
        y = activated(x + other[column], comptime!(epilogue.activation()));
    } else if comptime!(matches!(epilogue, Epilogue::Slope(_))) {
        y = x * slope(other[here], comptime!(epilogue.activation()));
    }
    y
}

/// The tensor that an epilogue needs, as a kernel reads it.
pub(super) fn beside(other: CubeTensor, epilogue: Epilogue) -> CubeTensor {
    match epilogue {
        Epilogue::Nothing => other,
        Epilogue::Biased(_) | Epilogue::Slope(_) => flat(other),
    }
}
