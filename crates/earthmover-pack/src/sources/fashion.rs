//! Fashion-MNIST: clothes in four IDX files, known by their SHA-256, as Debian's dataset-fashion-mnist carries them.

use std::path::Path;

use anyhow::Result;

use super::known::{KnownFile, KnownSet};
use crate::about::{About, Title};
use crate::data_set::{DataSet, Known};

pub(super) const FASHION: KnownSet = KnownSet {
    known: Known::Fashion,
    whose: "Fashion-MNIST's",
    origin: "it comes with Debian's package dataset-fashion-mnist, in usr/share/datasets/fashion-mnist \
             (`cargo make data-fashion` fetches it)",
    train: [
        KnownFile {
            name: "train-images-idx3-ubyte",
            sha256: "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
        },
        KnownFile {
            name: "train-labels-idx1-ubyte",
            sha256: "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
        },
    ],
    test: [
        KnownFile {
            name: "t10k-images-idx3-ubyte",
            sha256: "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
        },
        KnownFile {
            name: "t10k-labels-idx1-ubyte",
            sha256: "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
        },
    ],
    about,
};

/// Reads the four files from `folder`, each checked by its hash.
///
/// # Errors
/// When one is missing, or is not Fashion-MNIST's.
pub fn read(folder: &Path) -> Result<DataSet> {
    FASHION.read(folder)
}

fn about() -> About {
    let labels = [
        "T-shirt/top",
        "Trouser",
        "Pullover",
        "Dress",
        "Coat",
        "Sandal",
        "Shirt",
        "Sneaker",
        "Bag",
        "Ankle boot",
    ];
    About {
        name: "fashion".to_owned(),
        title: Title::Plain("Fashion-MNIST".to_owned()),
        labels: labels.map(String::from).to_vec(),
        licence: "MIT".to_owned(),
        credit: "Zalando SE; Xiao, Rasul, Vollgraf 2017".to_owned(),
        link: "https://github.com/zalandoresearch/fashion-mnist".to_owned(),
    }
}
