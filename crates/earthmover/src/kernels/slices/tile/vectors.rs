//! Tiles of a processor's vectors, found at run time by pulp.

use pulp::{Simd, WithSimd};

use super::{Tile, Work};

/// Does the work with the vectors of `simd`; where sums are `FUSED`, a product is added before it is rounded.
pub(super) fn wide<S: Simd, const FUSED: bool>(simd: S, work: impl Work) {
    simd.vectorize(Vectors::<_, FUSED>(work));
}

struct Vectors<W, const FUSED: bool>(W);

impl<W: Work, const FUSED: bool> WithSimd for Vectors<W, FUSED> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        match S::F32_LANES {
            16 => self.0.work(OneWide::<S, 16, FUSED>(simd)),
            _ => self.0.work(OneWide::<S, 8, FUSED>(simd)),
        }
    }
}

/// How many rows a tile has: so many independent sums hide how long an addition takes.
const ROWS: usize = 8;

/// Tiles one vector wide: so each number of the left factor is used once at a place, and a processor with
/// AVX-512 takes it out of memory as a part of the product.
#[derive(Clone, Copy)]
struct OneWide<S, const COLUMNS: usize, const FUSED: bool>(S);

impl<S: Simd, const COLUMNS: usize, const FUSED: bool> Tile<ROWS, COLUMNS>
    for OneWide<S, COLUMNS, FUSED>
{
    type Sums = [S::f32s; ROWS];

    #[inline(always)]
    fn none(self) -> Self::Sums {
        [self.0.splat_f32s(0.0); ROWS]
    }

    #[inline(always)]
    fn of_panels(self, left: &[[f32; ROWS]], right: &[[f32; COLUMNS]]) -> Self::Sums {
        let mut sums = [self.0.splat_f32s(0.0); ROWS];
        for (left, right) in left.iter().zip(right) {
            let right = self.vector(right);
            for (sum, left) in sums.iter_mut().zip(left) {
                *sum = self.grown(*sum, *left, right);
            }
        }
        sums
    }

    #[inline(always)]
    fn on_rows(
        self,
        mut sums: Self::Sums,
        mut left: [&[f32]; ROWS],
        right: &[[f32; COLUMNS]],
    ) -> Self::Sums {
        // All rows get one length, so that the compiler leaves out the checks of places.
        for row in &mut left {
            *row = &row[..right.len()];
        }
        for (place, right) in right.iter().enumerate() {
            let right = self.vector(right);
            for (sum, left) in sums.iter_mut().zip(&left) {
                *sum = self.grown(*sum, left[place], right);
            }
        }
        sums
    }

    #[inline(always)]
    fn add(self, mut a: Self::Sums, b: Self::Sums) -> Self::Sums {
        for (sum, other) in a.iter_mut().zip(b) {
            *sum = self.0.add_f32s(*sum, other);
        }
        a
    }

    #[inline(always)]
    fn add_row(self, sums: &Self::Sums, row: usize, numbers: &mut [f32; COLUMNS]) {
        let (vectors, _) = S::as_mut_simd_f32s(numbers);
        for vector in vectors {
            *vector = self.0.add_f32s(*vector, sums[row]);
        }
    }
}

impl<S: Simd, const COLUMNS: usize, const FUSED: bool> OneWide<S, COLUMNS, FUSED> {
    /// `sum` with the products of a number and a row.
    #[inline(always)]
    fn grown(self, sum: S::f32s, left: f32, right: S::f32s) -> S::f32s {
        let left = self.0.splat_f32s(left);
        if FUSED {
            self.0.mul_add_f32s(left, right, sum)
        } else {
            self.0.add_f32s(sum, self.0.mul_f32s(left, right))
        }
    }

    #[inline(always)]
    fn vector(self, numbers: &[f32; COLUMNS]) -> S::f32s {
        let (vectors, _) = S::as_simd_f32s(numbers);
        let Some(vector) = vectors.first() else {
            unreachable!("it is one vector wide")
        };
        *vector
    }
}
