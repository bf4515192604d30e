//! A critic in the plane, for JavaScript.

use earthmover::config::CriticConfig;
use earthmover::critic::{CriticFit, Field, grid};
use js_sys::Promise;
use wasm_bindgen::prelude::*;

use super::fit::{Fit, Make, Question, array};
use super::patch::patch_from;
use crate::convert::{self, Failure};
use crate::start;

/// A critic in training against two clouds of points in the plane. Its calls queue in order.
#[wasm_bindgen]
pub struct PlaneFit(Fit);

#[wasm_bindgen]
impl PlaneFit {
    /// A critic before its first step, which is to be high on the points `p` and low on `q`: x, y, x, y, …,
    /// 2 to 1,024 points, as many in `q` as in `p`. What `config` leaves out takes its default.
    #[wasm_bindgen(unchecked_return_type = "Promise<PlaneFit>")]
    pub fn create(
        #[wasm_bindgen(unchecked_param_type = "Patch<CriticConfig>")] config: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "DeviceName", js_name = device)] name: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "Float32Array")] p: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "Float32Array")] q: &JsValue,
    ) -> Promise {
        start::once();
        let make = patch_from("config", config).and_then(|patch| {
            let config = CriticConfig::default().patched(&patch)?;
            let (p, q) = clouds(p, q)?;
            let make: Make =
                Box::new(move |device| CriticFit::of_points(&config, 2, device, &p, &q));
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

    /// f and its input gradient over the square [−1, 1]², at the centres of `side` × `side` cells, 1 to
    /// 256 along a side.
    #[wasm_bindgen(unchecked_return_type = "Promise<CriticMap>")]
    pub fn map(&self, side: f64) -> Promise {
        let cells = convert::whole("side", side);
        self.0.ask(cells.and_then(|cells| {
            let told = move |Field { values, gradients }| {
                convert::object([
                    ("side", side.into()),
                    ("values", array(&values)),
                    ("gradients", array(&gradients)),
                ])
            };
            Ok(Question::Field(grid(cells)?, Box::new(told)))
        }))
    }

    /// f at points x, y, x, y, …, 1 to 65,536 of them.
    #[wasm_bindgen(unchecked_return_type = "Promise<Float32Array>")]
    pub fn scores(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Float32Array")] points: &JsValue,
    ) -> Promise {
        let points = convert::numbers("points", points);
        self.0.ask(points.map(|points| {
            let told = |field: Field| Ok(array(&field.values));
            Question::Field(points, Box::new(told))
        }))
    }

    /// Goes on against other clouds, the critic as it is.
    #[wasm_bindgen(js_name = moveTo, unchecked_return_type = "Promise<void>")]
    pub fn move_to(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Float32Array")] p: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "Float32Array")] q: &JsValue,
    ) -> Promise {
        self.0.ask(clouds(p, q).map(|(p, q)| Question::Move(p, q)))
    }

    /// Ends it: calls in flight end first, later ones reject.
    pub fn close(&self) {
        self.0.close();
    }
}

fn clouds(p: &JsValue, q: &JsValue) -> Result<(Vec<f32>, Vec<f32>), Failure> {
    Ok((convert::numbers("p", p)?, convert::numbers("q", q)?))
}
