//! Configurations by name. What each promises, and what was measured of it, is in `docs/presets.md`.

use super::{
    Adam, Architecture, Article, Config, Constraint, Conv, Form, GradientPenalty, Order, Pairs,
    Plain, RateDecay, SlopePenalty, WeightClipping,
};
use crate::error::{Error, Invalid};

/// A name, and how to make its configuration.
type Preset = (&'static str, fn() -> Config);

/// The presets. All but the first four are small enough to learn live on one worker of a processor.
const TABLE: [Preset; 15] = [
    ("article", Config::default),
    ("wide", wide),
    ("notebook", notebook),
    ("clipping", clipping),
    ("gradient-penalty", gradient_penalty),
    ("spectral", spectral),
    ("unconstrained", unconstrained),
    ("clip-large", clip_large),
    ("clip-small", clip_small),
    ("one-critic-step", one_critic_step),
    ("five-critic-steps", five_critic_steps),
    ("strong-penalty", strong_penalty),
    ("data-pairs", data_pairs),
    ("bounded", bounded),
    ("mode-collapse", mode_collapse),
];

/// Names of the configurations that [`Config::preset`] knows.
pub const PRESETS: [&str; TABLE.len()] = {
    let mut names = [""; TABLE.len()];
    let mut place = 0;
    while place < TABLE.len() {
        names[place] = TABLE[place].0;
        place += 1;
    }
    names
};

impl Config {
    /// A configuration by name, one of [`PRESETS`].
    ///
    /// # Errors
    /// [`Error::Argument`] when there is none of that name.
    pub fn preset(name: &str) -> Result<Self, Error> {
        match TABLE.iter().find(|(other, _)| *other == name) {
            Some((_, make)) => Ok(make()),
            None => {
                let allowed = format!("one of {}", PRESETS.join(", "));
                Err(Invalid::new("preset", format!("\"{name}\""), allowed).into())
            }
        }
    }
}

/// The default with more in each iteration, for a GPU, whose time goes into starting them.
fn wide() -> Config {
    Config {
        batch: 64,
        architecture: Architecture::Conv(Conv {
            generator_channels: 64,
            critic_channels: 32,
            ..Conv::default()
        }),
        ..Config::default()
    }
}

/// The article's notebook as it was published.
fn notebook() -> Config {
    let adam = |rate| Adam {
        rate,
        beta1: 0.9,
        beta2: 0.999,
        epsilon: 1e-8,
    };
    Config {
        latent: 50,
        batch: 50,
        architecture: Architecture::Article(Article::default()),
        constraint: Constraint::SlopePenalty(SlopePenalty {
            pairs: Pairs::RealReal,
            form: Form::Difference,
            ..SlopePenalty::default()
        }),
        generator_adam: adam(1e-3),
        critic_adam: adam(1e-5),
        rate_decay: RateDecay::NONE,
        order: Order::GeneratorFirst,
        averaging: None,
        ..Config::default()
    }
}

/// The Wasserstein GAN paper's constraint and rates, with Adam for its RMSprop.
fn clipping() -> Config {
    Config {
        generator_adam: without_momentum(5e-5),
        critic_adam: without_momentum(5e-5),
        rate_decay: RateDecay::NONE,
        n_critic: 5,
        order: Order::CriticFirst,
        ..clipped(0.01, wide())
    }
}

/// Adam as RMSprop: without a mean of gradients, which the Wasserstein GAN paper advises against.
fn without_momentum(rate: f64) -> Adam {
    Adam {
        rate,
        beta1: 0.0,
        beta2: 0.99,
        epsilon: 1e-8,
    }
}

fn clipped(bound: f64, config: Config) -> Config {
    Config {
        constraint: Constraint::WeightClipping(WeightClipping { bound }),
        ..config
    }
}

fn constrained(constraint: Constraint) -> Config {
    Config {
        constraint,
        ..Config::default()
    }
}

/// `config` with a generator so slow that what the critic does can be seen by itself.
fn slow_generator(config: Config) -> Config {
    Config {
        generator_adam: Adam {
            rate: 5e-5,
            ..config.generator_adam
        },
        ..config
    }
}

/// WGAN-GP (Gulrajani et al. 2017) on the default's networks.
fn gradient_penalty() -> Config {
    constrained(Constraint::GradientPenalty(GradientPenalty {
        share: 0.5,
        ..GradientPenalty::default()
    }))
}

/// Spectral normalisation (Miyato et al. 2018) on the default's networks.
fn spectral() -> Config {
    constrained(Constraint::SpectralNorm(Plain {}))
}

/// Nothing holds the critic: its gap runs away. Beside a generator as fast as itself it would not,
/// since fakes then follow it wherever it points.
fn unconstrained() -> Config {
    slow_generator(constrained(Constraint::None(Plain {})))
}

/// Clipped so loosely that the gap is many times the exact distance.
fn clip_large() -> Config {
    slow_generator(clipped(0.3, Config::default()))
}

/// Clipped so tightly that the critic is nearly flat: it is made of four products of weights, so its
/// slopes fall with the fourth power of the bound, to where Adam's ε outweighs every gradient.
fn clip_small() -> Config {
    clipped(2e-4, Config::default())
}

/// A critic that lags behind its generator.
fn one_critic_step() -> Config {
    Config {
        critic_adam: without_momentum(5e-4),
        generator_adam: without_momentum(1e-3),
        order: Order::CriticFirst,
        ..clipped(0.03, Config::default())
    }
}

/// The same with the paper's five critic steps.
fn five_critic_steps() -> Config {
    Config {
        n_critic: 5,
        ..one_critic_step()
    }
}

/// λ → ∞: the critic minds the penalty alone and loses sight of the gap.
fn strong_penalty() -> Config {
    constrained(Constraint::SlopePenalty(SlopePenalty {
        lambda: 1e6,
        share: 0.5,
        ..SlopePenalty::default()
    }))
}

/// The published penalty, on pairs of digits alone, which lets go between digits and fakes.
fn data_pairs() -> Config {
    slow_generator(constrained(Constraint::SlopePenalty(SlopePenalty {
        pairs: Pairs::RealReal,
        form: Form::Difference,
        ..SlopePenalty::default()
    })))
}

/// f in [−1, 1]: the gap estimates twice the total variation, and stands at 2.
fn bounded() -> Config {
    slow_generator(constrained(Constraint::Bounded(Plain {})))
}

/// A critic too slow for its generator, whose fakes all go to the one place that it points at.
fn mode_collapse() -> Config {
    let rate = |rate| Adam {
        rate,
        beta1: 0.5,
        beta2: 0.9,
        ..Adam::default()
    };
    Config {
        generator_adam: rate(5e-3),
        critic_adam: rate(5e-5),
        averaging: None,
        ..Config::default()
    }
}
