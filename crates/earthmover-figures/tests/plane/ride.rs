//! Fakes that ride the best critic's slope onto P.

use earthmover_figures::Error;
use earthmover_figures::plane::{Ride, RidePotential, Start};
use earthmover_transport::noise::Noise;
use earthmover_transport::wasserstein;

use super::{SPINE, apart, mean};

/// Names the stream of random numbers that pairs of points are drawn from.
const COMPARISON: u8 = 33;
const COUNT: u64 = 96;
const STEP: f64 = 0.01;

fn start(seed: u64) -> Start {
    Start {
        at: [-1.2, -0.6],
        spread: 0.15,
        seed,
    }
}

fn ride() -> Ride {
    Ride::new(&SPINE, 0.1, COUNT, start(3)).unwrap()
}

/// How far each fake is from the point that it rides to.
fn ways(ride: &Ride) -> Vec<f64> {
    let pairs = ride.partners().iter().enumerate();
    pairs
        .map(|(fake, &partner)| {
            apart(
                &ride.fakes()[2 * fake..2 * fake + 2],
                &ride.p()[2 * partner..2 * partner + 2],
            )
        })
        .collect()
}

/// f at a place, from what a critic says of P alone.
fn height(ride: &Ride, potential: &RidePotential, place: [f64; 2]) -> f64 {
    let peaks = ride.p().chunks_exact(2).zip(&potential.p_scores);
    peaks
        .map(|(point, peak)| peak - apart(point, &place))
        .fold(f64::NEG_INFINITY, f64::max)
}

#[test]
fn the_distance_falls_by_the_step_until_one_has_arrived_and_comes_to_0() {
    let mut ride = ride();
    let (mut free, mut steps) = (0, 0);
    while ride.distance() > 0.0 {
        let before = ride.distance();
        let ways = ways(&ride);
        ride.advance(STEP).unwrap();
        let moved: Vec<f64> = ways.iter().map(|&way| way.min(STEP)).collect();
        let fallen = before - ride.distance();
        assert!((fallen - mean(&moved)).abs() < 1e-12, "{fallen}");
        if ways.iter().all(|&way| way >= STEP) {
            assert!((fallen - STEP).abs() < 1e-12, "{fallen}");
            free += 1;
        }
        // Solved anew, it is the same: the plan on the way is still a best one.
        let exact = wasserstein(ride.fakes(), ride.p(), 2).unwrap().cost;
        assert!((ride.distance() - exact).abs() < 1e-12, "{exact}");
        steps += 1;
        assert!(steps < 1000);
    }
    assert!(free > 20, "{free}");
    assert_eq!(ways(&ride), vec![0.0; COUNT as usize]);
    ride.advance(STEP).unwrap();
    assert_eq!(ride.distance(), 0.0);
}

#[test]
fn the_critic_stays_the_best_and_1_lipschitz_and_a_fakes_arrow_is_its_slope() {
    let mut ride = ride();
    for placed in [None, Some([0.2, -0.3])] {
        if let Some([x, y]) = placed {
            ride.place(x, y).unwrap();
        }
        for _ in 0..30 {
            ride.advance(STEP).unwrap();
        }
        let potential = ride.potential(36, 20).unwrap();
        let (real, fake) = (mean(&potential.p_scores), mean(&potential.fake_scores));
        assert!((real - fake - ride.distance()).abs() < 1e-9);
        assert!((real + fake).abs() < 1e-9);
        let mut points = Vec::new();
        for (cell, &f) in potential.values.iter().enumerate() {
            let [column, row] = [cell % 36, cell / 36].map(|place| place as f64 + 0.5);
            let place = [column / 10.0 - 1.8, 1.0 - row / 10.0];
            assert!((height(&ride, &potential, place) - f64::from(f)).abs() < 1e-6);
            points.push((place, f64::from(f)));
        }
        for (cloud, scores) in [
            (ride.p(), &potential.p_scores),
            (ride.fakes(), &potential.fake_scores),
        ] {
            for (point, &score) in cloud.chunks_exact(2).zip(scores) {
                let place = [point[0], point[1]];
                assert!((height(&ride, &potential, place) - score).abs() < 1e-9);
                points.push((place, score));
            }
        }
        let mut noise = Noise::new(1, COMPARISON, 0);
        for _ in 0..100_000 {
            let [(a, f), (b, g)] =
                [(); 2].map(|()| points[noise.below(points.len() as u64) as usize]);
            assert!((f - g).abs() <= apart(&a, &b) + 1e-6, "{a:?} {b:?}");
        }
        for (fake, way) in ways(&ride).into_iter().enumerate() {
            let from = &ride.fakes()[2 * fake..2 * fake + 2];
            let partner = ride.partners()[fake];
            let to = &ride.p()[2 * partner..2 * partner + 2];
            let reach = way.min(1e-3);
            let along = [0, 1].map(|axis| from[axis] + reach / way * (to[axis] - from[axis]));
            let risen = height(&ride, &potential, along) - potential.fake_scores[fake];
            assert!((risen - reach).abs() < 1e-9, "{risen}");
        }
    }
}

#[test]
fn p_is_laid_elsewhere_and_a_seed_is_a_start() {
    let mut ride = ride();
    let before = ride.clone();
    ride.place(0.25, -0.5).unwrap();
    for (now, was) in ride.p().chunks_exact(2).zip(before.p().chunks_exact(2)) {
        assert_eq!([now[0], now[1]], [was[0] + 0.25, was[1] - 0.5]);
    }
    assert_eq!(ride.fakes(), before.fakes());
    let exact = wasserstein(ride.fakes(), ride.p(), 2).unwrap().cost;
    assert!((ride.distance() - exact).abs() < 1e-12);
    ride.begin(start(4)).unwrap();
    assert_ne!(ride.fakes(), before.fakes());
    ride.begin(start(3)).unwrap();
    assert_eq!(ride.fakes(), before.fakes());
    // Normal about its middle, whatever it was drawn by.
    let xs: Vec<f64> = ride.fakes().iter().step_by(2).copied().collect();
    assert!((mean(&xs) + 1.2).abs() < 4.0 * 0.15 / (COUNT as f64).sqrt());
}

#[test]
fn what_cannot_be_ridden_is_refused_by_name_and_changes_nothing() {
    fn says<T: std::fmt::Debug>(result: Result<T, Error>, expected: &str) {
        let error = result.unwrap_err().to_string();
        assert!(error.starts_with(expected), "{error:?} is not {expected:?}");
    }
    let new = |count, start| Ride::new(&SPINE, 0.1, count, start);
    says(Ride::new(&[], 0.1, 9, start(0)), "`spine.length` is 0");
    says(Ride::new(&SPINE, -0.1, 9, start(0)), "`width` is -0.1");
    for count in [0, 513] {
        let allowed = format!("`count` is {count}; it must be a whole number from 1 to 512");
        says(new(count, start(0)), &allowed);
    }
    let at = |x, y| Start {
        at: [x, y],
        ..start(0)
    };
    says(
        new(9, at(f64::NAN, 0.0)),
        "`start.x` is NaN; it must be a number from -10 to 10",
    );
    says(new(9, at(0.0, 10.5)), "`start.y` is 10.5");
    let wide = Start {
        spread: -1.0,
        ..start(0)
    };
    says(
        new(9, wide),
        "`start.spread` is -1; it must be a number from 0 to 10",
    );
    let mut ride = ride();
    let before = format!("{ride:?}");
    says(ride.begin(at(11.0, 0.0)), "`start.x` is 11");
    says(
        ride.place(f64::INFINITY, 0.0),
        "`x` is inf; it must be a number from -10 to 10",
    );
    says(ride.place(0.0, -11.0), "`y` is -11");
    for step in [-0.1, 11.0, f64::NAN] {
        let allowed = format!("`step` is {step}; it must be a number from 0 to 10");
        says(ride.advance(step), &allowed);
    }
    says(
        ride.potential(1, 20),
        "`columns` is 1; it must be a whole number from 2 to 256",
    );
    says(ride.potential(20, 257), "`rows` is 257");
    assert_eq!(format!("{ride:?}"), before);
    // One point, and fakes that lie on P from the first.
    let mut one = Ride::new(&[0.5, 0.0], 0.0, 1, at_one_place([0.5, 0.0])).unwrap();
    assert_eq!(one.distance(), 0.0);
    one.advance(1.0).unwrap();
    let flat = one.potential(4, 2).unwrap();
    assert_eq!((flat.p_scores, flat.fake_scores), (vec![0.0], vec![0.0]));
}

/// All at one place.
fn at_one_place(at: [f64; 2]) -> Start {
    Start {
        at,
        spread: 0.0,
        seed: 0,
    }
}
