//! Images of a reader's own, centred and varied.

use earthmover_figures::shapes::{self, Strengths};
use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use super::begin;
use crate::convert::{self, Failure};

/// A grey image, `width` × `height` bytes (1 to 4,000 each way) from 0, empty, to 255, ink, as 784 bytes in
/// the manner of MNIST: its ink fits 20 × 20 pixels, about its centre of mass.
///
/// # Errors
/// Throws when an argument is not what it may be, and where the image is of one grey.
#[wasm_bindgen]
pub fn centred(
    #[wasm_bindgen(unchecked_param_type = "Uint8Array")] image: &JsValue,
    width: f64,
    height: f64,
) -> Result<Uint8Array, JsValue> {
    begin()?;
    let image = convert::bytes("image", image)?;
    let width = convert::whole("width", width)?;
    let height = convert::whole("height", height)?;
    let made = shapes::centred(&image, width, height).map_err(Failure::from)?;
    Ok(Uint8Array::from(made.as_slice()))
}

/// `count` images from place `first` of an endless row: `images` (2 to 10,000 of 784 bytes each), and then
/// variants of each in turn, up to `shift` pixels (0 to 8), `turn` degrees (0 to 90) and a share `stretch` (0 to
/// 0.5) from it. A place has the same image at every call with that `seed`.
///
/// # Errors
/// Throws when an argument is not what it may be, or `first` + `count` is not from 1 to 100,000.
#[wasm_bindgen]
pub fn varied(
    #[wasm_bindgen(unchecked_param_type = "Uint8Array")] images: &JsValue,
    shift: f64,
    turn: f64,
    stretch: f64,
    seed: f64,
    first: f64,
    count: f64,
) -> Result<Uint8Array, JsValue> {
    begin()?;
    let images = convert::bytes("images", images)?;
    let strengths = Strengths {
        shift,
        turn,
        stretch,
    };
    let seed = convert::whole("seed", seed)?;
    let first = convert::whole("first", first)?;
    let count = convert::whole("count", count)?;
    let made = shapes::varied(&images, &strengths, seed, first, count).map_err(Failure::from)?;
    Ok(Uint8Array::from(made.as_slice()))
}
