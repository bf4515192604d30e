//! The devices that the command line trains on.

use clap::ValueEnum;
use earthmover::burn::tensor::Device;

/// A backend of burn's for the processor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DeviceName {
    /// burn-flex.
    Flex,
    /// burn-ndarray.
    Ndarray,
}

impl DeviceName {
    pub(crate) fn device(self) -> Device {
        match self {
            Self::Flex => Device::flex(),
            #[allow(deprecated, reason = "burn-ndarray stays beside its successor")]
            Self::Ndarray => Device::ndarray(),
        }
    }
}
