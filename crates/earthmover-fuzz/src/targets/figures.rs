//! What the article's figures compute, of any numbers: an answer, or a refusal.

use arbitrary::Arbitrary;
use earthmover_figures::interval::mixture;
use earthmover_figures::kmeans::centres;
use earthmover_figures::paradox::{Paradox, seeds};
use earthmover_figures::plane::{Ride, Scene, Start};
use earthmover_figures::shapes::{Strengths, centred, varied};

use super::Case;
use crate::number::{Number, values};

#[derive(Arbitrary, Debug)]
pub(super) struct Input {
    what: u8,
    one: Vec<Number>,
    other: Vec<Number>,
    bytes: Vec<u8>,
    numbers: [Number; 3],
    counts: [u8; 2],
}

impl Case for Input {
    /// The largest is a scene of 24 points on either side.
    const MOST_MEGABYTES: f32 = 32.0;

    fn check(&self) {
        answer(self);
    }
}

fn answer(asked: &Input) {
    let (one, other) = (values(&asked.one), values(&asked.other));
    let [a, b, c] = [0, 1, 2].map(|at| asked.numbers[at].value());
    let [count, few] = asked.counts.map(u64::from);
    match asked.what % 6 {
        0 => scene(&one, &other, [a, b, c], count % 24, few % 24),
        1 => ride(&one, [a, b, c], count % 24),
        2 => {
            if let Ok(p) = mixture(&one, &other, &one, count) {
                assert!((p.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            }
        }
        3 => {
            if let Ok(image) = centred(&asked.bytes, count % 17, few % 17) {
                assert_eq!(centred(&image, 28, 28).expect("a centred image"), image);
            }
        }
        4 => {
            let images = asked.bytes.repeat(49);
            let strengths = Strengths {
                shift: a,
                turn: b,
                stretch: c,
            };
            if let Ok(made) = varied(&images, &strengths, count, few, count % 9) {
                assert_eq!(made.len() as u64, 784 * (count % 9));
            }
        }
        _ => {
            let numbers: Vec<f32> = one.iter().map(|&x| x as f32).collect();
            drop(centres(
                &numbers,
                usize::from(asked.counts[0] % 4),
                few % 9,
                5,
                seeds(1, 2),
            ));
            if let Ok(mut paradox) = Paradox::new(
                &asked.bytes,
                usize::from(asked.counts[0] % 8),
                few % 9,
                3,
                count,
            ) {
                while paradox.advance().expect("whole images") {}
                drop(paradox.report());
            }
        }
    }
}

fn scene(spine: &[f64], curve: &[f64], [width, blur, epsilon]: [f64; 3], count: u64, side: u64) {
    let Ok(scene) = Scene::new(spine, curve, width) else {
        return;
    };
    drop(scene.clouds(count));
    if let Ok(divergences) = scene.divergences(blur) {
        assert!(divergences.total_variation <= 1.0 + 1e-9, "{divergences:?}");
    }
    drop(scene.densities(blur, side));
    drop(scene.potential(count, side));
    drop(scene.transport(side, count));
    drop(scene.blurred_transport(side % 8, count % 8, epsilon));
}

fn ride(spine: &[f64], [width, x, step]: [f64; 3], count: u64) {
    let start = Start {
        at: [x, step],
        spread: width,
        seed: count,
    };
    let Ok(mut ride) = Ride::new(spine, width, count, start) else {
        return;
    };
    let before = ride.distance();
    if ride.advance(step).is_ok() {
        assert!(ride.distance() <= before * (1.0 + 1e-9) + 1e-9);
    }
    drop(ride.place(x, step));
    drop(ride.potential(count, count));
}
