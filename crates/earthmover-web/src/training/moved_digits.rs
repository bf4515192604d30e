//! Digits and the same moved along rays, for JavaScript.

use std::rc::Rc;

use earthmover::data::MovedImages;
use wasm_bindgen::prelude::*;

/// Two batches of digits whose distance and best critic are known in closed form.
#[wasm_bindgen]
pub struct MovedDigits(pub(crate) Rc<MovedImages>);

#[wasm_bindgen]
impl MovedDigits {
    /// Digits, count × 784 numbers of [0, 1].
    #[wasm_bindgen(getter)]
    pub fn real(&self) -> Vec<f32> {
        self.0.real.clone()
    }

    /// The same digits in the same order, each moved along a straight line towards the nearest of a few others.
    #[wasm_bindgen(getter)]
    pub fn fake(&self) -> Vec<f32> {
        self.0.fake.clone()
    }

    /// Exact W1 between the two, Euclidean over the 784 pixels: the mean way that the digits have come.
    #[wasm_bindgen(getter, js_name = exactDistance)]
    pub fn exact_distance(&self) -> f64 {
        self.0.exact_distance
    }

    /// The gradient of the best critic at each of `fake`, of length 1; as many numbers.
    #[wasm_bindgen(getter)]
    pub fn gradients(&self) -> Vec<f32> {
        self.0.gradients.clone()
    }
}
