//! Images of a reader's own as MNIST has its digits: centred by their ink, and made many by small changes.
//!
//! ```
//! use earthmover_figures::shapes::{PIXELS, Strengths, centred, varied};
//!
//! # fn main() -> Result<(), earthmover_figures::Error> {
//! // A bar that stands and one that lies, of 5 × 40 pixels.
//! let bar = vec![[0, 255, 255, 255, 0]; 40].concat();
//! let mut images = centred(&bar, 5, 40)?;
//! images.extend(centred(&bar, 40, 5)?);
//! // The two, and 98 variants of them in turn.
//! let hundred = varied(&images, &Strengths::default(), 7, 0, 100)?;
//! assert_eq!(hundred.len(), 100 * PIXELS);
//! assert_eq!(hundred[..2 * PIXELS], images);
//! # Ok(())
//! # }
//! ```

use earthmover_transport::support::check_whole;
use earthmover_transport::{Error, Invalid};

use crate::noise::{Noise, Purpose};

/// Pixels along a side of MNIST's digits.
pub const SIDE: usize = 28;
/// Pixels of one of them.
pub const PIXELS: usize = SIDE * SIDE;
/// The square that the ink of a digit fits in (LeCun, Bottou, Bengio and Haffner 1998).
pub const INK: usize = 20;
/// Most pixels along a side of an image that is to be centred.
pub const MOST_SIDE: u64 = 4000;
/// Least images to be varied: of one there is nothing to learn.
pub const LEAST_IMAGES: usize = 2;
/// Most images to be varied.
pub const MOST_IMAGES: usize = 10_000;
/// Most images that come of them.
pub const MOST_VARIED: u64 = 100_000;

/// How far a variant may be from its original, either way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Strengths {
    /// In pixels, in each direction: 0 to 8.
    pub shift: f64,
    /// In degrees: 0 to 90.
    pub turn: f64,
    /// Of the width and of the height, each by itself, and as much by which it leans: 0 to 0.5.
    pub stretch: f64,
}

impl Default for Strengths {
    fn default() -> Self {
        Self {
            shift: 2.0,
            turn: 12.0,
            stretch: 0.15,
        }
    }
}

/// A grey image of any size, row-major bytes from 0, empty, to 255, ink, as MNIST has its digits: cropped to
/// its ink, brought to 20 pixels along its longer side by averaging areas, its darkest ink brought to 255, and
/// put so that its centre of mass is the centre of 28 × 28 pixels, to the nearest whole pixel and as far as
/// nothing is cut off. Once centred, an image stays as it is.
///
/// # Errors
/// [`Error::Argument`] when `width` or `height` is not from 1 to 4,000, when `image` has another length than
/// their product, or is of one grey.
pub fn centred(image: &[u8], width: u64, height: u64) -> Result<Vec<u8>, Error> {
    let width = check_whole("width", width, 1, MOST_SIDE)?;
    let height = check_whole("height", height, 1, MOST_SIDE)?;
    if image.len() != width * height {
        let allowed = format!("{}, width × height", width * height);
        return Err(Invalid::new("image.length", image.len(), allowed).into());
    }
    if image.iter().all(|&byte| byte == image[0]) {
        let shown = format!("all of one grey, {}", image[0]);
        return Err(Invalid::new("image", shown, "some ink on an empty ground").into());
    }
    let ink = scaled(image, width);
    Ok(placed(&ink))
}

/// `count` of the endless row of images that begins with `images` (n × 784 bytes), from place `first` on: after
/// the originals come variants of each in turn, shifted, turned, stretched and leant by chance, evenly up to
/// `strengths`. A place has the same image whatever else is asked for.
///
/// # Errors
/// [`Error::Argument`] when there are not 2 to 10,000 whole images, when a strength is out of its range, or
/// when `first` + `count` is not from 1 to 100,000.
pub fn varied(
    images: &[u8],
    strengths: &Strengths,
    seed: u64,
    first: u64,
    count: u64,
) -> Result<Vec<u8>, Error> {
    let known = images.len() / PIXELS;
    if !images.len().is_multiple_of(PIXELS) || !(LEAST_IMAGES..=MOST_IMAGES).contains(&known) {
        let allowed = format!("{PIXELS} for each of {LEAST_IMAGES} to {MOST_IMAGES} images");
        return Err(Invalid::new("images.length", images.len(), allowed).into());
    }
    check_strength("shift", strengths.shift, 8.0)?;
    check_strength("turn", strengths.turn, 90.0)?;
    check_strength("stretch", strengths.stretch, 0.5)?;
    let count = check_whole("count", count, 1, MOST_VARIED)?;
    let first = check_whole("first", first, 0, MOST_VARIED - count as u64)?;
    let mut made = Vec::with_capacity(count * PIXELS);
    for place in first..first + count {
        let original = &images[place % known * PIXELS..][..PIXELS];
        if place < known {
            made.extend_from_slice(original);
        } else {
            let noise = Noise::new(seed, Purpose::Variant, place as u64);
            made.extend(Change::drawn(strengths, noise).of(original));
        }
    }
    Ok(made)
}

fn check_strength(argument: &str, value: f64, most: f64) -> Result<(), Invalid> {
    if (0.0..=most).contains(&value) {
        return Ok(());
    }
    let allowed = format!("a number from 0 to {most}");
    Err(Invalid::new(argument, value, allowed))
}

/// A rectangle of pixels, its ends left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Crop {
    left: usize,
    top: usize,
    right: usize,
    bottom: usize,
}

impl Crop {
    /// The least that holds all that is not 0. There must be some.
    fn of(image: &[u8], width: usize) -> Self {
        let rows = image.chunks_exact(width);
        let inked = rows.enumerate().filter_map(|(row, bytes)| {
            let left = bytes.iter().position(|&byte| byte > 0)?;
            let right = bytes.iter().rposition(|&byte| byte > 0)? + 1;
            Some(Self {
                left,
                top: row,
                right,
                bottom: row + 1,
            })
        });
        let joined = inked.reduce(|one, other| Self {
            left: one.left.min(other.left),
            top: one.top,
            right: one.right.max(other.right),
            bottom: other.bottom,
        });
        joined.unwrap_or(Self {
            left: 0,
            top: 0,
            right: width,
            bottom: image.len() / width,
        })
    }

    fn width(&self) -> usize {
        self.right - self.left
    }

    fn height(&self) -> usize {
        self.bottom - self.top
    }

    fn longer(&self) -> usize {
        self.width().max(self.height())
    }

    /// The part of it that `inner` is of an image of `width` × `height` cells which covers it, whole pixels.
    fn part(&self, inner: Self, width: usize, height: usize) -> Self {
        let [across, down] = [self.width(), self.height()];
        Self {
            left: self.left + inner.left * across / width,
            top: self.top + inner.top * down / height,
            right: self.left + (inner.right * across).div_ceil(width),
            bottom: self.top + (inner.bottom * down).div_ceil(height),
        }
    }
}

/// An image, and how wide it is.
struct Ink {
    bytes: Vec<u8>,
    width: usize,
}

/// The ink of an image, 20 pixels along its longer side, without an empty edge.
fn scaled(image: &[u8], width: usize) -> Ink {
    let mut crop = Crop::of(image, width);
    loop {
        let side = |length: usize| {
            let longer = crop.longer();
            ((2 * INK * length + longer) / (2 * longer)).max(1)
        };
        let [across, down] = [side(crop.width()), side(crop.height())];
        let bytes = brightened(&averaged(image, width, crop, across, down));
        let inner = Crop::of(&bytes, across);
        let tighter = crop.part(inner, across, down);
        // A trace of ink may be averaged away: what is left is then brought to size, or it would be the next time.
        if inner.longer() == INK || tighter == crop {
            return cut(&bytes, across, inner);
        }
        crop = tighter;
    }
}

fn cut(bytes: &[u8], width: usize, crop: Crop) -> Ink {
    let rows = bytes
        .chunks_exact(width)
        .take(crop.bottom)
        .skip(crop.top)
        .map(|row| &row[crop.left..crop.right]);
    Ink {
        bytes: rows.flatten().copied().collect(),
        width: crop.width(),
    }
}

/// The mean of what lies under each of `across` × `down` cells that share `crop`, pixels cut by their edges by
/// the part that is inside.
fn averaged(image: &[u8], width: usize, crop: Crop, across: usize, down: usize) -> Vec<f64> {
    let columns = shares(crop.left, crop.width(), across);
    let rows = shares(crop.top, crop.height(), down);
    let mut cells = Vec::with_capacity(across * down);
    for row in &rows {
        for column in &columns {
            let lines = row.iter().map(|&(y, part)| {
                let line = column
                    .iter()
                    .map(|&(x, part)| part * f64::from(image[y * width + x]));
                part * line.sum::<f64>()
            });
            cells.push(lines.sum());
        }
    }
    cells
}

/// For each of `cells` that share `length` pixels from `start` on, the pixels under it, and which part of the
/// cell each of them is. Counted in parts of a pixel, so that a cell of one pixel is that pixel exactly.
fn shares(start: usize, length: usize, cells: usize) -> Vec<Vec<(usize, f64)>> {
    let share = |cell: usize| {
        let [from, to] = [cell * length, (cell + 1) * length];
        let pixels = from / cells..to.div_ceil(cells);
        let part = |pixel: usize| {
            let inside = to.min((pixel + 1) * cells) - from.max(pixel * cells);
            (start + pixel, inside as f64 / length as f64)
        };
        pixels.map(part).collect()
    };
    (0..cells).map(share).collect()
}

/// Bytes of which the largest is 255.
fn brightened(numbers: &[f64]) -> Vec<u8> {
    let most = numbers.iter().copied().fold(0.0, f64::max);
    let bytes = numbers
        .iter()
        .map(|number| (number * 255.0 / most + 0.5) as u8);
    bytes.collect()
}

/// Puts ink of at most 20 × 20 pixels into 28 × 28.
fn placed(ink: &Ink) -> Vec<u8> {
    let Ink { bytes, width } = ink;
    let height = bytes.len() / width;
    let [mut mass, mut across, mut down] = [0i64; 3];
    for (place, &byte) in bytes.iter().enumerate() {
        let byte = i64::from(byte);
        mass += byte;
        across += (2 * (place % width) as i64 + 1) * byte;
        down += (2 * (place / width) as i64 + 1) * byte;
    }
    // In whole numbers, so that a centre half-way between two pixels goes the same way each time.
    let offset = |moment: i64, length: usize| {
        let offset = ((SIDE as i64 + 1) * mass - moment).div_euclid(2 * mass);
        offset.clamp(0, (SIDE - length) as i64) as usize
    };
    let [left, top] = [offset(across, *width), offset(down, height)];
    let mut image = vec![0; PIXELS];
    for (row, line) in bytes.chunks_exact(*width).enumerate() {
        image[(top + row) * SIDE + left..][..*width].copy_from_slice(line);
    }
    image
}

/// A change of an image about its middle: stretched, leant, turned, and then shifted.
#[derive(Clone, Copy, Debug)]
struct Change {
    shift: [f64; 2],
    stretch: [f64; 2],
    lean: f64,
    cosine: f64,
    sine: f64,
}

impl Change {
    fn drawn(strengths: &Strengths, mut noise: Noise) -> Self {
        let mut either = |strength: f64| strength * (2.0 * noise.uniform() - 1.0);
        let shift = [either(strengths.shift), either(strengths.shift)];
        let stretch = [
            1.0 + either(strengths.stretch),
            1.0 + either(strengths.stretch),
        ];
        let lean = either(strengths.stretch);
        let turn = either(strengths.turn).to_radians();
        Self {
            shift,
            stretch,
            lean,
            cosine: libm::cos(turn),
            sine: libm::sin(turn),
        }
    }

    /// Where in the original a pixel of the variant comes from.
    fn source(&self, column: usize, row: usize) -> [f64; 2] {
        let middle = (SIDE - 1) as f64 / 2.0;
        let x = column as f64 - middle - self.shift[0];
        let y = row as f64 - middle - self.shift[1];
        let [x, y] = [
            self.cosine * x + self.sine * y,
            self.cosine * y - self.sine * x,
        ];
        let x = x - self.lean * y;
        [x / self.stretch[0] + middle, y / self.stretch[1] + middle]
    }

    fn of(&self, original: &[u8]) -> impl Iterator<Item = u8> {
        (0..PIXELS).map(|place| {
            let [x, y] = self.source(place % SIDE, place / SIDE);
            (between(original, x, y) + 0.5) as u8
        })
    }
}

/// The image between its pixels, bilinear; it is empty around.
fn between(image: &[u8], x: f64, y: f64) -> f64 {
    let [left, top] = [x.floor(), y.floor()];
    let at = |column: f64, row: f64| {
        let inside = 0.0..SIDE as f64;
        if !inside.contains(&column) || !inside.contains(&row) {
            return 0.0;
        }
        f64::from(image[row as usize * SIDE + column as usize])
    };
    let [right, below] = [x - left, y - top];
    let line = |row| (1.0 - right) * at(left, row) + right * at(left + 1.0, row);
    (1.0 - below) * line(top) + below * line(top + 1.0)
}
