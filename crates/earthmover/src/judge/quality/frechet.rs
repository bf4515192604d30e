//! The Fréchet distance.

use nalgebra::{DMatrix, DVector, Dyn, SymmetricEigen};

use super::FeatureMoments;
use crate::error::{Error, Invalid};
use earthmover_transport::support::{at_least_0, told};

/// The Fréchet distance as Heusel et al. 2017 (equation 6) use it, a square: that of the normal
/// distributions with these moments (Dowson and Landau 1982),
///
/// ‖μ₁ − μ₂‖² + tr S₁ + tr S₂ − 2 tr (S₁^½ S₂ S₁^½)^½.
///
/// Never below 0, nor NaN. It is a distance of moments, not of samples: that of n samples of one
/// and the same distribution is above 0, and falls as n grows. 1,000 digits of MNIST's training half
/// are about 1.8 from the 10,000 test digits, and 10,000 of them about 0.5 (`docs/quality.md`).
///
/// The root of a symmetric matrix is taken through its eigenvalues. So covariances may be singular,
/// where the root of S₁ S₂ that is often taken instead loses half its digits or turns complex.
///
/// # Errors
/// [`Error::Argument`] when the moments are not of equally many features; [`Error::Diverged`] where what
/// comes out is no number.
pub fn frechet(a: &FeatureMoments, b: &FeatureMoments) -> Result<f64, Error> {
    let width = a.mean().len();
    if b.mean().len() != width {
        let allowed = format!("{width}, as many as of the other");
        return Err(Invalid::new("mean.length", b.mean().len(), allowed).into());
    }
    let matrix =
        |moments: &FeatureMoments| DMatrix::from_row_slice(width, width, moments.covariance());
    let (first, second) = (matrix(a), matrix(b));
    let squares = a
        .mean()
        .iter()
        .zip(b.mean())
        .map(|(x, y)| (x - y) * (x - y));
    let traces = first.trace() + second.trace();
    let root = root(first);
    let between = product(&product(&root, &second), &root);
    let roots: f64 = roots(&eigen(between).eigenvalues).sum();
    let square = squares.sum::<f64>() + traces - 2.0 * roots;
    Ok(told("the Fréchet distance's terms", at_least_0(square))?)
}

/// The symmetric root of a symmetric matrix without negative eigenvalues.
fn root(matrix: DMatrix<f64>) -> DMatrix<f64> {
    let SymmetricEigen {
        eigenvectors,
        mut eigenvalues,
    } = eigen(matrix);
    let roots = DVector::from_iterator(eigenvalues.len(), roots(&eigenvalues));
    eigenvalues.copy_from(&roots);
    let mut scaled = eigenvectors.clone();
    for (mut column, value) in scaled.column_iter_mut().zip(&eigenvalues) {
        column *= *value;
    }
    product(&scaled, &eigenvectors.transpose())
}

/// a · b, each number summed in one order. nalgebra's own product takes fused operations where a processor
/// has them.
fn product(a: &DMatrix<f64>, b: &DMatrix<f64>) -> DMatrix<f64> {
    let mut out = DMatrix::zeros(a.nrows(), b.ncols());
    for (mut out, b) in out.column_iter_mut().zip(b.column_iter()) {
        for (a, b) in a.column_iter().zip(&b) {
            let pairs = out.iter_mut().zip(&a);
            pairs.for_each(|(out, a)| *out += a * b);
        }
    }
    out
}

/// The roots of eigenvalues, of which those within rounding of 0 are 0: the root of a rounding would
/// be half as many digits long.
fn roots(eigenvalues: &DVector<f64>) -> impl Iterator<Item = f64> {
    let rounding = rounding(eigenvalues.amax(), eigenvalues.len());
    let root = move |value: &f64| {
        if *value > rounding {
            libm::sqrt(*value)
        } else {
            0.0
        }
    };
    eigenvalues.iter().map(root)
}

/// Reads the lower half of `matrix` only, so it may be symmetric but for rounding.
fn eigen(mut matrix: DMatrix<f64>) -> SymmetricEigen<f64, Dyn> {
    // nalgebra 0.35.0 calls a number beside the diagonal 0 when it is nothing beside the diagonal's
    // own. Where those are nearly 0 as well it goes on until squares vanish, and ends in NaN. So all
    // eigenvalues are first moved away from 0, by a rounding of the largest.
    let shift = rounding(matrix.amax(), matrix.nrows());
    for place in 0..matrix.nrows() {
        matrix[(place, place)] += shift;
    }
    let mut eigen = SymmetricEigen::new(matrix);
    eigen.eigenvalues.add_scalar_mut(-shift);
    eigen
}

/// What rounding may make of an eigenvalue 0 of a matrix of `width` rows whose largest is `most`.
fn rounding(most: f64, width: usize) -> f64 {
    most * width as f64 * f64::EPSILON
}
