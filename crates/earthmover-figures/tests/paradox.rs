//! Distances between minibatches of made-up images.

#![allow(missing_docs, clippy::unwrap_used)]

use earthmover_figures::kmeans::centres;
use earthmover_figures::paradox::{Paradox, ParadoxReport, ROUNDS, mean_image, order, seeds};
use earthmover_transport::noise::Noise;
use earthmover_transport::wasserstein;

/// Names the stream of random numbers that images are drawn from.
const COMPARISON: u8 = 33;

/// As large as the images of MNIST.
const PIXELS: usize = 784;

/// Images of much noise, each with one of four bright patches.
fn images(count: usize) -> Vec<u8> {
    let mut noise = Noise::new(9, COMPARISON, 1);
    let mut images = Vec::with_capacity(count * PIXELS);
    for _ in 0..count {
        let patch = noise.below(4) as usize;
        for pixel in 0..PIXELS {
            let bright = pixel / (PIXELS / 4) == patch;
            let level = if bright { 156 } else { 0 };
            images.push(level + noise.below(100) as u8);
        }
    }
    images
}

fn whole(mut paradox: Paradox) -> (ParadoxReport, usize) {
    let mut steps = 1;
    let mut progress = paradox.report().progress;
    assert_eq!(progress, 0.0);
    while paradox.advance().unwrap() {
        let report = paradox.report();
        assert!(report.progress > progress && report.progress < 1.0);
        progress = report.progress;
        steps += 1;
    }
    assert_eq!(paradox.report().progress, 1.0);
    assert!(!paradox.advance().unwrap());
    (paradox.report(), steps)
}

#[test]
fn a_real_minibatch_is_farther_from_another_than_from_means_and_centres() {
    let images = images(400);
    let paradox = Paradox::new(&images, PIXELS, 16, 5, 3).unwrap();
    let (report, steps) = whole(paradox.clone());
    assert_eq!((report.centre_digits, report.batch_digits), (200, 200));
    assert_eq!((report.count, report.draws, report.seed), (16, 5, 3));
    // There are three distances for each draw, a step for each seed, and a round or more.
    assert!(steps > 3 * 5 + 15, "{steps}");
    let mean = |distances: &earthmover_figures::paradox::Distances| {
        assert_eq!(distances.values.len(), 5);
        let mean = distances.values.iter().sum::<f64>() / 5.0;
        assert!((distances.mean.unwrap() - mean).abs() < 1e-12);
        let squares = distances.values.iter().map(|x| (x - mean) * (x - mean));
        let deviation = (squares.sum::<f64>() / 4.0).sqrt();
        assert!((distances.deviation.unwrap() - deviation).abs() < 1e-12);
        mean
    };
    let [real, centres, copies] = [&report.real, &report.centres, &report.mean].map(mean);
    // Two images of one patch differ by the noise of both, an image and a mean by the noise of one.
    assert!(centres < real, "{centres} {real}");
    assert!(centres < copies, "{centres} {copies}");
    assert_eq!(report, whole(paradox).0);
    assert_ne!(
        report.real,
        whole(Paradox::new(&images, PIXELS, 16, 5, 4).unwrap())
            .0
            .real
    );
}

#[test]
fn it_measures_what_it_says() {
    let images = images(100);
    let (count, seed) = (8, 5);
    let mut paradox = Paradox::new(&images, PIXELS, count as u64, 1, seed).unwrap();
    assert_eq!(paradox.pictures().centres, None);
    while paradox.advance().unwrap() {}
    let (report, pictures) = (paradox.report(), paradox.pictures());
    let float =
        |bytes: &[u8]| -> Vec<f32> { bytes.iter().map(|&x| f32::from(x) / 255.0).collect() };
    let real = float(&pictures.real);
    let cost = |other: &[f32]| wasserstein(&real, other, PIXELS).unwrap().cost;
    assert_eq!(report.real.values, [cost(&float(&pictures.other))]);
    assert_eq!(
        report.mean.values,
        [cost(&mean_image(&images, PIXELS).unwrap().repeat(count))]
    );
    assert_eq!(report.real.deviation, None);
    // The centres are those of the first half; no batch holds any of it.
    let order = order(seed, 100);
    let image = |place: usize| &images[place * PIXELS..][..PIXELS];
    let half: Vec<f32> = order[..50]
        .iter()
        .flat_map(|&place| float(image(place)))
        .collect();
    let expected = centres(&half, PIXELS, count as u64, ROUNDS, seeds(seed, count)).unwrap();
    assert_eq!(report.centres.values, [cost(&expected)]);
    let bytes: Vec<u8> = expected.iter().map(|x| (x * 255.0).round() as u8).collect();
    assert_eq!(pictures.centres, Some(bytes));
    let both = [pictures.real, pictures.other].concat();
    for drawn in both.chunks_exact(PIXELS) {
        assert!(order[50..].iter().any(|&place| image(place) == drawn));
    }
    let mean = mean_image(&images, PIXELS).unwrap();
    assert!(
        (mean[0]
            - images
                .iter()
                .step_by(PIXELS)
                .map(|&x| f32::from(x))
                .sum::<f32>()
                / 25_500.0)
            .abs()
            < 1e-6
    );
    assert_eq!(pictures.mean[0], (mean[0] * 255.0).round() as u8);
}

#[test]
fn what_cannot_be_compared_is_refused_by_name() {
    let refused = |images: &[u8], count, draws| {
        let error = Paradox::new(images, PIXELS, count, draws, 0).unwrap_err();
        error.to_string()
    };
    let few = vec![0; 8 * PIXELS];
    for (found, expected) in [
        (
            refused(&few, 1, 1),
            "`count` is 1; it must be a whole number from 2 to 256",
        ),
        (refused(&few, 257, 1), "`count` is 257"),
        (
            refused(&few, 2, 0),
            "`draws` is 0; it must be a whole number from 1 to 1000",
        ),
        (refused(&few, 2, 1001), "`draws` is 1001"),
        (
            refused(&few[1..], 2, 1),
            "`images.length` is 6271; it must be a multiple of 784 above 0",
        ),
        (
            refused(&few, 3, 1),
            "`images.length` is 6272; it must be at least 9408, four times `count` images",
        ),
    ] {
        assert!(found.starts_with(expected), "{found}");
    }
    // Images that are all the same are as good as any.
    let (report, _) = whole(Paradox::new(&few, PIXELS, 2, 2, 0).unwrap());
    assert_eq!(report.centres.values, [0.0, 0.0]);
}
