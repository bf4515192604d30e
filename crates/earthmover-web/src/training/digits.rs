//! The store of digits that the trainers of a worker share.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Float32Array, Uint8Array, Uint32Array};
use wasm_bindgen::prelude::*;

use super::moved_digits::MovedDigits;
use crate::convert::{self, Failure, to_js};
use crate::start;

/// A store of digits, which grows while runs train on it.
#[wasm_bindgen]
pub struct Digits {
    store: earthmover::Images,
    closed: Cell<bool>,
}

#[wasm_bindgen]
impl Digits {
    /// An empty store of images of 28 × 28 grey pixels, with labels below `classes`, 1 to 255: 10 when left out, as
    /// digits have them.
    ///
    /// # Errors
    /// Throws when `classes` is not so.
    #[wasm_bindgen(constructor)]
    pub fn of_classes(classes: Option<f64>) -> Result<Self, JsValue> {
        let Some(classes) = classes else {
            return Ok(Self::new());
        };
        let classes = convert::whole("classes", classes)?;
        Ok(Self {
            store: earthmover::Images::grey(classes).map_err(Failure::from)?,
            ..Self::new()
        })
    }

    /// Adds a shard: `images` is count × 784 bytes, `labels` count bytes, each below `classes`. Batches draw on
    /// it from iteration `fromIteration` on, 0 when left out.
    ///
    /// # Errors
    /// Throws when an argument is not so, or after `close`.
    pub fn add(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Uint8Array")] images: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "Uint8Array")] labels: &JsValue,
        #[wasm_bindgen(js_name = fromIteration)] from_iteration: Option<f64>,
    ) -> Result<(), JsValue> {
        let store = self.store()?;
        let images = convert::bytes("images", images)?;
        let labels = convert::bytes("labels", labels)?;
        let from = convert::whole("fromIteration", from_iteration.unwrap_or(0.0))?;
        store
            .add_owned(images, labels, from)
            .map_err(Failure::from)?;
        Ok(())
    }

    /// How many digits there are.
    #[wasm_bindgen(getter)]
    pub fn count(&self) -> usize {
        self.store.count()
    }

    /// The image of a digit, 784 bytes: `index` is its place in the order in which digits were added.
    ///
    /// # Errors
    /// Throws when there is none, or after `close`.
    pub fn image(&self, index: f64) -> Result<Uint8Array, JsValue> {
        let index = convert::whole("index", index)?;
        let image = self.store()?.image(index).map_err(Failure::from)?;
        Ok(Uint8Array::from(image.as_slice()))
    }

    /// `count` different digits, 1 to 4,096, of all that are loaded; the same ones for a seed as long
    /// as none are added.
    ///
    /// # Errors
    /// Throws when fewer are loaded, or after `close`.
    #[wasm_bindgen(unchecked_return_type = "DrawnDigits")]
    pub fn draw(&self, count: f64, seed: f64) -> Result<JsValue, JsValue> {
        let count = convert::whole("count", count)?;
        let seed = convert::whole("seed", seed)?;
        let drawn = self.store()?.draw(count, seed).map_err(Failure::from)?;
        let indices: Vec<u32> = drawn.indices.iter().map(|&index| index as u32).collect();
        convert::object([
            ("indices", Uint32Array::from(indices.as_slice()).into()),
            ("labels", Uint8Array::from(drawn.labels.as_slice()).into()),
            ("images", Uint8Array::from(drawn.images.as_slice()).into()),
        ])
    }

    /// `count` different digits, 2 to 512, of those that training begins with, drawn by `seed`; noisy copies
    /// of them; and the exact distance between the two: what to fit a critic to.
    ///
    /// # Errors
    /// Throws when fewer are loaded, or after `close`.
    #[wasm_bindgen(js_name = noisyCopies, unchecked_return_type = "NoisyCopies")]
    pub fn noisy_copies(&self, count: f64, seed: f64) -> Result<JsValue, JsValue> {
        let count = convert::whole("count", count)?;
        let seed = convert::whole("seed", seed)?;
        let copies = self.store()?.noisy_copies(count, seed);
        let copies = copies.map_err(Failure::from)?;
        convert::object([
            ("real", Float32Array::from(copies.real.as_slice()).into()),
            ("fake", Float32Array::from(copies.fake.as_slice()).into()),
            ("exactDistance", copies.exact_distance.into()),
        ])
    }

    /// `count` different digits, 2 to 512, of those that training begins with, drawn by `seed`; the same, each moved a
    /// quarter to three quarters of the way to the nearest of `centres` others, 1 to 64; and what is known of the two in
    /// closed form: what to fit a critic to, and to score it by.
    ///
    /// # Errors
    /// Throws when fewer are loaded, or after `close`.
    #[wasm_bindgen(js_name = movedAlongRays)]
    pub fn moved_along_rays(
        &self,
        count: f64,
        centres: f64,
        seed: f64,
    ) -> Result<MovedDigits, JsValue> {
        let count = convert::whole("count", count)?;
        let centres = convert::whole("centres", centres)?;
        let seed = convert::whole("seed", seed)?;
        let pair = self.store()?.moved_along_rays(count, centres, seed);
        Ok(MovedDigits(Rc::new(pair.map_err(Failure::from)?)))
    }

    /// The digit nearest to `image`, 784 bytes, of all that are loaded; of equally near ones the first.
    ///
    /// # Errors
    /// Throws when `image` is not so, when no digits are loaded, or after `close`.
    #[wasm_bindgen(unchecked_return_type = "NearestDigit")]
    pub fn nearest(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Uint8Array")] image: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let image = convert::bytes("image", image)?;
        to_js(&self.store()?.nearest(&image).map_err(Failure::from)?)
    }

    /// How near `images` are to those of the store, by distances alone: 8 to 512 images, of 784 bytes each, beside as
    /// many real ones that `seed` draws. For sets to which no classifier belongs.
    ///
    /// # Errors
    /// Throws when `images` is not so, when fewer than twice as many are loaded, or after `close`.
    #[wasm_bindgen(unchecked_return_type = "NeighbourReport")]
    pub fn neighbours(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Uint8Array")] images: &JsValue,
        seed: f64,
    ) -> Result<JsValue, JsValue> {
        let images = convert::bytes("images", images)?;
        let seed = convert::whole("seed", seed)?;
        to_js(
            &self
                .store()?
                .neighbours(&images, seed)
                .map_err(Failure::from)?,
        )
    }

    /// Frees the digits. Runs on them can draw no more batches.
    pub fn close(&self) {
        self.closed.set(true);
        self.store.clear();
    }
}

impl Digits {
    /// An empty store of digits.
    #[allow(clippy::new_without_default, reason = "JavaScript has no Default")]
    pub fn new() -> Self {
        start::once();
        Self {
            store: earthmover::Images::mnist(),
            closed: Cell::new(false),
        }
    }

    /// The store, unless it is closed.
    pub(crate) fn store(&self) -> Result<&earthmover::Images, Failure> {
        if self.closed.get() {
            return Err(Failure::closed("store of digits"));
        }
        Ok(&self.store)
    }
}
