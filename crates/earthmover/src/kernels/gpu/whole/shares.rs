//! How the numbers of a network's parameters are shared out to cubes and units that sum their gradients.

use super::super::launch::UNITS;
use super::forward::tile;
use crate::kernels::whole::{MOST_STAGES, Map, Stage, Stages};

/// Which parameter of a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Part {
    Weight,
    Bias,
    Gamma,
    Beta,
}

const PARTS: [Part; 4] = [Part::Weight, Part::Bias, Part::Gamma, Part::Beta];

/// A parameter, and the cubes that sum its gradient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Share {
    pub(super) stage: Stage,
    pub(super) part: Part,
    /// Where it begins in the network's parameters, and how many numbers it has.
    pub(super) first: usize,
    pub(super) count: usize,
    /// How many numbers a row of it has; there is one but in weights.
    pub(super) columns: usize,
    /// Rows and columns of the tile that a unit sums.
    pub(super) tall: usize,
    pub(super) wide: usize,
    /// Units that share these sums.
    pub(super) lanes: usize,
    /// The first of its cubes, and the one after its last.
    pub(super) cube: usize,
    pub(super) end: usize,
}

/// The shares of a network's parameters, and how many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Shares {
    pub(super) list: [Share; MOST_SHARES],
    pub(super) count: usize,
}

/// Most units that share a sum.
const MOST_LANES: usize = 64;
/// Most numbers that a unit sums.
const MOST_TILE: usize = 16;
/// How many numbers the units of a cube share while they sum.
pub(super) const SHARED: usize = UNITS * MOST_TILE;

const MOST_SHARES: usize = 4 * MOST_STAGES;

impl Shares {
    /// The shares where `samples` have each left something in memory.
    pub(super) fn new(stages: &Stages, samples: usize) -> Self {
        let mut cube = 0;
        let mut found = Vec::new();
        for stage in &stages.list[..stages.count] {
            for part in PARTS {
                let Some((first, count, terms)) = extent(stage, part) else {
                    continue;
                };
                let [tall, wide] = tiles(stage, part);
                let lanes = lanes(samples, terms);
                let end = cube + (count / (tall * wide) * lanes).div_ceil(UNITS);
                found.push(Share {
                    stage: *stage,
                    part,
                    first,
                    count,
                    columns: columns(stage, part).unwrap_or(count),
                    tall,
                    wide,
                    lanes,
                    cube,
                    end,
                });
                cube = end;
            }
        }
        let mut list = [found[0]; MOST_SHARES];
        list[..found.len()].copy_from_slice(&found);
        Self {
            list,
            count: found.len(),
        }
    }

    /// How many cubes all of them have.
    pub(super) fn cubes(&self) -> usize {
        self.list[self.count - 1].end
    }
}

/// How many units share a sum to which each sample brings so many terms: a power of two.
fn lanes(samples: usize, terms: usize) -> usize {
    match terms {
        1 if samples <= 64 => 1,
        _ => samples.next_power_of_two().clamp(4, MOST_LANES),
    }
}

/// Rows and columns of the tile of a parameter that a unit sums: what they are products of lies side by side.
fn tiles(stage: &Stage, part: Part) -> [usize; 2] {
    let (down, along) = match (part, stage.map) {
        (Part::Weight, Map::Linear) => (stage.inputs, stage.outputs),
        (Part::Weight, Map::Convolution(places)) => (places.channels, stage.channels),
        (Part::Weight, Map::Transposed(places, inner)) => (inner, places.channels),
        (Part::Bias, _) => (1, stage.bias.map_or(1, |[_, count]| count)),
        (Part::Gamma | Part::Beta, _) => (1, stage.channels),
    };
    [tile(down), tile(along)]
}

/// How many numbers a row of a weight has.
fn columns(stage: &Stage, part: Part) -> Option<usize> {
    match (part, stage.map) {
        (Part::Weight, Map::Linear) => Some(stage.outputs),
        (Part::Weight, Map::Convolution(_)) => Some(stage.channels),
        (Part::Weight, Map::Transposed(places, _)) => Some(places.patch()),
        (Part::Bias | Part::Gamma | Part::Beta, _) => None,
    }
}

/// Where a parameter begins, how many numbers it has, and how many terms of each of their sums a sample brings.
fn extent(stage: &Stage, part: Part) -> Option<(usize, usize, usize)> {
    let pixels = stage.outputs / stage.channels;
    match part {
        Part::Weight => {
            let (count, terms) = match stage.map {
                Map::Linear => (stage.inputs * stage.outputs, 1),
                Map::Convolution(places) => (places.patch() * stage.channels, places.patches()),
                Map::Transposed(places, inner) => (inner * places.patch(), places.patches()),
            };
            Some((stage.weight, count, terms))
        }
        Part::Bias => stage
            .bias
            .map(|[first, count]| (first, count, stage.outputs / count)),
        Part::Gamma => stage.gamma.map(|first| (first, stage.channels, pixels)),
        Part::Beta => stage.beta.map(|first| (first, stage.channels, pixels)),
    }
}
