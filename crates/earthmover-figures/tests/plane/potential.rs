//! The best critic of two clouds.

use earthmover_transport::noise::Noise;

use super::{apart, mean, scene};

/// Names the stream of random numbers that pairs of points are drawn from.
const COMPARISON: u8 = 33;

#[test]
fn the_potential_is_1_lipschitz_on_the_whole_grid_and_its_gap_the_distance() {
    for (width, side) in [(0.2, 32), (0.0, 33)] {
        let potential = scene(width).potential(128, side).unwrap();
        let distance = potential.clouds.assignment.cost;
        assert!((mean(&potential.p_scores) - 0.5 * distance).abs() < 1e-9);
        assert!((mean(&potential.q_scores) + 0.5 * distance).abs() < 1e-9);
        assert_eq!(potential.clouds, scene(width).clouds(128).unwrap());
        // The cells and the points of both clouds, each with f there.
        let step = 2.0 / side as f64;
        let mut points: Vec<([f64; 2], f64)> = Vec::new();
        for (cell, &f) in potential.values.iter().enumerate() {
            let (row, column) = (cell / side as usize, cell % side as usize);
            let [x, y] = [column, row].map(|place| (place as f64 + 0.5) * step - 1.0);
            points.push(([x, -y], f64::from(f)));
        }
        for (cloud, scores) in [
            (&potential.clouds.p, &potential.p_scores),
            (&potential.clouds.q, &potential.q_scores),
        ] {
            let pairs = cloud.chunks_exact(2).map(|pair| [pair[0], pair[1]]);
            points.extend(pairs.zip(scores.iter().copied()));
        }
        let mut noise = Noise::new(1, COMPARISON, 0);
        let mut steepest: f64 = 0.0;
        for _ in 0..200_000 {
            let [(a, f), (b, g)] =
                [(); 2].map(|()| points[noise.below(points.len() as u64) as usize]);
            let length = apart(&a, &b);
            // Values of the grid have 24 bits.
            assert!((f - g).abs() <= length + 1e-6, "{a:?} {b:?}");
            if length > 0.1 {
                steepest = steepest.max((f - g).abs() / length);
            }
        }
        assert!(steepest > 0.99, "{steepest}");
    }
}
