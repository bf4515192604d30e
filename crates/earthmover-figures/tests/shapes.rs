//! Images of a reader's own: what centring and varying leave as it is, and what they change.

#![allow(missing_docs, clippy::unwrap_used)]

use earthmover_figures::shapes::{INK, PIXELS, SIDE, Strengths, centred, varied};
use proptest::prelude::*;

const NONE: Strengths = Strengths {
    shift: 0.0,
    turn: 0.0,
    stretch: 0.0,
};

/// The mean place of the ink, in pixels from the middle, across and down.
fn off_centre(image: &[u8], side: usize) -> [f64; 2] {
    let mass: f64 = mass(image);
    let moment = |place: fn(usize, usize) -> usize| {
        let moments = image.iter().enumerate().map(|(at, &byte)| {
            (place(at, side) as f64 + 0.5 - side as f64 / 2.0) * f64::from(byte)
        });
        moments.sum::<f64>() / mass
    };
    [moment(|at, side| at % side), moment(|at, side| at / side)]
}

fn mass(image: &[u8]) -> f64 {
    image.iter().map(|&byte| f64::from(byte)).sum()
}

/// The first and the last row or column that has ink.
fn extent(image: &[u8], place: fn(usize) -> usize) -> (usize, usize) {
    let inked = image.iter().enumerate().filter(|&(_, &byte)| byte > 0);
    let places: Vec<usize> = inked.map(|(at, _)| place(at)).collect();
    (*places.iter().min().unwrap(), *places.iter().max().unwrap())
}

fn columns(image: &[u8]) -> (usize, usize) {
    extent(image, |at| at % SIDE)
}

fn rows(image: &[u8]) -> (usize, usize) {
    extent(image, |at| at / SIDE)
}

/// A ring with a tail: no two sides of it are alike.
fn letter(width: usize, height: usize) -> Vec<u8> {
    let mut image = vec![0; width * height];
    for (at, byte) in image.iter_mut().enumerate() {
        let x = (at % width) as f64 / width as f64 - 0.4;
        let y = (at / width) as f64 / height as f64 - 0.45;
        let is_ring = (0.04..0.09).contains(&(x * x + y * y));
        let is_tail = (0.05..0.12).contains(&x) && (0.0..0.45).contains(&y);
        if is_ring || is_tail {
            *byte = 200;
        }
    }
    image
}

fn two() -> Vec<u8> {
    let mut images = centred(&letter(90, 130), 90, 130).unwrap();
    images.extend(centred(&letter(130, 60), 130, 60).unwrap());
    images
}

/// Blobs of ink by chance, with empty ground about them.
fn pictures() -> impl Strategy<Value = (Vec<u8>, usize, usize)> {
    let blobs = prop::collection::vec((0.0..1.0, 0.0..1.0, 0.02..0.3, 1u8..), 1..6);
    (2usize..150, 2usize..150, blobs).prop_map(|(width, height, blobs)| {
        let mut image = vec![0u8; width * height];
        for (x, y, radius, ink) in blobs {
            let [x, y]: [f64; 2] = [x * width as f64, y * height as f64];
            let radius = radius * width.max(height) as f64;
            // One pixel at least.
            image[y as usize * width + x as usize] = ink;
            for (at, byte) in image.iter_mut().enumerate() {
                let [dx, dy] = [(at % width) as f64 - x, (at / width) as f64 - y];
                if dx * dx + dy * dy < radius * radius {
                    *byte = ink;
                }
            }
        }
        (image, width, height)
    })
}

proptest! {
    #[test]
    fn ink_fits_its_square_is_centred_and_stays_so((image, width, height) in pictures()) {
        prop_assume!(image.iter().any(|&byte| byte != image[0]));
        let made = centred(&image, width as u64, height as u64).unwrap();
        prop_assert_eq!(made.len(), PIXELS);
        prop_assert_eq!(made.iter().max(), Some(&255));
        let [(left, right), (top, bottom)] = [columns(&made), rows(&made)];
        prop_assert_eq!((right - left).max(bottom - top) + 1, INK);
        let off = off_centre(&made, SIDE);
        for (off, (first, last)) in off.into_iter().zip([(left, right), (top, bottom)]) {
            // Where ink would be cut off it stays at the edge.
            let is_held = first == 0 && off > 0.0 || last == SIDE - 1 && off < 0.0;
            prop_assert!(off.abs() <= 0.5 || is_held, "{off}");
        }
        prop_assert_eq!(&centred(&made, 28, 28).unwrap(), &made);
    }
}

#[test]
fn where_the_ink_lies_and_how_large_it_is_makes_no_difference() {
    let [width, height] = [90, 130];
    let plain = centred(&letter(width, height), 90, 130).unwrap();
    // Twice as large, at a place of a larger sheet, and fainter.
    let mut sheet = vec![0; 400 * 500];
    let image = letter(width, height);
    for y in 0..2 * height {
        for x in 0..2 * width {
            sheet[(y + 33) * 400 + x + 171] = image[y / 2 * width + x / 2] / 2;
        }
    }
    assert_eq!(centred(&sheet, 400, 500).unwrap(), plain);
}

#[test]
fn a_cell_is_the_mean_of_what_lies_under_it() {
    // 40 × 40 pixels: each cell is a square of four, all of them ink on the left, and two of them on the right.
    let mut row = vec![200; 20];
    row.extend([0, 200].repeat(10));
    let made = centred(&row.repeat(40), 40, 40).unwrap();
    let (left, _) = columns(&made);
    let (top, _) = rows(&made);
    for line in made.chunks(SIDE).skip(top).take(INK) {
        assert_eq!(line[left..left + INK], [[255; 10], [128; 10]].concat());
    }
    // Half of the ink on the right: the middle is 1/6 of the half-width to the left, 1.67 pixels.
    assert_eq!((left, top), (4 + 2, 4));
}

#[test]
fn originals_come_first_and_zero_strengths_change_nothing() {
    let images = two();
    let made = varied(&images, &NONE, 7, 0, 7).unwrap();
    for (place, image) in made.chunks(PIXELS).enumerate() {
        assert_eq!(image, &images[place % 2 * PIXELS..][..PIXELS]);
    }
    let made = varied(&images, &Strengths::default(), 7, 0, 4).unwrap();
    assert_eq!(made[..2 * PIXELS], images);
    assert_ne!(made[2 * PIXELS..], images);
}

#[test]
fn a_place_has_one_image_whatever_else_is_asked_for() {
    let images = two();
    let strengths = Strengths::default();
    let whole = varied(&images, &strengths, 7, 0, 40).unwrap();
    let part = varied(&images, &strengths, 7, 13, 9).unwrap();
    assert_eq!(part, whole[13 * PIXELS..22 * PIXELS]);
    assert_ne!(varied(&images, &strengths, 8, 13, 9).unwrap(), part);
}

#[test]
fn small_changes_keep_the_ink_within_bounds() {
    let images = two();
    let originals = [mass(&images[..PIXELS]), mass(&images[PIXELS..])];
    let share = |strengths: &Strengths| {
        let made = varied(&images, strengths, 3, 2, 400).unwrap();
        let shares = made
            .chunks(PIXELS)
            .enumerate()
            .map(|(place, image)| mass(image) / originals[place % 2]);
        shares.fold((f64::INFINITY, 0.0), |(least, most): (f64, f64), share| {
            (least.min(share), most.max(share))
        })
    };
    // A shift and a turn keep areas, up to what bilinear weights take and give.
    let (least, most) = share(&Strengths {
        stretch: 0.0,
        ..Strengths::default()
    });
    assert!(least > 0.97 && most < 1.03, "{least} {most}");
    // A stretch changes them by its two factors.
    let (least, most) = share(&Strengths::default());
    assert!(least > 0.7 && most < 1.36, "{least} {most}");
    assert!(least < 0.85 && most > 1.15, "{least} {most}");
}

#[test]
fn a_shift_moves_the_ink_as_far_as_it_may() {
    let strengths = Strengths { shift: 2.0, ..NONE };
    let images = two();
    let made = varied(&images, &strengths, 5, 2, 400).unwrap();
    let before = [
        off_centre(&images[..PIXELS], SIDE),
        off_centre(&images[PIXELS..], SIDE),
    ];
    let moved = made.chunks(PIXELS).enumerate().map(|(place, image)| {
        let [x, y] = off_centre(image, SIDE);
        [x - before[place % 2][0], y - before[place % 2][1]]
    });
    let moved: Vec<f64> = moved.flatten().collect();
    let [least, most] = [f64::min, f64::max].map(|of| moved.iter().copied().fold(0.0, of));
    assert!((-2.02..-1.9).contains(&least), "{least}");
    assert!((1.9..2.02).contains(&most), "{most}");
}

/// What the wasm test of the bindings makes, too: every processor draws the same.
#[test]
fn the_bytes_are_what_they_were() {
    let shade =
        |scale: usize| move |at: usize| ((at % 60) * scale + (at / 60) * 7) % 256 / 128 * 200;
    let pictures = [shade(11), shade(5)]
        .map(|shade| -> Vec<u8> { (0..60 * 45).map(|at| shade(at) as u8).collect() });
    let images = pictures.map(|picture| centred(&picture, 60, 45).unwrap());
    let made = varied(&images.concat(), &Strengths::default(), 7, 0, 50).unwrap();
    assert_eq!(fnv(&made), 0x5913_9baf_2165_5b04);
}

/// Fowler, Noll and Vo's hash of 64 bits.
fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[track_caller]
fn says<T: std::fmt::Debug>(result: Result<T, earthmover_figures::Error>, expected: &str) {
    let error = result.unwrap_err().to_string();
    assert!(error.contains(expected), "{error} does not say {expected}");
}

#[test]
fn what_cannot_be_is_refused() {
    says(
        centred(&[0; 12], 3, 4),
        "all of one grey, 0; it must be some ink",
    );
    says(centred(&[255; 12], 3, 4), "all of one grey, 255");
    says(
        centred(&[0; 12], 3, 5),
        "`image.length` is 12; it must be 15",
    );
    says(centred(&[], 0, 5), "`width` is 0");
    says(centred(&[], 5, 4001), "`height` is 4001");
    let strengths = Strengths::default();
    let one = &two()[..PIXELS];
    says(
        varied(one, &strengths, 0, 0, 4),
        "`images.length` is 784; it must be 784 for each of 2 to 10000",
    );
    says(
        varied(&two()[1..], &strengths, 0, 0, 4),
        "`images.length` is 1567",
    );
    says(
        varied(&vec![1; 10_001 * PIXELS], &strengths, 0, 0, 4),
        "`images.length`",
    );
    says(varied(&two(), &strengths, 0, 0, 0), "`count` is 0");
    says(varied(&two(), &strengths, 0, 99_999, 2), "`first` is 99999");
    let turned = |turn| varied(&two(), &Strengths { turn, ..strengths }, 0, 0, 4);
    says(
        turned(91.0),
        "`turn` is 91; it must be a number from 0 to 90",
    );
    says(turned(f64::NAN), "`turn` is NaN");
    let shift = Strengths {
        shift: -1.0,
        ..strengths
    };
    says(varied(&two(), &shift, 0, 0, 4), "`shift` is -1");
    let stretch = Strengths {
        stretch: 0.51,
        ..strengths
    };
    says(varied(&two(), &stretch, 0, 0, 4), "`stretch` is 0.51");
}
