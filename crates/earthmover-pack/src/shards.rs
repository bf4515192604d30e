//! How examples are dealt and cut into shards, and when each joins the pool that batches are drawn from: the
//! same for the page and for a native run.

use serde::{Deserialize, Serialize};

use crate::examples::{Examples, PIXELS};
use crate::files::sha256;

/// How many images each training shard holds, in their order; the last number holds for all that follow. A small
/// set fills only the first. Training starts with that shard alone, so it is small: 80 kB compressed, of digits.
const TRAIN_SHARDS: [usize; 3] = [500, 1_500, 7_250];
const TEST_SHARDS: [usize; 1] = [5_000];
/// Training shard k joins the pool that batches are drawn from at k times this iteration.
const ITERATIONS_A_SHARD: u64 = 200;

/// How many hands the examples are dealt to. MNIST is ordered by who wrote its digits; its first 500 are by few
/// writers, and so nearer to each other than digits in general. Dealt like cards, and taken hand by hand, the
/// digits of each shard are a fair sample. (`tests/distances.rs` of the command line measures both.)
const HANDS: usize = 120;

/// One file: `count` images of `pixels` bytes, then `count` labels of one byte, gzipped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Shard {
    /// Its file's name.
    pub file: String,
    /// Place of its first image in the order in which examples are [`dealt`].
    pub first: usize,
    /// How many images it holds.
    pub count: usize,
    /// Size of the compressed file in bytes; 0 until it is written.
    pub bytes: u64,
    /// SHA-256 of the decompressed shard, in hexadecimal.
    pub sha256: String,
    /// The iteration from which on batches are drawn from it as well.
    pub from_iteration: u64,
}

impl Shard {
    /// The bytes of its images and of its labels, cut from the examples as they are [`dealt`].
    ///
    /// # Panics
    /// When `dealt` has fewer examples than the shards were planned for.
    pub fn cut<'a>(&self, dealt: &'a Examples) -> [&'a [u8]; 2] {
        let end = self.first + self.count;
        [
            &dealt.images[self.first * PIXELS..end * PIXELS],
            &dealt.labels[self.first..end],
        ]
    }
}

/// The examples in the order that shards are cut from: every 120th from the first on, every 120th from the
/// second on, and so on.
pub fn dealt(examples: &Examples) -> Examples {
    examples.at(&order(examples.count()))
}

/// The examples in the order that they had before they were [`dealt`].
pub fn gathered(dealt: &Examples) -> Examples {
    let mut places = vec![0; dealt.count()];
    for (place, original) in order(dealt.count()).into_iter().enumerate() {
        places[original] = place;
    }
    dealt.at(&places)
}

fn order(count: usize) -> Vec<usize> {
    let hands = 0..HANDS;
    hands
        .flat_map(|hand| (hand..count).step_by(HANDS))
        .collect()
}

/// The shards of training examples, once they are [`dealt`].
pub fn train_shards(dealt: &Examples) -> Vec<Shard> {
    plan("train", dealt, &TRAIN_SHARDS, ITERATIONS_A_SHARD)
}

/// The shards of test examples, once they are [`dealt`].
pub fn test_shards(dealt: &Examples) -> Vec<Shard> {
    plan("test", dealt, &TEST_SHARDS, 0)
}

/// Cuts `examples` into shards, in order, each of its number in `counts`, which is not empty; the last
/// number holds for all that follow. Their compressed sizes are not known yet.
fn plan(name: &str, examples: &Examples, counts: &[usize], iterations_a_shard: u64) -> Vec<Shard> {
    let mut shards: Vec<Shard> = Vec::new();
    let mut first = 0;
    while first < examples.count() {
        let wanted = counts[shards.len().min(counts.len() - 1)];
        let mut shard = Shard {
            file: format!("{name}-{:02}.gz", shards.len()),
            first,
            count: wanted.min(examples.count() - first),
            bytes: 0,
            sha256: String::new(),
            from_iteration: shards.len() as u64 * iterations_a_shard,
        };
        shard.sha256 = sha256(&shard.cut(examples));
        first += shard.count;
        shards.push(shard);
    }
    shards
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Examples that can be told apart: each pixel of digit i, and its label, is i.
    fn digits(count: u8) -> Examples {
        Examples {
            images: (0..count).flat_map(|value| [value; PIXELS]).collect(),
            labels: (0..count).collect(),
        }
    }

    #[test]
    fn deals_every_digit_once_and_neighbours_to_different_hands() {
        let dealt = dealt(&digits(250));
        assert_eq!(gathered(&dealt), digits(250));
        let Examples { images, labels } = dealt;
        assert_eq!(labels[..5], [0, 120, 240, 1, 121]);
        assert_eq!(labels[249], 239);
        let mut sorted = labels.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, (0..250).collect::<Vec<_>>());
        assert!(
            labels
                .iter()
                .zip(images.chunks(PIXELS))
                .all(|(label, image)| image.iter().all(|pixel| pixel == label))
        );
    }

    #[test]
    fn plans_shards_that_cover_every_digit_once() {
        let digits = digits(10);
        let shards = plan("train", &digits, &[2, 3], 100);
        let cuts: Vec<_> = shards
            .iter()
            .map(|shard| {
                (
                    shard.file.as_str(),
                    shard.first,
                    shard.count,
                    shard.from_iteration,
                )
            })
            .collect();
        assert_eq!(
            cuts,
            [
                ("train-00.gz", 0, 2, 0),
                ("train-01.gz", 2, 3, 100),
                ("train-02.gz", 5, 3, 200),
                ("train-03.gz", 8, 2, 300),
            ]
        );
        let [images, labels] = shards[1].cut(&digits);
        assert_eq!(labels, [2, 3, 4]);
        assert_eq!(images.len(), 3 * PIXELS);
        assert_eq!([images[0], images[3 * PIXELS - 1]], [2, 4]);
        assert_eq!(shards[1].sha256, sha256(&[images, labels]));
    }
}
