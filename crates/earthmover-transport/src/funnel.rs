//! Pairs of samples whose distance, plan and best critic are known in closed form, in any dimension: points, and
//! the same points moved along the rays of a funnel (Korotin, Kolesov, Burnaev 2022, arXiv 2206.07767, sections 4.1
//! and 4.2, with all heights 0).

use crate::check;
use crate::costs::check_rows;
use crate::error::{Error, Invalid};

/// The function u(x) = min over n of ‖x − aₙ‖, the distance to the nearest of some centres. It is 1-Lipschitz, and
/// falls at slope 1 along the straight line, the *ray*, from any point to the centre that is nearest to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Funnel {
    centres: Vec<f64>,
    dimension: usize,
}

/// Points that have been moved along rays.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    /// Where they are now, row-major.
    pub points: Vec<f64>,
    /// How far each has come.
    pub lengths: Vec<f64>,
    /// The mean of these, which is the exact W1 between the points as they were and as they are: no plan costs less,
    /// since u, 1-Lipschitz, has this gap.
    pub distance: f64,
}

impl Funnel {
    /// The funnel of `centres`, count × `dimension` numbers, row-major.
    ///
    /// # Errors
    /// [`Error::Argument`] when `dimension` is 0, when the length is not a multiple of it, when there are no centres
    /// or more than [`MOST_POINTS`](crate::MOST_POINTS), or when a coordinate is not finite or above
    /// [`MOST_COST`](crate::MOST_COST) in size.
    pub fn new<T: Copy + Into<f64>>(centres: &[T], dimension: usize) -> Result<Self, Error> {
        check_rows("centres", centres, dimension)?;
        let centres = centres.iter().map(|&x| x.into()).collect();
        Ok(Self { centres, dimension })
    }

    /// u at each of `points`, count × dimension numbers, row-major.
    ///
    /// # Errors
    /// As [`Funnel::new`], of `points`.
    pub fn values<T: Copy + Into<f64>>(&self, points: &[T]) -> Result<Vec<f64>, Error> {
        Ok(self
            .rays(points)?
            .into_iter()
            .map(|(_, length)| length)
            .collect())
    }

    /// The gradient of u at each of `points`, row-major: of length 1, away from the nearest centre; 0 at a centre. As
    /// a critic that is high on the points and low on where they are moved to, u is best, and this is the way its
    /// fakes are to go.
    ///
    /// # Errors
    /// As [`Funnel::values`].
    pub fn gradients<T: Copy + Into<f64>>(&self, points: &[T]) -> Result<Vec<f64>, Error> {
        let mut gradients = Vec::with_capacity(points.len());
        let rows = points.chunks_exact(self.dimension);
        for (point, (centre, length)) in rows.zip(self.rays(points)?) {
            let along = point.iter().zip(centre).map(|(&x, a)| x.into() - a);
            gradients.extend(along.map(|step| if length > 0.0 { step / length } else { 0.0 }));
        }
        Ok(gradients)
    }

    /// Moves each of `points` towards the centre nearest to it, by its share of the way.
    ///
    /// # Errors
    /// As [`Funnel::values`]; [`Error::Argument`] when there is not a share for each point, or when one is not from
    /// 0 to 1.
    pub fn moved<T: Copy + Into<f64>>(&self, points: &[T], shares: &[f64]) -> Result<Moved, Error> {
        let rays = self.rays(points)?;
        check::length("shares", shares.len(), rays.len())?;
        if let Some(place) = shares.iter().position(|share| !(0.0..=1.0).contains(share)) {
            let allowed = "a number from 0 to 1";
            return Err(Invalid::new(format!("shares[{place}]"), shares[place], allowed).into());
        }
        let mut there = Vec::with_capacity(points.len());
        let rows = points.chunks_exact(self.dimension);
        for ((point, (centre, _)), share) in rows.zip(&rays).zip(shares) {
            let moved = |(&x, a): (&T, &f64)| x.into() + share * (a - x.into());
            there.extend(point.iter().zip(*centre).map(moved));
        }
        let lengths: Vec<f64> = rays.iter().zip(shares).map(|((_, u), s)| s * u).collect();
        Ok(Moved {
            points: there,
            distance: lengths.iter().sum::<f64>() / lengths.len() as f64,
            lengths,
        })
    }

    /// The nearest centre of each of `points`, the first of equals, and how far it is.
    fn rays<T: Copy + Into<f64>>(&self, points: &[T]) -> Result<Vec<(&[f64], f64)>, Error> {
        check_rows("points", points, self.dimension)?;
        let centres = || self.centres.chunks_exact(self.dimension);
        let squares = |point: &[T], centre: &[f64]| -> f64 {
            let steps = point.iter().zip(centre).map(|(&x, a)| x.into() - a);
            steps.map(|step| step * step).sum()
        };
        let nearest = |point: &[T]| {
            let none = (&self.centres[..0], f64::INFINITY);
            centres().fold(none, |nearest, centre| {
                let length = squares(point, centre).sqrt();
                if length < nearest.1 {
                    (centre, length)
                } else {
                    nearest
                }
            })
        };
        Ok(points.chunks_exact(self.dimension).map(nearest).collect())
    }
}
