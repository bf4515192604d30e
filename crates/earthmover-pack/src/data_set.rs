//! A data set: images to learn from, images to compare with, and what it says of itself.

use anyhow::{Result, ensure};

use crate::about::About;
use crate::examples::Examples;

/// A set whose files are known by their sums.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// MNIST's digits.
    Mnist,
    /// Fashion-MNIST's clothes.
    Fashion,
}

/// A data set, its examples in the order of their source.
#[derive(Clone, Debug)]
pub struct DataSet {
    /// What it says of itself.
    pub about: About,
    /// What runs learn from.
    pub train: Examples,
    /// What is held out.
    pub test: Examples,
    /// Which of the known sets it is, by the sums of its files.
    pub known: Option<Known>,
    /// The bytes of the classifier that was packed with it.
    pub classifier: Option<Vec<u8>>,
}

impl DataSet {
    /// Checks that it can be trained on, and that each label has a name.
    ///
    /// # Errors
    /// When there are fewer than two images to learn from, a label is beyond the names, or [`About::check`] fails.
    pub fn check(&self) -> Result<()> {
        self.about.check()?;
        let count = self.train.count();
        ensure!(
            count >= 2,
            "there are too few images: {count} to learn from; two are the least"
        );
        let classes = self.about.classes();
        for (half, examples) in [("training", &self.train), ("test", &self.test)] {
            let labels = &examples.labels;
            if let Some(place) = labels
                .iter()
                .position(|&label| usize::from(label) >= classes)
            {
                anyhow::bail!(
                    "the label of {half} image {place} is {}, and there are names for {classes} classes: 0 to {}",
                    labels[place],
                    classes - 1
                );
            }
        }
        Ok(())
    }
}
