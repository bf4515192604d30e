//! `earthmover-pack`, run as a program on small sets that are made up: bars and frames, as IDX files, pictures and
//! arrays.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output};

use earthmover_pack::data_set::DataSet;
use earthmover_pack::sources::read_folder;
use flate2::Compression;
use flate2::write::GzEncoder;
use image::{GrayImage, Luma, Rgb, RgbImage};
use serde_json::Value;
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const SIDE: usize = 28;
const PIXELS: usize = SIDE * SIDE;

fn pack(out: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_earthmover-pack"))
        .args(args)
        .arg("--out")
        .arg(out)
        .output()
        .unwrap()
}

/// The set as it is read back, and its manifest.
#[track_caller]
fn packed(args: &[&str]) -> (DataSet, Value) {
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
fn refused(args: &[&str], expected: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let output = pack(&out, args);
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && !out.exists(), "{stderr}");
    for part in expected {
        assert!(stderr.contains(part), "{part} is not in: {stderr}");
    }
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// The `n`-th shape: a bar, or a frame, whose place and light depend on `n`.
fn shape(n: usize) -> [u8; PIXELS] {
    let mut pixels = [0; PIXELS];
    let (from, light) = (4 + n % 7, 100 + (n % 150) as u8);
    for (place, pixel) in pixels.iter_mut().enumerate() {
        let (x, y) = (place % SIDE, place / SIDE);
        let is_lit = if n % 2 == 0 {
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

fn label(n: usize) -> u8 {
    (n % 2) as u8
}

fn images(count: usize) -> Vec<u8> {
    (0..count).flat_map(shape).collect()
}

fn labels(count: usize) -> Vec<u8> {
    (0..count).map(label).collect()
}

/// An IDX file of these lengths.
fn idx(lengths: &[usize], elements: &[u8]) -> Vec<u8> {
    let mut file = vec![0, 0, 8, lengths.len() as u8];
    for length in lengths {
        file.extend((*length as u32).to_be_bytes());
    }
    file.extend(elements);
    file
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A folder with so many shapes, in files of images and of labels.
fn idx_folder(count: usize) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: Vec<u8>| fs::write(folder.path().join(name), bytes).unwrap();
    let lengths = [count, SIDE, SIDE];
    write("shapes-images-idx3-ubyte", idx(&lengths, &images(count)));
    write("shapes-labels-idx1-ubyte", idx(&[count], &labels(count)));
    folder
}

/// A folder of two folders of pictures, bars and frames.
fn picture_folder(count: usize) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for n in 0..count {
        let class = folder.path().join(["bar", "frame"][n % 2]);
        fs::create_dir_all(&class).unwrap();
        let picture = GrayImage::from_raw(SIDE as u32, SIDE as u32, shape(n).to_vec()).unwrap();
        picture.save(class.join(format!("{n:03}.png"))).unwrap();
    }
    folder
}

enum Array {
    Bytes(Vec<u64>, Vec<u8>),
    Whole(Vec<i64>),
    Floats(Vec<f32>),
}

/// An array as NumPy writes it.
fn npy(array: &Array) -> Vec<u8> {
    let (kind, shape, numbers) = match array {
        Array::Bytes(shape, values) => ("|u1", shape.clone(), values.clone()),
        Array::Whole(values) => {
            let numbers = values.iter().flat_map(|value| value.to_le_bytes());
            ("<i8", vec![values.len() as u64], numbers.collect())
        }
        Array::Floats(values) => {
            let numbers = values.iter().flat_map(|value| value.to_le_bytes());
            ("<f4", vec![1, 28, 28], numbers.collect())
        }
    };
    let shape: String = shape.iter().map(|length| format!("{length}, ")).collect();
    // A tuple of one ends in a comma, longer ones do not.
    let shape = match shape.matches(',').count() {
        1 => shape.trim_end(),
        _ => shape.trim_end_matches(", "),
    };
    let header = format!("{{'descr': '{kind}', 'fortran_order': False, 'shape': ({shape}), }}\n");
    let length = (header.len() as u16).to_le_bytes();
    [
        b"\x93NUMPY\x01\x00",
        &length[..],
        header.as_bytes(),
        &numbers,
    ]
    .concat()
}

/// A file of these arrays.
fn npz(arrays: &[(&str, Array)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let file = fs::File::create(folder.path().join("shapes.npz")).unwrap();
    let mut archive = ZipWriter::new(file);
    for (name, array) in arrays {
        archive
            .start_file(format!("{name}.npy"), SimpleFileOptions::default())
            .unwrap();
        archive.write_all(&npy(array)).unwrap();
    }
    archive.finish().unwrap();
    folder
}

/// Checks that both halves together have each of so many shapes once, with its label.
#[track_caller]
fn has_each_once(set: &DataSet, count: usize) {
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

#[test]
fn idx_files_are_packed_with_what_is_said_of_them() {
    let folder = idx_folder(50);
    let source = ["--idx", path(folder.path())];
    let said = [
        "--name",
        "my-shapes",
        "--title",
        "My shapes",
        "--title-zh",
        "我的图形",
        "--licence",
        "CC0",
        "--credit",
        "Me",
        "--link",
        "https://example.org/",
        "--labels",
        "bar,frame",
    ];
    let (set, manifest) = packed(&[&source[..], &said].concat());
    has_each_once(&set, 50);
    assert_eq!([set.train.count(), set.test.count()], [45, 5]);
    let expected = serde_json::json!({
        "format": 2, "name": "my-shapes", "title": {"en": "My shapes", "zh": "我的图形"},
        "width": 28, "height": 28, "channels": 1, "labels": ["bar", "frame"], "licence": "CC0",
        "credit": "Me", "link": "https://example.org/", "classifier": null,
        "train": manifest["train"], "test": manifest["test"],
    });
    assert_eq!(manifest, expected);
    // A small set fills one shard.
    assert_eq!(manifest["train"].as_array().unwrap().len(), 1);
    assert_eq!(manifest["train"][0]["count"], 45);
    // They are shuffled: their source has bars and frames in turns.
    assert_ne!(set.train.labels, labels(45));
}

#[test]
fn idx_files_may_be_gzipped_have_a_test_half_and_no_labels() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: Vec<u8>| fs::write(folder.path().join(name), bytes).unwrap();
    let file = idx(&[30, SIDE, SIDE], &images(30));
    write("a-train-images-idx3-ubyte.gz", gzip(&file));
    write(
        "a-test-images-idx3-ubyte",
        idx(&[4, SIDE, SIDE], &images(4)),
    );
    let (set, manifest) = packed(&["--idx", path(folder.path())]);
    assert_eq!([set.train.count(), set.test.count()], [30, 4]);
    assert_eq!(manifest["labels"], serde_json::json!([]));
    assert!(set.train.labels.iter().all(|label| *label == 0));
    let args = ["--idx", path(folder.path()), "--labels", "a,b"];
    refused(&args, &["--labels", "have no labels"]);

    // What is cut short is named.
    write("a-train-images-idx3-ubyte.gz", gzip(&file)[..200].to_vec());
    let args = ["--idx", path(folder.path())];
    refused(&args, &["a-train-images-idx3-ubyte.gz"]);
    write("a-train-images-idx3-ubyte.gz", gzip(&file[..9_000]));
    refused(
        &args,
        &["a-train-images-idx3-ubyte.gz", "promises 23520 bytes"],
    );
}

#[test]
fn labels_beyond_names_and_sets_that_are_too_small_are_refused() {
    let folder = idx_folder(10);
    let args = ["--idx", path(folder.path()), "--labels", "bar"];
    refused(
        &args,
        &[
            path(folder.path()),
            "is 1, and there are names for 1 classes",
        ],
    );
    let args = ["--idx", path(folder.path()), "--test", "9"];
    refused(
        &args,
        &[path(folder.path()), "too few images: 10, of which 9"],
    );
    let one = idx_folder(1);
    refused(
        &["--idx", path(one.path())],
        &[path(one.path()), "too few images: 1"],
    );
    let labels = folder.path().join("shapes-labels-idx1-ubyte");
    fs::write(&labels, idx(&[3], &[0, 1, 0])).unwrap();
    refused(
        &["--idx", path(folder.path())],
        &[path(&labels), "10 images, but 3 labels"],
    );
}

#[test]
fn pictures_are_labelled_by_their_folders() {
    let folder = picture_folder(40);
    fs::write(folder.path().join("notes.txt"), "not a picture").unwrap();
    let (set, manifest) = packed(&["--images", path(folder.path()), "--name", "own"]);
    has_each_once(&set, 40);
    assert_eq!(manifest["labels"], serde_json::json!(["bar", "frame"]));
    let args = ["--images", path(folder.path()), "--labels", "a"];
    refused(&args, &["1 names for 2 sub-folders: bar, frame"]);

    let stray = folder.path().join("stray.png");
    GrayImage::from_pixel(28, 28, Luma([1]))
        .save(&stray)
        .unwrap();
    refused(
        &["--images", path(folder.path())],
        &[path(&stray), "beside folders"],
    );
}

#[test]
fn pictures_of_any_size_and_colour_are_made_to_fit() {
    let folder = tempfile::tempdir().unwrap();
    // Black on white, twice as large: a frame of 20 pixels, in grey as PNG and in colours as JPEG.
    let is_dark = |x: u32, y: u32| (18..38).contains(&x) && (18..38).contains(&y);
    let light = |x, y| if is_dark(x, y) { 0 } else { 255 };
    let grey = GrayImage::from_fn(56, 56, |x, y| Luma([light(x, y)]));
    grey.save(folder.path().join("a.png")).unwrap();
    let colours = RgbImage::from_fn(56, 56, |x, y| Rgb([light(x, y), 255, light(x, y)]));
    colours.save(folder.path().join("b.JPEG")).unwrap();
    let (set, _) = packed(&["--images", path(folder.path()), "--invert", "--test", "0"]);
    assert_eq!([set.train.count(), set.test.count()], [2, 0]);
    // The middle of the square, and a corner of the image.
    let mut found: Vec<[u8; 2]> = (0..2)
        .map(|n| [set.train.image(n)[14 * SIDE + 14], set.train.image(n)[0]])
        .collect();
    found.sort();
    let [of_green, of_black] = found[..] else {
        unreachable!()
    };
    assert_eq!(of_black, [255, 0]);
    assert!(
        (30..110).contains(&of_green[0]) && of_green[1] < 4,
        "{of_green:?}"
    );
}

#[test]
fn pictures_that_cannot_be_used_are_named() {
    let folder = picture_folder(6);
    let bad = folder.path().join("bar/bad.png");
    let args = ["--images", path(folder.path())];
    GrayImage::from_pixel(30, 30, Luma([77]))
        .save(&bad)
        .unwrap();
    refused(&args, &[path(&bad), "of one colour"]);
    GrayImage::from_fn(4_000, 4_000, |x, _| Luma([x as u8]))
        .save(&bad)
        .unwrap();
    refused(&args, &[path(&bad), "4000 × 4000 pixels", "2048"]);
    let whole = fs::read(folder.path().join("bar/000.png")).unwrap();
    fs::write(&bad, &whole[..whole.len() / 2]).unwrap();
    refused(&args, &[path(&bad)]);
    fs::write(&bad, "no picture").unwrap();
    refused(&args, &[path(&bad)]);
    fs::remove_file(&bad).unwrap();

    let bad = folder.path().join("bar/bad.jpg");
    GrayImage::from_fn(28, 28, |x, y| Luma([(x * y) as u8]))
        .save(&bad)
        .unwrap();
    let whole = fs::read(&bad).unwrap();
    fs::write(&bad, &whole[..whole.len() / 2]).unwrap();
    refused(&args, &[path(&bad)]);

    let empty = tempfile::tempdir().unwrap();
    refused(
        &["--images", path(empty.path())],
        &[path(empty.path()), "no picture"],
    );
    let missing = empty.path().join("missing");
    refused(
        &["--images", path(&missing)],
        &["cannot read", path(&missing)],
    );
}

#[test]
fn arrays_are_packed() {
    let shape = vec![20, 28, 28];
    let whole = labels(20).into_iter().map(i64::from).collect();
    let file = npz(&[
        ("images", Array::Bytes(shape, images(20))),
        ("labels", Array::Whole(whole)),
    ]);
    let (set, manifest) = packed(&["--npz", path(&file.path().join("shapes.npz"))]);
    has_each_once(&set, 20);
    assert_eq!(manifest["name"], "shapes");
    assert_eq!(manifest["labels"], serde_json::json!(["0", "1"]));

    // Rows of 784 bytes, halves of their own, no labels.
    let halves = [
        ("x_train", Array::Bytes(vec![12, 784], images(12))),
        ("x_test", Array::Bytes(vec![3, 784], images(3))),
    ];
    let file = npz(&halves);
    let (set, _) = packed(&["--npz", path(&file.path().join("shapes.npz"))]);
    assert_eq!([set.train.count(), set.test.count()], [12, 3]);
}

#[test]
fn arrays_that_cannot_be_used_are_named() {
    let with = |arrays: &[(&str, Array)], expected: &str| {
        let folder = npz(arrays);
        let file = folder.path().join("shapes.npz");
        refused(&["--npz", path(&file)], &[path(&file), expected]);
    };
    let bytes = |count: usize| Array::Bytes(vec![count as u64, 28, 28], images(count));
    with(&[("pictures", bytes(2))], "no array of images");
    with(
        &[("images", Array::Floats(vec![0.5; PIXELS]))],
        "its numbers are <f4",
    );
    with(
        &[("images", Array::Bytes(vec![1, 785], vec![1; 785]))],
        "shape [1, 785]",
    );
    with(
        &[("arr_0", Array::Bytes(vec![2, 28, 28], vec![7; 2 * PIXELS]))],
        "of one colour",
    );
    let labelled = |labels| [("images", bytes(2)), ("labels", Array::Whole(labels))];
    with(&labelled(vec![0, 300]), "the label of image 1 is 300");
    with(&labelled(vec![0, -1]), "the label of image 1 is -1");
    with(&labelled(vec![0]), "2 images, but 1 labels");

    let folder = npz(&[("images", bytes(9))]);
    let file = folder.path().join("shapes.npz");
    let whole = fs::read(&file).unwrap();
    fs::write(&file, &whole[..whole.len() / 2]).unwrap();
    refused(&["--npz", path(&file)], &[path(&file)]);
}

#[test]
fn what_is_said_of_a_set_is_looked_at() {
    let folder = idx_folder(10);
    let with = |more: &[&str], expected: &str| {
        refused(
            &[&["--idx", path(folder.path())], more].concat(),
            &[expected],
        );
    };
    with(&["--name", "My shapes"], "the name is `My shapes`");
    with(
        &["--link", "javascript:alert(1)"],
        "must begin with https://",
    );
    with(&["--mnist", "."], "cannot be used with");
    refused(&[], &["required"]);
    let classifier = folder.path().join("shapes-labels-idx1-ubyte");
    with(
        &["--classifier", path(&classifier)],
        "tells 10 classes apart",
    );
    let ten = "a,b,c,d,e,f,g,h,i,j";
    with(
        &["--classifier", path(&classifier), "--labels", ten],
        "is no classifier",
    );
}

#[test]
fn a_classifier_is_packed_beside_the_shards() {
    let folder = idx_folder(10);
    let asset =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../earthmover/assets/classifier.safetensors");
    let ten = "a,b,c,d,e,f,g,h,i,j";
    let args = [
        "--idx",
        path(folder.path()),
        "--labels",
        ten,
        "--classifier",
        path(&asset),
    ];
    let (set, manifest) = packed(&args);
    let bytes = fs::read(&asset).unwrap();
    assert!(set.classifier.as_ref() == Some(&bytes));
    assert_eq!(manifest["classifier"]["bytes"], bytes.len());
    assert_eq!(manifest["classifier"]["file"], "classifier.safetensors");

    // What was packed is checked when it is read: each file by its sum, and its name.
    let out = tempfile::tempdir().unwrap();
    assert!(pack(out.path(), &args).status.success());
    let complaint = || format!("{:#}", read_folder(out.path()).unwrap_err());
    let written = out.path().join("manifest.json");
    let change = |change: fn(&mut Value)| {
        let mut manifest = manifest.clone();
        change(&mut manifest);
        fs::write(&written, manifest.to_string()).unwrap();
    };
    change(|manifest| manifest["train"][0]["sha256"] = "0".repeat(64).into());
    assert!(
        complaint().contains("train-00.gz: it is not what manifest.json says"),
        "{}",
        complaint()
    );
    change(|manifest| manifest["classifier"]["sha256"] = "0".repeat(64).into());
    assert!(
        complaint().contains("classifier.safetensors: it is not"),
        "{}",
        complaint()
    );
    change(|manifest| manifest["train"][0]["file"] = "../train-00.gz".into());
    assert!(complaint().contains("`../train-00.gz`"), "{}", complaint());
    change(|manifest| manifest["labels"] = serde_json::json!(["bar"]));
    assert!(
        complaint().contains("names for 1 classes"),
        "{}",
        complaint()
    );
    change(|manifest| manifest["format"] = 1.into());
    assert!(complaint().contains("its format is 1"), "{}", complaint());
    change(|manifest| manifest["width"] = 32.into());
    assert!(complaint().contains("32 × 28"), "{}", complaint());
    fs::write(out.path().join("train-00.gz"), "no gzip").unwrap();
    change(|_| ());
    assert!(complaint().contains("train-00.gz"), "{}", complaint());
}
