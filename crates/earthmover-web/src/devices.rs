//! What this module can train on.

use earthmover::burn::tensor::Device;
use js_sys::Promise;
use serde::Serialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

use crate::convert::{Failure, to_js};
use crate::start;

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
    future_to_promise(async {
        let mut reports = Vec::new();
        for &name in NAMES {
            let (works, reason) = match check(name).await {
                Ok(reason) => (true, reason),
                Err(reason) => (false, reason),
            };
            reports.push(DeviceReport {
                name,
                works,
                reason,
            });
        }
        to_js(&reports)
    })
}

/// The device of that name, ready.
pub(crate) async fn device(name: &str) -> Result<Device, Failure> {
    if !NAMES.contains(&name) {
        let allowed = format!("one of {}", NAMES.join(", "));
        let shown = format!("\"{name}\"");
        return Err(earthmover::Invalid::new("device", shown, allowed).into());
    }
    check(name).await.map_err(Failure::device)?;
    ready(name).await
}

#[cfg(not(feature = "webgpu"))]
const NAMES: &[&str] = &["cpu", "ndarray"];

#[cfg(not(feature = "webgpu"))]
async fn check(name: &str) -> Result<String, String> {
    let backend = if name == "cpu" {
        "burn-flex"
    } else {
        "burn-ndarray"
    };
    Ok(format!("The processor, through {backend}."))
}

#[cfg(not(feature = "webgpu"))]
async fn ready(name: &str) -> Result<Device, Failure> {
    Ok(match name {
        "cpu" => Device::flex(),
        #[allow(deprecated, reason = "burn-ndarray stays beside its successor")]
        _ => Device::ndarray(),
    })
}

#[cfg(feature = "webgpu")]
const NAMES: &[&str] = &["webgpu"];

#[cfg(feature = "webgpu")]
use crate::webgpu::{check, ready};
