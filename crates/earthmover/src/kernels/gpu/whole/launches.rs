//! The launches of iterations, one after another.

use burn_cubecl::tensor::CubeTensor;
use cubecl::prelude::*;

use super::super::adam::owned;
use super::super::launch::{cubes, empty, flat};
use super::steps::{
    critic_shares, criticise_kernel, generate_kernel, generator_shares, lead_kernel,
    move_critic_kernel, move_generator_kernel,
};
use crate::kernels::whole::{CONSTANTS, HEAD, NUMBERS, Whole};

/// Runs `count` iterations, whose records are in `inputs`. The states are those of the networks; they are
/// given back with the iterations' numbers and the flag.
pub(in super::super) fn iterations(
    [generator, critic]: [CubeTensor; 2],
    (inputs, flag): (CubeTensor, CubeTensor),
    (whole, count): (&Whole, usize),
) -> ([CubeTensor; 2], CubeTensor, CubeTensor) {
    let run = Launches {
        generator: owned(generator),
        critic: owned(critic),
        memory: empty(&inputs, [whole.memory()]),
        numbers: empty(&inputs, [count * NUMBERS]),
        inputs: flat(inputs),
        flag: owned(flag),
        cubes: [generator_shares(whole), critic_shares(whole)].map(|shares| shares.cubes() + 1),
        whole,
    };
    for iteration in 0..count {
        let record = CONSTANTS + iteration * whole.record();
        for step in 0..whole.n_critic {
            let at = record + whole.own_latents() + step * whole.critic_record();
            run.generate(at + HEAD + whole.batch * whole.critic.inputs);
            run.criticise(at);
            run.move_critic(at, iteration);
        }
        if !whole.shares_fakes {
            run.generate(record + HEAD);
        }
        run.lead();
        run.move_generator(record, iteration);
    }
    ([run.generator, run.critic], run.numbers, run.flag)
}

/// The launches of some iterations.
struct Launches<'a> {
    generator: CubeTensor,
    critic: CubeTensor,
    memory: CubeTensor,
    numbers: CubeTensor,
    inputs: CubeTensor,
    flag: CubeTensor,
    /// Cubes that move the generator, and the critic: one beside those that sum gradients.
    cubes: [usize; 2],
    whole: &'a Whole,
}

fn argument(tensor: &CubeTensor) -> TensorArg {
    tensor.clone().into_tensor_arg()
}

impl Launches<'_> {
    fn generate(&self, latents: usize) {
        let (count, dim) = cubes(self.whole.batch);
        generate_kernel::launch(
            &self.inputs.client,
            count,
            dim,
            argument(&self.inputs),
            argument(&self.generator),
            argument(&self.memory),
            latents as u32,
            *self.whole,
        );
    }

    fn criticise(&self, record: usize) {
        let (count, dim) = cubes(self.whole.critic_cubes());
        criticise_kernel::launch(
            &self.inputs.client,
            count,
            dim,
            argument(&self.inputs),
            argument(&self.critic),
            argument(&self.memory),
            record as u32,
            *self.whole,
        );
    }

    fn move_critic(&self, record: usize, iteration: usize) {
        let (count, dim) = cubes(self.cubes[1]);
        move_critic_kernel::launch(
            &self.inputs.client,
            count,
            dim,
            argument(&self.inputs),
            argument(&self.memory),
            argument(&self.critic),
            argument(&self.flag),
            argument(&self.numbers),
            record as u32,
            iteration as u32,
            *self.whole,
        );
    }

    fn lead(&self) {
        let (count, dim) = cubes(self.whole.batch);
        lead_kernel::launch(
            &self.inputs.client,
            count,
            dim,
            argument(&self.critic),
            argument(&self.generator),
            argument(&self.memory),
            *self.whole,
        );
    }

    fn move_generator(&self, record: usize, iteration: usize) {
        let (count, dim) = cubes(self.cubes[0]);
        move_generator_kernel::launch(
            &self.inputs.client,
            count,
            dim,
            argument(&self.inputs),
            argument(&self.memory),
            argument(&self.generator),
            argument(&self.flag),
            argument(&self.numbers),
            record as u32,
            iteration as u32,
            *self.whole,
        );
    }
}
