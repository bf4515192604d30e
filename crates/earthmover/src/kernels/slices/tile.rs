//! The innermost loop of a product: a tile of its numbers, with what vectors the processor has.
//!
//! Whatever these vectors are, each number is the sum of its terms in their order, and each product and each
//! sum is rounded: a fused operation, which some processors lack, would round once for both. So all
//! processors find the same bits.

#[cfg(target_arch = "x86_64")]
mod vectors;

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

/// Sums of `ROWS` × `COLUMNS` numbers of a product.
pub(crate) trait Tile<const ROWS: usize, const COLUMNS: usize>: Copy {
    /// The sums of a tile, in the registers that this kind of tile keeps them in.
    type Sums: Copy;

    /// Whether rows of the left factor are read as they are stored, by [`Tile::of_rows`].
    fn reads_rows(self) -> bool;

    /// Sums over the places of two panels.
    fn of_panels(self, left: &[[f32; ROWS]], right: &[[f32; COLUMNS]]) -> Self::Sums;

    /// Sums over the places of rows, at least as many as the panel has, and of a panel.
    fn of_rows(self, left: [&[f32]; ROWS], right: &[[f32; COLUMNS]]) -> Self::Sums;

    /// Adds the numbers of two tiles.
    fn add(self, a: Self::Sums, b: Self::Sums) -> Self::Sums;

    /// The sums as numbers, row by row.
    fn numbers(self, sums: Self::Sums) -> [[f32; COLUMNS]; ROWS];
}

/// Work that is done with tiles, of whatever size a way has.
pub(crate) trait Work {
    fn work<const ROWS: usize, const COLUMNS: usize>(self, tile: impl Tile<ROWS, COLUMNS>);
}

impl Way {
    /// All ways that this processor has, the best last.
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

    /// The best way for so many `columns`. A wide tile is mostly empty where there are few.
    #[cfg(target_arch = "x86_64")]
    pub(crate) fn best(columns: usize) -> Self {
        if columns > 8 && pulp::x86::V4::try_new().is_some() {
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

    /// Does `work` in this way, or in the plain one where the processor lacks this.
    pub(crate) fn run(self, work: impl Work) {
        #[cfg(target_arch = "x86_64")]
        match self {
            Self::Avx512 => {
                if let Some(simd) = pulp::x86::V4::try_new() {
                    return vectors::wide(simd, work);
                }
            }
            Self::Avx2 => {
                if let Some(simd) = pulp::x86::V3::try_new() {
                    return vectors::wide(simd, work);
                }
            }
            Self::Plain => {}
        }
        work.work(PlainTile);
    }
}

/// Tiles of 4 × 8, which fit the 16 registers of a processor.
#[derive(Clone, Copy)]
struct PlainTile;

impl Tile<4, 8> for PlainTile {
    type Sums = [[f32; 8]; 4];

    #[inline(always)]
    fn reads_rows(self) -> bool {
        false
    }

    #[inline(always)]
    fn of_panels(self, left: &[[f32; 4]], right: &[[f32; 8]]) -> [[f32; 8]; 4] {
        plain(left, right)
    }

    fn of_rows(self, _left: [&[f32]; 4], _right: &[[f32; 8]]) -> [[f32; 8]; 4] {
        unreachable!("rows come to it in panels")
    }

    #[inline(always)]
    fn add(self, mut a: [[f32; 8]; 4], b: [[f32; 8]; 4]) -> [[f32; 8]; 4] {
        for (sums, others) in a.iter_mut().zip(&b) {
            for (sum, other) in sums.iter_mut().zip(others) {
                *sum += other;
            }
        }
        a
    }

    #[inline(always)]
    fn numbers(self, sums: [[f32; 8]; 4]) -> [[f32; 8]; 4] {
        sums
    }
}

#[cfg(target_arch = "wasm32")]
fn plain(left: &[[f32; 4]], right: &[[f32; 8]]) -> [[f32; 8]; 4] {
    use core::arch::wasm32::{f32x4, f32x4_add, f32x4_extract_lane, f32x4_mul, f32x4_splat, v128};

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
