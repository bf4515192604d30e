//! The divergence of Sinkhorn's iterations, without the bias of their entropy.

use crate::costs::Costs;
use crate::error::Error;
use crate::sinkhorn::{Entropic, Sinkhorn, own_value, sinkhorn};

/// What it costs to move mass between sources and targets, and within each of them.
#[derive(Clone, Copy, Debug)]
pub struct DivergenceCosts<'a> {
    /// From each source to each target.
    pub between: &'a Costs,
    /// From each source to each source, the same both ways.
    pub sources: &'a Costs,
    /// From each target to each target, the same both ways.
    pub targets: &'a Costs,
}

/// An entropic coupling, and what its value tells of two measures.
#[derive(Clone, Debug, PartialEq)]
pub struct SinkhornDivergence {
    /// OT(a, b) − OT(a, a)/2 − OT(b, b)/2, where OT is the least Σ π c + ε KL(π ‖ a ⊗ b): 0 where both
    /// are the same; the exact cost as ε → 0, and Σ aᵢbⱼcᵢⱼ − Σ aᵢaⱼc′ᵢⱼ/2 − Σ bᵢbⱼc″ᵢⱼ/2 as ε → ∞.
    pub value: f64,
    /// The coupling of sources and targets.
    pub coupling: Entropic,
    /// Whether all three iterations converged.
    pub converged: bool,
}

/// The debiased Sinkhorn divergence (Feydy, Séjourné, Vialard, Amari, Trouvé and Peyré,
/// "Interpolating between optimal transport and MMD using Sinkhorn divergences", 2019). For
/// Euclidean costs it is at least 0. Iterations that do not converge are no error: the answer says so.
///
/// # Errors
/// As [`sinkhorn`], of each of the three costs.
pub fn sinkhorn_divergence(
    costs: DivergenceCosts<'_>,
    source_weights: &[f64],
    target_weights: &[f64],
    settings: Sinkhorn,
) -> Result<SinkhornDivergence, Error> {
    let (a, b) = (source_weights, target_weights);
    let coupling = sinkhorn(costs.between, a, b, settings)?;
    let (sources, has_sources) = own_value(costs.sources, a, settings)?;
    let (targets, has_targets) = own_value(costs.targets, b, settings)?;
    // The columns of the plan of these potentials sum to their weights, so that nothing but the means of
    // the potentials is left of the dual.
    let value = coupling.potentials.dual_value(a, b)?;
    Ok(SinkhornDivergence {
        value: value - f64::midpoint(sources, targets),
        converged: coupling.converged && has_sources && has_targets,
        coupling,
    })
}
