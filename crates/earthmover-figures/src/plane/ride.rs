//! Fakes that ride the slope of the best critic onto P: a Wasserstein GAN whose generator moves its fakes freely,
//! and whose critic has learned all that it could.

use super::{LARGEST, MOST_POINTS, MOST_POTENTIAL_SIDE, Scene};
use crate::noise::{Noise, Purpose};
use earthmover_transport::support::{centre, check_whole};
use earthmover_transport::{Costs, Error, Invalid, Potentials, wasserstein};

/// For how many cells distances are computed at once.
const CHUNK: usize = 512;

/// Where fakes begin: normal about a point.
#[derive(Clone, Copy, Debug)]
pub struct Start {
    /// The middle, from −10 to 10.
    pub at: [f64; 2],
    /// The standard deviation, from 0 to 10.
    pub spread: f64,
    /// What the fakes are drawn by.
    pub seed: u64,
}

/// Points of P, as many fakes, and what the best critic of the two has each fake do.
///
/// The critic is f(z) = maxᵢ ψᵢ − ‖z − pᵢ‖, with ψ the potential of an optimal plan: 1-Lipschitz on the whole plane, and
/// its gap is the exact distance (Kantorovich and Rubinstein 1958), so that no critic does better. From a fake to its
/// partner in the plan f rises with slope 1, as steeply as it may: the arrow that a generator would follow.
///
/// Whoever moves along that arrow, at most as far as the partner, leaves plan and critic as good as they were. Of the
/// costs of the plan's pairs each loses what its fake has moved, m; any other of that fake's costs loses m at most, by
/// the triangle inequality. So ψ, and φ less m, still solve the dual, and both are solved anew where P has moved alone.
#[derive(Clone, Debug)]
pub struct Ride {
    /// P where it lies at first.
    shape: Vec<f64>,
    p: Vec<f64>,
    fakes: Vec<f64>,
    /// The point of P that each fake rides to.
    partners: Vec<usize>,
    /// Of P ψ; of the fakes φ, as it was before they moved.
    potentials: Potentials,
}

/// The best critic of P and the fakes, shifted so that its mean over all of them is 0.
#[derive(Clone, Debug, PartialEq)]
pub struct RidePotential {
    /// f at the centres of the cells, row-major, the row of the largest y first.
    pub values: Vec<f32>,
    /// f at the points of P.
    pub p_scores: Vec<f64>,
    /// f at the fakes.
    pub fake_scores: Vec<f64>,
}

impl Ride {
    /// `count` points of P, of `width` about the spine through the control points `spine`, and as many fakes.
    ///
    /// # Errors
    /// [`Error::Argument`] as [`Scene::new`], when `count` is not from 1 to 512, or as [`Ride::begin`].
    pub fn new(spine: &[f64], width: f64, count: u64, start: Start) -> Result<Self, Error> {
        let scene = Scene::new(spine, spine, width)?;
        let count = check_whole("count", count, 1, MOST_POINTS)?;
        let shape = scene.points_of_p(count);
        let mut ride = Self {
            p: shape.clone(),
            fakes: shape.clone(),
            shape,
            partners: Vec::new(),
            potentials: Potentials {
                source: Vec::new(),
                target: Vec::new(),
            },
        };
        ride.begin(start)?;
        Ok(ride)
    }

    /// Fakes that know nothing yet. P stays where it is.
    ///
    /// # Errors
    /// [`Error::Argument`] when a number of `start` is not what it may be.
    pub fn begin(&mut self, start: Start) -> Result<(), Error> {
        check_place("start.x", start.at[0])?;
        check_place("start.y", start.at[1])?;
        check_length("start.spread", start.spread)?;
        let count = self.p.len();
        let normals = Noise::new(start.seed, Purpose::Start, 0).normals(count);
        let at = start.at.iter().cycle();
        let moved = normals.into_iter().zip(at);
        self.fakes = moved
            .map(|(normal, at)| at + start.spread * f64::from(normal))
            .collect();
        self.solve()
    }

    /// Lays P so far from where it was at first. The fakes stay.
    ///
    /// # Errors
    /// [`Error::Argument`] when `x` or `y` is not from −10 to 10.
    pub fn place(&mut self, x: f64, y: f64) -> Result<(), Error> {
        let by = [check_place("x", x)?, check_place("y", y)?];
        let moved = self.shape.iter().zip(by.iter().cycle());
        self.p = moved.map(|(place, by)| place + by).collect();
        self.solve()
    }

    /// Moves every fake by `step` along its arrow, and no farther than to its partner. So the exact distance falls by
    /// the mean of what they have moved: by `step` as long as none has arrived.
    ///
    /// # Errors
    /// [`Error::Argument`] when `step` is not from 0 to 10.
    pub fn advance(&mut self, step: f64) -> Result<(), Error> {
        check_length("step", step)?;
        for (fake, &partner) in self.partners.iter().enumerate() {
            let target = point(&self.p, partner);
            let from = point(&self.fakes, fake);
            let way = super::curve::distance(from, target);
            for axis in 0..2 {
                let place = &mut self.fakes[2 * fake + axis];
                // Arrived is exactly there, so that the distance comes to 0.
                *place = if way <= step {
                    target[axis]
                } else {
                    from[axis] + step / way * (target[axis] - from[axis])
                };
            }
        }
        Ok(())
    }

    /// The exact distance W1 between P and the fakes.
    pub fn distance(&self) -> f64 {
        let ways = self.ways();
        ways.iter().sum::<f64>() / ways.len() as f64
    }

    /// The points of P.
    pub fn p(&self) -> &[f64] {
        &self.p
    }

    /// The fakes, as many points.
    pub fn fakes(&self) -> &[f64] {
        &self.fakes
    }

    /// The point of P that each fake rides to: its arrow leads there.
    pub fn partners(&self) -> &[usize] {
        &self.partners
    }

    /// The best critic on `columns` × `rows` square cells of [−columns/rows, columns/rows] × [−1, 1].
    ///
    /// # Errors
    /// [`Error::Argument`] when `columns` or `rows` is not from 2 to 256.
    pub fn potential(&self, columns: u64, rows: u64) -> Result<RidePotential, Error> {
        let columns = check_whole("columns", columns, 2, MOST_POTENTIAL_SIDE)?;
        let rows = check_whole("rows", rows, 2, MOST_POTENTIAL_SIDE)?;
        let peaks = &self.potentials.target;
        let mean = peaks.iter().sum::<f64>() / peaks.len() as f64;
        // At the fakes f is lower by the distance on average.
        let shift = 0.5 * self.distance() - mean;
        let ways = self.ways();
        let fakes = self.partners.iter().zip(ways);
        let fake_scores = fakes
            .map(|(&partner, way)| peaks[partner] - way + shift)
            .collect();
        let breadth = columns as f64 / rows as f64;
        let row =
            |row| (0..columns).map(move |c| [breadth * centre(c, columns), centre(row, rows)]);
        let cells: Vec<f64> = (0..rows).rev().flat_map(row).flatten().collect();
        let mut values = Vec::with_capacity(columns * rows);
        for chunk in cells.chunks(2 * CHUNK) {
            // Kantorovich's potentials have it the other way up: low on P.
            let heights = self
                .potentials
                .critic(&Costs::euclidean(chunk, &self.p, 2)?)?;
            values.extend(heights.into_iter().map(|height| (shift - height) as f32));
        }
        Ok(RidePotential {
            values,
            p_scores: peaks.iter().map(|peak| peak + shift).collect(),
            fake_scores,
        })
    }

    /// How far each fake is from its partner.
    fn ways(&self) -> Vec<f64> {
        let pairs = self.partners.iter().enumerate();
        pairs
            .map(|(fake, &partner)| {
                super::curve::distance(point(&self.fakes, fake), point(&self.p, partner))
            })
            .collect()
    }

    fn solve(&mut self) -> Result<(), Error> {
        let assignment = wasserstein(&self.fakes, &self.p, 2)?;
        self.partners = assignment.plan;
        self.potentials = assignment.potentials;
        Ok(())
    }
}

fn point(points: &[f64], place: usize) -> [f64; 2] {
    [points[2 * place], points[2 * place + 1]]
}

fn check_place(argument: &str, value: f64) -> Result<f64, Invalid> {
    // NaN is in no range.
    if !(-LARGEST..=LARGEST).contains(&value) {
        let allowed = format!("a number from -{LARGEST} to {LARGEST}");
        return Err(Invalid::new(argument, value, allowed));
    }
    Ok(value)
}

fn check_length(argument: &str, value: f64) -> Result<f64, Invalid> {
    if !(0.0..=LARGEST).contains(&value) {
        let allowed = format!("a number from 0 to {LARGEST}");
        return Err(Invalid::new(argument, value, allowed));
    }
    Ok(value)
}
