//! The target that `TARGET` names, under libFuzzer, whose arguments it takes.

#![no_main]

use std::sync::LazyLock;

use earthmover_fuzz::{TARGETS, Target};
use libfuzzer_sys::{Corpus, fuzz_target};

static CHOSEN: LazyLock<&Target> = LazyLock::new(|| {
    let name = std::env::var("TARGET").unwrap_or_default();
    let names = TARGETS.map(|target| target.name).join(", ");
    let named = TARGETS.iter().find(|target| target.name == name);
    named.unwrap_or_else(|| panic!("TARGET must be one of {names}, but is {name:?}"))
});

fuzz_target!(|bytes: &[u8]| -> Corpus {
    if (CHOSEN.run)(bytes) {
        Corpus::Keep
    } else {
        Corpus::Reject
    }
});
