//! Arrays of NumPy in an .npz file: images, labels where there are any, and a test half where there is one.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use npyz::{DType, Deserialize, NpyFile, Order};
use zip::ZipArchive;

use super::idx_folder::fitted;
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
/// Most numbers of an array.
const MOST_NUMBERS: u64 = 1 << 30;

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
    npyz::npz::file_name_from_array_name(array)
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
    let array = NpyFile::new(archive.by_name(&file_of(name))?)?;
    let shape = checked_shape(&array)?;
    let (count, sides) = match shape[..] {
        [count, height, width] | [count, height, width, 1] => (count, [height, width]),
        // Rows of a square that have been laid one after another.
        [count, numbers] if numbers.isqrt().pow(2) == numbers => (count, [numbers.isqrt(); 2]),
        _ => bail!(
            "it has the shape {shape:?}; it must be N × 28 × 28, N × 784, or of another square"
        ),
    };
    fitted(fit, count, sides, &numbers::<u8>(array)?)
}

/// Labels as bytes, of whole numbers of any kind.
fn labels(archive: &mut Archive, name: &str) -> Result<Vec<u8>> {
    let array = NpyFile::new(archive.by_name(&file_of(name))?)?;
    checked_shape(&array)?;
    let kind = kind_of(&array);
    let numbers: Vec<i128> = match &kind[kind.len().saturating_sub(2)..] {
        "u1" => whole::<u8, _>(array)?,
        "u2" => whole::<u16, _>(array)?,
        "u4" => whole::<u32, _>(array)?,
        "u8" => whole::<u64, _>(array)?,
        "i1" => whole::<i8, _>(array)?,
        "i2" => whole::<i16, _>(array)?,
        "i4" => whole::<i32, _>(array)?,
        "i8" => whole::<i64, _>(array)?,
        _ => bail!("its numbers are {kind}; labels must be whole numbers"),
    };
    let label = |(place, number): (usize, i128)| {
        u8::try_from(number).ok().with_context(|| {
            format!("the label of image {place} is {number}; it must be from 0 to 255")
        })
    };
    numbers.into_iter().enumerate().map(label).collect()
}

fn whole<T: Deserialize + Into<i128>, R: Read>(array: NpyFile<R>) -> Result<Vec<i128>> {
    Ok(numbers::<T>(array)?.into_iter().map(Into::into).collect())
}

/// The numbers of an array. Reading stops where its shape says that they end.
fn numbers<T: Deserialize>(array: NpyFile<impl Read>) -> Result<Vec<T>> {
    let kind = kind_of(&array);
    let Ok(numbers) = array.try_data::<T>() else {
        bail!("its numbers are {kind}; images must be of unsigned bytes");
    };
    let numbers = numbers.collect::<Result<Vec<T>, _>>();
    numbers.context("it ends before its last number")
}

/// The lengths of an array's dimensions, which run from the outermost to the innermost, and are not too long.
fn checked_shape(array: &NpyFile<impl Read>) -> Result<Vec<usize>> {
    let shape = array.shape();
    let all = shape
        .iter()
        .try_fold(1_u64, |all, &length| all.checked_mul(length));
    ensure!(
        all.is_some_and(|all| all <= MOST_NUMBERS),
        "it has the shape {shape:?}; it may have {MOST_NUMBERS} numbers at most"
    );
    ensure!(
        array.order() == Order::C || shape.len() < 2,
        "it is laid out in Fortran's order; save numpy.ascontiguousarray of it"
    );
    Ok(shape.iter().map(|&length| length as usize).collect())
}

/// What NumPy calls the type of an array's numbers.
fn kind_of(array: &NpyFile<impl Read>) -> String {
    match array.dtype() {
        DType::Plain(kind) => kind.to_string(),
        other => other.descr(),
    }
}
