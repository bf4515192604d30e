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
        match (S::F32_LANES, FUSED) {
            (16, true) => self.0.work(Wide::<S, 32, 2, FUSED>(simd)),
            (16, false) => self.0.work(Wide::<S, 16, 1, FUSED>(simd)),
            _ => self.0.work(Wide::<S, 8, 1, FUSED>(simd)),
        }
    }
}

/// How many rows a tile has: so many independent sums hide how long an addition takes.
const ROWS: usize = 8;

/// Tiles of one vector's width: so each number of the left factor is used once at a place, and a processor with
/// AVX-512 takes it out of memory as a part of the product. Where this is fused with the sum, that many numbers
/// are more than are read in the time: a tile is two `VECTORS` wide there.
#[derive(Clone, Copy)]
struct Wide<S, const COLUMNS: usize, const VECTORS: usize, const FUSED: bool>(S);

impl<S: Simd, const COLUMNS: usize, const VECTORS: usize, const FUSED: bool> Tile<ROWS, COLUMNS>
    for Wide<S, COLUMNS, VECTORS, FUSED>
{
    type Sums = [[S::f32s; VECTORS]; ROWS];

    #[inline(always)]
    fn none(self) -> Self::Sums {
        [[self.0.splat_f32s(0.0); VECTORS]; ROWS]
    }

    #[inline(always)]
    fn of_panels(self, left: &[[f32; ROWS]], right: &[[f32; COLUMNS]]) -> Self::Sums {
        let mut sums = self.none();
        for (left, right) in left.iter().zip(right) {
            let right = Self::vectors(right);
            for (sums, left) in sums.iter_mut().zip(left) {
                self.grow(sums, *left, right);
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
            let right = Self::vectors(right);
            for (sums, left) in sums.iter_mut().zip(&left) {
                self.grow(sums, left[place], right);
            }
        }
        sums
    }

    #[inline(always)]
    fn add(self, mut a: Self::Sums, b: Self::Sums) -> Self::Sums {
        for (sums, others) in a.iter_mut().zip(b) {
            for (sum, other) in sums.iter_mut().zip(others) {
                *sum = self.0.add_f32s(*sum, other);
            }
        }
        a
    }

    #[inline(always)]
    fn add_row(self, sums: &Self::Sums, row: usize, numbers: &mut [f32; COLUMNS]) {
        let (vectors, _) = S::as_mut_simd_f32s(numbers);
        for (vector, sum) in vectors.iter_mut().zip(sums[row]) {
            *vector = self.0.add_f32s(*vector, sum);
        }
    }
}

impl<S: Simd, const COLUMNS: usize, const VECTORS: usize, const FUSED: bool>
    Wide<S, COLUMNS, VECTORS, FUSED>
{
    /// Adds the products of a number and a row to `sums`.
    #[inline(always)]
    fn grow(self, sums: &mut [S::f32s; VECTORS], left: f32, right: &[S::f32s; VECTORS]) {
        let left = self.0.splat_f32s(left);
        for (sum, right) in sums.iter_mut().zip(right) {
            *sum = if FUSED {
                self.0.mul_add_f32s(left, *right, *sum)
            } else {
                self.0.add_f32s(*sum, self.0.mul_f32s(left, *right))
            };
        }
    }

    #[inline(always)]
    fn vectors(numbers: &[f32; COLUMNS]) -> &[S::f32s; VECTORS] {
        let (vectors, _) = S::as_simd_f32s(numbers);
        let Some(vectors) = vectors.first_chunk() else {
            unreachable!("it is so many vectors wide")
        };
        vectors
    }
}
