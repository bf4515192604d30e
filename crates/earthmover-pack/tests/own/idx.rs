//! IDX files.

use std::fs;

use crate::made::{
    SIDE, gzip, has_each_once, idx, idx_folder, images, labels, packed, path, refused,
};

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
