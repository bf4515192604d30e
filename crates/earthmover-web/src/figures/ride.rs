//! Fakes that ride the best critic's slope onto P.

use earthmover_figures::plane;
use js_sys::{Float32Array, Reflect};
use wasm_bindgen::prelude::*;

use super::{array, begin, doubles, places};
use crate::convert::{self, Failure, object, wrong_type};

/// Points of P, as many fakes, and their best critic: the game of a Wasserstein GAN without networks.
#[wasm_bindgen]
pub struct Ride(plane::Ride);

#[wasm_bindgen]
impl Ride {
    /// `count` points, 1 to 512, of P, and as many fakes that begin at `start`.
    ///
    /// # Errors
    /// Throws when an argument is not what it may be.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "Float64Array")] spine: &JsValue,
        width: f64,
        count: f64,
        #[wasm_bindgen(unchecked_param_type = "RideStart")] start: &JsValue,
    ) -> Result<Self, JsValue> {
        begin()?;
        let spine = doubles("spine", spine)?;
        let count = convert::whole("count", count)?;
        let start = start_of(start)?;
        let ride = plane::Ride::new(&spine, width, count, start).map_err(Failure::from)?;
        Ok(Self(ride))
    }

    /// Fakes that know nothing yet; P stays where it is.
    ///
    /// # Errors
    /// Throws when `start` is not what it may be.
    #[wasm_bindgen(js_name = begin)]
    pub fn begin_at(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "RideStart")] start: &JsValue,
    ) -> Result<(), JsValue> {
        begin()?;
        let start = start_of(start)?;
        Ok(self.0.begin(start).map_err(Failure::from)?)
    }

    /// Lays P so far from where it was at first, −10 to 10 each way; the fakes stay.
    ///
    /// # Errors
    /// Throws when an argument is not what it may be.
    pub fn place(&mut self, x: f64, y: f64) -> Result<(), JsValue> {
        begin()?;
        Ok(self.0.place(x, y).map_err(Failure::from)?)
    }

    /// Moves every fake by `step`, 0 to 10, along its arrow, and no farther than to its partner.
    ///
    /// # Errors
    /// Throws when `step` is not so.
    pub fn advance(&mut self, step: f64) -> Result<(), JsValue> {
        begin()?;
        Ok(self.0.advance(step).map_err(Failure::from)?)
    }

    /// Where everything is.
    ///
    /// # Errors
    /// None that is expected.
    #[wasm_bindgen(unchecked_return_type = "RideLook")]
    pub fn look(&self) -> Result<JsValue, JsValue> {
        begin()?;
        object([
            ("p", array(self.0.p())),
            ("fakes", array(self.0.fakes())),
            ("partners", places(self.0.partners().iter().copied()).into()),
            ("distance", self.0.distance().into()),
        ])
    }

    /// The best critic on `columns` × `rows` square cells, 2 to 256 each.
    ///
    /// # Errors
    /// Throws when an argument is not so.
    #[wasm_bindgen(unchecked_return_type = "RidePotential")]
    pub fn potential(&self, columns: f64, rows: f64) -> Result<JsValue, JsValue> {
        begin()?;
        let columns = convert::whole("columns", columns)?;
        let rows = convert::whole("rows", rows)?;
        let found = self.0.potential(columns, rows).map_err(Failure::from)?;
        let values = Float32Array::from(found.values.as_slice());
        object([
            ("values", values.into()),
            ("pScores", array(&found.p_scores)),
            ("fakeScores", array(&found.fake_scores)),
        ])
    }
}

fn start_of(value: &JsValue) -> Result<plane::Start, Failure> {
    if !value.is_object() {
        return Err(wrong_type("start", value, "an object of numbers"));
    }
    let field = |name: &str| {
        let field = Reflect::get(value, &name.into()).unwrap_or(JsValue::UNDEFINED);
        let argument = format!("start.{name}");
        let number = field.as_f64();
        number.ok_or_else(|| wrong_type(&argument, &field, "a number"))
    };
    Ok(plane::Start {
        at: [field("x")?, field("y")?],
        spread: field("spread")?,
        seed: convert::whole("start.seed", field("seed")?)?,
    })
}
