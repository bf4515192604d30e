//! What an iteration costs: the multiply-adds of its affine maps, forwards and backwards, each
//! counted as two floating-point operations.
//!
//! Elementwise operations and the optimisers are left out: for the networks here these are a few parts in a
//! hundred. No gradient is counted that nothing asks for, like that of the critic's weights in a generator
//! step, or that of the images in a critic step.

use crate::config::{Config, Constraint, Order, Pairs, SlopePenalty};
use crate::critic::constraint::share_of_rows;
use crate::data::ImageShape;
use crate::network::{BlockSpec, Networks, Shape};

/// Floating-point operations of one iteration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Those of its critic steps.
    pub critic: u64,
    /// Those of its generator step.
    pub generator: u64,
}

impl Cost {
    /// The cost of an iteration of `config` with these networks, for images of this shape.
    pub fn of(config: &Config, networks: &Networks, images: ImageShape) -> Self {
        let batch = config.batch as u64;
        let g = passes(&networks.generator, [config.latent, 1, 1]);
        let f = passes(&networks.critic, images.dims());
        let shared = config.order != Order::CriticFirst;
        let steps = config.n_critic as u64;
        let drawn = if shared { steps - 1 } else { steps };
        let critic = drawn * batch * g.forward
            + steps * (2 * batch * f.trained() + constraint(config, networks, &f))
            + spectral(config, networks) * 2 * steps
            + orthonormal(config, networks) * steps;
        let generator = batch * (g.trained() + 2 * f.forward) + spectral(config, networks);
        Self {
            critic: 2 * critic,
            generator: 2 * generator,
        }
    }

    /// Those of the whole iteration.
    pub fn total(&self) -> u64 {
        self.critic + self.generator
    }
}

/// Multiply-adds of a network for one sample.
#[derive(Clone, Copy, Debug)]
struct Passes {
    /// Those of a forward pass. Backwards to the weights there are as many, and backwards to the input too.
    forward: u64,
    /// Those of the first block alone, forwards.
    first: u64,
    /// Those of the last block alone, forwards.
    last: u64,
}

impl Passes {
    /// Those of a pass forwards, and backwards to all weights but not to the input.
    fn trained(&self) -> u64 {
        self.forward + self.forward + (self.forward - self.first)
    }
}

/// Multiply-adds of what the constraint looks at beside the batch.
fn constraint(config: &Config, networks: &Networks, f: &Passes) -> u64 {
    let rows = |share: f64| share_of_rows(share, config.batch) as u64;
    let coupled = networks.critic.iter().any(BlockSpec::couples_samples);
    match &config.constraint {
        Constraint::SlopePenalty(SlopePenalty { pairs, share, .. }) => match pairs {
            Pairs::Adversarial => {
                // The direction takes a pass backwards to the input, and one forwards where none is shared.
                let direction = if coupled { 2 * f.forward } else { f.forward };
                rows(*share) * (2 * f.trained() + direction)
            }
            Pairs::Segment => rows(*share) * 2 * f.trained(),
            Pairs::RealReal if coupled => {
                2 * share_of_rows(*share, config.batch / 2) as u64 * f.trained()
            }
            Pairs::Pooled if coupled => rows(*share) * 2 * f.trained(),
            Pairs::RealReal | Pairs::RealFake | Pairs::Pooled => 0,
        },
        // This is a pass forwards, one backwards to the input, and the gradients of that: at the weights, and
        // at what it passes on from block to block.
        Constraint::GradientPenalty(penalty) => {
            rows(penalty.share) * (3 * f.forward + (f.forward - f.last))
        }
        Constraint::WeightClipping(_)
        | Constraint::SpectralNorm(_)
        | Constraint::Orthonormal(_)
        | Constraint::Bounded(_)
        | Constraint::None(_) => 0,
    }
}

/// Multiply-adds of one spectral normalisation: Wᵀu, Wv, u′ᵀWv.
fn spectral(config: &Config, networks: &Networks) -> u64 {
    match config.constraint {
        Constraint::SpectralNorm(_) => {
            let blocks = networks.critic.iter();
            3 * blocks.map(|spec| spec.shape.weights() as u64).sum::<u64>()
        }
        _ => 0,
    }
}

/// Multiply-adds of bringing each weight nearer to an orthonormal one: all products of its shorter side's rows, and of
/// these with the weight.
fn orthonormal(config: &Config, networks: &Networks) -> u64 {
    let Constraint::Orthonormal(_) = config.constraint else {
        return 0;
    };
    let each = networks.critic.iter().map(|spec| {
        let weights = spec.shape.weights() as u64;
        let columns = spec.shape.columns() as u64;
        2 * weights * columns.min(weights / columns)
    });
    each.sum()
}

fn passes(specs: &[BlockSpec], mut input: [usize; 3]) -> Passes {
    let mut blocks = Vec::new();
    for spec in specs {
        let outputs = spec.shape.outputs(input);
        let pixels = |[_, height, width]: [usize; 3]| (height * width) as u64;
        let weights = spec.shape.weights() as u64;
        blocks.push(match spec.shape {
            Shape::Linear { .. } => weights,
            Shape::Convolution(_) => weights * pixels(outputs),
            // Each pixel of the input meets the whole kernel.
            Shape::Transposed(_) => weights * pixels(input),
        });
        input = outputs;
    }
    Passes {
        forward: blocks.iter().sum(),
        first: blocks.first().copied().unwrap_or_default(),
        last: blocks.last().copied().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::data::mnist;

    fn of(config: &Config) -> Cost {
        let networks = Networks::of(config, mnist::SHAPE).unwrap();
        Cost::of(config, &networks, mnist::SHAPE)
    }

    /// By hand, for the small DC nets at batch 64. Generator: 64 · 3,136 + 49 · 64 · 32 · 16 +
    /// 196 · 32 · 16 = 1,906,688. Critic: 196 · 32 · 16 + 49 · 64 · 512 + 3,136 = 1,709,120, of which
    /// the first block 100,352. A dense layer of 64 in place of the critic's last is 64 · 3,136 + 64 instead of 3,136.
    #[test]
    fn the_default_costs_what_a_hand_counts() {
        let config = Config::from_json(
            r#"{"batch": 64, "latent": 64, "order": "criticFirst",
                "constraint": {"kind": "slopePenalty", "share": 1},
                "architecture": {"kind": "conv", "generatorChannels": 64, "criticChannels": 32,
                    "criticDense": 0}}"#,
        )
        .unwrap();
        let (g, f) = (1_906_688_u64, 1_709_120_u64);
        let trained = 3 * f - 100_352;
        let critic = 64 * (g + 4 * trained + f);
        let generator = 64 * (3 * g - 64 * 3_136 + 2 * f);
        let cost = of(&config);
        assert_eq!(cost.critic, 2 * critic);
        assert_eq!(cost.generator, 2 * generator);
        assert_eq!(cost.total(), 4_180_664_320);
        let dense = r#"{"architecture": {"criticDense": 64}}"#;
        let dense = config
            .patched(&serde_json::from_str(dense).unwrap())
            .unwrap();
        let more = 64 * 3_136 + 64 - 3_136;
        assert_eq!(of(&dense).critic, 2 * (critic + 64 * 13 * more));
        assert_eq!(of(&dense).generator, 2 * (generator + 64 * 2 * more));
    }

    /// Operations of what `constraint` adds to an iteration of `config`: in its critic steps, and in its generator step.
    fn added(config: &str, constraint: &str) -> [u64; 2] {
        let config = Config::from_json(config).unwrap();
        let of = |constraint: &str| {
            let patch = format!(r#"{{"constraint": {constraint}}}"#);
            of(&config
                .patched(&serde_json::from_str(&patch).unwrap())
                .unwrap())
        };
        let (without, with) = (of(r#"{"kind": "none"}"#), of(constraint));
        [
            with.critic - without.critic,
            with.generator - without.generator,
        ]
    }

    /// By hand, for a critic of 784 · 5 + 5 · 1 weights.
    #[test]
    fn each_constraint_costs_what_a_hand_counts() {
        let config = r#"{"batch": 8, "latent": 2, "nCritic": 3, "architecture": {"kind": "mlp",
            "generatorHidden": [3], "criticHidden": [5], "normalisation": "none"}}"#;
        let (first, last, steps, rows) = (3_920, 5, 3, 4);
        let f = first + last;
        let trained = 3 * f - first;
        let slope = |pairs: &str| {
            added(
                config,
                &format!(r#"{{"kind": "slopePenalty", "pairs": "{pairs}", "share": 0.5}}"#),
            )
        };
        assert_eq!(
            slope("adversarial"),
            [2 * steps * rows * (2 * trained + f), 0]
        );
        assert_eq!(slope("segment"), [2 * steps * rows * 2 * trained, 0]);
        // They are of the batch itself.
        for pairs in ["realReal", "realFake", "pooled"] {
            assert_eq!(slope(pairs), [0, 0], "{pairs}");
        }
        let gradient = r#"{"kind": "gradientPenalty", "share": 0.5}"#;
        assert_eq!(
            added(config, gradient),
            [2 * steps * rows * (4 * f - last), 0]
        );
        let spectral = r#"{"kind": "spectralNorm"}"#;
        assert_eq!(added(config, spectral), [2 * steps * 2 * 3 * f, 2 * 3 * f]);
        let orthonormal = r#"{"kind": "orthonormal"}"#;
        let nearer = 2 * first * 5 + 2 * last;
        assert_eq!(added(config, orthonormal), [2 * steps * nearer, 0]);
        for free in ["weightClipping", "bounded"] {
            assert_eq!(added(config, &format!(r#"{{"kind": "{free}"}}"#)), [0, 0]);
        }
    }

    /// Where a score depends on its batch, pairs pass by themselves. By hand, for the article's critic of one channel: kernels
    /// of 9, 8, 32 and 128 weights over 100, 36, 16 and 9 pixels, and 72 weights.
    #[test]
    fn pairs_of_a_batch_of_their_own_cost_passes_of_their_own() {
        let config = r#"{"batch": 8, "latent": 2, "nCritic": 1,
            "architecture": {"kind": "article", "channels": 1}}"#;
        let f = 900 + 288 + 512 + 1_152 + 72;
        let trained = 3 * f - 900;
        for (pairs, passes) in [
            ("adversarial", 4 * (2 * trained + 2 * f)),
            ("segment", 4 * 2 * trained),
            ("pooled", 4 * 2 * trained),
            // Half of the batch is compared with its other half.
            ("realReal", 2 * 2 * trained),
            ("realFake", 0),
        ] {
            let constraint =
                format!(r#"{{"kind": "slopePenalty", "pairs": "{pairs}", "share": 0.5}}"#);
            assert_eq!(added(config, &constraint), [2 * passes, 0], "{pairs}");
        }
    }

    /// Fakes that both games share are drawn once less; by hand, for a generator of 2 · 3 + 3 · 784 weights.
    #[test]
    fn shared_fakes_cost_a_pass_less() {
        let of = |order: &str| {
            let config = format!(
                r#"{{"batch": 8, "latent": 2, "nCritic": 3, "order": "{order}", "constraint": {{"kind": "none"}},
                    "architecture": {{"kind": "mlp", "generatorHidden": [3], "criticHidden": [5],
                        "normalisation": "none"}}}}"#
            );
            of(&Config::from_json(&config).unwrap())
        };
        let (apart, shared) = (of("criticFirst"), of("sharedFakes"));
        let g = 6 + 2_352;
        assert_eq!(apart.critic - shared.critic, 2 * 8 * g);
        assert_eq!(apart.generator, shared.generator);
        let (f, trained) = (3_925, 3 * 3_925 - 3_920);
        assert_eq!(apart.critic, 2 * 3 * 8 * (g + 2 * trained));
        assert_eq!(apart.generator, 2 * 8 * (3 * g - 6 + 2 * f));
    }
}
