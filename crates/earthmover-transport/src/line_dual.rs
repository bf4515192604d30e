//! The dual on the line: critics of masses at even places.

use crate::check::{self, MOST_COST};
use crate::error::{Error, Invalid};

/// A slope above 1 by no more than this counts as 1: the rest is rounding.
const ROUNDING: f64 = 1e-9;
/// Cumulative probabilities that differ by no more than this count as equal: the rest is rounding.
const EQUAL: f64 = 1e-13;

/// A best critic of two distributions at the same even places.
#[derive(Clone, Debug, PartialEq)]
pub struct LineDual {
    /// The exact distance W1.
    pub distance: f64,
    /// f at the places: of slopes up to 1, its gap the distance, its mean under p half of that and its
    /// mean under q minus as much.
    pub potential: Vec<f64>,
}

/// What a critic makes of two distributions at the same even places.
#[derive(Clone, Debug, PartialEq)]
pub struct LineGap {
    /// Mean of f under p, less that under q.
    pub gap: f64,
    /// |f(x) − f(y)| / |x − y| of neighbouring places x and y.
    pub slopes: Vec<f64>,
    /// The largest of them, and of all pairs.
    pub steepest: f64,
    /// The share of slopes above 1, by more than rounding: 10⁻⁹.
    pub violations: f64,
}

/// The exact distance between probabilities `p` and `q` at places `spacing` apart, and a best critic.
///
/// f rises where more of q lies below than of p, falls where less does, by a slope of 1, and is level
/// where as much does: then Σ f (p − q) = −Σ (f(x₊) − f(x)) (F − G) is Σ |F − G| · spacing, F and G
/// being the cumulative distributions, and that is W1 (Vallender 1974).
///
/// # Errors
/// [`Error::Argument`] when there are not at least two places, when `q` is not as long as `p`, when
/// one is not of probabilities that sum to 1, or when `spacing` is not from 10⁻¹⁰⁰ to 10¹⁰⁰.
pub fn line_dual(p: &[f64], q: &[f64], spacing: f64) -> Result<LineDual, Error> {
    let (p, q) = distributions(p, q, spacing)?;
    let mut potential = vec![0.0; p.len()];
    let (mut lead, mut distance) = (0.0, 0.0);
    for place in 1..p.len() {
        // The lead is G − F.
        lead += q[place - 1] - p[place - 1];
        let slope = if f64::abs(lead) > EQUAL {
            lead.signum()
        } else {
            0.0
        };
        potential[place] = potential[place - 1] + slope * spacing;
        distance += slope * lead * spacing;
    }
    let zero = 0.5 * (mean(&potential, &p) + mean(&potential, &q));
    potential.iter_mut().for_each(|f| *f -= zero);
    Ok(LineDual {
        distance,
        potential,
    })
}

/// The gap and the slopes of any critic `f`.
///
/// # Errors
/// As [`line_dual`]; also when `f` is not as long as `p`, or holds a number that is not finite or too
/// large.
pub fn line_gap(p: &[f64], q: &[f64], f: &[f64], spacing: f64) -> Result<LineGap, Error> {
    let (p, q) = distributions(p, q, spacing)?;
    check::length("f", f.len(), p.len())?;
    check::coordinates("f", f.iter().copied())?;
    let slope = |pair: &[f64]| f64::abs(pair[1] - pair[0]) / spacing;
    let slopes: Vec<f64> = f.windows(2).map(slope).collect();
    let above = slopes.iter().filter(|&&slope| slope > 1.0 + ROUNDING);
    let differences = f.iter().zip(p.iter().zip(&q));
    Ok(LineGap {
        // A critic's zero means nothing; far from it, the gap would lose digits.
        gap: differences.map(|(x, (p, q))| (x - f[0]) * (p - q)).sum(),
        steepest: slopes.iter().copied().fold(0.0, f64::max),
        violations: above.count() as f64 / slopes.len() as f64,
        slopes,
    })
}

fn distributions(p: &[f64], q: &[f64], spacing: f64) -> Result<(Vec<f64>, Vec<f64>), Error> {
    if p.len() < 2 {
        return Err(Invalid::new("p.length", p.len(), "at least 2").into());
    }
    check::length("q", q.len(), p.len())?;
    // A smaller one would make slopes infinite. NaN is in no range.
    let (least, most) = (1.0 / MOST_COST, MOST_COST);
    if !(least..=most).contains(&spacing) {
        let allowed = format!("a number from {least:e} to {most:e}");
        return Err(Invalid::new("spacing", spacing, allowed).into());
    }
    Ok((check::distribution("p", p)?, check::distribution("q", q)?))
}

fn mean(f: &[f64], p: &[f64]) -> f64 {
    f.iter().zip(p).map(|(f, p)| f * p).sum()
}
