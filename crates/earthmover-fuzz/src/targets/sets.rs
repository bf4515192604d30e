//! Files of data sets: IDX files, arrays, pictures, and what was packed, which were good once: read, or refused by name.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::sync::LazyLock;

use arbitrary::Arbitrary;
use clap::Parser;
use earthmover_pack::pack::Pack;
use earthmover_pack::sources::{Own, Source, read_folder};
use image::{GrayImage, ImageFormat};
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::Case;
use crate::edits::Edits;

const PIXELS: usize = 784;
const COUNT: usize = 4;

/// As the packer reads its arguments.
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    own: Own,
}

#[derive(Parser)]
struct Packer {
    #[command(flatten)]
    pack: Pack,
}

/// Some files, of which one is spoilt.
struct Good {
    option: &'static str,
    files: Vec<(String, Vec<u8>)>,
}

fn images() -> Vec<u8> {
    (0..COUNT * PIXELS).map(|at| (at % 253) as u8).collect()
}

fn idx() -> Good {
    let header = |kind: u8, sizes: &[u32]| {
        let mut bytes = vec![0, 0, 8, kind];
        bytes.extend(sizes.iter().flat_map(|size| size.to_be_bytes()));
        bytes
    };
    let images = [header(3, &[COUNT as u32, 28, 28]), images()].concat();
    let labels = [header(1, &[COUNT as u32]), vec![0, 1, 0, 1]].concat();
    let files = vec![("images".to_owned(), images), ("labels".to_owned(), labels)];
    Good {
        option: "--idx",
        files,
    }
}

fn npz() -> Good {
    let mut file = Cursor::new(Vec::new());
    let mut archive = ZipWriter::new(&mut file);
    for (name, shape, numbers) in [
        ("images", "4, 28, 28", images()),
        ("labels", "4,", vec![0, 1, 0, 1]),
    ] {
        let header = format!("{{'descr': '|u1', 'fortran_order': False, 'shape': ({shape}), }}\n");
        let length = (header.len() as u16).to_le_bytes();
        let options = SimpleFileOptions::default();
        archive
            .start_file(format!("{name}.npy"), options)
            .expect("a new file");
        let array = [
            b"\x93NUMPY\x01\x00",
            &length[..],
            header.as_bytes(),
            &numbers,
        ]
        .concat();
        archive.write_all(&array).expect("memory");
    }
    archive.finish().expect("memory");
    Good {
        option: "--npz",
        files: vec![("arrays.npz".to_owned(), file.into_inner())],
    }
}

fn pictures() -> Good {
    let picture = |at: usize, format: ImageFormat| {
        let pixels = images()[at * PIXELS..][..PIXELS].to_vec();
        let picture = GrayImage::from_raw(28, 28, pixels).expect("784 bytes");
        let mut file = Cursor::new(Vec::new());
        picture.write_to(&mut file, format).expect("memory");
        file.into_inner()
    };
    let files = vec![
        ("one.png".to_owned(), picture(0, ImageFormat::Png)),
        ("two.png".to_owned(), picture(1, ImageFormat::Png)),
        ("three.jpg".to_owned(), picture(2, ImageFormat::Jpeg)),
    ];
    Good {
        option: "--images",
        files,
    }
}

/// What the packer makes of the IDX files.
fn packed() -> Good {
    let folder = tempfile::tempdir().expect("a folder");
    let (from, out) = (folder.path().join("from"), folder.path().join("out"));
    write(&from, &idx().files);
    let arguments = ["earthmover-pack", "--idx"].map(Into::into);
    let more = [
        from.as_os_str().to_owned(),
        "--out".into(),
        out.as_os_str().to_owned(),
    ];
    Packer::try_parse_from(arguments.into_iter().chain(more))
        .expect("arguments")
        .pack
        .run()
        .expect("good files");
    let mut files: Vec<_> = fs::read_dir(&out)
        .expect("a folder")
        .map(|entry| {
            let entry = entry.expect("a file");
            let name = entry.file_name().to_string_lossy().into_owned();
            (name, fs::read(entry.path()).expect("a file"))
        })
        .collect();
    files.sort();
    Good { option: "", files }
}

fn write(folder: &Path, files: &[(String, Vec<u8>)]) {
    fs::create_dir_all(folder).expect("a folder");
    for (name, bytes) in files {
        fs::write(folder.join(name), bytes).expect("a file");
    }
}

static SETS: LazyLock<[Good; 4]> = LazyLock::new(|| {
    let sets = [idx(), npz(), pictures(), packed()];
    for good in &sets {
        read(good, &good.files).expect("what is good");
    }
    sets
});
static FOLDER: LazyLock<TempDir> = LazyLock::new(|| tempfile::tempdir().expect("a folder"));

/// Which file of which set, and what has become of it.
#[derive(Arbitrary, Debug)]
pub(super) struct Input {
    set: u8,
    file: u8,
    edits: Edits,
}

impl Case for Input {
    /// A picture of 2,048 × 2,048 pixels in four colours of 16 bits, and what it becomes.
    const MOST_MEGABYTES: f32 = 192.0;

    fn prepare() {
        LazyLock::force(&SETS);
    }

    fn check(&self) {
        let good = &SETS[usize::from(self.set) % SETS.len()];
        let (name, bytes) = &good.files[usize::from(self.file) % good.files.len()];
        let bad = (name.clone(), self.edits.of(bytes));
        if let Err(said) = read(good, &[bad]) {
            assert!(!said.is_empty());
        }
        write(
            &FOLDER.path().join(good.option),
            &[(name.clone(), bytes.clone())],
        );
    }
}

/// Reads a set after these of its files were written.
fn read(good: &Good, files: &[(String, Vec<u8>)]) -> Result<(), String> {
    let folder = FOLDER.path().join(good.option);
    write(&folder, files);
    let set = match good.option {
        "" => read_folder(&folder),
        option => {
            let path = if option == "--npz" {
                folder.join("arrays.npz")
            } else {
                folder
            };
            let arguments = [
                "earthmover-pack".into(),
                option.into(),
                path.into_os_string(),
            ];
            let Arguments { source, own } =
                Arguments::try_parse_from(arguments).expect("arguments");
            source.read(&own)
        }
    };
    let set = set.map_err(|error| format!("{error:#}"))?;
    set.check().map_err(|error| format!("{error:#}"))?;
    assert_eq!(set.train.images.len(), set.train.labels.len() * PIXELS);
    Ok(())
}
