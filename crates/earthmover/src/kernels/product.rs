//! Matrix products of our own, whose sums have one order on every processor, whatever its vectors.
//!
//! Each number is summed over spans of its terms, and the sums of spans are added in their order; a
//! product over the rows of a batch also closes its sums at leaves. (On wasm burn-flex's `gemm` works on
//! tiles of 12 × 4, whose sums do not fit the 16 registers of a processor; ours reach twice its speed.
//! `cargo make bench-peers` measures both the products and the peak of the tile.)

use std::cell::RefCell;
use std::ops::Range;

use super::leaves::{self, Leaves, Portion, Tree};
use super::tile::{Way, Work};

/// Numbers of a row that are summed in one go: a panel of them stays in the first cache. It is part of
/// the order of sums.
const DEPTH: usize = 256;
/// Rows that are multiplied in one go: their panels stay in the second cache.
const BLOCK: usize = 256;
/// Numbers of a row up to which the leaves of a tile are summed while it is at hand.
const AT_HAND: usize = 512;

/// A matrix, row-major: as it is, or its transpose.
#[derive(Clone, Copy)]
pub(crate) struct Matrix<'a> {
    pub(crate) values: &'a [f32],
    /// Numbers of a row as stored.
    pub(crate) width: usize,
    pub(crate) transposed: bool,
}

impl Matrix<'_> {
    fn rows(&self) -> usize {
        let stored = self.values.len() / self.width;
        if self.transposed { self.width } else { stored }
    }

    fn columns(&self) -> usize {
        let stored = self.values.len() / self.width;
        if self.transposed { stored } else { self.width }
    }
}

/// Panels of both factors.
type Panels = (Vec<f32>, Vec<f32>);

thread_local! {
    /// Kept from product to product.
    static PANELS: RefCell<Panels> = const { RefCell::new((Vec::new(), Vec::new())) };
}

/// a · b, row-major.
pub(crate) fn product(a: Matrix<'_>, b: Matrix<'_>) -> Vec<f32> {
    product_by(Way::best(b.columns()), a, b)
}

/// The same, a given way.
fn product_by(way: Way, a: Matrix<'_>, b: Matrix<'_>) -> Vec<f32> {
    let (rows, depth, columns) = (a.rows(), a.columns(), b.columns());
    if columns == 1 && !a.transposed {
        let dots = a.values.chunks_exact(a.width);
        return dots.map(|row| dot(row, b.values)).collect();
    }
    let mut out = vec![0.0; rows * columns];
    let factors = Factors {
        a,
        b,
        order: None,
        rows,
        columns,
    };
    accumulate(way, factors, 0..depth, &mut out);
    out
}

/// aᵀ · b, a sum over the rows of both, which belong to images, the rows of the pass that `leaves` are
/// of: row-major, one for each subtree that is finished.
pub(crate) fn product_over_rows(
    (a, a_width): (&[f32], usize),
    (b, b_width): (&[f32], usize),
    leaves: &Leaves,
) -> Vec<f32> {
    product_over_rows_by(Way::best(b_width), (a, a_width), (b, b_width), leaves)
}

/// The same, a given way.
fn product_over_rows_by(
    way: Way,
    (a, a_width): (&[f32], usize),
    (b, b_width): (&[f32], usize),
    leaves: &Leaves,
) -> Vec<f32> {
    let matrix = |values, width, transposed| Matrix {
        values,
        width,
        transposed,
    };
    let (a, b) = (matrix(a, a_width, true), matrix(b, b_width, false));
    if leaves.portion == Portion::WHOLE {
        return product_by(way, a, b);
    }
    let depth = a.columns();
    let image = depth / leaves.rows().max(1);
    let mut order = Vec::with_capacity(depth);
    let mut segments = Vec::new();
    for (leaf, images) in leaves.each() {
        let start = order.len();
        order.extend(images.flat_map(|row| row * image..(row + 1) * image));
        segments.push((leaf, start..order.len()));
    }
    let factors = Factors {
        a,
        b,
        order: Some(&order),
        rows: a_width,
        columns: b_width,
    };
    if depth <= AT_HAND {
        return at_hand(way, factors, &segments, &leaves.portion);
    }
    let mut tree = Tree::new();
    for (leaf, segment) in segments {
        let mut sum = vec![0.0; a_width * b_width];
        accumulate(way, factors, segment, &mut sum);
        tree.push(leaf, sum, leaves::add);
    }
    tree.finished(&leaves.portion, leaves::add).concat()
}

/// What is multiplied, over which places in which order.
#[derive(Clone, Copy)]
struct Factors<'a> {
    a: Matrix<'a>,
    b: Matrix<'a>,
    /// Where each place is stored, if not in order; then both are stored with a place's numbers together.
    order: Option<&'a [usize]>,
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
        way.run(factors.columns, work);
    });
}

/// The panels are at hand before a way is taken: what a way's loops call must be a part of them, to be
/// compiled for its vectors, and nothing of the standard library's between is.
fn with_panels(work: impl FnOnce(&mut Panels)) {
    let mut panels = PANELS.take();
    work(&mut panels);
    PANELS.set(panels);
}

struct Accumulate<'a> {
    factors: Factors<'a>,
    range: Range<usize>,
    panels: &'a mut Panels,
    out: &'a mut [f32],
}

impl Work for Accumulate<'_> {
    #[inline(always)]
    fn work<const ROWS: usize, const COLUMNS: usize>(
        self,
        tile: impl Fn(&[[f32; ROWS]], &[[f32; COLUMNS]]) -> [[f32; COLUMNS]; ROWS],
    ) {
        let Factors { rows, columns, .. } = self.factors;
        let (left, right) = self.panels;
        {
            for span in spans(self.range) {
                let depth = span.len();
                self.factors.pack_right::<COLUMNS>(right, span.clone());
                for (block, out) in self.out.chunks_mut(BLOCK * columns).enumerate() {
                    let row = block * BLOCK;
                    let block = row..rows.min(row + BLOCK);
                    self.factors.pack_left::<ROWS>(left, span.clone(), block);
                    for (place, right) in right.chunks_exact(COLUMNS * depth).enumerate() {
                        let (right, _) = right.as_chunks::<COLUMNS>();
                        let column = place * COLUMNS;
                        for (place, left) in left.chunks_exact(ROWS * depth).enumerate() {
                            let (left, _) = left.as_chunks::<ROWS>();
                            let sums = tile(left, right);
                            add(out, columns, (place * ROWS, column), &sums);
                        }
                    }
                }
            }
        }
    }
}

/// The product over each of the leaves `segments`, summed by their tree tile by tile.
fn at_hand(
    way: Way,
    factors: Factors<'_>,
    segments: &[(usize, Range<usize>)],
    portion: &Portion,
) -> Vec<f32> {
    let mut out = vec![0.0; portion.subtrees() * factors.rows * factors.columns];
    with_panels(|panels| {
        let work = AtHand {
            factors,
            segments,
            portion,
            panels,
            out: &mut out,
        };
        way.run(factors.columns, work);
    });
    out
}

struct AtHand<'a> {
    factors: Factors<'a>,
    segments: &'a [(usize, Range<usize>)],
    portion: &'a Portion,
    panels: &'a mut Panels,
    out: &'a mut [f32],
}

impl Work for AtHand<'_> {
    #[inline(always)]
    fn work<const ROWS: usize, const COLUMNS: usize>(
        self,
        tile: impl Fn(&[[f32; ROWS]], &[[f32; COLUMNS]]) -> [[f32; COLUMNS]; ROWS],
    ) {
        let Factors { rows, columns, .. } = self.factors;
        let depth = self.segments.last().map_or(0, |(_, range)| range.end);
        let mut tree: Tree<[[f32; COLUMNS]; ROWS]> = Tree::new();
        let (left, right) = self.panels;
        {
            self.factors.pack_right::<COLUMNS>(right, 0..depth);
            for row in (0..rows).step_by(BLOCK) {
                let block = row..rows.min(row + BLOCK);
                self.factors.pack_left::<ROWS>(left, 0..depth, block);
                for (place, right) in right.chunks_exact(COLUMNS * depth).enumerate() {
                    let (right, _) = right.as_chunks::<COLUMNS>();
                    let column = place * COLUMNS;
                    for (place, left) in left.chunks_exact(ROWS * depth).enumerate() {
                        let (left, _) = left.as_chunks::<ROWS>();
                        for (leaf, segment) in self.segments {
                            let mut sums = [[0.0; COLUMNS]; ROWS];
                            for span in spans(segment.clone()) {
                                add_tile(&mut sums, tile(&left[span.clone()], &right[span]));
                            }
                            tree.push(*leaf, sums, add_tile);
                        }
                        let sums = tree.finished(self.portion, add_tile);
                        let outs = self.out.chunks_exact_mut(rows * columns);
                        for (out, sums) in outs.zip(&sums) {
                            add(out, columns, (row + place * ROWS, column), sums);
                        }
                    }
                }
            }
        }
    }
}

/// The spans whose sums are added in their order.
fn spans(range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let Range { start, end } = range;
    (start..end)
        .step_by(DEPTH)
        .map(move |first| first..end.min(first + DEPTH))
}

#[inline(always)]
fn add_tile<const ROWS: usize, const COLUMNS: usize>(
    sums: &mut [[f32; COLUMNS]; ROWS],
    others: [[f32; COLUMNS]; ROWS],
) {
    for (sums, others) in sums.iter_mut().zip(&others) {
        for (sum, other) in sums.iter_mut().zip(others) {
            *sum += other;
        }
    }
}

/// Adds a tile to the rows and columns that there are of it, from (row, column) on.
#[inline(always)]
fn add<const ROWS: usize, const COLUMNS: usize>(
    out: &mut [f32],
    columns: usize,
    (row, column): (usize, usize),
    sums: &[[f32; COLUMNS]; ROWS],
) {
    let width = COLUMNS.min(columns - column);
    let rows = out[row * columns..].chunks_exact_mut(columns);
    for (out, sums) in rows.zip(sums) {
        let out = &mut out[column..column + width];
        if let Some(out) = out.as_mut_array::<COLUMNS>() {
            for (out, sum) in out.iter_mut().zip(sums) {
                *out += sum;
            }
        } else {
            for (out, sum) in out.iter_mut().zip(sums) {
                *out += sum;
            }
        }
    }
}

impl Factors<'_> {
    #[inline(always)]
    fn pack_right<const WIDTH: usize>(&self, panels: &mut Vec<f32>, span: Range<usize>) {
        let together = !self.b.transposed;
        self.pack::<WIDTH>(panels, self.b, together, span, 0..self.columns);
    }

    #[inline(always)]
    fn pack_left<const WIDTH: usize>(
        &self,
        panels: &mut Vec<f32>,
        span: Range<usize>,
        rows: Range<usize>,
    ) {
        let together = self.a.transposed;
        self.pack::<WIDTH>(panels, self.a, together, span, rows);
    }

    /// Panels of `WIDTH` of a matrix's `lines` (rows of the left factor, columns of the right one), over a
    /// `span` of places: for each place the numbers of its lines side by side, zeros where lines are
    /// missing. `together` where they are stored so.
    #[inline(always)]
    fn pack<const WIDTH: usize>(
        &self,
        panels: &mut Vec<f32>,
        matrix: Matrix<'_>,
        together: bool,
        span: Range<usize>,
        lines: Range<usize>,
    ) {
        let width = matrix.width;
        let depth = span.len();
        panels.resize(lines.len().div_ceil(WIDTH) * WIDTH * depth, 0.0);
        if depth == 0 {
            return;
        }
        for (place, panel) in panels.chunks_exact_mut(WIDTH * depth).enumerate() {
            let line = lines.start + place * WIDTH;
            let there = WIDTH.min(lines.end - line);
            let (panel, _) = panel.as_chunks_mut::<WIDTH>();
            if there < WIDTH {
                panel.fill([0.0; WIDTH]);
            }
            if !together {
                let stored = matrix.values[line * width..].chunks_exact(width);
                let stored = stored.take(there).map(|line| &line[span.clone()]);
                interleave(panel, stored);
            } else if let Some(order) = self.order {
                let stored = order[span.clone()].iter();
                let stored = stored.map(|place| &matrix.values[place * width..][..width]);
                copy(panel, stored, line..line + there);
            } else {
                let stored = matrix.values[span.start * width..].chunks_exact(width);
                copy(panel, stored, line..line + there);
            }
        }
    }
}

/// Some of the numbers of each place.
#[inline(always)]
fn copy<'a, const WIDTH: usize>(
    panel: &mut [[f32; WIDTH]],
    stored: impl Iterator<Item = &'a [f32]>,
    lines: Range<usize>,
) {
    for (to, from) in panel.iter_mut().zip(stored) {
        let from = &from[lines.clone()];
        if let Some(from) = from.as_array::<WIDTH>() {
            *to = *from;
        } else {
            to[..from.len()].copy_from_slice(from);
        }
    }
}

/// Lines, given one after another, side by side.
fn interleave<'a, const WIDTH: usize>(
    panel: &mut [[f32; WIDTH]],
    mut lines: impl Iterator<Item = &'a [f32]>,
) {
    let mut place = 0;
    loop {
        let four: [Option<&[f32]>; 4] = std::array::from_fn(|_| lines.next());
        if let [Some(a), Some(b), Some(c), Some(d)] = four {
            let lines = a.iter().zip(b).zip(c).zip(d);
            for (to, (((a, b), c), d)) in panel.iter_mut().zip(lines) {
                to[place..place + 4].copy_from_slice(&[*a, *b, *c, *d]);
            }
            place += 4;
            continue;
        }
        for from in four.into_iter().flatten() {
            for (to, from) in panel.iter_mut().zip(from) {
                to[place] = *from;
            }
            place += 1;
        }
        return;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::noise::{Noise, Purpose};

    fn stored(rows: usize, columns: usize, transposed: bool, values: &[f32]) -> Vec<f32> {
        let at = |row: usize, column: usize| values[row * columns + column];
        if transposed {
            let places = (0..columns).flat_map(|column| (0..rows).map(move |row| (row, column)));
            places.map(|(row, column)| at(row, column)).collect()
        } else {
            values.to_vec()
        }
    }

    #[test]
    fn products_are_what_three_loops_make() {
        let shapes = [
            (1, 1, 1),
            (4, 8, 8),
            (5, 300, 9),
            (7, 3, 1),
            (3, 513, 17),
            (300, 2, 10),
            (516, 257, 8),
        ];
        for (rows, depth, columns) in shapes {
            let mut noise = Noise::new(5, Purpose::Sample, (rows * depth + columns) as u64);
            let (a, b) = (noise.normals(rows * depth), noise.normals(depth * columns));
            for (left, right) in [(false, false), (true, false), (false, true), (true, true)] {
                let (here, there) = (
                    stored(rows, depth, left, &a),
                    stored(depth, columns, right, &b),
                );
                let matrix = |values, width, transposed| Matrix {
                    values,
                    width,
                    transposed,
                };
                let found = product(
                    matrix(&here, if left { rows } else { depth }, left),
                    matrix(&there, if right { depth } else { columns }, right),
                );
                for row in 0..rows {
                    for column in 0..columns {
                        let terms = (0..depth).map(|k| {
                            f64::from(a[row * depth + k]) * f64::from(b[k * columns + column])
                        });
                        let (sum, size) = terms.fold((0.0, 0.0), |(sum, size), term: f64| {
                            (sum + term, size + term.abs())
                        });
                        let error = f64::from(found[row * columns + column]) - sum;
                        assert!(
                            error.abs() <= 1e-6 * size,
                            "{rows} {depth} {columns} {left} {right}: {error}"
                        );
                    }
                }
            }
        }
    }

    fn bits(numbers: &[f32]) -> Vec<u32> {
        numbers.iter().map(|x| x.to_bits()).collect()
    }

    /// Each way of dispatch that this processor has, forced: those it lacks are said to be skipped.
    #[test]
    fn every_way_finds_the_same_bits() {
        let ways = Way::all();
        println!("ways here: {ways:?}");
        #[cfg(target_arch = "x86_64")]
        for way in [Way::Avx2, Way::Avx512] {
            if !ways.contains(&way) {
                println!("SKIPPED: this processor has no {way:?}");
            }
        }
        let shapes = [
            (5, 300, 9),
            (70, 600, 33),
            (8, 16, 8),
            (33, 5, 100),
            (300, 40, 17),
        ];
        for (rows, depth, columns) in shapes {
            let mut noise = Noise::new(6, Purpose::Sample, (rows * depth + columns) as u64);
            let (a, b) = (noise.normals(rows * depth), noise.normals(depth * columns));
            let matrix = |values, width| Matrix {
                values,
                width,
                transposed: false,
            };
            // Three loops, in the order that is promised: spans, and terms in them.
            let mut expected = vec![0.0_f32; rows * columns];
            for (place, number) in expected.iter_mut().enumerate() {
                for span in spans(0..depth) {
                    let mut sum = 0.0;
                    for k in span {
                        sum += a[place / columns * depth + k] * b[k * columns + place % columns];
                    }
                    *number += sum;
                }
            }
            for way in &ways {
                let found = product_by(*way, matrix(&a, depth), matrix(&b, columns));
                assert_eq!(
                    bits(&found),
                    bits(&expected),
                    "{way:?} {rows} {depth} {columns}"
                );
            }
        }
    }

    #[test]
    fn sums_over_rows_close_at_leaves_whoever_makes_them() {
        // Few rows are summed tile by tile, many leaf by leaf.
        for (batch, image, width, columns) in [(13, 1, 20, 40), (16, 9, 7, 3), (16, 90, 9, 33)] {
            let mut noise = Noise::new(7, Purpose::Sample, (batch * image) as u64);
            let a = noise.normals(batch * image * width);
            let b = noise.normals(batch * image * columns);
            for of in [1, 3, 8] {
                let leaf = |leaf: usize| {
                    let mut sums = vec![0.0_f32; width * columns];
                    let rows: Vec<usize> = (leaf..batch)
                        .step_by(of)
                        .flat_map(|row| row * image..(row + 1) * image)
                        .collect();
                    for (place, number) in sums.iter_mut().enumerate() {
                        for span in rows.chunks(DEPTH) {
                            let mut sum = 0.0;
                            for row in span {
                                sum += a[row * width + place / columns]
                                    * b[row * columns + place % columns];
                            }
                            *number += sum;
                        }
                    }
                    sums
                };
                let mut tree = Tree::new();
                (0..of).for_each(|place| tree.push(place, leaf(place), leaves::add));
                let expected = tree.finished(&Portion::all(of), leaves::add).concat();
                for way in Way::all() {
                    let of_all = Leaves::new(Portion::all(of), vec![batch]);
                    let found = product_over_rows_by(way, (&a, width), (&b, columns), &of_all);
                    assert_eq!(bits(&found), bits(&expected), "{way:?} {batch} {of}");
                }
                for replicas in 2..=of {
                    let mut tree = Tree::new();
                    for index in 0..replicas {
                        let portion = Portion::of_replica(index, replicas, of);
                        let rows = |x: &[f32], width| portion.of_rows(x, image * width);
                        let (a, b) = (rows(&a, width), rows(&b, columns));
                        let own = Leaves::new(portion, vec![portion.count(batch)]);
                        let part = product_over_rows((&a, width), (&b, columns), &own);
                        let sums = part.chunks_exact(width * columns);
                        for (range, sum) in portion.ranges().into_iter().zip(sums) {
                            tree.push_subtree(range, sum.to_vec(), leaves::add);
                        }
                    }
                    let found = tree.finished(&Portion::all(of), leaves::add).concat();
                    assert_eq!(bits(&found), bits(&expected), "{replicas} of {of}");
                }
            }
        }
    }
}
