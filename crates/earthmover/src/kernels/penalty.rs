//! A slope penalty of pairs that lie in rows side by side.

/// What it needs to know.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(
    not(feature = "wgpu"),
    allow(dead_code, reason = "kernels of GPUs read them")
)]
pub(crate) struct PairPenalty {
    /// Rows of digits, and as many of fakes after them.
    pub(crate) batch: usize,
    /// The row of the first pair's first point, and of its second; the pairs follow in both.
    pub(crate) ends: [usize; 2],
    pub(crate) pairs: usize,
    /// Pairs of the whole batch, and its rows.
    pub(crate) whole: [usize; 2],
    pub(crate) lambda: f64,
    /// ‖x − y‖, if it is the same for every pair.
    pub(crate) length: Option<f64>,
    /// What a distance that is divided by counts as at least.
    pub(crate) least: f64,
    /// Whether there is a penalty to speak of.
    pub(crate) is_penalised: bool,
    /// Whether the excess is that of the slope over 1, or of the difference over the distance.
    pub(crate) by_quotient: bool,
    /// Whether slopes below 1 are penalised too.
    pub(crate) two_sided: bool,
}
