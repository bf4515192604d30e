//! How far a command has come: a bar where somebody watches, lines where it is read later.

use indicatif::ProgressBar;

/// Says `line` where there is no bar, as in a pipe or in a file.
pub(crate) fn tell(bar: &ProgressBar, line: impl FnOnce() -> String) {
    if bar.is_hidden() {
        eprintln!("{}", line());
    }
}
