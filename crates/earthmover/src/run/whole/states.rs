//! The networks and their optimisers' memory as kernels of whole iterations move them, and back.

use burn::Tensor;
use burn::module::Module;

use super::course::Course;
use crate::kernels::memory::from_vec;
use crate::kernels::of;
use crate::kernels::whole::{ALIGNMENT, States, WholeKernels};
use crate::network::optimiser::Moments;
use crate::network::parameters::{self, Named};
use crate::network::stages::Place;
use crate::run::trainer::Trainer;

impl Trainer {
    /// The networks' parameters and their optimisers' memory as kernels move them.
    pub(super) fn packed(&mut self, course: &Course) -> States {
        let device = self.inputs.device.clone();
        let numbers = |values: Vec<f32>| {
            let count = values.len();
            from_vec(values, [count], &device)
        };
        let pack = |places: &[Place], sections: Vec<Named>| {
            let mut parts = Vec::new();
            for mut section in sections {
                for place in places {
                    let padded = place.count.next_multiple_of(ALIGNMENT);
                    match section.remove(&place.name) {
                        Some(values) => {
                            parts.push(values);
                            if padded > place.count {
                                parts.push(numbers(vec![0.0; padded - place.count]));
                            }
                        }
                        None => parts.push(numbers(vec![0.0; padded])),
                    }
                }
            }
            of(&device).join(parts)
        };
        let sections = |values: Named, moments: &mut Moments| {
            vec![
                values,
                std::mem::take(&mut moments.first),
                std::mem::take(&mut moments.second),
            ]
        };
        let flag = self.flag();
        let mut generator = sections(
            parameters::values(&self.generator.generator),
            &mut self.generator.moments,
        );
        generator.extend(self.generator.average.as_ref().map(parameters::values));
        let critic = sections(
            parameters::values(&self.critic.critic),
            &mut self.critic.moments,
        );
        self.generator.moments.guard.flag = None;
        self.critic.moments.guard.flag = None;
        States {
            generator: pack(&course.generator, generator),
            critic: pack(&course.critic, critic),
            flag: flag.unwrap_or_else(|| numbers(vec![0.0])),
        }
    }

    /// Takes the networks and their optimisers' memory back.
    pub(super) fn unpack(&mut self, kernels: &dyn WholeKernels, course: &Course, states: States) {
        let length = course.whole.generator.parameters;
        let section = |section: usize| {
            named(
                kernels,
                &states.generator,
                &course.generator,
                section * length,
            )
        };
        self.generator.generator = with(self.generator.generator.clone(), section(0));
        self.generator.moments.first = section(1);
        self.generator.moments.second = section(2);
        if let Some(average) = self.generator.average.take() {
            self.generator.average = Some(with(average, section(3)));
        }
        self.generator.moments.guard.flag = Some(states.flag);
        let length = course.whole.critic.parameters;
        let section =
            |section: usize| named(kernels, &states.critic, &course.critic, section * length);
        self.critic.critic = with(self.critic.critic.clone(), section(0));
        self.critic.moments.first = section(1);
        self.critic.moments.second = section(2);
    }
}

/// The parameters that lie in `state` from `first` on.
fn named(kernels: &dyn WholeKernels, state: &Tensor<1>, places: &[Place], first: usize) -> Named {
    let mut named = Named::new();
    for place in places {
        let values = kernels.part(state, first + place.first, place.count);
        named.insert(place.name.clone(), values);
    }
    named
}

/// `module` with these parameters.
fn with<M: Module>(module: M, mut values: Named) -> M {
    parameters::map(module, |name, value| values.remove(name).unwrap_or(value))
}
