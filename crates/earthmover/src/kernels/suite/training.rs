//! What moves a network: Adam, and the slope penalty.

use super::*;

#[test]
fn updates_are_those_of_composed() {
    on_each(|kernels, name, source| {
        let rates = Rates {
            beta1: 0.5,
            beta2: 0.9,
            rate: 4e-3,
            root: 10.0,
            epsilon: 1e-8,
        };
        let moved = Moved {
            value: source.numbers([300]),
            first: source.numbers([300]),
            second: source.numbers([300]).square(),
        };
        let (gradient, average) = (source.numbers([300]), source.numbers([300]));
        let step = |kernels: &dyn Kernels| {
            let moved = Moved {
                value: moved.value.clone(),
                first: moved.first.clone(),
                second: moved.second.clone(),
            };
            let follower = (average.clone(), 0.1);
            let mut guard = Guard::default();
            kernels.update_averaged(rates, moved, gradient.clone(), follower, &mut guard)
        };
        let (found, expected) = (step(kernels), step(&Composed));
        close(found.0.value, expected.0.value, name);
        close(found.0.first, expected.0.first, name);
        close(found.0.second, expected.0.second, name);
        close(found.1, expected.1, name);
        let moved = |kernels: &dyn Kernels| {
            let [value, first, second] = [&moved.value, &moved.first, &moved.second];
            let moved = Moved {
                value: value.clone(),
                first: first.clone(),
                second: second.clone(),
            };
            let alone = kernels.update(rates, moved, gradient.clone(), &mut Guard::default());
            [alone.value, alone.first, alone.second]
        };
        for (found, expected) in moved(kernels).into_iter().zip(moved(&Composed)) {
            close(found, expected, name);
        }
    });
}

/// The kernel of a slope penalty against a plain computation. Only GPUs have that kernel; elsewhere the
/// penalty is put together from others.
#[test]
fn a_slope_penalty_is_what_its_pairs_say() {
    on_each(|kernels, name, source| {
        let (scores, distances) = (source.numbers([20]), source.numbers([5]).abs() + 0.5);
        for bits in 0..16 {
            let is = |bit: i32| bits >> bit & 1 == 1;
            let penalty = PairPenalty {
                batch: 5,
                ends: [10, 15],
                pairs: 5,
                whole: [5, 5],
                lambda: if is(1) { 10.0 } else { 0.0 },
                length: is(0).then_some(0.7),
                least: 1e-6,
                is_penalised: is(1),
                excess: Excess {
                    by_quotient: is(2),
                    two_sided: is(3),
                },
            };
            let found = kernels.slope_penalty(&scores, &distances, &penalty);
            let Some((gradient, numbers)) = found else {
                return;
            };
            let [scores, distances] = [&scores, &distances].map(|x| {
                let numbers = values(x.clone()).into_iter();
                numbers.map(f64::from).collect::<Vec<f64>>()
            });
            let expected = numbers_of(&scores, &distances, &penalty);
            for (a, b) in values(numbers).iter().zip(expected) {
                assert!(
                    (f64::from(*a) - b).abs() < 1e-5 * b.abs().max(1.0),
                    "{name}: {a} {b}"
                );
            }
            for (place, slope) in values(gradient).into_iter().enumerate() {
                let moved = |by: f64| {
                    let mut scores = scores.clone();
                    scores[place] += by;
                    numbers_of(&scores, &distances, &penalty)[0]
                };
                let expected = (moved(1e-6) - moved(-1e-6)) / 2e-6;
                assert!(
                    (f64::from(slope) - expected).abs() < 1e-4 * expected.abs().max(1.0),
                    "{name}, {place}: {slope} {expected}"
                );
            }
        }
    });
}

/// Loss, gap, penalty and mean slope, in 64 bits.
fn numbers_of(scores: &[f64], distances: &[f64], given: &PairPenalty) -> [f64; 4] {
    let f = |place: usize| scores[place];
    let mean = |terms: &dyn Fn(usize) -> f64| (0..5).map(terms).sum::<f64>() / 5.0;
    let gap = mean(&|row| f(row) - f(given.batch + row));
    let difference = |pair| (f(given.ends[0] + pair) - f(given.ends[1] + pair)).abs();
    let distance = |pair: usize| given.length.unwrap_or(distances[pair]);
    let penalty = mean(&|pair| {
        let over = if given.excess.by_quotient {
            difference(pair) / distance(pair) - 1.0
        } else {
            difference(pair) - distance(pair)
        };
        if given.excess.two_sided {
            over * over
        } else {
            over.max(0.0).powi(2)
        }
    });
    let penalty = if given.is_penalised { penalty } else { 0.0 };
    let slope = mean(&|pair| difference(pair) / distance(pair));
    [given.lambda * penalty - gap, gap, penalty, slope]
}
