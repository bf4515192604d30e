//! Files that were good once: bytes are changed, lost, doubled or put in.

use arbitrary::{Arbitrary, Result, Unstructured};

/// Where an edit is made.
#[derive(Clone, Copy, Debug, Arbitrary)]
pub(crate) enum Place {
    /// So many bytes from the beginning, where headers are.
    Start(u8),
    /// So many bytes from the end, where directories are.
    End(u8),
    /// At this part of the whole, of 2³².
    Share(u32),
}

impl Place {
    fn of(self, length: usize) -> usize {
        match self {
            Self::Start(from) => usize::from(from).min(length),
            Self::End(from) => length.saturating_sub(usize::from(from)),
            Self::Share(share) => ((length as u64 * u64::from(share)) >> 32) as usize,
        }
    }
}

/// What is done to a file.
#[derive(Clone, Debug, Arbitrary)]
pub(crate) enum Edit {
    /// Another byte.
    Byte(Place, u8),
    /// One bit turned.
    Bit(Place, u8),
    /// Four bytes that are a number.
    Number(Place, i32),
    /// Nothing from here on.
    Cut(Place),
    /// Some bytes less.
    Remove(Place, u8),
    /// These bytes more.
    Insert(Place, [u8; 4]),
    /// Some bytes once again.
    Repeat(Place, u8),
    /// A number in digits, in the place of one that is there.
    Digits(Place, i64),
}

impl Edit {
    fn apply(&self, bytes: &mut Vec<u8>) {
        let length = bytes.len();
        match *self {
            Self::Byte(place, byte) => {
                if let Some(old) = bytes.get_mut(place.of(length)) {
                    *old = byte;
                }
            }
            Self::Bit(place, bit) => {
                if let Some(old) = bytes.get_mut(place.of(length)) {
                    *old ^= 1 << (bit % 8);
                }
            }
            Self::Number(place, number) => {
                let from = place.of(length);
                for (old, byte) in bytes[from..].iter_mut().zip(number.to_be_bytes()) {
                    *old = byte;
                }
            }
            Self::Cut(place) => bytes.truncate(place.of(length)),
            Self::Remove(place, count) => {
                let from = place.of(length);
                bytes.drain(from..length.min(from + usize::from(count)));
            }
            Self::Insert(place, more) => {
                let from = place.of(length);
                bytes.splice(from..from, more);
            }
            Self::Repeat(place, count) => {
                let from = place.of(length);
                bytes.extend_from_within(from..length.min(from + usize::from(count)));
            }
            Self::Digits(place, number) => {
                let from = place.of(length);
                let Some(begin) = bytes[from..].iter().position(u8::is_ascii_digit) else {
                    return;
                };
                let begin = from + begin;
                let end = bytes[begin..]
                    .iter()
                    .position(|byte| !byte.is_ascii_digit());
                let end = end.map_or(bytes.len(), |count| begin + count);
                bytes.splice(begin..end, number.to_string().into_bytes());
            }
        }
    }
}

/// What is done to a file, one after another.
#[derive(Debug)]
pub(crate) struct Edits(Vec<Edit>);

impl<'a> Arbitrary<'a> for Edits {
    fn arbitrary(from: &mut Unstructured<'a>) -> Result<Self> {
        a_few(from).map(Self)
    }
}

/// One to five of something: of more nothing good is left.
pub(crate) fn a_few<'a, T: Arbitrary<'a>>(from: &mut Unstructured<'a>) -> Result<Vec<T>> {
    let count = from.int_in_range(1..=5)?;
    (0..count).map(|_| from.arbitrary()).collect()
}

impl Edits {
    /// A file that was good once.
    pub(crate) fn of(&self, good: &[u8]) -> Vec<u8> {
        let mut bytes = good.to_vec();
        for edit in &self.0 {
            edit.apply(&mut bytes);
        }
        bytes
    }
}
