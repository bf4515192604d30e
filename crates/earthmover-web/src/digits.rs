//! The store of digits that the trainers of a worker share.

use std::cell::Cell;

use wasm_bindgen::prelude::*;

use crate::convert::{self, Failure};
use crate::start;

/// A store of digits, which grows while runs train on it.
#[wasm_bindgen]
pub struct Digits {
    store: earthmover::Digits,
    closed: Cell<bool>,
}

#[wasm_bindgen]
impl Digits {
    /// An empty store.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::new_without_default, reason = "JavaScript has no Default")]
    pub fn new() -> Self {
        start::once();
        Self {
            store: earthmover::Digits::new(),
            closed: Cell::new(false),
        }
    }

    /// Adds a shard: `images` is count × 784 bytes, `labels` count digits 0 to 9. Batches draw on
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
        store.add(&images, &labels, from).map_err(Failure::from)?;
        Ok(())
    }

    /// How many digits there are.
    #[wasm_bindgen(getter)]
    pub fn count(&self) -> usize {
        self.store.count()
    }

    /// Frees the digits. Runs on them can draw no more batches.
    pub fn close(&self) {
        self.closed.set(true);
        self.store.clear();
    }
}

impl Digits {
    /// The store, unless it is closed.
    pub(crate) fn store(&self) -> Result<&earthmover::Digits, Failure> {
        if self.closed.get() {
            return Err(Failure::closed("store of digits"));
        }
        Ok(&self.store)
    }
}
