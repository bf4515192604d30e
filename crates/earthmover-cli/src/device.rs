//! The devices that the command line trains on.

use anyhow::Result;
use clap::ValueEnum;
use earthmover::burn::tensor::Device;

/// What networks are computed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DeviceName {
    /// The processor, by burn-flex.
    Flex,
    /// The processor, by burn-ndarray.
    Ndarray,
    /// A GPU, through Vulkan, Metal or DX12.
    #[cfg(feature = "wgpu")]
    Gpu,
}

impl DeviceName {
    /// The device, which is asked for once.
    pub(crate) fn device(self) -> Result<Device> {
        Ok(match self {
            Self::Flex => Device::flex(),
            #[allow(deprecated, reason = "burn-ndarray stays beside its successor")]
            Self::Ndarray => Device::ndarray(),
            #[cfg(feature = "wgpu")]
            Self::Gpu => gpu::device()?,
        })
    }
}

#[cfg(feature = "wgpu")]
mod gpu {
    use std::sync::OnceLock;

    use anyhow::{Result, anyhow};
    use earthmover::burn::tensor::Device;

    /// The GPU, which is asked for once. burn would take one by itself later, and panic where there is none.
    pub(super) fn device() -> Result<Device> {
        static DEVICE: OnceLock<Result<Device, String>> = OnceLock::new();
        let made = DEVICE.get_or_init(|| {
            let made = Device::wgpu_options().init();
            made.map_err(|error| format!("no GPU can be used: {error}"))
        });
        made.clone().map_err(|said| anyhow!(said))
    }
}
