//! What else is computed of points and masses, of any numbers: an answer that is a number, or a refusal.

use arbitrary::Arbitrary;
use earthmover_transport::{
    Costs, Funnel, Sinkhorn, c_transform, critic_distance, draw_flows, entropy, jensen_shannon,
    kullback_leibler, line, line_dual, line_gap, sinkhorn, sliced, total_variation, wasserstein,
    weighted_line,
};

use super::Case;
use crate::number::{Number, values};

#[derive(Arbitrary, Debug)]
pub(super) struct Input {
    numbers: [Number; 2],
    count: u8,
    dimension: u8,
    lengths: [u8; 2],
    points: [[Number; 12]; 2],
}

impl Case for Input {
    const MOST_MEGABYTES: f32 = 16.0;

    fn check(&self) {
        let [x, y] =
            [0, 1].map(|at| values(&self.points[at][..usize::from(self.lengths[at] % 13)]));
        measure(
            &x,
            &y,
            [0, 1].map(|at| self.numbers[at].value()),
            usize::from(self.count % 64),
            usize::from(self.dimension % 4),
        );
    }
}

/// What sums of probabilities, and of distances, may be beside what they should be, as a share of what is summed.
const ROUNDING: f64 = 1e-12;

/// Not below 0, and a number.
fn holds(what: &str, value: f64) {
    assert!(value >= -1e-12, "{what}: {value}");
}

fn measure(x: &[f64], y: &[f64], [one, other]: [f64; 2], count: usize, dimension: usize) {
    if let Ok(along) = line(x, y) {
        holds("line", along);
        if x.len() == y.len() {
            let exact = wasserstein(x, y, 1).expect("what lies on a line").cost;
            assert!((exact - along).abs() <= 1e-9 * along, "{exact} and {along}");
        }
    }
    if let Ok(along) = weighted_line(x, y, y, x) {
        holds("weighted line", along);
    }
    if let Ok(found) = wasserstein(x, y, dimension) {
        holds("wasserstein", found.cost);
        let costs = Costs::euclidean(x, y, dimension).expect("the same points");
        let farthest = (0..costs.rows())
            .flat_map(|row| costs.row(row))
            .fold(0.0, |most: f64, &one| most.max(one));
        let critic = critic_distance(&x[..costs.rows()], &y[..costs.columns()], &costs)
            .expect("finite scores");
        assert!(
            critic.distance <= found.cost * (1.0 + 1e-9) + ROUNDING * farthest,
            "{} above {}: {x:?}, {y:?}, {dimension}",
            critic.distance,
            found.cost
        );
        let below = c_transform(&x[..costs.rows()], &costs).expect("finite scores");
        assert_eq!(below.len(), costs.columns());
        let ones = vec![1.0; costs.rows()];
        let settings = Sinkhorn {
            epsilon: one,
            iterations: count,
            ..Sinkhorn::default()
        };
        if let Ok(plan) = sinkhorn(&costs, &ones, &ones, settings) {
            holds("sinkhorn", plan.cost);
        }
    }
    if let Ok(mean) = sliced(x, y, dimension, count, 7) {
        holds("sliced", mean);
    }
    for (what, found) in [
        ("entropy", entropy(x)),
        ("Kullback-Leibler", kullback_leibler(x, y)),
        ("Jensen-Shannon", jensen_shannon(x, y)),
        ("total variation", total_variation(x, y)),
    ] {
        if let Ok(value) = found {
            holds(what, value);
        }
    }
    if let Ok(dual) = line_dual(x, y, one) {
        holds("the dual on the line", dual.distance);
        if let Ok(gap) = line_gap(x, y, &dual.potential, one) {
            assert!(
                gap.gap <= dual.distance * (1.0 + 1e-9) + ROUNDING * one,
                "{gap:?} and {dual:?} of {x:?}, {y:?}, {one}"
            );
        }
    }
    if let Ok(funnel) = Funnel::new(x, dimension) {
        let shares = vec![other; count];
        drop(funnel.values(y));
        drop(funnel.gradients(y));
        drop(funnel.moved(y, &shares));
    }
    if let Ok(flows) = draw_flows(x, count as u64, 3) {
        assert!(flows.iter().all(|&at| x[at] > 0.0));
    }
}
