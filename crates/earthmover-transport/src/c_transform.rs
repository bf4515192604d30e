//! A critic of one sample, made 1-Lipschitz on both.

use crate::check;
use crate::costs::Costs;
use crate::error::Error;

/// The best scores of the targets that keep to the slope 1, given those of the sources (Santambrogio 2015, definition
/// 1.10; Mallasto and others 2019, arXiv 1910.03875): g(y) = max over x of f(x) − ‖x − y‖ at each target y, `real` being
/// f at each source and `costs` the distances.
///
/// Lower scores break f(x) − g(y) ≤ ‖x − y‖ for some x, so that mean f − mean g is the largest gap f can have, and at
/// most the exact distance. Of the critic that knows nothing, f = 0, it is the mean distance from a fake to the real
/// point nearest to it.
///
/// # Errors
/// [`Error::Argument`] when there is not a score for each row of `costs`, or when a score is not finite or too large.
pub fn c_transform<T: Copy + Into<f64>>(real: &[T], costs: &Costs) -> Result<Vec<f64>, Error> {
    check::length("real", real.len(), costs.rows())?;
    let real: Vec<f64> = real.iter().map(|&score| score.into()).collect();
    check::coordinates("real", real.iter().copied())?;
    let mut scores = vec![f64::NEG_INFINITY; costs.columns()];
    for (row, f) in real.iter().enumerate() {
        for (score, distance) in scores.iter_mut().zip(costs.row(row)) {
            *score = score.max(f - distance);
        }
    }
    Ok(scores)
}
