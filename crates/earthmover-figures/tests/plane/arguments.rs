//! What is said of bad arguments, and what the largest ones give.

use earthmover_figures::Error;
use earthmover_figures::plane::{Curve, Scene};

use super::{CURVE, SPINE, scene};

#[test]
fn what_cannot_be_drawn_is_refused_by_name() {
    fn says<T: std::fmt::Debug>(result: Result<T, Error>, expected: &str) {
        let error = result.unwrap_err().to_string();
        assert!(error.starts_with(expected), "{error:?} is not {expected:?}");
    }
    let new = |spine: &[f64], curve: &[f64], width| Scene::new(spine, curve, width);
    says(
        new(&[], &CURVE, 0.1),
        "`spine.length` is 0; it must be an even number from 2 to 32",
    );
    says(new(&SPINE, &[0.1], 0.1), "`curve.length` is 1");
    says(new(&SPINE, &[0.0; 34], 0.1), "`curve.length` is 34");
    says(
        new(&[0.0, f64::NAN], &CURVE, 0.1),
        "`spine[1]` is NaN; it must be a number from -10 to 10",
    );
    says(new(&SPINE, &[11.0, 0.0], 0.1), "`curve[0]` is 11");
    for width in [-0.1, 10.1, f64::NAN, f64::INFINITY] {
        says(
            new(&SPINE, &CURVE, width),
            &format!("`width` is {width}; it must be a number from 0 to 10"),
        );
    }
    let scene = scene(0.1);
    let curve = Curve::new("control", &SPINE).unwrap();
    says(Curve::new("control", &[1.0]), "`control.length` is 1");
    says(
        curve.points(0),
        "`count` is 0; it must be a whole number from 1 to 4096",
    );
    says(curve.points(4097), "`count` is 4097");
    for count in [0, 513] {
        let allowed = format!("`count` is {count}; it must be a whole number from 1 to 512");
        says(scene.clouds(count), &allowed);
        says(scene.potential(count, 8), &allowed);
        says(scene.transport(3, count), &allowed);
        says(
            scene.transport(count, 3),
            &allowed.replace("count", "grains"),
        );
    }
    says(
        scene.potential(8, 1),
        "`side` is 1; it must be a whole number from 2 to 256",
    );
    says(scene.potential(8, 257), "`side` is 257");
    says(
        scene.densities(0.1, 1),
        "`side` is 1; it must be a whole number from 2 to 512",
    );
    says(scene.densities(0.1, 513), "`side` is 513");
    for blur in [-1.0, 11.0, f64::NAN] {
        says(
            scene.densities(blur, 8),
            &format!("`blur` is {blur}; it must be a number from 0 to 10"),
        );
        says(
            scene.divergences(blur),
            &format!("`blur` is {blur}; it must be 0, or a number from 1e-6"),
        );
    }
    says(scene.divergences(1e-7), "`blur` is 0.0000001; it must be 0");
}

#[test]
fn the_largest_scenes_stay_finite() {
    let spine = [-10.0, -10.0, 10.0, 10.0, -10.0, 10.0, 10.0, -10.0];
    let scene = Scene::new(&spine, &[10.0, 10.0], 10.0).unwrap();
    for blur in [1e-6, 10.0] {
        let found = scene.divergences(blur).unwrap();
        assert!(found.kullback_leibler.is_finite() && found.kullback_leibler > 0.0);
    }
    let tight = Scene::new(&spine, &[10.0, 10.0], 0.0).unwrap();
    assert!(
        tight
            .divergences(1e-6)
            .unwrap()
            .kullback_leibler
            .is_finite()
    );
    assert!(
        scene
            .densities(0.0, 32)
            .unwrap()
            .p
            .iter()
            .all(|x| x.is_finite())
    );
}
