//! Checks of a configuration, field by field.

use std::fmt::Display;

use super::{Adam, Architecture, Config, Constraint, Conv, Mlp};
use crate::error::{Error, Invalid};

/// Collects what is wrong with a configuration.
#[derive(Default)]
pub(super) struct Check(Vec<Invalid>);

impl Check {
    pub(super) fn fail(&mut self, field: &str, value: impl Display, allowed: &str) {
        self.0.push(Invalid::new(field, value, allowed));
    }

    pub(super) fn whole(&mut self, field: &str, value: u64, least: u64, most: u64) {
        if !(least..=most).contains(&value) {
            self.fail(
                field,
                value,
                &format!("a whole number from {least} to {most}"),
            );
        }
    }

    fn real(&mut self, field: &str, value: f64, least: f64, most: f64) {
        if !(least..=most).contains(&value) {
            self.fail(field, value, &format!("a number from {least} to {most}"));
        }
    }

    pub(super) fn fraction(&mut self, field: &str, value: f64) {
        // Networks compute in f32, where 1 − 1e-9 is 1.
        if !(0.0..1.0).contains(&value) || value as f32 >= 1.0 {
            self.fail(field, value, "a number from 0 to below 1, also in 32 bits");
        }
    }

    fn hidden(&mut self, field: &str, widths: &[usize]) {
        if !(1..=8).contains(&widths.len()) {
            self.fail(&format!("{field}.length"), widths.len(), "1 to 8 layers");
        }
        for (place, &width) in widths.iter().enumerate() {
            self.whole(&format!("{field}[{place}]"), width as u64, 1, 4096);
        }
    }

    pub(super) fn architecture(&mut self, architecture: &Architecture) {
        match architecture {
            Architecture::Mlp(Mlp {
                generator_hidden,
                critic_hidden,
                ..
            }) => {
                self.hidden("architecture.generatorHidden", generator_hidden);
                self.hidden("architecture.criticHidden", critic_hidden);
            }
            Architecture::Conv(Conv {
                generator_channels,
                critic_channels,
                ..
            }) => {
                let field = "architecture.generatorChannels";
                if !(2..=512).contains(generator_channels) || generator_channels % 2 != 0 {
                    self.fail(field, generator_channels, "an even number from 2 to 512");
                }
                let channels = *critic_channels as u64;
                self.whole("architecture.criticChannels", channels, 1, 256);
            }
            Architecture::Article(article) => {
                self.whole("architecture.channels", article.channels as u64, 1, 64);
            }
        }
    }

    pub(super) fn constraint(&mut self, config: &Config) {
        match &config.constraint {
            Constraint::SlopePenalty(penalty) => {
                self.lambda(penalty.lambda);
                self.real("constraint.step", penalty.step, 1e-4, 10.0);
                self.share(penalty.share);
            }
            Constraint::GradientPenalty(penalty) => {
                self.lambda(penalty.lambda);
                self.share(penalty.share);
                if matches!(config.architecture, Architecture::Article(_)) {
                    self.fail(
                        "constraint.kind",
                        "gradientPenalty",
                        "another with the architecture article, whose critic normalises over the \
                         batch, so that a score has no input gradient of its own",
                    );
                }
            }
            Constraint::WeightClipping(clipping) => {
                self.real("constraint.bound", clipping.bound, 1e-6, 100.0);
            }
            Constraint::SpectralNorm(_) | Constraint::Bounded(_) | Constraint::None(_) => {}
        }
    }

    fn lambda(&mut self, lambda: f64) {
        self.real("constraint.lambda", lambda, 0.0, 1e6);
    }

    fn share(&mut self, share: f64) {
        if !(share > 0.0 && share <= 1.0) {
            self.fail("constraint.share", share, "a number above 0, to 1");
        }
    }

    pub(super) fn adam(&mut self, field: &str, adam: &Adam) {
        self.real(&format!("{field}.rate"), adam.rate, 0.0, 1.0);
        self.fraction(&format!("{field}.beta1"), adam.beta1);
        self.fraction(&format!("{field}.beta2"), adam.beta2);
        self.real(&format!("{field}.epsilon"), adam.epsilon, 1e-12, 1.0);
    }

    pub(super) fn done(self) -> Result<(), Error> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(Error::Config(self.0))
        }
    }
}
