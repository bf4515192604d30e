//! Curves through control points.

use std::f64::consts::PI;

use earthmover_figures::plane::Curve;

use super::{SPINE, apart};

#[test]
fn a_curve_passes_its_control_points_in_even_steps() {
    let curve = Curve::new("curve", &SPINE).unwrap();
    let points = curve.points(2001).unwrap();
    let points: Vec<&[f64]> = points.chunks_exact(2).collect();
    assert_eq!(points.len(), 2001);
    assert_eq!(points[0], &SPINE[..2]);
    assert!(apart(points[2000], &SPINE[6..]) < 1e-12);
    let step = curve.length() / 2000.0;
    for control in SPINE.chunks_exact(2) {
        let nearest = points.iter().map(|point| apart(point, control));
        assert!(nearest.fold(f64::INFINITY, f64::min) <= step);
    }
    for pair in points.windows(2) {
        // A step is shorter than its arc where the curve bends within it.
        let length = apart(pair[0], pair[1]);
        assert!(length <= step * (1.0 + 1e-9) && length > 0.995 * step);
    }
    // The spline through points of a quarter of a circle is nearly that.
    let arc = [0.0, 30.0, 60.0, 90.0].map(|degrees: f64| degrees.to_radians());
    let arc: Vec<f64> = arc.iter().flat_map(|t| [t.cos(), t.sin()]).collect();
    let length = Curve::new("curve", &arc).unwrap().length();
    assert!((length - PI / 2.0).abs() < 0.01, "{length}");
}

#[test]
fn straight_and_single_control_points_make_segments_and_points() {
    let curve = Curve::new("curve", &[-0.5, 0.0, 0.5, 1.0]).unwrap();
    assert!((curve.length() - 2.0_f64.sqrt()).abs() < 1e-14);
    let middle = curve.points(3).unwrap();
    assert!(apart(&middle[2..4], &[0.0, 0.5]) < 1e-14);
    for control in [&[0.3, -0.2][..], &[0.3, -0.2, 0.3, -0.2, 0.3, -0.2]] {
        let curve = Curve::new("curve", control).unwrap();
        assert_eq!(curve.length(), 0.0);
        assert_eq!(curve.points(2).unwrap(), [0.3, -0.2, 0.3, -0.2]);
        assert_eq!(curve.points(1).unwrap(), [0.3, -0.2]);
    }
}

#[test]
fn a_curve_moves_continuously_where_control_points_meet() {
    let curve = |offset: f64| {
        let control = [-0.5, -0.5, 0.1 - offset, 0.2, 0.1, 0.2, 0.6, -0.3];
        Curve::new("curve", &control).unwrap().points(100).unwrap()
    };
    let met = curve(0.0);
    for offset in [1e-4, 1e-6, 1e-8] {
        let points = curve(offset);
        let pairs = met.chunks_exact(2).zip(points.chunks_exact(2));
        let most = pairs.map(|(a, b)| apart(a, b)).fold(0.0, f64::max);
        assert!(most < 2.0 * f64::sqrt(offset), "{offset}: {most}");
    }
}
