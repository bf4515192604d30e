//! What the figures of the article compute while something is dragged: `cargo bench -p earthmover-figures`. Each call
//! may take about 10 ms, so that a drag is answered within two frames in a browser, where it takes longer.

#![allow(missing_docs, clippy::unwrap_used)]

use divan::{Bencher, black_box};
use earthmover_figures::interval::{mixture, spacing};
use earthmover_figures::paradox::Paradox;
use earthmover_figures::plane::Scene;
use earthmover_transport::noise::Noise;
use earthmover_transport::{line_dual, line_gap};

/// Names the stream of random numbers that images are drawn from.
const COMPARISON: u8 = 33;

/// As large as the images of MNIST.
const PIXELS: usize = 784;

fn main() {
    divan::main();
}

fn scene(width: f64) -> Scene {
    let spine = [-0.7, -0.4, -0.2, 0.3, 0.3, -0.1, 0.7, 0.4];
    let curve = [-0.6, 0.5, 0.0, 0.8, 0.6, 0.6];
    Scene::new(&spine, &curve, width).unwrap()
}

#[divan::bench(args = [64, 128, 256, 512])]
fn clouds(bencher: Bencher<'_, '_>, count: u64) {
    let scene = scene(0.15);
    bencher.bench_local(|| black_box(&scene).clouds(count).unwrap());
}

#[divan::bench(args = [0.3, 0.1, 0.03, 0.01, 0.001])]
fn divergences(bencher: Bencher<'_, '_>, blur: f64) {
    let scene = scene(0.15);
    bencher.bench_local(|| black_box(&scene).divergences(blur).unwrap());
}

#[divan::bench(args = [64, 96, 128, 256])]
fn densities(bencher: Bencher<'_, '_>, side: u64) {
    let scene = scene(0.15);
    bencher.bench_local(|| black_box(&scene).densities(0.1, side).unwrap());
}

/// The argument is the number of grains; there are ten times as many points.
#[divan::bench(args = [12, 24, 48])]
fn transport(bencher: Bencher<'_, '_>, grains: u64) {
    let scene = scene(0.15);
    bencher.bench_local(|| black_box(&scene).transport(grains, 10 * grains).unwrap());
}

/// The arguments are the points of either cloud, and the rows of the grid.
#[divan::bench(args = [(128, 64), (256, 48), (256, 64), (256, 96)])]
fn potential(bencher: Bencher<'_, '_>, (count, side): (u64, u64)) {
    let scene = scene(0.15);
    bencher.bench_local(|| black_box(&scene).potential(count, side).unwrap());
}

#[divan::bench(args = [201, 1001])]
fn line(bencher: Bencher<'_, '_>, points: u64) {
    bencher.bench_local(|| {
        let p = mixture(&[-0.4, 0.5], &[0.1, 0.2], &[1.0, 1.0], points).unwrap();
        let q = mixture(&[0.1], &[0.1], &[1.0], points).unwrap();
        let spacing = spacing("points", points).unwrap();
        let dual = line_dual(&p, &q, spacing).unwrap();
        line_gap(&p, &q, &dual.potential, spacing).unwrap()
    });
}

/// The steps of a whole comparison, of minibatches of 64 out of noise: the slowest says how long
/// others wait.
#[divan::bench(sample_count = 200)]
fn paradox_step(bencher: Bencher<'_, '_>) {
    let mut noise = Noise::new(1, COMPARISON, 0);
    let images: Vec<u8> = (0..2000 * PIXELS).map(|_| noise.below(256) as u8).collect();
    let begin = || Paradox::new(&images, PIXELS, 64, 20, 0).unwrap();
    let mut paradox = begin();
    bencher.bench_local(|| {
        if !paradox.advance().unwrap() {
            paradox = begin();
        }
    });
}
