//! Sliced W1: the mean of W1 on the line over projections to random directions (Bonneel et al.,
//! "Sliced and Radon Wasserstein barycenters of measures", 2015).

use crate::costs::check_rows;
use crate::error::{Error, Invalid};
use crate::line;
use crate::noise::{Noise, Purpose};

/// Most projections of one call.
const MOST_PROJECTIONS: usize = 1 << 16;

/// Sliced W1 between the uniform measures on the rows of `source` and of `target` (row-major, rows
/// of `dimension` coordinates, not necessarily equally many), over `projections` directions of
/// `seed`. The k-th direction depends on the seed, on k and on the dimension alone, so that distances
/// with one seed compare.
///
/// # Errors
/// Those of [`Costs::euclidean`](super::Costs::euclidean); also when `projections` is 0 or above
/// 65,536.
pub fn sliced<T: Copy + Into<f64>>(
    source: &[T],
    target: &[T],
    dimension: usize,
    projections: usize,
    seed: u64,
) -> Result<f64, Error> {
    if projections == 0 || projections > MOST_PROJECTIONS {
        let allowed = format!("a whole number from 1 to {MOST_PROJECTIONS}");
        return Err(Invalid::new("projections", projections, allowed).into());
    }
    let source = points("source", source, dimension)?;
    let target = points("target", target, dimension)?;
    let distances = (0..projections).map(|step| {
        let mut noise = Noise::new(seed, Purpose::Projection, step as u64);
        along(&source, &target, &direction(&mut noise, dimension))
    });
    Ok(distances.sum::<f64>() / projections as f64)
}

/// Mean of W1 on the line over the projections to `directions`: rows of `dimension` coordinates,
/// used as they are, of whatever length. For the rest as [`sliced`].
///
/// # Errors
/// As [`sliced`]; of `directions` as of the rest.
pub fn sliced_along<T: Copy + Into<f64>>(
    source: &[T],
    target: &[T],
    dimension: usize,
    directions: &[f64],
) -> Result<f64, Error> {
    let count = check_rows("directions", directions, dimension)?;
    let source = points("source", source, dimension)?;
    let target = points("target", target, dimension)?;
    let distances = directions
        .chunks_exact(dimension)
        .map(|direction| along(&source, &target, direction));
    Ok(distances.sum::<f64>() / count as f64)
}

/// Checks points of `dimension` coordinates, and gives each as a vector.
fn points<T: Copy + Into<f64>>(
    argument: &str,
    values: &[T],
    dimension: usize,
) -> Result<Vec<Vec<f64>>, Error> {
    check_rows(argument, values, dimension)?;
    let rows = values.chunks_exact(dimension);
    Ok(rows
        .map(|row| row.iter().map(|&x| x.into()).collect())
        .collect())
}

/// W1 on the line between the projections of all points to `direction`.
fn along(source: &[Vec<f64>], target: &[Vec<f64>], direction: &[f64]) -> f64 {
    let project = |rows: &[Vec<f64>]| -> Vec<f64> {
        let products = |row: &Vec<f64>| row.iter().zip(direction).map(|(x, d)| x * d).sum();
        rows.iter().map(products).collect()
    };
    line::uniform(project(source), project(target))
}

/// A direction drawn uniformly from the unit sphere.
fn direction(noise: &mut Noise, dimension: usize) -> Vec<f64> {
    loop {
        let normals = noise.normals(dimension).into_iter().map(f64::from);
        let normals: Vec<f64> = normals.collect();
        let length = normals.iter().map(|x| x * x).sum::<f64>().sqrt();
        if length > 0.0 {
            return normals.into_iter().map(|x| x / length).collect();
        }
    }
}
