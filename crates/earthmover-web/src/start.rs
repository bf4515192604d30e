//! What must happen once, before anything else.

use std::panic;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::convert::Failure;

static ONCE: Once = Once::new();
static PANICKED: AtomicBool = AtomicBool::new(false);

/// Runs what must run once. Every entry point calls it: a `#[wasm_bindgen(start)]` function alone
/// is not enough, since wasm-bindgen's test runner does not run it.
pub(crate) fn once() {
    ONCE.call_once(|| {
        call_constructors();
        panic::set_hook(Box::new(|info| {
            PANICKED.store(true, Ordering::Relaxed);
            console_error_panic_hook::hook(info);
        }));
        // It fails only where there is a logger already, which then serves.
        let _ = console_log::init_with_level(log::Level::Warn);
    });
}

/// After a panic the module is dead: a call under way never ends, and none can be trusted.
pub(crate) fn check_alive() -> Result<(), Failure> {
    if PANICKED.load(Ordering::Relaxed) {
        return Err(Failure::panicked());
    }
    Ok(())
}

/// Runs the module's static constructors, with which cubecl's kernels register themselves.
///
/// Where a program does not call `__wasm_call_ctors` itself, wasm-ld wraps each export in a
/// `command_export` shim that runs all of them again at each call from JavaScript: seconds of CPU
/// time an iteration. `scripts/check-constructors.mjs` holds the built module to having none.
#[cfg(all(feature = "webgpu", target_arch = "wasm32"))]
#[allow(
    unsafe_code,
    reason = "wasm-ld defines this function, and it is called once"
)]
fn call_constructors() {
    unsafe extern "C" {
        fn __wasm_call_ctors();
    }
    unsafe { __wasm_call_ctors() }
}

/// The CPU module has no static constructors.
#[cfg(not(all(feature = "webgpu", target_arch = "wasm32")))]
fn call_constructors() {}
