//! Plain objects of JavaScript as JSON: what of a configuration is not the default.

use earthmover::Invalid;
use earthmover::config::patch_of;
use js_sys::{Array, JSON, Object};
use serde_json::Value;
use wasm_bindgen::prelude::*;

use crate::convert::{Failure, wrong_type};

/// A plain object as JSON. Numbers that JSON cannot hold are errors here: `JSON.stringify` would
/// make null of them.
pub(crate) fn patch_from(argument: &str, value: &JsValue) -> Result<Value, Failure> {
    if !value.is_object() || value.is_instance_of::<Array>() {
        return Err(wrong_type(argument, value, "an object"));
    }
    check_finite(argument, value, 0)?;
    let text = JSON::stringify(value)
        .ok()
        .and_then(|text| text.as_string());
    text.and_then(|text| patch_of(&text).ok())
        .ok_or_else(|| wrong_type(argument, value, "an object that JSON can hold"))
}

/// Checks all numbers in a value, which must not be nested without end.
fn check_finite(argument: &str, value: &JsValue, depth: usize) -> Result<(), Failure> {
    if let Some(number) = value.as_f64() {
        if !number.is_finite() {
            return Err(Invalid::new(argument, number, "a finite number").into());
        }
    } else if let Some(object) = value.dyn_ref::<Object>() {
        if depth > 16 {
            return Err(wrong_type(argument, value, "nested less deeply"));
        }
        for key in Object::keys(object) {
            let name = key.as_string().unwrap_or_default();
            let field = js_sys::Reflect::get(object, &key).unwrap_or(JsValue::UNDEFINED);
            check_finite(&format!("{argument}.{name}"), &field, depth + 1)?;
        }
    }
    Ok(())
}
