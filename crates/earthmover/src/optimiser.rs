//! Adam for one network, and the average of the generator's weights.

use burn::module::Module;
use burn::tensor::Tensor;

use crate::config::{Adam, Averaging};
use crate::kernels::adam::{Moved, update};
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

/// One step of Adam: `module` with its parameters moved against `gradients`; a parameter without a
/// gradient stays.
pub fn adam_step<M: Module>(
    adam: &Adam,
    moments: &mut Moments,
    module: M,
    mut gradients: Named,
) -> M {
    moments.steps += 1;
    let Moments {
        first,
        second,
        steps,
    } = moments;
    parameters::map(module, |name, value| {
        let Some(gradient) = gradients.remove(name) else {
            return value;
        };
        let zeros = || gradient.zeros_like();
        let moved = Moved {
            first: first.remove(name).unwrap_or_else(zeros),
            second: second.remove(name).unwrap_or_else(zeros),
            value,
        };
        let moved = update(adam, *steps, moved, gradient);
        first.insert(name.to_owned(), moved.first);
        second.insert(name.to_owned(), moved.second);
        moved.value
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
