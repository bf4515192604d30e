//! How much memory and time an input may take.

use std::time::Duration;

use cpu_time::ThreadTime;
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Of the processor, so that it does not count what else the machine does.
const MOST_TIME: Duration = Duration::from_secs(1);

/// What `work` gives, which may take `most` megabytes at once, and a second of the processor. Nobody else may take memory
/// meanwhile.
///
/// # Panics
/// When it takes more.
pub(crate) fn bounded<T>(most: f32, work: impl FnOnce() -> T) -> T {
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage_as_mb();
    let begun = ThreadTime::now();
    let made = work();
    let time = begun.elapsed();
    assert!(
        time <= MOST_TIME,
        "took {time:?}, and {MOST_TIME:?} are allowed"
    );
    let taken = MEMORY.peak_usage_as_mb() - before;
    assert!(taken <= most, "took {taken} MB, and {most} MB are allowed");
    made
}
