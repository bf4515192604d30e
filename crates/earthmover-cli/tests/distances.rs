//! `earthmover-cli distances`, run as a program on MNIST itself.

#![allow(clippy::unwrap_used)]

#[path = "common/mnist.rs"]
mod mnist;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use earthmover::Images;
use earthmover::data::mnist::PIXELS;
use earthmover::transport::wasserstein;
use earthmover_figures::paradox::Paradox;
use earthmover_pack::shards::{dealt, train_shards};
use earthmover_pack::sources;
use mnist::mnist;

fn distances(mnist: &Path, out: &Path, more: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_earthmover-cli"))
        .arg("distances")
        .arg("--mnist")
        .arg(mnist)
        .arg("--out")
        .arg(out)
        .args(more)
        .output()
        .unwrap()
}

/// The table that is printed, after a check that the file that it is also written to has it.
fn table(more: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("distances.md");
    let output = distances(&mnist(), &out, more);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{stderr}");
    let table = String::from_utf8(output.stdout).unwrap();
    let file = fs::read_to_string(out).unwrap();
    assert!(file.contains(&table), "{file}");
    assert!(file.contains(&more.join(" ")), "{file}");
    assert!(!file.contains(folder.path().to_str().unwrap()), "{file}");
    table
}

/// The means of a row of the table.
fn means(row: &str) -> Vec<f64> {
    let cells = row.trim_matches('|').split('|').skip(1);
    cells
        .map(|cell| cell.split('±').next().unwrap().trim().parse().unwrap())
        .collect()
}

#[test]
fn a_table_has_a_row_for_each_size_and_comes_out_the_same_again() {
    let settings = ["--sizes", "4,16", "--draws", "3"];
    let settings = [&settings[..], &["--centre-digits", "200", "--seed", "5"]].concat();
    let first = table(&settings);
    assert_eq!(first, table(&settings));
    let rows: Vec<&str> = first.lines().collect();
    assert_eq!(rows.len(), 4, "{first}");
    assert!(rows[0].starts_with("| n | real | mean image | k-means centres |"));
    assert!(rows[2].starts_with("| 4 | ") && rows[3].starts_with("| 16 | "));
    for row in &rows[2..] {
        let [real, mean, centres, ones, black, gray, noise] = means(row)[..] else {
            panic!("{row}");
        };
        // Whatever is drawn, digits are some 9 from black, 13.5 from gray and 15.5 from noise.
        assert!((6.0..11.0).contains(&real), "{row}");
        assert!(
            (6.0..9.0).contains(&mean) && (5.0..9.0).contains(&centres),
            "{row}"
        );
        assert!(
            (6.0..12.0).contains(&ones) && (7.5..11.0).contains(&black),
            "{row}"
        );
        assert!(
            (13.0..14.0).contains(&gray) && (15.0..16.0).contains(&noise),
            "{row}"
        );
    }
    let other = [&settings[..7], &["6"]].concat();
    assert_ne!(first, table(&other));
}

/// MNIST's training images, without the 16 bytes of the IDX header.
fn images() -> Vec<u8> {
    fs::read(mnist().join("train-images-idx3-ubyte")).unwrap()[16..].to_vec()
}

#[test]
fn the_paradox_of_the_page_has_the_numbers_of_the_table() {
    let docs = fs::read_to_string("../../docs/distances.md").unwrap();
    let row = docs
        .lines()
        .find(|line| line.starts_with("| 64 |"))
        .unwrap();
    let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
    let mut paradox = Paradox::new(&images(), PIXELS, 64, 20, 0).unwrap();
    while paradox.report().mean.values.len() < 20 {
        assert!(paradox.advance().unwrap());
    }
    let report = paradox.report();
    assert_eq!(report.centre_digits, 10_000);
    for (found, expected) in [report.real, report.mean].iter().zip(&cells[1..]) {
        let (mean, deviation) = (found.mean.unwrap(), found.deviation.unwrap());
        assert_eq!(&format!("{mean:.2} ± {deviation:.2}"), expected);
    }
}

#[test]
fn a_real_minibatch_is_nearer_to_centres_than_to_the_mean_image_than_to_real_digits() {
    let mut paradox = Paradox::new(&images()[..2000 * PIXELS], PIXELS, 64, 10, 0).unwrap();
    while paradox.advance().unwrap() {}
    let report = paradox.report();
    let [real, mean, centres] =
        [report.real, report.mean, report.centres].map(|distances| distances.mean.unwrap());
    assert!((real - 7.49).abs() < 0.3, "{real}");
    // The centres are made of a thousand digits, and less smooth than those of the table.
    assert!((5.9..6.6).contains(&centres), "{centres}");
    assert!(
        centres + 0.5 < mean && mean < real,
        "{centres} {mean} {real}"
    );
}

#[test]
fn the_first_shard_is_a_fair_sample_where_the_first_digits_of_mnist_are_not() {
    // This is the mean over 40 draws of 64 digits and 64 others.
    let between_digits = |[images, labels]: [&[u8]; 2]| {
        let digits = Images::mnist();
        digits.add(images, labels, 0).unwrap();
        let distances = (0..40).map(|seed| {
            let drawn = digits.draw(128, seed).unwrap().images;
            let pixels: Vec<f32> = drawn.iter().map(|&byte| f32::from(byte) / 255.0).collect();
            let (one, other) = pixels.split_at(64 * PIXELS);
            wasserstein(one, other, PIXELS).unwrap().cost
        });
        distances.sum::<f64>() / 40.0
    };
    let train = sources::mnist::read(&mnist()).unwrap().train;
    let dealt = dealt(&train);
    let shard = train_shards(&dealt)[0].cut(&dealt);
    let first = [
        &train.images[..shard[0].len()],
        &train.labels[..shard[1].len()],
    ];
    // For all digits it is 7.49 (docs/distances.md).
    let (fair, few_writers) = (between_digits(shard), between_digits(first));
    assert!((fair - 7.49).abs() < 0.15, "{fair}");
    assert!(few_writers < 7.25, "{few_writers}");
}

#[test]
fn a_batch_may_be_of_one_digit() {
    // The one centre of many digits is their mean, also where there are more than are compared at once.
    let table = table(&["--sizes", "1", "--draws", "40", "--centre-digits", "5000"]);
    let row = table.lines().nth(2).unwrap();
    let means = means(row);
    assert!((means[1] - means[2]).abs() < 0.1, "{row}");
    // Two digits are about 10.5 apart, and a digit and the mean image 7.2.
    assert!(
        (9.5..11.5).contains(&means[0]) && (6.5..8.0).contains(&means[1]),
        "{row}"
    );
}

#[test]
fn what_cannot_be_measured_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("distances.md");
    let refused = |mnist: &Path, more: &[&str]| {
        let output = distances(mnist, &out, more);
        assert!(!output.status.success());
        assert!(!out.exists());
        String::from_utf8(output.stderr).unwrap()
    };
    for (more, expected) in [
        (
            ["--sizes", "0"],
            "a batch size is 0; it must be from 1 to 4096",
        ),
        (["--sizes", "4097"], "a batch size is 4097"),
        (["--draws", "0"], "--draws is 0"),
        (
            ["--centre-digits", "100"],
            "128 centres cannot be made of 100 digits",
        ),
    ] {
        let complaint = refused(folder.path(), &more);
        assert!(complaint.contains(expected), "{complaint}");
    }
    let complaint = refused(&mnist(), &["--centre-digits", "59900"]);
    assert!(complaint.contains("two batches of 256"), "{complaint}");
    let complaint = refused(folder.path(), &[]);
    assert!(
        complaint.contains("train-images-idx3-ubyte is missing"),
        "{complaint}"
    );
}
