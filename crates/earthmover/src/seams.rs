//! What tests compare with references that were made by other programs, and what the command line trains the
//! classifier with. It is no part of this crate's interface.

use burn::Tensor;

pub use crate::critic::constraint::{
    CriticBatch, CriticTerms, Draws, constrained, critic_terms, direction, input_gradient,
};
pub use crate::critic::constraint::{orthonormal, spectral};
use crate::kernels::leaves::Leaves;
pub use crate::kernels::leaves::Portion;
#[cfg(feature = "autodiff")]
pub use crate::network::autodiff;
use crate::network::parameters::Named;
use crate::network::{Critic, Generator, Trace};
pub use crate::network::{optimiser, parameters};
use crate::run::generator_run::generator_parts;
pub use crate::run::whole::{IterationDraws, StepDraws, whole_iteration};

/// What the generator minimises, −mean f(fake), and its gradients by the parameter's name. `fakes` are the
/// images of the pass `trace`, of a batch of `whole` rows.
pub fn generator_terms(
    critic: &Critic,
    generator: &Generator,
    fakes: Tensor<2>,
    trace: &Trace,
    whole: usize,
) -> (Tensor<1>, Named) {
    let leaves = Leaves::one(fakes.dims()[0]);
    generator_parts(critic, generator, (fakes, trace), whole, &leaves)
}
