//! Sets of one's own: what is said of them on the command line, and how their images are shuffled and held out.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use clap::Args;
use sha2::{Digest, Sha256};

use crate::about::{About, Title};
use crate::data_set::DataSet;
use crate::examples::Examples;
use crate::fit::Fit;

/// Of so many images one is held out.
const HELD_OUT: usize = 10;
const SEED: u64 = 7;

/// How images of one's own are read.
#[derive(Debug, PartialEq, Eq, Args)]
pub struct Own {
    /// Dark on light: turn it into light on dark.
    #[arg(long)]
    invert: bool,
    /// How many images are held out for testing; a tenth when left out.
    #[arg(long, value_name = "COUNT")]
    test: Option<usize>,
    /// Where the order of the images comes from.
    #[arg(long, default_value_t = SEED)]
    seed: u64,
    /// The classes' names, separated by commas, in the order of the labels.
    #[arg(long, value_delimiter = ',', value_name = "NAMES")]
    labels: Vec<String>,
}

impl Default for Own {
    fn default() -> Self {
        Self {
            invert: false,
            test: None,
            seed: SEED,
            labels: Vec::new(),
        }
    }
}

/// What a source of one's own has.
#[derive(Debug, Default)]
pub(crate) struct Taken {
    pub(crate) train: Examples,
    /// Where the source itself has a test half.
    pub(crate) test: Option<Examples>,
    /// The classes' names, where the source has them.
    pub(crate) names: Vec<String>,
    /// Whether its images have labels.
    pub(crate) is_labelled: bool,
}

impl Own {
    /// Whether nothing is asked for.
    pub(crate) fn is_default(&self) -> bool {
        *self == Self::default()
    }

    pub(crate) fn fit(&self) -> Fit {
        Fit {
            invert: self.invert,
        }
    }

    /// The set of what was found at `path`, shuffled, part of it held out.
    pub(crate) fn set(&self, path: &Path, taken: Taken) -> Result<DataSet> {
        let labels = self.names(&taken)?;
        let own = |file: &Path| {
            file.file_stem()
                .map(|stem| stem.to_string_lossy().into_owned())
        };
        // A path such as `.` has no name of its own.
        let title = own(path)
            .or_else(|| path.canonicalize().ok().as_deref().and_then(own))
            .unwrap_or_else(|| "own".to_owned());
        let about = About {
            name: name_of(&title),
            title: Title::Plain(title),
            labels,
            licence: String::new(),
            credit: String::new(),
            link: String::new(),
        };
        let train = shuffled(&taken.train, self.seed);
        let [train, test] = match taken.test {
            Some(test) => {
                ensure!(
                    self.test.is_none(),
                    "--test: {} has test images of its own",
                    path.display()
                );
                [train, shuffled(&test, self.seed)]
            }
            None => self
                .held_out(&train)
                .with_context(|| path.display().to_string())?,
        };
        let set = DataSet {
            about,
            train,
            test,
            known: None,
            classifier: None,
        };
        set.check().with_context(|| path.display().to_string())?;
        Ok(set)
    }

    fn names(&self, taken: &Taken) -> Result<Vec<String>> {
        if !taken.names.is_empty() {
            ensure!(
                self.labels.is_empty() || self.labels.len() == taken.names.len(),
                "--labels has {} names for {} sub-folders: {}",
                self.labels.len(),
                taken.names.len(),
                taken.names.join(", ")
            );
        }
        if !self.labels.is_empty() {
            ensure!(
                taken.is_labelled,
                "--labels names classes, and the images have no labels"
            );
            return Ok(self.labels.clone());
        }
        if !taken.names.is_empty() || !taken.is_labelled {
            return Ok(taken.names.clone());
        }
        let halves = [Some(&taken.train), taken.test.as_ref()];
        let labels = halves.into_iter().flatten().flat_map(|half| &half.labels);
        let most = labels.copied().max().unwrap_or(0);
        Ok((0..=most).map(|label| label.to_string()).collect())
    }

    /// The images to learn from, and the last of them, which are held out.
    fn held_out(&self, all: &Examples) -> Result<[Examples; 2]> {
        let count = all.count();
        let held = self.test.unwrap_or(count / HELD_OUT);
        ensure!(
            held + 2 <= count,
            "there are too few images: {count}, of which {held} are held out; two are the least to learn from"
        );
        let places: Vec<usize> = (0..count).collect();
        let (train, test) = places.split_at(count - held);
        Ok([all.at(train), all.at(test)])
    }
}

/// What links may call a set with this title.
fn name_of(title: &str) -> String {
    let plain = title
        .to_lowercase()
        .replace(|letter: char| !letter.is_ascii_alphanumeric(), "-");
    let words: Vec<&str> = plain.split('-').filter(|word| !word.is_empty()).collect();
    let mut name = words.join("-");
    name.truncate(32);
    if name.is_empty() {
        "own".to_owned()
    } else {
        name
    }
}

/// The examples in an order that depends on the seed alone, the same on every machine: that of hashes of their
/// places.
fn shuffled(examples: &Examples, seed: u64) -> Examples {
    let mut places: Vec<usize> = (0..examples.count()).collect();
    places.sort_by_cached_key(|place| {
        let place = *place as u64;
        Sha256::digest([seed.to_le_bytes(), place.to_le_bytes()].concat())
    });
    examples.at(&places)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::examples::PIXELS;

    fn examples(count: u8) -> Examples {
        Examples {
            images: (0..count).flat_map(|value| [value; PIXELS]).collect(),
            labels: (0..count).collect(),
        }
    }

    fn taken(count: u8) -> Taken {
        Taken {
            train: examples(count),
            is_labelled: true,
            ..Taken::default()
        }
    }

    fn complaint(own: &Own, taken: Taken) -> String {
        format!(
            "{:#}",
            own.set(Path::new("/a/My Shapes"), taken).unwrap_err()
        )
    }

    #[test]
    fn a_tenth_is_held_out_of_a_seeded_order() {
        let set = Own::default()
            .set(Path::new("/a/My Shapes"), taken(40))
            .unwrap();
        assert_eq!(set.about.name, "my-shapes");
        assert_eq!([set.train.count(), set.test.count()], [36, 4]);
        let all = [&set.train.labels[..], &set.test.labels].concat();
        assert_ne!(all, (0..40).collect::<Vec<u8>>());
        let mut sorted = all.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, (0..40).collect::<Vec<u8>>());
        assert!(
            set.train
                .labels
                .iter()
                .enumerate()
                .all(|(n, label)| set.train.image(n)[0] == *label)
        );
        // The same on every machine, and another with another seed.
        assert_eq!(all[..6], [36, 29, 39, 19, 26, 8]);
        let other = Own {
            seed: 8,
            ..Own::default()
        }
        .set(Path::new("a"), taken(40))
        .unwrap();
        assert_ne!(other.train.labels, set.train.labels);
        let few = Own {
            test: Some(38),
            ..Own::default()
        }
        .set(Path::new("a"), taken(40))
        .unwrap();
        assert_eq!([few.train.count(), few.test.count()], [2, 38]);
    }

    #[test]
    fn classes_are_named_by_labels_unless_names_are_given() {
        let set = Own::default().set(Path::new("a"), taken(3)).unwrap();
        assert_eq!(set.about.labels, ["0", "1", "2"]);
        let none = Taken {
            is_labelled: false,
            train: Examples {
                labels: vec![0; 3],
                ..examples(3)
            },
            ..Taken::default()
        };
        assert!(
            Own::default()
                .set(Path::new("a"), none)
                .unwrap()
                .about
                .labels
                .is_empty()
        );
        let labels = ["a", "b", "c"].map(String::from).to_vec();
        let named = Own {
            labels,
            ..Own::default()
        };
        assert_eq!(
            named.set(Path::new("a"), taken(3)).unwrap().about.labels,
            ["a", "b", "c"]
        );
        let beyond = complaint(&named, taken(5));
        assert!(
            beyond.contains("/a/My Shapes: the label of training image"),
            "{beyond}"
        );
        assert!(beyond.contains("names for 3 classes: 0 to 2"), "{beyond}");
    }

    #[test]
    fn too_few_images_are_refused() {
        let one = complaint(&Own::default(), taken(1));
        assert!(
            one.starts_with("/a/My Shapes: there are too few images: 1,"),
            "{one}"
        );
        let most = complaint(
            &Own {
                test: Some(4),
                ..Own::default()
            },
            taken(5),
        );
        assert!(most.contains("5, of which 4 are held out"), "{most}");
        assert_eq!(
            Own::default()
                .set(Path::new("a"), taken(2))
                .unwrap()
                .test
                .count(),
            0
        );
    }
}
