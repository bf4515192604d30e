//! Grids of digits as PNG files.

use std::path::Path;

use anyhow::{Context, Result};
use earthmover::data::mnist::{PIXELS, SIDE};
use image::{GrayImage, Luma};

/// How many pixels lie between two digits, and around all of them.
const GAP: usize = 2;
/// The grey between digits.
const BACKGROUND: u8 = 64;

/// Writes `images`, 784 bytes each, as a grid of `columns` columns.
pub(crate) fn write_grid(path: &Path, images: &[u8], columns: usize) -> Result<()> {
    let count = images.len() / PIXELS;
    let rows = count.div_ceil(columns);
    let length = |cells: usize| (cells * (SIDE + GAP) + GAP) as u32;
    let mut picture = GrayImage::from_pixel(length(columns), length(rows), Luma([BACKGROUND]));
    for (n, image) in images.chunks_exact(PIXELS).enumerate() {
        let left = GAP + (n % columns) * (SIDE + GAP);
        let top = GAP + (n / columns) * (SIDE + GAP);
        for (place, &byte) in image.iter().enumerate() {
            let (x, y) = (left + place % SIDE, top + place / SIDE);
            picture.put_pixel(x as u32, y as u32, Luma([byte]));
        }
    }
    picture
        .save(path)
        .with_context(|| format!("cannot write {}", path.display()))
}
