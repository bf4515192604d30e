//! Latents to draw with: seeded ones, a plane through them, a path between two.

use crate::error::{Error, Invalid, check_finite, check_whole};
use crate::noise::{Noise, Purpose};

/// Most latents of one call.
pub const MOST_LATENTS: usize = 4096;
/// Longest latent.
const LONGEST: u64 = 1024;
/// Where the sine of the angle between two latents is below this, their directions do not tell which great
/// circle goes through both.
const LEAST_SINE: f64 = 1e-6;

/// `count` latents of `latent` numbers, one after another, from the standard normal distribution:
/// those of [`Trainer::sample_seeded`](crate::Trainer::sample_seeded).
///
/// # Errors
/// [`Error::Argument`] when `count` is not from 1 to 4,096 or `latent` not from 1 to 1,024.
pub fn draw_latents(count: u64, seed: u64, latent: u64) -> Result<Vec<f32>, Error> {
    let count = check_whole("count", count, 1, MOST_LATENTS as u64)?;
    let latent = check_whole("latent", latent, 1, LONGEST)?;
    Ok(Noise::new(seed, Purpose::Sample, 0).normals(count * latent))
}

/// The latents z = (a + x · b + y · c) / √(1 + x² + y²) of the points (x, y), given one after
/// another: a plane of latents, bent so that each is as likely as one drawn.
///
/// a, b and c are standard normal vectors of `latent` numbers, of the seed, made orthogonal to each
/// other and of length √`latent`, about which nearly all such vectors lie (White 2016,
/// arXiv:1609.04468); so every z has that length. With fewer than 3 numbers they are left as drawn,
/// and z is standard normal at each point.
///
/// # Errors
/// [`Error::Argument`] when `latent` is not from 1 to 1,024, when `points` is not 1 to 4,096 pairs,
/// or when a number of it is not finite.
pub fn latent_plane(seed: u64, latent: u64, points: &[f32]) -> Result<Vec<f32>, Error> {
    let latent = check_whole("latent", latent, 1, LONGEST)?;
    let (pairs, rest) = points.as_chunks::<2>();
    if pairs.is_empty() || !rest.is_empty() || pairs.len() > MOST_LATENTS {
        let allowed = format!("an even number from 2 to {}", 2 * MOST_LATENTS);
        return Err(Invalid::new("points.length", points.len(), allowed).into());
    }
    check_finite("points", points)?;
    let [a, b, c] = spanning(seed, latent);
    let mut plane = Vec::with_capacity(pairs.len() * latent);
    for [x, y] in pairs.iter().map(|pair| pair.map(f64::from)) {
        let length = (1.0 + x * x + y * y).sqrt();
        let numbers = a.iter().zip(&b).zip(&c);
        plane.extend(numbers.map(|((a, b), c)| ((a + x * b + y * c) / length) as f32));
    }
    Ok(plane)
}

/// The vectors that span a plane of latents.
fn spanning(seed: u64, latent: usize) -> [Vec<f64>; 3] {
    let mut vectors = [0, 1, 2].map(|step| {
        let normals = Noise::new(seed, Purpose::Plane, step).normals(latent);
        normals.into_iter().map(f64::from).collect::<Vec<_>>()
    });
    if latent < vectors.len() {
        return vectors;
    }
    // This is Gram and Schmidt's method. Three normally distributed vectors are dependent with probability 0.
    for place in 0..vectors.len() {
        let (earlier, rest) = vectors.split_at_mut(place);
        let vector = &mut rest[0];
        for other in earlier.iter() {
            let along = dot(vector, other) / latent as f64;
            add(vector, other, -along);
        }
        let scale = (latent as f64 / dot(vector, vector)).sqrt();
        vector.iter_mut().for_each(|number| *number *= scale);
    }
    vectors
}

/// `count` latents from `from` to `to`, both included and exact, one after another, at equal angles
/// on the great circle through the two (White 2016, arXiv:1609.04468), their lengths at equal steps
/// between those of the two. A straight line would pass nearer to 0 than latents ever lie.
///
/// Between opposite latents the circle goes through the axis on which they are smallest. Where one of them is
/// 0, or they have but one number, the path is straight.
///
/// # Errors
/// [`Error::Argument`] when `from` is not 1 to 1,024 finite numbers, `to` not as many, or `count`
/// not from 2 to 4,096.
pub fn interpolate(from: &[f32], to: &[f32], count: u64) -> Result<Vec<f32>, Error> {
    check_whole("from.length", from.len() as u64, 1, LONGEST)?;
    if to.len() != from.len() {
        let allowed = format!("{}, as many as from.length", from.len());
        return Err(Invalid::new("to.length", to.len(), allowed).into());
    }
    check_finite("from", from)?;
    check_finite("to", to)?;
    let count = check_whole("count", count, 2, MOST_LATENTS as u64)?;
    let path = Path::new(from, to);
    let mut latents = from.to_vec();
    for step in 1..count - 1 {
        latents.extend(path.at(step as f64 / (count - 1) as f64));
    }
    latents.extend(to);
    Ok(latents)
}

/// A way between two latents.
enum Path {
    Straight {
        from: Vec<f64>,
        to: Vec<f64>,
    },
    Circle {
        /// Two vectors of length 1, orthogonal to each other; the first points to the beginning.
        from: Vec<f64>,
        across: Vec<f64>,
        /// The angle from the beginning to the end, in radians.
        angle: f64,
        /// The lengths of the latents at both ends.
        lengths: [f64; 2],
    },
}

impl Path {
    fn new(from: &[f32], to: &[f32]) -> Self {
        let [from, to] = [from, to].map(|end| end.iter().copied().map(f64::from).collect());
        let lengths = [&from, &to].map(|end: &Vec<f64>| dot(end, end).sqrt());
        if from.len() == 1 || lengths.contains(&0.0) {
            return Self::Straight { from, to };
        }
        let scaled = |end: &[f64], length: f64| end.iter().map(|x| x / length).collect::<Vec<_>>();
        let (start, end) = (scaled(&from, lengths[0]), scaled(&to, lengths[1]));
        let cosine = dot(&start, &end);
        let mut across = end;
        add(&mut across, &start, -cosine);
        let sine = dot(&across, &across).sqrt();
        if sine < LEAST_SINE && cosine > 0.0 {
            return Self::Straight { from, to };
        }
        if sine < LEAST_SINE {
            across = perpendicular(&start);
        }
        let length = dot(&across, &across).sqrt();
        Self::Circle {
            from: start,
            across: scaled(&across, length),
            angle: libm::atan2(sine, cosine),
            lengths,
        }
    }

    /// The latent at `t`, from 0 at the beginning to 1 at the end.
    fn at(&self, t: f64) -> Vec<f32> {
        match self {
            Self::Straight { from, to } => {
                let ends = from.iter().zip(to);
                ends.map(|(from, to)| (from + t * (to - from)) as f32)
                    .collect()
            }
            Self::Circle {
                from,
                across,
                angle,
                lengths: [first, last],
            } => {
                let length = first + t * (last - first);
                let (cosine, sine) = (libm::cos(t * angle), libm::sin(t * angle));
                let axes = from.iter().zip(across);
                axes.map(|(from, across)| (length * (cosine * from + sine * across)) as f32)
                    .collect()
            }
        }
    }
}

/// A vector perpendicular to `direction`, which has length 1: the axis on which that is smallest, less its
/// part along it.
fn perpendicular(direction: &[f64]) -> Vec<f64> {
    let sizes = direction.iter().map(|x| x.abs()).enumerate();
    let least = sizes.min_by(|(_, a), (_, b)| a.total_cmp(b));
    let axis = least.map_or(0, |(axis, _)| axis);
    let mut across = vec![0.0; direction.len()];
    across[axis] = 1.0;
    add(&mut across, direction, -direction[axis]);
    across
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Adds `times` the other vector.
fn add(vector: &mut [f64], other: &[f64], times: f64) {
    for (number, other) in vector.iter_mut().zip(other) {
        *number += times * other;
    }
}
