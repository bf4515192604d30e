//! What a critic is fitted to.

use earthmover::burn::tensor::Device;
use earthmover::config::CriticConfig;
use earthmover::critic::CriticFit;
use earthmover::noise::{Noise, Purpose};
use earthmover::transport::wasserstein;
use pollster::block_on;
use serde_json::json;

use super::digits::store;
use super::{clouds, field, fit, gap};

#[test]
fn a_seed_gives_one_curve_and_clouds_may_move() {
    let (near, far) = (clouds(0.4), clouds(0.9));
    let mut fits = [1, 1, 2].map(|seed| fit(&json!({"seed": seed}), &near));
    let [a, b, other] = fits.each_mut().map(|fit| block_on(fit.train(20)).unwrap());
    assert_eq!(a, b);
    assert_ne!(a, other);
    let [still, moved, _] = &mut fits;
    still.move_to(&near[0], &near[1]).unwrap();
    moved.move_to(&far[0], &far[1]).unwrap();
    let [still, moved] = [still, moved].map(|fit| block_on(fit.train(2)).unwrap());
    let gap = |reports: &[earthmover::CriticReport]| reports[0].gap;
    assert!(gap(&moved) > gap(&still), "{moved:?} {still:?}");
    // Moving leaves the critic as it was, also where the new clouds are of another size.
    let mut fit = fit(&json!({}), &near);
    block_on(fit.train(20)).unwrap();
    let before = field(&fit, &near[0]);
    fit.move_to(&far[0][..20], &far[1][..20]).unwrap();
    assert_eq!(field(&fit, &near[0]), before);
    block_on(fit.train(1)).unwrap();
}

#[test]
fn points_may_have_any_dimension() {
    for dimension in [1, 3, 5] {
        let noise = Noise::new(3, Purpose::Sample, 0).normals(64 * dimension);
        let p: Vec<f32> = noise.iter().map(|x| 0.05 * x).collect();
        let q: Vec<f32> = p.iter().map(|x| x + 0.5).collect();
        let exact = wasserstein(&p, &q, dimension).unwrap().cost;
        let config = CriticConfig::default();
        let fit = CriticFit::of_points(&config, dimension, &Device::flex(), &p, &q);
        let ratio = gap(&mut fit.unwrap(), 300) / exact;
        assert!((0.9..1.15).contains(&ratio), "{dimension}: {ratio}");
    }
}

#[test]
fn digits_and_their_noisy_copies_are_a_fixed_pair() {
    let digits = store(60);
    let copies = digits.noisy_copies(16, 7).unwrap();
    assert_eq!(copies, digits.noisy_copies(16, 7).unwrap());
    assert_ne!(copies.real, digits.noisy_copies(16, 8).unwrap().real);
    let exact = wasserstein(&copies.real, &copies.fake, 784).unwrap();
    assert_eq!(exact.cost, copies.exact_distance);
    // Each copy is nearest to its digit, half a batch away.
    assert_eq!(
        exact.plan,
        (0..16).map(|i| (i + 8) % 16).collect::<Vec<_>>()
    );
    let all = copies.real.iter().chain(&copies.fake);
    assert!(all.clone().count() == 2 * 16 * 784);
    assert!(all.into_iter().all(|x| (0.0..=1.0).contains(x)));
    let differences = copies.fake[8 * 784..].iter().zip(&copies.real);
    let noise: Vec<f32> = differences.map(|(a, b)| a - b).collect();
    assert!(noise.iter().any(|x| x.abs() > 0.3));
}

#[test]
fn digits_moved_along_rays_are_a_pair_whose_distance_is_known() {
    let digits = store(40);
    let pair = digits.moved_along_rays(24, 3, 7).unwrap();
    assert_eq!(pair, digits.moved_along_rays(24, 3, 7).unwrap());
    assert_ne!(pair.real, digits.moved_along_rays(24, 3, 8).unwrap().real);
    // By the exact solver, which knows nothing of rays.
    let found = wasserstein(&pair.real, &pair.fake, 784).unwrap();
    assert!(
        (found.cost - pair.exact_distance).abs() < 1e-5,
        "{} {}",
        found.cost,
        pair.exact_distance
    );
    // The gradients are what the fakes are to go along: each of length 1, back to where its digit was.
    let rows = pair
        .real
        .chunks(784)
        .zip(pair.fake.chunks(784))
        .zip(pair.gradients.chunks(784));
    for ((real, fake), gradient) in rows {
        let back: Vec<f64> = real
            .iter()
            .zip(fake)
            .map(|(x, y)| f64::from(x - y))
            .collect();
        let length = back.iter().map(|x| x * x).sum::<f64>().sqrt();
        let along: f64 = back
            .iter()
            .zip(gradient)
            .map(|(x, &g)| x * f64::from(g))
            .sum();
        assert!((along / length - 1.0).abs() < 1e-5, "{along} {length}");
    }
    assert!(pair.fake.iter().all(|x| (0.0..=1.0).contains(x)));
}
