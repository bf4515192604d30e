//! What each constraint makes of the dual: critics fitted to two clouds of points whose exact distance is
//! known. A slope penalty comes near to it, clipping does not.

use earthmover::burn::tensor::Device;
use earthmover::config::CriticConfig;
use earthmover::critic::CriticFit;
use earthmover::noise::{Noise, Purpose};
use earthmover::transport::{Costs, critic_distance, wasserstein};
use pollster::block_on;

const POINTS: usize = 128;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // The points lie about (0, 0), and about (1, 0).
    let mut noise = Noise::new(7, Purpose::Sample, 0);
    let mut cloud = |x: f32| -> Vec<f32> {
        let normals = noise.normals(2 * POINTS);
        let points = normals.chunks_exact(2);
        points.flat_map(|p| [x + 0.1 * p[0], 0.1 * p[1]]).collect()
    };
    let (p, q) = (cloud(0.0), cloud(1.0));
    println!("exact: {:.3}", wasserstein(&p, &q, 2)?.cost);

    for constraint in [
        r#"{"kind": "slopePenalty"}"#,
        r#"{"kind": "gradientPenalty"}"#,
        r#"{"kind": "spectralNorm"}"#,
        r#"{"kind": "orthonormal"}"#,
        r#"{"kind": "weightClipping", "bound": 0.1}"#,
    ] {
        let config = CriticConfig::from_json(&format!(r#"{{"constraint": {constraint}}}"#))?;
        let mut fit = CriticFit::of_points(&config, 2, &Device::flex(), &p, &q)?;
        let reports = block_on(fit.train(300))?;
        let gap = reports.last().map_or(0.0, |report| report.gap);
        // Divided by the critic's steepest slope the gap is a lower bound, whatever the critic.
        let real = block_on(fit.field(&p))?.values;
        let fake = block_on(fit.field(&q))?.values;
        let bound = critic_distance(&real, &fake, &Costs::euclidean(&p, &q, 2)?)?;
        println!(
            "{constraint}: gap {gap:.3}, lower bound {:.3}",
            bound.distance
        );
    }
    Ok(())
}
