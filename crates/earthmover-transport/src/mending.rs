//! Plans for costs of very different sizes. Both exact solvers add costs to prices, so that beside a cost of
//! 10³² one of 10 has no digits left (`tests/transport/sizes.rs` has an example, from an issue of POT's).
//! Where a plan may have suffered from that, its negative cycles are sought and removed (Klein, "A primal
//! method for minimal cost flows", 1967). The search follows shortest paths, which begin at every point with
//! length 0. They never take an arc that is too dear, so that its cost is never added to another.

use crate::costs::Costs;
use crate::error::{Error, Invalid};
use crate::potentials::Potentials;

/// A plan whose mean cost is at least this part of the largest cost has not suffered from rounding.
const SMALL: f64 = 1e-5;
/// The part of the mean cost by which a path must be shorter than another to count as shorter.
const SLACK: f64 = 1e-13;
/// How far a plan's cost may be above its dual value, as a part of it.
const TOLERANCE: f64 = 1e-9;
/// How many arcs are looked at before the search is given up, after about a second.
const PATIENCE: usize = 1 << 31;
/// Stands for no source or no target.
const NONE: usize = usize::MAX;

/// The flows of a plan: source, target, and a mass above 0.
pub(super) type Flows = Vec<(usize, usize, f64)>;

/// Whether the prices that led to this plan of mass `total` may have lost what tells it from a better one.
pub(super) fn is_doubtful(costs: &Costs, flows: &[(usize, usize, f64)], total: f64) -> bool {
    let cost = cost(costs, flows);
    // Nothing is cheaper than what costs nothing.
    cost > 0.0 && cost < SMALL * costs.largest() * total
}

/// The plan without negative cycles, and potentials φ of its sources.
pub(super) fn mend(costs: &Costs, flows: Flows, total: f64) -> (Flows, Vec<f64>) {
    let mut residual = Residual::new(costs, flows, total);
    let mut passes = (PATIENCE / costs.values().len()).max(64);
    while passes > 0 && residual.pass() {
        passes -= 1;
        residual.cancel();
    }
    let source = residual.to_source.iter().map(|distance| -distance);
    (residual.flows(), source.collect())
}

/// Checks that `potentials`, which must be feasible, prove the plan to be best.
pub(super) fn check(
    costs: &Costs,
    flows: &[(usize, usize, f64)],
    dual_value: f64,
    total: f64,
) -> Result<(), Error> {
    // The masses of the two sides differ by rounding, and that difference may go by any arc of the plan.
    let rounding: f64 = flows.iter().map(|&(i, j, _)| costs.row(i)[j]).sum();
    let slack = TOLERANCE * dual_value.abs() + 8.0 * f64::EPSILON * total * rounding;
    // A dual value that is no number proves nothing either.
    if cost(costs, flows) - dual_value <= slack {
        return Ok(());
    }
    let value = format!("of sizes up to {:e}", costs.largest());
    let allowed = "of sizes nearer to each other: the best plan is lost in rounding";
    Err(Invalid::new("costs", value, allowed).into())
}

/// Σ aᵢφᵢ + Σ bⱼψⱼ of the masses that a plan moves.
pub(super) fn dual_value(potentials: &Potentials, flows: &[(usize, usize, f64)]) -> f64 {
    let each =
        |&(i, j, mass): &(usize, usize, f64)| mass * (potentials.source[i] + potentials.target[j]);
    flows.iter().map(each).sum()
}

fn cost(costs: &Costs, flows: &[(usize, usize, f64)]) -> f64 {
    flows
        .iter()
        .map(|&(i, j, mass)| mass * costs.row(i)[j])
        .sum()
}

/// The residual graph of a plan: mass can be added from any source to any target, and taken back where there
/// is some. It holds the length of the shortest path to each point, from whichever point that begins at.
struct Residual<'a> {
    costs: &'a Costs,
    total: f64,
    /// What each target is sent: sources and masses.
    sent: Vec<Vec<(usize, f64)>>,
    to_source: Vec<f64>,
    to_target: Vec<f64>,
    /// The target before each source on its path, and the source before each target.
    before_source: Vec<usize>,
    before_target: Vec<usize>,
    slack: f64,
}

impl<'a> Residual<'a> {
    fn new(costs: &'a Costs, flows: Flows, total: f64) -> Self {
        let mut sent = vec![Vec::new(); costs.columns()];
        for (source, target, mass) in flows {
            sent[target].push((source, mass));
        }
        let mut residual = Self {
            costs,
            total,
            sent,
            to_source: Vec::new(),
            to_target: Vec::new(),
            before_source: Vec::new(),
            before_target: Vec::new(),
            slack: 0.0,
        };
        residual.begin();
        residual
    }

    /// Begins the search for shortest paths: each is of length 0, and begins where it ends.
    fn begin(&mut self) {
        let (rows, columns) = (self.costs.rows(), self.costs.columns());
        self.to_source = vec![0.0; rows];
        self.to_target = vec![0.0; columns];
        self.before_source = vec![NONE; rows];
        self.before_target = vec![NONE; columns];
        self.slack = SLACK * cost(self.costs, &self.flows()) / self.total;
    }

    /// Looks at every arc once, and shortens the paths that one of them shortens. Returns whether any was.
    fn pass(&mut self) -> bool {
        let mut shorter = false;
        for row in 0..self.costs.rows() {
            let here = self.to_source[row];
            let targets = self.to_target.iter_mut().zip(&mut self.before_target);
            for ((distance, before), cost) in targets.zip(self.costs.row(row)) {
                if here + cost < *distance - self.slack {
                    (*distance, *before, shorter) = (here + cost, row, true);
                }
            }
        }
        for (column, sent) in self.sent.iter().enumerate() {
            for &(row, _) in sent {
                let through = self.to_target[column] - self.costs.row(row)[column];
                if through < self.to_source[row] - self.slack {
                    self.to_source[row] = through;
                    self.before_source[row] = column;
                    shorter = true;
                }
            }
        }
        shorter
    }

    /// Moves mass around a cycle of the paths, if there is one, and begins the search anew.
    fn cancel(&mut self) {
        let Some(first) = self.on_cycle() else {
            return;
        };
        let mut arcs = Vec::new();
        let mut target = first;
        let mut most = f64::INFINITY;
        loop {
            // To `target` from `source`, which has been reached by taking from `back`.
            let source = self.before_target[target];
            let back = self.before_source[source];
            arcs.push((source, target, back));
            most = most.min(self.mass(source, back));
            target = back;
            if target == first {
                break;
            }
        }
        for (source, target, back) in arcs {
            self.add(source, target, most);
            self.add(source, back, -most);
        }
        self.begin();
    }

    /// A target on a cycle of the paths, if they have one.
    fn on_cycle(&self) -> Option<usize> {
        let mut seen = vec![NONE; self.costs.columns()];
        for start in 0..seen.len() {
            let mut target = start;
            while seen[target] == NONE {
                seen[target] = start;
                let source = self.before_target[target];
                if source == NONE || self.before_source[source] == NONE {
                    break;
                }
                target = self.before_source[source];
                if seen[target] == start {
                    return Some(target);
                }
            }
        }
        None
    }

    fn mass(&self, source: usize, target: usize) -> f64 {
        let here = self.sent[target].iter().find(|sent| sent.0 == source);
        here.map_or(0.0, |sent| sent.1)
    }

    fn add(&mut self, source: usize, target: usize, mass: f64) {
        let sent = &mut self.sent[target];
        match sent.iter_mut().find(|sent| sent.0 == source) {
            Some(there) => there.1 += mass,
            None => sent.push((source, mass)),
        }
        sent.retain(|sent| sent.1 > 0.0);
    }

    fn flows(&self) -> Flows {
        let columns = self.sent.iter().enumerate();
        let flows = columns.flat_map(|(target, sent)| {
            let flow = move |&(source, mass): &(usize, f64)| (source, target, mass);
            sent.iter().map(flow)
        });
        flows.collect()
    }
}
