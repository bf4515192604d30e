//! From JavaScript's values to Rust's and back, with errors that name the argument.

use earthmover_transport::Error;
use earthmover_transport::error::Invalid;
use earthmover_transport::support::of_byte;
use js_sys::{Array, Float32Array, Object, Uint8Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// Largest whole number that JavaScript holds exactly.
const MOST_WHOLE: f64 = 9_007_199_254_740_991.0;

/// An error on its way to JavaScript, where it is an `Error` with a `name`.
#[derive(Debug)]
pub(crate) struct Failure {
    name: &'static str,
    message: String,
}

impl Failure {
    /// An error of this `name`.
    pub(crate) fn named(name: &'static str, message: String) -> Self {
        Self { name, message }
    }

    /// What a call after `close` gets.
    pub(crate) fn closed(what: &str) -> Self {
        Self {
            name: "ClosedError",
            message: format!("this {what} has been closed"),
        }
    }

    /// What a call after a panic gets.
    pub(crate) fn panicked() -> Self {
        Self {
            name: "PanicError",
            message: "this module has panicked, as the console says; load it anew".to_owned(),
        }
    }

    /// What a device that does not work gets.
    pub(crate) fn device(message: String) -> Self {
        Self {
            name: "DeviceError",
            message,
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let name = match error {
            Error::Argument(_) => "ArgumentError",
            Error::NotANumber(_) => "DivergedError",
            _ => "Error",
        };
        Self::named(name, error.to_string())
    }
}

impl From<Invalid> for Failure {
    fn from(invalid: Invalid) -> Self {
        Error::from(invalid).into()
    }
}

impl From<Failure> for JsValue {
    fn from(failure: Failure) -> Self {
        let error = js_sys::Error::new(&failure.message);
        error.set_name(failure.name);
        error.into()
    }
}

/// A value as JavaScript's plain objects and arrays.
pub(crate) fn to_js(value: &impl Serialize) -> Result<JsValue, JsValue> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    Ok(value.serialize(&serializer)?)
}

/// A plain object of these fields, for those that JSON cannot hold: typed arrays, infinity.
pub(crate) fn object<const N: usize>(fields: [(&str, JsValue); N]) -> Result<JsValue, JsValue> {
    object_of(&fields)
}

/// Apart, so that the module has it once and not for each number of fields.
fn object_of(fields: &[(&str, JsValue)]) -> Result<JsValue, JsValue> {
    let object = Object::new();
    for (name, value) in fields {
        js_sys::Reflect::set(&object, &(*name).into(), value)?;
    }
    Ok(object.into())
}

/// A whole number of 0 to 2^53 − 1.
pub(crate) fn whole(argument: &str, value: f64) -> Result<u64, Failure> {
    if value.fract() != 0.0 || !(0.0..=MOST_WHOLE).contains(&value) {
        let allowed = "a whole number from 0 to 2^53 − 1";
        return Err(Invalid::new(argument, value, allowed).into());
    }
    Ok(value as u64)
}

/// The string that the argument must be.
pub(crate) fn string(argument: &str, value: &JsValue) -> Result<String, Failure> {
    value
        .as_string()
        .ok_or_else(|| wrong_type(argument, value, "a string"))
}

/// The boolean that the argument must be.
pub(crate) fn boolean(argument: &str, value: &JsValue) -> Result<bool, Failure> {
    value
        .as_bool()
        .ok_or_else(|| wrong_type(argument, value, "a boolean"))
}

/// The bytes of a `Uint8Array`.
pub(crate) fn bytes(argument: &str, value: &JsValue) -> Result<Vec<u8>, Failure> {
    match value.dyn_ref::<Uint8Array>() {
        Some(array) => Ok(array.to_vec()),
        None => Err(wrong_type(argument, value, "a Uint8Array")),
    }
}

/// The numbers of a `Float32Array`.
pub(crate) fn numbers(argument: &str, value: &JsValue) -> Result<Vec<f32>, Failure> {
    match value.dyn_ref::<Float32Array>() {
        Some(array) => Ok(array.to_vec()),
        None => Err(wrong_type(argument, value, "a Float32Array")),
    }
}

/// Images as numbers of [0, 1]: a `Float32Array` as it is, or the bytes of a `Uint8Array`.
pub(crate) fn images(argument: &str, value: &JsValue) -> Result<Vec<f32>, Failure> {
    if let Some(array) = value.dyn_ref::<Float32Array>() {
        return Ok(array.to_vec());
    }
    match value.dyn_ref::<Uint8Array>() {
        Some(array) => Ok(array.to_vec().iter().map(|&byte| of_byte(byte)).collect()),
        None => Err(wrong_type(
            argument,
            value,
            "a Float32Array or a Uint8Array",
        )),
    }
}

/// Latents, given or to be drawn.
pub(crate) enum Latents {
    Given(Vec<f32>),
    Drawn { count: u64, seed: u64 },
}

/// A `Float32Array`, or an object with `count` and `seed`.
pub(crate) fn latents(value: &JsValue) -> Result<Latents, Failure> {
    if let Some(array) = value.dyn_ref::<Float32Array>() {
        return Ok(Latents::Given(array.to_vec()));
    }
    if !value.is_object() || value.is_instance_of::<Array>() {
        let allowed = "a Float32Array or an object with count and seed";
        return Err(wrong_type("latents", value, allowed));
    }
    let field = |name: &str| {
        let field = js_sys::Reflect::get(value, &name.into()).unwrap_or(JsValue::UNDEFINED);
        let argument = format!("latents.{name}");
        match field.as_f64() {
            Some(number) => whole(&argument, number),
            None => Err(wrong_type(&argument, &field, "a whole number")),
        }
    };
    Ok(Latents::Drawn {
        count: field("count")?,
        seed: field("seed")?,
    })
}

/// The error of an argument of another type than `allowed` says.
pub(crate) fn wrong_type(argument: &str, value: &JsValue, allowed: &str) -> Failure {
    let shown = match value.as_string() {
        Some(text) => format!("\"{text}\""),
        None if value.is_object() => class(value).unwrap_or_else(|| "an object".to_owned()),
        None => format!("{value:?}"),
    };
    Invalid::new(argument, shown, allowed).into()
}

/// The name of an object's class, where it has one.
fn class(value: &JsValue) -> Option<String> {
    let constructor = js_sys::Reflect::get(value, &"constructor".into()).ok()?;
    let name = js_sys::Reflect::get(&constructor, &"name".into()).ok()?;
    name.as_string()
}
