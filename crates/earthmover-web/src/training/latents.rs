//! Latents to draw with.

use js_sys::Float32Array;
use wasm_bindgen::prelude::*;

use crate::convert::{self, Failure};
use crate::start;

/// `count` latents of `latent` numbers, one after another: those that `sample` draws of
/// `{count, seed}`.
///
/// # Errors
/// Throws when `count` is not from 1 to 4,096, or `latent` not from 1 to 1,024.
#[wasm_bindgen(js_name = drawLatents)]
pub fn draw_latents(count: f64, seed: f64, latent: f64) -> Result<Float32Array, JsValue> {
    start::once();
    let count = convert::whole("count", count)?;
    let seed = convert::whole("seed", seed)?;
    let latent = convert::whole("latent", latent)?;
    array(earthmover::data::draw_latents(count, seed, latent))
}

/// The latents (a + x · b + y · c) / √(1 + x² + y²) of the points x, y, x, y, …, one after another. a,
/// b and c are vectors of the seed, orthogonal and of length √`latent`, and so is every latent.
///
/// # Errors
/// Throws when `latent` is not from 1 to 1,024, or `points` not 1 to 4,096 pairs of finite numbers.
#[wasm_bindgen(js_name = latentPlane)]
pub fn latent_plane(
    seed: f64,
    latent: f64,
    #[wasm_bindgen(unchecked_param_type = "Float32Array")] points: &JsValue,
) -> Result<Float32Array, JsValue> {
    start::once();
    let seed = convert::whole("seed", seed)?;
    let latent = convert::whole("latent", latent)?;
    let points = convert::numbers("points", points)?;
    array(earthmover::data::latent_plane(seed, latent, &points))
}

/// `count` latents from `from` to `to`, both included, one after another: at equal angles on the great
/// circle through them, their lengths at equal steps.
///
/// # Errors
/// Throws when `from` and `to` are not equally many finite numbers, 1 to 1,024, or `count` is not from
/// 2 to 4,096.
#[wasm_bindgen]
pub fn interpolate(
    #[wasm_bindgen(unchecked_param_type = "Float32Array")] from: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Float32Array")] to: &JsValue,
    count: f64,
) -> Result<Float32Array, JsValue> {
    start::once();
    let from = convert::numbers("from", from)?;
    let to = convert::numbers("to", to)?;
    let count = convert::whole("count", count)?;
    array(earthmover::data::interpolate(&from, &to, count))
}

fn array(latents: Result<Vec<f32>, earthmover::Error>) -> Result<Float32Array, JsValue> {
    Ok(Float32Array::from(
        latents.map_err(Failure::from)?.as_slice(),
    ))
}
