//! What is tried.

mod assignment;
mod checkpoint;
mod config;
mod costs;
mod coupling;
mod figures;
mod measures;
mod sets;

use arbitrary::{Arbitrary, Unstructured};

use crate::bounded::bounded;

/// Something that is given any input.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// Its name, and that of the folder of its corpus.
    pub name: &'static str,
    /// Tries the input that some bytes stand for: false where they stand for none. Panics where what must hold does not.
    pub run: fn(&[u8]) -> bool,
    /// How many inputs `cargo test` makes for it, in some seconds.
    pub inputs: u32,
}

/// All of them.
pub const TARGETS: [Target; 8] = [
    Target {
        name: "assignment",
        run: run::<assignment::Input>,
        inputs: 300_000,
    },
    Target {
        name: "costs",
        run: run::<costs::Input>,
        inputs: 300_000,
    },
    Target {
        name: "coupling",
        run: run::<coupling::Input>,
        inputs: 100_000,
    },
    Target {
        name: "measures",
        run: run::<measures::Input>,
        inputs: 200_000,
    },
    Target {
        name: "config",
        run: run::<config::Input>,
        inputs: 20_000,
    },
    Target {
        name: "checkpoint",
        run: run::<checkpoint::Input>,
        inputs: 6_000,
    },
    Target {
        name: "sets",
        run: run::<sets::Input>,
        inputs: 10_000,
    },
    Target {
        name: "figures",
        run: run::<figures::Input>,
        inputs: 200_000,
    },
];

/// An input of a target.
trait Case: for<'a> Arbitrary<'a> {
    /// Megabytes that it may take.
    const MOST_MEGABYTES: f32;

    /// Makes what it needs that is the same for all inputs.
    fn prepare() {}

    /// Asks, and sees whether what must hold does.
    fn check(&self);
}

fn run<C: Case>(bytes: &[u8]) -> bool {
    // Too few bytes stand for no input.
    let Ok(case) = C::arbitrary_take_rest(Unstructured::new(bytes)) else {
        return false;
    };
    C::prepare();
    bounded(C::MOST_MEGABYTES, || case.check());
    true
}
