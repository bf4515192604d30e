//! Each target on its corpus, and on bytes of a seed.

use std::fs;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use earthmover_fuzz::{TARGETS, Target};
use earthmover_transport::noise::Noise;

/// One at a time: what an input takes of memory is told by the whole program.
static ALONE: Mutex<()> = Mutex::new(());

const LONGEST: u64 = 512;

fn try_target(name: &str) {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let target = TARGETS
        .iter()
        .find(|target| target.name == name)
        .expect("a target");
    try_corpus(target);
    let mut noise = Noise::new(7, 0, 0);
    for _ in 0..target.inputs {
        let length = noise.below(LONGEST) as usize;
        let bytes: Vec<u8> = (0..length).map(|_| noise.below(256) as u8).collect();
        (target.run)(&bytes);
    }
}

fn try_corpus(target: &Target) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("corpus")
        .join(target.name);
    let mut files: Vec<_> = fs::read_dir(&folder)
        .expect("each target has a corpus")
        .map(|entry| entry.expect("a file").path())
        .collect();
    files.sort();
    assert!(!files.is_empty());
    for file in files {
        (target.run)(&fs::read(&file).expect("a file"));
    }
}

/// A test of each, by its name.
macro_rules! targets {
    ($($name:ident)*) => {
        $(#[test] fn $name() { try_target(stringify!($name)); })*

        #[test]
        fn all_are_tried() {
            assert_eq!(TARGETS.map(|target| target.name).to_vec(), [$(stringify!($name)),*]);
        }
    };
}

targets!(assignment costs coupling measures config checkpoint sets figures);
