//! Reads back what the steps of a call have left on the device: the one wait of a call. On a GPU steps are
//! not looked through before they are taken. There Adam's kernel does not move what would not stay finite,
//! and raises a flag; then nothing moves until that has been read back with the rest, and the call ends.

use burn::Tensor;

use super::finite::{are_finite, check_numbers};
use super::parameters::device_error;
use crate::error::Error;
use crate::kernels::on;

/// Reads numbers back.
pub(crate) async fn read(numbers: Tensor<1>) -> Result<Vec<f32>, Error> {
    let data = numbers.into_data_async().await.map_err(device_error)?;
    data.try_into_vec().map_err(device_error)
}

/// Reads the numbers of a tensor back at once, which a processor has at hand.
pub(crate) fn read_at_once<const D: usize>(x: Tensor<D>) -> Result<Vec<f32>, Error> {
    let flat: Tensor<1> = x.flatten(0, D - 1);
    on(&flat)
        .readable(&flat)
        .map(|numbers| numbers.to_vec())
        .ok_or_else(|| {
            Error::Device(
                "what goes by an exact plan, or by no generator, is computed on a processor"
                    .to_owned(),
            )
        })
}

/// Reads numbers back, and the value of a flag, 0 where there is none.
pub(crate) async fn read_with(
    flag: Option<Tensor<1>>,
    numbers: Tensor<1>,
) -> Result<(Vec<f32>, f32), Error> {
    let Some(flag) = flag else {
        return Ok((read(numbers).await?, 0.0));
    };
    let mut numbers = read(on(&flag).join(vec![numbers, flag])).await?;
    let raised = numbers.pop().unwrap_or_default();
    Ok((numbers, raised))
}

/// How many steps were taken: those of finite numbers, before the step in which the flag was `raised`, if it
/// was. Each step has a number for each of `names`; the `first` is counted from 1.
pub(crate) fn finite_steps(first: u64, names: &[&str], numbers: &[f32], raised: f32) -> usize {
    let steps = numbers.chunks_exact(names.len());
    let finite = steps.take_while(|step| are_finite(step)).count();
    // Up to 2²⁴ the flag is exact.
    if raised > 0.0 {
        finite.min((raised as u64).saturating_sub(first) as usize)
    } else {
        finite
    }
}

/// Why a step with these numbers was not taken.
pub(crate) fn why(iteration: u64, names: &[&str], numbers: &[f32]) -> Error {
    match check_numbers(iteration, names, numbers) {
        Err(error) => error,
        Ok(()) => Error::NotFinite {
            iteration,
            number: "a gradient, or what Adam makes of it,".to_owned(),
            value: "not finite".to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_count_up_to_the_first_that_is_not_of_numbers() {
        let names = ["gap", "penalty"];
        let numbers = [1.0, 0.0, 2.0, 0.0, 3.0, f32::NAN, 4.0, 0.0];
        assert_eq!(finite_steps(11, &names, &numbers, 0.0), 2);
        assert_eq!(finite_steps(11, &names, &numbers[..4], 0.0), 2);
        // Raised in the second, and in the first.
        assert_eq!(finite_steps(11, &names, &numbers, 12.0), 1);
        assert_eq!(finite_steps(11, &names, &numbers, 11.0), 0);
        assert_eq!(finite_steps(11, &names, &numbers, 14.0), 2);
        let said = why(13, &names, &numbers[4..6]).to_string();
        assert!(said.contains("iteration 13 the penalty is NaN"), "{said}");
        let said = why(13, &names, &numbers[..2]).to_string();
        assert!(said.contains("iteration 13 a gradient"), "{said}");
    }
}
