//! Sums of rows, each times a number: a product over the rows of a batch where one of the factors is a
//! column. No number of a row is used twice, so packing would not pay.

use super::super::vectors::in_vectors;
use super::DEPTH;

/// The sum, [width], over the places of `images`, of which each has `image`: of the row of `rows` [.., width]
/// at each place, times the number of `numbers` there.
pub(super) fn sum_of_rows(
    (rows, width): (&[f32], usize),
    numbers: &[f32],
    (images, image): (&mut dyn Iterator<Item = usize>, usize),
) -> Vec<f32> {
    let mut places = Vec::new();
    for row in images {
        places.extend(row * image..(row + 1) * image);
    }
    let mut sums = vec![0.0; width];
    let mut part = vec![0.0; width];
    in_vectors(
        #[inline(always)]
        || {
            for span in places.chunks(DEPTH) {
                part.fill(0.0);
                for place in span {
                    let number = numbers[*place];
                    let row = &rows[place * width..][..width];
                    for (sum, x) in part.iter_mut().zip(row) {
                        *sum += x * number;
                    }
                }
                for (sum, part) in sums.iter_mut().zip(&part) {
                    *sum += part;
                }
            }
        },
    );
    sums
}
