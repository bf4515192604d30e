//! What the generator of a game goes by: where each fake is drawn, and by how much.

use burn::Tensor;

use super::DIMENSION;
use crate::config::Objective;
use crate::critic::training::CriticRun;
use crate::error::Error;
use crate::kernels::activation::Activation;
use crate::kernels::leaves::Leaves;
use crate::kernels::memory::from_vec;
use crate::network::Critic;
use crate::network::finite::{self, check_step};
use crate::network::read_back::read_at_once;
use crate::run::plan::along_the_plan;
use crate::transport::wasserstein;

/// The opponent as a generator's step meets it.
pub(super) struct Opponent<'a> {
    pub(super) objective: Objective,
    pub(super) critic: &'a Critic,
    /// The real points, as many as fakes where the plan between them is asked for.
    pub(super) real: Vec<f32>,
}

impl Opponent<'_> {
    /// What the generator minimises on `fakes` [count, 2], a mean over these, and its gradient at each, [count, 2]:
    /// −mean f(fake); of the original GAN mean log(1 − D(fake)) (Goodfellow and others 2014, equation 1); and where it
    /// is exact W1 itself, whose gradient leads away from the real point that a fake goes to in the best plan.
    pub(super) fn of(&self, fakes: Tensor<2>) -> Result<(Tensor<1>, Tensor<2>), Error> {
        let count = fakes.dims()[0];
        let each = 1.0 / count as f64;
        let (loss, at_scores, trace) = match self.objective {
            Objective::Wasserstein => {
                let (scores, trace) = self.critic.trace(fakes, None);
                let gradient = Tensor::full_like(&scores, -each);
                ((scores * -each).sum(), gradient, trace)
            }
            Objective::Original => {
                let (scores, trace) = self.critic.trace(fakes, None);
                let gradient = probability(scores.clone()) * -each;
                (logs(-scores)? * each, gradient, trace)
            }
            Objective::Exact => return self.along_the_plan(fakes),
        };
        Ok((loss, self.critic.input_gradient(&trace, at_scores)))
    }

    fn along_the_plan(&self, fakes: Tensor<2>) -> Result<(Tensor<1>, Tensor<2>), Error> {
        let (device, shape) = (fakes.device(), fakes.dims());
        let (distance, gradients) = along_the_plan(&read_at_once(fakes)?, &self.real, DIMENSION)?;
        let gradients = from_vec(gradients, shape, &device);
        Ok((from_vec(vec![distance], [1], &device), gradients))
    }
}

/// One step of a classifier, to tell `real` points from `fake` ones: it maximises mean log D(real) + mean log(1 − D(fake)),
/// D being the logistic function of the score. Gives the numbers of a critic's step: what it minimises, the gap of the
/// scores, no penalty and no slope.
pub(super) fn classify(
    run: &mut CriticRun,
    real: Tensor<2>,
    fake: Tensor<2>,
) -> Result<Tensor<1>, Error> {
    let count = real.dims()[0];
    let each = 1.0 / count as f64;
    let (scores, trace) = run.critic.trace(Tensor::cat(vec![real, fake], 0), None);
    let [of_real, of_fake] = [0, count].map(|first| scores.clone().narrow(0, first, count));
    let gradients = [(-of_real.clone(), -each), (of_fake.clone(), each)];
    let gradient = gradients.map(|(scores, each)| probability(scores) * each);
    let loss = (logs(of_real.clone())? + logs(-of_fake.clone())?) * -each;
    let gap = (of_real - of_fake).sum() * each;
    let nothing = Tensor::zeros([2], &scores.device());
    let numbers = Tensor::cat(vec![loss, gap, nothing], 0);
    let gradients = run.critic.gradients_by(
        &trace,
        Tensor::cat(gradient.to_vec(), 0),
        &Leaves::one(2 * count),
    );
    check_step(run.steps + 1, &finite::CRITIC, &numbers, &gradients)?;
    run.descend(gradients);
    Ok(numbers)
}

/// The numbers of a critic's step where nothing is trained: those of the exact `distance`.
pub(super) fn exact_numbers(distance: &Tensor<1>) -> Tensor<1> {
    let (nothing, one) = (
        Tensor::zeros([1], &distance.device()),
        Tensor::ones([1], &distance.device()),
    );
    Tensor::cat(vec![-distance.clone(), distance.clone(), nothing, one], 0)
}

/// The same, for `fake` points.
pub(super) fn exact(real: &[f32], fake: Tensor<2>) -> Result<Tensor<1>, Error> {
    let device = fake.device();
    let distance = wasserstein(real, &read_at_once(fake)?, DIMENSION)?.cost as f32;
    Ok(exact_numbers(&from_vec(vec![distance], [1], &device)))
}

/// The logistic function of scores: how likely each point is to be real.
pub(super) fn probability(scores: Tensor<1>) -> Tensor<1> {
    let rows = scores.unsqueeze_dim(1);
    let kernels = crate::kernels::on(&rows);
    kernels
        .activate(rows, None, None, Activation::Sigmoid)
        .flatten(0, 1)
}

/// The sum of the logarithms of what is likely by these scores, [1]. On the host, as W1 is: they are few, and a
/// logarithm of burn's would be one for each kind of number.
fn logs(scores: Tensor<1>) -> Result<Tensor<1>, Error> {
    let device = scores.device();
    // −log(1 + e^(−s)), without an overflow where s is far below 0.
    let log = |s: f32| {
        let s = f64::from(s);
        s.min(0.0) - libm::log1p(libm::exp(-s.abs()))
    };
    let sum: f64 = read_at_once(scores)?.into_iter().map(log).sum();
    Ok(from_vec(vec![sum as f32], [1], &device))
}
