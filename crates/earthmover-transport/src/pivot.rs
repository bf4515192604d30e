//! The network simplex on the transportation problem (Dantzig 1951; Ahuja, Magnanti and Orlin,
//! "Network Flows", 1993, chapter 11), all masses above 0.

use crate::costs::Costs;
use crate::tree::Tree;

/// An arc enters the basis when its reduced cost is below minus this part of the largest cost: well
/// above rounding, so that every pivot is progress, well below what a caller could see.
const SLACK: f64 = 1.0 / (1u64 << 46) as f64;
/// After this many pivots for each node the slack is doubled. Some ten are usual.
const PATIENCE: usize = 1000;

/// An optimal basis: its flows and its potentials, both computed from the tree alone, free of what
/// the pivots left in rounding.
pub(super) struct Basis {
    /// Source, target, and a mass above 0: fewer flows than there are sources and targets.
    pub(super) flows: Vec<(usize, usize, f64)>,
    /// φ of the sources.
    pub(super) source_potentials: Vec<f64>,
}

/// The best plan between masses above 0, of equal sums, and its potentials.
pub(super) fn solve(costs: &Costs, source_weights: &[f64], target_weights: &[f64]) -> Basis {
    // A unit of mass that goes through the root pays for two legs, more than for any arc, so that none stays
    // there.
    let largest = costs.largest();
    let leg = if largest > 0.0 { largest } else { 1.0 };
    let mut tree = Tree::star(source_weights, target_weights, leg);
    let nodes = costs.rows() + costs.columns();
    let mut slack = SLACK * leg;
    let mut pivots = 0;
    let mut row = 0;
    while let Some((column, reduced)) = entering(costs, &tree.potential, slack, &mut row) {
        tree.pivot(row, costs.rows() + column, reduced);
        pivots += 1;
        // No input is known that needs this, but a page must not hang on one.
        if pivots % (PATIENCE * nodes) == 0 {
            slack *= 2.0;
        }
    }
    Basis {
        flows: flows(&tree, costs, source_weights, target_weights),
        source_potentials: source_potentials(&tree, costs, leg),
    }
}

/// Looks for an arc of reduced cost below −`slack`, from `row` on: the best of a block of rows that
/// hold about as many arcs as there are rows in all. Sets `row` to the arc's source, and gives its target and
/// its reduced cost; none when there is no such arc.
fn entering(costs: &Costs, potential: &[f64], slack: f64, row: &mut usize) -> Option<(usize, f64)> {
    let (rows, columns) = (costs.rows(), costs.columns());
    let block = rows.div_ceil(columns);
    let targets = &potential[rows..][..columns];
    let mut best: Option<(usize, usize, f64)> = None;
    for step in 1..=rows {
        let source = (*row + step) % rows;
        let least = costs.row(source).iter().zip(targets);
        let least = least.map(|(c, p)| c + p).fold(f64::INFINITY, f64::min);
        let reduced = least - potential[source];
        if reduced < best.map_or(-slack, |(_, _, reduced)| reduced) {
            let mut sums = costs.row(source).iter().zip(targets);
            let column = sums.position(|(c, p)| c + p == least).unwrap_or(0);
            best = Some((source, column, reduced));
        }
        if best.is_some() && step.is_multiple_of(block) {
            break;
        }
    }
    let (source, column, reduced) = best?;
    *row = source;
    Some((column, reduced))
}

/// The flows that the tree's arcs must carry, leaves first. Those through the root are what the two
/// sums differ by in rounding.
fn flows(
    tree: &Tree,
    costs: &Costs,
    source_weights: &[f64],
    target_weights: &[f64],
) -> Vec<(usize, usize, f64)> {
    let rows = costs.rows();
    // The mass that the subtree of each node has more than it needs.
    let mut excess: Vec<f64> = source_weights.to_vec();
    excess.extend(target_weights.iter().map(|weight| -weight));
    excess.push(0.0);
    let mut flows = Vec::new();
    for node in tree.below_root().into_iter().rev() {
        let parent = tree.parent(node);
        let over = excess[node];
        excess[parent] += over;
        if parent == tree.root() {
            continue;
        }
        let (source, target, mass) = if tree.leads_up(node) {
            (node, parent - rows, over)
        } else {
            (parent, node - rows, -over)
        };
        // An empty arc may come out at a rounding below 0.
        if mass > 0.0 {
            flows.push((source, target, mass));
        }
    }
    flows
}

/// φ of the sources: their costs along the tree from the root.
fn source_potentials(tree: &Tree, costs: &Costs, leg: f64) -> Vec<f64> {
    let rows = costs.rows();
    let mut potential = vec![0.0; tree.root() + 1];
    for node in tree.below_root() {
        let parent = tree.parent(node);
        let cost = match (parent == tree.root(), tree.leads_up(node)) {
            (true, _) => leg,
            (false, true) => costs.row(node)[parent - rows],
            (false, false) => costs.row(parent)[node - rows],
        };
        let sign = if tree.leads_up(node) { 1.0 } else { -1.0 };
        potential[node] = potential[parent] + sign * cost;
    }
    potential.truncate(rows);
    potential
}
