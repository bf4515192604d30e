//! What it costs to move a unit of mass from each source to each target.

use crate::check;
use crate::error::{Error, Invalid};

/// Most points on one side.
pub const MOST_POINTS: usize = 4096;

/// Targets that are compared with a source at once: they fill four registers of SSE2 or of wasm's SIMD.
const LANES: usize = 8;
/// Sums of squares below this may have lost digits to underflow.
const UNDERFLOW: f64 = 1e-280;

/// A matrix of costs, one row for each source, one column for each target.
#[derive(Clone, Debug, PartialEq)]
pub struct Costs {
    rows: usize,
    columns: usize,
    values: Vec<f64>,
}

impl Costs {
    /// Costs from `values`: `rows` × `columns` numbers, row-major.
    ///
    /// # Errors
    /// [`Error::Argument`] when a side has no points or more than [`MOST_POINTS`], when the length is
    /// not rows × columns, or when a cost is not from 0 to [`MOST_COST`](crate::MOST_COST).
    pub fn new(rows: usize, columns: usize, values: Vec<f64>) -> Result<Self, Error> {
        check_points("rows", rows)?;
        check_points("columns", columns)?;
        check::length("costs", values.len(), rows * columns)?;
        check::costs("costs", &values)?;
        Ok(Self {
            rows,
            columns,
            values,
        })
    }

    /// Euclidean distances between the rows of `source` and of `target`: each row-major, rows of
    /// `dimension` coordinates. Computed from differences in 64 bits, not through the Gram matrix,
    /// so that equal rows cost exactly 0 and different rows never do; the same to the bit when
    /// source and target are exchanged.
    ///
    /// # Errors
    /// [`Error::Argument`] when `dimension` is 0, when a length is not a multiple of it, when a side
    /// has no points or more than [`MOST_POINTS`], or when a coordinate is not finite or above
    /// [`MOST_COST`](crate::MOST_COST) in size.
    pub fn euclidean<T: Copy + Into<f64>>(
        source: &[T],
        target: &[T],
        dimension: usize,
    ) -> Result<Self, Error> {
        let rows = check_rows("source", source, dimension)?;
        let columns = check_rows("target", target, dimension)?;
        let source: Vec<f64> = source.iter().map(|&x| x.into()).collect();
        let mut values = vec![0.0; rows * columns];
        // Targets come in groups, the same coordinate of a group's targets side by side, and
        // sources in pairs: so the compiler makes SIMD of it that is not bound by loads.
        let mut group = vec![[0.0; LANES]; dimension];
        for first in (0..columns).step_by(LANES) {
            let count = LANES.min(columns - first);
            for lane in 0..count {
                let row = &target[(first + lane) * dimension..][..dimension];
                for (lanes, &y) in group.iter_mut().zip(row) {
                    lanes[lane] = y.into();
                }
            }
            let mut write = |row: usize, squares: [f64; LANES]| {
                for (lane, square) in squares.into_iter().enumerate().take(count) {
                    values[row * columns + first + lane] = if square > UNDERFLOW {
                        square.sqrt()
                    } else {
                        small_distance(&source[row * dimension..][..dimension], &group, lane)
                    };
                }
            };
            for row in (0..rows).step_by(2) {
                let x = &source[row * dimension..][..dimension];
                let next = (row + 1).min(rows - 1);
                let y = &source[next * dimension..][..dimension];
                let [squares, next_squares] = squared_distances([x, y], &group);
                write(row, squares);
                write(next, next_squares);
            }
        }
        Ok(Self {
            rows,
            columns,
            values,
        })
    }

    /// How many sources.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// How many targets.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// All costs, row-major.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// The costs of source `row`, one for each target.
    ///
    /// # Panics
    /// When `row` is not below [`Costs::rows`].
    pub fn row(&self, row: usize) -> &[f64] {
        &self.values[row * self.columns..][..self.columns]
    }

    /// The same costs with sources and targets exchanged.
    #[must_use]
    pub fn transposed(&self) -> Self {
        let values = (0..self.columns)
            .flat_map(|column| self.values[column..].iter().step_by(self.columns))
            .copied()
            .collect();
        Self {
            rows: self.columns,
            columns: self.rows,
            values,
        }
    }

    pub(super) fn largest(&self) -> f64 {
        self.values.iter().copied().fold(0.0, f64::max)
    }

    /// The reduced costs c − φ − ψ of all pairs, from 0 to `most`.
    pub(super) fn reduced(&self, phi: &[f64], psi: &[f64], most: f64) -> Self {
        let rows = self.values.chunks_exact(self.columns);
        let values = rows.zip(phi).flat_map(|(row, phi)| {
            let pairs = row.iter().zip(psi);
            pairs.map(move |(cost, psi)| (cost - phi - psi).clamp(0.0, most))
        });
        Self {
            values: values.collect(),
            ..*self
        }
    }

    /// The costs of these sources and targets alone.
    pub(super) fn restricted(&self, sources: &[usize], targets: &[usize]) -> Self {
        let rows = sources.iter().map(|&i| self.row(i));
        let values = rows
            .flat_map(|row| targets.iter().map(|&j| row[j]))
            .collect();
        Self {
            rows: sources.len(),
            columns: targets.len(),
            values,
        }
    }
}

/// The squared distances of two sources from a group of targets.
fn squared_distances(rows: [&[f64]; 2], group: &[[f64; LANES]]) -> [[f64; LANES]; 2] {
    let mut sums = [[0.0; LANES]; 2];
    for ((lanes, &first), &second) in group.iter().zip(rows[0]).zip(rows[1]) {
        for lane in 0..LANES {
            let difference = first - lanes[lane];
            sums[0][lane] += difference * difference;
            let difference = second - lanes[lane];
            sums[1][lane] += difference * difference;
        }
    }
    sums
}

/// The distance of one target of the group from a source, where the sum of squares would underflow.
fn small_distance(row: &[f64], group: &[[f64; LANES]], lane: usize) -> f64 {
    let differences = || row.iter().zip(group).map(|(x, lanes)| x - lanes[lane]);
    let largest = differences().fold(0.0, |most: f64, x| most.max(x.abs()));
    if largest == 0.0 {
        return 0.0;
    }
    let sum: f64 = differences().map(|x| (x / largest) * (x / largest)).sum();
    largest * sum.sqrt()
}

/// Checks rows of `dimension` coordinates, and counts them.
pub(super) fn check_rows<T: Copy + Into<f64>>(
    argument: &str,
    values: &[T],
    dimension: usize,
) -> Result<usize, Error> {
    if dimension == 0 {
        return Err(Invalid::new("dimension", 0, "above 0").into());
    }
    if !values.len().is_multiple_of(dimension) {
        let allowed = format!("a multiple of {dimension}");
        return Err(Invalid::new(format!("{argument}.length"), values.len(), allowed).into());
    }
    let rows = values.len() / dimension;
    check_points(&format!("{argument}.rows"), rows)?;
    check::coordinates(argument, values.iter().map(|&x| x.into()))?;
    Ok(rows)
}

fn check_points(argument: &str, count: usize) -> Result<(), Error> {
    if count == 0 || count > MOST_POINTS {
        let allowed = format!("a whole number from 1 to {MOST_POINTS}");
        return Err(Invalid::new(argument, count, allowed).into());
    }
    Ok(())
}
