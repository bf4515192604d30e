//! One policy for numbers that are not finite: a step is looked through before it moves anything, so that
//! the state of a run is always of numbers, and whoever asked is told where it would have ceased to be.
//!
//! On a processor everything that a step has computed is looked through. On a GPU that would take a read a
//! step; there Adam's kernel does it, number by number, and all later ones leave the state alone.

use burn::Tensor;

use crate::error::Error;
use crate::kernels::on;
use crate::network::parameters::Named;

/// The bits of a number without its sign grow with its size; those of what is not finite come last.
const SIZE: u32 = 0x7fff_ffff;
const INFINITE: u32 = 0x7f80_0000;
/// A gradient is squared for Adam's second mean: one this large (2⁶⁴) would have an infinite one.
const LARGEST_GRADIENT: u32 = (127 + 64) << 23;

/// What the numbers of a critic step are.
pub(crate) const CRITIC: [&str; 4] = ["critic's loss", "gap", "penalty", "mean slope"];
/// What that of a generator step is.
pub(crate) const GENERATOR: [&str; 1] = ["generator's loss"];

/// What those of an iteration are: one after the other.
pub(crate) const STEP: [&str; 5] = [CRITIC[0], CRITIC[1], CRITIC[2], CRITIC[3], GENERATOR[0]];

/// Whether all of `numbers` are finite.
pub(crate) fn are_finite(numbers: &[f32]) -> bool {
    are_below(INFINITE, numbers)
}

/// As whole numbers, whose largest is found many at once.
fn are_below(most: u32, numbers: &[f32]) -> bool {
    let sizes = numbers.iter().map(|number| number.to_bits() & SIZE);
    sizes.fold(0, u32::max) < most
}

/// What a step of `iteration` must be to be taken: the numbers that it reports, by their names, and its
/// gradients. Those of a GPU are not looked at.
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

/// The same of gradients alone.
pub(crate) fn check_gradients(iteration: u64, gradients: &Named) -> Result<(), Error> {
    for (name, gradient) in gradients {
        if let Some(gradient) = on(gradient).readable(gradient) {
            check_gradient(iteration, name, &gradient)?;
        }
    }
    Ok(())
}

/// The same of numbers that have been read.
pub(crate) fn check_numbers(iteration: u64, names: &[&str], numbers: &[f32]) -> Result<(), Error> {
    if are_finite(numbers) {
        return Ok(());
    }
    // A loss is made of what follows it, and says less.
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

/// The same of one gradient.
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

/// The same of a weight, or of what an optimiser remembers of it.
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
