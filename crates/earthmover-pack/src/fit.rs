//! Images of any size and colour, made to fit 28 × 28 grey pixels.

use anyhow::{Result, ensure};
use image::imageops::{FilterType, replace, resize};
use image::{DynamicImage, GrayImage, Luma};

use crate::examples::{PIXELS, SIDE};

/// Most pixels of a side of an image.
pub(crate) const MOST_SIDE: u32 = 2_048;

/// How images are made to fit.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Fit {
    /// Dark on light, which is turned into light on dark.
    pub(crate) invert: bool,
}

impl Fit {
    /// The 784 bytes of an image in any colours. What it lets through is background.
    pub(crate) fn image(self, image: &DynamicImage) -> Result<[u8; PIXELS]> {
        let behind = f32::from(if self.invert { u8::MAX } else { 0 });
        let mut grey = GrayImage::new(image.width(), image.height());
        for (from, to) in image.to_luma_alpha8().pixels().zip(grey.pixels_mut()) {
            let [luma, alpha] = from.0.map(f32::from);
            let share = alpha / 255.0;
            *to = Luma([(luma * share + behind * (1.0 - share)).round() as u8]);
        }
        self.grey(grey)
    }

    /// The 784 bytes of rows of grey pixels.
    pub(crate) fn rows(self, [height, width]: [usize; 2], pixels: &[u8]) -> Result<[u8; PIXELS]> {
        let most = MOST_SIDE as usize;
        let sides = 1..=most;
        ensure!(
            sides.contains(&height) && sides.contains(&width),
            "it is {height} × {width} pixels; a side may have 1 to {most}"
        );
        let grey = GrayImage::from_raw(width as u32, height as u32, pixels.to_vec());
        let grey = grey.filter(|_| pixels.len() == height * width);
        self.grey(grey.ok_or_else(|| anyhow::anyhow!("it ends before its last pixel"))?)
    }

    /// Scaled so that its longer side is 28 pixels, and put in the middle of what is black otherwise. What fits
    /// already is left as it is.
    fn grey(self, mut grey: GrayImage) -> Result<[u8; PIXELS]> {
        if self.invert {
            image::imageops::invert(&mut grey);
        }
        let side = SIDE as u32;
        let (width, height) = grey.dimensions();
        let longest = width.max(height);
        // Never thinner than a pixel.
        let scaled = |length: u32| ((length * side + longest / 2) / longest).max(1);
        let [wide, high] = [width, height].map(scaled);
        if (width, height) != (wide, high) {
            grey = resize(&grey, wide, high, FilterType::Triangle);
        }
        let mut fitted = GrayImage::new(side, side);
        let [left, top] = [wide, high].map(|length| i64::from((side - length) / 2));
        replace(&mut fitted, &grey, left, top);
        let mut pixels = [0; PIXELS];
        pixels.copy_from_slice(fitted.as_raw());
        ensure!(
            pixels.iter().any(|pixel| *pixel != pixels[0]),
            "it is of one colour: nothing is drawn on it"
        );
        Ok(pixels)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use image::{Rgb, RgbImage, Rgba, RgbaImage};

    use super::*;

    const PLAIN: Fit = Fit { invert: false };
    const INVERTED: Fit = Fit { invert: true };

    #[test]
    fn what_fits_is_left_as_it_is() {
        let pixels: Vec<u8> = (0..PIXELS).map(|place| (place % 251) as u8).collect();
        assert_eq!(PLAIN.rows([28, 28], &pixels).unwrap()[..], pixels);
        let inverted = INVERTED.rows([28, 28], &pixels).unwrap();
        assert!(inverted.iter().zip(&pixels).all(|(a, b)| *a == 255 - b));
    }

    #[test]
    fn an_image_is_scaled_to_fit_and_stands_in_the_middle() {
        // A white image of 56 × 28 becomes a band 14 pixels high, 7 below the top.
        let band = PLAIN.rows([28, 56], &[255; 28 * 56]).unwrap();
        for (row, pixels) in band.chunks(SIDE).enumerate() {
            let expected = if (7..21).contains(&row) { 255 } else { 0 };
            assert!(pixels.iter().all(|pixel| *pixel == expected), "row {row}");
        }
        // Small ones grow: 2 × 1 becomes a column 14 pixels wide.
        let column = PLAIN.rows([2, 1], &[255; 2]).unwrap();
        assert_eq!(
            column[..SIDE],
            [[0; 7], [255; 7], [255; 7], [0; 7]].concat()
        );
        // A line that would be thinner than a pixel has one.
        let line = PLAIN.rows([1, 2_048], &[255; 2_048]).unwrap();
        assert_eq!(line.iter().filter(|pixel| **pixel == 255).count(), SIDE);
    }

    #[test]
    fn colours_become_grey_by_their_luma_and_what_is_clear_is_background() {
        let mut colours = RgbImage::new(28, 28);
        colours.put_pixel(0, 0, Rgb([0, 255, 0]));
        colours.put_pixel(1, 0, Rgb([0, 0, 255]));
        let grey = PLAIN.image(&colours.into()).unwrap();
        assert!(
            grey[0] > 170 && (10..40).contains(&grey[1]),
            "{:?}",
            &grey[..2]
        );

        let mut drawn = RgbaImage::new(28, 28);
        drawn.put_pixel(3, 0, Rgba([0, 0, 0, 255]));
        let grey = INVERTED.image(&drawn.into()).unwrap();
        assert_eq!(grey[..5], [0, 0, 0, 255, 0]);
    }

    #[test]
    fn an_image_of_one_colour_or_too_large_is_refused() {
        let complaint = |sides, pixels: &[u8]| PLAIN.rows(sides, pixels).unwrap_err().to_string();
        assert!(complaint([28, 28], &[9; PIXELS]).contains("of one colour"));
        assert!(complaint([4_000, 4_000], &[]).contains("4000 × 4000"));
        assert!(complaint([28, 28], &[9; 3]).contains("ends before"));
    }
}
