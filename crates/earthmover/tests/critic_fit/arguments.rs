//! What is said of bad arguments.

use earthmover::burn::tensor::Device;
use earthmover::config::CriticConfig;
use earthmover::critic::{CriticFit, grid};
use earthmover::data::mnist;
use earthmover::{Config, Error, Images};
use pollster::block_on;
use serde_json::json;

use super::clouds;
use super::digits::store;

#[track_caller]
fn says<T: std::fmt::Debug>(result: Result<T, Error>, expected: &str) {
    let message = result.unwrap_err().to_string();
    assert!(message.contains(expected), "{message:?}: {expected:?}");
}

#[test]
fn what_is_wrong_is_named() {
    let [p, q] = clouds(0.4);
    let device = Device::flex();
    for (patch, expected) in [
        (json!({"hidden": []}), "`hidden.length` is 0"),
        (json!({"hidden": [8, 513]}), "`hidden[1]` is 513"),
        (json!({"hidden": [0]}), "`hidden[0]` is 0"),
        (json!({"hidden": 8}), "hidden"),
        (json!({"adam": {"rate": -1}}), "`adam.rate` is -1"),
        (json!({"constraint": {"lambda": -1}}), "`constraint.lambda`"),
        (json!({"constraint": {"kind": "faith"}}), "kind"),
        (json!({"seed": 9_007_199_254_740_992_u64}), "`seed`"),
        (json!({"width": 8}), "width"),
        (json!([]), "is not an object"),
    ] {
        says(CriticConfig::default().patched(&patch), expected);
    }
    let config = CriticConfig::default();
    let begin =
        |dimension, p: &[f32], q: &[f32]| CriticFit::of_points(&config, dimension, &device, p, q);
    says(begin(0, &p, &q), "`dimension` is 0");
    says(begin(1025, &p, &q), "`dimension` is 1025");
    says(
        begin(2, &p[..5], &q),
        "`p.length` is 5; it must be a multiple of 2 from 4",
    );
    says(begin(2, &p[..2], &q[..2]), "`p.length` is 2");
    says(begin(2, &[], &q), "`p.length` is 0");
    says(begin(2, &[0.0; 2050], &[0.0; 2050]), "`p.length` is 2050");
    says(
        begin(2, &p, &q[..8]),
        "`q.length` is 8; it must be 256, as many as p.length",
    );
    says(
        begin(2, &p, &[q[..255].to_vec(), vec![f32::NAN]].concat()),
        "`q[255]` is NaN",
    );
    let bad = CriticConfig {
        hidden: vec![600],
        ..config.clone()
    };
    says(
        CriticFit::of_points(&bad, 2, &device, &p, &q),
        "`hidden[0]`",
    );

    let mut fit = begin(2, &p, &q).unwrap();
    says(block_on(fit.train(0)), "`steps` is 0");
    says(block_on(fit.train(10_001)), "`steps` is 10001");
    says(block_on(fit.field(&[])), "`points.length` is 0");
    says(block_on(fit.field(&[0.0; 3])), "`points.length` is 3");
    says(
        block_on(fit.field(&[0.0, f32::INFINITY])),
        "`points[1]` is inf",
    );
    says(fit.move_to(&p, &q[..8]), "`q.length` is 8");
    says(grid(0), "`side` is 0");
    says(grid(257), "`side` is 257");
    block_on(fit.train(1)).unwrap();

    let images = vec![0.5; 1025 * 784];
    let begin = |config: &Config, real: &[f32], fake: &[f32]| {
        CriticFit::new(config, mnist::SHAPE, &device, real, fake)
    };
    let config = Config::default();
    says(
        begin(&config, &images[..784], &images[..784]),
        "`real.length` is 784",
    );
    says(
        begin(&config, &images[..1568], &images[..1569]),
        "`fake.length` is 1569",
    );
    says(begin(&config, &images, &images), "`real.length` is 803600");
    let wide = json!({"architecture": {"kind": "mlp", "criticHidden": [4096, 4096, 4096]}});
    let wide = Config::default().patched(&wide).unwrap();
    says(
        begin(&wide, &images[..1568], &images[..1568]),
        "`architecture` is of",
    );

    says(store(20).noisy_copies(1, 7), "`count` is 1");
    says(store(20).noisy_copies(513, 7), "`count` is 513");
    says(store(20).moved_along_rays(1, 4, 7), "`count` is 1");
    says(store(20).moved_along_rays(4, 65, 7), "`centres` is 65");
    assert!(matches!(
        Images::mnist().noisy_copies(2, 7),
        Err(Error::TooFewImages { .. })
    ));
}
