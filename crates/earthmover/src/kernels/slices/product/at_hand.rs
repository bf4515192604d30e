//! Products over few rows, whose leaves are summed tile by tile, while a tile is at hand.

use std::ops::Range;

use super::super::tile::{Tile, Way, Work};
use super::panels::{Panels, with_panels};
use super::{BLOCK, Factors, add, spans};
use crate::kernels::leaves::Portion;

/// The products over the leaves `segments`, added up their tree: one for each finished subtree.
pub(super) fn at_hand(
    way: Way,
    factors: Factors<'_>,
    segments: &[(usize, Range<usize>)],
    portion: &Portion,
) -> Vec<f32> {
    let merges = portion.merges();
    let segments = segments.iter().map(|(_, range)| range.clone());
    let segments: Vec<_> = segments.zip(merges.iter().copied()).collect();
    let mut out = vec![0.0; portion.subtrees() * factors.rows * factors.columns];
    with_panels(|panels| {
        let work = AtHand {
            factors,
            segments: &segments,
            panels,
            out: &mut out,
        };
        way.run(work);
    });
    out
}

struct AtHand<'a> {
    factors: Factors<'a>,
    /// The places of each leaf, and how many pairs of subtrees become one when it is added.
    segments: &'a [(Range<usize>, usize)],
    panels: &'a mut Panels,
    /// A product for each subtree that is left.
    out: &'a mut [f32],
}

impl Work for AtHand<'_> {
    #[inline(always)]
    fn work<const ROWS: usize, const COLUMNS: usize>(self, tile: impl Tile<ROWS, COLUMNS>) {
        let Factors { rows, columns, .. } = self.factors;
        let depth = self.segments.last().map_or(0, |(range, _)| range.end);
        let (left, right) = self.panels;
        let none = tile.none();
        let mut subtrees = vec![none; self.segments.len() + 1];
        let right = self.factors.pack_right::<COLUMNS>(right, 0..depth);
        for first in (0..rows).step_by(BLOCK) {
            let block = first..rows.min(first + BLOCK);
            let left = self.factors.pack_left::<ROWS>(left, 0..depth, block);
            for (place, right) in right.chunks_exact(COLUMNS * depth).enumerate() {
                let (right, _) = right.as_chunks::<COLUMNS>();
                let column = place * COLUMNS;
                for (place, left) in left.chunks_exact(ROWS * depth).enumerate() {
                    let (left, _) = left.as_chunks::<ROWS>();
                    sum_leaves(tile, (left, right), self.segments, &mut subtrees);
                    let outs = self.out.chunks_exact_mut(rows * columns);
                    for (out, sums) in outs.zip(&subtrees) {
                        let place = (first + place * ROWS..rows, column);
                        add(tile, (out, columns), place, sums);
                    }
                }
            }
        }
    }
}

/// The sums of a tile over each subtree of leaves that is left in the end.
#[inline(always)]
fn sum_leaves<const ROWS: usize, const COLUMNS: usize, T: Tile<ROWS, COLUMNS>>(
    tile: T,
    (left, right): (&[[f32; ROWS]], &[[f32; COLUMNS]]),
    segments: &[(Range<usize>, usize)],
    subtrees: &mut [T::Sums],
) {
    let mut count = 0;
    for (segment, merges) in segments {
        let mut spans = spans(segment.clone());
        let first = spans.next().unwrap_or(0..0);
        let mut sums = tile.of_panels(&left[first.clone()], &right[first]);
        for span in spans {
            sums = tile.add(sums, tile.of_panels(&left[span.clone()], &right[span]));
        }
        for _ in 0..*merges {
            count -= 1;
            sums = tile.add(subtrees[count], sums);
        }
        subtrees[count] = sums;
        count += 1;
    }
}
