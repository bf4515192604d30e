//! Half a run at a time: a generator by the exact plan, without a critic, and a critic that images ride, without a
//! generator.

use super::*;
use earthmover::run::Ridden;

/// Two runs of the same seed.
fn twins(count: usize) -> [Trainer; 2] {
    let patch = serde_json::json!({"batch": 8, "nCritic": 3, "generatorAdam": {"rate": 0.005}});
    let digits = store(count);
    [0, 1].map(|_| trainer(patched(CONFIGS[3], patch.clone()), &Device::flex(), &digits))
}

fn gaps(reports: &[StepReport]) -> f32 {
    reports.iter().map(|report| report.gap).sum::<f32>() / reports.len() as f32
}

#[test]
fn by_the_plan_the_exact_distance_falls_and_the_critic_rests() {
    let [mut one, mut other] = twins(40);
    let critic = saved(&one, "critic/blocks.0.affine.weight");
    let first = one.train_by_plan(10).unwrap();
    assert_eq!(first[9].iteration, 10);
    assert_eq!(one.iteration(), 10);
    assert_eq!((first[0].critic_loss, first[0].slope), (-first[0].gap, 1.0));
    let last = one.train_by_plan(150).unwrap();
    let (begun, ended) = (gaps(&first), gaps(&last[140..]));
    assert!(ended < 0.8 * begun, "{begun} to {ended}");
    assert_eq!(critic, saved(&one, "critic/blocks.0.affine.weight"));
    // In one call or in several, the same bits.
    assert_eq!(other.train_by_plan(160).unwrap()[10..], last);
}

#[test]
fn what_is_measured_falls_too() {
    let [mut run, _] = twins(40);
    let begun = block_on(run.measure(8)).unwrap().exact_distance;
    run.train_by_plan(150).unwrap();
    let ended = block_on(run.measure(8)).unwrap().exact_distance;
    assert!(ended < 0.8 * begun, "{begun} to {ended}");
}

#[test]
fn images_ride_a_critic_towards_the_digits_and_the_generator_rests() {
    let [mut one, mut other] = twins(40);
    let generator = saved(&one, "generator/blocks.0.affine.weight");
    let noise = one.ride(&one.noise_images(), 0).unwrap();
    assert_eq!((noise.images.len(), noise.gap), (8 * 784, 0.0));
    assert_eq!(noise.images, one.noise_images());
    let Ridden {
        images,
        exact_distance,
        ..
    } = one.ride(&noise.images, 150).unwrap();
    let begun = noise.exact_distance;
    assert!(exact_distance < 0.6 * begun, "{begun} to {exact_distance}");
    assert!(images.iter().all(|x| (0.0..=1.0).contains(x)));
    assert_eq!(generator, saved(&one, "generator/blocks.0.affine.weight"));
    assert_eq!(one.iteration(), 0);
    // In one call or in several, the same bits.
    let half = other.ride(&other.noise_images(), 70).unwrap();
    assert_eq!(other.ride(&half.images, 80).unwrap().images, images);
}

#[test]
fn what_cannot_ride_is_refused() {
    let [mut run, _] = twins(40);
    let says = |answer: Result<Ridden, Error>, expected: &str| {
        let said = answer.unwrap_err().to_string();
        assert!(said.contains(expected), "{said}");
    };
    let images = run.noise_images();
    says(run.ride(&images[784..], 1), "`images.length` is 5488");
    says(run.ride(&images, 10_001), "`moves` is 10001");
    let mut broken = images.clone();
    broken[5] = f32::NAN;
    says(run.ride(&broken, 1), "images");
    assert!(run.train_by_plan(0).is_err());
    let [mut few, _] = twins(12);
    let images = few.noise_images();
    says(few.ride(&images, 1), "12");
}
