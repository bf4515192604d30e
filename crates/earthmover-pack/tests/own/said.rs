//! What is said of a set, and the classifier that is packed with it.

use std::fs;

use earthmover_pack::sources::read_folder;
use serde_json::Value;

use crate::made::{idx_folder, pack, packed, path, refused};

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
    let asset = std::path::absolute("../earthmover/assets/classifier.safetensors").unwrap();
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
