//! The WebGPU device of a worker, looked at before burn takes it.

use earthmover::burn::tensor::Device;
use js_sys::{Function, Promise, Reflect};
use tokio::sync::OnceCell;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::convert::Failure;

/// A feature of adapters without which cubecl panics when it makes a stream.
const FEATURE: &str = "timestamp-query";

/// What `device` arguments call it.
pub(crate) const NAME: &str = "webgpu";

/// How many dispatches go into a submission: half an iteration of the default configuration, and twice as
/// many as burn has by itself. Each submission costs a message to the browser's GPU process.
const TASKS: usize = 64;

/// Whether there is an adapter that burn can use: what it is, or why not.
pub(crate) async fn check() -> Result<String, String> {
    let adapter = adapter().await?;
    let features = get(&adapter, "features");
    let has = call(&features, "has", &FEATURE.into());
    if has != Ok(JsValue::TRUE) {
        return Err(format!("The graphics adapter lacks the feature {FEATURE}."));
    }
    let info = get(&adapter, "info");
    let described = ["vendor", "architecture", "description"].map(|field| get(&info, field));
    let described: Vec<String> = described.iter().filter_map(JsValue::as_string).collect();
    let described = described.join(" ");
    Ok(format!(
        "The graphics adapter, through WebGPU ({}).",
        described.trim()
    ))
}

/// Whether the adapter is a processor that does as a GPU.
pub(crate) async fn is_emulated() -> bool {
    let Ok(adapter) = adapter().await else {
        return false;
    };
    let is_fallback = get(&get(&adapter, "info"), "isFallbackAdapter");
    is_fallback == JsValue::TRUE
}

/// The device. burn takes an adapter once for each worker; later calls share it.
pub(crate) async fn ready() -> Result<Device, Failure> {
    static DEVICE: OnceCell<Device> = OnceCell::const_new();
    let device = DEVICE.get_or_try_init(|| async {
        let options = Device::wgpu_options().tasks_max(TASKS);
        let device = options.init_async().await;
        device.map_err(|error| Failure::device(format!("WebGPU did not start: {error}")))
    });
    device.await.cloned()
}

async fn adapter() -> Result<JsValue, String> {
    let gpu = get(&get(&js_sys::global(), "navigator"), "gpu");
    if gpu.is_undefined() || gpu.is_null() {
        return Err("This browser has no WebGPU.".into());
    }
    let promise = call(&gpu, "requestAdapter", &JsValue::UNDEFINED)
        .and_then(|value| value.dyn_into::<Promise>())
        .map_err(|error| format!("WebGPU failed: {error:?}."))?;
    match JsFuture::from(promise).await {
        Ok(adapter) if adapter.is_null() || adapter.is_undefined() => {
            Err("WebGPU is there, but gives no graphics adapter.".into())
        }
        Ok(adapter) => Ok(adapter),
        Err(error) => Err(format!("WebGPU refused its graphics adapter: {error:?}.")),
    }
}

fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

fn call(object: &JsValue, name: &str, argument: &JsValue) -> Result<JsValue, JsValue> {
    let function = get(object, name).dyn_into::<Function>()?;
    function.call1(object, argument)
}
