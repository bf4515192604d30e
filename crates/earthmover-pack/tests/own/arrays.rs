//! Arrays of NumPy.

use std::fs;
use std::io::Write;

use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::made::{PIXELS, has_each_once, images, labels, packed, path, refused};

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
