//! How large a run may be, so that it cannot take down the page that it runs in.

/// Most weights of both networks together: with the optimisers' memory, the average and gradients
/// about 0.6 GB.
pub(crate) const MOST_WEIGHTS: usize = 24_000_000;
/// Most numbers that a critic step keeps for its way back: 0.5 GB.
pub(crate) const MOST_NUMBERS: usize = 128_000_000;
/// Most numbers of one block while a batch passes, its patches included: 1 GB.
pub(crate) const MOST_AT_ONCE: usize = 256_000_000;
/// Latents of the reference batch, whose statistics batch normalisations sample with. They are more than a
/// batch in training has, so that the statistics are nearer to those of all latents.
pub(crate) const REFERENCE_ROWS: usize = 128;
