//! One array of NumPy, as it lies in an .npz file: `\x93NUMPY`, a version of two bytes, the length of a header, the
//! header as Python writes a dictionary, then the numbers.

use std::io::Read;

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;

const MAGIC: &[u8] = b"\x93NUMPY";
/// Most bytes of a header.
const LONGEST_HEADER: usize = 1 << 16;
/// Most bytes of an array's numbers.
const MOST_BYTES: usize = 1 << 30;

/// An array whose dimensions run from the outermost to the innermost.
pub(super) struct Npy {
    /// What NumPy calls the type of its numbers, such as `|u1` or `<i8`.
    pub(super) kind: String,
    /// The lengths of its dimensions.
    pub(super) shape: Vec<usize>,
    /// Its numbers as they lie in the file.
    pub(super) bytes: Vec<u8>,
}

/// What the header says.
#[derive(Deserialize)]
struct Header {
    descr: String,
    fortran_order: bool,
    shape: Vec<usize>,
}

impl Npy {
    /// Reads a whole array. Reading stops where its shape says that its numbers end.
    pub(super) fn read(mut file: impl Read) -> Result<Self> {
        let Header {
            descr: kind,
            fortran_order,
            shape,
        } = header(&mut file)?;
        let size =
            size(&kind).with_context(|| format!("its numbers are {kind}, which are not known"))?;
        let expected = shape
            .iter()
            .try_fold(size, |all, &length| all.checked_mul(length))
            .filter(|all| *all <= MOST_BYTES)
            .with_context(|| {
                format!("it has the shape {shape:?}, which is more than {MOST_BYTES} bytes")
            })?;
        ensure!(
            !fortran_order || shape.len() < 2,
            "it is laid out in Fortran's order; save numpy.ascontiguousarray of it"
        );
        let mut bytes = Vec::new();
        file.take(expected as u64).read_to_end(&mut bytes)?;
        ensure!(
            bytes.len() == expected,
            "it ends before its last number: it has {} of {expected} bytes",
            bytes.len()
        );
        Ok(Self { kind, shape, bytes })
    }

    /// Its numbers, which must be whole ones of some kind.
    pub(super) fn whole(&self) -> Result<Vec<i128>> {
        let is_signed = self.kind.contains('i');
        let size = size(&self.kind).filter(|_| is_signed || self.kind.contains('u'));
        let Some(size) = size else {
            bail!(
                "its numbers are {}; labels must be whole numbers",
                self.kind
            );
        };
        let number = |bytes: &[u8]| {
            let mut bytes = bytes.to_vec();
            // The most significant first.
            if !self.kind.starts_with('>') {
                bytes.reverse();
            }
            let fill = if is_signed && bytes[0] > i8::MAX as u8 {
                -1
            } else {
                0
            };
            bytes
                .iter()
                .fold(fill, |number: i128, byte| number << 8 | i128::from(*byte))
        };
        Ok(self.bytes.chunks_exact(size).map(number).collect())
    }
}

/// The bytes of a number of this type.
fn size(kind: &str) -> Option<usize> {
    let digits = kind.trim_start_matches(|letter: char| !letter.is_ascii_digit());
    digits.parse().ok().filter(|size| (1..=16).contains(size))
}

fn header(file: &mut impl Read) -> Result<Header> {
    let mut head = [0; 8];
    let whole = file.read_exact(&mut head);
    ensure!(
        whole.is_ok() && head.starts_with(MAGIC),
        "it is no array of NumPy: it does not begin with \\x93NUMPY"
    );
    // Version 1 has two bytes for the length, those after it have four.
    let mut length = [0; 4];
    let wide = if head[6] == 1 { 2 } else { 4 };
    file.read_exact(&mut length[..wide])?;
    let length = u32::from_le_bytes(length) as usize;
    ensure!(
        length <= LONGEST_HEADER,
        "its header is said to have {length} bytes"
    );
    let mut text = vec![0; length];
    file.read_exact(&mut text)
        .context("its header is cut short")?;
    let text = String::from_utf8(text)?;
    // NumPy writes the dictionary in one way, which is JSON but for this.
    let mut json = text.trim().to_owned();
    for (python, other) in [
        ("'", "\""),
        ("(", "["),
        (")", "]"),
        ("True", "true"),
        ("False", "false"),
        (",]", "]"),
        (", }", "}"),
    ] {
        json = json.replace(python, other);
    }
    serde_json::from_str(&json).with_context(|| format!("its header is not known: {}", text.trim()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn file(version: u8, header: &str, numbers: &[u8]) -> Vec<u8> {
        let mut file = [MAGIC, &[version, 0]].concat();
        match version {
            1 => file.extend((header.len() as u16).to_le_bytes()),
            _ => file.extend((header.len() as u32).to_le_bytes()),
        }
        [&file, header.as_bytes(), numbers].concat()
    }

    fn array(header: &str, numbers: &[u8]) -> Result<Npy> {
        Npy::read(&file(1, header, numbers)[..])
    }

    fn complaint(header: &str, numbers: &[u8]) -> String {
        format!("{:#}", array(header, numbers).err().unwrap())
    }

    #[test]
    fn reads_what_numpy_writes() {
        // numpy.save of zeros((2, 3), uint8), and of version 2.
        let header = "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3), }    \n";
        for version in [1, 2] {
            let read = Npy::read(&file(version, header, &[1, 2, 3, 4, 5, 6])[..]).unwrap();
            assert_eq!((read.kind.as_str(), &read.shape[..]), ("|u1", &[2, 3][..]));
            assert_eq!(read.bytes, [1, 2, 3, 4, 5, 6]);
        }
    }

    #[test]
    fn whole_numbers_of_any_kind_are_read() {
        let whole = |kind: &str, count: usize, numbers: &[u8]| {
            let header =
                format!("{{'descr': '{kind}', 'fortran_order': True, 'shape': ({count},), }}\n");
            array(&header, numbers).unwrap().whole()
        };
        assert_eq!(whole("|u1", 2, &[7, 255]).unwrap(), [7, 255]);
        assert_eq!(whole("|i1", 1, &[255]).unwrap(), [-1]);
        assert_eq!(whole("<i2", 2, &[1, 2, 0xfe, 0xff]).unwrap(), [513, -2]);
        assert_eq!(whole(">u4", 1, &[0, 0, 1, 2]).unwrap(), [258]);
        assert_eq!(whole("<i8", 1, &[9, 0, 0, 0, 0, 0, 0, 0]).unwrap(), [9]);
        let floats = whole("<f4", 1, &[0; 4]).unwrap_err().to_string();
        assert!(floats.contains("<f4; labels must be whole"), "{floats}");
    }

    #[test]
    fn what_is_broken_is_said() {
        let header = "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3), }\n";
        assert!(complaint(header, &[1, 2]).contains("it has 2 of 6 bytes"));
        let fortran = header.replace("False", "True");
        assert!(complaint(&fortran, &[0; 6]).contains("Fortran"));
        let huge = header.replace("(2, 3)", "(4294967296, 4294967296, 9)");
        assert!(complaint(&huge, &[]).contains("more than"));
        let records = header.replace("'|u1'", "[('a', '|u1')]");
        assert!(complaint(&records, &[]).contains("header is not known"));
        assert!(complaint(&header.replace("|u1", "|O"), &[]).contains("|O, which are not known"));
        let error = |bytes: &[u8]| format!("{:#}", Npy::read(bytes).err().unwrap());
        assert!(error(b"no array").contains("no array of NumPy"));
        assert!(error(&file(1, header, &[])[..20]).contains("cut short"));
    }
}
