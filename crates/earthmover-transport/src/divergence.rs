//! Divergences between distributions on the same finite set, which compare probabilities where
//! transport compares places. Entropies in nats (natural logarithms). Each takes probabilities that
//! sum to 1, up to one part in 10⁹.

use crate::check;
use crate::error::Error;
use crate::support::{at_least_0, at_most, told};

/// Shannon's entropy −Σ p ln p, in nats: from 0 to ln n.
///
/// # Errors
/// [`Error::Argument`] when `p` is empty, when a probability is negative or not finite, or when they
/// do not sum to 1.
pub fn entropy(p: &[f64]) -> Result<f64, Error> {
    let p = check::distribution("p", p)?;
    let terms = p.iter().filter(|&&p| p > 0.0).map(|&p| -p * libm::log(p));
    told("the entropy's terms", at_least_0(terms.sum()))
}

/// Kullback and Leibler's divergence KL(p ‖ q) = Σ p ln(p/q) (1951), in nats: from 0 to +∞, which it
/// is where q is 0 at a place that p is not.
///
/// # Errors
/// As [`entropy`], of either; and when `q` is not as long as `p`.
pub fn kullback_leibler(p: &[f64], q: &[f64]) -> Result<f64, Error> {
    let (p, q) = both(p, q)?;
    told(
        "the divergence's terms",
        divergence(p.iter().copied().zip(q)),
    )
}

/// Jensen and Shannon's divergence ½ KL(p ‖ m) + ½ KL(q ‖ m), m = ½ (p + q) (Lin 1991), in nats: from
/// 0 to ln 2, which it is where p and q share no place. Its square root is a metric.
///
/// # Errors
/// As [`kullback_leibler`].
pub fn jensen_shannon(p: &[f64], q: &[f64]) -> Result<f64, Error> {
    let (p, q) = both(p, q)?;
    let mean: Vec<f64> = p.iter().zip(&q).map(|(p, q)| 0.5 * p + 0.5 * q).collect();
    let half = |p: Vec<f64>| 0.5 * divergence(p.into_iter().zip(mean.iter().copied()));
    let sum = half(p) + half(q);
    told(
        "the divergence's terms",
        at_most(std::f64::consts::LN_2, sum),
    )
}

/// Total variation ½ Σ |p − q|: from 0 to 1, the largest difference of the probabilities of an event.
///
/// # Errors
/// As [`kullback_leibler`].
pub fn total_variation(p: &[f64], q: &[f64]) -> Result<f64, Error> {
    let (p, q) = both(p, q)?;
    let sum: f64 = p.iter().zip(&q).map(|(p, q)| (p - q).abs()).sum();
    told("the total variation's terms", at_most(1.0, 0.5 * sum))
}

fn both(p: &[f64], q: &[f64]) -> Result<(Vec<f64>, Vec<f64>), Error> {
    check::length("q", q.len(), p.len())?;
    Ok((check::distribution("p", p)?, check::distribution("q", q)?))
}

/// KL as Σ p ln(p/q) − p + q, which is the same where both sum to 1. No term of it is negative, so the sum is
/// not either.
fn divergence(pairs: impl Iterator<Item = (f64, f64)>) -> f64 {
    let term = |(p, q): (f64, f64)| {
        if p == 0.0 {
            q
        } else if q == 0.0 {
            f64::INFINITY
        } else {
            // A quotient may overflow, a difference of logarithms may not.
            let excess = (q - p) / p;
            let logarithm = if excess.abs() < 0.5 {
                libm::log1p(excess)
            } else {
                libm::log(q) - libm::log(p)
            };
            at_least_0(q - p - p * logarithm)
        }
    };
    pairs.map(term).sum()
}
