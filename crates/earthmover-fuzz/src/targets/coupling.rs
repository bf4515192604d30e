//! Couplings of weighted points: as cheap as the best assignment of their units of mass, with their marginals.

use arbitrary::{Arbitrary, Result, Unstructured};
use earthmover_transport::{Costs, couple};
use pathfinding::kuhn_munkres::kuhn_munkres_min;
use pathfinding::matrix::Matrix;

use super::Case;

/// Whole costs, and units of mass: where each lies, and where it is wanted.
#[derive(Debug)]
pub(super) struct Input {
    rows: usize,
    columns: usize,
    costs: Vec<u16>,
    units: Vec<[u8; 2]>,
}

impl<'a> Arbitrary<'a> for Input {
    fn arbitrary(from: &mut Unstructured<'a>) -> Result<Self> {
        let (rows, columns) = (from.int_in_range(1..=5)?, from.int_in_range(1..=5)?);
        let costs = (0..rows * columns)
            .map(|_| from.arbitrary())
            .collect::<Result<_>>()?;
        let count: usize = from.int_in_range(1..=12)?;
        let units = (0..count)
            .map(|_| from.arbitrary())
            .collect::<Result<_>>()?;
        Ok(Self {
            rows,
            columns,
            costs,
            units,
        })
    }
}

impl Case for Input {
    const MOST_MEGABYTES: f32 = 1.0;

    fn check(&self) {
        let Self {
            rows,
            columns,
            costs: whole,
            units,
        } = self;
        let (rows, columns) = (*rows, *columns);
        let places = |of: usize, most: usize| {
            units
                .iter()
                .map(|unit| usize::from(unit[of]) % most)
                .collect::<Vec<_>>()
        };
        let (from, to) = (places(0, rows), places(1, columns));
        let weights = |places: &[usize], count: usize| {
            let mass = |place| places.iter().filter(|&&at| at == place).count() as f64;
            (0..count).map(mass).collect::<Vec<_>>()
        };
        let (sources, targets) = (weights(&from, rows), weights(&to, columns));
        let cost = |i: usize, j: usize| i64::from(whole[i * columns + j]);
        let apart = from
            .iter()
            .flat_map(|&i| to.iter().map(move |&j| cost(i, j)));
        let matrix = Matrix::from_vec(units.len(), units.len(), apart.collect()).expect("a square");
        let (least, _) = kuhn_munkres_min(&matrix);

        let costs = (0..rows * columns).map(|at| f64::from(whole[at])).collect();
        let costs = Costs::new(rows, columns, costs).expect("whole costs");
        let found = couple(&costs, &sources, &targets).expect("whole masses");
        assert!((found.cost - least as f64).abs() <= 1e-9 * least as f64);
        let dense = found.dense();
        for (i, mass) in sources.iter().enumerate() {
            let row: f64 = dense[i * columns..][..columns].iter().sum();
            assert!((row - mass).abs() <= 1e-9 * units.len() as f64);
        }
        for (j, mass) in targets.iter().enumerate() {
            let column: f64 = (0..rows).map(|i| dense[i * columns + j]).sum();
            assert!((column - mass).abs() <= 1e-9 * units.len() as f64);
        }
    }
}
