//! What answers JavaScript's calls one after another, in the order in which they came, until it is closed.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::Promise;
use tokio::sync::Mutex;
use wasm_bindgen_futures::spawn_local;

use super::promise::{Answer, promise, reject};
use crate::convert::Failure;
use crate::start;

/// Something whose calls queue in order.
pub(crate) struct Queued<T>(Rc<Held<T>>);

struct Held<T> {
    /// What an error calls it.
    what: &'static str,
    /// None once it is closed. tokio's mutex serves its waiters in the order in which they came.
    value: Mutex<Option<T>>,
    closed: Cell<bool>,
}

impl<T: 'static> Queued<T> {
    pub(crate) fn new(what: &'static str, value: T) -> Self {
        Self(Rc::new(Held {
            what,
            value: Mutex::new(Some(value)),
            closed: Cell::new(false),
        }))
    }

    /// What `answer` says to a question, when all earlier ones have been answered. It is one function for all
    /// questions, since each kind of answer would bring this code to the module once more.
    pub(crate) fn ask<Q: 'static>(
        &self,
        question: Result<Q, Failure>,
        answer: fn(&mut T, Q) -> Answer<'_>,
    ) -> Promise {
        let held = Rc::clone(&self.0);
        match self.check_open().and(question) {
            Ok(question) => promise(async move {
                let mut value = held.value.lock().await;
                let value = value.as_mut().ok_or_else(|| Failure::closed(held.what))?;
                answer(value, question).await
            }),
            Err(failure) => reject(failure),
        }
    }

    /// Ends it: calls in flight end first, later ones reject.
    pub(crate) fn close(&self) {
        self.0.closed.set(true);
        let held = Rc::clone(&self.0);
        spawn_local(async move {
            held.value.lock().await.take();
        });
    }

    fn check_open(&self) -> Result<(), Failure> {
        if self.0.closed.get() {
            return Err(Failure::closed(self.0.what));
        }
        start::check_alive()
    }
}
