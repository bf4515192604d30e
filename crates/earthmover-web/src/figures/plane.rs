//! P and Q in the plane.

use earthmover_figures::plane::{Curve, Plan, Scene};
use js_sys::{Float32Array, Float64Array, Uint32Array};
use wasm_bindgen::prelude::*;

use super::{array, begin, doubles, places};
use crate::convert::{self, Failure, object};

/// `count` points, 1 to 4,096, of the smooth curve through the control points, even in arc length, both
/// ends included.
///
/// # Errors
/// Throws when `control` is not 1 to 16 points of coordinates from −10 to 10, or `count` not so.
#[wasm_bindgen]
pub fn curve(
    #[wasm_bindgen(unchecked_param_type = "Float64Array")] control: &JsValue,
    count: f64,
) -> Result<Float64Array, JsValue> {
    begin()?;
    let control = doubles("control", control)?;
    let count = convert::whole("count", count)?;
    let curve = Curve::new("control", &control).map_err(Failure::from)?;
    let points = curve.points(count).map_err(Failure::from)?;
    Ok(Float64Array::from(points.as_slice()))
}

/// `count` points, 1 to 512, of P and of Q, the exact distance between these clouds, and a best plan.
///
/// # Errors
/// Throws when an argument is not what it may be.
#[wasm_bindgen(unchecked_return_type = "Clouds")]
pub fn clouds(
    #[wasm_bindgen(unchecked_param_type = "Float64Array")] spine: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Float64Array")] curve: &JsValue,
    width: f64,
    count: f64,
) -> Result<JsValue, JsValue> {
    let scene = scene(spine, curve, width)?;
    let count = convert::whole("count", count)?;
    let clouds = scene.clouds(count).map_err(Failure::from)?;
    object([
        ("p", array(&clouds.p)),
        ("q", array(&clouds.q)),
        ("distance", clouds.assignment.cost.into()),
        ("plan", places(clouds.assignment.plan.into_iter()).into()),
    ])
}

/// The divergences of P and Q, both blurred by a Gaussian of standard deviation `blur`: 0, where they
/// are the limits, or from 10⁻⁶ to 10.
///
/// # Errors
/// Throws when an argument is not what it may be.
#[wasm_bindgen(unchecked_return_type = "Divergences")]
pub fn divergences(
    #[wasm_bindgen(unchecked_param_type = "Float64Array")] spine: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Float64Array")] curve: &JsValue,
    width: f64,
    blur: f64,
) -> Result<JsValue, JsValue> {
    let scene = scene(spine, curve, width)?;
    let divergences = scene.divergences(blur).map_err(Failure::from)?;
    object([
        ("kullbackLeibler", divergences.kullback_leibler.into()),
        ("jensenShannon", divergences.jensen_shannon.into()),
        ("totalVariation", divergences.total_variation.into()),
    ])
}

/// The densities of P and Q, both blurred, on side × side cells (2 to 512) of [−1, 1]², to be drawn.
///
/// # Errors
/// Throws when an argument is not what it may be.
#[wasm_bindgen(unchecked_return_type = "Densities")]
pub fn densities(
    #[wasm_bindgen(unchecked_param_type = "Float64Array")] spine: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Float64Array")] curve: &JsValue,
    width: f64,
    blur: f64,
    side: f64,
) -> Result<JsValue, JsValue> {
    let scene = scene(spine, curve, width)?;
    let side = convert::whole("side", side)?;
    let densities = scene.densities(blur, side).map_err(Failure::from)?;
    object([
        ("p", Float32Array::from(densities.p.as_slice()).into()),
        ("q", Float32Array::from(densities.q.as_slice()).into()),
    ])
}

/// `grains` grains of Q and `count` points of P, 1 to 512 each, with a best plan that carries the
/// grains to the points, and a random one.
///
/// # Errors
/// Throws when an argument is not what it may be.
#[wasm_bindgen(unchecked_return_type = "Transport")]
pub fn transport(
    #[wasm_bindgen(unchecked_param_type = "Float64Array")] spine: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Float64Array")] curve: &JsValue,
    width: f64,
    grains: f64,
    count: f64,
) -> Result<JsValue, JsValue> {
    let scene = scene(spine, curve, width)?;
    let grains = convert::whole("grains", grains)?;
    let count = convert::whole("count", count)?;
    let transport = scene.transport(grains, count).map_err(Failure::from)?;
    object([
        ("p", array(&transport.p)),
        ("q", array(&transport.q)),
        ("optimal", plan(&transport.optimal)?),
        ("random", plan(&transport.random)?),
    ])
}

/// The coupling of those grains and points that an entropy of weight `epsilon`, 0.002 to 100, blurs, and
/// the debiased Sinkhorn divergence of both.
///
/// # Errors
/// Throws when an argument is not what it may be.
#[wasm_bindgen(js_name = blurredTransport, unchecked_return_type = "BlurredTransport")]
pub fn blurred_transport(
    #[wasm_bindgen(unchecked_param_type = "Float64Array")] spine: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Float64Array")] curve: &JsValue,
    width: f64,
    grains: f64,
    count: f64,
    epsilon: f64,
) -> Result<JsValue, JsValue> {
    let scene = scene(spine, curve, width)?;
    let grains = convert::whole("grains", grains)?;
    let count = convert::whole("count", count)?;
    let blurred = scene.blurred_transport(grains, count, epsilon);
    let blurred = blurred.map_err(Failure::from)?;
    object([
        ("plan", plan(&blurred.plan)?),
        ("divergence", blurred.divergence.into()),
    ])
}

/// `count` flows, 1 to 100,000, drawn independently, each with a chance that is its mass: places in the
/// arrays of a plan.
///
/// # Errors
/// Throws when `mass` is not of numbers of at least 0, not all 0, or `count` or `seed` not so.
#[wasm_bindgen(js_name = drawFlows)]
pub fn draw_flows(
    #[wasm_bindgen(unchecked_param_type = "Float64Array")] mass: &JsValue,
    count: f64,
    seed: f64,
) -> Result<Uint32Array, JsValue> {
    begin()?;
    let mass = doubles("mass", mass)?;
    let count = convert::whole("count", count)?;
    let seed = convert::whole("seed", seed)?;
    let flows = earthmover_transport::draw_flows(&mass, count, seed).map_err(Failure::from)?;
    Ok(places(flows.into_iter()))
}

/// The exact dual potential of clouds of `count` points (1 to 512), as a critic on side × side cells
/// (2 to 256) of [−1, 1]²: 1-Lipschitz, high on P.
///
/// # Errors
/// Throws when an argument is not what it may be.
#[wasm_bindgen(js_name = planePotential, unchecked_return_type = "PlanePotential")]
pub fn plane_potential(
    #[wasm_bindgen(unchecked_param_type = "Float64Array")] spine: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Float64Array")] curve: &JsValue,
    width: f64,
    count: f64,
    side: f64,
) -> Result<JsValue, JsValue> {
    let scene = scene(spine, curve, width)?;
    let count = convert::whole("count", count)?;
    let side = convert::whole("side", side)?;
    let potential = scene.potential(count, side).map_err(Failure::from)?;
    let values = Float32Array::from(potential.values.as_slice());
    object([
        ("values", values.into()),
        ("pScores", array(&potential.p_scores)),
        ("qScores", array(&potential.q_scores)),
        ("distance", potential.clouds.assignment.cost.into()),
        ("p", array(&potential.clouds.p)),
        ("q", array(&potential.clouds.q)),
    ])
}

fn scene(spine: &JsValue, curve: &JsValue, width: f64) -> Result<Scene, Failure> {
    begin()?;
    let spine = doubles("spine", spine)?;
    let curve = doubles("curve", curve)?;
    Ok(Scene::new(&spine, &curve, width)?)
}

fn plan(plan: &Plan) -> Result<JsValue, JsValue> {
    let flows = || plan.flows.iter();
    let mass: Vec<f64> = flows().map(|flow| flow.mass).collect();
    object([
        ("from", places(flows().map(|flow| flow.source)).into()),
        ("to", places(flows().map(|flow| flow.target)).into()),
        ("mass", array(&mass)),
        ("distance", array(&plan.distances)),
        ("cost", plan.cost.into()),
    ])
}
