//! Where the generator's next step would take its images, beside where the critic's arrows point.

use crate::kernels::leaves::{Leaves, Portion};
use crate::network::Generator;
use crate::run::Trainer;
use crate::run::generator_run::generator_parts;

impl Trainer {
    /// The generator as its next step would leave it, were it taken against the critic of now. The run stays as it is.
    pub(super) fn next_generator(&self) -> Generator {
        let critic = self.critic_run();
        let mut next = self.generator_run().clone();
        next.average = None;
        next.moments.guard.flag = None;
        let inputs = self.inputs();
        let latents = inputs.generator_latents(self.iteration(), critic.steps, Portion::WHOLE);
        let (fakes, trace) = next.generator.trace(latents);
        let batch = self.config().batch;
        let leaves = Leaves::new(Portion::WHOLE, vec![batch]);
        let terms = (fakes, &trace);
        let (_, gradients) =
            generator_parts(&critic.function(), &next.generator, terms, batch, &leaves);
        next.descend(gradients);
        next.generator
    }
}

/// The mean over images, each of `width` numbers, of the cosine of the angle between its arrow and the way from where
/// it is to where it is next. 0 for an image that has no arrow or does not move.
pub(super) fn mean_cosine(arrows: &[f32], [now, next]: [&[f32]; 2], width: usize) -> f64 {
    let rows = now.chunks_exact(width).zip(next.chunks_exact(width));
    let cosines = arrows
        .chunks_exact(width)
        .zip(rows)
        .map(|(arrow, (now, next))| {
            let [mut along, mut arrows, mut moves] = [0.0; 3];
            for ((&arrow, &now), &next) in arrow.iter().zip(now).zip(next) {
                let (arrow, step) = (f64::from(arrow), f64::from(next) - f64::from(now));
                along += arrow * step;
                arrows += arrow * arrow;
                moves += step * step;
            }
            let lengths: f64 = arrows * moves;
            if lengths > 0.0 {
                along / lengths.sqrt()
            } else {
                0.0
            }
        });
    cosines.sum::<f64>() / (now.len() / width) as f64
}

#[cfg(test)]
mod tests {
    use super::mean_cosine;

    #[test]
    fn cosines_are_of_each_image_and_their_mean() {
        let arrows = [1.0, 0.0, 0.0, 2.0, 3.0, 3.0, 0.0, 0.0];
        let now = [0.0, 0.0, 1.0, 1.0, 2.0, 2.0, 5.0, 5.0];
        let next = [3.0, 0.0, 1.0, 0.5, 2.0, 2.0, 6.0, 6.0];
        // Along its arrow, against it, still, and without an arrow.
        assert_eq!(mean_cosine(&arrows, [&now, &next], 2), 0.0);
        let aslant = mean_cosine(&[1.0, 0.0], [&[0.0, 0.0], &[1.0, 1.0]], 2);
        assert!((aslant - 0.5_f64.sqrt()).abs() < 1e-12, "{aslant}");
    }
}
