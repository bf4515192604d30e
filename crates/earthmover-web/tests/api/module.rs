//! What a module says of itself.

use super::*;

#[wasm_bindgen_test]
async fn devices_say_what_works_and_why() {
    let reports = Array::from(&JsFuture::from(devices()).await.unwrap());
    assert_eq!(reports.length(), 1);
    let report = reports.get(0);
    let field = |field: &str| Reflect::get(&report, &field.into()).unwrap();
    assert_eq!(field("name").as_string().unwrap(), DEVICE);
    assert!(field("reason").as_string().unwrap().ends_with('.'));
    assert_eq!(field("works"), JsValue::TRUE, "{report:?}");
}

#[wasm_bindgen_test]
fn presets_are_whole_configurations() {
    for name in ["article", "wide", "notebook", "clipping"] {
        let config = preset(&name.into()).unwrap();
        for field in [
            "seed",
            "latent",
            "batch",
            "architecture",
            "constraint",
            "nCritic",
        ] {
            assert!(
                Reflect::has(&config, &field.into()).unwrap(),
                "{name} has no {field}"
            );
        }
    }
    says(
        named(preset(&"fast".into()).unwrap_err()),
        "ArgumentError",
        "`preset` is \"fast\"",
    );
    says(
        named(preset(&JsValue::NULL).unwrap_err()),
        "ArgumentError",
        "`name` is",
    );
}

#[wasm_bindgen_test]
fn noise_is_that_of_every_other_target() {
    // The same numbers stand in the native tests.
    let mut noise = Noise::new(7, Purpose::Sample, 0);
    assert_eq!(noise.normals(3), [0.524_892_87, 0.521_555_6, 0.347_176_97]);
    assert_eq!(noise.choose(4, 1000), [898, 342, 73, 583]);
}
