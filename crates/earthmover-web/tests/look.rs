//! What the page looks at beside a run, as JavaScript sees it: weights, real digits, latents, and the fields
//! of configurations.

#![cfg(target_arch = "wasm32")]
#![allow(missing_docs, clippy::unwrap_used)]

use earthmover_web::{
    Classifier, Digits, Trainer, draw_latents, fields, interpolate, latent_plane, preset,
    preset_names, restart_fields,
};
use js_sys::{Array, Float32Array, JSON, Promise, Reflect, Uint8Array};
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

const WEIGHTS: &[u8] = include_bytes!("../../earthmover/assets/classifier.safetensors");

/// How many digits the store holds.
const COUNT: u32 = 80;

const CLIPPED: &str = r#"{"batch": 4, "latent": 3, "criticAdam": {"rate": 0.05, "beta1": 0.5, "beta2": 0.9},
    "constraint": {"kind": "weightClipping", "bound": 0.05}, "architecture":
    {"kind": "mlp", "generatorHidden": [8], "criticHidden": [8], "normalisation": "layer"}}"#;

fn js(json: &str) -> JsValue {
    JSON::parse(json).unwrap()
}

fn digits() -> Digits {
    let digits = Digits::new();
    let images = Uint8Array::new_with_length(COUNT * 784);
    for place in 0..COUNT * 784 {
        images.set_index(place, (place.wrapping_mul(2_654_435_761) >> 24) as u8);
    }
    let labels: Vec<u8> = (0..COUNT).map(|n| (n % 10) as u8).collect();
    digits
        .add(&images, &Uint8Array::from(labels.as_slice()), None)
        .unwrap();
    digits
}

async fn create(device: &str, digits: &Digits) -> Trainer {
    let promise = Trainer::create(&js(CLIPPED), &device.into(), digits);
    Trainer::try_from_js_value(JsFuture::from(promise).await.unwrap()).unwrap()
}

fn field(report: &JsValue, name: &str) -> JsValue {
    Reflect::get(report, &name.into()).unwrap()
}

fn number(report: &JsValue, name: &str) -> f64 {
    field(report, name).as_f64().unwrap()
}

fn text(value: &JsValue) -> String {
    JSON::stringify(value).unwrap().into()
}

#[track_caller]
fn complains(error: JsValue, name: &str, expected: &str) {
    let error: js_sys::Error = error.dyn_into().unwrap();
    assert_eq!(String::from(error.name()), name);
    let message = String::from(error.message());
    assert!(message.contains(expected), "{message}");
}

async fn rejects(promise: Promise, name: &str, expected: &str) {
    complains(JsFuture::from(promise).await.unwrap_err(), name, expected);
}

#[wasm_bindgen_test]
async fn clipping_piles_up_the_weights() {
    let digits = digits();
    let device = DEVICE;
    let trainer = create(device, &digits).await;
    let before = JsFuture::from(trainer.weights(16.0)).await.unwrap();
    assert_eq!(number(&before, "count"), 6288.0);
    assert_eq!(number(&before, "atBound"), 0.0);
    let steps = trainer.train(3.0);
    let after = JsFuture::from(trainer.weights(16.0)).await.unwrap();
    JsFuture::from(steps).await.unwrap();
    assert_eq!(number(&after, "iteration"), 3.0);
    assert!(number(&after, "atBound") > 0.5, "{}", text(&after));
    assert_eq!(
        (number(&after, "low"), number(&after, "high")),
        (-0.05, 0.05)
    );
    assert_eq!(number(&after, "bound"), 0.05);
    let counts = Array::from(&field(&after, "counts"));
    let sum: f64 = counts.iter().filter_map(|count| count.as_f64()).sum();
    assert_eq!((counts.length(), sum), (16, 6288.0));
    trainer
        .configure(&js(r#"{"constraint": {"kind": "none"}}"#))
        .unwrap();
    let free = JsFuture::from(trainer.weights(1.0)).await.unwrap();
    assert!(field(&free, "bound").is_null());
    rejects(trainer.weights(0.0), "ArgumentError", "`bins` is 0").await;
    rejects(trainer.weights(1.5), "ArgumentError", "`bins` is 1.5").await;
    trainer.close();
    rejects(trainer.weights(4.0), "ClosedError", "closed").await;
}

#[wasm_bindgen_test]
fn images_of_other_classes_are_told_of_by_distances() {
    let store = Digits::of_classes(Some(200.0)).unwrap();
    let images = Uint8Array::from(vec![9; 40 * 784].as_slice());
    let labels = Uint8Array::from(vec![199; 40].as_slice());
    store.add(&images, &labels, None).unwrap();
    let copies = Uint8Array::from(vec![9; 16 * 784].as_slice());
    let found = store.neighbours(&copies, 7.0).unwrap();
    assert_eq!(number(&found, "count"), 16.0);
    assert_eq!(number(&found, "nearest"), 0.0);
    assert_eq!(number(&found, "realNearest"), 0.0);
    assert_eq!(number(&found, "coverage"), 1.0);
    assert_eq!(number(&found, "realCoverage"), 1.0);
    let argument = "ArgumentError";
    let few = Uint8Array::new_with_length(7 * 784);
    complains(store.neighbours(&few, 7.0).unwrap_err(), argument, "5488");
    for (classes, said) in [
        (0.0, "`classes` is 0"),
        (256.0, "`classes` is 256"),
        (1.5, "1.5"),
    ] {
        complains(
            Digits::of_classes(Some(classes)).err().unwrap(),
            argument,
            said,
        );
    }
    let beyond = Uint8Array::from(vec![200].as_slice());
    let one = Uint8Array::new_with_length(784);
    assert!(store.add(&one, &beyond, None).is_err());
    store.close();
    complains(
        store.neighbours(&copies, 7.0).unwrap_err(),
        "ClosedError",
        "closed",
    );
}

#[wasm_bindgen_test]
fn the_nearest_of_a_drawn_digit_is_itself() {
    let digits = digits();
    let drawn = digits.draw(5.0, 3.0).unwrap();
    assert_eq!(text(&drawn), text(&digits.draw(5.0, 3.0).unwrap()));
    let indices = js_sys::Uint32Array::from(field(&drawn, "indices")).to_vec();
    let labels = Uint8Array::from(field(&drawn, "labels")).to_vec();
    let images = Uint8Array::from(field(&drawn, "images")).to_vec();
    for (place, &index) in indices.iter().enumerate() {
        let image = digits.image(f64::from(index)).unwrap();
        assert_eq!(image.to_vec(), images[place * 784..][..784]);
        let nearest = digits.nearest(&image).unwrap();
        assert_eq!(number(&nearest, "index"), f64::from(index));
        assert_eq!(number(&nearest, "label"), f64::from(labels[place]));
        assert_eq!(number(&nearest, "distance"), 0.0);
    }
    let argument = "ArgumentError";
    complains(digits.image(80.0).unwrap_err(), argument, "`index` is 80");
    complains(digits.image(-1.0).unwrap_err(), argument, "`index` is -1");
    complains(digits.draw(0.5, 1.0).unwrap_err(), argument, "`count`");
    complains(
        digits.draw(81.0, 1.0).unwrap_err(),
        "DataError",
        "80 images",
    );
    let short = Uint8Array::new_with_length(783);
    complains(digits.nearest(&short).unwrap_err(), argument, "783");
    complains(
        digits.nearest(&js("[]")).unwrap_err(),
        argument,
        "`image` is Array",
    );
    digits.close();
    complains(digits.image(0.0).unwrap_err(), "ClosedError", "closed");
}

#[wasm_bindgen_test]
async fn latents_are_those_of_sample_and_bad_ones_are_named() {
    let digits = digits();
    let trainer = create(DEVICE, &digits).await;
    let latents = draw_latents(4.0, 11.0, 3.0).unwrap();
    let given = JsFuture::from(trainer.sample(&latents)).await.unwrap();
    let drawn = trainer.sample(&js(r#"{"count": 4, "seed": 11}"#));
    let drawn = JsFuture::from(drawn).await.unwrap();
    let bytes = |images: JsValue| Uint8Array::from(images).to_vec();
    assert_eq!(bytes(given), bytes(drawn));

    let points = Float32Array::from([0.0_f32, 0.0, 1.0, -2.0].as_slice());
    let plane = latent_plane(5.0, 64.0, &points).unwrap().to_vec();
    for z in plane.chunks_exact(64) {
        let square: f32 = z.iter().map(|x| x * x).sum();
        assert!((square - 64.0).abs() < 1e-3, "{square}");
    }
    let [from, to] = [0, 1].map(|n| Float32Array::from(&plane[n * 64..][..64]));
    let path = interpolate(&from, &to, 5.0).unwrap().to_vec();
    assert_eq!(path[..64], from.to_vec());
    assert_eq!(path[4 * 64..], to.to_vec());

    let argument = "ArgumentError";
    for (error, expected) in [
        (draw_latents(0.0, 1.0, 4.0), "`count` is 0"),
        (draw_latents(1.0, -1.0, 4.0), "`seed` is -1"),
        (latent_plane(1.0, 1e6, &points), "`latent` is 1000000"),
        (latent_plane(1.0, 4.0, &js("[1]")), "`points` is Array"),
        (interpolate(&from, &points, 3.0), "`to.length` is 4"),
        (interpolate(&from, &to, 1.0), "`count` is 1"),
    ] {
        complains(error.unwrap_err(), argument, expected);
    }
}

#[wasm_bindgen_test]
async fn what_needs_a_restart_is_what_configure_refuses() {
    let digits = digits();
    let trainer = create(DEVICE, &digits).await;
    let config = trainer.config().unwrap();
    for (patch, expected) in [
        (r#"{"nCritic": 2, "constraint": {"bound": 1}}"#, "[]"),
        (r#"{"averaging": null}"#, "[]"),
        (
            r#"{"batch": 5, "architecture": {"criticHidden": [9]}}"#,
            r#"["batch","architecture.criticHidden"]"#,
        ),
        (
            r#"{"architecture": {"kind": "conv"}}"#,
            r#"["architecture.kind"]"#,
        ),
    ] {
        let found = restart_fields(&config, &js(patch)).unwrap();
        assert_eq!(text(&found), expected);
        assert_eq!(trainer.configure(&js(patch)).is_ok(), expected == "[]");
    }
    let error = restart_fields(&config, &js(r#"{"batch": 1}"#)).unwrap_err();
    complains(error, "ArgumentError", "`batch` is 1");
    let error = restart_fields(&js("[]"), &js("{}")).unwrap_err();
    complains(error, "ArgumentError", "`config` is Array");
}

#[wasm_bindgen_test]
fn fields_and_presets_are_told() {
    let fields = Array::from(&fields().unwrap());
    let named = |name: &str| {
        let is = |report: &JsValue| field(report, "name") == name;
        fields.iter().find(is).unwrap()
    };
    let batch = named("batch");
    assert_eq!(
        (number(&batch, "least"), number(&batch, "most")),
        (2.0, 1024.0)
    );
    assert_eq!(field(&batch, "live"), JsValue::FALSE);
    let pairs = named("constraint.pairs");
    assert_eq!(field(&pairs, "of"), "slopePenalty");
    assert_eq!(Array::from(&field(&pairs, "options")).length(), 5);
    let names = Array::from(&preset_names().unwrap());
    assert!(names.length() >= 15);
    for name in names {
        let config = preset(&name).unwrap();
        assert_eq!(text(&restart_fields(&config, &js("{}")).unwrap()), "[]");
    }
}

#[wasm_bindgen_test]
async fn real_digits_are_judged_as_fakes_are() {
    let digits = digits();
    let device = DEVICE;
    let trainer = create(device, &digits).await;
    let promise = Classifier::load(&Uint8Array::from(WEIGHTS), &device.into());
    let classifier = JsFuture::from(promise).await.unwrap();
    let classifier = Classifier::try_from_js_value(classifier).unwrap();
    let before = JsFuture::from(trainer.real_quality(80.0, &classifier)).await;
    let before = before.unwrap();
    assert_eq!(number(&before, "count"), 80.0);
    JsFuture::from(trainer.train(2.0)).await.unwrap();
    let after = JsFuture::from(trainer.real_quality(80.0, &classifier)).await;
    assert_eq!(text(&before), text(&after.unwrap()));
    let fakes = JsFuture::from(trainer.quality(80.0, &classifier)).await;
    assert_ne!(text(&before), text(&fakes.unwrap()));
    let more = trainer.real_quality(81.0, &classifier);
    rejects(more, "DataError", "80 images").await;
    let few = trainer.real_quality(63.0, &classifier);
    rejects(few, "ArgumentError", "`count` is 63").await;
}
