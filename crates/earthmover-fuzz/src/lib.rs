//! Inputs that nobody thought of, for whatever reads files or computes with numbers of others.
//!
//! Each target makes an input of bytes, and asks for what must hold: an answer that is right, or an error that says
//! something; no panic, and no more memory than is stated. `cargo test` tries its corpus and bytes of a seed;
//! `cargo make fuzz` bytes that libFuzzer finds by what the program comes to, and stops at one that takes over a second.

// Whatever does not hold ends the program: that is what this crate is for.
#![allow(clippy::missing_panics_doc, clippy::expect_used)]

mod bounded;
mod edits;
mod json;
mod number;
mod targets;

pub use targets::{TARGETS, Target};
