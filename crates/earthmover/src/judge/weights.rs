//! How the critic's weights are spread: under clipping they pile up at its two bounds.

use serde::Serialize;

use crate::config::Constraint;
use crate::error::{Error, Invalid};
use crate::network::parameters;
use crate::run::Trainer;

/// Most bins of one histogram.
pub const MOST_BINS: u64 = 1024;
/// How near to the bound, relative to it, a weight counts as at it: clipping rounds it to 32 bits.
const AT: f64 = 1e-4;

/// A histogram of the critic's parameters, which are all that clipping clips: weights and biases. Under
/// spectral normalisation they are those before it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WeightReport {
    /// Iterations done.
    pub iteration: u64,
    /// Where the first bin begins: −`high`.
    pub low: f64,
    /// Where the last bin ends: the largest magnitude of a parameter, or the bound that they are
    /// clipped to where that is larger; 1 where both are 0.
    pub high: f64,
    /// Parameters of each bin, all bins equally wide. The last one holds those at `high` too.
    pub counts: Vec<u64>,
    /// Parameters of the critic: the sum of the counts.
    pub count: u64,
    /// ±`bound` is what weight clipping holds them to; none under another constraint.
    pub bound: Option<f64>,
    /// The share of parameters at ±`bound`, to within 1e-4 of it; 0 without a bound.
    pub at_bound: f64,
}

impl WeightReport {
    /// The histogram of these parameters, clipped to ±`bound` if there is one, in `bins` bins.
    ///
    /// # Errors
    /// [`Error::Argument`] when `bins` is not from 1 to 1,024; [`Error::Diverged`] when a parameter
    /// is not finite.
    pub fn new(
        parameters: &[f32],
        bound: Option<f64>,
        bins: u64,
        iteration: u64,
    ) -> Result<Self, Error> {
        check_bins(bins)?;
        if parameters.iter().any(|weight| !weight.is_finite()) {
            return Err(Error::Diverged("the critic's weights".to_owned()));
        }
        let parameters = || parameters.iter().map(|&weight| f64::from(weight));
        let largest = parameters().map(f64::abs).fold(0.0, f64::max);
        let high = match bound {
            Some(bound) if largest <= bound * (1.0 + AT) => bound,
            _ if largest == 0.0 => 1.0,
            _ => largest,
        };
        let mut counts = vec![0; bins as usize];
        for weight in parameters() {
            // A cast makes 0 of what is below 0, so that a weight that rounding puts before the first bin is
            // counted in it.
            let bin = ((weight + high) / (2.0 * high) * bins as f64) as usize;
            counts[bin.min(bins as usize - 1)] += 1;
        }
        let count = parameters().count();
        let at = bound.map_or(0, |bound| {
            let near = |weight: &f64| (weight.abs() - bound).abs() <= AT * bound;
            parameters().filter(near).count()
        });
        Ok(Self {
            iteration,
            low: -high,
            high,
            counts,
            count: count as u64,
            bound,
            at_bound: at as f64 / count.max(1) as f64,
        })
    }
}

impl Trainer {
    /// How the critic's parameters are spread over `bins` bins.
    ///
    /// # Errors
    /// As [`WeightReport::new`]; [`Error::Device`] when the device fails.
    pub async fn weights(&self, bins: u64) -> Result<WeightReport, Error> {
        check_bins(bins)?;
        let named = parameters::values(&self.critic_run().critic);
        let named: Vec<_> = named.into_iter().collect();
        let parameters = parameters::read(&named).await?.concat();
        let bound = match self.config().constraint {
            Constraint::WeightClipping(clipping) => Some(clipping.bound),
            _ => None,
        };
        WeightReport::new(&parameters, bound, bins, self.iteration())
    }
}

fn check_bins(bins: u64) -> Result<(), Error> {
    if !(1..=MOST_BINS).contains(&bins) {
        let allowed = format!("a whole number from 1 to {MOST_BINS}");
        return Err(Invalid::new("bins", bins, allowed).into());
    }
    Ok(())
}
