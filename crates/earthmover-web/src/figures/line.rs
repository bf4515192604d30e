//! Two distributions on the interval [−1, 1], and critics of them.

use earthmover_figures::interval;
use earthmover_transport as transport;
use js_sys::Float64Array;
use wasm_bindgen::prelude::*;

use super::{array, begin, doubles};
use crate::convert::{self, Failure, object};

/// Probabilities at `points` even places (2 to 4,096) of [−1, 1], both ends included, of a mixture of
/// normals: `means` from −1 to 1, `widths` (standard deviations) from 0.001 to 10, `weights` from
/// 0 to 10⁶, one of them at least 10⁻⁶; as many of each, 1 to 64.
///
/// # Errors
/// Throws when an argument is not what it may be.
#[wasm_bindgen(js_name = lineDensity)]
pub fn line_density(
    #[wasm_bindgen(unchecked_param_type = "Float64Array")] means: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Float64Array")] widths: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Float64Array")] weights: &JsValue,
    points: f64,
) -> Result<Float64Array, JsValue> {
    begin()?;
    let means = doubles("means", means)?;
    let widths = doubles("widths", widths)?;
    let weights = doubles("weights", weights)?;
    let points = convert::whole("points", points)?;
    let masses = interval::mixture(&means, &widths, &weights, points).map_err(Failure::from)?;
    Ok(Float64Array::from(masses.as_slice()))
}

/// The exact distance between `p` and `q`, probabilities at the same 2 to 4,096 even places of [−1, 1],
/// and a best critic.
///
/// # Errors
/// Throws when an argument is not what it may be.
#[wasm_bindgen(js_name = lineDual, unchecked_return_type = "LineDual")]
pub fn line_dual(
    #[wasm_bindgen(unchecked_param_type = "Float64Array")] p: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Float64Array")] q: &JsValue,
) -> Result<JsValue, JsValue> {
    let (p, q, spacing) = distributions(p, q)?;
    let dual = transport::line_dual(&p, &q, spacing).map_err(Failure::from)?;
    object([
        ("distance", dual.distance.into()),
        ("potential", array(&dual.potential)),
    ])
}

/// The gap and the slopes of any critic `f` of `p` and `q`, as many numbers.
///
/// # Errors
/// Throws when an argument is not what it may be.
#[wasm_bindgen(js_name = lineGap, unchecked_return_type = "LineGap")]
pub fn line_gap(
    #[wasm_bindgen(unchecked_param_type = "Float64Array")] p: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Float64Array")] q: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Float64Array")] f: &JsValue,
) -> Result<JsValue, JsValue> {
    let (p, q, spacing) = distributions(p, q)?;
    let f = doubles("f", f)?;
    let gap = transport::line_gap(&p, &q, &f, spacing).map_err(Failure::from)?;
    object([
        ("gap", gap.gap.into()),
        ("slopes", array(&gap.slopes)),
        ("steepest", gap.steepest.into()),
        ("violations", gap.violations.into()),
    ])
}

fn distributions(p: &JsValue, q: &JsValue) -> Result<(Vec<f64>, Vec<f64>, f64), Failure> {
    begin()?;
    let p = doubles("p", p)?;
    let q = doubles("q", q)?;
    let spacing = interval::spacing("p.length", p.len() as u64)?;
    Ok((p, q, spacing))
}
