//! Trains on made-up images of 16 × 16 pixels in colour with networks of its own, and sees that they learn.

use earthmover::burn::tensor::Device;
use earthmover::data::ImageShape;
use earthmover::network::{Activation, BlockSpec, Kernel, Networks, NormSpec, Scale, Shape};
use earthmover::transport::wasserstein;
use earthmover::{Config, Error, Images, Trainer};
use pollster::block_on;

const SHAPE: ImageShape = ImageShape {
    height: 16,
    width: 16,
    channels: 3,
};

/// A stripe of one of three colours.
fn stripe(n: usize) -> Vec<u8> {
    let row = 3 + n % 10;
    let pixel = |place: usize| {
        let inside = (place / 16).abs_diff(row) < 3;
        std::array::from_fn::<u8, 3, _>(|channel| if inside && channel == n % 3 { 230 } else { 20 })
    };
    (0..256).flat_map(pixel).collect()
}

fn block(shape: Shape, norm: NormSpec, activation: Activation) -> BlockSpec {
    BlockSpec {
        shape,
        bias: true,
        scale: Scale::Glorot { gain: 1.0 },
        norm,
        activation,
    }
}

/// Four times four pixels grow to sixteen times sixteen, and shrink again.
fn networks() -> Networks {
    let kernel = |channels| Kernel {
        channels,
        size: 4,
        stride: 2,
        padding: 1,
    };
    let linear = |inputs, outputs| Shape::Linear { inputs, outputs };
    let (up, down) = (|c| Shape::Transposed(kernel(c)), |c| Shape::Convolution(kernel(c)));
    Networks {
        generator: vec![
            block(linear(12, [16, 4, 4]), NormSpec::Layer, Activation::LeakyRelu),
            block(up([16, 8]), NormSpec::Layer, Activation::LeakyRelu),
            block(up([8, 3]), NormSpec::None, Activation::Sigmoid),
        ],
        critic: vec![
            block(down([3, 8]), NormSpec::None, Activation::LeakyRelu),
            block(down([8, 16]), NormSpec::None, Activation::LeakyRelu),
            block(linear(16 * 16, [1, 1, 1]), NormSpec::None, Activation::Identity),
        ],
    }
}

fn main() -> Result<(), Error> {
    let images = Images::new(SHAPE, 3)?;
    let all: Vec<u8> = (0..600).flat_map(stripe).collect();
    let labels: Vec<u8> = (0..600).map(|n| (n % 3) as u8).collect();
    images.add(&all, &labels, 0)?;

    let config = Config::from_json(r#"{"latent": 12, "averaging": null}"#)?;
    let mut trainer = Trainer::with_networks(config, networks(), &Device::flex(), &images)?;
    let before = block_on(trainer.measure(64))?;
    block_on(trainer.train(300))?;
    let after = block_on(trainer.measure(64))?;
    println!(
        "{:.2} away, then {:.2}; stripes are {:.2} from stripes",
        before.exact_distance, after.exact_distance, after.floor
    );
    assert!(after.exact_distance < 0.7 * before.exact_distance);
    assert!(after.critic_distance <= after.exact_distance + 1e-9);

    let drawn = block_on(trainer.sample_seeded(4, 1))?;
    assert_eq!(drawn.len(), 4 * SHAPE.numbers());
    // What is no network for such images is said, and by which number.
    let refused = Trainer::new(
        Config::from_json(r#"{"architecture": {"kind": "article"}}"#)?,
        &Device::flex(),
        &images,
    );
    assert!(refused.is_err_and(|error| error.to_string().contains("16 × 16")));
    let line = wasserstein(&[0.0, 1.0], &[1.0, 2.0], 1)?;
    assert!((line.cost - 1.0).abs() < 1e-12);
    Ok(())
}
