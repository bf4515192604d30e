//! A folder of PNG and JPEG files; those in sub-folders are labelled by the sub-folders' names.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use image::{ImageReader, Limits};

use super::own::Taken;
use crate::about::MOST_CLASSES;
use crate::examples::{Examples, PIXELS};
use crate::fit::{Fit, MOST_SIDE};

const ENDINGS: [&str; 3] = ["png", "jpg", "jpeg"];
/// Most bytes that decoding an image may take: its pixels as they are, and as they are read.
const MOST_MEMORY: u64 = 256 << 20;

/// Reads the pictures in `folder` and in the folders in it, in the order of their names.
pub(super) fn read(folder: &Path, fit: Fit) -> Result<Taken> {
    let (folders, files) = listed(folder)?;
    let mut classes = Vec::new();
    for path in folders {
        let (_, files) = listed(&path)?;
        if !files.is_empty() {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            classes.push((name.into_owned(), files));
        }
    }
    let is_labelled = !classes.is_empty();
    if let (true, Some(stray)) = (is_labelled, files.first()) {
        bail!(
            "{} lies beside folders of labelled pictures: put it into one of them",
            stray.display()
        );
    }
    ensure!(
        is_labelled || !files.is_empty(),
        "{} has no picture: there is no PNG or JPEG file in it",
        folder.display()
    );
    ensure!(
        classes.len() <= MOST_CLASSES,
        "{} has {} folders of pictures; {MOST_CLASSES} are the most",
        folder.display(),
        classes.len()
    );
    let names = classes.iter().map(|(name, _)| name.clone()).collect();
    if !is_labelled {
        classes.push((String::new(), files));
    }
    let mut train = Examples::default();
    for (label, (_, files)) in classes.iter().enumerate() {
        for path in files {
            let pixels = picture(path, fit).with_context(|| path.display().to_string())?;
            train.images.extend(pixels);
            // There are no more than 255.
            train.labels.push(label as u8);
        }
    }
    Ok(Taken {
        train,
        test: None,
        names,
        is_labelled,
    })
}

/// The folders and the pictures in a folder, but those that are hidden, each in the order of their names.
fn listed(folder: &Path) -> Result<(Vec<PathBuf>, Vec<PathBuf>)> {
    let list = || -> std::io::Result<Vec<PathBuf>> {
        let paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
        paths.collect()
    };
    let mut paths = list().with_context(|| format!("cannot read {}", folder.display()))?;
    paths.retain(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        !name.starts_with('.') && (path.is_dir() || is_picture(path))
    });
    paths.sort();
    Ok(paths.into_iter().partition(|path| path.is_dir()))
}

fn is_picture(path: &Path) -> bool {
    let ending = path
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    ENDINGS.contains(&ending.as_str())
}

fn picture(path: &Path, fit: Fit) -> Result<[u8; PIXELS]> {
    // The head is read first: a picture that is too large is never unpacked.
    let (width, height) = ImageReader::open(path)?
        .with_guessed_format()?
        .into_dimensions()?;
    ensure!(
        width <= MOST_SIDE && height <= MOST_SIDE,
        "it is {width} × {height} pixels; a side may have {MOST_SIDE} at most"
    );
    let mut reader = ImageReader::open(path)?.with_guessed_format()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_SIDE);
    limits.max_image_height = Some(MOST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    fit.image(&reader.decode()?)
}
