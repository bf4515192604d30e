use super::*;
use crate::noise::{Noise, Purpose};

fn matrix(values: &[f32], width: usize, transposed: bool) -> Matrix<'_> {
    Matrix {
        values,
        width,
        transposed,
        patches: None,
    }
}

fn stored(rows: usize, columns: usize, transposed: bool, values: &[f32]) -> Vec<f32> {
    let at = |row: usize, column: usize| values[row * columns + column];
    if transposed {
        let places = (0..columns).flat_map(|column| (0..rows).map(move |row| (row, column)));
        places.map(|(row, column)| at(row, column)).collect()
    } else {
        values.to_vec()
    }
}

#[test]
fn products_are_what_three_loops_make() {
    let shapes = [
        (1, 1, 1),
        (4, 8, 8),
        (5, 300, 9),
        (7, 3, 1),
        (3, 513, 17),
        (300, 2, 10),
        (516, 257, 8),
    ];
    for (rows, depth, columns) in shapes {
        let mut noise = Noise::new(5, Purpose::Sample, (rows * depth + columns) as u64);
        let (a, b) = (noise.normals(rows * depth), noise.normals(depth * columns));
        for (left, right) in [(false, false), (true, false), (false, true), (true, true)] {
            let (here, there) = (
                stored(rows, depth, left, &a),
                stored(depth, columns, right, &b),
            );
            let found = product(
                matrix(&here, if left { rows } else { depth }, left),
                matrix(&there, if right { depth } else { columns }, right),
            );
            for row in 0..rows {
                for column in 0..columns {
                    let terms = (0..depth).map(|k| {
                        f64::from(a[row * depth + k]) * f64::from(b[k * columns + column])
                    });
                    let (sum, size) = terms.fold((0.0, 0.0), |(sum, size), term: f64| {
                        (sum + term, size + term.abs())
                    });
                    let error = f64::from(found[row * columns + column]) - sum;
                    assert!(
                        error.abs() <= 1e-6 * size,
                        "{rows} {depth} {columns} {left} {right}: {error}"
                    );
                }
            }
        }
    }
}

fn bits(numbers: &[f32]) -> Vec<u32> {
    numbers.iter().map(|x| x.to_bits()).collect()
}

/// Takes each way that this processor has in turn. Those that it lacks are told as skipped.
#[test]
fn every_way_finds_the_same_bits() {
    let ways = Way::all();
    println!("ways here: {ways:?}");
    #[cfg(target_arch = "x86_64")]
    for way in [Way::Avx2, Way::Avx512] {
        if !ways.contains(&way) {
            println!("SKIPPED: this processor has no {way:?}");
        }
    }
    let shapes = [
        (5, 300, 9),
        (70, 600, 33),
        (8, 16, 8),
        (33, 5, 100),
        (300, 40, 17),
        // Rows that lie a page apart, and more panels than stay near.
        (9, 1024, 18),
        (3, 70, 2100),
    ];
    for (rows, depth, columns) in shapes {
        let mut noise = Noise::new(6, Purpose::Sample, (rows * depth + columns) as u64);
        let (a, b) = (noise.normals(rows * depth), noise.normals(depth * columns));
        // Three plain loops, in the order that is promised: span by span, and the terms of each in turn.
        let mut expected = vec![0.0_f32; rows * columns];
        for (place, number) in expected.iter_mut().enumerate() {
            for span in spans(0..depth) {
                let mut sum = 0.0;
                for k in span {
                    sum += a[place / columns * depth + k] * b[k * columns + place % columns];
                }
                *number += sum;
            }
        }
        // Rows are read as they are stored, or packed; columns are packed either way.
        for (left, right) in [(false, false), (true, false), (false, true), (true, true)] {
            let a = stored(rows, depth, left, &a);
            let b = stored(depth, columns, right, &b);
            for way in &ways {
                let found = product_by(
                    *way,
                    matrix(&a, if left { rows } else { depth }, left),
                    matrix(&b, if right { depth } else { columns }, right),
                );
                assert_eq!(
                    bits(&found),
                    bits(&expected),
                    "{way:?} {rows} {depth} {columns} {left} {right}"
                );
            }
        }
    }
}

/// A fused sum may differ from the other by a rounding of each term.
#[cfg(target_arch = "x86_64")]
#[test]
fn fused_ways_find_nearly_the_same() {
    let (rows, depth, columns) = (13, 700, 37);
    let mut noise = Noise::new(8, Purpose::Sample, 0);
    let (a, b) = (noise.normals(rows * depth), noise.normals(depth * columns));
    let product = |way| product_by(way, matrix(&a, depth, false), matrix(&b, columns, false));
    let expected = product(Way::Plain);
    let here = Way::all();
    for (way, like) in [(Way::FusedAvx2, Way::Avx2), (Way::FusedAvx512, Way::Avx512)] {
        if !here.contains(&like) {
            println!("SKIPPED: this processor has no {way:?}");
            continue;
        }
        let found = product(way);
        let far = found.iter().zip(&expected).map(|(a, b)| (a - b).abs());
        let far = far.fold(0.0, f32::max);
        // Seven hundred terms of about 1, of which each is rounded by half of 2^-23 of their sum's size at most.
        assert!(far > 0.0 && far < 1e-3, "{way:?}: {far:.1e}");
    }
}

#[test]
fn sums_over_rows_close_at_leaves_whoever_makes_them() {
    // Few rows are summed tile by tile, many leaf by leaf.
    let shapes = [
        (13, 1, 20, 40),
        (16, 9, 7, 3),
        (16, 90, 9, 33),
        // A column, of few places and of many.
        (13, 1, 21, 1),
        (16, 290, 9, 1),
    ];
    for (batch, image, width, columns) in shapes {
        let mut noise = Noise::new(7, Purpose::Sample, (batch * image) as u64);
        let a = noise.normals(batch * image * width);
        let b = noise.normals(batch * image * columns);
        for of in [1, 3, 8] {
            let leaf = |leaf: usize| {
                let mut sums = vec![0.0_f32; width * columns];
                let rows: Vec<usize> = (leaf..batch)
                    .step_by(of)
                    .flat_map(|row| row * image..(row + 1) * image)
                    .collect();
                for (place, number) in sums.iter_mut().enumerate() {
                    for span in rows.chunks(DEPTH) {
                        let mut sum = 0.0;
                        for row in span {
                            sum += a[row * width + place / columns]
                                * b[row * columns + place % columns];
                        }
                        *number += sum;
                    }
                }
                sums
            };
            let mut tree = Tree::new();
            (0..of).for_each(|place| tree.push(place, leaf(place), leaves::add));
            let expected = tree.finished(&Portion::all(of), leaves::add).concat();
            for way in Way::all() {
                let of_all = Leaves::new(Portion::all(of), vec![batch]);
                let found = product_over_rows_by(
                    way,
                    matrix(&a, width, false),
                    matrix(&b, columns, false),
                    &of_all,
                );
                assert_eq!(bits(&found), bits(&expected), "{way:?} {batch} {of}");
            }
            for replicas in 2..=of {
                let mut tree = Tree::new();
                for index in 0..replicas {
                    let portion = Portion::of_replica(index, replicas, of);
                    let rows = |x: &[f32], width| portion.of_rows(x, image * width);
                    let (a, b) = (rows(&a, width), rows(&b, columns));
                    let own = Leaves::new(portion, vec![portion.count(batch)]);
                    let part = product_over_rows(
                        matrix(&a, width, false),
                        matrix(&b, columns, false),
                        &own,
                    );
                    let sums = part.chunks_exact(width * columns);
                    for (range, sum) in portion.ranges().into_iter().zip(sums) {
                        tree.push_subtree(range, sum.to_vec(), leaves::add);
                    }
                }
                let found = tree.finished(&Portion::all(of), leaves::add).concat();
                assert_eq!(bits(&found), bits(&expected), "{replicas} of {of}");
            }
        }
    }
}
