//! Images of one's own: 16 × 16 pixels in colour, made up here.

use earthmover::burn::tensor::Device;
use earthmover::data::ImageShape;
use earthmover::{Config, Images, Trainer};
use pollster::block_on;

const SIDE: usize = 16;

/// A disc, of one of three colours, somewhere on black.
fn disc(n: usize) -> Vec<u8> {
    let (x, y, colour) = (4 + n * 7 % 9, 4 + n * 5 % 9, n % 3);
    let pixel = |place: usize| {
        let (column, row) = (place % SIDE, place / SIDE);
        let inside = column.abs_diff(x).pow(2) + row.abs_diff(y).pow(2) < 16;
        std::array::from_fn::<u8, 3, _>(|channel| if inside && channel == colour { 255 } else { 0 })
    };
    (0..SIDE * SIDE).flat_map(pixel).collect()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let shape = ImageShape {
        height: SIDE,
        width: SIDE,
        channels: 3,
    };
    let images = Images::new(shape, 3)?;
    let all: Vec<u8> = (0..300).flat_map(disc).collect();
    let labels: Vec<u8> = (0..300).map(|n| (n % 3) as u8).collect();
    images.add(&all, &labels, 0)?;

    // The convolutional networks of the default, for images of this shape.
    let mut trainer = Trainer::new(Config::default(), &Device::flex(), &images)?;
    let before = block_on(trainer.measure(64))?.exact_distance;
    block_on(trainer.train(100))?;
    let after = block_on(trainer.measure(64))?.exact_distance;
    println!("discs were {before:.2} away, and are {after:.2} after 100 iterations");

    let drawn = block_on(trainer.sample_seeded(1, 7))?;
    assert_eq!(drawn.len(), SIDE * SIDE * 3);
    Ok(())
}
