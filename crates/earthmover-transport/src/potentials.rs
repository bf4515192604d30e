//! Solutions of the dual problem.

use crate::check;
use crate::costs::Costs;
use crate::error::{Error, Invalid};

/// Potentials φ (of the sources) and ψ (of the targets). Those of the exact solvers obey
/// φᵢ + ψⱼ ≤ cᵢⱼ for every pair, to one rounding, with equality where the plan moves mass; they
/// are defined up to a constant added to φ and taken from ψ. In the unit of the costs.
#[derive(Clone, Debug, PartialEq)]
pub struct Potentials {
    /// φ, one for each source.
    pub source: Vec<f64>,
    /// ψ, one for each target.
    pub target: Vec<f64>,
}

impl Potentials {
    /// The dual value Σ aᵢφᵢ + Σ bⱼψⱼ, in the unit mass × cost.
    ///
    /// # Errors
    /// [`Error::Argument`] when there are not as many weights as potentials, or when a weight is
    /// negative, not finite or too large.
    pub fn dual_value(&self, source_weights: &[f64], target_weights: &[f64]) -> Result<f64, Error> {
        check::masses("sourceWeights", source_weights, self.source.len())?;
        check::masses("targetWeights", target_weights, self.target.len())?;
        Ok(dot(source_weights, &self.source) + dot(target_weights, &self.target))
    }

    /// The critic of these potentials, f(z) = minⱼ d(z, yⱼ) − ψⱼ (the c-transform of ψ: Villani
    /// 2009, definition 5.7), at points z of which `to_targets` holds the distances to the targets,
    /// a row for each.
    ///
    /// Where costs are distances, f is 1-Lipschitz on the whole space, as a minimum of 1-Lipschitz
    /// functions: so between sources, between targets, and across. Feasibility gives
    /// f(xᵢ) ≥ φᵢ and f(yⱼ) ≤ −ψⱼ; so the gap of f is at least the dual value, and for
    /// potentials that are optimal equals the exact distance: f is a best critic of the two samples
    /// (Kantorovich and Rubinstein 1958).
    ///
    /// # Errors
    /// [`Error::Argument`] when `to_targets` does not have a column for each target.
    pub fn critic(&self, to_targets: &Costs) -> Result<Vec<f64>, Error> {
        let (columns, expected) = (to_targets.columns(), self.target.len());
        if columns != expected {
            let allowed = format!("{expected}, one for each target");
            return Err(Invalid::new("toTargets.columns", columns, allowed).into());
        }
        Ok((0..to_targets.rows())
            .map(|row| least_difference(to_targets.row(row), &self.target))
            .collect())
    }

    /// The critic at the sources and at the targets themselves, shifted so that its mean over all of them is
    /// `mean`. The potentials must be optimal, and the samples of positive weights.
    ///
    /// At the sources f is φ, and at the targets −ψ: it is at least φ and at most −ψ, and if it were not
    /// equal everywhere, its gap would be above the dual value, which is the exact distance.
    pub fn critic_at_samples(&self, mean: f64) -> [Vec<f64>; 2] {
        let count = self.source.len() + self.target.len();
        let sum = self.source.iter().sum::<f64>() - self.target.iter().sum::<f64>();
        let shift = mean - sum / count as f64;
        [
            self.source.iter().map(|phi| phi + shift).collect(),
            self.target.iter().map(|psi| shift - psi).collect(),
        ]
    }

    /// Feasible potentials, none lower than those given, from φ at the sources `known` alone:
    /// first ψ as the c-transform of that φ, then φ as the c-transform of ψ. Removes what rounding
    /// left infeasible, and extends to points that carry no mass.
    pub(super) fn closed(costs: &Costs, known: &[usize], source: &[f64]) -> Self {
        let mut target = vec![f64::INFINITY; costs.columns()];
        for (&row, phi) in known.iter().zip(source) {
            for (psi, cost) in target.iter_mut().zip(costs.row(row)) {
                *psi = psi.min(cost - phi);
            }
        }
        let source = (0..costs.rows())
            .map(|row| least_difference(costs.row(row), &target))
            .collect();
        Self { source, target }
    }
}

/// minⱼ costⱼ − potentialⱼ.
fn least_difference(costs: &[f64], potentials: &[f64]) -> f64 {
    let differences = costs.iter().zip(potentials).map(|(c, p)| c - p);
    differences.fold(f64::INFINITY, f64::min)
}

fn dot(x: &[f64], y: &[f64]) -> f64 {
    x.iter().zip(y).map(|(x, y)| x * y).sum()
}
