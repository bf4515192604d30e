//! What a run may take: nothing may take down the page that it runs in.

/// Most weights of both networks together: with the optimisers' memory, the average and gradients
/// about 0.6 GB.
pub(crate) const MOST_WEIGHTS: usize = 24_000_000;
/// Most numbers that a critic step keeps for its way back: 0.5 GB.
pub(crate) const MOST_NUMBERS: usize = 128_000_000;
/// Most numbers of one block while a batch passes, its patches included: 1 GB.
pub(crate) const MOST_AT_ONCE: usize = 256_000_000;
/// Rows of the largest pass beside a batch: those of the reference batch.
pub(crate) const AT_ONCE: usize = 128;
