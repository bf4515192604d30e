//! Tiles of WebAssembly's vectors of 4 numbers.

use core::arch::wasm32::{f32x4, f32x4_add, f32x4_extract_lane, f32x4_mul, f32x4_splat, v128};

use super::Tile;

/// How many rows a tile has: with 8 columns its sums and what it reads fit the 16 registers of most processors.
const ROWS: usize = 4;

#[derive(Clone, Copy)]
pub(super) struct Plain;

impl Tile<ROWS, 8> for Plain {
    type Sums = [[v128; 2]; ROWS];

    #[inline(always)]
    fn none(self) -> Self::Sums {
        [[f32x4_splat(0.0); 2]; ROWS]
    }

    #[inline(always)]
    fn of_panels(self, left: &[[f32; ROWS]], right: &[[f32; 8]]) -> Self::Sums {
        let mut sums = self.none();
        for (left, right) in left.iter().zip(right) {
            add_products(&mut sums, *left, right);
        }
        sums
    }

    #[inline(always)]
    fn on_rows(
        self,
        mut sums: Self::Sums,
        [a, b, c, d]: [&[f32]; ROWS],
        right: &[[f32; 8]],
    ) -> Self::Sums {
        let rows = a.iter().zip(b).zip(c).zip(d);
        for (right, (((a, b), c), d)) in right.iter().zip(rows) {
            add_products(&mut sums, [*a, *b, *c, *d], right);
        }
        sums
    }

    #[inline(always)]
    fn add(self, mut a: Self::Sums, b: Self::Sums) -> Self::Sums {
        for (sums, others) in a.iter_mut().zip(b) {
            for (sum, other) in sums.iter_mut().zip(others) {
                *sum = f32x4_add(*sum, other);
            }
        }
        a
    }

    #[inline(always)]
    fn add_row(self, sums: &Self::Sums, row: usize, numbers: &mut [f32; 8]) {
        let [low, high] = vectors(numbers);
        let sums = sums[row];
        let ([a, b, c, d], [e, f, g, h]) = (
            lanes(f32x4_add(low, sums[0])),
            lanes(f32x4_add(high, sums[1])),
        );
        *numbers = [a, b, c, d, e, f, g, h];
    }
}

#[inline(always)]
fn vectors(numbers: &[f32; 8]) -> [v128; 2] {
    let [a, b, c, d, e, f, g, h] = *numbers;
    [f32x4(a, b, c, d), f32x4(e, f, g, h)]
}

#[inline(always)]
fn add_products(sums: &mut [[v128; 2]; ROWS], left: [f32; ROWS], right: &[f32; 8]) {
    let right = vectors(right);
    for (sums, left) in sums.iter_mut().zip(left) {
        let left = f32x4_splat(left);
        for (sum, right) in sums.iter_mut().zip(right) {
            *sum = f32x4_add(*sum, f32x4_mul(left, right));
        }
    }
}

#[inline(always)]
fn lanes(x: v128) -> [f32; 4] {
    [
        f32x4_extract_lane::<0>(x),
        f32x4_extract_lane::<1>(x),
        f32x4_extract_lane::<2>(x),
        f32x4_extract_lane::<3>(x),
    ]
}
