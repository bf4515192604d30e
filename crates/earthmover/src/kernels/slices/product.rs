//! Matrix products of our own, whose sums have one order on every processor, whatever its vectors.
//!
//! The terms of each number are summed span by span, and the sums of spans are added in their order. A
//! product over the rows of a batch is summed leaf by leaf instead. (On wasm burn-flex's `gemm` works on
//! tiles of 12 × 4, whose sums do not fit the 16 registers of a processor; ours reach twice its speed. `cargo
//! make bench-peers` measures both the products and the peak of the tile.)

mod at_hand;
mod column;
mod panels;
mod rows;
#[cfg(test)]
mod tests;

use std::ops::Range;

use super::patches::Patches;
use super::tile::{Tile, Way, Work};
use crate::kernels::leaves::{self, Leaves, Portion, Tree};
use panels::{Panels, with_panels};
use rows::Rows;

/// How many numbers of a row are summed in one go, a span: a panel of them stays in the first cache. This
/// fixes the order of sums.
const DEPTH: usize = 256;
/// How many rows are multiplied in one go: their panels stay in the second cache.
const BLOCK: usize = 256;
/// How many numbers of the right factor's panels are gone through for a few rows: they stay in the second
/// cache.
const NEAR: usize = 1 << 17;
/// Up to so many numbers of a row, the leaves of a tile are summed while it is at hand.
const AT_HAND: usize = 512;

/// A matrix, row-major: as it is, or its transpose.
#[derive(Clone, Copy)]
pub(crate) struct Matrix<'a> {
    pub(crate) values: &'a [f32],
    /// Numbers of a row as stored.
    pub(crate) width: usize,
    pub(crate) transposed: bool,
    /// Where its rows lie, if they are patches of images, which `values` are then.
    pub(crate) patches: Option<Patches>,
}

impl Matrix<'_> {
    pub(crate) fn rows(&self) -> usize {
        if self.transposed {
            self.width
        } else {
            self.stored_rows()
        }
    }

    pub(crate) fn columns(&self) -> usize {
        if self.transposed {
            self.stored_rows()
        } else {
            self.width
        }
    }

    fn stored_rows(&self) -> usize {
        match self.patches {
            Some(patches) => patches.count(self.values.len()),
            None => self.values.len() / self.width,
        }
    }

    pub(crate) fn turned(self) -> Self {
        Self {
            transposed: !self.transposed,
            ..self
        }
    }
}

/// a · b, row-major.
pub(crate) fn product(a: Matrix<'_>, b: Matrix<'_>) -> Vec<f32> {
    product_by(Way::best(b.columns()), a, b)
}

/// As the function above, in a given way.
fn product_by(way: Way, a: Matrix<'_>, b: Matrix<'_>) -> Vec<f32> {
    let (rows, depth, columns) = (a.rows(), a.columns(), b.columns());
    if columns == 1 && !a.transposed && a.patches.is_none() {
        let dots = a.values.chunks_exact(a.width);
        return dots.map(|row| dot(row, b.values)).collect();
    }
    let mut out = vec![0.0; rows * columns];
    let factors = Factors {
        a,
        b,
        images: None,
        rows,
        columns,
    };
    accumulate(way, factors, 0..depth, &mut out);
    out
}

/// aᵀ · b, a sum over the rows of both: row-major, one for each finished subtree. Each row of the pass that
/// `leaves` divide is an image, and has as many rows of `a` and of `b` as any other.
pub(crate) fn product_over_rows(a: Matrix<'_>, b: Matrix<'_>, leaves: &Leaves) -> Vec<f32> {
    if b.width == 1 && a.patches.is_none() && b.patches.is_none() {
        let image = b.values.len() / leaves.rows().max(1);
        let rows = (a.values, a.width);
        let sums = leaves.sums(|images| column::sum_of_rows(rows, b.values, (images, image)));
        return sums.concat();
    }
    product_over_rows_by(Way::best(b.width), a, b, leaves)
}

/// As the function above, in a given way.
fn product_over_rows_by(way: Way, a: Matrix<'_>, b: Matrix<'_>, leaves: &Leaves) -> Vec<f32> {
    let a = a.turned();
    if leaves.portion == Portion::WHOLE {
        return product_by(way, a, b);
    }
    let depth = a.columns();
    let image = depth / leaves.rows().max(1);
    let mut images = Vec::new();
    let mut segments = Vec::new();
    for (leaf, rows) in leaves.each() {
        let start = images.len();
        images.extend(rows);
        segments.push((leaf, start * image..images.len() * image));
    }
    let factors = Factors {
        a,
        b,
        images: Some((&images, image)),
        rows: a.width,
        columns: b.width,
    };
    if depth <= AT_HAND {
        return at_hand::at_hand(way, factors, &segments, &leaves.portion);
    }
    let mut tree = Tree::new();
    for (leaf, segment) in segments {
        let mut sum = vec![0.0; a.width * b.width];
        accumulate(way, factors, segment, &mut sum);
        tree.push(leaf, sum, leaves::add);
    }
    tree.finished(&leaves.portion, leaves::add).concat()
}

/// The factors of a product, and the order in which places along their common side are gone through.
#[derive(Clone, Copy)]
struct Factors<'a> {
    a: Matrix<'a>,
    b: Matrix<'a>,
    /// Where places are not gone through in the order in which they are stored: the images in the order
    /// wanted, and how many places each has. Then both factors have the numbers of a place side by side.
    images: Option<(&'a [usize], usize)>,
    rows: usize,
    columns: usize,
}

/// Adds the product over a `range` of places to `out`.
fn accumulate(way: Way, factors: Factors<'_>, range: Range<usize>, out: &mut [f32]) {
    with_panels(|panels| {
        let work = Accumulate {
            factors,
            range,
            panels,
            out,
        };
        way.run(work);
    });
}

struct Accumulate<'a> {
    factors: Factors<'a>,
    range: Range<usize>,
    panels: &'a mut Panels,
    out: &'a mut [f32],
}

impl Work for Accumulate<'_> {
    #[inline(always)]
    fn work<const ROWS: usize, const COLUMNS: usize>(self, tile: impl Tile<ROWS, COLUMNS>) {
        let columns = self.factors.columns;
        let (left, right) = self.panels;
        for span in spans(self.range) {
            let right = self.factors.pack_right::<COLUMNS>(right, span.clone());
            for (block, out) in self.out.chunks_mut(BLOCK * columns).enumerate() {
                let place = (span.clone(), block * BLOCK);
                multiply_block(tile, &self.factors, place, (&mut *left, right), out);
            }
        }
    }
}

/// Adds the product over a `span` of places to the rows `out` of a block, of which `first` is the first.
#[inline(always)]
fn multiply_block<const ROWS: usize, const COLUMNS: usize>(
    tile: impl Tile<ROWS, COLUMNS>,
    factors: &Factors<'_>,
    (span, first): (Range<usize>, usize),
    (left, right): (&mut Vec<f32>, &[f32]),
    out: &mut [f32],
) {
    let (columns, depth) = (factors.columns, span.len());
    let rows = out.len() / columns;
    let stored = factors
        .has_rows()
        .then(|| Rows::new(factors, &span, first..first + rows));
    let left = match stored {
        Some(_) => &[],
        None => factors.pack_left::<ROWS>(left, span, first..first + rows),
    };
    // As many columns are taken at a time as have their panels in the second cache, and with these all rows,
    // one after another, as `out` is stored.
    let panel = COLUMNS * depth;
    let near = (NEAR / panel).max(1);
    let panels = right.len() / panel;
    for block in (0..panels).step_by(near) {
        for row in (0..rows).step_by(ROWS) {
            let lines = stored.as_ref().map(|stored| stored.lines::<ROWS>(row));
            for place in block..panels.min(block + near) {
                let (right, _) = right[place * panel..][..panel].as_chunks::<COLUMNS>();
                let sums = if let Some(lines) = &lines {
                    lines.times(tile, right)
                } else {
                    let (left, _) = left[row * depth..][..ROWS * depth].as_chunks::<ROWS>();
                    tile.of_panels(left, right)
                };
                add(tile, (out, columns), (row..rows, place * COLUMNS), &sums);
            }
        }
    }
}

/// The spans of a range, whose sums are added in their order.
fn spans(range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let Range { start, end } = range;
    (start..end)
        .step_by(DEPTH)
        .map(move |first| first..end.min(first + DEPTH))
}

/// Adds a tile to `out` from the first of `rows` and from `column` on, as far as there are rows and columns.
#[inline(always)]
fn add<const ROWS: usize, const COLUMNS: usize, T: Tile<ROWS, COLUMNS>>(
    tile: T,
    (out, columns): (&mut [f32], usize),
    (rows, column): (Range<usize>, usize),
    sums: &T::Sums,
) {
    let width = COLUMNS.min(columns - column);
    let first = rows.start * columns + column;
    for place in 0..ROWS.min(rows.len()) {
        let out = &mut out[first + place * columns..][..width];
        if let Some(out) = out.as_mut_array::<COLUMNS>() {
            tile.add_row(sums, place, out);
        } else {
            let mut numbers = [0.0; COLUMNS];
            numbers[..width].copy_from_slice(out);
            tile.add_row(sums, place, &mut numbers);
            out.copy_from_slice(&numbers[..width]);
        }
    }
}

/// Σ aᵢbᵢ, in eight sums side by side.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let ((a, rest_a), (b, rest_b)) = (a.as_chunks::<8>(), b.as_chunks::<8>());
    let mut sums = [0.0; 8];
    for (a, b) in a.iter().zip(b) {
        for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
            *sum += a * b;
        }
    }
    let rest = rest_a.iter().zip(rest_b).map(|(a, b)| a * b);
    sums.iter().sum::<f32>() + rest.sum::<f32>()
}
