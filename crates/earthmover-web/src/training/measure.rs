//! What a run is asked about itself: work that is spread, so that training goes on in between.

use earthmover::{Error, Survey};
use js_sys::{Date, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::classifier::Classifier;
use super::promise::{promise, reject};
use super::trainer::Trainer;
use crate::convert::{self, Failure, to_js};
use crate::start;

/// How many milliseconds work goes on before others have a chance: half a frame.
const BUDGET: f64 = 8.0;

#[wasm_bindgen]
impl Trainer {
    /// The distance between `count` digits (2 to 512) and as many fakes, and what the critic makes of it, as
    /// of when the turn of this call comes. Numbers are read back once; the work after that is spread, and
    /// later calls go on meanwhile.
    #[wasm_bindgen(unchecked_return_type = "Promise<TransportReport>")]
    pub fn measure(&self, count: f64) -> Promise {
        let arguments = convert::whole("count", count).and_then(|n| Ok((n, self.turn()?)));
        let (count, turn) = match arguments {
            Ok(arguments) => arguments,
            Err(failure) => return reject(failure),
        };
        promise(async move {
            let begun = turn.take(async |trainer| Ok(trainer.begin_measurement(count)));
            let mut measurement = begun.await?.map_err(Failure::from)?;
            spread(|| Ok(measurement.queue())).await?;
            measurement.read().await.map_err(Failure::from)?;
            spread(|| measurement.advance().map_err(Failure::from)).await?;
            to_js(&measurement.finish().map_err(Failure::from)?)
        })
    }

    /// How good `count` digits (64 to 10,000) are, drawn by the generator as it is when the turn of this call
    /// comes. The work is spread, and later calls go on meanwhile; numbers are read back once.
    #[wasm_bindgen(unchecked_return_type = "Promise<QualityReport>")]
    pub fn quality(&self, count: f64, classifier: &Classifier) -> Promise {
        self.survey(count, classifier, earthmover::Trainer::begin_survey)
    }

    /// The same of real digits, as many of those that training begins with: what fakes like them would
    /// have. It is the same throughout a run.
    #[wasm_bindgen(js_name = realQuality, unchecked_return_type = "Promise<QualityReport>")]
    pub fn real_quality(&self, count: f64, classifier: &Classifier) -> Promise {
        self.survey(count, classifier, |trainer, count| {
            trainer.begin_real_survey(count)
        })
    }
}

impl Trainer {
    fn survey(
        &self,
        count: f64,
        classifier: &Classifier,
        begin: fn(&mut earthmover::Trainer, u64) -> Result<Survey, Error>,
    ) -> Promise {
        let arguments = convert::whole("count", count).and_then(|count| {
            let classifier = classifier.shared();
            Ok((count, classifier, self.turn()?))
        });
        let (count, classifier, turn) = match arguments {
            Ok(arguments) => arguments,
            Err(failure) => return reject(failure),
        };
        promise(async move {
            let begun = turn.take(async |trainer| Ok(begin(trainer, count)));
            let mut survey = begun.await?.map_err(Failure::from)?;
            spread(|| Ok(survey.advance(&classifier))).await?;
            to_js(&survey.finish().await.map_err(Failure::from)?)
        })
    }
}

/// Calls `step` until it has nothing left to do, letting others go on again and again.
async fn spread(mut step: impl FnMut() -> Result<bool, Failure>) -> Result<(), JsValue> {
    let mut begun = Date::now();
    while step()? {
        if Date::now() - begun >= BUDGET {
            breathe().await?;
            // The module may have panicked meanwhile, in another call.
            start::check_alive()?;
            begun = Date::now();
        }
    }
    Ok(())
}

/// Lets everything else that waits have its turn. A microtask would not.
async fn breathe() -> Result<(), JsValue> {
    let mut schedule = |resolve: js_sys::Function, _: js_sys::Function| {
        set_timeout(&resolve, 0);
    };
    JsFuture::from(Promise::new(&mut schedule)).await?;
    Ok(())
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(handler: &js_sys::Function, milliseconds: i32) -> i32;
}
