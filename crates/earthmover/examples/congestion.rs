//! A gradient penalty computes congested transport (Milne and Nachman 2022, arXiv:2109.00528): where mass passes, the
//! critic's slope is above 1, the more so the less often the penalty looks there.
//!
//! Three quarters of the points go along a road above, the others along one below, on which a sixteenth of the pairs lie.

use earthmover::burn::tensor::Device;
use earthmover::config::CriticConfig;
use earthmover::critic::CriticFit;
use earthmover::noise::{Noise, Purpose};
use pollster::block_on;

const POINTS: usize = 512;
/// Where the roads are, y.
const ROADS: [f32; 2] = [0.4, -0.4];
const STEPS: u64 = 1000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut noise = Noise::new(7, Purpose::Sample, 0);
    let mut cloud = |x: f32| -> Vec<f32> {
        // In an order that pairs points of both roads as chance will have it.
        let places = noise.choose(POINTS, POINTS);
        let normals = noise.normals(2 * POINTS);
        let points = places.iter().zip(normals.chunks_exact(2));
        let point = |(place, n): (&usize, &[f32])| {
            let road = ROADS[usize::from(place % 4 == 0)];
            [x + 0.05 * n[0], road + 0.05 * n[1]]
        };
        points.flat_map(point).collect()
    };
    let (p, q) = (cloud(-0.5), cloud(0.5));
    for lambda in [1, 3, 10] {
        let penalty =
            format!(r#"{{"kind": "gradientPenalty", "sides": "one", "lambda": {lambda}}}"#);
        let config = format!(r#"{{"hidden": [64, 64], "constraint": {penalty}}}"#);
        let config = CriticConfig::from_json(&config)?;
        let mut fit = CriticFit::of_points(&config, 2, &Device::flex(), &p, &q)?;
        block_on(fit.train(STEPS))?;
        let mut slopes = Vec::new();
        for y in ROADS {
            let road: Vec<f32> = (-6..=6).flat_map(|n| [0.05 * n as f32, y]).collect();
            let gradients = block_on(fit.field(&road))?.gradients;
            let lengths = gradients.chunks_exact(2).map(|g| g[0].hypot(g[1]));
            slopes.push(lengths.sum::<f32>() / 13.0);
        }
        let [above, below] = [slopes[0], slopes[1]];
        println!("λ = {lambda}: mean slope {above:.2} along the road above, {below:.2} below");
    }
    Ok(())
}
