//! What several numbers are told by: their mean, their standard deviation, the least and the most of them.

/// The mean of `values`, of which there must be one at least.
pub(crate) fn mean(values: impl IntoIterator<Item = f64>) -> f64 {
    let values: Vec<f64> = values.into_iter().collect();
    values.iter().sum::<f64>() / values.len() as f64
}

/// The standard deviation of a sample (over n − 1); none where there are not two values.
pub(crate) fn deviation(values: &[f64]) -> Option<f64> {
    let mean = mean(values.iter().copied());
    let squares: f64 = values.iter().map(|x| (x - mean) * (x - mean)).sum();
    (values.len() > 1).then(|| (squares / (values.len() - 1) as f64).sqrt())
}

/// The least and the most of `values`; ∞ and −∞ where there are none.
pub(crate) fn least_and_most(values: impl IntoIterator<Item = f64>) -> (f64, f64) {
    let none = (f64::INFINITY, f64::NEG_INFINITY);
    let wider = |(least, most): (f64, f64), value: f64| (least.min(value), most.max(value));
    values.into_iter().fold(none, wider)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_by_their_mean_deviation_and_ends() {
        let values = [2.0, 4.0, 9.0];
        assert_eq!(mean(values), 5.0);
        assert_eq!(deviation(&values), Some(13_f64.sqrt()));
        assert_eq!(least_and_most(values), (2.0, 9.0));
        assert_eq!(deviation(&[3.0]), None);
        assert_eq!(least_and_most([]), (f64::INFINITY, f64::NEG_INFINITY));
    }
}
