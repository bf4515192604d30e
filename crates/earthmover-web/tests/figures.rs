//! Every call of the figures' module and every bad argument, as JavaScript sees them, in a dedicated
//! worker. What the numbers obey is tested natively.

#![cfg(target_arch = "wasm32")]
#![allow(missing_docs, clippy::unwrap_used)]

use earthmover_web::{
    Paradox, Ride, centred, clouds, curve, densities, divergences, draw_flows, line_density,
    line_dual, line_gap, memory, plane_potential, transport, varied,
};
use js_sys::{Array, Float32Array, Float64Array, Object, Reflect, Uint8Array, Uint32Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

const SPINE: [f64; 8] = [-0.7, -0.4, -0.2, 0.3, 0.3, -0.1, 0.7, 0.4];
const CURVE: [f64; 6] = [-0.6, 0.5, 0.0, 0.8, 0.6, 0.6];

fn js(numbers: &[f64]) -> JsValue {
    Float64Array::from(numbers).into()
}

fn field(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap()
}

fn number(object: &JsValue, name: &str) -> f64 {
    let value = field(object, name).as_f64();
    value.unwrap_or_else(|| panic!("no number {name} in {object:?}"))
}

/// The field as the typed array that it must be.
#[track_caller]
fn array<T: JsCast>(object: &JsValue, name: &str) -> T {
    field(object, name).dyn_into().unwrap()
}

fn doubles(object: &JsValue, name: &str) -> Vec<f64> {
    array::<Float64Array>(object, name).to_vec()
}

/// The names of the object's fields.
fn keys(object: &JsValue) -> Vec<String> {
    let keys = Object::keys(object.dyn_ref::<Object>().unwrap());
    keys.iter().map(|key| key.as_string().unwrap()).collect()
}

fn mean(numbers: &[f64]) -> f64 {
    numbers.iter().sum::<f64>() / numbers.len() as f64
}

#[track_caller]
fn says<T>(result: Result<T, JsValue>, expected: &str) {
    let error: js_sys::Error = match result {
        Ok(_) => panic!("nothing says {expected:?}"),
        Err(error) => error.dyn_into().unwrap(),
    };
    let message = String::from(error.message());
    assert_eq!(String::from(error.name()), "ArgumentError", "{message}");
    assert!(
        message.starts_with(expected),
        "{message:?} does not say {expected:?}"
    );
}

#[wasm_bindgen_test]
fn a_curve_goes_from_its_first_control_point_to_its_last() {
    let points = curve(&js(&SPINE), 50.0).unwrap().to_vec();
    assert_eq!(points.len(), 100);
    assert_eq!(points[..2], SPINE[..2]);
    assert!((points[98] - 0.7).abs() + (points[99] - 0.4).abs() < 1e-12);
}

#[wasm_bindgen_test]
fn clouds_have_a_distance_and_a_plan() {
    let found = clouds(&js(&SPINE), &js(&CURVE), 0.1, 40.0).unwrap();
    assert_eq!(keys(&found), ["p", "q", "distance", "plan"]);
    let (p, q) = (doubles(&found, "p"), doubles(&found, "q"));
    let plan = array::<Uint32Array>(&found, "plan").to_vec();
    let lengths = plan.iter().enumerate().map(|(i, &j)| {
        let j = j as usize;
        f64::hypot(p[2 * i] - q[2 * j], p[2 * i + 1] - q[2 * j + 1])
    });
    let lengths: Vec<f64> = lengths.collect();
    assert_eq!(lengths.len(), 40);
    assert!((mean(&lengths) - number(&found, "distance")).abs() < 1e-12);
    let equal = clouds(&js(&SPINE), &js(&SPINE), 0.0, 40.0).unwrap();
    assert_eq!(number(&equal, "distance"), 0.0);
}

#[wasm_bindgen_test]
fn divergences_are_numbers_and_infinity() {
    let found = divergences(&js(&SPINE), &js(&CURVE), 0.1, 0.2).unwrap();
    let names = ["kullbackLeibler", "jensenShannon", "totalVariation"];
    assert_eq!(keys(&found), names);
    for name in names {
        assert!(number(&found, name) > 0.0 && number(&found, name).is_finite());
    }
    let limits = divergences(&js(&SPINE), &js(&CURVE), 0.1, 0.0).unwrap();
    let limits = names.map(|name| number(&limits, name));
    assert_eq!(limits, [f64::INFINITY, std::f64::consts::LN_2, 1.0]);
}

#[wasm_bindgen_test]
fn densities_fill_the_grid() {
    let found = densities(&js(&SPINE), &js(&CURVE), 0.1, 0.1, 32.0).unwrap();
    assert_eq!(keys(&found), ["p", "q"]);
    for name in ["p", "q"] {
        let values = array::<Float32Array>(&found, name).to_vec();
        assert_eq!(values.len(), 1024);
        let mass: f32 = values.iter().sum::<f32>() / 256.0;
        assert!((mass - 1.0).abs() < 0.02, "{mass}");
    }
    // The curve is in the upper half.
    let q = array::<Float32Array>(&found, "q").to_vec();
    assert!(q[..512].iter().sum::<f32>() > 50.0 * q[512..].iter().sum::<f32>());
}

#[wasm_bindgen_test]
fn plans_carry_all_mass_and_are_drawn_from() {
    let found = transport(&js(&SPINE), &js(&CURVE), 0.1, 6.0, 30.0).unwrap();
    assert_eq!(keys(&found), ["p", "q", "optimal", "random"]);
    assert_eq!(doubles(&found, "p").len(), 60);
    assert_eq!(doubles(&found, "q").len(), 12);
    let mut costs = Vec::new();
    for name in ["optimal", "random"] {
        let plan = field(&found, name);
        assert_eq!(keys(&plan), ["from", "to", "mass", "distance", "cost"]);
        let from = array::<Uint32Array>(&plan, "from").to_vec();
        let to = array::<Uint32Array>(&plan, "to").to_vec();
        let (mass, distance) = (doubles(&plan, "mass"), doubles(&plan, "distance"));
        assert!(from.iter().all(|&k| k < 6) && to.iter().all(|&k| k < 30));
        assert_eq!([from.len(), to.len(), distance.len()], [mass.len(); 3]);
        assert!((mass.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        let cost: f64 = mass.iter().zip(&distance).map(|(m, d)| m * d).sum();
        assert!((cost - number(&plan, "cost")).abs() < 1e-12);
        costs.push(cost);
        let drawn = draw_flows(&field(&plan, "mass"), 100.0, 1.0).unwrap();
        let drawn = drawn.to_vec();
        assert_eq!(drawn.len(), 100);
        assert!(drawn.iter().all(|&flow| (flow as usize) < mass.len()));
    }
    assert!(costs[0] < costs[1]);
}

#[wasm_bindgen_test]
fn a_potential_has_the_gap_that_is_the_distance() {
    let found = plane_potential(&js(&SPINE), &js(&CURVE), 0.1, 40.0, 16.0).unwrap();
    let names = ["values", "pScores", "qScores", "distance", "p", "q"];
    assert_eq!(keys(&found), names);
    assert_eq!(array::<Float32Array>(&found, "values").length(), 256);
    let gap = mean(&doubles(&found, "pScores")) - mean(&doubles(&found, "qScores"));
    assert!((gap - number(&found, "distance")).abs() < 1e-9);
    let clouds = clouds(&js(&SPINE), &js(&CURVE), 0.1, 40.0).unwrap();
    for name in ["p", "q"] {
        assert_eq!(doubles(&found, name), doubles(&clouds, name));
    }
}

#[wasm_bindgen_test]
fn the_dual_on_the_line_has_the_gap_that_is_the_distance() {
    let mixture = |means: &[f64]| {
        let ones = js(&vec![1.0; means.len()]);
        let widths = js(&vec![0.1; means.len()]);
        JsValue::from(line_density(&js(means), &widths, &ones, 101.0).unwrap())
    };
    let (p, q) = (mixture(&[-0.4, 0.5]), mixture(&[0.1]));
    let dual = line_dual(&p, &q).unwrap();
    assert_eq!(keys(&dual), ["distance", "potential"]);
    let found = line_gap(&p, &q, &field(&dual, "potential")).unwrap();
    assert_eq!(keys(&found), ["gap", "slopes", "steepest", "violations"]);
    assert!((number(&found, "gap") - number(&dual, "distance")).abs() < 1e-9);
    assert_eq!(doubles(&found, "slopes").len(), 100);
    assert!((number(&found, "steepest") - 1.0).abs() < 1e-9);
    assert_eq!(number(&found, "violations"), 0.0);
}

/// Stripes of as many widths as there are images, and their negatives.
fn images(count: u32) -> JsValue {
    let array = Uint8Array::new_with_length(count * 784);
    for place in 0..count * 784 {
        let (image, pixel) = (place / 784, place % 784);
        let bright = (pixel / (1 + image / 2) + image).is_multiple_of(2);
        array.set_index(place, if bright { 255 } else { 0 });
    }
    array.into()
}

#[wasm_bindgen_test]
fn a_paradox_comes_to_its_end_in_steps() {
    let mut paradox = Paradox::new(&images(40), Some(6.0), Some(3.0), None).unwrap();
    let begun = paradox.report().unwrap();
    assert_eq!(number(&begun, "progress"), 0.0);
    assert_eq!(field(&field(&begun, "real"), "mean"), JsValue::NULL);
    assert_eq!(
        field(&paradox.pictures().unwrap(), "centres"),
        JsValue::NULL
    );
    while paradox.advance().unwrap() {}
    let report = paradox.report().unwrap();
    assert_eq!(number(&report, "progress"), 1.0);
    for (name, expected) in [
        ("count", 6.0),
        ("draws", 3.0),
        ("seed", 0.0),
        ("centreDigits", 20.0),
        ("batchDigits", 20.0),
    ] {
        assert_eq!(number(&report, name), expected, "{name}");
    }
    for name in ["real", "mean", "centres"] {
        let distances = field(&report, name);
        assert_eq!(keys(&distances), ["values", "mean", "deviation"]);
        assert_eq!(Array::from(&field(&distances, "values")).length(), 3);
        assert!(number(&distances, "mean") > 0.0 && number(&distances, "deviation") >= 0.0);
    }
    let pictures = paradox.pictures().unwrap();
    for (name, count) in [("real", 6), ("other", 6), ("mean", 1), ("centres", 6)] {
        assert_eq!(
            array::<Uint8Array>(&pictures, name).length(),
            count * 784,
            "{name}"
        );
    }
}

/// Where the fakes of a ride begin.
fn start(x: f64, seed: f64) -> JsValue {
    let start = Object::new();
    for (name, value) in [("x", x), ("y", -0.5), ("spread", 0.1), ("seed", seed)] {
        Reflect::set(&start, &name.into(), &value.into()).unwrap();
    }
    start.into()
}

#[wasm_bindgen_test]
fn a_ride_comes_to_p_in_steps_and_p_may_be_moved() {
    let mut ride = Ride::new(&js(&SPINE), 0.1, 30.0, &start(-1.0, 1.0)).unwrap();
    let begun = ride.look().unwrap();
    assert_eq!(keys(&begun), ["p", "fakes", "partners", "distance"]);
    assert_eq!(array::<Uint32Array>(&begun, "partners").length(), 30);
    ride.advance(0.01).unwrap();
    let moved = ride.look().unwrap();
    let fallen = number(&begun, "distance") - number(&moved, "distance");
    assert!((fallen - 0.01).abs() < 1e-12, "{fallen}");
    let found = ride.potential(18.0, 10.0).unwrap();
    assert_eq!(keys(&found), ["values", "pScores", "fakeScores"]);
    assert_eq!(array::<Float32Array>(&found, "values").length(), 180);
    let gap = mean(&doubles(&found, "pScores")) - mean(&doubles(&found, "fakeScores"));
    assert!((gap - number(&moved, "distance")).abs() < 1e-9);
    ride.place(0.2, 0.0).unwrap();
    let placed = ride.look().unwrap();
    assert_eq!(doubles(&placed, "p")[0], doubles(&begun, "p")[0] + 0.2);
    assert_eq!(doubles(&placed, "fakes"), doubles(&moved, "fakes"));
    ride.advance(10.0).unwrap();
    assert_eq!(number(&ride.look().unwrap(), "distance"), 0.0);
    ride.begin_at(&start(-1.0, 1.0)).unwrap();
    assert_eq!(
        doubles(&ride.look().unwrap(), "fakes"),
        doubles(&begun, "fakes")
    );
}

#[wasm_bindgen_test]
fn bad_arguments_are_errors_that_name_them() {
    let (p, q) = (js(&SPINE), js(&CURVE));
    let text = JsValue::from("spine");
    says(
        curve(&text, 9.0),
        "`control` is \"spine\"; it must be a Float64Array",
    );
    says(curve(&p, 0.0), "`count` is 0");
    says(curve(&p, 1.5), "`count` is 1.5; it must be a whole number");
    says(clouds(&text, &q, 0.1, 9.0), "`spine` is ");
    says(clouds(&p, &JsValue::UNDEFINED, 0.1, 9.0), "`curve` is ");
    says(
        clouds(&p, &js(&[f64::NAN, 0.0]), 0.1, 9.0),
        "`curve[0]` is NaN",
    );
    says(clouds(&p, &q, f64::NAN, 9.0), "`width` is NaN");
    says(clouds(&p, &q, 0.1, 513.0), "`count` is 513");
    says(divergences(&p, &q, 0.1, -1.0), "`blur` is -1");
    says(densities(&p, &q, 0.1, 0.1, 1.0), "`side` is 1");
    says(transport(&p, &q, 0.1, 0.0, 9.0), "`grains` is 0");
    says(transport(&p, &q, 0.1, 9.0, f64::NAN), "`count` is NaN");
    says(draw_flows(&js(&[0.5, -1.0]), 9.0, 0.0), "`mass[1]` is -1");
    says(draw_flows(&js(&[1.0]), 0.0, 0.0), "`count` is 0");
    says(draw_flows(&js(&[1.0]), 1.0, -1.0), "`seed` is -1");
    says(plane_potential(&p, &q, 0.1, 9.0, 257.0), "`side` is 257");
    let one = js(&[1.0]);
    says(
        line_density(&js(&[2.0]), &one, &one, 9.0),
        "`means[0]` is 2",
    );
    says(
        line_density(&one, &text, &one, 9.0),
        "`widths` is \"spine\"",
    );
    says(
        line_density(&one, &one, &js(&[]), 9.0),
        "`weights.length` is 0",
    );
    says(line_density(&one, &one, &one, 1.0), "`points` is 1");
    let half = js(&[0.5, 0.5]);
    says(line_dual(&one, &one), "`p.length` is 1");
    says(line_dual(&half, &one), "`q.length` is 1");
    says(line_dual(&js(&[0.5, 0.4]), &half), "`p.sum` is 0.9");
    says(line_gap(&half, &half, &one), "`f.length` is 1");
    says(
        line_gap(&half, &half, &js(&[0.0, f64::NAN])),
        "`f[1]` is NaN",
    );
    let paradox = |images: &JsValue, count, draws, seed| Paradox::new(images, count, draws, seed);
    says(
        paradox(&p, None, None, None),
        "`images` is Float64Array; it must be a Uint8Array",
    );
    says(
        paradox(&images(40), None, None, None),
        "`images.length` is 31360; it must be at least 200704",
    );
    says(
        paradox(&images(40), Some(257.0), None, None),
        "`count` is 257",
    );
    says(
        paradox(&images(40), Some(2.0), Some(0.0), None),
        "`draws` is 0",
    );
    says(
        paradox(&images(40), Some(2.0), None, Some(0.5)),
        "`seed` is 0.5",
    );
    let ride = |start: &JsValue| Ride::new(&p, 0.1, 9.0, start);
    says(
        ride(&text),
        "`start` is \"spine\"; it must be an object of numbers",
    );
    says(
        ride(&Object::new()),
        "`start.x` is JsValue(undefined); it must be a number",
    );
    says(ride(&start(11.0, 1.0)), "`start.x` is 11");
    says(ride(&start(0.0, 0.5)), "`start.seed` is 0.5");
    says(Ride::new(&p, 0.1, 0.0, &start(0.0, 1.0)), "`count` is 0");
    let mut ride = ride(&start(0.0, 1.0)).unwrap();
    says(ride.place(0.0, f64::NAN), "`y` is NaN");
    says(ride.advance(-1.0), "`step` is -1");
    says(ride.potential(9.0, 1.0), "`rows` is 1");
    says(ride.begin_at(&JsValue::NULL), "`start` is JsValue(null)");
}

#[wasm_bindgen_test]
fn a_long_drag_needs_no_more_memory() {
    let mut after = Vec::new();
    let mut ride = Ride::new(&js(&SPINE), 0.1, 96.0, &start(-1.0, 1.0)).unwrap();
    for round in 0..3 {
        for step in 0..40 {
            let width = 0.005 * f64::from(step);
            clouds(&js(&SPINE), &js(&CURVE), width, 128.0).unwrap();
            densities(&js(&SPINE), &js(&CURVE), width, 0.05, 64.0).unwrap();
            plane_potential(&js(&SPINE), &js(&CURVE), width, 128.0, 32.0).unwrap();
            ride.place(width, -width).unwrap();
            ride.advance(0.01).unwrap();
            ride.potential(72.0, 36.0).unwrap();
            ride.look().unwrap();
        }
        after.push(memory());
        assert!(round == 0 || after[round] == after[0], "{after:?}");
    }
}

/// The images that the native test of shapes makes.
fn own_images() -> Vec<u8> {
    let shade =
        |scale: usize| move |at: usize| ((at % 60) * scale + (at / 60) * 7) % 256 / 128 * 200;
    let images = [shade(11), shade(5)].map(|shade| {
        let picture: Vec<u8> = (0..60 * 45).map(|at| shade(at) as u8).collect();
        centred(&Uint8Array::from(picture.as_slice()).into(), 60.0, 45.0)
            .unwrap()
            .to_vec()
    });
    images.concat()
}

#[wasm_bindgen_test]
fn images_of_a_readers_own_are_those_of_every_processor() {
    let images = Uint8Array::from(own_images().as_slice()).into();
    let made = varied(&images, 2.0, 12.0, 0.15, 7.0, 0.0, 50.0)
        .unwrap()
        .to_vec();
    assert_eq!(made.len(), 50 * 784);
    // Fowler, Noll and Vo's hash, as natively.
    let hash = made.iter().fold(0xcbf2_9ce4_8422_2325, |hash: u64, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    assert_eq!(hash, 0x5913_9baf_2165_5b04);
}

#[wasm_bindgen_test]
fn images_of_a_readers_own_that_cannot_be_are_refused() {
    let bytes = |length: u32| Uint8Array::new_with_length(length).into();
    says(centred(&js(&[0.0]), 1.0, 1.0), "`image` is Float64Array");
    says(
        centred(&bytes(12), 3.0, 4.0),
        "`image` is all of one grey, 0",
    );
    says(centred(&bytes(12), 3.5, 4.0), "`width` is 3.5");
    let vary = |images: &JsValue, shift, seed| varied(images, shift, 12.0, 0.15, seed, 0.0, 4.0);
    says(vary(&js(&[0.0]), 2.0, 7.0), "`images` is Float64Array");
    says(vary(&bytes(784), 2.0, 7.0), "`images.length` is 784");
    says(vary(&bytes(1568), 9.0, 7.0), "`shift` is 9");
    says(vary(&bytes(1568), 2.0, -7.0), "`seed` is -7");
}
