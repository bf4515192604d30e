//! Costs of very different sizes.

use super::*;

/// The costs of POT's issue 229. No good plan takes an arc of 10³².
const DEAR: [[f64; 5]; 5] = [
    [
        2.50275352e02,
        3.74653218e02,
        2.41352736e03,
        1e32,
        1.51751540e-03,
    ],
    [
        2.13082030e02,
        3.28812836e02,
        2.29487946e03,
        1e32,
        1.37109800e-01,
    ],
    [
        1.97333083e02,
        3.09175848e02,
        2.24250550e03,
        1e32,
        2.46506283e00,
    ],
    [1e32, 1e32, 1e32, 5.26223432e00, 2.5e31],
    [3.84690152e01, 8.09465684e01, 3.33064175e02, 2.5e31, 0.0],
];

/// The arcs of the best plan: the first three sources go to the last target, the fourth to the fourth, and
/// the last source to the other three.
const CHEAP: [f64; 7] = [
    DEAR[0][4], DEAR[1][4], DEAR[2][4], DEAR[3][3], DEAR[4][0], DEAR[4][1], DEAR[4][2],
];

/// Every order of so many things, by Heap's algorithm.
fn orders(count: usize) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut orders = vec![order.clone()];
    let mut turns = vec![0; count];
    let mut place = 0;
    while place < count {
        if turns[place] < place {
            let other = if place % 2 == 0 { 0 } else { turns[place] };
            order.swap(other, place);
            orders.push(order.clone());
            turns[place] += 1;
            place = 0;
        } else {
            turns[place] = 0;
            place += 1;
        }
    }
    orders
}

#[test]
fn arcs_that_are_too_dear_to_be_taken_take_no_digits() {
    let expected = CHEAP.iter().sum::<f64>() / 8.0;
    let orders = orders(5);
    assert_eq!(orders.len(), 120);
    for (rows, columns) in orders
        .iter()
        .flat_map(|a| orders.iter().map(move |b| (a, b)))
    {
        let values = rows
            .iter()
            .flat_map(|&i| columns.iter().map(move |&j| DEAR[i][j]));
        let costs = Costs::new(5, 5, values.collect()).unwrap();
        let masses = |order: &[usize]| -> Vec<f64> {
            let mass = |&place: &usize| if place == 4 { 0.5 } else { 0.125 };
            order.iter().map(mass).collect()
        };
        let (a, b) = (masses(rows), masses(columns));
        let found = couple(&costs, &a, &b).unwrap();
        assert!((found.cost - expected).abs() < 1e-12, "{}", found.cost);
        let dual = found.potentials.dual_value(&a, &b).unwrap();
        assert!((dual - expected).abs() < 1e-11, "{dual}");
        assert!(found.plan.len() <= 9, "{:?}", found.plan);
        let sums = found
            .dense()
            .chunks_exact(5)
            .map(|row| row.iter().sum())
            .collect::<Vec<f64>>();
        assert_eq!(sums, a);

        // With four points in place of the last source, and of the last target, all masses are equal: an
        // assignment.
        let split = |order: &[usize]| -> Vec<usize> {
            let places = order
                .iter()
                .map(|&place| vec![place; if place == 4 { 4 } else { 1 }]);
            places.collect::<Vec<_>>().concat()
        };
        let (rows, columns) = (split(rows), split(columns));
        let values = rows
            .iter()
            .flat_map(|&i| columns.iter().map(move |&j| DEAR[i][j]));
        let costs = Costs::new(8, 8, values.collect()).unwrap();
        let found = assign(&costs).unwrap();
        assert!((found.cost - expected).abs() < 1e-12, "{}", found.cost);
    }
}

#[test]
fn a_plan_that_is_a_little_too_dear_is_mended() {
    // The others differ by a few hundredths: a slack as large as they are would leave any plan as it is.
    let orders = orders(5);
    for seed in 0..40 {
        let small = numbers(25, seed);
        let dear = numbers(25, seed + 1000);
        let value = |(small, dear): (f64, f64)| {
            if dear < 0.4 {
                1e32
            } else {
                10.0 + small / 50.0
            }
        };
        let values: Vec<f64> = small.into_iter().zip(dear).map(value).collect();
        let cost = |order: &[usize]| -> f64 {
            order
                .iter()
                .enumerate()
                .map(|(row, &column)| values[5 * row + column])
                .sum::<f64>()
        };
        let best = orders
            .iter()
            .map(|order| cost(order))
            .fold(f64::INFINITY, f64::min)
            / 5.0;
        let costs = Costs::new(5, 5, values.clone()).unwrap();
        let found = assign(&costs).unwrap().cost;
        assert!(
            (found - best).abs() <= 1e-12 * best,
            "{seed}: {found}, {best}"
        );
        let found = couple(&costs, &[0.2; 5], &[0.2; 5]).unwrap().cost;
        assert!(
            (found - best).abs() <= 1e-12 * best,
            "{seed}: {found}, {best}"
        );
    }
}

#[test]
fn what_is_lost_in_rounding_is_said() {
    // The first source must go to the first target, at a cost that hides whether the others may cross.
    let values = vec![1e40, 1e60, 1e60, 1e60, 1.0, 3.0, 1e60, 2.0, 1.0];
    let costs = Costs::new(3, 3, values).unwrap();
    for answer in [
        assign(&costs).map(|found| found.plan),
        couple(&costs, &[1.0; 3], &[1.0; 3])
            .map(|found| found.plan.iter().map(|flow| flow.target).collect()),
    ] {
        match answer {
            Ok(plan) => assert_eq!(plan, [0, 1, 2]),
            Err(error) => assert!(
                error.to_string().contains("`costs` is of sizes up to 1e60"),
                "{error}"
            ),
        }
    }
}
