//! A run saved and gone on with: it ends where it would have ended without a break, to the bit.

use earthmover::burn::tensor::Device;
use earthmover::{Config, Images, Trainer};
use pollster::block_on;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let digits = Images::mnist();
    let images: Vec<u8> = (0..64 * 784_u32).map(|n| (n * n / 784) as u8).collect();
    digits.add(&images, &[0; 64], 0)?;
    let device = Device::flex();

    let mut whole = Trainer::new(Config::default(), &device, &digits)?;
    block_on(whole.train(6))?;

    let mut first = Trainer::new(Config::default(), &device, &digits)?;
    block_on(first.train(3))?;
    // The bytes are a safetensors file: weights, both optimisers' memory, the configuration, and how far the
    // run has come.
    let bytes = block_on(first.save())?;
    println!(
        "{} bytes after iteration {}",
        bytes.len(),
        first.iteration()
    );

    let mut second = Trainer::load(&bytes, &device, &digits)?;
    block_on(second.train(3))?;
    assert_eq!(second.iteration(), whole.iteration());
    let (a, b) = (
        block_on(whole.sample_seeded(4, 1))?,
        block_on(second.sample_seeded(4, 1))?,
    );
    assert_eq!(a, b);
    println!("iteration {} is the same to the bit", second.iteration());
    Ok(())
}
