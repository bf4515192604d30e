//! What a critic certifies of the distance between two samples.

use crate::check;
use crate::costs::Costs;
use crate::error::Error;

/// A critic's lower bound of the exact distance between two samples.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CriticDistance {
    /// Gap ÷ slope; 0 where the gap is not above 0. In the unit of the distances.
    pub distance: f64,
    /// Mean score of the real images less that of the fakes, in the critic's unit.
    pub gap: f64,
    /// K, the largest of (f(x) − f(y)) / ‖x − y‖ over the pairs of real x and fake y that differ;
    /// may be negative, and −∞ where no pair differs. +∞ where an equal pair has f(x) > f(y): such
    /// scores are no function's, and certify nothing.
    pub slope: f64,
}

/// The critic distance: the gap, made 1-Lipschitz over the very pairs that a coupling can join.
/// `real` and `fake` are the critic's scores, `costs` the distances from each real to each fake
/// image ([`Costs::euclidean`] of the same images in the same order; equal images are those at
/// distance 0).
///
/// A lower bound of the exact distance between the uniform measures on both, whatever the scores:
/// for the best plan π, gap = Σ πᵢⱼ (f(xᵢ) − f(yⱼ)) ≤ K Σ πᵢⱼ ‖xᵢ − yⱼ‖ = K · W1 (weak duality; only
/// real–fake pairs count). A gap above 0 implies K > 0.
///
/// # Errors
/// [`Error::Argument`] when there is not a score for each row and column of `costs`, or when a score
/// is not finite or too large.
pub fn critic_distance<T: Copy + Into<f64>>(
    real: &[T],
    fake: &[T],
    costs: &Costs,
) -> Result<CriticDistance, Error> {
    let real = scores("real", real, costs.rows())?;
    let fake = scores("fake", fake, costs.columns())?;
    let pairs = || {
        real.iter().enumerate().flat_map(|(i, f_x)| {
            fake.iter()
                .zip(costs.row(i))
                .map(move |(f_y, &distance)| (*f_x, *f_y, distance))
        })
    };
    // Each score on its own: a critic's zero means nothing, and differences from one that is far away would lose digits.
    let mut sum = Sum::default();
    let mut slope = f64::NEG_INFINITY;
    for (f_x, f_y, distance) in pairs() {
        sum.add(f_x);
        sum.add(-f_y);
        if distance > 0.0 {
            slope = slope.max((f_x - f_y) / distance);
        } else if f_x > f_y {
            slope = f64::INFINITY;
        }
    }
    let sum = sum.value();
    // Of the steepest pair, as shares of its rise: a slope may be too small, or too steep, to have all its digits.
    let certified = pairs()
        .filter(|(f_x, f_y, _)| f_x > f_y)
        .map(|(f_x, f_y, distance)| {
            if distance > 0.0 {
                distance * (sum / (f_x - f_y))
            } else {
                0.0
            }
        })
        .fold(f64::INFINITY, f64::min);
    let count = (real.len() * fake.len()) as f64;
    // The gap of equal scores may round to just above 0, with nothing that rises.
    let certain = sum > 0.0 && certified.is_finite();
    Ok(CriticDistance {
        distance: if certain { certified / count } else { 0.0 },
        gap: sum / count,
        slope,
    })
}

fn scores<T: Copy + Into<f64>>(
    argument: &str,
    scores: &[T],
    count: usize,
) -> Result<Vec<f64>, Error> {
    check::length(argument, scores.len(), count)?;
    let scores: Vec<f64> = scores.iter().map(|&score| score.into()).collect();
    check::coordinates(argument, scores.iter().copied())?;
    Ok(scores)
}

/// A sum that keeps what each addition rounds away (Neumaier, *Rundungsfehleranalyse einiger Verfahren zur Summation
/// endlicher Summen*, 1974).
#[derive(Default)]
struct Sum {
    sum: f64,
    rounded: f64,
}

impl Sum {
    fn add(&mut self, term: f64) {
        let sum = self.sum + term;
        self.rounded += if self.sum.abs() >= term.abs() {
            (self.sum - sum) + term
        } else {
            (term - sum) + self.sum
        };
        self.sum = sum;
    }

    fn value(&self) -> f64 {
        self.sum + self.rounded
    }
}
