//! What a run may be: presets, the ranges of fields, and what takes a new run to change.

use earthmover::Config;
use earthmover::config::PRESETS;
use wasm_bindgen::prelude::*;

use super::patch::patch_from;
use crate::convert::{self, Failure, to_js};
use crate::start;

/// The configuration of that name.
///
/// # Errors
/// Throws when there is none.
#[wasm_bindgen(unchecked_return_type = "Config")]
pub fn preset(
    #[wasm_bindgen(unchecked_param_type = "PresetName")] name: &JsValue,
) -> Result<JsValue, JsValue> {
    start::once();
    let name = convert::string("name", name)?;
    let config = Config::preset(&name).map_err(Failure::from)?;
    to_js(&config)
}

/// The names that `preset` knows.
///
/// # Errors
/// None that is expected.
#[wasm_bindgen(js_name = presetNames, unchecked_return_type = "PresetName[]")]
pub fn preset_names() -> Result<JsValue, JsValue> {
    start::once();
    to_js(&PRESETS.as_slice())
}

/// What each field of a configuration may be.
///
/// # Errors
/// None that is expected.
#[wasm_bindgen(unchecked_return_type = "FieldReport[]")]
pub fn fields() -> Result<JsValue, JsValue> {
    start::once();
    to_js(&Config::fields())
}

/// The fields, names joined by dots, that `patch` changes in `config` and that `configure` cannot
/// change in a run of it; empty where it can change all.
///
/// # Errors
/// Throws when either is not valid.
#[wasm_bindgen(js_name = restartFields, unchecked_return_type = "string[]")]
pub fn restart_fields(
    #[wasm_bindgen(unchecked_param_type = "Config")] config: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Patch<Config>")] patch: &JsValue,
) -> Result<JsValue, JsValue> {
    start::once();
    let config = patch_from("config", config)?;
    let patch = patch_from("patch", patch)?;
    let config = Config::default().patched(&config).map_err(Failure::from)?;
    let next = config.patched(&patch).map_err(Failure::from)?;
    to_js(&config.restart_fields(&next))
}
