//! The innermost loop of a product: a tile of its numbers, with what vectors the processor has.
//!
//! Whatever these vectors are, each number is the sum of its terms in their order, and each product and each
//! sum is rounded: a fused operation, which some processors lack, would round once for both. So all
//! processors find the same bits; unless whoever runs them asks for fused ones.

#[cfg(not(target_arch = "wasm32"))]
mod plain;
#[cfg(target_arch = "x86_64")]
mod vectors;
#[cfg(target_arch = "wasm32")]
mod wasm;

#[cfg(target_arch = "x86_64")]
use std::sync::atomic::{AtomicBool, Ordering};

#[cfg(not(target_arch = "wasm32"))]
use plain::Plain;
#[cfg(target_arch = "wasm32")]
use wasm::Plain;

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
    /// With 8 numbers at once, fused.
    #[cfg(target_arch = "x86_64")]
    FusedAvx2,
    /// With 16 numbers at once, fused.
    #[cfg(target_arch = "x86_64")]
    FusedAvx512,
}

/// Whether the best way is a fused one.
#[cfg(target_arch = "x86_64")]
static FUSES: AtomicBool = AtomicBool::new(false);

/// Whether products are fused with the sums that they are added to from now on, where there is a way to do so.
pub(crate) fn fuse(fuses: bool) {
    #[cfg(target_arch = "x86_64")]
    FUSES.store(fuses, Ordering::Relaxed);
    #[cfg(not(target_arch = "x86_64"))]
    let _ = fuses;
}

/// Sums of `ROWS` × `COLUMNS` numbers of a product.
pub(crate) trait Tile<const ROWS: usize, const COLUMNS: usize>: Copy {
    /// The sums of a tile, in the registers that this kind of tile keeps them in.
    type Sums: Copy;

    /// Sums of nothing.
    fn none(self) -> Self::Sums;

    /// Sums over the places of two panels.
    fn of_panels(self, left: &[[f32; ROWS]], right: &[[f32; COLUMNS]]) -> Self::Sums;

    /// `sums` with those over the places of rows, at least as many as the panel has, and of a panel.
    fn on_rows(
        self,
        sums: Self::Sums,
        left: [&[f32]; ROWS],
        right: &[[f32; COLUMNS]],
    ) -> Self::Sums;

    /// Adds the numbers of two tiles.
    fn add(self, a: Self::Sums, b: Self::Sums) -> Self::Sums;

    /// Adds the sums of a row to numbers.
    fn add_row(self, sums: &Self::Sums, row: usize, numbers: &mut [f32; COLUMNS]);
}

/// Work that is done with tiles, of whatever size a way has.
pub(crate) trait Work {
    fn work<const ROWS: usize, const COLUMNS: usize>(self, tile: impl Tile<ROWS, COLUMNS>);
}

impl Way {
    /// All ways that this processor has to find the same bits, the best last.
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
        let fuses = FUSES.load(Ordering::Relaxed);
        let few = if fuses { 16 } else { 8 };
        let wide = columns > few && pulp::x86::V4::try_new().is_some();
        let narrow = pulp::x86::V3::try_new().is_some();
        match (fuses, wide, narrow) {
            (false, true, _) => Self::Avx512,
            (false, false, true) => Self::Avx2,
            (true, true, _) => Self::FusedAvx512,
            (true, false, true) => Self::FusedAvx2,
            (_, false, false) => Self::Plain,
        }
    }

    #[cfg(not(target_arch = "x86_64"))]
    pub(crate) fn best(_columns: usize) -> Self {
        Self::Plain
    }

    /// Does `work` in this way, or in the plain one where the processor lacks this.
    pub(crate) fn run(self, work: impl Work) {
        #[cfg(target_arch = "x86_64")]
        {
            let (narrow, wide) = (pulp::x86::V3::try_new(), pulp::x86::V4::try_new());
            match (self, narrow, wide) {
                (Self::Avx512, _, Some(simd)) => return vectors::wide::<_, false>(simd, work),
                (Self::FusedAvx512, _, Some(simd)) => return vectors::wide::<_, true>(simd, work),
                (Self::Avx2, Some(simd), _) => return vectors::wide::<_, false>(simd, work),
                (Self::FusedAvx2, Some(simd), _) => return vectors::wide::<_, true>(simd, work),
                _ => {}
            }
        }
        work.work(Plain);
    }
}
