//! Assignments by costs of any size, from the smallest numbers that there are to the largest: as cheap as the cheapest of
//! all, or refused.

use arbitrary::{Arbitrary, Result, Unstructured};
use earthmover_transport::{Costs, Error, MOST_COST, assign, couple};

use super::Case;
use crate::number::Number;

/// A best plan whose costs are this small a part of the largest may be lost in rounding, and is refused then.
const LOST: f64 = 1e-9;

/// Costs of `n` sources and as many targets.
#[derive(Debug)]
pub(super) struct Input {
    n: usize,
    costs: Vec<f64>,
}

impl<'a> Arbitrary<'a> for Input {
    fn arbitrary(from: &mut Unstructured<'a>) -> Result<Self> {
        let n = from.int_in_range(1..=5)?;
        // Signs alone would have most of them refused.
        let cost = |from: &mut Unstructured<'a>| {
            from.arbitrary().map(|number: Number| number.value().abs())
        };
        let costs = (0..n * n).map(|_| cost(from)).collect::<Result<_>>()?;
        Ok(Self { n, costs })
    }
}

impl Case for Input {
    const MOST_MEGABYTES: f32 = 1.0;

    fn check(&self) {
        let n = self.n;
        let allowed = |costs: &[f64]| costs.iter().all(|cost| (0.0..=MOST_COST).contains(cost));
        let negated: Vec<f64> = self.costs.iter().map(|cost| -cost).collect();
        assert_eq!(Costs::new(n, n, negated.clone()).is_ok(), allowed(&negated));
        let costs = Costs::new(n, n, self.costs.clone());
        assert_eq!(costs.is_ok(), allowed(&self.costs));
        let Ok(costs) = costs else {
            return;
        };
        let best = least(&costs, 0, &mut (0..n).collect());
        let largest = self.costs.iter().copied().fold(0.0, f64::max);
        let same = |cost: f64| (cost - best).abs() <= 1e-9 * best;
        let said = |error: &Error| {
            assert!(error.to_string().contains("costs"), "{error}");
            // Else there were digits enough to tell what is best.
            assert!(best <= LOST * largest, "{error}: {best} of {largest}");
        };
        match assign(&costs) {
            Ok(found) => {
                let total = (0..n).map(|i| costs.row(i)[found.plan[i]]).sum();
                assert!(same(total), "{total} and not {best}");
            }
            Err(error) => said(&error),
        }
        let ones = vec![1.0; n];
        match couple(&costs, &ones, &ones) {
            Ok(found) => assert!(same(found.cost), "{} and not {best}", found.cost),
            Err(error) => said(&error),
        }
    }
}

/// The least sum of all permutations of `left`, row by row.
fn least(costs: &Costs, row: usize, left: &mut Vec<usize>) -> f64 {
    if left.is_empty() {
        return 0.0;
    }
    let mut least_sum = f64::INFINITY;
    for at in 0..left.len() {
        let column = left.swap_remove(at);
        least_sum = least_sum.min(costs.row(row)[column] + least(costs, row + 1, left));
        left.push(column);
        let last = left.len() - 1;
        left.swap(at, last);
    }
    least_sum
}
