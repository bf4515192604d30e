//! One policy for numbers that are not finite: a step is looked through before it moves anything, so that the
//! state of a run always stays finite, and the caller is told which number would not have.
//!
//! On a processor everything that a step has computed is looked through. On a GPU that would take a wait at
//! every step; there Adam's kernel looks at each number, and once one is not finite, all later kernels leave
//! the state alone.

use burn::Tensor;

use crate::error::Error;
use crate::kernels::on;
use crate::network::parameters::Named;

/// The bits of a number without its sign, as a whole number, grow with its size; those of infinity and NaN
/// are the largest.
const SIZE: u32 = 0x7fff_ffff;
const INFINITE: u32 = 0x7f80_0000;
/// A gradient is squared for Adam's second mean: one this large (2⁶⁴) would have an infinite one.
const LARGEST_GRADIENT: u32 = (127 + 64) << 23;

/// What the numbers of a critic step are called.
pub(crate) const CRITIC: [&str; 4] = ["critic's loss", "gap", "penalty", "mean slope"];
/// What the number of a generator step is called.
pub(crate) const GENERATOR: [&str; 1] = ["generator's loss"];

/// What the numbers of an iteration are called: those of the critic step, then that of the generator step.
pub(crate) const STEP: [&str; 5] = [CRITIC[0], CRITIC[1], CRITIC[2], CRITIC[3], GENERATOR[0]];

/// Whether all of `numbers` are finite.
pub(crate) fn are_finite(numbers: &[f32]) -> bool {
    are_below(INFINITE, numbers)
}

/// Whether all of `numbers`, without their signs, have bits below `most`. As whole numbers, many are compared
/// at once.
fn are_below(most: u32, numbers: &[f32]) -> bool {
    let sizes = numbers.iter().map(|number| number.to_bits() & SIZE);
    sizes.fold(0, u32::max) < most
}

/// Checks that a step of `iteration` can be taken: that the numbers that it reports, called by `names`, and
/// its gradients are finite. Those on a GPU are not looked at.
pub(crate) fn check_step(
    iteration: u64,
    names: &[&str],
    numbers: &Tensor<1>,
    gradients: &Named,
) -> Result<(), Error> {
    if let Some(numbers) = on(numbers).readable(numbers) {
        check_numbers(iteration, names, &numbers)?;
    }
    check_gradients(iteration, gradients)
}

/// Checks gradients alone.
pub(crate) fn check_gradients(iteration: u64, gradients: &Named) -> Result<(), Error> {
    for (name, gradient) in gradients {
        if let Some(gradient) = on(gradient).readable(gradient) {
            check_gradient(iteration, name, &gradient)?;
        }
    }
    Ok(())
}

/// Checks numbers that have been read, called by `names`.
pub(crate) fn check_numbers(iteration: u64, names: &[&str], numbers: &[f32]) -> Result<(), Error> {
    if are_finite(numbers) {
        return Ok(());
    }
    // Numbers are gone through from the last: a loss comes first, and is made of those that follow it.
    let named = names.iter().zip(numbers).rev();
    let mut wrong = named.filter(|(_, number)| !number.is_finite());
    match wrong.find(|(name, _)| !name.ends_with("slope")) {
        Some((name, number)) => Err(not_finite(iteration, format!("the {name}"), *number)),
        None => Err(not_finite(
            iteration,
            "the mean slope".to_owned(),
            f32::INFINITY,
        )),
    }
}

/// Checks one gradient: its square must be finite too.
fn check_gradient(iteration: u64, name: &str, gradient: &[f32]) -> Result<(), Error> {
    if are_below(LARGEST_GRADIENT, gradient) {
        return Ok(());
    }
    let wrong = gradient
        .iter()
        .find(|number| !are_below(LARGEST_GRADIENT, &[**number]));
    let name = format!("the gradient of `{name}`");
    Err(not_finite(
        iteration,
        name,
        wrong.copied().unwrap_or(f32::NAN),
    ))
}

/// Checks a weight, or what an optimiser remembers of it.
pub(crate) fn check_weight(iteration: u64, name: &str, values: &[f32]) -> Result<(), Error> {
    match values.iter().find(|value| !value.is_finite()) {
        Some(value) => Err(not_finite(iteration, format!("`{name}`"), *value)),
        None => Ok(()),
    }
}

fn not_finite(iteration: u64, number: String, value: f32) -> Error {
    Error::NotFinite {
        iteration,
        number,
        value: value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn said(answer: Result<(), Error>) -> String {
        answer.unwrap_err().to_string()
    }

    #[test]
    fn what_is_not_finite_is_found_wherever_it_is() {
        for bad in [f32::NAN, -f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
            for place in 0..40 {
                let mut numbers = vec![-f32::MAX; 40];
                numbers[39 - place] = f32::MIN_POSITIVE;
                assert!(are_finite(&numbers));
                numbers[place] = bad;
                assert!(!are_finite(&numbers));
            }
        }
        assert!(are_finite(&[]));
    }

    #[test]
    fn the_first_cause_is_named() {
        let names = ["critic's loss", "gap", "penalty", "mean slope"];
        let nan = f32::NAN;
        let inf = f32::INFINITY;
        for (numbers, expected) in [
            ([nan, nan, 1.0, 1.0], "the gap is NaN"),
            ([nan, nan, nan, nan], "the penalty is NaN"),
            ([inf, 1.0, inf, inf], "the penalty is inf"),
            ([inf, 1.0, 1.0, 1.0], "the critic's loss is inf"),
            ([1.0, 1.0, 1.0, inf], "the mean slope is inf"),
        ] {
            let said = said(check_numbers(12, &names, &numbers));
            assert!(
                said.contains(expected) && said.contains("iteration 12"),
                "{said}"
            );
        }
        assert_eq!(check_numbers(12, &names, &[0.0; 4]), Ok(()));
    }

    #[test]
    fn a_gradient_must_have_a_finite_square() {
        let below = 18_446_742_000_000_000_000.0_f32;
        assert!((below * below).is_finite());
        assert_eq!(check_gradient(1, "w", &[1.0, -below]), Ok(()));
        let said = said(check_gradient(1, "w", &[1.0, -1.9e19]));
        assert!(
            said.contains("the gradient of `w` is -19000000000000000000"),
            "{said}"
        );
    }
}
