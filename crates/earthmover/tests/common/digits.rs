//! Images made up for tests: smooth blobs, no two alike.

use earthmover::Images;

/// `count` images, from the `first`-th on, with their labels.
pub fn blobs(first: usize, count: usize) -> (Vec<u8>, Vec<u8>) {
    let mut images = Vec::with_capacity(count * 784);
    for n in first..first + count {
        let (cx, cy) = (6.0 + (n * 7 % 16) as f64, 6.0 + (n * 5 % 17) as f64);
        let width = 3.0 + (n % 11) as f64;
        for pixel in 0..784 {
            let (x, y) = ((pixel % 28) as f64, (pixel / 28) as f64);
            let square = (x - cx).powi(2) + (y - cy).powi(2);
            images.push((255.0 * (-square / (width * width)).exp()) as u8);
        }
    }
    let labels = (first..first + count).map(|n| (n % 10) as u8).collect();
    (images, labels)
}

/// A store of `count` such digits, all there from the beginning.
pub fn store(count: usize) -> Images {
    let digits = Images::mnist();
    let (images, labels) = blobs(0, count);
    digits.add(&images, &labels, 0).expect("whole images");
    digits
}
