//! Ways to carry Q, grain by grain, to P.

use super::Scene;
use super::clouds::MOST_POINTS;
use crate::noise::{Noise, Purpose};
use earthmover_transport::support::check_whole;
use earthmover_transport::{
    Costs, DivergenceCosts, Error, Flow, Invalid, Sinkhorn, couple, sinkhorn_divergence,
};

/// Least ε of an entropic plan: below it the plan is the best one to the eye, and takes seconds.
pub const LEAST_EPSILON: f64 = 0.002;
/// Most ε: above it each grain is spread evenly over all points.
pub const MOST_EPSILON: f64 = 100.0;

/// Where the iterations stop: far below what is seen.
const TOLERANCE: f64 = 1e-6;
const ITERATIONS: usize = 5000;

/// A coupling of the grains of Q with the points of P.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// What goes from which grain (the source) to which point (the target), ordered by grain; masses
    /// sum to 1. γ(point | grain) is the mass times the number of grains.
    pub flows: Vec<Flow>,
    /// How far each flow goes.
    pub distances: Vec<f64>,
    /// Σ mass × distance: what the plan costs.
    pub cost: f64,
}

/// Q as grains on its curve, P as points, and two couplings of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Transport {
    /// Points of P, all of equal mass.
    pub p: Vec<f64>,
    /// Grains of Q, all of equal mass.
    pub q: Vec<f64>,
    /// A best one, whose cost is the exact distance.
    pub optimal: Plan,
    /// One drawn at random: the points in random order fill the grains one after another.
    pub random: Plan,
}

/// The coupling that entropy blurs, and what it tells of the distance.
#[derive(Clone, Debug, PartialEq)]
pub struct Blurred {
    /// Of least cost + ε KL(plan ‖ q ⊗ p): it costs no less than the best one.
    pub plan: Plan,
    /// The debiased Sinkhorn divergence: 0 where P is Q, and the exact distance as ε → 0.
    pub divergence: f64,
}

impl Scene {
    /// `grains` grains of Q, `count` points of P, a best coupling of them and a random one, the same at
    /// every call.
    ///
    /// # Errors
    /// [`Error::Argument`] when `grains` or `count` is not from 1 to 512.
    pub fn transport(&self, grains: u64, count: u64) -> Result<Transport, Error> {
        let grains = check_whole("grains", grains, 1, MOST_POINTS)?;
        let count = check_whole("count", count, 1, MOST_POINTS)?;
        let (p, q) = (self.points_of_p(count), self.points_of_q(grains));
        let costs = Costs::euclidean(&q, &p, 2)?;
        let uniform = |count: usize| vec![1.0 / count as f64; count];
        let best = couple(&costs, &uniform(grains), &uniform(count))?;
        Ok(Transport {
            p,
            q,
            optimal: Plan::new(best.plan, &costs),
            random: Plan::new(random(grains, count), &costs),
        })
    }
}

impl Scene {
    /// The coupling of the grains and points of [`Scene::transport`] under an entropy of weight
    /// `epsilon`, in the unit of distances.
    ///
    /// # Errors
    /// [`Error::Argument`] when `grains` or `count` is not from 1 to 512, or `epsilon` not from 0.002 to
    /// 100.
    pub fn blurred_transport(
        &self,
        grains: u64,
        count: u64,
        epsilon: f64,
    ) -> Result<Blurred, Error> {
        let grains = check_whole("grains", grains, 1, MOST_POINTS)?;
        let count = check_whole("count", count, 1, MOST_POINTS)?;
        if !(LEAST_EPSILON..=MOST_EPSILON).contains(&epsilon) {
            let allowed = format!("from {LEAST_EPSILON} to {MOST_EPSILON}");
            return Err(Invalid::new("epsilon", epsilon, allowed).into());
        }
        let (p, q) = (self.points_of_p(count), self.points_of_q(grains));
        let between = Costs::euclidean(&q, &p, 2)?;
        let costs = DivergenceCosts {
            between: &between,
            sources: &Costs::euclidean(&q, &q, 2)?,
            targets: &Costs::euclidean(&p, &p, 2)?,
        };
        let settings = Sinkhorn {
            epsilon,
            tolerance: TOLERANCE,
            iterations: ITERATIONS,
        };
        let uniform = |count: usize| vec![1.0 / count as f64; count];
        let found = sinkhorn_divergence(costs, &uniform(grains), &uniform(count), settings)?;
        let flows = found.coupling.plan.iter().enumerate();
        let flows = flows.filter(|&(_, &mass)| mass > 0.0);
        let flows = flows.map(|(at, &mass)| Flow {
            source: at / count,
            target: at % count,
            mass,
        });
        Ok(Blurred {
            plan: Plan::new(flows.collect(), &between),
            divergence: found.value,
        })
    }
}

impl Plan {
    fn new(flows: Vec<Flow>, costs: &Costs) -> Self {
        let distance = |flow: &Flow| costs.row(flow.source)[flow.target];
        let distances: Vec<f64> = flows.iter().map(distance).collect();
        let paid = flows.iter().zip(&distances);
        Self {
            cost: paid.map(|(flow, distance)| flow.mass * distance).sum(),
            flows,
            distances,
        }
    }
}

/// A random coupling of few flows, by the rule of the north-west corner: the points, in random order, fill
/// the grains one after another.
fn random(grains: usize, count: usize) -> Vec<Flow> {
    let order = Noise::new(0, Purpose::Coupling, grains as u64).choose(count, count);
    // Masses are counted in whole units, of which a grain has `count` and a point has `grains`, so that
    // nothing is rounded.
    let total = grains * count;
    let mut flows = Vec::with_capacity(grains + count);
    let mut at = 0;
    while at < total {
        let (source, place) = (at / count, at / grains);
        let end = ((source + 1) * count).min((place + 1) * grains);
        flows.push(Flow {
            source,
            target: order[place],
            mass: (end - at) as f64 / total as f64,
        });
        at = end;
    }
    flows.sort_unstable_by_key(|flow| (flow.source, flow.target));
    flows
}
