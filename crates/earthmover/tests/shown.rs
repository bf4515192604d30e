//! Images to be looked at.

#![allow(
    missing_docs,
    unreachable_pub,
    clippy::expect_used,
    clippy::unwrap_used
)]

#[path = "common/digits.rs"]
mod digits;

use digits::{blobs, store};
use earthmover::Images;
use earthmover::noise::{Noise, Purpose};

fn distance(a: &[u8], b: &[u8]) -> f64 {
    let square = |(a, b): (&u8, &u8)| ((f64::from(*a) - f64::from(*b)) / 255.0).powi(2);
    a.iter().zip(b).map(square).sum::<f64>().sqrt()
}

#[test]
fn the_nearest_of_a_digit_is_itself() {
    let digits = store(60);
    for index in 0..60 {
        let nearest = digits.nearest(&digits.image(index).unwrap()).unwrap();
        assert_eq!((nearest.index as u64, nearest.distance), (index, 0.0));
        assert_eq!(u64::from(nearest.label), index % 10);
    }
}

#[test]
fn the_nearest_is_the_one_of_least_distance() {
    let digits = store(60);
    for step in 0..40 {
        let mut noise = Noise::new(5, Purpose::Sample, step);
        let mut image = digits.image(noise.below(60)).unwrap();
        for pixel in &mut image {
            *pixel = pixel.wrapping_add((noise.below(1 + 6 * step) % 256) as u8);
        }
        let found = digits.nearest(&image).unwrap();
        let distances = (0..60).map(|index| distance(&image, &digits.image(index).unwrap()));
        let least = distances.fold(f64::INFINITY, f64::min);
        assert!((found.distance - least).abs() < 1e-9, "{found:?}: {least}");
        let other = digits.image(found.index as u64).unwrap();
        assert!((distance(&image, &other) - least).abs() < 1e-9);
    }
}

#[test]
fn the_farthest_two_images_are_28_apart_and_the_first_of_equals_is_found() {
    let digits = Images::mnist();
    digits.add(&[0; 784 * 2], &[4, 5], 1_000).unwrap();
    let nearest = digits.nearest(&[255; 784]).unwrap();
    assert_eq!((nearest.index, nearest.label), (0, 4));
    assert!((nearest.distance - 28.0).abs() < 1e-12);
}

#[test]
fn a_draw_is_of_its_seed_without_repetition_and_of_all_shards() {
    let digits = store(30);
    let (images, labels) = blobs(30, 20);
    // No batch draws on it yet.
    digits.add(&images, &labels, 1_000_000).unwrap();
    let drawn = digits.draw(50, 3).unwrap();
    assert_eq!(drawn, digits.draw(50, 3).unwrap());
    assert_ne!(drawn.indices, digits.draw(50, 4).unwrap().indices);
    for (place, &index) in drawn.indices.iter().enumerate() {
        let image = &drawn.images[place * 784..][..784];
        assert_eq!(image, digits.image(index as u64).unwrap());
        assert_eq!(usize::from(drawn.labels[place]), index % 10);
    }
    let mut indices = drawn.indices;
    indices.sort_unstable();
    assert_eq!(indices, (0..50).collect::<Vec<_>>());
}

#[test]
fn what_is_not_there_is_refused_by_name() {
    let digits = store(3);
    for (error, expected) in [
        (digits.image(3).unwrap_err(), "`index` is 3; it must be"),
        (
            digits.nearest(&[0; 783]).unwrap_err(),
            "`image.length` is 783",
        ),
        (digits.draw(0, 1).unwrap_err(), "`count` is 0"),
        (digits.draw(5_000, 1).unwrap_err(), "`count` is 5000"),
        (
            digits.draw(4, 1).unwrap_err(),
            "3 images are loaded, and 4 were asked for",
        ),
        (
            Images::mnist().nearest(&[0; 784]).unwrap_err(),
            "0 images are loaded",
        ),
    ] {
        assert!(error.to_string().contains(expected), "{error}");
    }
}
