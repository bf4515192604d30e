//! Entropic transport, by Sinkhorn's iterations on logarithms.

use crate::check::{self, MOST_COST};
use crate::costs::Costs;
use crate::error::{Error, Invalid};
use crate::potentials::Potentials;

/// The smallest ε, as a part of the largest cost. Below it the exponents c/ε have no digits left.
const LEAST_EPSILON: f64 = 1e-6;
/// Terms whose exponent is below this are left out: 4,096 of them sum to less than a rounding error of 1.
const NEGLIGIBLE: f64 = -50.0;

/// Settings of [`sinkhorn`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sinkhorn {
    /// ε, the weight of the entropy, in the unit of the costs: at least 10⁻⁶ times the largest of
    /// them.
    pub epsilon: f64,
    /// Largest marginal error to stop at: see [`Entropic::marginal_error`]. Above 0.
    pub tolerance: f64,
    /// Most iterations, at least 1: each updates both potentials.
    pub iterations: usize,
}

impl Default for Sinkhorn {
    /// For images of digits in [0, 1]: some 3 % above the exact distance, in 80 iterations (8 ms at
    /// 64 × 64). A smaller ε comes closer, and takes many more: at 0.05, over 10,000.
    fn default() -> Self {
        Self {
            epsilon: 0.3,
            tolerance: 1e-4,
            iterations: 1000,
        }
    }
}

/// An entropic coupling.
#[derive(Clone, Debug, PartialEq)]
pub struct Entropic {
    /// Σ mass × cost of the plan, without the entropy: never below the exact cost, but by rounding.
    pub cost: f64,
    /// The plan, row-major, one row for each source; its marginals are the weights to rounding. It
    /// is that of the iterations, rounded to a coupling by algorithm 2 of Altschuler, Weed and
    /// Rigollet (2017), which moves it by no more than twice the marginal error.
    pub plan: Vec<f64>,
    /// f, g of the iterations: before rounding the plan is aᵢ bⱼ exp((fᵢ + gⱼ − cᵢⱼ)/ε) over the
    /// total mass. In the unit of the costs.
    pub potentials: Potentials,
    /// Σ |row sum of the plan before rounding − weight| over the total mass; its column sums are
    /// the weights.
    pub marginal_error: f64,
    /// Iterations made.
    pub iterations: usize,
    /// Whether the marginal error came down to the tolerance.
    pub converged: bool,
}

/// The coupling of `source_weights` and `target_weights` that minimises Σ π c + ε KL(π ‖ a ⊗ b)
/// (Cuturi, "Sinkhorn distances", 2013), by Sinkhorn's iterations in the log domain (Peyré and
/// Cuturi, "Computational optimal transport", 2019, section 4.4). Iterations that do not converge
/// are no error: the answer says so.
///
/// # Errors
/// As [`couple`](super::couple); also when a setting is not what it may be.
pub fn sinkhorn(
    costs: &Costs,
    source_weights: &[f64],
    target_weights: &[f64],
    settings: Sinkhorn,
) -> Result<Entropic, Error> {
    check_settings(settings, costs)?;
    let (rows, columns) = (costs.rows(), costs.columns());
    let (total, target) = check::balanced(source_weights, target_weights, rows, columns)?;
    let a: Vec<f64> = source_weights.iter().map(|weight| weight / total).collect();
    let b: Vec<f64> = target.iter().map(|weight| weight / total).collect();
    let to_sources = Half::new(costs.clone(), &b, settings.epsilon);
    let to_targets = Half::new(costs.transposed(), &a, settings.epsilon);
    let (potentials, marginal_error, iterations) = iterate(&to_sources, &to_targets, &a, settings);

    let mut plan = to_sources.plan(&potentials, &to_targets.log_weights);
    round(&mut plan, &a, &b);
    plan.iter_mut().for_each(|mass| *mass *= total);
    Ok(Entropic {
        cost: plan.iter().zip(costs.values()).map(|(p, c)| p * c).sum(),
        plan,
        potentials,
        marginal_error,
        iterations,
        converged: marginal_error <= settings.tolerance,
    })
}

/// Iterates until the error is within the tolerance. Gives the potentials, the error of their row sums, and
/// the number of iterations.
fn iterate(
    to_sources: &Half,
    to_targets: &Half,
    a: &[f64],
    settings: Sinkhorn,
) -> (Potentials, f64, usize) {
    let mut source = to_sources.update(&vec![0.0; to_targets.costs.rows()]);
    let mut iterations = 0;
    loop {
        iterations += 1;
        let target = to_targets.update(&source);
        // The row sums of the plan of both follow from the next potentials.
        let next = to_sources.update(&target);
        let changes = source.iter().zip(&next).map(|(old, new)| old - new);
        // Where there is no mass there is no error, however large the change.
        let errors = changes.zip(a).filter(|&(_, &a)| a > 0.0);
        let error: f64 = errors
            .map(|(change, a)| a * libm::expm1(change / settings.epsilon).abs())
            .sum();
        if error <= settings.tolerance || iterations == settings.iterations {
            return (Potentials { source, target }, error, iterations);
        }
        source = next;
    }
}

/// Σ π c + ε KL(π ‖ a ⊗ a) of the entropic coupling of `weights` with themselves, by `costs` that are
/// the same both ways, and whether its potential came within the tolerance. It is the mean of the old
/// and of the next potential that is taken: where points are far apart for ε, the iterations of two
/// potentials hardly move, and those of one are there in a few.
pub(crate) fn own_value(
    costs: &Costs,
    weights: &[f64],
    settings: Sinkhorn,
) -> Result<(f64, bool), Error> {
    check_settings(settings, costs)?;
    let (total, _) = check::balanced(weights, weights, costs.rows(), costs.columns())?;
    let a: Vec<f64> = weights.iter().map(|weight| weight / total).collect();
    let half = Half::new(costs.clone(), &a, settings.epsilon);
    let mut potential = vec![0.0; a.len()];
    let mut iterations = 0;
    loop {
        iterations += 1;
        let next = half.update(&potential);
        let changes = potential.iter().zip(&next).zip(&a);
        // By how much each row's sum exceeds its weight, where there is mass.
        let excesses: Vec<f64> = changes
            .filter(|&(_, &a)| a > 0.0)
            .map(|((old, new), a)| a * libm::expm1((old - new) / settings.epsilon))
            .collect();
        let error: f64 = excesses.iter().map(|excess| excess.abs()).sum();
        if error <= settings.tolerance || iterations == settings.iterations {
            let mean: f64 = potential.iter().zip(&a).map(|(f, a)| a * f).sum();
            let surplus: f64 = excesses.iter().sum();
            let value = 2.0 * mean - settings.epsilon * surplus;
            return Ok((total * value, error <= settings.tolerance));
        }
        let both = potential.iter_mut().zip(next);
        both.for_each(|(old, new)| *old = f64::midpoint(*old, new));
    }
}

fn check_settings(settings: Sinkhorn, costs: &Costs) -> Result<(), Error> {
    let Sinkhorn {
        epsilon,
        tolerance,
        iterations,
    } = settings;
    let least = LEAST_EPSILON * costs.largest();
    if !(epsilon > 0.0 && (least..=MOST_COST).contains(&epsilon)) {
        let allowed = format!("above 0, and from {least:e} to {MOST_COST:e} for these costs");
        return Err(Invalid::new("epsilon", epsilon, allowed).into());
    }
    if !(tolerance > 0.0 && tolerance.is_finite()) {
        return Err(Invalid::new("tolerance", tolerance, "a number above 0").into());
    }
    if iterations == 0 {
        return Err(Invalid::new("iterations", 0, "at least 1").into());
    }
    Ok(())
}

/// One half of an iteration: from potentials at one side's points to those at the other's.
struct Half {
    costs: Costs,
    log_weights: Vec<f64>,
    epsilon: f64,
}

impl Half {
    fn new(costs: Costs, weights: &[f64], epsilon: f64) -> Self {
        Self {
            costs,
            // Where there is no mass this is −∞, which adds nothing to the sums below.
            log_weights: weights.iter().map(|&weight| libm::log(weight)).collect(),
            epsilon,
        }
    }

    /// fᵢ = −ε ln Σⱼ bⱼ exp((gⱼ − cᵢⱼ)/ε), each sum scaled by its largest term.
    fn update(&self, potentials: &[f64]) -> Vec<f64> {
        let mut exponents = vec![0.0; potentials.len()];
        let shifts: Vec<f64> = potentials
            .iter()
            .zip(&self.log_weights)
            .map(|(potential, log_weight)| potential / self.epsilon + log_weight)
            .collect();
        let update = |row: usize| {
            let mut largest = f64::NEG_INFINITY;
            for ((exponent, cost), shift) in
                exponents.iter_mut().zip(self.costs.row(row)).zip(&shifts)
            {
                *exponent = shift - cost / self.epsilon;
                largest = largest.max(*exponent);
            }
            // Most terms are too small to count, and an exponential is what costs time.
            let terms = exponents.iter().map(|x| x - largest);
            let sum: f64 = terms.filter(|&x| x > NEGLIGIBLE).map(libm::exp).sum();
            -self.epsilon * (largest + libm::log(sum))
        };
        (0..self.costs.rows()).map(update).collect()
    }

    /// aᵢ bⱼ exp((fᵢ + gⱼ − cᵢⱼ)/ε), through logarithms: where a mass is 0 the exponential may
    /// overflow.
    fn plan(&self, potentials: &Potentials, log_source_weights: &[f64]) -> Vec<f64> {
        let rows = potentials.source.iter().zip(log_source_weights).enumerate();
        let row = |(row, (f, log_a)): (usize, (&f64, &f64))| {
            let entries = self.costs.row(row).iter().zip(&potentials.target);
            let entries = entries.zip(&self.log_weights);
            entries
                .map(|((cost, g), log_b)| libm::exp((f + g - cost) / self.epsilon + log_a + log_b))
                .collect::<Vec<_>>()
        };
        rows.flat_map(row).collect()
    }
}

/// Rounds `plan` to a coupling of `a` and `b`: shrinks rows and columns that exceed their weights,
/// then spreads what is missing.
fn round(plan: &mut [f64], a: &[f64], b: &[f64]) {
    let columns = b.len();
    let shrink = |weight: f64, sum: f64| if sum > weight { weight / sum } else { 1.0 };
    for (row, &weight) in plan.chunks_exact_mut(columns).zip(a) {
        let factor = shrink(weight, row.iter().sum());
        row.iter_mut().for_each(|mass| *mass *= factor);
    }
    let mut sums = vec![0.0; columns];
    for row in plan.chunks_exact(columns) {
        sums.iter_mut()
            .zip(row)
            .for_each(|(sum, mass)| *sum += mass);
    }
    let factors: Vec<f64> = b
        .iter()
        .zip(&sums)
        .map(|(&b, &sum)| shrink(b, sum))
        .collect();
    let short: Vec<f64> = (b.iter().zip(&sums).zip(&factors))
        .map(|((b, sum), factor)| (b - sum * factor).max(0.0))
        .collect();
    let total: f64 = short.iter().sum();
    for (row, &weight) in plan.chunks_exact_mut(columns).zip(a) {
        row.iter_mut()
            .zip(&factors)
            .for_each(|(mass, f)| *mass *= f);
        let missing = (weight - row.iter().sum::<f64>()).max(0.0);
        if total > 0.0 {
            for (mass, short) in row.iter_mut().zip(&short) {
                *mass += missing * (short / total);
            }
        }
    }
}
