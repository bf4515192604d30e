//! How much memory an input may take.

use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// What `work` gives, which may take `most` megabytes at once. Nobody else
/// may take any meanwhile.
///
/// # Panics
/// When it takes more.
pub(crate) fn bounded<T>(most: f32, work: impl FnOnce() -> T) -> T {
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage_as_mb();
    let made = work();
    let taken = MEMORY.peak_usage_as_mb() - before;
    assert!(taken <= most, "took {taken} MB, and {most} MB are allowed");
    made
}
