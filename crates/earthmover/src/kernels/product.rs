//! Matrix products for WebAssembly's SIMD.
//!
//! burn-flex's `gemm` works on tiles of 12 × 4 there, whose sums do not fit the 16 registers of a
//! processor; tiles of 4 × 8 do, and reach twice its speed (`cargo make bench-peers` measures both
//! the products and the peak of the tile). Elsewhere burn's own products are used.

use std::cell::RefCell;
use std::ops::Range;

/// Rows of a tile.
const ROWS: usize = 4;
/// Columns of a tile.
const COLUMNS: usize = 8;
/// Numbers of a row that are multiplied in one go: a panel of them stays in the first cache.
const DEPTH: usize = 256;
/// Rows that are multiplied in one go: their panels stay in the second cache.
const BLOCK: usize = 256;

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

thread_local! {
    /// Panels of both factors, kept from product to product.
    static PANELS: RefCell<(Vec<f32>, Vec<f32>)> = const { RefCell::new((Vec::new(), Vec::new())) };
}

/// a · b, row-major.
pub(crate) fn product(a: Matrix<'_>, b: Matrix<'_>) -> Vec<f32> {
    let (rows, depth, columns) = (a.rows(), a.columns(), b.columns());
    let mut out = vec![0.0; rows * columns];
    if columns == 1 && !a.transposed {
        let dots = a.values.chunks_exact(a.width).map(|row| dot(row, b.values));
        out.iter_mut().zip(dots).for_each(|(out, dot)| *out = dot);
        return out;
    }
    PANELS.with_borrow_mut(|(left, right)| {
        for first in (0..depth).step_by(DEPTH) {
            let span = first..first + DEPTH.min(depth - first);
            let depth = span.len();
            pack::<COLUMNS>(right, b, !b.transposed, span.clone(), 0..columns);
            for (block, out) in out.chunks_mut(BLOCK * columns).enumerate() {
                let row = block * BLOCK;
                let block = row..rows.min(row + BLOCK);
                pack::<ROWS>(left, a, a.transposed, span.clone(), block);
                for (place, right) in right.chunks_exact(COLUMNS * depth).enumerate() {
                    let (right, _) = right.as_chunks::<COLUMNS>();
                    let column = place * COLUMNS;
                    for (place, left) in left.chunks_exact(ROWS * depth).enumerate() {
                        let (left, _) = left.as_chunks::<ROWS>();
                        let sums = tile(left, right);
                        add(out, columns, place * ROWS, column, &sums);
                    }
                }
            }
        }
    });
    out
}

/// Adds a tile to the rows and columns that there are of it.
fn add(out: &mut [f32], columns: usize, row: usize, column: usize, sums: &[[f32; COLUMNS]; ROWS]) {
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

/// Panels of `WIDTH` of a matrix's `lines` (rows of the left factor, columns of the right one), over a
/// `span` of places: for each place the numbers of its lines side by side, zeros where lines are
/// missing. `together` where they are stored so.
fn pack<const WIDTH: usize>(
    panels: &mut Vec<f32>,
    matrix: Matrix<'_>,
    together: bool,
    span: Range<usize>,
    lines: Range<usize>,
) {
    let width = matrix.width;
    let depth = span.len();
    panels.resize(lines.len().div_ceil(WIDTH) * WIDTH * depth, 0.0);
    for (place, panel) in panels.chunks_exact_mut(WIDTH * depth).enumerate() {
        let line = lines.start + place * WIDTH;
        let there = WIDTH.min(lines.end - line);
        let (panel, _) = panel.as_chunks_mut::<WIDTH>();
        if there < WIDTH {
            panel.fill([0.0; WIDTH]);
        }
        if together {
            let stored = matrix.values[span.start * width..].chunks_exact(width);
            for (to, from) in panel.iter_mut().zip(stored) {
                let from = &from[line..line + there];
                if let Some(from) = from.as_array::<WIDTH>() {
                    *to = *from;
                } else {
                    to[..there].copy_from_slice(from);
                }
            }
        } else {
            let stored = matrix.values[line * width..].chunks_exact(width);
            let stored = stored.take(there).map(|line| &line[span.clone()]);
            interleave(panel, stored);
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

#[cfg(target_arch = "wasm32")]
fn tile(left: &[[f32; ROWS]], right: &[[f32; COLUMNS]]) -> [[f32; COLUMNS]; ROWS] {
    use core::arch::wasm32::{f32x4, f32x4_add, f32x4_extract_lane, f32x4_mul, f32x4_splat, v128};

    let mut sums = [[f32x4_splat(0.0); 2]; ROWS];
    for (left, right) in left.iter().zip(right) {
        let [a, b, c, d, e, f, g, h] = *right;
        let right = [f32x4(a, b, c, d), f32x4(e, f, g, h)];
        for (sums, left) in sums.iter_mut().zip(left) {
            let left = f32x4_splat(*left);
            for (sum, right) in sums.iter_mut().zip(right) {
                *sum = f32x4_add(*sum, f32x4_mul(left, right));
            }
        }
    }
    let lanes = |x: v128| {
        [
            f32x4_extract_lane::<0>(x),
            f32x4_extract_lane::<1>(x),
            f32x4_extract_lane::<2>(x),
            f32x4_extract_lane::<3>(x),
        ]
    };
    sums.map(|[low, high]| {
        let ([a, b, c, d], [e, f, g, h]) = (lanes(low), lanes(high));
        [a, b, c, d, e, f, g, h]
    })
}

/// The same elsewhere, for the tests.
#[cfg(not(target_arch = "wasm32"))]
fn tile(left: &[[f32; ROWS]], right: &[[f32; COLUMNS]]) -> [[f32; COLUMNS]; ROWS] {
    let mut sums = [[0.0; COLUMNS]; ROWS];
    for (left, right) in left.iter().zip(right) {
        for (sums, left) in sums.iter_mut().zip(left) {
            for (sum, right) in sums.iter_mut().zip(right) {
                *sum += left * right;
            }
        }
    }
    sums
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
}
