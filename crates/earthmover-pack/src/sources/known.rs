//! Sets of four IDX files that are known by their SHA-256, under the names that they go by.

use std::path::Path;

use anyhow::{Context, Result, bail, ensure};

use super::idx::{read_labels, read_unpacked};
use crate::about::About;
use crate::data_set::{DataSet, Known};
use crate::examples::{Examples, PIXELS, SIDE};
use crate::files::sha256;
use crate::sources::idx::Idx;

/// Size in bytes of the largest of the files: a header of 16 bytes, then 60,000 images.
const LARGEST: u64 = 16 + 60_000 * PIXELS as u64;

/// One of the files: its name, and the hash that it is known by.
pub(super) struct KnownFile {
    pub(super) name: &'static str,
    pub(super) sha256: &'static str,
}

/// A set of known files: of each half, those of images and of labels.
pub(super) struct KnownSet {
    pub(super) known: Known,
    /// Whose the files are, in an error's words.
    pub(super) whose: &'static str,
    /// Where they come from.
    pub(super) origin: &'static str,
    pub(super) train: [KnownFile; 2],
    pub(super) test: [KnownFile; 2],
    pub(super) about: fn() -> About,
}

impl KnownSet {
    /// Reads the four files from `folder`, each checked by its hash.
    pub(super) fn read(&self, folder: &Path) -> Result<DataSet> {
        Ok(DataSet {
            about: (self.about)(),
            train: self.half(folder, &self.train)?,
            test: self.half(folder, &self.test)?,
            known: Some(self.known),
            classifier: None,
        })
    }

    /// Whether the files in `folder` are these, by the smallest of them.
    pub(super) fn is_in(&self, folder: &Path) -> bool {
        let [_, labels] = &self.test;
        self.file(folder, labels).is_ok()
    }

    /// Whether a set is this one, whatever it was read from.
    pub(super) fn is(&self, set: &DataSet) -> bool {
        let halves = [(&self.test, &set.test), (&self.train, &set.train)];
        halves.into_iter().all(|([images, labels], examples)| {
            let Ok(count) = u32::try_from(examples.count()) else {
                return false;
            };
            let [count, side] = [count, SIDE as u32].map(u32::to_be_bytes);
            let of_labels = [0, 0, 8, 1];
            let of_images = [0, 0, 8, 3];
            sha256(&[&of_labels, &count, &examples.labels]) == labels.sha256
                && sha256(&[&of_images, &count, &side, &side, &examples.images]) == images.sha256
        })
    }

    fn half(&self, folder: &Path, [images, labels]: &[KnownFile; 2]) -> Result<Examples> {
        let image_file = self.file(folder, images)?;
        let label_file = self.file(folder, labels)?;
        examples(&image_file, &label_file).with_context(|| {
            let folder = folder.display();
            format!("{} and {} in {folder}", images.name, labels.name)
        })
    }

    fn file(&self, folder: &Path, file: &KnownFile) -> Result<Vec<u8>> {
        let names = file.names();
        let paths = names.clone().map(|name| folder.join(name));
        let Some(path) = paths.iter().find(|path| path.exists()) else {
            bail!(
                "{} is missing (nor is it there as {}): {}",
                folder.join(file.name).display(),
                names[1..].join(", "),
                self.origin
            );
        };
        // Reading stops a byte after the size of the largest file: what is longer is not one of them, and may be
        // of any length.
        let bytes = read_unpacked(path, LARGEST + 1)
            .with_context(|| format!("cannot read {}", path.display()))?;
        let found = sha256(&[&bytes]);
        ensure!(
            found == file.sha256,
            "{} is not {}: its SHA-256 is {found}, expected {}",
            path.display(),
            self.whose,
            file.sha256
        );
        Ok(bytes)
    }
}

impl KnownFile {
    /// The names that the file goes by: with a hyphen or, since some unpackers take what follows it for an
    /// ending, with a dot; and with each of these unpacked or, as it was published, gzipped.
    fn names(&self) -> [String; 4] {
        let dotted = self.name.replace("-idx", ".idx");
        [
            self.name.to_owned(),
            dotted.clone(),
            format!("{}.gz", self.name),
            format!("{dotted}.gz"),
        ]
    }
}

fn examples(image_file: &[u8], label_file: &[u8]) -> Result<Examples> {
    let images = Idx::<3>::parse(image_file).context("the images")?;
    let [count, rows, columns] = images.lengths;
    ensure!(
        [rows, columns] == [28, 28],
        "the images are {rows} × {columns} pixels instead of 28 × 28"
    );
    Ok(Examples {
        images: images.elements.to_vec(),
        labels: read_labels(label_file, count)?,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn image_file(count: u8, rows: u8) -> Vec<u8> {
        let mut file = vec![0, 0, 8, 3, 0, 0, 0, count, 0, 0, 0, rows, 0, 0, 0, 28];
        file.resize(16 + usize::from(count) * usize::from(rows) * 28, 1);
        file
    }

    fn complaint(image_file: &[u8], label_file: &[u8]) -> String {
        format!("{:#}", examples(image_file, label_file).err().unwrap())
    }

    #[test]
    fn pairs_images_with_labels() {
        let digits = examples(&image_file(2, 28), &[0, 0, 8, 1, 0, 0, 0, 2, 3, 4]).unwrap();
        assert_eq!(digits.count(), 2);
        assert_eq!(digits.images.len(), 2 * PIXELS);
        assert_eq!(digits.labels, [3, 4]);
    }

    #[test]
    fn refuses_images_and_labels_that_do_not_fit() {
        let labels = [0, 0, 8, 1, 0, 0, 0, 2, 3, 4];
        assert_eq!(
            complaint(&image_file(3, 28), &labels),
            "there are 3 images, but 2 labels"
        );
        assert!(complaint(&image_file(2, 27), &labels).contains("27 × 28 pixels"));
        assert!(complaint(&labels, &labels).starts_with("the images: "));
        assert!(complaint(&image_file(2, 28), &labels[..9]).starts_with("the labels: "));
    }
}
