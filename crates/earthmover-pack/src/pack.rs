//! A data set as gzip shards and a manifest, for the page to stream.

use std::fs;
use std::io::{self, Read};
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Args, Parser};
use flate2::{Compression, GzBuilder};
use indicatif::{ProgressBar, ProgressStyle};

use crate::about::{About, Title};
use crate::classifier::read_classifier;
use crate::data_set::DataSet;
use crate::examples::PIXELS;
use crate::files::write_whole;
use crate::manifest::{MANIFEST, Manifest};
use crate::shards::dealt;
use crate::sources::{Own, Source};

/// Packs images with labels into the gzip shards and the manifest that the page streams: MNIST, Fashion-MNIST, or
/// images of one's own, which are made to fit 28 × 28 grey pixels.
#[derive(Debug, Parser)]
#[command(name = "earthmover-pack", version)]
pub struct Pack {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    own: Own,
    #[command(flatten)]
    said: Said,
    /// The safetensors file of the classifier that judges the set: `earthmover-cli classifier` makes one.
    #[arg(long, value_name = "FILE")]
    classifier: Option<PathBuf>,
    /// Folder for the shards and manifest.json; made if it is not there.
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
    /// Pack again even if the folder already holds what this would write.
    #[arg(long)]
    force: bool,
}

/// What is said of the set, instead of what its source says.
#[derive(Debug, Args)]
struct Said {
    /// What links call it: small letters, digits, hyphens.
    #[arg(long)]
    name: Option<String>,
    /// What readers see.
    #[arg(long)]
    title: Option<String>,
    /// What readers of Chinese see.
    #[arg(long, value_name = "TITLE", requires = "title")]
    title_zh: Option<String>,
    /// The licence it may be used under.
    #[arg(long)]
    licence: Option<String>,
    /// Who made it.
    #[arg(long)]
    credit: Option<String>,
    /// Where it comes from, an address.
    #[arg(long)]
    link: Option<String>,
}

impl Said {
    fn over(self, about: About) -> About {
        let title = match (self.title, self.title_zh) {
            (Some(en), Some(zh)) => Title::Said { en, zh },
            (Some(title), None) => Title::Plain(title),
            (None, _) => about.title,
        };
        About {
            name: self.name.unwrap_or(about.name),
            title,
            labels: about.labels,
            licence: self.licence.unwrap_or(about.licence),
            credit: self.credit.unwrap_or(about.credit),
            link: self.link.unwrap_or(about.link),
        }
    }
}

impl Pack {
    /// Writes the shards and the manifest, unless the folder holds them already.
    ///
    /// # Errors
    /// When a file is missing, broken or not what it is said to be, before anything is written; or when the folder
    /// cannot be written.
    pub fn run(self) -> Result<()> {
        let mut set = self.source.read(&self.own)?;
        set.about = self.said.over(set.about);
        set.check()?;
        if let Some(path) = &self.classifier {
            set.classifier = Some(read_classifier(path, &set.about)?);
        }
        let [train, test] = [dealt(&set.train), dealt(&set.test)];
        let mut manifest = Manifest::of(&set, &train, &test);
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
        if let (Some(file), Some(bytes)) = (&manifest.classifier, &set.classifier) {
            write_whole(&self.out.join(&file.file), bytes)?;
        }
        let bar = progress_bar(&set)?;
        for (shards, examples) in [(&mut manifest.train, &train), (&mut manifest.test, &test)] {
            for shard in shards {
                let [images, labels] = shard.cut(examples);
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
            "Packed {} images for training and {} for testing, {} bytes, into {}.",
            set.train.count(),
            set.test.count(),
            manifest.shards().map(|shard| shard.bytes).sum::<u64>(),
            self.out.display()
        );
        Ok(())
    }
}

fn progress_bar(set: &DataSet) -> Result<ProgressBar> {
    let work = (set.train.count() + set.test.count()) * (PIXELS + 1);
    let style = "packing {wide_bar} {bytes}/{total_bytes} {eta}";
    Ok(ProgressBar::new(work as u64).with_style(ProgressStyle::with_template(style)?))
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
