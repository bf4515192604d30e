//! Laws of a game in the plane: which way its steps lead, where its seeds come to, and what minibatches do.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop here"
)]

use earthmover::burn::tensor::Device;
use earthmover::config::GameConfig;
use earthmover::run::game::{Game, Look, Shape, spread};
use earthmover::{Error, transport};
use pollster::block_on;
use serde_json::{Value, json};

/// Real points of each kind, by name.
fn clouds(count: u64) -> Vec<(String, Vec<f32>)> {
    let shapes = Shape::ALL.map(|shape| (format!("{shape:?}"), shape.points(count, 7).unwrap()));
    let line = spread(&[-0.6, -0.4, -0.2, 0.3, 0.5, 0.4], 0.12, count, 7).unwrap();
    shapes
        .into_iter()
        .chain([("Line".to_owned(), line)])
        .collect()
}

fn game(patch: &Value, points: &[f32]) -> Game {
    let config = GameConfig::default().patched(patch).unwrap();
    Game::new(config, &Device::flex(), points).unwrap()
}

fn look(game: &Game) -> Look {
    block_on(game.look(8)).unwrap()
}

/// Against the exact plan, on the same points and latents: without a mean of gradients each step of Adam is downhill.
#[test]
fn the_exact_distance_falls_at_every_small_step() {
    for (name, points) in clouds(48) {
        let patch = json!({"objective": "exact", "generatorAdam": {"rate": 2e-4, "beta1": 0.0}});
        let mut game = game(&patch, &points);
        let mut before = look(&game).exact_distance;
        for step in 0..40 {
            block_on(game.generator_step()).unwrap();
            let now = look(&game).exact_distance;
            assert!(now < before, "{name}, step {step}: {before} to {now}");
            before = now;
        }
    }
}

/// The critic's arrows lead there too: ten seeds come near each shape. They begin 0.24 to 0.58 away.
#[test]
fn ten_seeds_come_near_every_shape() {
    for (name, points) in clouds(40) {
        for seed in 0..10 {
            let mut game = game(&json!({"seed": seed}), &points);
            let begun = look(&game).exact_distance;
            block_on(game.train(250)).unwrap();
            let Look {
                exact_distance,
                critic_distance,
                ..
            } = look(&game);
            assert!(begun > 0.2, "{name}, seed {seed} begins at {begun}");
            assert!(
                exact_distance < 0.18,
                "{name}, seed {seed} ends at {exact_distance}"
            );
            assert!(critic_distance <= exact_distance + 1e-9);
        }
    }
}

/// What a generator that minimises the exact distance of minibatches comes to, by their size (Bellemare and others 2017).
#[test]
fn the_smaller_the_minibatch_the_farther_it_stays() {
    let points = Shape::Ring.points(128, 7).unwrap();
    let reached = [4, 16, 0].map(|batch| {
        let mut game = game(&json!({"objective": "exact", "batch": batch}), &points);
        // The mean over a while: single steps on four points jump.
        let distances = (0..10).map(|_| {
            block_on(game.train(if batch == 0 { 20 } else { 60 })).unwrap();
            look(&game).exact_distance
        });
        distances.skip(5).sum::<f64>() / 5.0
    });
    assert!(reached[0] > 1.4 * reached[1], "{reached:?}");
    assert!(reached[1] > 1.8 * reached[2], "{reached:?}");
    // The mean of four points is nearer the middle than any is: the ring shrinks.
    let mut small = game(&json!({"objective": "exact", "batch": 4}), &points);
    block_on(small.train(600)).unwrap();
    let radius = |points: &[f32]| {
        let (points, _) = points.as_chunks::<2>();
        points
            .iter()
            .map(|[x, y]| f64::from(x.hypot(*y)))
            .sum::<f64>()
            / points.len() as f64
    };
    let (real, fake) = (radius(&points), radius(&look(&small).fakes));
    assert!(fake < 0.85 * real, "{fake} and {real}");
}

/// Arjovsky and Bottou 2017: trained to its best on clouds apart, the classifier moves no fake; the critic does.
#[test]
fn the_classifier_s_arrows_vanish_and_the_critic_s_do_not() {
    let left = spread(&[-0.8, -0.5, -0.8, 0.5], 0.02, 64, 7).unwrap();
    let mean_arrow = |objective: &str| {
        let mut game = game(&json!({"objective": objective, "seed": 3}), &left);
        block_on(game.critic_steps(4_000)).unwrap();
        look(&game).mean_arrow
    };
    let (original, wasserstein) = (mean_arrow("original"), mean_arrow("wasserstein"));
    assert!(original < 0.1, "{original}");
    assert!((0.6..1.5).contains(&wasserstein), "{wasserstein}");
}

/// The critic that takes one step for each of the generator's lags behind.
#[test]
fn with_one_critic_step_the_way_is_longer() {
    let points = Shape::Ring.points(40, 7).unwrap();
    let reached = |critic: u64| -> f64 {
        let distances = (0..5).map(|seed| {
            let mut game = game(&json!({"seed": seed, "nCritic": critic}), &points);
            block_on(game.train(150)).unwrap();
            look(&game).exact_distance
        });
        distances.sum::<f64>() / 5.0
    };
    let (one, five) = (reached(1), reached(5));
    assert!(one > 1.5 * five, "{one} and {five}");
}

#[test]
fn a_look_is_of_one_game() {
    let points = Shape::TwoModes.points(40, 7).unwrap();
    let mut game = game(&json!({}), &points);
    block_on(game.train(5)).unwrap();
    let look = block_on(game.look(12)).unwrap();
    assert_eq!(look.iteration, 5);
    assert_eq!(
        [look.fakes.len(), look.arrows.len(), look.plan.len()],
        [80, 80, 40]
    );
    assert_eq!([look.values.len(), look.latent_grid.len()], [144, 162]);
    let exact = transport::wasserstein(&points, &look.fakes, 2)
        .unwrap()
        .cost;
    assert!((look.exact_distance - exact).abs() < 1e-12);
    let (arrows, _) = look.arrows.as_chunks::<2>();
    let mean = arrows
        .iter()
        .map(|[x, y]| f64::from(x.hypot(*y)))
        .sum::<f64>()
        / 40.0;
    assert!((look.mean_arrow - mean).abs() < 1e-6);
    // The plan leads each fake to a real point of its own, at that cost.
    let mut taken = look.plan.clone();
    taken.sort_unstable();
    assert_eq!(taken, (0..40).collect::<Vec<_>>());
    let far = |fake: usize, real: usize| {
        let at = |points: &[f32], place: usize| {
            [points[2 * place], points[2 * place + 1]].map(f64::from)
        };
        let ([x, y], [u, v]) = (at(&look.fakes, fake), at(&points, real));
        (x - u).hypot(y - v)
    };
    let cost = look
        .plan
        .iter()
        .enumerate()
        .map(|(fake, real)| far(fake, *real))
        .sum::<f64>()
        / 40.0;
    assert!((cost - exact).abs() < 1e-9, "{cost} {exact}");
    assert!((0.0..=std::f64::consts::LN_2).contains(&look.jensen_shannon));
}

/// A seed is a game; and half steps are an iteration.
#[test]
fn halves_are_an_iteration() {
    let points = Shape::Spiral.points(30, 7).unwrap();
    let (mut whole, mut halves) = (
        game(&json!({"batch": 8}), &points),
        game(&json!({"batch": 8}), &points),
    );
    for _ in 0..3 {
        block_on(whole.train(1)).unwrap();
        block_on(halves.critic_steps(5)).unwrap();
        block_on(halves.generator_step()).unwrap();
    }
    assert_eq!(look(&whole), look(&halves));
}

#[test]
fn bad_input_is_named() {
    let refused = |patch: Value| {
        GameConfig::default()
            .patched(&patch)
            .unwrap_err()
            .to_string()
    };
    assert!(refused(json!({"nCritic": 0})).starts_with("`nCritic` is 0; it must be"));
    assert!(refused(json!({"batch": 1})).starts_with("`batch` is 1; it must be 0, or 2 and more"));
    assert!(refused(json!({"objective": "best"})).contains("objective"));
    let new =
        |points: &[f32]| Game::new(GameConfig::default(), &Device::flex(), points).unwrap_err();
    assert!(
        new(&[0.0; 2])
            .to_string()
            .starts_with("`p.length` is 2; it must be")
    );
    assert!(matches!(new(&[f32::NAN; 8]), Error::Argument(_)));
    let few = GameConfig::default()
        .patched(&json!({"batch": 64}))
        .unwrap();
    assert!(Game::new(few, &Device::flex(), &[0.0; 40]).is_err());
    let mut game = game(&json!({}), &Shape::Ring.points(20, 1).unwrap());
    let others = game.move_to(&[0.0; 8]).unwrap_err().to_string();
    assert_eq!(others, "`p.length` is 8; it must be 40, as many as before");
    assert!(block_on(game.train(0)).is_err());
    assert!(
        Shape::named("star")
            .unwrap_err()
            .to_string()
            .starts_with("`shape` is \"star\"")
    );
    assert!(Shape::Ring.points(1, 1).is_err() && spread(&[0.0], 0.1, 8, 1).is_err());
    assert!(spread(&[0.0, 0.0], 2.0, 8, 1).is_err());
    assert!(spread(&[0.2, 0.3], 0.0, 2, 1).unwrap() == [0.2, 0.3, 0.2, 0.3]);
}
