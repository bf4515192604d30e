//! A run, for JavaScript: its calls queue in order and give promises.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use earthmover::burn::tensor::Device;
use earthmover::{Config, Error};
use js_sys::{Float32Array, Promise, Uint8Array};
use serde::Serialize;
use tokio::sync::Mutex;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::devices::{device, is_emulated};
use super::digits::Digits;
use super::patch::patch_from;
use super::promise::{Answer, promise, reject};
use crate::convert::{self, Failure, Latents, to_js};
use crate::start;

/// A Wasserstein GAN in training. Its calls queue in order.
#[wasm_bindgen]
pub struct Trainer(Rc<Run>);

struct Run {
    /// None once the run is closed. tokio's mutex serves its waiters in the order in which they came.
    trainer: Mutex<Option<earthmover::Trainer>>,
    /// The newest configuration accepted; calls made from now on run with it.
    config: RefCell<Config>,
    iteration: Cell<u64>,
    closed: Cell<bool>,
}

#[wasm_bindgen]
impl Trainer {
    /// A run at its beginning. What `config` leaves out takes its default.
    #[wasm_bindgen(unchecked_return_type = "Promise<Trainer>")]
    pub fn create(
        #[wasm_bindgen(unchecked_param_type = "Patch<Config>")] config: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "DeviceName", js_name = device)] name: &JsValue,
        digits: &Digits,
    ) -> Promise {
        start::once();
        let make = patch_from("config", config).and_then(|patch| {
            let config = Config::default().patched(&patch)?;
            let make: Make =
                Box::new(|device, digits| earthmover::Trainer::new(config, device, digits));
            Ok(make)
        });
        Self::begin(make, name, digits)
    }

    /// The run that `save` wrote, on any device.
    #[wasm_bindgen(unchecked_return_type = "Promise<Trainer>")]
    pub fn load(
        #[wasm_bindgen(unchecked_param_type = "Uint8Array", js_name = bytes)] bytes: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "DeviceName", js_name = device)] name: &JsValue,
        digits: &Digits,
    ) -> Promise {
        start::once();
        let make = convert::bytes("bytes", bytes).map(|bytes| {
            let make: Make =
                Box::new(move |device, digits| earthmover::Trainer::load(&bytes, device, digits));
            make
        });
        Self::begin(make, name, digits)
    }

    /// One iteration.
    #[wasm_bindgen(js_name = trainStep, unchecked_return_type = "Promise<StepReport>")]
    pub fn train_step(&self) -> Promise {
        self.queue(async |trainer| report(trainer.train_step().await))
    }

    /// That many iterations, 1 to 10,000, whose reports are read back at once.
    #[wasm_bindgen(unchecked_return_type = "Promise<StepReport[]>")]
    pub fn train(&self, iterations: f64) -> Promise {
        match convert::whole("iterations", iterations) {
            Ok(n) => self.queue(async move |trainer| report(trainer.train(n).await)),
            Err(failure) => reject(failure),
        }
    }

    /// One critic step alone.
    #[wasm_bindgen(js_name = criticStep, unchecked_return_type = "Promise<CriticReport>")]
    pub fn critic_step(&self) -> Promise {
        self.queue(async |trainer| report(trainer.critic_step().await))
    }

    /// One generator step alone; it counts as an iteration. In the order `generatorFirst` it is not
    /// quite the first half of one: the next critic step sees fakes of the generator so moved.
    #[wasm_bindgen(js_name = generatorStep, unchecked_return_type = "Promise<GeneratorReport>")]
    pub fn generator_step(&self) -> Promise {
        self.queue(async |trainer| report(trainer.generator_step().await))
    }

    /// Images, count × 784 bytes, row-major, 0 black to 255 white.
    #[wasm_bindgen(unchecked_return_type = "Promise<Uint8Array>")]
    pub fn sample(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Latents")] latents: &JsValue,
    ) -> Promise {
        let latents = match convert::latents(latents) {
            Ok(latents) => latents,
            Err(failure) => return reject(failure),
        };
        self.queue(async move |trainer| {
            let images = match latents {
                Latents::Given(latents) => trainer.sample(&latents).await,
                Latents::Drawn { count, seed } => trainer.sample_seeded(count, seed).await,
            };
            Ok(Uint8Array::from(images.map_err(Failure::from)?.as_slice()).into())
        })
    }

    /// The critic's scores f(x) of images, count × 784 numbers of [0, 1] or as many bytes.
    #[wasm_bindgen(unchecked_return_type = "Promise<Float32Array>")]
    pub fn score(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Float32Array | Uint8Array")] images: &JsValue,
    ) -> Promise {
        match convert::images("images", images) {
            Ok(images) => self.queue(async move |trainer| {
                let scores = trainer.score(&images).await.map_err(Failure::from)?;
                Ok(Float32Array::from(scores.as_slice()).into())
            }),
            Err(failure) => reject(failure),
        }
    }

    /// How the critic's parameters are spread over `bins` bins, 1 to 1,024.
    #[wasm_bindgen(unchecked_return_type = "Promise<WeightReport>")]
    pub fn weights(&self, bins: f64) -> Promise {
        match convert::whole("bins", bins) {
            Ok(bins) => self.queue(async move |trainer| report(trainer.weights(bins).await)),
            Err(failure) => reject(failure),
        }
    }

    /// Changes what may change while a run goes on. The patch is checked at once; calls made from now on run
    /// with it, and calls made before end without it.
    ///
    /// # Errors
    /// Throws when the patch is not valid or changes what is fixed.
    pub fn configure(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Patch<Config>")] patch: &JsValue,
    ) -> Result<(), JsValue> {
        self.check_open()?;
        let patch = patch_from("patch", patch)?;
        let mut config = self.0.config.borrow_mut();
        let next = config.patched(&patch).map_err(Failure::from)?;
        config.validate_change(&next).map_err(Failure::from)?;
        *config = next;
        Ok(())
    }

    /// Whether calls made from now on run iterations whole on a GPU, in few kernels, where the run fits these: networks
    /// that look at each sample alone, and a penalty that compares two points at a time. So it is at first, but where the
    /// adapter is a processor's imitation of a GPU.
    ///
    /// # Errors
    /// Rejects when `whole` is no boolean.
    #[wasm_bindgen(js_name = runWhole, unchecked_return_type = "Promise<void>")]
    pub fn run_whole(
        &self,
        #[wasm_bindgen(unchecked_param_type = "boolean")] whole: &JsValue,
    ) -> Promise {
        match convert::boolean("whole", whole) {
            Ok(whole) => self.queue(async move |trainer| {
                trainer.run_whole(whole);
                Ok(JsValue::UNDEFINED)
            }),
            Err(failure) => reject(failure),
        }
    }

    /// The configuration, with every change that was accepted.
    ///
    /// # Errors
    /// None that is expected.
    #[wasm_bindgen(getter, unchecked_return_type = "Config")]
    pub fn config(&self) -> Result<JsValue, JsValue> {
        to_js(&*self.0.config.borrow())
    }

    /// Iterations done.
    #[wasm_bindgen(getter)]
    pub fn iteration(&self) -> f64 {
        self.0.iteration.get() as f64
    }

    /// The run as the bytes of a safetensors file, without the digits.
    #[wasm_bindgen(unchecked_return_type = "Promise<Uint8Array>")]
    pub fn save(&self) -> Promise {
        self.queue(async |trainer| {
            let bytes = trainer.save().await.map_err(Failure::from)?;
            Ok(Uint8Array::from(bytes.as_slice()).into())
        })
    }

    /// Ends the run: calls in flight end first, later ones reject.
    pub fn close(&self) {
        self.0.closed.set(true);
        let run = Rc::clone(&self.0);
        spawn_local(async move {
            run.trainer.lock().await.take();
        });
    }
}

impl Trainer {
    /// A promise of the run that `make` makes, once its arguments are checked and its device is there.
    fn begin(make: Result<Make, Failure>, name: &JsValue, digits: &Digits) -> Promise {
        let arguments = make.and_then(|make| {
            start::check_alive()?;
            let name = convert::string("device", name)?;
            Ok((make, name, digits.store()?.clone()))
        });
        promise(async move {
            let (make, name, digits) = arguments?;
            let device = device(&name).await?;
            let mut trainer = make(&device, &digits).map_err(Failure::from)?;
            trainer.run_whole(!is_emulated().await);
            let run = Run {
                config: RefCell::new(trainer.config().clone()),
                iteration: Cell::new(trainer.iteration()),
                closed: Cell::new(false),
                trainer: Mutex::new(Some(trainer)),
            };
            Ok(Self(Rc::new(run)).into())
        })
    }

    /// Runs `call` when all earlier calls have ended, with the configuration of now. Its place in the queue
    /// is taken now too, when JavaScript calls: promises that are made in one turn of the event loop are
    /// polled in the order in which they were made.
    pub(crate) fn queue<F>(&self, call: F) -> Promise
    where
        F: AsyncFnOnce(&mut earthmover::Trainer) -> Result<JsValue, JsValue> + 'static,
    {
        self.queue_boxed(Box::new(|trainer: &mut earthmover::Trainer| {
            Box::pin(call(trainer))
        }))
    }

    /// The rest of `queue`. Its call is boxed, since each kind of call would bring this code to the module
    /// once more.
    fn queue_boxed(&self, call: Call) -> Promise {
        match self.turn() {
            Ok(turn) => promise(turn.take(async |trainer| call(trainer).await)),
            Err(failure) => reject(failure),
        }
    }

    /// A turn with the run, which takes the configuration of now with it.
    pub(crate) fn turn(&self) -> Result<Turn, Failure> {
        self.check_open()?;
        let run = Rc::clone(&self.0);
        let config = run.config.borrow().clone();
        Ok(Turn { run, config })
    }

    /// What `ask` says of the newest configuration.
    pub(crate) fn newest<T>(&self, ask: impl FnOnce(&Config) -> T) -> T {
        ask(&self.0.config.borrow())
    }

    fn check_open(&self) -> Result<(), Failure> {
        if self.0.closed.get() {
            return Err(Failure::closed(TRAINER));
        }
        start::check_alive()
    }
}

/// A call of a run, in its turn.
type Call = Box<dyn FnOnce(&mut earthmover::Trainer) -> Answer<'_>>;
/// What makes a run, on a device.
type Make = Box<dyn FnOnce(&Device, &earthmover::Images) -> Result<earthmover::Trainer, Error>>;

/// A turn with a run.
pub(crate) struct Turn {
    run: Rc<Run>,
    config: Config,
}

impl Turn {
    /// What `call` gives, once all earlier turns have ended.
    pub(crate) async fn take<T, F>(self, call: F) -> Result<T, JsValue>
    where
        F: AsyncFnOnce(&mut earthmover::Trainer) -> Result<T, JsValue>,
    {
        let Self { run, config } = self;
        let mut trainer = run.trainer.lock().await;
        let trainer = trainer.as_mut().ok_or_else(|| Failure::closed(TRAINER))?;
        if config != *trainer.config() {
            trainer.configure(config).map_err(Failure::from)?;
        }
        let result = call(trainer).await;
        run.iteration.set(trainer.iteration());
        result
    }
}

/// What an error calls a run.
const TRAINER: &str = "trainer";

pub(super) fn report(result: Result<impl Serialize, Error>) -> Result<JsValue, JsValue> {
    to_js(&result.map_err(Failure::from)?)
}
