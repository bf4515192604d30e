//! Laws of the dual on the line, and of draws from a plan.

#![allow(missing_docs, clippy::unwrap_used)]

use earthmover_transport::{draw_flows, line_dual, line_gap, weighted_line};
use proptest::collection::vec;
use proptest::prelude::*;

/// Two distributions at the same places: some masses 0.
fn pairs() -> impl Strategy<Value = [Vec<f64>; 2]> {
    let mass = || prop_oneof![1 => Just(0.0), 3 => 0.01..3.0];
    (2usize..12).prop_flat_map(move |count| {
        [vec(mass(), count), vec(mass(), count)].prop_map(|pair| {
            pair.map(|mut masses| {
                masses[0] += 0.5;
                let sum: f64 = masses.iter().sum();
                masses.iter().map(|mass| mass / sum).collect()
            })
        })
    })
}

fn mean(f: &[f64], p: &[f64]) -> f64 {
    f.iter().zip(p).map(|(f, p)| f * p).sum()
}

proptest! {
    #[test]
    fn the_dual_on_the_line_is_the_closed_form_and_its_critic_reaches_it(
        [p, q] in pairs(),
        spacing in 0.01..4.0,
    ) {
        let dual = line_dual(&p, &q, spacing).unwrap();
        let places: Vec<f64> = (0..p.len()).map(|at| at as f64 * spacing).collect();
        let exact = weighted_line(&places, &p, &places, &q).unwrap();
        prop_assert!((dual.distance - exact).abs() <= 1e-10 * (1.0 + exact), "{} {exact}", dual.distance);
        for pair in dual.potential.windows(2) {
            let rise = (pair[1] - pair[0]).abs();
            prop_assert!(rise <= 1e-12 || (rise - spacing).abs() <= 1e-12, "{rise}");
        }
        // Its zero is in the middle of both.
        prop_assert!((mean(&dual.potential, &p) - 0.5 * exact).abs() <= 1e-10 * (1.0 + exact));
        prop_assert!((mean(&dual.potential, &q) + 0.5 * exact).abs() <= 1e-10 * (1.0 + exact));
        let gap = line_gap(&p, &q, &dual.potential, spacing).unwrap();
        prop_assert!((gap.gap - exact).abs() <= 1e-10 * (1.0 + exact));
        prop_assert!(gap.steepest <= 1.0 + 1e-9 && gap.violations == 0.0);
    }

    #[test]
    fn any_critic_has_its_gap_and_its_slopes([p, q] in pairs(), f in vec(-3.0..3.0, 12), spacing in 0.01..4.0) {
        let f = &f[..p.len()];
        let found = line_gap(&p, &q, f, spacing).unwrap();
        prop_assert!((found.gap - (mean(f, &p) - mean(f, &q))).abs() <= 1e-12);
        let slopes: Vec<f64> = f.windows(2).map(|pair| (pair[1] - pair[0]).abs() / spacing).collect();
        prop_assert_eq!(found.steepest, slopes.iter().copied().fold(0.0, f64::max));
        let above = slopes.iter().filter(|&&slope| slope > 1.0 + 1e-9).count();
        prop_assert_eq!(found.violations, above as f64 / slopes.len() as f64);
        prop_assert_eq!(found.slopes, slopes);
    }
}

#[test]
fn a_slope_above_1_by_rounding_alone_holds() {
    let half = [0.5, 0.5, 0.0];
    let found = line_gap(&half, &half, &[0.0, 1.0 + 1e-12, 3.0 + 2e-12], 1.0).unwrap();
    assert_eq!((found.violations, found.gap), (0.5, 0.0));
}

#[test]
fn flows_are_drawn_by_their_masses_whatever_these_sum_to() {
    const COUNT: u64 = 20_000;
    let mass = [0.0, 1.0, 3.0, 0.0, 4.0, 0.0];
    let drawn = draw_flows(&mass, COUNT, 7).unwrap();
    for (flow, mass) in mass.iter().enumerate() {
        let share = drawn.iter().filter(|&&one| one == flow).count() as f64 / COUNT as f64;
        // Six standard deviations of a share.
        assert!(
            (share - mass / 8.0).abs() <= 6.0 * (0.25 / COUNT as f64).sqrt(),
            "{flow}: {share}"
        );
        assert!(*mass > 0.0 || share == 0.0);
    }
    let larger = mass.map(|mass| 1024.0 * mass);
    assert_eq!(draw_flows(&larger, COUNT, 7).unwrap(), drawn);
    assert_ne!(draw_flows(&mass, COUNT, 8).unwrap(), drawn);
}
