//! Half a run at a time, for JavaScript: a generator without a critic, and a critic without a generator.

use js_sys::{Float32Array, Promise};
use wasm_bindgen::prelude::*;

use super::promise::reject;
use super::trainer::{Trainer, report};
use crate::convert::{self, Failure, object};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r"
/** Images that have ridden a critic. */
export interface Ridden {
  /** count × 784 numbers of [0, 1]. */
  images: Float32Array;
  /** mean f(real) − mean f(fake) at the critic’s last step; 0 where there was none. */
  gap: number;
  /** Exact W1 to as many digits, those that `measure` measures fakes by. */
  exactDistance: number;
}
";

#[wasm_bindgen]
impl Trainer {
    /// That many steps of the generator alone, 1 to 10,000, along the exact plan between its fakes and digits of a batch,
    /// and no critic; each counts as an iteration. Reports are of a best critic: its gap is their exact distance. On a
    /// processor only.
    #[wasm_bindgen(js_name = trainByPlan, unchecked_return_type = "Promise<StepReport[]>")]
    pub fn train_by_plan(&self, iterations: f64) -> Promise {
        match convert::whole("iterations", iterations) {
            Ok(n) => self.queue(async move |trainer| report(trainer.train_by_plan(n))),
            Err(failure) => reject(failure),
        }
    }

    /// Moves a batch of images by the critic alone, 0 to 10,000 times: count × 784 numbers of [0, 1], or null to begin with
    /// noise. Before each move the critic takes `nCritic` steps between these and digits; each image then moves by its
    /// gradient times a tenth of the gap. On a processor only.
    #[wasm_bindgen(unchecked_return_type = "Promise<Ridden>")]
    pub fn ride(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Float32Array | null")] images: &JsValue,
        moves: f64,
    ) -> Promise {
        let given = (!images.is_null()).then(|| convert::numbers("images", images));
        let arguments = given
            .transpose()
            .and_then(|images| Ok((images, convert::whole("moves", moves)?)));
        match arguments {
            Ok((images, moves)) => self.queue(async move |trainer| {
                let images = images.unwrap_or_else(|| trainer.noise_images());
                let ridden = trainer.ride(&images, moves).map_err(Failure::from)?;
                object([
                    (
                        "images",
                        Float32Array::from(ridden.images.as_slice()).into(),
                    ),
                    ("gap", ridden.gap.into()),
                    ("exactDistance", ridden.exact_distance.into()),
                ])
            }),
            Err(failure) => reject(failure),
        }
    }
}
