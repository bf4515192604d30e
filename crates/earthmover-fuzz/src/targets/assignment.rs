//! Assignments: as cheap as those of another exact solver.

use arbitrary::{Arbitrary, Result, Unstructured};
use earthmover_transport::{Costs, assign};
use pathfinding::kuhn_munkres::kuhn_munkres_min;
use pathfinding::matrix::Matrix;

use super::Case;

/// Whole costs of `n` sources and as many targets.
#[derive(Debug)]
pub(super) struct Input {
    n: usize,
    costs: Vec<u32>,
}

impl<'a> Arbitrary<'a> for Input {
    fn arbitrary(from: &mut Unstructured<'a>) -> Result<Self> {
        let n = from.int_in_range(1..=8)?;
        let costs = (0..n * n)
            .map(|_| from.arbitrary())
            .collect::<Result<_>>()?;
        Ok(Self { n, costs })
    }
}

impl Case for Input {
    const MOST_MEGABYTES: f32 = 1.0;

    fn check(&self) {
        let n = self.n;
        let whole = self.costs.iter().map(|&cost| i64::from(cost)).collect();
        let matrix = Matrix::from_vec(n, n, whole).expect("a square");
        let (least, _) = kuhn_munkres_min(&matrix);
        let costs = self.costs.iter().map(|&cost| f64::from(cost)).collect();
        let costs = Costs::new(n, n, costs).expect("whole costs");
        let found = assign(&costs).expect("costs of like sizes");
        // Sums of eight numbers of 32 bits are exact.
        let total: i64 = found
            .plan
            .iter()
            .enumerate()
            .map(|(i, &j)| matrix[(i, j)])
            .sum();
        assert_eq!(total, least);
        assert!((found.cost * n as f64 - least as f64).abs() <= 1e-9 * least as f64);
    }
}
