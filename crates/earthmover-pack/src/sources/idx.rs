//! The IDX format, that of MNIST's files: two zero bytes, the type of an element, the number of
//! dimensions, each dimension's length as a big-endian u32, then the elements, the last dimension
//! running fastest.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use anyhow::{Context, Result, ensure};
use flate2::read::GzDecoder;

/// The only type of element that images and labels have.
const UNSIGNED_BYTE: u8 = 0x08;

/// Bytes with the lengths of their dimensions.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Idx<'a, const DIMENSIONS: usize> {
    pub(super) lengths: [usize; DIMENSIONS],
    pub(super) elements: &'a [u8],
}

impl<'a, const DIMENSIONS: usize> Idx<'a, DIMENSIONS> {
    /// Reads a whole file of unsigned bytes in `DIMENSIONS` dimensions.
    pub(super) fn parse(file: &'a [u8]) -> Result<Self> {
        let (magic, mut rest) = file.split_first_chunk::<4>().with_context(|| {
            format!(
                "an IDX file begins with 4 bytes of magic number, but this one has {} bytes",
                file.len()
            )
        })?;
        let [zero_0, zero_1, element_type, dimensions] = *magic;
        ensure!(
            [zero_0, zero_1] == [0, 0],
            "not an IDX file: it begins with {zero_0:02x} {zero_1:02x} instead of 00 00"
        );
        ensure!(
            element_type == UNSIGNED_BYTE,
            "the IDX file holds elements of type 0x{element_type:02x}, not unsigned bytes \
             (0x{UNSIGNED_BYTE:02x})"
        );
        ensure!(
            usize::from(dimensions) == DIMENSIONS,
            "the IDX file has {dimensions} dimensions instead of {DIMENSIONS}"
        );

        let mut lengths = [0; DIMENSIONS];
        for (dimension, length) in lengths.iter_mut().enumerate() {
            let (bytes, after) = rest.split_first_chunk::<4>().with_context(|| {
                format!("the IDX header ends before the length of dimension {dimension}")
            })?;
            *length = usize::try_from(u32::from_be_bytes(*bytes))
                .context("the length of a dimension does not fit this machine")?;
            rest = after;
        }

        let expected = lengths
            .iter()
            .try_fold(1usize, |product, &length| product.checked_mul(length))
            .with_context(|| format!("the lengths {lengths:?} multiply to more than fits"))?;
        ensure!(
            rest.len() == expected,
            "the IDX header promises {expected} bytes ({lengths:?}), but {} follow it",
            rest.len()
        );
        Ok(Self {
            lengths,
            elements: rest,
        })
    }
}

/// The labels of a file, which must be one for each of `count` images.
pub(super) fn read_labels(file: &[u8], count: usize) -> Result<Vec<u8>> {
    let labels = Idx::<1>::parse(file).context("the labels")?;
    ensure!(
        labels.lengths == [count],
        "there are {count} images, but {} labels",
        labels.elements.len()
    );
    Ok(labels.elements.to_vec())
}

/// The first bytes of a file, `most` at most, or, where its name ends in `.gz`, of those that are compressed in it.
pub(super) fn read_unpacked(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    let mut bytes = Vec::new();
    if path.extension().is_some_and(|ending| ending == "gz") {
        GzDecoder::new(file).take(most).read_to_end(&mut bytes)?;
    } else {
        file.take(most).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    /// Two images of 2 × 3.
    fn images() -> Vec<u8> {
        let mut file = vec![0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3];
        file.extend(0..12);
        file
    }

    fn complaint<const DIMENSIONS: usize>(file: &[u8]) -> String {
        Idx::<DIMENSIONS>::parse(file).unwrap_err().to_string()
    }

    #[test]
    fn reads_lengths_and_elements() {
        let file = images();
        let idx = Idx::<3>::parse(&file).unwrap();
        assert_eq!(idx.lengths, [2, 2, 3]);
        assert_eq!(idx.elements, (0..12).collect::<Vec<u8>>());

        let labels = Idx::<1>::parse(&[0, 0, 8, 1, 0, 0, 0, 2, 7, 9]).unwrap();
        assert_eq!(
            labels,
            Idx {
                lengths: [2],
                elements: &[7, 9]
            }
        );
    }

    #[test]
    fn refuses_a_bad_magic_number() {
        let mut gzip = images();
        gzip[..2].copy_from_slice(&[0x1f, 0x8b]);
        assert!(complaint::<3>(&gzip).contains("begins with 1f 8b instead of 00 00"));

        let mut floats = images();
        floats[2] = 0x0d;
        assert!(complaint::<3>(&floats).contains("type 0x0d, not unsigned bytes"));

        assert_eq!(
            complaint::<1>(&images()),
            "the IDX file has 3 dimensions instead of 1"
        );
    }

    #[test]
    fn refuses_a_wrong_length() {
        let mut long = images();
        long.push(0);
        assert_eq!(
            complaint::<3>(&long),
            "the IDX header promises 12 bytes ([2, 2, 3]), but 13 follow it"
        );
        assert!(complaint::<3>(&images()[..27]).contains("promises 12 bytes"));

        let mut huge = images();
        huge[4..16].fill(0xff);
        let complaint = complaint::<3>(&huge);
        assert!(complaint.contains("more than fits"), "{complaint}");
    }

    #[test]
    fn refuses_a_truncated_header() {
        assert!(complaint::<3>(&[]).contains("has 0 bytes"));
        assert!(complaint::<3>(&[0, 0, 8]).contains("has 3 bytes"));
        assert_eq!(
            complaint::<3>(&images()[..11]),
            "the IDX header ends before the length of dimension 1"
        );
    }
}
