//! A game in the plane, for JavaScript. Its calls are answered in their order.

use earthmover::config::GameConfig;
use earthmover::run::game::{self, Look, Shape};
use js_sys::{Float32Array, Promise, Uint32Array};
use wasm_bindgen::prelude::*;

use super::devices::device;
use super::patch::patch_from;
use super::promise::promise;
use super::queued::Queued;
use crate::convert::{self, Failure, object, to_js};
use crate::start;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("game.d.ts");

/// A generator of points and its opponent in training. Its calls queue in order.
#[wasm_bindgen]
pub struct Game(Queued<game::Game>);

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
        let arguments = patch_from("config", config).and_then(|patch| {
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
            Ok(Self(Queued::new("game", game)).into())
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
        self.0.close();
    }

    fn ask(&self, question: Result<Question, Failure>) -> Promise {
        self.0
            .ask(question, |game, question| Box::pin(answer(game, question)))
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
        ("meanArrow", look.mean_arrow.into()),
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
    let name = convert::string("shape", shape);
    drawn(count, seed, |count, seed| {
        Ok(Shape::named(&name?)?.points(count, seed)?)
    })
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
    let control = convert::numbers("control", control);
    drawn(count, seed, |count, seed| {
        Ok(game::spread(&control?, width, count, seed)?)
    })
}

fn drawn(
    count: f64,
    seed: f64,
    draw: impl FnOnce(u64, u64) -> Result<Vec<f32>, Failure>,
) -> Result<Float32Array, JsValue> {
    start::once();
    start::check_alive()?;
    let (count, seed) = (
        convert::whole("count", count)?,
        convert::whole("seed", seed)?,
    );
    Ok(Float32Array::from(draw(count, seed)?.as_slice()))
}
