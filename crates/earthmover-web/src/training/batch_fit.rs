//! A critic on two batches of images, for JavaScript.

use std::rc::Rc;

use earthmover::Config;
use earthmover::critic::{CriticFit, Field};
use earthmover::data::mnist;
use js_sys::Promise;
use wasm_bindgen::prelude::*;

use super::fit::{Fit, Make, Question, array};
use super::moved_digits::MovedDigits;
use super::patch::patch_from;
use crate::convert::{self, Failure};
use crate::start;

/// The critic of a configuration in training against two fixed batches of images. Its calls queue in
/// order.
#[wasm_bindgen]
pub struct BatchFit(Fit);

#[wasm_bindgen]
impl BatchFit {
    /// The critic of `config` before its first step, against all of `real` and `fake`: count × 784 numbers
    /// of [0, 1] or as many bytes, 2 to 1,024 images, as many fakes as real ones. What `config` leaves out
    /// takes its default; its `batch` plays no part, nor what is the generator's.
    #[wasm_bindgen(unchecked_return_type = "Promise<BatchFit>")]
    pub fn create(
        #[wasm_bindgen(unchecked_param_type = "Patch<Config>")] config: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "DeviceName", js_name = device)] name: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "Float32Array | Uint8Array")] real: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "Float32Array | Uint8Array")] fake: &JsValue,
    ) -> Promise {
        start::once();
        let make = patch_from("config", config).and_then(|patch| {
            let config = Config::default().patched(&patch)?;
            let real = convert::images("real", real)?;
            let fake = convert::images("fake", fake)?;
            let make: Make =
                Box::new(move |device| CriticFit::new(&config, mnist::SHAPE, device, &real, &fake));
            Ok(make)
        });
        Fit::create(make, name, |fit| Self(fit).into())
    }

    /// Takes that many critic steps, 1 to 10,000. Each has a report, of the critic before the step; all are
    /// read back at once.
    #[wasm_bindgen(unchecked_return_type = "Promise<CriticReport[]>")]
    pub fn train(&self, steps: f64) -> Promise {
        self.0
            .ask(convert::whole("steps", steps).map(Question::Train))
    }

    /// The length of the critic's input gradient at each real image.
    #[wasm_bindgen(unchecked_return_type = "Promise<Float32Array>")]
    pub fn slopes(&self) -> Promise {
        self.0.ask(Ok(Question::Slopes))
    }

    /// What the critic is worth beside what is known of `pair`: the two batches that it is fitted to, or two others.
    #[wasm_bindgen(js_name = besideTruth, unchecked_return_type = "Promise<BesideTruth>")]
    pub fn beside_truth(&self, pair: &MovedDigits) -> Promise {
        let pair = Rc::clone(&pair.0);
        let points = pair.images();
        let told = move |Field { values, gradients }| {
            let beside = pair.beside_truth(&values, &gradients);
            let beside = beside.map_err(Failure::from)?;
            convert::object([
                ("gap", beside.gap.into()),
                ("criticDistance", beside.critic_distance.into()),
                ("cosine", beside.cosine.into()),
                ("slope", beside.slope.into()),
                ("directions", array(&beside.directions)),
            ])
        };
        self.0.ask(Ok(Question::Field(points, Box::new(told))))
    }

    /// Ends it: calls in flight end first, later ones reject.
    pub fn close(&self) {
        self.0.close();
    }
}
