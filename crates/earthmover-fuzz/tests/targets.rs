//! Each target on its corpus, on what was found of it, and by chance: on bytes of a seed, and on what was found with
//! some bytes that are others. `FUZZ_TIMES=100 FUZZ_SEED=8` tries a hundred times as many, of another seed.

use std::env;
use std::fs;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use earthmover_fuzz::{TARGETS, Target};
use earthmover_transport::noise::Noise;

/// One at a time: what an input takes of memory is told by the whole program.
static ALONE: Mutex<()> = Mutex::new(());

const LONGEST: u64 = 512;

/// At most so many bytes of what was found become others.
const MOST_OTHERS: u64 = 8;

fn try_target(name: &str) {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let target = TARGETS
        .iter()
        .find(|target| target.name == name)
        .expect("a target");
    try_corpus(target);
    let found = found(target);
    for input in &found {
        (target.run)(input);
    }
    let inputs = u64::from(target.inputs) * asked("FUZZ_TIMES", 1);
    let mut noise = Noise::new(asked("FUZZ_SEED", 7), 0, 0);
    let mut tried = 0;
    for turn in 0..inputs {
        let bytes = if turn % 2 == 0 {
            any(&mut noise)
        } else {
            near(&mut noise, &found)
        };
        tried += u64::from((target.run)(&bytes));
    }
    println!("{name}: {tried} inputs by chance");
    assert!(
        tried > inputs / 2,
        "only {tried} of {inputs} stand for an input"
    );
}

/// The number that a variable of the environment asks for.
fn asked(variable: &str, unless: u64) -> u64 {
    env::var(variable).map_or(unless, |text| text.parse().expect("a whole number"))
}

/// Any bytes.
fn any(noise: &mut Noise) -> Vec<u8> {
    let length = noise.below(LONGEST);
    (0..length).map(|_| noise.below(256) as u8).collect()
}

/// Something that was found, of which some bytes are others.
fn near(noise: &mut Noise, found: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = found[noise.below(found.len() as u64) as usize].clone();
    if !bytes.is_empty() {
        for _ in 0..=noise.below(MOST_OTHERS) {
            let at = noise.below(bytes.len() as u64) as usize;
            bytes[at] = noise.below(256) as u8;
        }
    }
    bytes
}

fn try_corpus(target: &Target) {
    let folder = Path::new("corpus").join(target.name);
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
    let file = Path::new("found").join(format!("{}.hex", target.name));
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
