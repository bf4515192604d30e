//! A critic that is 1-Lipschitz by construction (Anil et al. 2019): no affine map stretches, and hidden activations
//! sort channels in pairs, which stretches nothing and loses no norm on the way back.
//!
//! After each step every weight takes one step of Newton and Schulz towards the nearest matrix of orthonormal columns,
//! or rows where these are fewer: W (3 − WᵀW) / 2, which makes σ (3 − σ²) / 2 of each singular value σ (the paper's
//! equation 6, after Björck and Bowie 1971). That is at most 1 wherever σ is at most 2, so that the map never
//! stretches, however far its weight is from orthonormal: one step suffices, and nothing is estimated.

use burn::Tensor;

use crate::kernels::after::After;
use crate::kernels::matrix::Factor;
use crate::kernels::on;
use crate::network::Critic;
use crate::network::parameters;

/// How many steps come before the first critic step, so that a run begins orthonormal.
const WARM_UP: usize = 20;
/// The largest singular value that a step begins with. Above 2 it would not hold, above √3 it would turn directions
/// round; and a step leads from here to 0.73.
const LARGEST: f64 = 1.4;

/// The critic that a run begins with: made to stretch nothing, and then brought near orthonormal.
pub fn begin(critic: Critic) -> Critic {
    (0..WARM_UP).fold(retract(critic), |critic, _| nearer(critic, |_, _| None))
}

/// The critic with each weight one step nearer to orthonormal; that of a convolution, to orthonormal over what kernels
/// [overlap](crate::network::Shape::overlap), so that the map of images stretches nothing.
pub fn retract(critic: Critic) -> Critic {
    nearer(critic, |weight, gram| Some(share(weight, gram)))
}

/// The critic one step nearer, where each weight is first multiplied by its share, if it has one.
fn nearer(critic: Critic, share: impl Fn(&Tensor<2>, &Tensor<2>) -> Option<Tensor<2>>) -> Critic {
    let overlaps: Vec<f64> = critic.overlaps().collect();
    let mut overlaps = overlaps.into_iter();
    parameters::map_weights(critic, |_, weight| {
        let overlap = overlaps.next().unwrap_or(1.0);
        let weight = weight * overlap;
        let (own, turned) = (
            Factor::AsIs(weight.clone()),
            Factor::Transposed(weight.clone()),
        );
        let [rows, columns] = weight.dims();
        let (gram, product) = if columns <= rows {
            let gram = times(turned, own.clone());
            (gram.clone(), times(own, Factor::AsIs(gram)))
        } else {
            let gram = times(own.clone(), turned);
            (gram.clone(), times(Factor::AsIs(gram), own))
        };
        let (once, thrice) = match share(&weight, &gram) {
            Some(share) => (
                weight * share.clone(),
                product * share.clone() * share.clone() * share,
            ),
            None => (weight, product),
        };
        (once * 1.5 - thrice * 0.5) / overlap
    })
}

/// What a weight is multiplied by so that its largest singular value is [`LARGEST`] at most, [1, 1]. The square of that
/// value is the largest eigenvalue of the n × n `gram`, and so, of mean μ and standard deviation s of all of them, at
/// most μ + s √(n − 1) (Samuelson 1968).
fn share(weight: &Tensor<2>, gram: &Tensor<2>) -> Tensor<2> {
    let count = gram.dims()[0] as f64;
    let kernels = on(weight);
    let mean = kernels.sum(weight.clone().square()) / count;
    let squares = kernels.sum(gram.clone().square()) / count;
    let variance = (squares - mean.clone().square()).clamp_min(0.0);
    let largest = mean + (variance * (count - 1.0)).sqrt();
    let largest = largest.sqrt().clamp_min(LARGEST);
    (largest.ones_like() * LARGEST / largest).reshape([1, 1])
}

/// a · b.
fn times(a: Factor, b: Factor) -> Tensor<2> {
    on(a.stored()).multiply(a, b, After::Nothing)
}
