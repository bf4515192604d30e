//! Assignments and couplings.

use super::*;

#[test]
fn equal_rows_cost_nothing_and_near_ones_do_not() {
    let images: Vec<f32> = numbers(40 * 784, 1).iter().map(|&x| x as f32).collect();
    let costs = Costs::euclidean(&images, &images, 784).unwrap();
    for i in 0..40 {
        assert_eq!(costs.row(i)[i], 0.0);
        for j in 0..i {
            let naive = (0..784).map(|k| {
                let difference = f64::from(images[i * 784 + k]) - f64::from(images[j * 784 + k]);
                difference * difference
            });
            let naive = naive.sum::<f64>().sqrt();
            assert!((costs.row(i)[j] - naive).abs() < 1e-13 * naive);
            assert_eq!(costs.row(i)[j], costs.row(j)[i]);
        }
    }
    assert_eq!(costs.transposed(), costs);
    // One pixel, one bit.
    let next = f64::next_up(0.3);
    let costs = Costs::euclidean(&[0.3, 0.3], &[0.3, next], 2).unwrap();
    assert_eq!(costs.values(), [next - 0.3]);
    // Squares that underflow, or would overflow in less than 64 bits.
    let costs = Costs::euclidean(&[3e-200, 0.0], &[0.0, 4e-200], 2).unwrap();
    assert!((costs.values()[0] / 5e-200 - 1.0).abs() < 1e-15);
    let costs = Costs::euclidean(&[3e30f32, 0.0], &[0.0, 4e30], 2).unwrap();
    assert!((costs.values()[0] / 5e30 - 1.0).abs() < 1e-6);
}

#[test]
fn assignments_at_512_agree_with_the_simplex() {
    let (x, y) = (numbers(512 * 4, 2), numbers(512 * 4, 3));
    let costs = Costs::euclidean(&x, &y, 4).unwrap();
    let assignment = assign(&costs).unwrap();
    let uniform = vec![1.0 / 512.0; 512];
    let coupling = couple(&costs, &uniform, &uniform).unwrap();
    assert!((assignment.cost - coupling.cost).abs() < 1e-12);
    for potentials in [&assignment.potentials, &coupling.potentials] {
        let dual = potentials.dual_value(&uniform, &uniform).unwrap();
        assert!((dual - assignment.cost).abs() < 1e-12);
    }
}

#[test]
fn an_assignment_in_steps_is_the_assignment() {
    let costs = Costs::euclidean(&numbers(90 * 3, 10), &numbers(90 * 3, 11), 3).unwrap();
    let expected = assign(&costs).unwrap();
    let mut assigner = Assigner::new(costs.clone()).unwrap();
    let mut steps = 1;
    while assigner.advance(1) {
        steps += 1;
    }
    assert!(steps > 5, "{steps}");
    assert!(!assigner.advance(3));
    assert_eq!(assigner.finish(), Ok((costs.clone(), expected.clone())));
    // Whether asked to advance or not.
    let assigner = Assigner::new(costs.clone()).unwrap();
    assert_eq!(assigner.finish(), Ok((costs, expected)));
    assert_said(
        Assigner::new(Costs::new(1, 2, vec![0.0; 2]).unwrap()),
        "`costs.columns` is 2",
    );
}

#[test]
fn ties_everywhere_end() {
    // Costs that are all equal, or of two values, at sizes where cycling would show.
    for n in [1, 2, 100, 300] {
        let weights = vec![1.0; n];
        for values in [vec![1.0; n * n], vec![0.0; n * n]] {
            let expected = values[0];
            let costs = Costs::new(n, n, values).unwrap();
            assert_eq!(assign(&costs).unwrap().cost, expected);
            let coupling = couple(&costs, &weights, &weights).unwrap();
            assert_eq!(coupling.cost, expected * n as f64);
            assert_eq!(coupling.dense().iter().sum::<f64>(), n as f64);
        }
        let values = (0..n * n).map(|k| f64::from(u8::from((k * 7 + k / n) % 5 > 0)));
        let costs = Costs::new(n, n, values.collect()).unwrap();
        let assigned = assign(&costs).unwrap().cost;
        let coupled = couple(&costs, &weights, &weights).unwrap().cost;
        assert!((assigned * n as f64 - coupled).abs() < 1e-9);
    }
    // Costs that differ by a rounding.
    let values = (0..90_000).map(|k| 1.0 + f64::EPSILON * ((k * 31) % 7) as f64);
    let costs = Costs::new(300, 300, values.collect()).unwrap();
    assert!((assign(&costs).unwrap().cost - 1.0).abs() < 1e-14);
    let weights = vec![1.0 / 300.0; 300];
    assert!((couple(&costs, &weights, &weights).unwrap().cost - 1.0).abs() < 1e-12);
}

#[test]
fn couples_500_weighted_points_with_500() {
    let (x, y) = (numbers(500 * 2, 4), numbers(500 * 2, 5));
    let costs = Costs::euclidean(&x, &y, 2).unwrap();
    let (mut a, mut b) = (numbers(500, 6), numbers(500, 7));
    a[17] = 0.0;
    b[..100].fill(0.0);
    let ratio = a.iter().sum::<f64>() / b.iter().sum::<f64>();
    b.iter_mut().for_each(|b| *b *= ratio);
    let found = couple(&costs, &a, &b).unwrap();
    let dual = found.potentials.dual_value(&a, &b).unwrap();
    assert!((dual / found.cost - 1.0).abs() < 1e-12);
    assert!(
        found
            .plan
            .iter()
            .all(|flow| flow.source != 17 && flow.target >= 100)
    );
    for (i, phi) in found.potentials.source.iter().enumerate() {
        let row = costs.row(i).iter().zip(&found.potentials.target);
        assert!(row.into_iter().all(|(cost, psi)| phi + psi <= cost + 1e-13));
    }
}

#[test]
fn masses_of_every_size_are_moved() {
    let costs = Costs::euclidean(&[0.0, 1.0], &[0.0, 3.0], 1).unwrap();
    let found = couple(&costs, &[1e-30, 1.0], &[1.0, 1e-30]).unwrap();
    let flow = |source, target, mass| Flow {
        source,
        target,
        mass,
    };
    assert_eq!(found.plan.last(), Some(&flow(1, 1, 1e-30)));
    assert!((found.cost - 1.0).abs() < 1e-15);
    for total in [1e-90, 1e90] {
        let found = couple(&costs, &[total, 0.0], &[0.0, total]).unwrap();
        assert_eq!(found.plan, [flow(0, 1, total)]);
        assert_eq!(found.cost, 3.0 * total);
    }
}
