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
    // Each score on its own: a critic's zero means nothing, and differences from one that is far away would lose digits.
    let mut rises = Sum::default();
    let mut slope = f64::NEG_INFINITY;
    for (i, f_x) in real.iter().enumerate() {
        for (f_y, &distance) in fake.iter().zip(costs.row(i)) {
            let rise = f_x - f_y;
            rises.add(*f_x);
            rises.add(-f_y);
            if distance > 0.0 {
                slope = slope.max(rise / distance);
            } else if rise > 0.0 {
                slope = f64::INFINITY;
            }
        }
    }
    let gap = rises.value() / (real.len() * fake.len()) as f64;
    // The gap of equal scores may round to just above 0, with a slope of 0 or below.
    let certain = gap > 0.0 && slope > 0.0;
    Ok(CriticDistance {
        distance: if certain { gap / slope } else { 0.0 },
        gap,
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
