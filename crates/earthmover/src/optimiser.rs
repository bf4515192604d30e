//! Adam for one network, and the average of the generator's weights.

use burn::Tensor;
use burn::module::Module;
use burn::optim::{AdamConfig, AdamState, AdaptiveMomentumState, Optimizer};

use crate::config::{Adam, Averaging};
use crate::parameters::{self, Named};

/// Adam's memory of one network: means of gradients and of their squares (Kingma and Ba 2015,
/// algorithm 1).
#[derive(Clone, Debug, Default)]
pub struct Moments {
    /// Means of gradients, by the parameter's name.
    pub first: Named,
    /// Means of squared gradients, likewise.
    pub second: Named,
    /// Steps taken.
    pub steps: usize,
}

/// One step of Adam: `module` with its parameters moved against `gradients`. The update itself is
/// burn's.
pub fn adam_step<M: Module>(adam: &Adam, moments: &mut Moments, module: M, gradients: &Named) -> M {
    let update = AdamConfig::new()
        .with_beta_1(adam.beta1 as f32)
        .with_beta_2(adam.beta2 as f32)
        .with_epsilon(adam.epsilon as f32)
        .build();
    let time = moments.steps;
    moments.steps += 1;
    let Moments { first, second, .. } = moments;
    parameters::map(module, |name, value| {
        let Some(gradient) = gradients.get(name).cloned() else {
            return value;
        };
        let state = match (first.remove(name), second.remove(name)) {
            (Some(m), Some(v)) => Some(AdamState::new(AdaptiveMomentumState::new(time, m, v))),
            _ => None,
        };
        let (value, state) = update.step(adam.rate, value, gradient, state);
        if let Some(state) = state {
            first.insert(name.to_owned(), state.momentum.moment_1);
            second.insert(name.to_owned(), state.momentum.moment_2);
        }
        value
    })
}

/// Moves `average` towards `current`, as after iteration `iteration`: by 1 − decay, the decay
/// growing as min(decay, (1 + t) / (10 + t)).
pub fn average_step<M: Module>(
    averaging: &Averaging,
    iteration: u64,
    average: M,
    current: &impl Module,
) -> M {
    let t = iteration as f64;
    let decay = averaging.decay.min((1.0 + t) / (10.0 + t));
    let current = parameters::values(current);
    parameters::map(average, |name, value| match current.get(name) {
        Some(target) => value.clone() + (target.clone() - value) * (1.0 - decay),
        None => value,
    })
}

/// `module` with every parameter held within ±`bound` (Arjovsky et al. 2017, algorithm 1).
pub fn clip<M: Module>(module: M, bound: f64) -> M {
    parameters::map(module, |_, value: Tensor<1>| value.clamp(-bound, bound))
}
