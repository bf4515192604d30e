//! Promises of what is computed later.

use std::pin::Pin;

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

use crate::convert::Failure;

/// What a promise waits for.
pub(crate) type Answer<'a> = Pin<Box<dyn Future<Output = Result<JsValue, JsValue>> + 'a>>;

/// A promise of what `answer` gives. The future is boxed, since each kind of future would bring the code of
/// promises to the module once more.
pub(crate) fn promise(answer: impl Future<Output = Result<JsValue, JsValue>> + 'static) -> Promise {
    let answer: Answer<'static> = Box::pin(answer);
    future_to_promise(answer)
}

/// A promise that has failed.
pub(crate) fn reject(failure: Failure) -> Promise {
    Promise::reject(&failure.into())
}
