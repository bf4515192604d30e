//! Adam for one network, and the average of the generator's weights.

use burn::module::Module;
use burn::tensor::Tensor;

use crate::config::{Adam, Averaging};
use crate::kernels::adam::{Moved, Rates};
use crate::kernels::guard::Guard;
use crate::kernels::on;
use crate::network::parameters::{self, Named};

/// Adam's memory of one network: means of gradients and of their squares (Kingma and Ba 2015,
/// algorithm 1).
#[derive(Clone, Debug, Default)]
pub struct Moments {
    /// Means of gradients, by the parameter's name.
    pub first: Named,
    /// Means of squared gradients, by the parameter's name.
    pub second: Named,
    /// Steps taken.
    pub steps: usize,
    /// Holds the flag that a GPU's kernel raises where the next values would not be finite.
    pub(crate) guard: Guard,
}

/// One step of Adam: `module` with its parameters moved against `gradients`; a parameter without a
/// gradient stays.
pub fn adam_step<M: Module>(adam: &Adam, moments: &mut Moments, module: M, gradients: Named) -> M {
    step_by(
        moments,
        module,
        gradients,
        |_, step, moved, gradient, guard| {
            on(&gradient).update(rates(adam, step), moved, gradient, guard)
        },
    )
}

/// The same, and the `average` that follows the parameters: it moves by 1 − min(decay, (1 + t) / (10 + t)) of
/// the way, t being `iteration`.
pub fn adam_step_averaged<M: Module>(
    adam: &Adam,
    moments: &mut Moments,
    module: M,
    gradients: Named,
    (averaging, iteration, average): (&Averaging, u64, M),
) -> (M, M) {
    let share = share_of_way(averaging, iteration);
    let mut averages = parameters::values(&average);
    // Parameter by parameter, so that a GPU moves both in one kernel.
    let module = step_by(
        moments,
        module,
        gradients,
        |name, step, moved, gradient, guard| {
            let (kernels, rates) = (on(&gradient), rates(adam, step));
            let Some(before) = averages.remove(name) else {
                return kernels.update(rates, moved, gradient, guard);
            };
            let follower = (before, share);
            let (moved, after) = kernels.update_averaged(rates, moved, gradient, follower, guard);
            averages.insert(name.to_owned(), after);
            moved
        },
    );
    let average = parameters::map(average, |name, value| {
        averages.remove(name).unwrap_or(value)
    });
    (module, average)
}

/// By which share of the way an average follows at `iteration`.
pub(crate) fn share_of_way(averaging: &Averaging, iteration: u64) -> f64 {
    let t = iteration as f64;
    1.0 - averaging.decay.min((1.0 + t) / (10.0 + t))
}

/// The factors of the `step`-th update, counted from 1.
pub(crate) fn rates(adam: &Adam, step: usize) -> Rates {
    let correction = |beta: f64| 1.0 - libm::pow(beta, step as f64);
    Rates {
        beta1: adam.beta1 as f32,
        beta2: adam.beta2 as f32,
        rate: (adam.rate / correction(adam.beta1)) as f32,
        root: (1.0 / correction(adam.beta2)) as f32,
        epsilon: adam.epsilon as f32,
    }
}

/// One step, in which `move_one` moves each parameter that has a gradient, given its name and the number of
/// the step.
fn step_by<M: Module>(
    moments: &mut Moments,
    module: M,
    mut gradients: Named,
    mut move_one: impl FnMut(&str, usize, Moved, Tensor<1>, &mut Guard) -> Moved,
) -> M {
    moments.steps += 1;
    let Moments {
        first,
        second,
        steps,
        guard,
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
        let moved = move_one(name, *steps, moved, gradient, guard);
        first.insert(name.to_owned(), moved.first);
        second.insert(name.to_owned(), moved.second);
        moved.value
    })
}

/// `module` with every parameter held within ±`bound` (Arjovsky et al. 2017, algorithm 1).
pub fn clip<M: Module>(module: M, bound: f64) -> M {
    parameters::map(module, |_, value: Tensor<1>| value.clamp(-bound, bound))
}
