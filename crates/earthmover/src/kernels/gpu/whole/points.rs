//! The two points that a cube takes through the critic, and what their scores are worth.

use cubecl::prelude::*;

use super::super::launch::{UNITS, total};
use crate::kernels::whole::{Constant, HEAD, Points, Whole};

/// A number that is the same in all iterations.
#[cube]
pub(super) fn constant(inputs: &Tensor<f32>, #[comptime] which: Constant) -> f32 {
    inputs[comptime!(which as usize)]
}

/// Writes the points of a cube to their memories: a real row and its fake, or those of a pair. Of an adversarial
/// pair the second point is yet to be found.
#[cube]
pub(super) fn place(
    inputs: &Tensor<f32>,
    memory: &mut Tensor<f32>,
    cube: usize,
    record: usize,
    x: usize,
    y: usize,
    #[comptime] whole: Whole,
) {
    let numbers = comptime!(whole.critic.inputs);
    let reals = record + HEAD;
    let mixes = reals + comptime!(whole.batch * (whole.critic.inputs + whole.generator.inputs));
    for number in range_stepped(UNIT_POS as usize, numbers, UNITS) {
        if cube < whole.batch {
            memory[x + number] = inputs[reals + cube * numbers + number];
            memory[y + number] = fake(memory, cube, number, whole);
        } else {
            let pair = cube - whole.batch;
            let real = inputs[reals + pair * numbers + number];
            if comptime!(whole.points == Points::Reals) {
                memory[x + number] = real;
                let other = pair + comptime!(whole.batch / 2);
                memory[y + number] = inputs[reals + other * numbers + number];
            } else {
                let fake = fake(memory, pair, number, whole);
                if comptime!(whole.points == Points::Ends) {
                    memory[x + number] = real;
                    memory[y + number] = fake;
                } else {
                    memory[x + number] = fake + (real - fake) * inputs[mixes + pair];
                    if comptime!(whole.points == Points::Segment) {
                        let mix = inputs[mixes + whole.pairs + pair];
                        memory[y + number] = fake + (real - fake) * mix;
                    }
                }
            }
        }
    }
}

/// A number of what the generator has made of a sample.
#[cube]
fn fake(memory: &mut Tensor<f32>, sample: usize, number: usize, #[comptime] whole: Whole) -> f32 {
    let last = comptime!(whole.generator.list[whole.generator.count - 1]);
    memory[sample * whole.generator.memory + last.to + number]
}

/// Writes the second point of an adversarial pair: from the first, a step along the gradient there.
#[cube]
pub(super) fn step_on(
    inputs: &Tensor<f32>,
    memory: &mut Tensor<f32>,
    shared: &mut Shared<[f32]>,
    x: usize,
    y: usize,
    #[comptime] whole: Whole,
) {
    let numbers = comptime!(whole.critic.inputs);
    let gradient = x + whole.critic.gradient;
    let mut squares = 0.0f32;
    for number in range_stepped(UNIT_POS as usize, numbers, UNITS) {
        let slope = memory[gradient + number];
        squares += slope * slope;
    }
    let least = comptime!(crate::kernels::LEAST_LENGTH as f32);
    let length = f32::max(total(shared, squares).sqrt(), least);
    let factor = constant(inputs, Constant::Step) / length;
    for number in range_stepped(UNIT_POS as usize, numbers, UNITS) {
        memory[y + number] = memory[x + number] + memory[gradient + number] * factor;
    }
}

/// ‖x − y‖ of the two points, never quite 0.
#[cube]
pub(super) fn apart(
    memory: &mut Tensor<f32>,
    shared: &mut Shared<[f32]>,
    x: usize,
    y: usize,
    #[comptime] numbers: usize,
) -> f32 {
    let mut squares = 0.0f32;
    for number in range_stepped(UNIT_POS as usize, numbers, UNITS) {
        let difference = memory[x + number] - memory[y + number];
        squares += difference * difference;
    }
    let least = comptime!((crate::kernels::LEAST_LENGTH * crate::kernels::LEAST_LENGTH) as f32);
    (total(shared, squares) + least).sqrt()
}
