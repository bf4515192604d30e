//! Networks of one's own: a list of blocks each, checked before anything is computed.

use earthmover::burn::tensor::Device;
use earthmover::network::{Activation, BlockSpec, Kernel, Networks, NormSpec, Scale, Shape};
use earthmover::{Config, Images, Trainer};
use pollster::block_on;

fn block(shape: Shape, norm: NormSpec, activation: Activation) -> BlockSpec {
    BlockSpec {
        shape,
        bias: true,
        scale: Scale::He { gain: 1.0 },
        norm,
        activation,
    }
}

fn linear(inputs: usize, outputs: [usize; 3], activation: Activation) -> BlockSpec {
    block(
        Shape::Linear { inputs, outputs },
        NormSpec::None,
        activation,
    )
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let digits = Images::mnist();
    let images: Vec<u8> = (0..64 * 784_u32).map(|n| (n * n / 784) as u8).collect();
    digits.add(&images, &[0; 64], 0)?;

    let halving = Shape::Convolution(Kernel {
        channels: [1, 8],
        size: 4,
        stride: 2,
        padding: 1,
    });
    let mut networks = Networks {
        generator: vec![
            linear(16, [64, 1, 1], Activation::Relu),
            linear(64, [1, 28, 28], Activation::Sigmoid),
        ],
        critic: vec![
            block(halving, NormSpec::None, Activation::LeakyRelu),
            linear(8 * 14 * 14, [1, 1, 1], Activation::Identity),
        ],
    };
    let config = Config::from_json(r#"{"latent": 16, "constraint": {"kind": "gradientPenalty"}}"#)?;
    let device = Device::flex();
    let mut run = Trainer::with_networks(config.clone(), networks.clone(), &device, &digits)?;
    for report in block_on(run.train(5))? {
        println!("iteration {}: gap {:.3}", report.iteration, report.gap);
    }

    // A gradient penalty differentiates a score's own gradient: a normalised critic is refused.
    networks.critic[0].norm = NormSpec::Layer;
    let refused = Trainer::with_networks(config, networks, &device, &digits);
    println!("{}", refused.err().ok_or("it should be refused")?);
    Ok(())
}
