//! Spectral normalisation (Miyato et al. 2018): every weight of the critic divided by an estimate
//! of its largest singular value.

use burn::Tensor;

use crate::kernels::LEAST_LENGTH;
use crate::kernels::after::After;
use crate::kernels::matrix::Factor;
use crate::kernels::memory::from_vec;
use crate::kernels::on;
use crate::network::Critic;
use crate::network::parameters::{self, Named};
use crate::noise::{Noise, Purpose};

/// How many steps of power iteration come before the first critic step, so that a run begins normalised.
const WARM_UP: usize = 20;

/// A left singular vector u of each weight of the critic, by the weight's name, each of length 1;
/// what power iteration goes on from.
pub type Singular = Named;

/// What a weight is divided by.
struct Division {
    /// σ = u′ᵀWv, [1, 1].
    sigma: Tensor<2>,
    /// v u′ᵀ, of the weight's shape: the gradient of σ.
    outer: Tensor<2>,
    /// u′, [1, outputs].
    u: Tensor<2>,
}

impl Division {
    /// One step of power iteration: v = Wᵀu / ‖Wᵀu‖, u′ = Wv / ‖Wv‖ (algorithm 1 of the paper).
    /// `weight` is Wᵀ, [inputs, outputs].
    fn new(weight: &Tensor<2>, u: &Tensor<1>) -> Self {
        let u = u.clone().unsqueeze_dim::<2>(1);
        let v = unit(times(weight.clone(), u));
        let count = v.dims()[0];
        let row = v.clone().reshape([1, count]);
        let u = unit(times(row, weight.clone()));
        let outer = v * u.clone();
        // u′ᵀWv, as a sum over all elements.
        let products = weight.clone() * outer.clone();
        let sigma: Tensor<2> = on(&products).sum(products).reshape([1, 1]);
        Self {
            sigma: sigma.clamp_min(LEAST_LENGTH),
            outer,
            u,
        }
    }
}

/// The vectors that a run begins with: drawn from its seed, then brought near the weights' own.
pub fn begin(critic: &Critic, seed: u64) -> Singular {
    let device = critic.device();
    let mut singular = Singular::new();
    for (place, (name, outputs)) in weight_outputs(critic).into_iter().enumerate() {
        let draws = Noise::new(seed, Purpose::Singular, place as u64).normals(outputs);
        let u = from_vec(draws, [1, outputs], &device);
        singular.insert(name, unit(u).flatten(0, 1));
    }
    (0..WARM_UP).fold(singular, |singular, _| normalise(critic, &singular).1)
}

/// The critic with each weight W divided by σ = u′ᵀWv, after one step of power iteration from the
/// vectors given; and each u′ (equation 8 and algorithm 1 of the paper).
pub fn normalise(critic: &Critic, singular: &Singular) -> (Critic, Singular) {
    let mut next = Singular::new();
    let critic = parameters::map_weights(critic.clone(), |name, weight| {
        let Some(u) = singular.get(name) else {
            return weight;
        };
        let Division { sigma, u, .. } = Division::new(&weight, u);
        next.insert(name.to_owned(), u.flatten(0, 1));
        weight / sigma
    });
    (critic, next)
}

/// The gradients of the critic's own parameters, where `gradients` are those of the parameters of
/// the normalised one; u′ and v are constants (equation 12 of the paper).
pub(crate) fn gradients(critic: &Critic, singular: &Singular, mut gradients: Named) -> Named {
    parameters::map_weights(critic.clone(), |name, weight| {
        if let (Some(u), Some(gradient)) = (singular.get(name), gradients.remove(name)) {
            let Division { sigma, outer, .. } = Division::new(&weight, u);
            let gradient = gradient.reshape(weight.dims());
            let along = gradient.clone() * weight.clone() / sigma.clone();
            let along: Tensor<2> = on(&along).sum(along).reshape([1, 1]);
            let gradient = (gradient - outer * along) / sigma;
            gradients.insert(name.to_owned(), gradient.flatten(0, 1));
        }
        weight
    });
    gradients
}

/// The number of outputs of each weight, by its name.
fn weight_outputs(critic: &Critic) -> Vec<(String, usize)> {
    let mut outputs = Vec::new();
    parameters::map_weights(critic.clone(), |name, weight| {
        outputs.push((name.to_owned(), weight.dims()[1]));
        weight
    });
    outputs
}

/// a · b.
fn times(a: Tensor<2>, b: Tensor<2>) -> Tensor<2> {
    on(&a).multiply(Factor::AsIs(a), Factor::AsIs(b), After::Nothing)
}

/// `vector`, a row or a column, made of length 1.
fn unit(vector: Tensor<2>) -> Tensor<2> {
    let squares = vector.clone().square();
    let length: Tensor<2> = on(&vector).sum(squares).sqrt().reshape([1, 1]);
    vector / length.clamp_min(LEAST_LENGTH)
}
