//! Normalisations, and sums of rows, columns and leaves.

use super::*;

#[test]
fn normal_columns_are_those_of_composed_and_go_back_as_autodiff() {
    on_each(|kernels, name, source| {
        let (x, weights) = (source.numbers([150, 6]), source.numbers([150, 6]));
        let scale = source.numbers([1, 6]);
        let expected = Composed.normalise_columns(x.clone(), 1e-5);
        let found = kernels.normalise_columns(x.clone(), 1e-5);
        close(found.mean, expected.mean, name);
        close(found.variance, expected.variance, name);
        close(found.normal.clone(), expected.normal, name);
        let gradient = differentiated(&x, &weights, |x| {
            let normal = Composed.normalise_columns(x, 1e-5).normal;
            normal * Tensor::from_inner(scale.clone())
        });
        for kernels in [kernels, &Composed] {
            let normal = kernels.normalise_columns(x.clone(), 1e-5);
            let factor = normal.inverse * scale.clone();
            let (weights, normal) = (weights.clone(), &normal.normal);
            let back = kernels.normalise_columns_back(weights.clone(), normal, factor, true);
            close(back.gradient, gradient.clone(), name);
            let (sum, along) =
                kernels.sum_columns_along(weights.clone(), normal.clone(), &Leaves::one(150));
            close(back.sum, sum.clone(), name);
            close(back.along, along, name);
            close(kernels.sum_columns(weights, &Leaves::one(150)), sum, name);
        }
        let fixed = |kernels: &dyn Kernels| {
            let (weights, normal) = (weights.clone(), found.normal.clone());
            kernels
                .normalise_columns_back(weights, &normal, scale.clone(), false)
                .gradient
        };
        close(fixed(kernels), fixed(&Composed), name);
    });
}

#[test]
fn normal_rows_are_those_of_composed_and_go_back_as_autodiff() {
    on_each(|kernels, name, source| {
        let (x, weights) = (source.numbers([3, 1302]), source.numbers([3, 1302]));
        let (bias, scale) = (source.numbers([6]), source.numbers([6]));
        for bias in [None, Some(bias)] {
            let expected = Composed.normalise_rows(x.clone(), bias.clone(), 1e-5);
            let (normal, inverse) = kernels.normalise_rows(x.clone(), bias.clone(), 1e-5);
            close(normal.clone(), expected.0, name);
            close(inverse.clone(), expected.1, name);
            for scale in [None, Some(scale.clone())] {
                let gradient = differentiated(&x, &weights, |x| {
                    let bias = bias.clone().map(Tensor::from_inner);
                    let (normal, _) = Composed.normalise_rows(x, bias, 1e-5);
                    let Some(scale) = &scale else { return normal };
                    let scale = Tensor::from_inner(scale.clone()).unsqueeze_dim(0);
                    (normal.reshape([651, 6]) * scale).reshape([3, 1302])
                });
                for kernels in [kernels, &Composed] {
                    let (weights, scale) = (weights.clone(), scale.clone());
                    let back = kernels.normalise_rows_back(weights, scale, &normal, &inverse);
                    close(back, gradient.clone(), name);
                }
            }
        }
    });
}

#[test]
fn sums_are_those_of_composed() {
    on_each(|kernels, name, source| {
        let (x, y) = (source.numbers([40, 1302]), source.numbers([40, 1302]));
        let mix = source.numbers([40]);
        let leaves = Leaves::one(40);
        close(
            kernels.total(mix.clone(), &leaves),
            Composed.total(mix.clone(), &leaves),
            name,
        );
        let size = values(x.clone()).iter().map(|x| x.abs()).sum();
        let expected = Composed.sum(x.clone());
        close_beside(kernels.sum(x.clone()), expected, size, name);
        close(
            kernels.squares(x.clone()),
            Composed.squares(x.clone()),
            name,
        );
        close(kernels.means(x.clone()), Composed.means(x.clone()), name);
        close(kernels.norms(x.clone()), Composed.norms(x.clone()), name);
        close(kernels.unit(x.clone()), Composed.unit(x.clone()), name);
        let grouped = source.numbers([4, 9, 8, 3]);
        let expected = Composed.means_of_groups(grouped.clone());
        close(kernels.means_of_groups(grouped), expected, name);
        let expected = Composed.distances(x.clone(), y.clone());
        close(kernels.distances(x.clone(), y.clone()), expected, name);
        let expected = Composed.stepped(x.clone(), y.clone(), 0.3);
        close(kernels.stepped(x.clone(), y.clone(), 0.3), expected, name);
        let expected = Composed.mixed(x.clone(), y.clone(), mix.clone());
        close(
            kernels.mixed(x.clone(), y.clone(), mix.clone()),
            expected,
            name,
        );
        for count in 1..=7 {
            let parts: Vec<_> = (0..count)
                .map(|rows| source.numbers([rows + 1, 5]))
                .collect();
            close(kernels.stack(parts.clone()), Tensor::cat(parts, 0), name);
            let parts: Vec<_> = (0..count).map(|rows| source.numbers([rows + 1])).collect();
            close(kernels.join(parts.clone()), Tensor::cat(parts, 0), name);
        }
    });
}

/// Where kernels make sums over rows leaf by leaf, those of all leaves together are the sum.
#[test]
fn sums_of_leaves_make_the_sum() {
    on_each(|kernels, name, source| {
        let (x, y) = (source.numbers([24, 5]), source.numbers([24, 3]));
        let column = source.numbers([24]);
        let all = Leaves::new(Portion::all(4), vec![24]);
        let whole = (
            kernels.sum_columns(x.clone(), &all),
            kernels.multiply_over_rows(Factor::AsIs(x.clone()), Factor::AsIs(y.clone()), &all),
            kernels.total(column.clone(), &all),
        );
        let one = Leaves::one(24);
        close(whole.0.clone(), Composed.sum_columns(x.clone(), &one), name);
        let product =
            Composed.multiply_over_rows(Factor::AsIs(x.clone()), Factor::AsIs(y.clone()), &one);
        close(whole.1.clone(), product, name);
        close(whole.2.clone(), Composed.total(column.clone(), &one), name);
        if !kernels.closes_leaves() {
            return;
        }
        // Two halves of the leaves: subtrees of the same tree, so that their sum is the whole to the bit.
        let halves = [(0, 2), (2, 4)].map(|(first, last)| {
            let portion = Portion { first, last, of: 4 };
            let rows = |x: Vec<f32>, width| portion.of_rows(&x, width);
            let matrix = |x: &Tensor<2>| {
                let width = x.dims()[1];
                let rows = rows(values(x.clone()), width);
                from_vec(rows, [12, width], &source.device)
            };
            let leaves = Leaves::new(portion, vec![12]);
            let column = from_vec(rows(values(column.clone()), 1), [12], &source.device);
            let (x, y) = (matrix(&x), matrix(&y));
            (
                kernels.sum_columns(x.clone(), &leaves),
                kernels.multiply_over_rows(Factor::AsIs(x), Factor::AsIs(y), &leaves),
                kernels.total(column, &leaves),
            )
        });
        let [here, there] = halves;
        assert_eq!(values(here.0 + there.0), values(whole.0), "{name}");
        assert_eq!(values(here.1 + there.1), values(whole.1), "{name}");
        assert_eq!(values(here.2 + there.2), values(whole.2), "{name}");
    });
}
