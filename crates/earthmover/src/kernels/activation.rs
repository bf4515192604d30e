//! Activations.

/// Slope of the leaky ReLU below zero.
pub const LEAK: f64 = 0.2;

/// What ends a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Activation {
    /// x above zero, 0.2 x below.
    LeakyRelu,
    /// x above zero, 0 below.
    Relu,
    /// 1 / (1 + e^−x).
    Sigmoid,
    /// The hyperbolic tangent.
    Tanh,
    /// x.
    Identity,
}
