//! A slope penalty of pairs that lie in rows side by side.

/// What the kernel of such a penalty needs to know.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(
    not(feature = "wgpu"),
    allow(dead_code, reason = "kernels of GPUs read them")
)]
pub(crate) struct PairPenalty {
    /// How many rows of digits there are, which as many of fakes follow.
    pub(crate) batch: usize,
    /// The row of the first pair's first point, and of its second; the pairs follow in both.
    pub(crate) ends: [usize; 2],
    pub(crate) pairs: usize,
    /// How many pairs and how many rows the whole batch has.
    pub(crate) whole: [usize; 2],
    pub(crate) lambda: f64,
    /// ‖x − y‖, if it is the same for every pair.
    pub(crate) length: Option<f64>,
    /// The least that a distance counts as where something is divided by it.
    pub(crate) least: f64,
    /// Whether there is a penalty at all.
    pub(crate) is_penalised: bool,
    pub(crate) excess: Excess,
}

/// What of a pair is penalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(
    not(feature = "wgpu"),
    allow(dead_code, reason = "kernels of GPUs read them")
)]
pub(crate) struct Excess {
    /// Whether it is that of the slope over 1; otherwise it is that of the difference over the distance.
    pub(crate) by_quotient: bool,
    /// Whether slopes below 1 are penalised too.
    pub(crate) two_sided: bool,
}
