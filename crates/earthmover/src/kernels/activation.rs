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
    /// Each two channels that lie beside each other, the larger first: no norm is lost on the way back (Anil et al.
    /// 2019, GroupSort in pairs). The last of an odd number stays as it is.
    MaxMin,
    /// x.
    Identity,
}
