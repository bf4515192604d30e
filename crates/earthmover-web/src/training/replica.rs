//! A run spread over workers: parts of steps out, their sums in.

use js_sys::{Array, Float32Array, Promise};
use wasm_bindgen::prelude::*;

use super::promise::reject;
use super::trainer::Trainer;
use crate::convert::{self, Failure, to_js};
use crate::start;

#[wasm_bindgen]
impl Trainer {
    /// Makes this the `index`-th of `of` replicas of a run, counted from 0, each with the same digits. It
    /// then computes its share of every batch; as the only one it computes whole batches again.
    #[wasm_bindgen(unchecked_return_type = "Promise<void>")]
    pub fn split(&self, index: f64, of: f64) -> Promise {
        let arguments =
            convert::whole("index", index).and_then(|index| Ok((index, convert::whole("of", of)?)));
        match arguments {
            Ok((index, of)) => self.queue(async move |trainer| {
                trainer.split(index, of).map_err(Failure::from)?;
                Ok(JsValue::UNDEFINED)
            }),
            Err(failure) => reject(failure),
        }
    }

    /// The critic's gradients and what it measured, as sums over this replica's share of the next batch:
    /// first three numbers that say which leaves of the batch that is, then a vector for each sum of leaves
    /// that needs no others. Nothing moves.
    #[wasm_bindgen(js_name = criticPart, unchecked_return_type = "Promise<Float32Array>")]
    pub fn critic_part(&self) -> Promise {
        self.queue(async |trainer| {
            let part = trainer.critic_part().await.map_err(Failure::from)?;
            Ok(Float32Array::from(part.as_slice()).into())
        })
    }

    /// Moves the critic by the sum of the parts of all replicas.
    #[wasm_bindgen(js_name = takeCritic, unchecked_return_type = "Promise<CriticReport>")]
    pub fn take_critic(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Float32Array", js_name = sum)] sum: &JsValue,
    ) -> Promise {
        match convert::numbers("sum", sum) {
            Ok(sum) => self.queue(async move |trainer| {
                to_js(&trainer.take_critic(&sum).map_err(Failure::from)?)
            }),
            Err(failure) => reject(failure),
        }
    }

    /// The generator's gradients over this replica's share of the next batch, in the same form. Nothing
    /// moves.
    #[wasm_bindgen(js_name = generatorPart, unchecked_return_type = "Promise<Float32Array>")]
    pub fn generator_part(&self) -> Promise {
        self.queue(async |trainer| {
            let part = trainer.generator_part().await.map_err(Failure::from)?;
            Ok(Float32Array::from(part.as_slice()).into())
        })
    }

    /// Moves the generator by the sum of the parts of all replicas, which ends an iteration.
    #[wasm_bindgen(js_name = takeGenerator, unchecked_return_type = "Promise<GeneratorReport>")]
    pub fn take_generator(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Float32Array", js_name = sum)] sum: &JsValue,
    ) -> Promise {
        match convert::numbers("sum", sum) {
            Ok(sum) => self.queue(async move |trainer| {
                to_js(&trainer.take_generator(&sum).map_err(Failure::from)?)
            }),
            Err(failure) => reject(failure),
        }
    }

    /// Most replicas that can share this run: 1 where rows of a batch depend on each other in a
    /// network or in pairs.
    #[wasm_bindgen(getter, js_name = mostReplicas)]
    pub fn most_replicas(&self) -> usize {
        self.newest(earthmover::Trainer::most_replicas)
    }
}

/// The sum of the parts of all replicas, in the order of the replicas: the same bits however many they are.
///
/// # Errors
/// Throws when they are not of all leaves of a batch, or not of one length.
#[wasm_bindgen(js_name = sumOfParts, unchecked_return_type = "Float32Array")]
pub fn sum_of_parts(
    #[wasm_bindgen(unchecked_param_type = "Float32Array[]", js_name = parts)] parts: &JsValue,
) -> Result<JsValue, JsValue> {
    start::once();
    let Some(parts) = parts.dyn_ref::<Array>() else {
        return Err(convert::wrong_type("parts", parts, "an array of Float32Arrays").into());
    };
    let parts = parts.iter().enumerate();
    let parts = parts.map(|(place, part)| convert::numbers(&format!("parts[{place}]"), &part));
    let parts = parts.collect::<Result<Vec<_>, _>>()?;
    let sum = earthmover::run::sum_of_parts(parts.iter().map(Vec::as_slice));
    Ok(Float32Array::from(sum.map_err(Failure::from)?.as_slice()).into())
}
