//! What divergences make of P and Q, blurred.

use std::f64::consts::LN_2;

use super::blurred::{Blurred, CHORDS};
use super::clouds::normal;
use super::curve::Curve;
use super::{LARGEST, Scene};
use earthmover_transport::support::{at_least_0, at_most, told};
use earthmover_transport::{Error, Invalid};

/// Smallest blur that is not 0: coordinates have digits enough for it.
pub const LEAST_BLUR: f64 = 1e-6;
/// Places on each chord at which the densities are compared.
const PLACES: usize = 16;

/// How far P is from Q by the ratio of their densities.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Divergences {
    /// Kullback and Leibler's KL(P ‖ Q), in nats: 0 to +∞.
    pub kullback_leibler: f64,
    /// Jensen and Shannon's, in nats: 0 to ln 2.
    pub jensen_shannon: f64,
    /// Total variation: 0 to 1.
    pub total_variation: f64,
}

impl Scene {
    /// The divergences of P and Q after both are blurred by an isotropic Gaussian of standard
    /// deviation `blur`.
    ///
    /// They are means of functions of the ratio of the two densities, whose logarithms have a closed
    /// form: KL over P, the other two over P and Q alike. So KL grows on as the blur shrinks, where a
    /// grid would lose sight of the curve. The means are over 1,024 places even along each curve, each moved
    /// by two normals of a sequence of low discrepancy; they are right to about a part in 200.
    ///
    /// At blur 0 they are the limits, which follow from the supports. Where the width is above 0, P has
    /// a density, and Q lives on a curve of area 0: wherever that lies, the two are mutually singular,
    /// with total variation 1, JS ln 2 and KL(P ‖ Q) = +∞. At width 0 both live on curves, and the same
    /// holds where these meet in points alone; all three are 0 where they are the same curve, in either
    /// direction. (Curves that share a stretch without being the same, as two pieces of one straight
    /// line do, are not told from those that meet in points.)
    ///
    /// # Errors
    /// [`Error::Argument`] when `blur` is neither 0 nor from 10⁻⁶ to 10; [`Error::NotANumber`] where what comes
    /// out is no number.
    pub fn divergences(&self, blur: f64) -> Result<Divergences, Error> {
        check_blur(blur, LEAST_BLUR)?;
        if blur == 0.0 {
            return Ok(self.limits());
        }
        let wide = libm::hypot(self.width, blur);
        let (p, q) = (
            Blurred::new(&self.spine, wide),
            Blurred::new(&self.curve, blur),
        );
        // ln p/q where P is, and where Q is.
        let at_p = log_ratios(&self.spine, wide, &p, &q);
        let at_q = log_ratios(&self.curve, blur, &p, &q);
        let both = |term: fn(f64) -> f64| 0.5 * (mean(&at_p, term) + mean(&at_q, term));
        let ratio = "the ratio of the densities";
        Ok(Divergences {
            kullback_leibler: told(ratio, at_least_0(mean(&at_p, |ratio| ratio)))?,
            // NaN is left as it is.
            jensen_shannon: told(
                ratio,
                both(|ratio| LN_2 - indecision(ratio)).clamp(0.0, LN_2),
            )?,
            total_variation: told(
                ratio,
                at_most(1.0, both(|ratio| libm::tanh(0.5 * ratio).abs())),
            )?,
        })
    }

    fn limits(&self) -> Divergences {
        let equal = self.width == 0.0 && self.spine.is_same(&self.curve);
        let unless_equal = |limit| if equal { 0.0 } else { limit };
        Divergences {
            kullback_leibler: unless_equal(f64::INFINITY),
            jensen_shannon: unless_equal(LN_2),
            total_variation: unless_equal(1.0),
        }
    }
}

/// Checks that `blur` is 0, or from `least` to 10.
pub(super) fn check_blur(blur: f64, least: f64) -> Result<(), Error> {
    // NaN is in no range.
    if blur != 0.0 && !(least..=LARGEST).contains(&blur) {
        let allowed = if least > 0.0 {
            format!("0, or a number from {least:e} to {LARGEST}")
        } else {
            format!("a number from 0 to {LARGEST}")
        };
        return Err(Invalid::new("blur", blur, allowed).into());
    }
    Ok(())
}

/// ln p/q at points drawn from `curve` blurred by `deviation`.
fn log_ratios(curve: &Curve, deviation: f64, p: &Blurred, q: &Blurred) -> Vec<f64> {
    let ends = curve.ends(CHORDS);
    let places = (0..CHORDS * PLACES).map(|place| {
        let (from, to) = (ends[place / PLACES], ends[place / PLACES + 1]);
        let part = ((place % PLACES) as f64 + 0.5) / PLACES as f64;
        [0, 1].map(|axis| from[axis] + part * (to[axis] - from[axis]))
    });
    let moved = places.zip(normals(CHORDS * PLACES)).map(|(on, normal)| {
        let point = [0, 1].map(|axis| on[axis] + deviation * normal[axis]);
        p.log_density(point) - q.log_density(point)
    });
    moved.collect()
}

/// `count` pairs of normals of mean 0 and mean square 1, of which any stretch is evenly spread: an additive
/// recurrence with the powers of the plastic number (Roberts 2018).
fn normals(count: usize) -> Vec<[f64; 2]> {
    const PLASTIC: f64 = 1.324_717_957_244_746;
    let turns = |place: usize, step: f64| (0.5 + place as f64 * step).fract();
    let vectors = (0..count).map(|place| {
        normal(
            turns(place, 1.0 / PLASTIC),
            turns(place, 1.0 / (PLASTIC * PLASTIC)),
        )
    });
    let mut vectors: Vec<[f64; 2]> = vectors.collect();
    for axis in 0..2 {
        let mean = vectors.iter().map(|vector| vector[axis]).sum::<f64>() / count as f64;
        vectors.iter_mut().for_each(|vector| vector[axis] -= mean);
    }
    let squares: f64 = vectors.as_flattened().iter().map(|x| x * x).sum();
    let scale = (2.0 * count as f64 / squares).sqrt();
    vectors
        .as_flattened_mut()
        .iter_mut()
        .for_each(|x| *x *= scale);
    vectors
}

fn mean(numbers: &[f64], term: impl Fn(f64) -> f64) -> f64 {
    // From 0, since the sum of terms −0 is −0.
    let sum = numbers.iter().fold(0.0, |sum, &x| sum + term(x));
    sum / numbers.len() as f64
}

/// How uncertain it is which of two densities a point was drawn from: the entropy, in nats, given the
/// logarithm of the ratio of the densities there.
fn indecision(log_ratio: f64) -> f64 {
    let ratio = libm::exp(-log_ratio.abs());
    libm::log1p(ratio) + log_ratio.abs() * ratio / (1.0 + ratio)
}
