//! What this module can train on: one device, by whose name the module goes too.

use earthmover::burn::tensor::Device;
use js_sys::Promise;
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::promise::promise;
use crate::convert::{Failure, to_js};
use crate::start;

#[cfg(feature = "webgpu")]
use super::webgpu as backend;
#[cfg(not(feature = "webgpu"))]
use processor as backend;

/// Whether a device works here, and why.
#[derive(Serialize)]
struct DeviceReport {
    name: &'static str,
    works: bool,
    reason: String,
}

/// The devices of this module: which work here, and why not those that do not.
#[wasm_bindgen(unchecked_return_type = "Promise<DeviceReport[]>")]
pub fn devices() -> Promise {
    start::once();
    promise(async {
        let (works, reason) = match backend::check().await {
            Ok(reason) => (true, reason),
            Err(reason) => (false, reason),
        };
        let name = backend::NAME;
        to_js(&[DeviceReport {
            name,
            works,
            reason,
        }])
    })
}

/// The device of that name, ready.
pub(crate) async fn device(name: &str) -> Result<Device, Failure> {
    if name != backend::NAME {
        let allowed = format!("\"{}\", in this module", backend::NAME);
        let shown = format!("\"{name}\"");
        return Err(earthmover::Invalid::new("device", shown, allowed).into());
    }
    backend::check().await.map_err(Failure::device)?;
    backend::ready().await
}

/// Whether the device is a processor that does as a GPU.
pub(crate) async fn is_emulated() -> bool {
    backend::is_emulated().await
}

#[cfg(not(feature = "webgpu"))]
mod processor {
    use super::{Device, Failure};

    pub(super) const NAME: &str = if cfg!(feature = "ndarray") {
        "ndarray"
    } else {
        "cpu"
    };

    pub(super) async fn check() -> Result<String, String> {
        let backend = if cfg!(feature = "ndarray") {
            "burn-ndarray"
        } else {
            "burn-flex"
        };
        Ok(format!("The processor, through {backend}."))
    }

    pub(super) async fn is_emulated() -> bool {
        false
    }

    #[cfg(not(feature = "ndarray"))]
    pub(super) async fn ready() -> Result<Device, Failure> {
        Ok(Device::flex())
    }

    #[cfg(feature = "ndarray")]
    #[allow(deprecated, reason = "burn-ndarray stays beside its successor")]
    pub(super) async fn ready() -> Result<Device, Failure> {
        Ok(Device::ndarray())
    }
}
