//! Cluster centres, by Lloyd's algorithm (1957) from seeds of k-means++ (Arthur and Vassilvitskii
//! 2007).

use anyhow::Result;
use earthmover::digits::PIXELS;
use earthmover::noise::Noise;
use earthmover::transport::Costs;

/// Points compared with all centres at once.
const CHUNK: usize = 1000;

/// `count` centres of `images` (rows of 784 numbers), after at most `rounds` rounds. There must be
/// as many images as centres.
pub(crate) fn centres(
    images: &[f32],
    count: usize,
    rounds: usize,
    noise: &mut Noise,
) -> Result<Vec<f32>> {
    let mut centres = seeds(images, count, noise)?;
    let mut nearest = Vec::new();
    for _ in 0..rounds {
        let previous = std::mem::replace(&mut nearest, assign(images, &centres)?);
        if nearest == previous {
            break;
        }
        update(images, &nearest, &mut centres);
    }
    Ok(centres)
}

/// Images drawn one after another, each with a chance that grows as its squared distance to those
/// already drawn.
fn seeds(images: &[f32], count: usize, noise: &mut Noise) -> Result<Vec<f32>> {
    let points = images.len() / PIXELS;
    let mut seeds = Vec::with_capacity(count * PIXELS);
    let mut squares = vec![f64::INFINITY; points];
    let mut drawn = noise.below(points as u64) as usize;
    loop {
        let seed = &images[drawn * PIXELS..][..PIXELS];
        seeds.extend_from_slice(seed);
        if seeds.len() == count * PIXELS {
            return Ok(seeds);
        }
        for (square, distance) in squares.iter_mut().zip(distances(images, seed)?) {
            *square = square.min(distance[0] * distance[0]);
        }
        let mut left = noise.uniform() * squares.iter().sum::<f64>();
        let reached = squares.iter().position(|square| {
            left -= square;
            left < 0.0
        });
        drawn = reached.unwrap_or(points - 1);
    }
}

/// The place of the nearest centre, for each image.
fn assign(images: &[f32], centres: &[f32]) -> Result<Vec<usize>> {
    let nearest = |row: Vec<f64>| {
        let places = row.iter().enumerate();
        places
            .min_by(|a, b| a.1.total_cmp(b.1))
            .map_or(0, |(k, _)| k)
    };
    Ok(distances(images, centres)?
        .into_iter()
        .map(nearest)
        .collect())
}

/// Moves each centre to the mean of its images; one without images stays.
fn update(images: &[f32], nearest: &[usize], centres: &mut [f32]) {
    let mut sums = vec![0.0; centres.len()];
    let mut counts = vec![0.0; centres.len() / PIXELS];
    for (image, &k) in images.chunks_exact(PIXELS).zip(nearest) {
        counts[k] += 1.0;
        let sum = &mut sums[k * PIXELS..][..PIXELS];
        sum.iter_mut()
            .zip(image)
            .for_each(|(sum, &x)| *sum += f64::from(x));
    }
    let rows = centres
        .chunks_exact_mut(PIXELS)
        .zip(sums.chunks_exact(PIXELS));
    for ((centre, sum), &count) in rows.zip(&counts) {
        if count > 0.0 {
            centre
                .iter_mut()
                .zip(sum)
                .for_each(|(x, sum)| *x = (sum / count) as f32);
        }
    }
}

/// A row for each image: its distances to the centres.
fn distances(images: &[f32], centres: &[f32]) -> Result<Vec<Vec<f64>>> {
    let mut rows = Vec::with_capacity(images.len() / PIXELS);
    for chunk in images.chunks(CHUNK * PIXELS) {
        let costs = Costs::euclidean(chunk, centres, PIXELS)?;
        rows.extend((0..costs.rows()).map(|row| costs.row(row).to_vec()));
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use earthmover::noise::Purpose;

    use super::*;

    #[test]
    fn finds_clusters_that_are_far_apart() {
        let mut noise = Noise::new(1, Purpose::Comparison, 0);
        let images: Vec<f32> = (0..30u8)
            .flat_map(|k| (0..PIXELS).map(move |_| f32::from(k % 3)))
            .map(|level| level + 0.01 * (noise.uniform() as f32 - 0.5))
            .collect();
        let centres = centres(&images, 3, 10, &mut noise).unwrap();
        let mut levels: Vec<f32> = centres.iter().step_by(PIXELS).copied().collect();
        levels.sort_unstable_by(f32::total_cmp);
        for (found, level) in levels.iter().zip([0.0, 1.0, 2.0]) {
            assert!((found - level).abs() < 0.01, "{levels:?}");
        }
    }

    #[test]
    fn as_many_centres_as_images_are_the_images() {
        let mut noise = Noise::new(2, Purpose::Comparison, 0);
        let images = noise.uniforms(5 * PIXELS);
        let centres = centres(&images, 5, 10, &mut noise).unwrap();
        let nearest = assign(&images, &centres).unwrap();
        for (image, k) in images.chunks_exact(PIXELS).zip(nearest) {
            assert_eq!(image, &centres[k * PIXELS..][..PIXELS]);
        }
    }
}
