//! The spanning tree of the network simplex: a basis of the transportation problem.
//!
//! Nodes are the sources, then the targets, then the root. Every arc leads from a source to a
//! target, from a source to the root, or from the root to a target; so whether the arc between a
//! node and its parent leads up or down follows from what the node is.

/// Stands for no node.
const NONE: usize = usize::MAX;

/// A rooted tree with a flow on the arc above each node and a potential at each node.
pub(super) struct Tree {
    sources: usize,
    parent: Vec<usize>,
    depth: Vec<usize>,
    /// Mass on the arc between a node and its parent, in the arc's direction.
    pub(super) flow: Vec<f64>,
    /// An arc of the tree from i to j costs `potential[i] − potential[j]`: φ at sources, −ψ at
    /// targets, 0 at the root.
    pub(super) potential: Vec<f64>,
    // The children of each node, as doubly linked lists.
    first_child: Vec<usize>,
    next: Vec<usize>,
    previous: Vec<usize>,
    stack: Vec<usize>,
}

impl Tree {
    /// The tree in which all mass goes through the root, `leg` being the cost of each arc there.
    pub(super) fn star(source_weights: &[f64], target_weights: &[f64], leg: f64) -> Self {
        let sources = source_weights.len();
        let root = sources + target_weights.len();
        let mut potential = vec![leg; sources];
        potential.resize(root, -leg);
        potential.push(0.0);
        let mut tree = Self {
            sources,
            parent: vec![NONE; root + 1],
            depth: vec![1; root + 1],
            flow: source_weights
                .iter()
                .chain(target_weights)
                .copied()
                .collect(),
            potential,
            first_child: vec![NONE; root + 1],
            next: vec![NONE; root + 1],
            previous: vec![NONE; root + 1],
            stack: Vec::new(),
        };
        tree.depth[root] = 0;
        for node in 0..root {
            tree.attach(node, root);
        }
        tree
    }

    pub(super) fn root(&self) -> usize {
        self.parent.len() - 1
    }

    pub(super) fn parent(&self, node: usize) -> usize {
        self.parent[node]
    }

    /// Moves as much mass as possible around the cycle that the arc from `source` to `target` (both
    /// nodes) closes, and exchanges it for an arc that so becomes empty. `reduced` is its cost less
    /// the potentials' difference.
    pub(super) fn pivot(&mut self, source: usize, target: usize, reduced: f64) {
        let join = self.join(source, target);
        // Going round from the join through the entering arc, the last arc that blocks leaves: that
        // keeps the tree strongly feasible, without which degenerate pivots may cycle (Cunningham
        // 1976).
        let mut moved = f64::INFINITY;
        let mut cut = NONE;
        let mut node = source;
        while node != join {
            if self.leads_up(node) && self.flow[node] < moved {
                (cut, moved) = (node, self.flow[node]);
            }
            node = self.parent[node];
        }
        let mut cut_is_above_source = true;
        node = target;
        while node != join {
            if !self.leads_up(node) && self.flow[node] <= moved {
                (cut, moved) = (node, self.flow[node]);
                cut_is_above_source = false;
            }
            node = self.parent[node];
        }
        self.push(source, join, -moved);
        self.push(target, join, moved);
        if cut_is_above_source {
            self.hang(source, cut, target, moved, reduced);
        } else {
            self.hang(target, cut, source, moved, -reduced);
        }
    }

    /// All nodes but the root, each after its parent.
    pub(super) fn below_root(&self) -> Vec<usize> {
        let mut nodes = vec![self.root()];
        let mut place = 0;
        while place < nodes.len() {
            nodes.extend(self.children(nodes[place]));
            place += 1;
        }
        nodes.remove(0);
        nodes
    }

    /// Whether the arc between `node` and its parent leads up, as those of sources do.
    pub(super) fn leads_up(&self, node: usize) -> bool {
        node < self.sources
    }

    fn children(&self, node: usize) -> impl Iterator<Item = usize> {
        let some = |node: usize| (node != NONE).then_some(node);
        std::iter::successors(some(self.first_child[node]), move |&child| {
            some(self.next[child])
        })
    }

    /// The deepest node that is above both, or one of them.
    fn join(&self, mut a: usize, mut b: usize) -> usize {
        while a != b {
            if self.depth[a] >= self.depth[b] {
                a = self.parent[a];
            } else {
                b = self.parent[b];
            }
        }
        a
    }

    /// Adds `mass` to the arcs that lead up between `node` and `join`, takes it from those that
    /// lead down.
    fn push(&mut self, mut node: usize, join: usize, mass: f64) {
        while node != join {
            let change = if self.leads_up(node) { mass } else { -mass };
            self.flow[node] += change;
            node = self.parent[node];
        }
    }

    /// Cuts the subtree of `cut` off, which contains `node`, and hangs it by `node` below `parent`,
    /// with `flow` on the new arc. `shift` is added to its potentials.
    fn hang(&mut self, node: usize, cut: usize, parent: usize, flow: f64, shift: f64) {
        let (mut child, mut above, mut above_flow) = (node, parent, flow);
        loop {
            let old_parent = self.parent[child];
            let old_flow = std::mem::replace(&mut self.flow[child], above_flow);
            self.detach(child);
            self.attach(child, above);
            if child == cut {
                break;
            }
            (above, child, above_flow) = (child, old_parent, old_flow);
        }
        let mut stack = std::mem::take(&mut self.stack);
        stack.push(node);
        while let Some(node) = stack.pop() {
            self.depth[node] = self.depth[self.parent[node]] + 1;
            self.potential[node] += shift;
            stack.extend(self.children(node));
        }
        self.stack = stack;
    }

    fn attach(&mut self, node: usize, parent: usize) {
        let second = std::mem::replace(&mut self.first_child[parent], node);
        self.parent[node] = parent;
        self.previous[node] = NONE;
        self.next[node] = second;
        if second != NONE {
            self.previous[second] = node;
        }
    }

    fn detach(&mut self, node: usize) {
        let (previous, next) = (self.previous[node], self.next[node]);
        if previous == NONE {
            self.first_child[self.parent[node]] = next;
        } else {
            self.next[previous] = next;
        }
        if next != NONE {
            self.previous[next] = previous;
        }
    }
}
