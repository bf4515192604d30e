//! Games in the plane, every call and its bad arguments, as JavaScript sees them, in a dedicated worker. What the
//! numbers obey is tested natively.

#![cfg(target_arch = "wasm32")]
#![allow(missing_docs, clippy::unwrap_used)]

use earthmover_web::{Game, shape_points, spread_points};
use js_sys::{Float32Array, JSON, Promise, Reflect, Uint32Array};
use wasm_bindgen::convert::TryFromJsValue;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

const DEVICE: &str = if cfg!(feature = "webgpu") {
    "webgpu"
} else if cfg!(feature = "ndarray") {
    "ndarray"
} else {
    "cpu"
};

async fn game(config: &str, points: &Float32Array) -> Result<Game, JsValue> {
    let promise = Game::create(&JSON::parse(config).unwrap(), &DEVICE.into(), points);
    let game = JsFuture::from(promise).await?;
    Ok(Game::try_from_js_value(game).unwrap())
}

async fn answer(promise: Promise) -> JsValue {
    JsFuture::from(promise).await.unwrap()
}

fn number(object: &JsValue, name: &str) -> f64 {
    Reflect::get(object, &name.into())
        .unwrap()
        .as_f64()
        .unwrap()
}

fn length<T: JsCast>(object: &JsValue, name: &str) -> u32 {
    let array: T = Reflect::get(object, &name.into())
        .unwrap()
        .dyn_into()
        .unwrap();
    number(array.unchecked_ref(), "length") as u32
}

#[track_caller]
fn says(error: JsValue, name: &str, expected: &str) {
    let error: js_sys::Error = error.dyn_into().unwrap();
    let message = String::from(error.message());
    assert_eq!(String::from(error.name()), name, "{message}");
    assert!(message.contains(expected), "{message}");
}

#[wasm_bindgen_test]
async fn a_game_goes_on_and_is_looked_at() {
    let ring = shape_points(&"ring".into(), 60.0, 7.0).unwrap();
    let game = game("{}", &ring).await.unwrap();
    let before = number(&answer(game.look(4.0)).await, "exactDistance");
    let report = answer(game.train(40.0)).await;
    assert_eq!(number(&report, "iteration"), 40.0);
    assert!(number(&answer(game.critic_steps(2.0)).await, "gap").is_finite());
    assert!(number(&answer(game.generator_step()).await, "generatorLoss").is_finite());
    let look = answer(game.look(4.0)).await;
    assert_eq!(number(&look, "iteration"), 41.0);
    assert!(number(&look, "exactDistance") < before);
    assert!(number(&look, "criticDistance") <= number(&look, "exactDistance") + 1e-9);
    let lengths =
        ["fakes", "arrows", "latentGrid", "values"].map(|name| length::<Float32Array>(&look, name));
    assert_eq!(lengths, [120, 120, 162, 16]);
    assert_eq!(length::<Uint32Array>(&look, "plan"), 60);
    let line = Float32Array::from([-0.5, 0.0, 0.5, 0.0].as_slice());
    let moved = spread_points(&line, 0.1, 60.0, 7.0).unwrap();
    answer(game.move_to(&moved)).await;
    assert!(number(&answer(game.look(4.0)).await, "exactDistance").is_finite());
}

#[wasm_bindgen_test]
async fn bad_arguments_are_named_and_the_game_goes_on() {
    let points = shape_points(&"spiral".into(), 20.0, 7.0).unwrap();
    for (config, expected) in [
        (r#"{"nCritic": 0}"#, "`nCritic` is 0"),
        (r#"{"objective": "best"}"#, "objective"),
    ] {
        let error = game(config, &points).await.err().unwrap();
        says(error, "ArgumentError", expected);
    }
    says(
        shape_points(&"star".into(), 20.0, 7.0).err().unwrap(),
        "ArgumentError",
        "`shape` is \"star\"",
    );
    says(
        spread_points(&points, 2.0, 20.0, 7.0).err().unwrap(),
        "ArgumentError",
        "`width` is 2",
    );
    let game = game("{}", &points).await.unwrap();
    let error = JsFuture::from(game.train(0.0)).await.unwrap_err();
    says(error, "ArgumentError", "`iterations` is 0");
    let error = JsFuture::from(game.move_to(&"here".into()))
        .await
        .unwrap_err();
    says(error, "ArgumentError", "`p` is \"here\"");
    assert_eq!(number(&answer(game.train(2.0)).await, "iteration"), 2.0);
    game.close();
    says(
        JsFuture::from(game.look(4.0)).await.unwrap_err(),
        "ClosedError",
        "this game has been closed",
    );
}
