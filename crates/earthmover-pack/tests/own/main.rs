//! `earthmover-pack`, run as a program on small sets that are made up: bars and frames, as IDX files, pictures and
//! arrays.

#![allow(clippy::unwrap_used)]

mod arrays;
mod idx;
mod made;
mod pictures;
mod said;
