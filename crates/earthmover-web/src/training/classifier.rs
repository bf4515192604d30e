//! The digit classifier, for JavaScript.

use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::prelude::*;

use super::devices::device;
use super::promise::promise;
use crate::convert::{self, Failure};
use crate::start;

/// The digit classifier that `quality` judges with.
#[wasm_bindgen]
pub struct Classifier(Rc<earthmover::Classifier>);

#[wasm_bindgen]
impl Classifier {
    /// The classifier of a safetensors file, on the device of the runs it is to judge.
    #[wasm_bindgen(unchecked_return_type = "Promise<Classifier>")]
    pub fn load(
        #[wasm_bindgen(unchecked_param_type = "Uint8Array", js_name = bytes)] bytes: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "DeviceName", js_name = device)] name: &JsValue,
    ) -> Promise {
        start::once();
        let arguments = convert::bytes("bytes", bytes).and_then(|bytes| {
            start::check_alive()?;
            Ok((bytes, convert::string("device", name)?))
        });
        promise(async move {
            let (bytes, name) = arguments?;
            let device = device(&name).await?;
            let classifier = earthmover::Classifier::load(&bytes, &device);
            Ok(Self(Rc::new(classifier.map_err(Failure::from)?)).into())
        })
    }
}

impl Classifier {
    /// The classifier, to judge with while calls overlap.
    pub(crate) fn shared(&self) -> Rc<earthmover::Classifier> {
        Rc::clone(&self.0)
    }
}
