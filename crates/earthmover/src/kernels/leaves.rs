//! The order in which sums over the rows of a batch are made. A configuration deals the rows to a number of
//! *leaves*. The rows of a leaf are added one after another, and then leaves pairwise, up a binary tree. A
//! worker has some of the leaves, its *portion*, and adds them as far as it needs no others: what it then has
//! are sums of *finished* subtrees. Since the tree is the same whoever adds it up, a run has the same bits
//! however many workers share it.

#![cfg_attr(
    not(any(feature = "flex", feature = "ndarray")),
    allow(dead_code, reason = "GPUs sum in an order of their own")
)]

use std::ops::Range;

/// Some of the leaves of a batch. Leaf k has every `of`-th row, from row k on, so that the first rows, which
/// may be all that a constraint looks at, are shared out evenly as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Portion {
    /// The first leaf.
    pub first: usize,
    /// The leaf after the last.
    pub last: usize,
    /// How many leaves the batch has.
    pub of: usize,
}

impl Portion {
    /// All rows, as one leaf.
    pub const WHOLE: Self = Self::all(1);

    /// All rows, as `of` leaves.
    pub const fn all(of: usize) -> Self {
        Self {
            first: 0,
            last: of,
            of,
        }
    }

    /// The leaves of the `index`-th of `replicas`. Each replica has one at least where there are no more
    /// replicas than leaves.
    pub fn of_replica(index: usize, replicas: usize, of: usize) -> Self {
        Self {
            first: index * of / replicas,
            last: (index + 1) * of / replicas,
            of,
        }
    }

    /// Whether all leaves are here.
    pub fn is_whole(&self) -> bool {
        self.leaves() == self.of
    }

    fn leaves(&self) -> usize {
        self.last - self.first
    }

    /// Whether row `row` of a batch is here.
    fn has(&self, row: usize) -> bool {
        (self.first..self.last).contains(&(row % self.of))
    }

    /// How many of the first `all` rows are here.
    pub fn count(&self, all: usize) -> usize {
        let rest = (all % self.of).clamp(self.first, self.last) - self.first;
        all / self.of * self.leaves() + rest
    }

    /// The rows of `all`, each of `width` numbers, that are here, in the order of the batch.
    pub fn of_rows(&self, all: &[f32], width: usize) -> Vec<f32> {
        if self.is_whole() {
            return all.to_vec();
        }
        let rows = all.chunks_exact(width).enumerate();
        let here = rows.filter(|(row, _)| self.has(*row));
        here.flat_map(|(_, row)| row).copied().collect()
    }

    /// How many finished subtrees these leaves make: one where they are all.
    pub(crate) fn subtrees(&self) -> usize {
        self.ranges().len()
    }

    /// For each leaf that is here, how many times two subtrees become one when it is added. The last of all
    /// leaves also makes one of what is left.
    pub(crate) fn merges(&self) -> Vec<usize> {
        let mut tree = Tree::new();
        let leaves = (self.first..self.last).map(|leaf| {
            let before = tree.0.len() + 1;
            tree.push(leaf, (), |_, _| {});
            let left = if self.is_whole() && leaf + 1 == self.last {
                1
            } else {
                tree.0.len()
            };
            before - left
        });
        leaves.collect()
    }

    /// The leaves of each finished subtree.
    pub(crate) fn ranges(&self) -> Vec<Range<usize>> {
        if self.is_whole() {
            return std::iter::once(0..self.of).collect();
        }
        let mut tree = Tree::new();
        for leaf in self.first..self.last {
            tree.push(leaf, (), |_, _| {});
        }
        tree.0.into_iter().map(|(range, _)| range).collect()
    }
}

/// Where the rows of a pass through a network belong. A pass has groups of rows, one after another; each
/// group has, of so many first rows of the batch, those that are in the portion.
#[derive(Clone, Debug)]
pub(crate) struct Leaves {
    pub(crate) portion: Portion,
    groups: Vec<usize>,
}

impl Leaves {
    pub(crate) fn new(portion: Portion, groups: Vec<usize>) -> Self {
        Self { portion, groups }
    }

    /// `rows` rows as one leaf.
    pub(crate) fn one(rows: usize) -> Self {
        Self::new(Portion::WHOLE, vec![rows])
    }

    /// How many rows the pass has.
    pub(crate) fn rows(&self) -> usize {
        self.groups.iter().sum()
    }

    /// Each leaf that is here with the places of its rows in the pass, in the order of their sum.
    pub(crate) fn each(&self) -> impl Iterator<Item = (usize, impl Iterator<Item = usize>)> {
        let Portion { first, last, .. } = self.portion;
        (first..last).map(move |leaf| {
            let mut before = 0;
            let rows = self.groups.iter().flat_map(move |group| {
                let start = before;
                before += group;
                (start + leaf - first..before).step_by(last - first)
            });
            (leaf, rows)
        })
    }

    /// Sums over the rows, one for each finished subtree, of what `sum` makes of the rows of each leaf.
    pub(crate) fn sums(
        &self,
        sum: impl Fn(&mut dyn Iterator<Item = usize>) -> Vec<f32>,
    ) -> Vec<Vec<f32>> {
        let mut tree = Tree::new();
        for (leaf, mut rows) in self.each() {
            tree.push(leaf, sum(&mut rows), add);
        }
        tree.finished(&self.portion, add)
    }
}

/// Adds numbers to as many numbers.
#[allow(clippy::ptr_arg, reason = "what a tree of vectors adds by")]
pub(crate) fn add(sums: &mut Vec<f32>, others: Vec<f32>) {
    let pairs = sums.iter_mut().zip(others);
    pairs.for_each(|(sum, other)| *sum += other);
}

/// Sums of leaves on their way to the root. Leaves, or subtrees of them, are pushed in order; two that are
/// the children of one node become one as soon as both are there.
pub(crate) struct Tree<T>(Vec<(Range<usize>, T)>);

impl<T> Tree<T> {
    pub(crate) fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds the sum of one leaf.
    pub(crate) fn push(&mut self, leaf: usize, sum: T, add: impl Fn(&mut T, T)) {
        self.push_subtree(leaf..leaf + 1, sum, add);
    }

    /// Adds the sum of the leaves `range`, whose number is a power of two.
    pub(crate) fn push_subtree(&mut self, range: Range<usize>, sum: T, add: impl Fn(&mut T, T)) {
        let (mut range, mut sum) = (range, sum);
        while let Some((before, _)) = self.0.last()
            && before.len() == range.len()
            && before.start.is_multiple_of(2 * range.len())
            && let Some((before, mut whole)) = self.0.pop()
        {
            add(&mut whole, sum);
            (range, sum) = (before.start..range.end, whole);
        }
        self.0.push((range, sum));
    }

    /// Takes out the sums of the finished subtrees. Where all leaves are there, that is the sum of the root
    /// alone: if their number is no power of two, the subtrees that are left are added from the end.
    pub(crate) fn finished(&mut self, portion: &Portion, add: impl Fn(&mut T, T)) -> Vec<T> {
        let nodes = self.0.drain(..).map(|(_, sum)| sum);
        if !portion.is_whole() {
            return nodes.collect();
        }
        let root = nodes.rev().reduce(|right, mut left| {
            add(&mut left, right);
            left
        });
        root.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_in_one_leaf_of_one_replica() {
        for of in 1..=8 {
            for replicas in 1..=of {
                for all in 0..40 {
                    let numbers: Vec<f32> = (0..all).map(|row| row as f32).collect();
                    let mut seen = Vec::new();
                    for index in 0..replicas {
                        let portion = Portion::of_replica(index, replicas, of);
                        let rows = portion.of_rows(&numbers, 1);
                        assert_eq!(rows.len(), portion.count(all), "{portion:?} {all}");
                        let leaves = Leaves::new(portion, vec![rows.len()]);
                        for (leaf, places) in leaves.each() {
                            let rows: Vec<usize> =
                                places.map(|place| rows[place] as usize).collect();
                            let expected: Vec<usize> = (leaf..all).step_by(of).collect();
                            assert_eq!(rows, expected, "leaf {leaf} of {portion:?}");
                        }
                        seen.extend(rows);
                    }
                    seen.sort_by(f32::total_cmp);
                    assert_eq!(seen, numbers);
                }
            }
        }
    }

    #[test]
    fn a_tree_is_the_same_whoever_sums_it() {
        // Text tells every order of additions apart.
        let add = |sum: &mut String, other: String| *sum = format!("({sum}{other})");
        for of in 1..=8_usize {
            let whole = {
                let mut tree = Tree::new();
                (0..of).for_each(|leaf| tree.push(leaf, leaf.to_string(), add));
                tree.finished(&Portion::all(of), add)
            };
            assert_eq!(whole.len(), 1);
            for replicas in 1..=of {
                let mut all = Tree::new();
                for index in 0..replicas {
                    let portion = Portion::of_replica(index, replicas, of);
                    let mut own = Tree::new();
                    for leaf in portion.first..portion.last {
                        own.push(leaf, leaf.to_string(), add);
                    }
                    let sums = own.finished(&portion, add);
                    assert_eq!(sums.len(), portion.subtrees());
                    for (range, sum) in portion.ranges().into_iter().zip(sums) {
                        all.push_subtree(range, sum, add);
                    }
                }
                assert_eq!(all.finished(&Portion::all(of), add), whole);
            }
        }
        let mut tree = Tree::new();
        (0..7).for_each(|leaf| tree.push(leaf, leaf.to_string(), add));
        assert_eq!(
            tree.finished(&Portion::all(7), add),
            ["(((01)(23))((45)6))"]
        );
    }
}
