//! The GPU that tests run on.

use std::sync::OnceLock;

use earthmover::burn::tensor::Device;

/// The device, which is asked for once.
pub fn gpu() -> Device {
    static GPU: OnceLock<Device> = OnceLock::new();
    let made = || Device::wgpu_options().init().expect("an adapter");
    GPU.get_or_init(made).clone()
}
