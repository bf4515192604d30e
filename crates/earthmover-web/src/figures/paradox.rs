//! Distances between minibatches of digits.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use super::begin;
use crate::convert::{self, Failure, object, to_js};

/// Pixels of a digit.
const PIXELS: usize = 28 * 28;

/// W1 from real minibatches to others, to copies of the mean image, and to k-means centres.
#[wasm_bindgen]
pub struct Paradox(earthmover_figures::paradox::Paradox);

#[wasm_bindgen]
impl Paradox {
    /// Compares minibatches of `count` (2 to 256, 64 when left out) of the digits `images`, n × 784
    /// bytes, over `draws` draws (1 to 1,000, 20 when left out). Half of the digits, at most 10,000, make
    /// the centres; batches are drawn from the rest. `seed` is 0 when left out.
    ///
    /// # Errors
    /// Throws when an argument is not so, or when there are fewer than four times `count` images.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "Uint8Array")] images: &JsValue,
        count: Option<f64>,
        draws: Option<f64>,
        seed: Option<f64>,
    ) -> Result<Self, JsValue> {
        begin()?;
        let images = convert::bytes("images", images)?;
        let count = convert::whole("count", count.unwrap_or(64.0))?;
        let draws = convert::whole("draws", draws.unwrap_or(20.0))?;
        let seed = convert::whole("seed", seed.unwrap_or(0.0))?;
        let paradox =
            earthmover_figures::paradox::Paradox::new(&images, PIXELS, count, draws, seed);
        Ok(Self(paradox.map_err(Failure::from)?))
    }

    /// Does some ten milliseconds of work: first the distances to real digits and to the mean image, then the
    /// centres, then the distances to them. Returns whether more is left.
    ///
    /// # Errors
    /// None that is expected.
    pub fn advance(&mut self) -> Result<bool, JsValue> {
        begin()?;
        Ok(self.0.advance().map_err(Failure::from)?)
    }

    /// What has been measured so far.
    ///
    /// # Errors
    /// None that is expected.
    #[wasm_bindgen(unchecked_return_type = "ParadoxReport")]
    pub fn report(&self) -> Result<JsValue, JsValue> {
        begin()?;
        to_js(&self.0.report())
    }

    /// The images that are compared; of the minibatches, those of the first draw.
    ///
    /// # Errors
    /// None that is expected.
    #[wasm_bindgen(unchecked_return_type = "ParadoxPictures")]
    pub fn pictures(&self) -> Result<JsValue, JsValue> {
        begin()?;
        let pictures = self.0.pictures();
        let bytes = |images: &[u8]| JsValue::from(Uint8Array::from(images));
        let centres = pictures.centres.as_deref();
        object([
            ("real", bytes(&pictures.real)),
            ("other", bytes(&pictures.other)),
            ("mean", bytes(&pictures.mean)),
            ("centres", centres.map_or(JsValue::NULL, bytes)),
        ])
    }
}
