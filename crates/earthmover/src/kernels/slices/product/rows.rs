//! Rows of the left factor that a tile reads as they are stored, or as patches lie on images: packed they would be
//! read and written once more, for as few products as the right factor has columns.

use std::ops::Range;

use super::super::tile::Tile;
use super::{BLOCK, Factors};

/// How many numbers a page holds: rows that are so far apart share a place in the first cache.
const PAGE: usize = 1024;
/// Most rows of a tile.
const MOST_ROWS: usize = 8;

/// The rows of a block, over a span of their places.
pub(super) struct Rows<'a> {
    values: &'a [f32],
    /// Where each row begins; the last row again where a tile has more.
    starts: [usize; BLOCK + MOST_ROWS],
    runs: Runs,
}

/// The runs of numbers that lie side by side, in each row alike.
#[derive(Clone, Copy)]
struct Runs {
    /// Where the span begins, from the row's beginning on, and how many numbers of its first run it has.
    first: usize,
    count: usize,
    /// Where the next run begins, how long it is, and how far two of these are apart.
    next: usize,
    run: usize,
    apart: usize,
}

/// The rows of a tile.
pub(super) struct Lines<'a, const ROWS: usize> {
    values: &'a [f32],
    starts: &'a [usize; ROWS],
    runs: Runs,
}

impl Factors<'_> {
    /// Whether the rows of the left factor can be read as they are stored: not where they lie so that
    /// they would take each other's places in the first cache.
    #[inline(always)]
    pub(super) fn has_rows(&self) -> bool {
        !self.a.transposed && (self.a.patches.is_some() || !self.a.width.is_multiple_of(PAGE))
    }
}

impl<'a> Rows<'a> {
    /// The `lines` of the left factor, over a `span` of places.
    #[inline(always)]
    pub(super) fn new(factors: &Factors<'a>, span: &Range<usize>, lines: Range<usize>) -> Self {
        let mut starts = [0; BLOCK + MOST_ROWS];
        let (there, beyond) = starts.split_at_mut(lines.len());
        let (run, apart) = match factors.a.patches {
            Some(patches) => {
                patches.starts(lines.start, there);
                (patches.run(), patches.line())
            }
            None => {
                let width = factors.a.width;
                for (start, line) in there.iter_mut().zip(lines) {
                    *start = line * width;
                }
                (width, width)
            }
        };
        if let Some(last) = there.last() {
            beyond.fill(*last);
        }
        let (line, within) = (span.start / run * apart, span.start % run);
        let runs = Runs {
            first: line + within,
            count: run - within,
            next: line + apart,
            run,
            apart,
        };
        Self {
            values: factors.a.values,
            starts,
            runs,
        }
    }

    /// The rows of a tile, from the block's `row` on.
    #[inline(always)]
    pub(super) fn lines<const ROWS: usize>(&self, row: usize) -> Lines<'_, ROWS> {
        let Some(starts) = self.starts[row..].first_chunk::<ROWS>() else {
            unreachable!("there are starts beyond the last row")
        };
        Lines {
            values: self.values,
            starts,
            runs: self.runs,
        }
    }
}

impl<const ROWS: usize> Lines<'_, ROWS> {
    /// Sums over the span of these rows, and of a panel.
    #[inline(always)]
    pub(super) fn times<const COLUMNS: usize, T: Tile<ROWS, COLUMNS>>(
        &self,
        tile: T,
        right: &[[f32; COLUMNS]],
    ) -> T::Sums {
        let Runs {
            first,
            count,
            mut next,
            run,
            apart,
        } = self.runs;
        let (here, mut rest) = right.split_at(count.min(right.len()));
        let mut sums = tile.on_rows(tile.none(), self.from(first, here.len()), here);
        while !rest.is_empty() {
            let (here, others) = rest.split_at(run.min(rest.len()));
            sums = tile.on_rows(sums, self.from(next, here.len()), here);
            (next, rest) = (next + apart, others);
        }
        sums
    }

    /// `count` numbers of each row, `offset` from its beginning on.
    #[inline(always)]
    fn from(&self, offset: usize, count: usize) -> [&[f32]; ROWS] {
        let mut rows: [&[f32]; ROWS] = [&[]; ROWS];
        for (row, start) in rows.iter_mut().zip(self.starts) {
            *row = &self.values[start + offset..][..count];
        }
        rows
    }
}
