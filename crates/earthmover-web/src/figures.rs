//! What the article's figures compute: transport and divergences in the plane and on the line, and
//! between minibatches of digits, and a reader's own images. Calls answer at once; a worker keeps them off the page.

mod line;
mod paradox;
mod plane;
mod ride;
mod shapes;

use js_sys::{Float64Array, Uint32Array};
use wasm_bindgen::prelude::*;

use crate::convert::{Failure, wrong_type};
use crate::start;

pub use line::{line_density, line_dual, line_gap};
pub use paradox::Paradox;
pub use plane::{
    blurred_transport, clouds, curve, densities, divergences, draw_flows, plane_potential,
    transport,
};
pub use ride::Ride;
pub use shapes::{centred, varied};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("figures.d.ts");

/// What every call begins with.
fn begin() -> Result<(), Failure> {
    start::once();
    start::check_alive()
}

/// The numbers of a `Float64Array`.
fn doubles(argument: &str, value: &JsValue) -> Result<Vec<f64>, Failure> {
    match value.dyn_ref::<Float64Array>() {
        Some(array) => Ok(array.to_vec()),
        None => Err(wrong_type(argument, value, "a Float64Array")),
    }
}

/// Numbers as a `Float64Array`.
fn array(numbers: &[f64]) -> JsValue {
    Float64Array::from(numbers).into()
}

/// Places as a `Uint32Array`.
fn places(places: impl Iterator<Item = usize>) -> Uint32Array {
    let places: Vec<u32> = places.map(|place| place as u32).collect();
    Uint32Array::from(places.as_slice())
}
