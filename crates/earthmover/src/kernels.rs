//! The operations that networks and their training are made of, done in three ways.
//!
//! [`composed`] puts each kernel together from burn's operations: it is the default of every kernel, what
//! autodiff differentiates, and what tests compare the others with. [`slices`] makes one pass over numbers in
//! main memory where each of burn's operations would be a pass of its own, and adds in one order on every
//! processor. [`gpu`] has kernels of its own where that matters, since each of burn's operations is a
//! dispatch there. Which way a tensor goes is asked here and nowhere else.

pub(crate) mod activation;
pub(crate) mod adam;
pub(crate) mod after;
pub(crate) mod columns;
mod composed;
#[cfg(feature = "wgpu")]
mod gpu;
pub(crate) mod guard;
pub(crate) mod leaves;
pub(crate) mod matrix;
pub(crate) mod memory;
pub(crate) mod penalty;
pub(crate) mod places;
#[cfg(any(feature = "flex", feature = "ndarray"))]
mod slices;
#[cfg(test)]
mod suite;
pub(crate) mod whole;

use std::ops::Deref;

use burn::Tensor;
use burn::backend::DispatchDevice;
use burn::tensor::Device;

use activation::Activation;
use adam::{Moved, Rates};
use after::After;
use columns::{Back, Normal};
use guard::Guard;
use leaves::Leaves;
use matrix::Factor;
use penalty::PairPenalty;
use places::Places;
use whole::WholeKernels;

/// How many rows pass a network at once, however many were asked for: the GPU's allocator in a browser keeps
/// pages for each class of size that it has seen, and each pass is operations to start. A processor pays for rows, and
/// eight ask for tensors hardly larger than those of a training step.
pub(crate) const ROWS_AT_ONCE: usize = if cfg!(feature = "wgpu") { 64 } else { 8 };

/// The kernels of the device that `x` is on.
pub(crate) fn on<const D: usize>(x: &Tensor<D>) -> &'static dyn Kernels {
    of(&x.device())
}

/// The kernels of a device.
pub(crate) fn of(device: &Device) -> &'static dyn Kernels {
    match device.as_dispatch() {
        #[cfg(feature = "flex")]
        DispatchDevice::Flex(_) => &slices::Slices,
        #[cfg(feature = "ndarray")]
        DispatchDevice::NdArray(_) => &slices::Slices,
        #[cfg(feature = "wgpu")]
        DispatchDevice::Cube(_) => &gpu::Gpu,
        #[allow(unreachable_patterns, reason = "depends on the features of burn")]
        _ => &composed::Composed,
    }
}

/// The kernels of whole iterations of a device, if it has such. Not asked of its other kernels, so that a program
/// without GPUs holds nothing of them.
pub(crate) fn whole_of(device: &Device) -> Option<&'static dyn WholeKernels> {
    match device.as_dispatch() {
        #[cfg(feature = "wgpu")]
        DispatchDevice::Cube(_) => Some(&gpu::Gpu),
        #[allow(unreachable_patterns, reason = "depends on the features of burn")]
        _ => None,
    }
}

/// Whether processors fuse each multiplication with the addition behind it from now on, in all runs of this program:
/// on x86-64 with AVX2 and later, where products are then quicker. Each sum is rounded once where it would be twice, so
/// that a seed gives other bits than on all processors else. At first they do not.
pub fn fuse_products(fuses: bool) {
    #[cfg(any(feature = "flex", feature = "ndarray"))]
    slices::fuse(fuses);
    #[cfg(not(any(feature = "flex", feature = "ndarray")))]
    let _ = fuses;
}

/// Numbers that can be looked at at once, without waiting for a device.
pub(crate) type Readable = Box<dyn Deref<Target = [f32]>>;

/// Added to a group's variance (Wu and He 2018).
pub(crate) const GROUP_EPSILON: f64 = 1e-5;
/// Added to the mean square of a pixel (Karras et al. 2018, section 4.2).
pub(crate) const PIXEL_EPSILON: f64 = 1e-8;

/// Lengths below this count as this, so that they can be divided by.
pub(crate) const LEAST_LENGTH: f64 = 1e-12;

/// The operations that networks and their training are made of. Where kernels [close
/// leaves](Kernels::closes_leaves), sums over the rows of a batch are made leaf by leaf
/// (`kernels/leaves.rs`), one for each finished subtree; elsewhere there is one sum over the whole batch.
pub(crate) trait Kernels {
    /// Whether sums over the rows of a batch are made leaf by leaf, so that replicas can share them.
    fn closes_leaves(&self) -> bool {
        false
    }

    /// Whether a pass is better kept for a second use than made anew as part of a larger one.
    fn keeps_passes(&self) -> bool {
        false
    }

    /// Whether a product gathers patches by itself, so that they need not be stored.
    fn gathers_patches(&self) -> bool {
        false
    }

    /// The numbers of `x`, where they can be looked at without waiting for the device.
    fn readable(&self, _x: &Tensor<1>) -> Option<Readable> {
        None
    }

    /// What `after` makes of the rows `x`.
    fn followed(&self, x: Tensor<2>, after: After) -> Tensor<2> {
        match after {
            After::Nothing => x,
            After::Biased(bias, activation) => self.activate(x, None, bias, activation),
            After::Slope(output, activation) => {
                let (shape, rows) = (x.dims(), output.dims());
                self.times_slope(x.reshape(rows), output, activation)
                    .reshape(shape)
            }
        }
    }

    /// a · b, and what follows it.
    fn multiply(&self, a: Factor, b: Factor, after: After) -> Tensor<2> {
        self.followed(a.tensor().matmul(b.tensor()), after)
    }

    /// aᵀ · b, a sum over the rows of both, flat; for each finished subtree of `leaves`.
    fn multiply_over_rows(&self, a: Factor, b: Factor, _leaves: &Leaves) -> Tensor<1> {
        let a = Factor::Transposed(a.tensor());
        self.multiply(a, b, After::Nothing).flatten(0, 1)
    }

    /// The pixels [batch · outer, channels] that the patches a · b fold to; and what follows.
    fn multiply_folded(&self, a: Factor, b: Factor, places: &Places, after: After) -> Tensor<2> {
        let patches = self.multiply(a, b, After::Nothing);
        self.fold(patches, places, after)
    }

    /// Patches [batch · inner, size · size · channels] of pixels [batch · outer, channels]; zeros where
    /// the kernel reaches over the edge.
    fn unfold(&self, pixels: Tensor<2>, places: &Places) -> Tensor<2> {
        composed::unfold(pixels, places)
    }

    /// Pixels [batch · outer, channels], each the sum of the taps that meet it in patches [batch · inner,
    /// size · size · channels]; and what follows.
    fn fold(&self, patches: Tensor<2>, places: &Places, after: After) -> Tensor<2> {
        self.followed(composed::fold(patches, places), after)
    }

    /// The activation of `x` [rows, columns], times a `scale` [columns] and plus a `shift` [columns] before
    /// it where there are such.
    fn activate(
        &self,
        x: Tensor<2>,
        scale: Option<Tensor<1>>,
        shift: Option<Tensor<1>>,
        activation: Activation,
    ) -> Tensor<2> {
        composed::pixels::activate(x, scale, shift, activation)
    }

    /// `gradient` times the activation's slope where `output` came out: the gradient at what was
    /// activated. For [`Activation::MaxMin`] `output` is what went in, since what came out does not tell what
    /// changed places.
    fn times_slope(
        &self,
        gradient: Tensor<2>,
        output: Tensor<2>,
        activation: Activation,
    ) -> Tensor<2> {
        composed::pixels::times_slope(gradient, output, activation)
    }

    /// Normalises each column of `x` (Ioffe and Szegedy 2015, algorithm 1).
    fn normalise_columns(&self, x: Tensor<2>, epsilon: f64) -> Normal {
        composed::columns::normalise(x, epsilon)
    }

    /// The way back of [`Kernels::normalise_columns`], where `gradient` is that at `normal` times a `scale`
    /// [1, columns]: that scale times 1 / √(variance + epsilon) is `factor`. Without `moving`, as if mean
    /// and variance were constants.
    fn normalise_columns_back(
        &self,
        gradient: Tensor<2>,
        normal: &Tensor<2>,
        factor: Tensor<2>,
        moving: bool,
    ) -> Back {
        composed::columns::back(gradient, normal, factor, moving)
    }

    /// The sum of each column of `x`, [columns]; for each finished subtree of `leaves`.
    fn sum_columns(&self, x: Tensor<2>, _leaves: &Leaves) -> Tensor<1> {
        composed::columns::sum(x)
    }

    /// The sum of each column of `gradient`, and of its products with `normal`, [columns] each; for each
    /// finished subtree of `leaves`.
    fn sum_columns_along(
        &self,
        gradient: Tensor<2>,
        normal: Tensor<2>,
        _leaves: &Leaves,
    ) -> (Tensor<1>, Tensor<1>) {
        let along = composed::columns::sum(gradient.clone() * normal);
        (composed::columns::sum(gradient), along)
    }

    /// Normalises each row of `x` plus a `bias`, which has a number for each channel and is added to each
    /// pixel of a row. Gives the rows, of mean 0 and variance 1, and 1 / √(variance + epsilon) of each,
    /// [rows, 1] (Ba et al. 2016, equation 4).
    fn normalise_rows(
        &self,
        x: Tensor<2>,
        bias: Option<Tensor<1>>,
        epsilon: f64,
    ) -> (Tensor<2>, Tensor<2>) {
        composed::rows::normalise(x, bias, epsilon)
    }

    /// The way back of [`Kernels::normalise_rows`], where `gradient` is that at `normal` times a `scale` of
    /// each channel.
    fn normalise_rows_back(
        &self,
        gradient: Tensor<2>,
        scale: Option<Tensor<1>>,
        normal: &Tensor<2>,
        inverse: &Tensor<2>,
    ) -> Tensor<2> {
        composed::rows::back(gradient, scale, normal, inverse)
    }

    /// Matrices of one width, one under the other.
    fn stack(&self, parts: Vec<Tensor<2>>) -> Tensor<2> {
        match <[Tensor<2>; 1]>::try_from(parts) {
            Ok([part]) => part,
            Err(parts) => Tensor::cat(parts, 0),
        }
    }

    /// Numbers, one after the other.
    fn join(&self, parts: Vec<Tensor<1>>) -> Tensor<1> {
        match <[Tensor<1>; 1]>::try_from(parts) {
            Ok([part]) => part,
            Err(parts) => Tensor::cat(parts, 0),
        }
    }

    /// The sum of `x` [rows] over the rows of a pass: one number for each finished subtree of `leaves`.
    fn total(&self, x: Tensor<1>, _leaves: &Leaves) -> Tensor<1> {
        x.sum()
    }

    /// The sum of all numbers, [1].
    fn sum(&self, x: Tensor<2>) -> Tensor<1> {
        x.sum()
    }

    /// The sum of the squares of each row, [rows].
    fn squares(&self, x: Tensor<2>) -> Tensor<1> {
        x.square().sum_dim(1).flatten(0, 1)
    }

    /// The mean of each row, [rows, 1].
    fn means(&self, x: Tensor<2>) -> Tensor<2> {
        x.mean_dim(1)
    }

    /// The mean over the pixels and channels of each group of each sample: [samples, 1, groups, 1] of
    /// [samples, pixels, groups, channels].
    fn means_of_groups(&self, x: Tensor<4>) -> Tensor<4> {
        x.mean_dim(3).mean_dim(1)
    }

    /// ‖x‖₂ of each row, [rows]; never quite 0, so that it can be divided by.
    fn norms(&self, x: Tensor<2>) -> Tensor<1> {
        (self.squares(x) + LEAST_LENGTH * LEAST_LENGTH).sqrt()
    }

    /// ‖x − y‖₂ of each row, [rows]; never quite 0 either.
    fn distances(&self, x: Tensor<2>, y: Tensor<2>) -> Tensor<1> {
        self.norms(x - y)
    }

    /// Each row of `from`, `step` further along its row of `gradient`.
    fn stepped(&self, from: Tensor<2>, gradient: Tensor<2>, step: f64) -> Tensor<2> {
        from + self.unit(gradient) * step
    }

    /// Each row made of length 1.
    fn unit(&self, x: Tensor<2>) -> Tensor<2> {
        let length = self.norms(x.clone()).clamp_min(LEAST_LENGTH);
        x / length.unsqueeze_dim::<2>(1)
    }

    /// fake + (real − fake) · mix, row by row.
    fn mixed(&self, real: Tensor<2>, fake: Tensor<2>, mix: Tensor<1>) -> Tensor<2> {
        fake.clone() + (real - fake) * mix.unsqueeze_dim::<2>(1)
    }

    /// The gradient of the loss −gap + λ · penalty at each of `scores`; and the loss, the gap, the penalty
    /// and the mean slope, [4]. None where there is no such kernel: it is then put together from others.
    fn slope_penalty(
        &self,
        _scores: &Tensor<1>,
        _distances: &Tensor<1>,
        _penalty: &PairPenalty,
    ) -> Option<(Tensor<1>, Tensor<1>)> {
        None
    }

    /// One update of a parameter by Adam (Kingma and Ba 2015, algorithm 1).
    ///
    /// On a GPU numbers that would not be finite stay as they are, and the flag of `guard` is raised; all
    /// numbers stay as they are once it is.
    fn update(&self, rates: Rates, moved: Moved, gradient: Tensor<1>, _guard: &mut Guard) -> Moved {
        composed::adam::update(rates, moved, gradient)
    }

    /// As [`Kernels::update`], and moves an `average` of the parameter towards the new value, by this share
    /// of the way.
    fn update_averaged(
        &self,
        rates: Rates,
        moved: Moved,
        gradient: Tensor<1>,
        (average, share): (Tensor<1>, f64),
        guard: &mut Guard,
    ) -> (Moved, Tensor<1>) {
        let moved = self.update(rates, moved, gradient, guard);
        let average = composed::adam::towards(average, &moved.value, share);
        (moved, average)
    }
}

/// 1 / √(x + `epsilon`).
pub(crate) fn inverse_root<const D: usize>(x: Tensor<D>, epsilon: f64) -> Tensor<D> {
    // `recip` is not used, since some processors only estimate it.
    let root = (x + epsilon).sqrt();
    root.ones_like() / root
}
