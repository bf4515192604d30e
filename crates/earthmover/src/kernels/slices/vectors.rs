//! Loops compiled for the vectors that the processor has.

/// Does `work` with the vectors that are found at run time. Its loops must be a part of it, or marked to be
/// inlined into it; what it calls beside is compiled for every processor. Each number stays what it was:
/// nothing is added in another order, and no product is fused with a sum.
#[inline(always)]
pub(crate) fn in_vectors<R>(work: impl FnOnce() -> R) -> R {
    #[cfg(target_arch = "x86_64")]
    if let Some(simd) = pulp::x86::V3::try_new() {
        return pulp::Simd::vectorize(simd, Vectorised(work));
    }
    work()
}

#[cfg(target_arch = "x86_64")]
struct Vectorised<W>(W);

#[cfg(target_arch = "x86_64")]
impl<R, W: FnOnce() -> R> pulp::WithSimd for Vectorised<W> {
    type Output = R;

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _: S) -> R {
        (self.0)()
    }
}
