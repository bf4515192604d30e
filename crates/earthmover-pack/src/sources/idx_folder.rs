//! IDX files of one's own: a file of images, with or without one of labels, and the same of a test half where
//! there is one.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

use super::idx::{Idx, read_labels, read_unpacked};
use super::own::Taken;
use crate::examples::{Examples, PIXELS};
use crate::fit::Fit;

/// Most bytes of a file, unpacked.
const MOST_BYTES: u64 = 1 << 30;

/// Reads the files in `folder` that are called images.
pub(super) fn read(folder: &Path, fit: Fit) -> Result<Taken> {
    let files = files(folder)?;
    let is_test = |path: &&PathBuf| {
        let name = name(path);
        name.contains("t10k") || name.contains("test")
    };
    let images = files.iter().filter(|path| name(path).contains("images"));
    let (test, train): (Vec<&PathBuf>, Vec<&PathBuf>) = images.partition(is_test);
    let [train] = train[..] else {
        bail!(
            "{} has {} files of training images; it must have one, with `images` in its name",
            folder.display(),
            train.len()
        );
    };
    ensure!(
        test.len() <= 1,
        "{} has {} files of test images",
        folder.display(),
        test.len()
    );
    let (train, is_labelled) = half(train, &files, fit)?;
    let test = test
        .first()
        .map(|path| half(path, &files, fit))
        .transpose()?;
    ensure!(
        test.as_ref()
            .is_none_or(|(_, labelled)| *labelled == is_labelled),
        "{} has labels of one half alone",
        folder.display()
    );
    Ok(Taken {
        train,
        test: test.map(|(examples, _)| examples),
        names: Vec::new(),
        is_labelled,
    })
}

/// The IDX files of a folder, in the order of their names.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let list = || -> std::io::Result<Vec<PathBuf>> {
        let paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
        paths.collect()
    };
    let mut files = list().with_context(|| format!("cannot read {}", folder.display()))?;
    files.retain(|path| path.is_file() && !name(path).starts_with('.'));
    files.sort();
    Ok(files)
}

fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// What a file of images and labels goes by, without how it is packed or what it has.
fn stem(path: &Path) -> String {
    let name = name(path);
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    let bare = ["images", "labels", "idx3", "idx1"];
    bare.into_iter()
        .fold(name.to_owned(), |name, part| name.replace(part, ""))
}

/// The examples of a file of images, and whether there is one of labels beside it.
fn half(path: &Path, files: &[PathBuf], fit: Fit) -> Result<(Examples, bool)> {
    let of_labels = |file: &&PathBuf| name(file).contains("labels") && stem(file) == stem(path);
    let labels = files.iter().find(of_labels);
    let images = images(path, fit).with_context(|| path.display().to_string())?;
    let count = images.len() / PIXELS;
    let labels = match labels {
        None => None,
        Some(path) => {
            let read = || read_labels(&read_unpacked(path, MOST_BYTES)?, count);
            Some(read().with_context(|| path.display().to_string())?)
        }
    };
    let is_labelled = labels.is_some();
    let labels = labels.unwrap_or_else(|| vec![0; count]);
    Ok((Examples { images, labels }, is_labelled))
}

fn images(path: &Path, fit: Fit) -> Result<Vec<u8>> {
    let file = read_unpacked(path, MOST_BYTES)?;
    let Idx { lengths, elements } = Idx::<3>::parse(&file)?;
    let [count, height, width] = lengths;
    fitted(fit, count, [height, width], elements)
}

/// The bytes of `count` images of so many rows and columns, made to fit.
pub(super) fn fitted(fit: Fit, count: usize, sides: [usize; 2], pixels: &[u8]) -> Result<Vec<u8>> {
    let each = sides[0] * sides[1];
    let mut images = Vec::with_capacity(count * PIXELS);
    for place in 0..count {
        let image = &pixels[place * each..][..each];
        images.extend(
            fit.rows(sides, image)
                .with_context(|| format!("image {place}"))?,
        );
    }
    Ok(images)
}
