//! The exact plan between weighted discrete measures of any two sizes.

use crate::check;
use crate::costs::Costs;
use crate::error::Error;
use crate::mending::{self, Flows};
use crate::pivot;
use crate::potentials::Potentials;

/// Mass that a plan moves from one source to one target.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flow {
    /// The source.
    pub source: usize,
    /// The target.
    pub target: usize,
    /// How much; above 0.
    pub mass: f64,
}

/// A best coupling of two weighted measures.
#[derive(Clone, Debug, PartialEq)]
pub struct Coupling {
    /// The plan: sources in ascending order, the targets of each too; at most rows + columns − 1
    /// entries (an extreme point of the polytope of couplings). Its marginals are the weights, to
    /// rounding, the target's being scaled to the sum of the source's.
    pub plan: Vec<Flow>,
    /// Σ mass × cost of the plan: W1, where costs are distances and masses sum to 1.
    pub cost: f64,
    /// Optimal potentials; their dual value is `cost`, to rounding. Given for points without mass
    /// too.
    pub potentials: Potentials,
}

impl Coupling {
    /// The plan as a matrix, row-major, one row for each source.
    pub fn dense(&self) -> Vec<f64> {
        let columns = self.potentials.target.len();
        let mut matrix = vec![0.0; self.potentials.source.len() * columns];
        for flow in &self.plan {
            matrix[flow.source * columns + flow.target] = flow.mass;
        }
        matrix
    }
}

/// The coupling of masses `source_weights` (one for each row of `costs`) and `target_weights` (one
/// for each column) that costs least, by the network simplex.
///
/// # Errors
/// [`Error::Argument`] when there is not a weight for each row and column, when a weight is
/// negative, not finite or too large, when all are 0, or when the sums of both sides differ by more
/// than one part in 10⁹; and when costs are of such different sizes that the best plan is lost in
/// rounding.
pub fn couple(
    costs: &Costs,
    source_weights: &[f64],
    target_weights: &[f64],
) -> Result<Coupling, Error> {
    let (rows, columns) = (costs.rows(), costs.columns());
    let (total, balanced) = check::balanced(source_weights, target_weights, rows, columns)?;
    // Points without mass would only make the simplex degenerate.
    let sources = with_mass(source_weights);
    let targets = with_mass(&balanced);
    let masses = |weights: &[f64], of: &[usize]| of.iter().map(|&i| weights[i]).collect::<Vec<_>>();
    let restricted = costs.restricted(&sources, &targets);
    let (source_masses, target_masses) = (
        masses(source_weights, &sources),
        masses(&balanced, &targets),
    );
    let basis = pivot::solve(&restricted, &source_masses, &target_masses);
    let (mut flows, mut source_potentials) = (basis.flows, basis.source_potentials);
    let doubtful = mending::is_doubtful(&restricted, &flows, total);
    if doubtful {
        let potentials;
        (flows, potentials) = mending::mend(&restricted, flows, total);
        // In a best plan only arcs of reduced cost 0 carry mass. Among such plans the simplex finds one
        // without cycles.
        let all_sources: Vec<usize> = (0..sources.len()).collect();
        let closed = Potentials::closed(&restricted, &all_sources, &potentials);
        let most = largest_used(&restricted, &flows);
        let reduced = restricted.reduced(&closed.source, &closed.target, most);
        flows = pivot::solve(&reduced, &source_masses, &target_masses).flows;
        source_potentials = closed.source;
    }
    let potentials = Potentials::closed(costs, &sources, &source_potentials);
    let flow = |&(source, target, mass): &(usize, usize, f64)| Flow {
        source: sources[source],
        target: targets[target],
        mass,
    };
    let mut plan: Vec<Flow> = flows.iter().map(flow).collect();
    plan.sort_unstable_by_key(|flow| (flow.source, flow.target));
    if doubtful {
        let flow = |flow: &Flow| (flow.source, flow.target, flow.mass);
        let flows: Flows = plan.iter().map(flow).collect();
        let dual_value = mending::dual_value(&potentials, &flows);
        mending::check(costs, &flows, dual_value, total)?;
    }
    let cost = |flow: &Flow| flow.mass * costs.row(flow.source)[flow.target];
    Ok(Coupling {
        cost: plan.iter().map(cost).sum(),
        potentials,
        plan,
    })
}

/// The largest cost that a plan pays.
fn largest_used(costs: &Costs, flows: &Flows) -> f64 {
    let used = flows.iter().map(|&(i, j, _)| costs.row(i)[j]);
    used.fold(0.0, f64::max)
}

/// The places of the weights above 0.
fn with_mass(weights: &[f64]) -> Vec<usize> {
    (0..weights.len()).filter(|&i| weights[i] > 0.0).collect()
}
