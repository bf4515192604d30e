//! Gap and slope penalty of scored pairs, and the gradient at each score.

use burn_cubecl::tensor::CubeTensor;
use cubecl::prelude::*;

use super::launch::{UNITS, cubes, empty, flat, sum};
use crate::kernels::penalty::{Excess, PairPenalty};

/// Where the pairs are, as comptime values: they follow from the configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Pairs {
    batch: usize,
    left: usize,
    right: usize,
    pairs: usize,
    /// Whether every pair has the same distance.
    same_length: bool,
    is_penalised: bool,
    excess: Excess,
}

/// ‖x − y‖ of a pair.
#[cube]
fn distance(distances: &Tensor<f32>, length: f32, pair: usize, #[comptime] pairs: Pairs) -> f32 {
    let mut distance = length;
    if comptime!(!pairs.same_length) {
        distance = distances[pair];
    }
    distance
}

/// What is penalised in a pair whose scores are `size` apart: |f(x) − f(y)| / ‖x − y‖ − 1, or |f(x) − f(y)| −
/// ‖x − y‖; at least 0 where one-sided.
#[cube]
pub(super) fn over(size: f32, distance: f32, #[comptime] excess: Excess) -> f32 {
    let mut over = size - distance;
    if comptime!(excess.by_quotient) {
        over = size / distance - 1.0f32;
    }
    if comptime!(!excess.two_sided) {
        over = f32::max(over, 0.0f32);
    }
    over
}

/// Runs as one cube. Writes the gradient at each score and, to `numbers`, loss, gap, penalty and mean slope.
#[cube(launch)]
#[allow(clippy::too_many_arguments, reason = "a kernel takes no structs")]
fn penalty_kernel(
    scores: &Tensor<f32>,
    distances: &Tensor<f32>,
    gradient: &mut Tensor<f32>,
    numbers: &mut Tensor<f32>,
    lambda: f32,
    share: f32,
    pair_share: f32,
    length: f32,
    least: f32,
    #[comptime] pairs: Pairs,
) {
    let unit = UNIT_POS as usize;
    let mut gap = 0.0f32;
    for place in range_stepped(unit, scores.len(), UNITS) {
        let mut in_gap = 0.0f32;
        if place < pairs.batch {
            in_gap = share;
        } else if place < 2 * pairs.batch {
            in_gap = -share;
        }
        gap += in_gap * scores[place];
        // A score may be an end of several pairs, or of none.
        let mut slope = -in_gap;
        if place >= pairs.left && place < pairs.left + pairs.pairs {
            slope += pull(
                scores,
                distances,
                place - pairs.left,
                lambda * pair_share,
                length,
                least,
                pairs,
            );
        }
        if place >= pairs.right && place < pairs.right + pairs.pairs {
            slope -= pull(
                scores,
                distances,
                place - pairs.right,
                lambda * pair_share,
                length,
                least,
                pairs,
            );
        }
        gradient[place] = slope;
    }
    let mut penalty = 0.0f32;
    let mut slopes = 0.0f32;
    for pair in range_stepped(unit, pairs.pairs, UNITS) {
        let difference = scores[pairs.left + pair] - scores[pairs.right + pair];
        let distance = distance(distances, length, pair, pairs);
        let floored = floored(distance, least, comptime!(pairs.excess));
        let over = over(difference.abs(), floored, comptime!(pairs.excess));
        penalty += over * over;
        slopes += difference.abs() / f32::max(distance, least);
    }
    let gap = sum(gap);
    let mut penalty = sum(penalty) * pair_share;
    if comptime!(!pairs.is_penalised) {
        penalty = 0.0f32;
    }
    let slopes = sum(slopes) * pair_share;
    if unit == 0 {
        numbers[0] = penalty * lambda - gap;
        numbers[1] = gap;
        numbers[2] = penalty;
        numbers[3] = slopes;
    }
}

/// The distance of a pair, which must not be too small where something is divided by it.
#[cube]
pub(super) fn floored(distance: f32, least: f32, #[comptime] excess: Excess) -> f32 {
    let mut floored = distance;
    if comptime!(excess.by_quotient) {
        floored = f32::max(distance, least);
    }
    floored
}

/// The gradient of λ · penalty at a pair's f(x) − f(y).
#[cube]
fn pull(
    scores: &Tensor<f32>,
    distances: &Tensor<f32>,
    pair: usize,
    weight: f32,
    length: f32,
    least: f32,
    #[comptime] pairs: Pairs,
) -> f32 {
    let difference = scores[pairs.left + pair] - scores[pairs.right + pair];
    let excess = comptime!(pairs.excess);
    let distance = floored(distance(distances, length, pair, pairs), least, excess);
    pull_of(difference, distance, weight, excess)
}

/// The gradient of `weight` · excess² at a difference of scores.
#[cube]
pub(super) fn pull_of(
    difference: f32,
    distance: f32,
    weight: f32,
    #[comptime] excess: Excess,
) -> f32 {
    let mut pull = 2.0f32 * weight * over(difference.abs(), distance, excess);
    if comptime!(excess.by_quotient) {
        pull /= distance;
    }
    if difference < 0.0f32 {
        pull = -pull;
    }
    if difference == 0.0f32 {
        pull = 0.0f32;
    }
    pull
}

pub(super) fn slope_penalty(
    scores: CubeTensor,
    distances: CubeTensor,
    given: &PairPenalty,
) -> (CubeTensor, CubeTensor) {
    let (scores, distances) = (flat(scores), flat(distances));
    let gradient = empty(&scores, scores.meta.shape.clone());
    let numbers = empty(&scores, [4]);
    let [left, right] = given.ends;
    let [whole_pairs, whole_rows] = given.whole;
    let pairs = Pairs {
        batch: given.batch,
        left,
        right,
        pairs: given.pairs,
        same_length: given.length.is_some(),
        is_penalised: given.is_penalised,
        excess: given.excess,
    };
    let (count, dim) = cubes(1);
    penalty_kernel::launch(
        &gradient.client,
        count,
        dim,
        scores.into_tensor_arg(),
        distances.into_tensor_arg(),
        gradient.clone().into_tensor_arg(),
        numbers.clone().into_tensor_arg(),
        given.lambda as f32,
        1.0 / whole_rows as f32,
        1.0 / whole_pairs as f32,
        given.length.unwrap_or(1.0) as f32,
        given.least as f32,
        pairs,
    );
    (gradient, numbers)
}
