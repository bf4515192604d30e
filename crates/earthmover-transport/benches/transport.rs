//! How long distances between batches take: `cargo bench -p earthmover-transport`. The least of several runs
//! is told, since other work on the machine only adds to it. The images are made up, of a few soft strokes
//! each, and about as far apart as digits are.

#![allow(missing_docs, clippy::unwrap_used)]

use std::hint::black_box;
use std::time::Instant;

use earthmover_transport::noise::Noise;
use earthmover_transport::{
    Costs, Sinkhorn, assign, couple, critic_distance, sinkhorn, sliced, wasserstein,
};

/// As large as the images of MNIST.
const SIDE: usize = 28;
const PIXELS: usize = SIDE * SIDE;
/// Names the streams of random numbers that images and masses are drawn from.
const COMPARISON: u8 = 33;

fn main() {
    for n in [64, 128, 256, 512] {
        let (real, fake) = (images(n, 1), images(n, 2));
        let costs = Costs::euclidean(&real, &fake, PIXELS).unwrap();
        let (a, b) = (masses(n, 3), masses(n, 4));
        let (f, g) = (masses(n, 5), masses(n, 6));
        let uniform = vec![1.0 / n as f64; n];
        report(n, "costs", || {
            Costs::euclidean(&real, &fake, PIXELS).unwrap()
        });
        report(n, "assign", || assign(&costs).unwrap());
        others(n, &costs);
        report(n, "wasserstein: both", || {
            wasserstein(&real, &fake, PIXELS).unwrap()
        });
        report(n, "couple, random masses", || {
            couple(&costs, &a, &b).unwrap()
        });
        report(n, "couple, uniform", || {
            couple(&costs, &uniform, &uniform).unwrap()
        });
        report(n, "critic distance", || {
            critic_distance(&f, &g, &costs).unwrap()
        });
        report(n, "sliced, 64 projections", || {
            sliced(&real, &fake, PIXELS, 64, 0).unwrap()
        });
        if n <= 128 {
            let settings = Sinkhorn::default();
            report(n, "sinkhorn", || {
                sinkhorn(&costs, &a, &b, settings).unwrap()
            });
        }
    }
}

/// The crates that could have been taken instead, on the same costs, once each found the same cost.
fn others(n: usize, costs: &Costs) {
    let flat = costs.values().to_vec();
    let least = assign(costs).unwrap().cost;
    let check = |plan: &[usize]| {
        let total: f64 = plan.iter().enumerate().map(|(i, &j)| costs.row(i)[j]).sum();
        assert!((total / n as f64 - least).abs() < 1e-9 * least, "{n}");
    };
    let matrix = ndarray::Array2::from_shape_vec((n, n), flat.clone()).unwrap();
    check(&lapjv::lapjv(&matrix).unwrap().0);
    report(n, "  lapjv", || lapjv::lapjv(&matrix).unwrap());
    check(&lsap::solve(n, n, &flat, false).unwrap().1);
    report(n, "  lsap", || lsap::solve(n, n, &flat, false).unwrap());
    // This crate takes whole numbers only.
    let whole = flat.iter().map(|cost| (cost * 1e12) as i64).collect();
    let whole = pathfinding::matrix::Matrix::from_vec(n, n, whole).unwrap();
    check(&pathfinding::kuhn_munkres::kuhn_munkres_min(&whole).1);
    report(n, "  pathfinding", || {
        pathfinding::kuhn_munkres::kuhn_munkres_min(&whole)
    });
}

fn report<T>(n: usize, what: &str, run: impl Fn() -> T) {
    let mut least = f64::INFINITY;
    let begin = Instant::now();
    // At least three runs, then as many as half a second holds.
    for count in 0.. {
        if count >= 3 && begin.elapsed().as_secs_f64() > 0.5 {
            break;
        }
        let start = Instant::now();
        black_box(run());
        least = least.min(start.elapsed().as_secs_f64());
    }
    println!("{n:4}  {what:24} {:9.3} ms", 1e3 * least);
}

fn images(count: usize, seed: u64) -> Vec<f32> {
    let mut noise = Noise::new(seed, COMPARISON, 0);
    (0..count).flat_map(|_| image(&mut noise)).collect()
}

fn image(noise: &mut Noise) -> Vec<f32> {
    let mut image = vec![0.0; PIXELS];
    for _ in 0..3 {
        let [x, y, dx, dy] = [(); 4].map(|()| 6.0 + 16.0 * noise.uniform() as f32);
        for step in 0..=20 {
            let t = step as f32 / 20.0;
            let (x, y) = (x + t * (dx - x), y + t * (dy - y));
            for (place, pixel) in image.iter_mut().enumerate() {
                let (u, v) = ((place % SIDE) as f32 - x, (place / SIDE) as f32 - y);
                *pixel = f32::max(*pixel, f32::exp(-0.7 * (u * u + v * v)));
            }
        }
    }
    image
}

fn masses(count: usize, seed: u64) -> Vec<f64> {
    let mut noise = Noise::new(seed, COMPARISON, 1);
    let masses: Vec<f64> = (0..count).map(|_| 0.1 + noise.uniform()).collect();
    let sum: f64 = masses.iter().sum();
    masses.into_iter().map(|mass| mass / sum).collect()
}
