//! The flag by which a GPU's kernels stop moving anything once a number is not finite.

use burn::Tensor;

/// A flag that a GPU's kernel raises: 0, or the iteration in which it was raised first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Guard {
    /// None on a processor, and before the first step.
    pub(crate) flag: Option<Tensor<1>>,
    /// The iteration that is under way.
    pub(crate) iteration: u64,
}

impl Guard {
    /// Takes the flag over from `other`, for a step of `iteration`.
    pub(crate) fn follow(&mut self, other: &mut Self, iteration: u64) {
        self.iteration = iteration;
        if let Some(flag) = other.flag.take() {
            self.flag = Some(flag);
        }
    }
}
