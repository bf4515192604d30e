//! Folders of pictures.

use std::fs;

use image::{GrayImage, Luma, Rgb, RgbImage};
use tempfile::TempDir;

use crate::made::{SIDE, has_each_once, packed, path, refused, shape};

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
