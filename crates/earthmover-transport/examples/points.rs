//! The exact distance between two sets of points, which point goes where, and the critic that proves it.

use earthmover_transport::noise::Noise;
use earthmover_transport::{Costs, Error, wasserstein};

/// Names the stream of random numbers: any number below 256 does, but for those that the crate uses itself.
const POINTS: u8 = 1;

fn main() -> Result<(), Error> {
    // Eight points about (0, 0), and eight about (2, 0).
    let mut noise = Noise::new(7, POINTS, 0);
    let source = noise.normals(16);
    let mut target = noise.normals(16);
    target.iter_mut().step_by(2).for_each(|x| *x += 2.0);

    let found = wasserstein(&source, &target, 2)?;
    println!("W1 is {:.4}", found.cost);
    for (from, to) in found.plan.iter().enumerate() {
        let (a, b) = (&source[2 * from..][..2], &target[2 * to..][..2]);
        println!(
            "({:5.2}, {:5.2}) goes to ({:5.2}, {:5.2})",
            a[0], a[1], b[0], b[1]
        );
    }

    // The best critic: high on the source, of slope 1 at most, and its gap is the distance.
    let mean = |scores: &[f64]| scores.iter().sum::<f64>() / scores.len() as f64;
    let critic = |points: &[f32]| {
        let to_targets = Costs::euclidean(points, &target, 2)?;
        found.potentials.critic(&to_targets)
    };
    let gap = mean(&critic(&source)?) - mean(&critic(&target)?);
    println!("the gap of its critic is {gap:.4}");
    assert!((gap - found.cost).abs() < 1e-12);
    Ok(())
}
