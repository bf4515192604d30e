//! Each target on its corpus, on what was found of it, and on bytes of a seed.

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
    for input in found(target) {
        (target.run)(&input);
    }
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

/// What libFuzzer has found, a line of hexadecimal digits each (`scripts/fuzz-corpus.sh`).
fn found(target: &Target) -> Vec<Vec<u8>> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("found")
        .join(format!("{}.hex", target.name));
    let text = fs::read_to_string(file).expect("what was found of each target");
    let inputs: Vec<Vec<u8>> = text.lines().map(bytes_of).collect();
    assert!(inputs.len() > 10, "{} inputs", inputs.len());
    inputs
}

fn bytes_of(line: &str) -> Vec<u8> {
    let pairs = line.as_bytes().chunks_exact(2);
    pairs
        .map(|pair| {
            let digits = str::from_utf8(pair).expect("digits");
            u8::from_str_radix(digits, 16).expect("hexadecimal digits")
        })
        .collect()
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
