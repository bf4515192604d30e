//! The kernels of an iteration.

use cubecl::prelude::*;

use super::super::adam::Factors;
use super::super::launch::{UNITS, total};
use super::super::penalty::{floored, over, pull_of};
use super::back::{arrive, back};
use super::forward::pass;
use super::points::{apart, constant, place, step_on};
use super::shares::{SHARED, Shares};
use super::sums::{Beside, Moving, Samples, step};
use crate::kernels::whole::{Constant, Head, NUMBERS, Points, Whole};

/// Makes a fake of each latent, from `latents` on.
#[cube(launch)]
pub(super) fn generate_kernel(
    inputs: &Tensor<f32>,
    generator: &Tensor<f32>,
    memory: &mut Tensor<f32>,
    latents: u32,
    #[comptime] whole: Whole,
) {
    let mut shared = Shared::<[f32]>::new_slice(UNITS);
    let sample = CUBE_POS;
    let start = sample * whole.generator.memory;
    let from = latents as usize + sample * whole.generator.inputs;
    for number in range_stepped(UNIT_POS as usize, whole.generator.inputs, UNITS) {
        memory[start + number] = inputs[from + number];
    }
    sync_storage();
    pass(
        generator,
        memory,
        &mut shared,
        start,
        comptime!(whole.generator),
        0usize,
    );
}

/// Takes two points through the critic and back: a cube for each real row and its fake, and for each pair. Its
/// scores are followed by its pair's squared excess, and its slope.
#[cube(launch)]
pub(super) fn criticise_kernel(
    inputs: &Tensor<f32>,
    critic: &Tensor<f32>,
    memory: &mut Tensor<f32>,
    record: u32,
    #[comptime] whole: Whole,
) {
    let mut shared = Shared::<[f32]>::new_slice(UNITS);
    let unit = UNIT_POS as usize;
    let cube = CUBE_POS;
    let stages = comptime!(whole.critic);
    let last = comptime!(stages.list[stages.count - 1]);
    let top = comptime!(stages.count - 1);
    let x = comptime!(whole.critic_memory()) + 2 * cube * stages.memory;
    let y = x + stages.memory;
    place(inputs, memory, cube, record as usize, x, y, whole);
    sync_storage();
    pass(critic, memory, &mut shared, x, stages, 0usize);
    if comptime!(whole.points == Points::Adversarial && whole.pairs > 0) {
        if cube >= whole.batch {
            if unit == 0 {
                arrive(memory, x, 0, 1.0f32, stages);
            }
            sync_storage();
            back(critic, memory, &mut shared, x, stages, top, true);
            step_on(inputs, memory, &mut shared, x, y, whole);
        }
        sync_storage();
    }
    pass(critic, memory, &mut shared, y, stages, 0usize);
    let mut distance = constant(inputs, Constant::Step);
    if comptime!(whole.points != Points::Adversarial || whole.pairs == 0) {
        distance = apart(memory, &mut shared, x, y, comptime!(whole.critic.inputs));
    }
    let divisor = f32::max(distance, constant(inputs, Constant::LeastDistance));
    if unit == 0 {
        let score = memory[x + last.to];
        let other = memory[y + last.to];
        let difference = score - other;
        let mut by_x = comptime!(-1.0 / whole.batch as f32).runtime();
        let mut square = 0.0f32;
        if cube >= whole.batch {
            let least = constant(inputs, Constant::LeastDistance);
            let distance = floored(distance, least, comptime!(whole.excess));
            let over = over(difference.abs(), distance, comptime!(whole.excess));
            square = over * over;
            let weight =
                constant(inputs, Constant::Lambda) * comptime!(1.0 / whole.pairs.max(1) as f32);
            by_x = pull_of(difference, distance, weight, comptime!(whole.excess));
        }
        arrive(memory, x, 0, by_x, stages);
        arrive(memory, y, 0, -by_x, stages);
        let scores = comptime!(whole.scores()) + 4 * cube;
        memory[scores] = score;
        memory[scores + 1] = other;
        memory[scores + 2] = square;
        memory[scores + 3] = difference.abs() / divisor;
    }
    sync_storage();
    back(critic, memory, &mut shared, x, stages, top, false);
    back(critic, memory, &mut shared, y, stages, top, false);
}

/// What the step whose record begins at `record` moves by; `betas` are Adam's decays and its epsilon.
#[cube]
fn moving(inputs: &Tensor<f32>, record: usize, #[comptime] betas: [Constant; 3]) -> Moving {
    Moving {
        adam: Factors {
            beta1: constant(inputs, comptime!(betas[0])),
            beta2: constant(inputs, comptime!(betas[1])),
            rate: inputs[record + comptime!(Head::Rate as usize)],
            root: inputs[record + comptime!(Head::Root as usize)],
            epsilon: constant(inputs, comptime!(betas[2])),
        },
        share: inputs[record + comptime!(Head::Share as usize)],
        bound: constant(inputs, Constant::Bound),
        iteration: inputs[record + comptime!(Head::Iteration as usize)],
    }
}

/// The critic's step, and its numbers: loss, gap, penalty and mean slope.
#[cube(launch)]
#[allow(clippy::too_many_arguments, reason = "a kernel takes no structs")]
pub(super) fn move_critic_kernel(
    inputs: &Tensor<f32>,
    memory: &Tensor<f32>,
    critic: &mut Tensor<f32>,
    flag: &mut Tensor<f32>,
    numbers: &mut Tensor<f32>,
    record: u32,
    iteration: u32,
    #[comptime] whole: Whole,
) {
    let mut shared = Shared::<[f32]>::new_slice(SHARED);
    let betas = comptime!([
        Constant::CriticBeta1,
        Constant::CriticBeta2,
        Constant::CriticEpsilon
    ]);
    let moving = moving(inputs, record as usize, betas);
    let samples = comptime!(Samples {
        first: whole.critic_memory(),
        count: 2 * whole.critic_cubes(),
        memory: whole.critic.memory,
    });
    let beside = comptime!(Beside {
        is_averaged: false,
        clips: whole.clips,
    });
    let length = comptime!(whole.critic.parameters);
    let shares = comptime!(critic_shares(&whole));
    step(
        memory,
        critic,
        flag,
        &mut shared,
        moving,
        shares,
        0usize,
        samples,
        beside,
        length,
    );
    if CUBE_POS == comptime!(shares.cubes()) {
        let scores = comptime!(whole.scores());
        let mut gap = 0.0f32;
        let mut penalty = 0.0f32;
        let mut slopes = 0.0f32;
        for cube in range_stepped(UNIT_POS as usize, comptime!(whole.critic_cubes()), UNITS) {
            let at = scores + 4 * cube;
            if cube < whole.batch {
                gap += memory[at] - memory[at + 1];
                if comptime!(whole.pairs == 0) {
                    slopes += memory[at + 3];
                }
            } else {
                penalty += memory[at + 2];
                slopes += memory[at + 3];
            }
        }
        let pairs = comptime!(whole.compared() as f32);
        let gap = total(&mut shared, gap) / comptime!(whole.batch as f32);
        let penalty = total(&mut shared, penalty) / pairs;
        let slopes = total(&mut shared, slopes) / pairs;
        if UNIT_POS == 0 {
            let to = iteration as usize * NUMBERS;
            numbers[to] = penalty * constant(inputs, Constant::Lambda) - gap;
            numbers[to + 1] = gap;
            numbers[to + 2] = penalty;
            numbers[to + 3] = slopes;
        }
    }
}

/// Takes each fake through the critic and back, and on through the generator.
#[cube(launch)]
pub(super) fn lead_kernel(
    critic: &Tensor<f32>,
    generator: &Tensor<f32>,
    memory: &mut Tensor<f32>,
    #[comptime] whole: Whole,
) {
    let mut shared = Shared::<[f32]>::new_slice(UNITS);
    let unit = UNIT_POS as usize;
    let stages = comptime!(whole.critic);
    let made = comptime!(whole.generator.list[whole.generator.count - 1]);
    let start = CUBE_POS * whole.generator.memory;
    let point = comptime!(whole.critic_memory()) + CUBE_POS * stages.memory;
    for number in range_stepped(unit, stages.inputs, UNITS) {
        memory[point + number] = memory[start + made.to + number];
    }
    sync_storage();
    pass(critic, memory, &mut shared, point, stages, 0usize);
    if unit == 0 {
        let last = comptime!(stages.list[stages.count - 1]);
        memory[comptime!(whole.scores()) + CUBE_POS] = memory[point + last.to];
        arrive(
            memory,
            point,
            0,
            comptime!(-1.0 / whole.batch as f32),
            stages,
        );
    }
    sync_storage();
    back(
        critic,
        memory,
        &mut shared,
        point,
        stages,
        comptime!(stages.count - 1),
        true,
    );
    for number in range_stepped(unit, stages.inputs, UNITS) {
        let gradient = memory[point + stages.gradient + number];
        arrive(memory, start, number, gradient, comptime!(whole.generator));
    }
    sync_storage();
    let top = comptime!(whole.generator.count - 1);
    back(
        generator,
        memory,
        &mut shared,
        start,
        comptime!(whole.generator),
        top,
        false,
    );
}

/// The generator's step, with its average, and its loss.
#[cube(launch)]
#[allow(clippy::too_many_arguments, reason = "a kernel takes no structs")]
pub(super) fn move_generator_kernel(
    inputs: &Tensor<f32>,
    memory: &Tensor<f32>,
    generator: &mut Tensor<f32>,
    flag: &mut Tensor<f32>,
    numbers: &mut Tensor<f32>,
    record: u32,
    iteration: u32,
    #[comptime] whole: Whole,
) {
    let mut shared = Shared::<[f32]>::new_slice(SHARED);
    let betas = comptime!([
        Constant::GeneratorBeta1,
        Constant::GeneratorBeta2,
        Constant::GeneratorEpsilon
    ]);
    let moving = moving(inputs, record as usize, betas);
    let samples = comptime!(Samples {
        first: 0,
        count: whole.batch,
        memory: whole.generator.memory,
    });
    let beside = comptime!(Beside {
        is_averaged: whole.is_averaged,
        clips: false,
    });
    let length = comptime!(whole.generator.parameters);
    let shares = comptime!(generator_shares(&whole));
    step(
        memory,
        generator,
        flag,
        &mut shared,
        moving,
        shares,
        0usize,
        samples,
        beside,
        length,
    );
    if CUBE_POS == comptime!(shares.cubes()) {
        let mut sum = 0.0f32;
        for sample in range_stepped(UNIT_POS as usize, whole.batch, UNITS) {
            sum += memory[comptime!(whole.scores()) + sample];
        }
        let sum = total(&mut shared, sum);
        if UNIT_POS == 0 {
            numbers[iteration as usize * NUMBERS + 4] = -sum / comptime!(whole.batch as f32);
        }
    }
}

pub(super) fn generator_shares(whole: &Whole) -> Shares {
    Shares::new(&whole.generator, whole.batch)
}

pub(super) fn critic_shares(whole: &Whole) -> Shares {
    Shares::new(&whole.critic, 2 * whole.critic_cubes())
}
