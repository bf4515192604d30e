//! A critic in training against two fixed batches, for JavaScript: what its two classes share.

use earthmover::Error;
use earthmover::burn::tensor::Device;
use earthmover::critic::{CriticFit, Field};
use js_sys::{Float32Array, Promise};
use wasm_bindgen::prelude::*;

use super::devices::device;
use super::promise::promise;
use super::queued::Queued;
use crate::convert::{self, Failure, to_js};
use crate::start;

/// A fit whose calls queue in order.
pub(crate) struct Fit(Queued<CriticFit>);

/// What a fit is asked.
pub(crate) enum Question {
    /// So many steps.
    Train(u64),
    /// f and its input gradient at these points, and what JavaScript is told of them: one question, since each place
    /// that waits for them would bring their code to the module once more.
    Field(Vec<f32>, Told),
    /// The length of the input gradient at each row of the real batch.
    Slopes,
    /// To go on against these points.
    Move(Vec<f32>, Vec<f32>),
}

/// What JavaScript is told of a field.
pub(crate) type Told = Box<dyn FnOnce(Field) -> Result<JsValue, JsValue>>;

/// Makes a fit on a device.
pub(crate) type Make = Box<dyn FnOnce(&Device) -> Result<CriticFit, Error>>;

impl Fit {
    /// A promise of what `wrap` makes of a fit, once its arguments are checked and its device is there.
    pub(crate) fn create(
        make: Result<Make, Failure>,
        name: &JsValue,
        wrap: fn(Self) -> JsValue,
    ) -> Promise {
        let arguments = make.and_then(|make| {
            start::check_alive()?;
            Ok((make, convert::string("device", name)?))
        });
        promise(async move {
            let (make, name) = arguments?;
            let device = device(&name).await?;
            let fit = make(&device).map_err(Failure::from)?;
            Ok(wrap(Self(Queued::new("fit", fit))))
        })
    }

    /// The answer, when all earlier questions have been answered.
    pub(crate) fn ask(&self, question: Result<Question, Failure>) -> Promise {
        self.0
            .ask(question, |fit, question| Box::pin(answer(fit, question)))
    }

    /// Ends it: calls in flight end first, later ones reject.
    pub(crate) fn close(&self) {
        self.0.close();
    }
}

async fn answer(fit: &mut CriticFit, question: Question) -> Result<JsValue, JsValue> {
    match question {
        Question::Train(steps) => to_js(&fit.train(steps).await.map_err(Failure::from)?),
        Question::Field(points, told) => told(fit.field(&points).await.map_err(Failure::from)?),
        Question::Slopes => Ok(array(&fit.slopes().await.map_err(Failure::from)?)),
        Question::Move(p, q) => {
            fit.move_to(&p, &q).map_err(Failure::from)?;
            Ok(JsValue::UNDEFINED)
        }
    }
}

pub(crate) fn array(numbers: &[f32]) -> JsValue {
    Float32Array::from(numbers).into()
}
