//! Arrays of NumPy in an .npz file: images, labels where there are any, and a test half where there is one.

use std::fs::File;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use zip::ZipArchive;

use super::idx_folder::fitted;
use super::npy::Npy;
use super::own::Taken;
use crate::examples::{Examples, PIXELS};
use crate::fit::Fit;

/// Names that arrays of images go by, each with that of their labels, and both of the test half.
const NAMES: [[&str; 4]; 4] = [
    ["images", "labels", "test_images", "test_labels"],
    ["train_images", "train_labels", "test_images", "test_labels"],
    ["x_train", "y_train", "x_test", "y_test"],
    ["arr_0", "arr_1", "arr_2", "arr_3"],
];
/// What NumPy calls unsigned bytes.
const BYTES: &str = "|u1";

type Archive = ZipArchive<File>;

/// Reads the arrays of a file.
pub(super) fn read(path: &Path, fit: Fit) -> Result<Taken> {
    let read = || -> Result<Taken> {
        let mut archive = ZipArchive::new(File::open(path)?)?;
        let has = |archive: &Archive, name: &str| archive.index_for_name(&file_of(name)).is_some();
        let Some(names) = NAMES.iter().find(|[images, ..]| has(&archive, images)) else {
            let known = NAMES.map(|[images, ..]| images).join(", ");
            bail!("it has no array of images: none is called {known}");
        };
        let [images, labels, test_images, test_labels] = names;
        let is_labelled = has(&archive, labels);
        let train = half(&mut archive, images, is_labelled.then_some(*labels), fit)?;
        let mut test = None;
        if has(&archive, test_images) {
            ensure!(
                has(&archive, test_labels) == is_labelled,
                "it has labels of one half alone"
            );
            let labels = is_labelled.then_some(*test_labels);
            test = Some(half(&mut archive, test_images, labels, fit)?);
        }
        Ok(Taken {
            train,
            test,
            names: Vec::new(),
            is_labelled,
        })
    };
    read().with_context(|| path.display().to_string())
}

/// The file of an array in the archive.
fn file_of(array: &str) -> String {
    format!("{array}.npy")
}

fn half(archive: &mut Archive, images: &str, labels: Option<&str>, fit: Fit) -> Result<Examples> {
    let images = self::images(archive, images, fit).with_context(|| format!("array {images}"))?;
    let count = images.len() / PIXELS;
    let labels = match labels {
        None => vec![0; count],
        Some(name) => {
            let labels = self::labels(archive, name);
            let labels = labels.with_context(|| format!("array {name}"))?;
            ensure!(
                labels.len() == count,
                "there are {count} images, but {} labels",
                labels.len()
            );
            labels
        }
    };
    Ok(Examples { images, labels })
}

fn images(archive: &mut Archive, name: &str, fit: Fit) -> Result<Vec<u8>> {
    let Npy { kind, shape, bytes } = Npy::read(archive.by_name(&file_of(name))?)?;
    ensure!(
        kind == BYTES,
        "its numbers are {kind}; images must be of unsigned bytes"
    );
    let (count, sides) = match shape[..] {
        [count, height, width] | [count, height, width, 1] => (count, [height, width]),
        // Rows of a square that have been laid one after another.
        [count, numbers] if numbers.isqrt().pow(2) == numbers => (count, [numbers.isqrt(); 2]),
        _ => {
            bail!("it has the shape {shape:?}; it must be N × 28 × 28, N × 784, or of another size")
        }
    };
    fitted(fit, count, sides, &bytes)
}

/// Labels as bytes, of whole numbers of any kind.
fn labels(archive: &mut Archive, name: &str) -> Result<Vec<u8>> {
    let numbers = Npy::read(archive.by_name(&file_of(name))?)?.whole()?;
    let label = |(place, number): (usize, i128)| {
        let label = u8::try_from(number).ok();
        label.with_context(|| {
            format!("the label of image {place} is {number}; it must be from 0 to 255")
        })
    };
    numbers.into_iter().enumerate().map(label).collect()
}
