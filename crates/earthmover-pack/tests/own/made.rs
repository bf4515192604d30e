//! Small sets that are made up, and the program that packs them.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output};

use earthmover_pack::data_set::DataSet;
use earthmover_pack::sources::read_folder;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;
use tempfile::TempDir;

pub(crate) const SIDE: usize = 28;
pub(crate) const PIXELS: usize = SIDE * SIDE;

pub(crate) fn pack(out: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_earthmover-pack"))
        .args(args)
        .arg("--out")
        .arg(out)
        .output()
        .unwrap()
}

/// The set as it is read back, and its manifest.
#[track_caller]
pub(crate) fn packed(args: &[&str]) -> (DataSet, Value) {
    let out = tempfile::tempdir().unwrap();
    let output = pack(out.path(), args);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{stderr}");
    let manifest = fs::read(out.path().join("manifest.json")).unwrap();
    let manifest = serde_json::from_slice(&manifest).unwrap();
    (read_folder(out.path()).unwrap(), manifest)
}

/// Checks that nothing is written, and that the error says all of this.
#[track_caller]
pub(crate) fn refused(args: &[&str], expected: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let output = pack(&out, args);
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && !out.exists(), "{stderr}");
    for part in expected {
        assert!(stderr.contains(part), "{part} is not in: {stderr}");
    }
}

pub(crate) fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// The `n`-th shape: a bar, or a frame, whose place and light depend on `n`.
pub(crate) fn shape(n: usize) -> [u8; PIXELS] {
    let mut pixels = [0; PIXELS];
    let (from, light) = (4 + n % 7, 100 + (n % 150) as u8);
    for (place, pixel) in pixels.iter_mut().enumerate() {
        let (x, y) = (place % SIDE, place / SIDE);
        let is_lit = if n.is_multiple_of(2) {
            (from..from + 4).contains(&x)
        } else {
            let inside = |side: usize| (from..from + 12).contains(&side);
            let edge = |side: usize| side == from || side == from + 11;
            inside(x) && inside(y) && (edge(x) || edge(y))
        };
        if is_lit {
            *pixel = light;
        }
    }
    pixels
}

pub(crate) fn label(n: usize) -> u8 {
    (n % 2) as u8
}

pub(crate) fn images(count: usize) -> Vec<u8> {
    (0..count).flat_map(shape).collect()
}

pub(crate) fn labels(count: usize) -> Vec<u8> {
    (0..count).map(label).collect()
}

/// An IDX file of these lengths.
pub(crate) fn idx(lengths: &[usize], elements: &[u8]) -> Vec<u8> {
    let mut file = vec![0, 0, 8, lengths.len() as u8];
    for length in lengths {
        file.extend((*length as u32).to_be_bytes());
    }
    file.extend(elements);
    file
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A folder with so many shapes, in files of images and of labels.
pub(crate) fn idx_folder(count: usize) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: Vec<u8>| fs::write(folder.path().join(name), bytes).unwrap();
    let lengths = [count, SIDE, SIDE];
    write("shapes-images-idx3-ubyte", idx(&lengths, &images(count)));
    write("shapes-labels-idx1-ubyte", idx(&[count], &labels(count)));
    folder
}

/// Checks that both halves together have each of so many shapes once, with its label.
#[track_caller]
pub(crate) fn has_each_once(set: &DataSet, count: usize) {
    let all = [&set.train, &set.test];
    let mut found: Vec<(Vec<u8>, u8)> = all
        .into_iter()
        .flat_map(|half| (0..half.count()).map(|n| (half.image(n).to_vec(), half.labels[n])))
        .collect();
    let mut expected: Vec<(Vec<u8>, u8)> =
        (0..count).map(|n| (shape(n).to_vec(), label(n))).collect();
    found.sort();
    expected.sort();
    assert!(found == expected);
}
