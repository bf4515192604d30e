//! Tiles in plain loops, for the vectors that every processor of its kind has.

use super::Tile;

/// How many rows a tile has: with 8 columns its sums and what it reads fit 16 registers of 4 numbers.
const ROWS: usize = 4;

#[derive(Clone, Copy)]
pub(super) struct Plain;

impl Tile<ROWS, 8> for Plain {
    type Sums = [[f32; 8]; ROWS];

    #[inline(always)]
    fn none(self) -> Self::Sums {
        [[0.0; 8]; ROWS]
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
        mut left: [&[f32]; ROWS],
        right: &[[f32; 8]],
    ) -> Self::Sums {
        // All rows get one length, so that the compiler leaves out the checks of places.
        for row in &mut left {
            *row = &row[..right.len()];
        }
        for (place, right) in right.iter().enumerate() {
            add_products(&mut sums, left.map(|row| row[place]), right);
        }
        sums
    }

    #[inline(always)]
    fn add(self, mut a: Self::Sums, b: Self::Sums) -> Self::Sums {
        for (sums, others) in a.iter_mut().zip(&b) {
            for (sum, other) in sums.iter_mut().zip(others) {
                *sum += other;
            }
        }
        a
    }

    #[inline(always)]
    fn add_row(self, sums: &Self::Sums, row: usize, numbers: &mut [f32; 8]) {
        for (number, sum) in numbers.iter_mut().zip(sums[row]) {
            *number += sum;
        }
    }
}

#[inline(always)]
fn add_products(sums: &mut [[f32; 8]; ROWS], left: [f32; ROWS], right: &[f32; 8]) {
    for (sums, left) in sums.iter_mut().zip(left) {
        for (sum, right) in sums.iter_mut().zip(right) {
            *sum += left * right;
        }
    }
}
