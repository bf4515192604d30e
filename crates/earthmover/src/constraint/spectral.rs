//! Spectral normalisation (Miyato et al. 2018): every weight of the critic divided by an estimate
//! of its largest singular value.

use burn::Tensor;
use burn::module::Module;

use crate::critic::Critic;
use crate::noise::{Noise, Purpose};
use crate::parameters::{self, Named};

/// Lengths below this count as this.
const LEAST_LENGTH: f64 = 1e-12;
/// Steps of power iteration before the first critic step, so that it begins normalised.
const WARM_UP: usize = 20;

/// A left singular vector u of each weight of the critic, by the weight's name, each of length 1
/// and off the autodiff graph; what power iteration goes on from.
pub type Singular = Named;

/// The vectors that a run begins with: drawn from its seed, then brought near the weights' own.
pub fn begin(critic: &Critic, seed: u64) -> Singular {
    let device = critic.device().inner();
    let mut singular = Singular::new();
    for (place, (name, rows)) in weight_rows(critic).into_iter().enumerate() {
        let draws = Noise::new(seed, Purpose::Singular, place as u64).normals(rows);
        let u = Tensor::from_data(draws.as_slice(), &device);
        singular.insert(name, unit(u));
    }
    let critic = critic.valid();
    (0..WARM_UP).fold(singular, |singular, _| normalise(&critic, &singular).1)
}

/// The critic with each weight W divided by σ = u′ᵀWv, after one step of power iteration:
/// v = Wᵀu / ‖Wᵀu‖, u′ = Wv / ‖Wv‖, both constants (equation 8 and algorithm 1 of the paper); and
/// each u′. W is \[out, in\] for a linear map and \[out, in · kernel²\] for a convolution. The
/// result is on the autodiff graph where `critic` is.
pub fn normalise(critic: &Critic, singular: &Singular) -> (Critic, Singular) {
    let mut next = Singular::new();
    let critic = parameters::map_weights(critic.clone(), |name, weight| {
        let Some(u) = singular.get(name) else {
            return weight;
        };
        let matrix = weight.clone().without_autodiff();
        let u = u.clone().unsqueeze_dim::<2>(1);
        let v = unit(matrix.clone().transpose().matmul(u).flatten(0, 1));
        let u = unit(matrix.matmul(v.clone().unsqueeze_dim::<2>(1)).flatten(0, 1));
        next.insert(name.to_owned(), u.clone());
        let outer = u.unsqueeze_dim::<2>(1) * v.unsqueeze_dim::<2>(0);
        let outer = if weight.is_autodiff() {
            Tensor::from_inner(outer)
        } else {
            outer
        };
        // u′ᵀWv, as a sum over all elements.
        let sigma: Tensor<2> = (weight.clone() * outer).sum().unsqueeze();
        weight / sigma.clamp_min(LEAST_LENGTH)
    });
    (critic, next)
}

/// The number of rows of each weight, by its name.
fn weight_rows(critic: &Critic) -> Vec<(String, usize)> {
    let mut rows = Vec::new();
    parameters::map_weights(critic.valid(), |name, weight| {
        rows.push((name.to_owned(), weight.dims()[0]));
        weight
    });
    rows
}

/// `vector` made of length 1.
fn unit(vector: Tensor<1>) -> Tensor<1> {
    let length = vector.clone().square().sum().sqrt();
    vector / length.clamp_min(LEAST_LENGTH)
}
