//! The innermost loop of a product: a tile of its numbers, with what vectors the processor has.
//!
//! Whatever they are, each number is the sum of its terms in their order, product and sum rounded apart: a
//! fused operation, which some processors lack, would round once. So all of them find the same bits.

/// How a tile is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// With the vectors that every processor of its kind has.
    Plain,
    /// With 8 numbers at once.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// With 16 numbers at once.
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

/// What is done with tiles of some size.
pub(crate) trait Work {
    /// `tile` sums, over the places of two panels, the products of `ROWS` numbers and `COLUMNS` numbers.
    fn work<const ROWS: usize, const COLUMNS: usize>(
        self,
        tile: impl Fn(&[[f32; ROWS]], &[[f32; COLUMNS]]) -> [[f32; COLUMNS]; ROWS],
    );
}

impl Way {
    /// All that this processor has, the best last.
    #[cfg(test)]
    pub(crate) fn all() -> Vec<Self> {
        #[allow(unused_mut, reason = "there is but one elsewhere")]
        let mut ways = vec![Self::Plain];
        #[cfg(target_arch = "x86_64")]
        {
            ways.extend(pulp::x86::V3::try_new().map(|_| Self::Avx2));
            ways.extend(pulp::x86::V4::try_new().map(|_| Self::Avx512));
        }
        ways
    }

    /// The best one for so many `columns`. A wide tile is mostly empty where there are few.
    #[cfg(target_arch = "x86_64")]
    pub(crate) fn best(columns: usize) -> Self {
        if columns > 16 && pulp::x86::V4::try_new().is_some() {
            Self::Avx512
        } else if pulp::x86::V3::try_new().is_some() {
            Self::Avx2
        } else {
            Self::Plain
        }
    }

    #[cfg(not(target_arch = "x86_64"))]
    pub(crate) fn best(_columns: usize) -> Self {
        Self::Plain
    }

    /// Does `work` this way; one that this processor lacks, plainly.
    pub(crate) fn run(self, columns: usize, work: impl Work) {
        #[cfg(target_arch = "x86_64")]
        match self {
            Self::Avx512 => {
                if let Some(simd) = pulp::x86::V4::try_new() {
                    return vectors::wide(simd, columns, work);
                }
            }
            Self::Avx2 => {
                if let Some(simd) = pulp::x86::V3::try_new() {
                    return vectors::wide(simd, columns, work);
                }
            }
            Self::Plain => {}
        }
        let _ = columns;
        work.work(plain);
    }
}

#[cfg(target_arch = "x86_64")]
mod vectors {
    use pulp::{Simd, WithSimd};

    use super::Work;

    /// Does the work with the vectors of `simd`.
    pub(super) fn wide<S: Simd>(simd: S, columns: usize, work: impl Work) {
        simd.vectorize(Vectors { columns, work });
    }

    struct Vectors<W> {
        columns: usize,
        work: W,
    }

    impl<W: Work> WithSimd for Vectors<W> {
        type Output = ();

        #[inline(always)]
        fn with_simd<S: Simd>(self, simd: S) {
            // As many sums side by side as hide how long an addition takes.
            match (S::F32_LANES, self.columns) {
                (16, _) => self.work.work(
                    #[inline(always)]
                    |left: &[[f32; 4]], right: &[[f32; 32]]| tile::<S, 2, 4, 32>(simd, left, right),
                ),
                (_, ..=8) => self.work.work(
                    #[inline(always)]
                    |left: &[[f32; 8]], right: &[[f32; 8]]| tile::<S, 1, 8, 8>(simd, left, right),
                ),
                _ => self.work.work(
                    #[inline(always)]
                    |left: &[[f32; 4]], right: &[[f32; 16]]| tile::<S, 2, 4, 16>(simd, left, right),
                ),
            }
        }
    }

    #[inline(always)]
    fn tile<S: Simd, const VECTORS: usize, const ROWS: usize, const COLUMNS: usize>(
        simd: S,
        left: &[[f32; ROWS]],
        right: &[[f32; COLUMNS]],
    ) -> [[f32; COLUMNS]; ROWS] {
        let mut sums = [[simd.splat_f32s(0.0); VECTORS]; ROWS];
        for (left, right) in left.iter().zip(right) {
            let (right, _) = S::as_simd_f32s(right);
            let Some(right) = right.first_chunk::<VECTORS>() else {
                unreachable!("a row is so many vectors")
            };
            for row in 0..ROWS {
                let left = simd.splat_f32s(left[row]);
                for vector in 0..VECTORS {
                    let product = simd.mul_f32s(left, right[vector]);
                    sums[row][vector] = simd.add_f32s(sums[row][vector], product);
                }
            }
        }
        let mut out = [[0.0; COLUMNS]; ROWS];
        for (out, sums) in out.iter_mut().zip(sums) {
            let (out, _) = S::as_mut_simd_f32s(out);
            out.copy_from_slice(&sums);
        }
        out
    }
}

#[cfg(target_arch = "wasm32")]
fn plain(left: &[[f32; 4]], right: &[[f32; 8]]) -> [[f32; 8]; 4] {
    use core::arch::wasm32::{f32x4, f32x4_add, f32x4_extract_lane, f32x4_mul, f32x4_splat, v128};

    // Tiles of 4 × 8 fit the 16 registers of a processor.
    let mut sums = [[f32x4_splat(0.0); 2]; 4];
    for (left, right) in left.iter().zip(right) {
        let [a, b, c, d, e, f, g, h] = *right;
        let right = [f32x4(a, b, c, d), f32x4(e, f, g, h)];
        for (sums, left) in sums.iter_mut().zip(left) {
            let left = f32x4_splat(*left);
            for (sum, right) in sums.iter_mut().zip(right) {
                *sum = f32x4_add(*sum, f32x4_mul(left, right));
            }
        }
    }
    let lanes = |x: v128| {
        [
            f32x4_extract_lane::<0>(x),
            f32x4_extract_lane::<1>(x),
            f32x4_extract_lane::<2>(x),
            f32x4_extract_lane::<3>(x),
        ]
    };
    sums.map(|[low, high]| {
        let ([a, b, c, d], [e, f, g, h]) = (lanes(low), lanes(high));
        [a, b, c, d, e, f, g, h]
    })
}

#[cfg(not(target_arch = "wasm32"))]
#[inline(always)]
fn plain(left: &[[f32; 4]], right: &[[f32; 8]]) -> [[f32; 8]; 4] {
    let mut sums = [[0.0; 8]; 4];
    for (left, right) in left.iter().zip(right) {
        for (sums, left) in sums.iter_mut().zip(left) {
            for (sum, right) in sums.iter_mut().zip(right) {
                *sum += left * right;
            }
        }
    }
    sums
}
