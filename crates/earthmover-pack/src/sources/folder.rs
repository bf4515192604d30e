//! A folder of any kind that a native run can learn from.

use std::path::Path;

use anyhow::{Result, ensure};

use super::known::KnownSet;
use super::own::Own;
use super::{fashion, idx_folder, mnist, packed};
use crate::data_set::DataSet;

const KNOWN: [KnownSet; 2] = [mnist::MNIST, fashion::FASHION];

/// Reads a folder that was packed, or one of IDX files: those of MNIST and of Fashion-MNIST are known by their sums.
///
/// # Errors
/// When there is no such folder, or when what is in it is broken.
pub fn read_folder(folder: &Path) -> Result<DataSet> {
    ensure!(folder.is_dir(), "there is no folder {}", folder.display());
    if packed::is_in(folder) {
        let mut set = packed::read(folder)?;
        let known = KNOWN.iter().find(|known| known.is(&set));
        set.known = known.map(|known| known.known);
        return Ok(set);
    }
    for known in KNOWN {
        if known.is_in(folder) {
            return known.read(folder);
        }
    }
    let own = Own::default();
    own.set(folder, idx_folder::read(folder, own.fit())?)
}
