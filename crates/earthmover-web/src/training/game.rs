//! A game in the plane, for JavaScript. Its calls are answered in their order.

use std::rc::Rc;

use earthmover::config::GameConfig;
use earthmover::run::game::{self, Look, Shape};
use js_sys::{Float32Array, Promise, Uint32Array};
use tokio::sync::Mutex;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::devices::device;
use super::promise::{promise, reject};
use crate::convert::{self, Failure, object, to_js};
use crate::start;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("game.d.ts");

/// A generator of points and its opponent in training. Its calls queue in order.
#[wasm_bindgen]
pub struct Game(Held);

/// None once the game is closed. tokio's mutex serves its waiters in the order in which they came.
type Held = Rc<Mutex<Option<game::Game>>>;

/// What a game is asked.
enum Question {
    Train(u64),
    Critic(u64),
    Generator,
    Look(u64),
    Move(Vec<f32>),
}

#[wasm_bindgen]
impl Game {
    /// A game before its first step, for 2 to 512 real points: x, y, x, y, … What `config` leaves out takes its
    /// default. Against the exact plan it is played on a processor.
    #[wasm_bindgen(unchecked_return_type = "Promise<Game>")]
    pub fn create(
        #[wasm_bindgen(unchecked_param_type = "Patch<GameConfig>")] config: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "DeviceName", js_name = device)] name: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "Float32Array")] p: &JsValue,
    ) -> Promise {
        start::once();
        let arguments = convert::json("config", config).and_then(|patch| {
            start::check_alive()?;
            let config = GameConfig::default().patched(&patch)?;
            Ok((
                config,
                convert::string("device", name)?,
                convert::numbers("p", p)?,
            ))
        });
        promise(async move {
            let (config, name, points) = arguments?;
            let device = device(&name).await?;
            let game = game::Game::new(config, &device, &points).map_err(Failure::from)?;
            Ok(Self(Rc::new(Mutex::new(Some(game)))).into())
        })
    }

    /// Runs 1 to 10,000 iterations, and tells what the last one measured.
    #[wasm_bindgen(unchecked_return_type = "Promise<StepReport>")]
    pub fn train(&self, iterations: f64) -> Promise {
        self.ask(convert::whole("iterations", iterations).map(Question::Train))
    }

    /// Takes 1 to 10,000 steps of the critic alone, and tells what the last one measured.
    #[wasm_bindgen(js_name = criticSteps, unchecked_return_type = "Promise<CriticReport>")]
    pub fn critic_steps(&self, steps: f64) -> Promise {
        self.ask(convert::whole("steps", steps).map(Question::Critic))
    }

    /// Takes one step of the generator alone; it counts as an iteration.
    #[wasm_bindgen(js_name = generatorStep, unchecked_return_type = "Promise<GeneratorReport>")]
    pub fn generator_step(&self) -> Promise {
        self.ask(Ok(Question::Generator))
    }

    /// What is to be seen now, with `side` × `side` cells, 1 to 256.
    #[wasm_bindgen(unchecked_return_type = "Promise<GameLook>")]
    pub fn look(&self, side: f64) -> Promise {
        self.ask(convert::whole("side", side).map(Question::Look))
    }

    /// Goes on for other real points, as many.
    #[wasm_bindgen(js_name = moveTo, unchecked_return_type = "Promise<void>")]
    pub fn move_to(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Float32Array")] p: &JsValue,
    ) -> Promise {
        self.ask(convert::numbers("p", p).map(Question::Move))
    }

    /// Ends it: calls in flight end first, later ones reject.
    pub fn close(&self) {
        let held = Rc::clone(&self.0);
        spawn_local(async move {
            held.lock().await.take();
        });
    }

    fn ask(&self, question: Result<Question, Failure>) -> Promise {
        let held = Rc::clone(&self.0);
        match start::check_alive().and(question) {
            Ok(question) => promise(async move {
                let mut game = held.lock().await;
                let game = game.as_mut().ok_or_else(|| Failure::closed("game"))?;
                answer(game, question).await
            }),
            Err(failure) => reject(failure),
        }
    }
}

async fn answer(game: &mut game::Game, question: Question) -> Result<JsValue, JsValue> {
    match question {
        Question::Train(iterations) => to_js(&game.train(iterations).await.map_err(Failure::from)?),
        Question::Critic(steps) => to_js(&game.critic_steps(steps).await.map_err(Failure::from)?),
        Question::Generator => to_js(&game.generator_step().await.map_err(Failure::from)?),
        Question::Look(side) => shown(game.look(side).await.map_err(Failure::from)?),
        Question::Move(points) => {
            game.move_to(&points).map_err(Failure::from)?;
            Ok(JsValue::UNDEFINED)
        }
    }
}

fn shown(look: Look) -> Result<JsValue, JsValue> {
    let plan: Vec<u32> = look.plan.into_iter().map(|place| place as u32).collect();
    let array = |numbers: &[f32]| JsValue::from(Float32Array::from(numbers));
    object([
        ("iteration", (look.iteration as f64).into()),
        ("fakes", array(&look.fakes)),
        ("arrows", array(&look.arrows)),
        ("latentGrid", array(&look.latent_grid)),
        ("values", array(&look.values)),
        ("gap", look.gap.into()),
        ("criticDistance", look.critic_distance.into()),
        ("exactDistance", look.exact_distance.into()),
        ("plan", Uint32Array::from(plan.as_slice()).into()),
        ("jensenShannon", look.jensen_shannon.into()),
    ])
}

/// `count` points, 2 to 512, of a shape: x, y, x, y, … The same seed gives the same points.
///
/// # Errors
/// Throws when an argument is not what it may be.
#[wasm_bindgen(js_name = shapePoints)]
pub fn shape_points(
    #[wasm_bindgen(unchecked_param_type = "GameShape")] shape: &JsValue,
    count: f64,
    seed: f64,
) -> Result<Float32Array, JsValue> {
    start::once();
    let found = Shape::named(&convert::string("shape", shape)?).map_err(Failure::from)?;
    let (count, seed) = (
        convert::whole("count", count)?,
        convert::whole("seed", seed)?,
    );
    let points = found.points(count, seed).map_err(Failure::from)?;
    Ok(Float32Array::from(points.as_slice()))
}

/// `count` points, 2 to 512, spread evenly along the line through 1 to 512 control points, with a Gaussian of standard
/// deviation `width` about it, 0 to 1.
///
/// # Errors
/// Throws when an argument is not what it may be.
#[wasm_bindgen(js_name = spreadPoints)]
pub fn spread_points(
    #[wasm_bindgen(unchecked_param_type = "Float32Array")] control: &JsValue,
    width: f64,
    count: f64,
    seed: f64,
) -> Result<Float32Array, JsValue> {
    start::once();
    let control = convert::numbers("control", control)?;
    let (count, seed) = (
        convert::whole("count", count)?,
        convert::whole("seed", seed)?,
    );
    let points = game::spread(&control, width, count, seed).map_err(Failure::from)?;
    Ok(Float32Array::from(points.as_slice()))
}
