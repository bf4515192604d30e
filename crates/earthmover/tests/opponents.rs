//! What a game in the plane says of its opponent: scores, losses and arrows that fit together.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop here"
)]

use earthmover::burn::tensor::Device;
use earthmover::config::GameConfig;
use earthmover::run::game::{Game, Look, Shape};
use pollster::block_on;
use serde_json::json;

/// The centres of the four cells of a look of two a side, in its order.
const CENTRES: [f32; 8] = [-0.5, 0.5, 0.5, 0.5, -0.5, -0.5, 0.5, -0.5];

/// A game that has gone on for a while, so that nothing is near zero.
fn game(objective: &str) -> Game {
    game_of(objective, &CENTRES)
}

fn game_of(objective: &str, points: &[f32]) -> Game {
    let config = GameConfig::default()
        .patched(&json!({"objective": objective, "seed": 3}))
        .unwrap();
    let mut game = Game::new(config, &Device::flex(), points).unwrap();
    block_on(game.train(8)).unwrap();
    game
}

fn look(game: &Game, side: u64) -> Look {
    block_on(game.look(side)).unwrap()
}

/// Values at the real points.
fn at_real(look: &Look) -> Vec<f64> {
    look.values.iter().map(|value| f64::from(*value)).collect()
}

fn mean(numbers: impl IntoIterator<Item = f64>) -> f64 {
    let numbers: Vec<f64> = numbers.into_iter().collect();
    numbers.iter().sum::<f64>() / numbers.len() as f64
}

fn near(found: f64, wanted: f64) {
    let most = 1e-5 * wanted.abs().max(1.0);
    assert!((found - wanted).abs() < most, "{found} and {wanted}");
}

/// What a step of each reports is of the networks before it.
#[test]
fn losses_of_critic_and_generator_are_those_of_their_scores() {
    let seen = look(&game("wasserstein"), 2);
    let critic = block_on(game("wasserstein").critic_steps(1)).unwrap();
    let generator = block_on(game("wasserstein").generator_step()).unwrap();
    let gap = mean(at_real(&seen)) + f64::from(generator.generator_loss);
    near(critic.gap.into(), gap);
    near(seen.gap, gap);
    assert!(seen.critic_distance <= seen.exact_distance + 1e-9);
}

/// Goodfellow and others 2014, equation 1.
#[test]
fn losses_of_classifier_and_generator_are_those_of_its_probabilities() {
    let seen = look(&game("original"), 2);
    assert!(seen.values.iter().all(|d| (0.0..1.0).contains(d)));
    let classifier = block_on(game("original").critic_steps(1)).unwrap();
    let generator = block_on(game("original").generator_step()).unwrap();
    let of_real = mean(at_real(&seen).into_iter().map(f64::ln));
    let of_fake = f64::from(generator.generator_loss);
    assert!(of_fake < 0.0);
    near(classifier.critic_loss.into(), -(of_real + of_fake));
    near(classifier.gap.into(), seen.gap);
    near(classifier.penalty.into(), 0.0);
}

#[test]
fn a_classifier_tells_apart_better_at_every_small_step() {
    let patch = json!({"objective": "original", "seed": 3,
        "criticAdam": {"rate": 1e-4, "beta1": 0.0}});
    let config = GameConfig::default().patched(&patch).unwrap();
    let ring = Shape::Ring.points(64, 7).unwrap();
    let mut game = Game::new(config, &Device::flex(), &ring).unwrap();
    let losses: Vec<f32> = (0..30)
        .map(|_| block_on(game.critic_steps(1)).unwrap().critic_loss)
        .collect();
    assert!(
        losses.windows(2).all(|pair| pair[1] < pair[0]),
        "{losses:?}"
    );
    // It learns of every point: in the end it tells nearly all of both apart.
    let learnt = block_on(game.critic_steps(3_000)).unwrap().critic_loss;
    assert!(learnt < 0.3, "{learnt}");
}

#[test]
fn where_it_is_exact_all_numbers_are_the_distance() {
    let mut game = game("exact");
    let seen = look(&game, 2);
    assert!(seen.values.is_empty());
    near(seen.gap, seen.exact_distance);
    near(seen.critic_distance, seen.exact_distance);
    let critic = block_on(game.critic_steps(1)).unwrap();
    let report = block_on(game.train(1)).unwrap();
    for (gap, loss) in [
        (critic.gap, critic.critic_loss),
        (report.gap, report.critic_loss),
    ] {
        near(gap.into(), seen.exact_distance);
        near(loss.into(), -seen.exact_distance);
    }
    near(report.generator_loss.into(), seen.exact_distance);
    assert_eq!([report.slope, report.penalty], [1.0, 0.0]);
    assert_eq!(report.iteration, 9);
    // Each arrow has length 1 and leads to the real point of its fake.
    let (arrows, _) = seen.arrows.as_chunks::<2>();
    let (fakes, _) = seen.fakes.as_chunks::<2>();
    for ((arrow, fake), to) in arrows.iter().zip(fakes).zip(&seen.plan) {
        let way = [0, 1].map(|axis| f64::from(CENTRES[2 * to + axis] - fake[axis]));
        let length = way[0].hypot(way[1]);
        for axis in [0, 1] {
            near(arrow[axis].into(), way[axis] / length);
        }
    }
}

/// The arrows against differences of what the opponent says in cells beside each fake: of a critic f, and of a
/// classifier −log(1 − D). Both are bent where a hidden number changes its sign, so that some may be others.
#[test]
fn arrows_lead_up_what_the_opponent_says() {
    const SIDE: usize = 256;
    let ring = Shape::Ring.points(64, 7).unwrap();
    for objective in ["wasserstein", "original"] {
        let seen = look(&game_of(objective, &ring), SIDE as u64);
        let says = |column: usize, row: usize| {
            let value = f64::from(seen.values[row * SIDE + column]);
            if objective == "original" {
                -(1.0 - value).ln()
            } else {
                value
            }
        };
        let (arrows, _) = seen.arrows.as_chunks::<2>();
        let (fakes, _) = seen.fakes.as_chunks::<2>();
        let right = arrows.iter().zip(fakes).filter(|([x, y], fake)| {
            // Few are beyond the square, where nothing is said.
            let cell =
                |at: f32| (((f64::from(at) + 1.0) / 2.0 * SIDE as f64) as usize).clamp(1, SIDE - 2);
            let (column, row) = (cell(fake[0]), cell(-fake[1]));
            let apart = 2.0 * 2.0 / SIDE as f64;
            let across = (says(column + 1, row) - says(column - 1, row)) / apart;
            let up = (says(column, row - 1) - says(column, row + 1)) / apart;
            let far = (across - f64::from(*x)).hypot(up - f64::from(*y));
            far < 0.05 * f64::from(x.hypot(*y))
        });
        let right = right.count();
        assert!(right > 32, "{objective}: {right} of 64");
    }
}

/// Two heaps that a blur of 0.08 keeps apart have nothing in common: log 2, and where they lie on each other, nothing.
#[test]
fn the_divergence_is_of_what_heaps_have_in_common() {
    let of = |points: &[f32]| {
        let config = GameConfig::default()
            .patched(&json!({"objective": "exact", "seed": 3}))
            .unwrap();
        // Before it has moved it has the same fakes as another of its seed.
        let seen = look(&Game::new(config, &Device::flex(), points).unwrap(), 2);
        (seen.jensen_shannon, seen.fakes)
    };
    let (_, begun) = of(&CENTRES);
    assert!(of(&begun).0 < 1e-9);
    let far: Vec<f32> = begun
        .iter()
        .map(|at| if *at > 0.0 { -0.9 } else { 0.9 })
        .collect();
    let most = std::f64::consts::LN_2;
    let apart = of(&far).0;
    assert!(apart > 0.9 * most && apart <= most, "{apart}");
    let near: Vec<f32> = begun.iter().map(|at| at + 0.03).collect();
    let some = of(&near).0;
    assert!((0.005..0.2).contains(&some), "{some}");
}
