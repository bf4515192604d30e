//! Checks of a configuration, field by field.

use std::fmt::Display;

use serde::Serialize;

use super::fields::{FieldReport, Kind};
use super::{
    Adam, Architecture, Article, Config, Constraint, Conv, Form, GradientPenalty, Initialisation,
    Mlp, Normalisation, Pairs, Sides, SlopePenalty,
};
use crate::error::{Error, Invalid};

/// Widest hidden layer of an MLP, and dense layer of a convolutional critic.
const WIDEST: usize = 4096;

/// Collects what is wrong with a configuration, and what its fields may be.
#[derive(Default)]
pub(super) struct Check {
    wrong: Vec<Invalid>,
    fields: Vec<FieldReport>,
}

impl Check {
    pub(super) fn fail(&mut self, field: &str, value: impl Display, allowed: &str) {
        self.wrong.push(Invalid::new(field, value, allowed));
    }

    pub(super) fn whole(&mut self, field: &str, value: u64, least: u64, most: u64) {
        if !(least..=most).contains(&value) {
            let allowed = format!("a whole number from {least} to {most}");
            self.fail(field, value, &allowed);
        }
        let field = FieldReport::new(field, Kind::Whole, value);
        self.fields.push(field.within(least as f64, most as f64));
    }

    /// An even number.
    fn even(&mut self, field: &str, value: u64, least: u64, most: u64) {
        if !(least..=most).contains(&value) || !value.is_multiple_of(2) {
            let allowed = format!("an even number from {least} to {most}");
            self.fail(field, value, &allowed);
        }
        let field = FieldReport::new(field, Kind::Whole, value);
        let field = field.within(least as f64, most as f64);
        self.fields.push(FieldReport {
            step: Some(2),
            ..field
        });
    }

    pub(super) fn real(&mut self, field: &str, value: f64, least: f64, most: f64) {
        if !(least..=most).contains(&value) {
            self.fail(field, value, &format!("a number from {least} to {most}"));
        }
        let field = FieldReport::new(field, Kind::Real, value);
        self.fields.push(field.within(least, most));
    }

    /// A number from 0 to below 1.
    pub(super) fn fraction(&mut self, field: &str, value: f64) {
        // Networks compute in f32, where 1 − 1e-9 is 1.
        if !(0.0..1.0).contains(&value) || value as f32 >= 1.0 {
            self.fail(field, value, "a number from 0 to below 1, also in 32 bits");
        }
        let field = FieldReport::new(field, Kind::Real, value).within(0.0, 1.0);
        self.fields.push(FieldReport {
            most_excluded: true,
            ..field
        });
    }

    pub(super) fn choice<T: Serialize>(&mut self, field: &str, value: &T, all: &[T]) {
        let field = FieldReport::new(field, Kind::Choice, value);
        self.fields.push(field.among(all));
    }

    /// Widths of hidden layers, each up to `widest`.
    pub(super) fn hidden(&mut self, field: &str, widths: &[usize], widest: usize) {
        const LAYERS: u64 = 8;
        if !(1..=LAYERS as usize).contains(&widths.len()) {
            let allowed = format!("1 to {LAYERS} layers");
            self.fail(&format!("{field}.length"), widths.len(), &allowed);
        }
        for (place, &width) in widths.iter().enumerate() {
            if !(1..=widest).contains(&width) {
                let allowed = format!("a whole number from 1 to {widest}");
                self.fail(&format!("{field}[{place}]"), width, &allowed);
            }
        }
        let field = FieldReport::new(field, Kind::Wholes, widths).within(1.0, widest as f64);
        self.fields.push(FieldReport {
            most_length: Some(LAYERS),
            ..field
        });
    }

    pub(super) fn architecture(&mut self, architecture: &Architecture) {
        match architecture {
            Architecture::Mlp(Mlp {
                generator_hidden,
                critic_hidden,
                normalisation,
                initialisation,
            }) => {
                self.hidden("architecture.generatorHidden", generator_hidden, WIDEST);
                self.hidden("architecture.criticHidden", critic_hidden, WIDEST);
                self.beginning(*normalisation, *initialisation);
            }
            Architecture::Conv(Conv {
                generator_channels,
                critic_channels,
                critic_dense,
                normalisation,
                initialisation,
            }) => {
                let field = "architecture.generatorChannels";
                self.even(field, *generator_channels as u64, 2, 512);
                let channels = *critic_channels as u64;
                self.whole("architecture.criticChannels", channels, 1, 256);
                let dense = *critic_dense as u64;
                self.whole("architecture.criticDense", dense, 0, WIDEST as u64);
                self.beginning(*normalisation, *initialisation);
            }
            Architecture::Article(Article { channels }) => {
                self.whole("architecture.channels", *channels as u64, 1, 64);
            }
        }
    }

    /// The choices of how layers are normalised and how weights begin.
    fn beginning(&mut self, normalisation: Normalisation, initialisation: Initialisation) {
        let field = "architecture.normalisation";
        self.choice(field, &normalisation, Normalisation::ALL);
        let field = "architecture.initialisation";
        self.choice(field, &initialisation, Initialisation::ALL);
    }

    pub(super) fn constraint(&mut self, constraint: &Constraint) {
        match constraint {
            Constraint::SlopePenalty(SlopePenalty {
                pairs,
                form,
                sides,
                lambda,
                step,
                share,
            }) => {
                self.choice("constraint.pairs", pairs, Pairs::ALL);
                self.choice("constraint.form", form, Form::ALL);
                self.choice("constraint.sides", sides, Sides::ALL);
                self.lambda(*lambda);
                self.real("constraint.step", *step, 1e-4, 10.0);
                self.share(*share);
            }
            Constraint::GradientPenalty(GradientPenalty {
                sides,
                lambda,
                share,
            }) => {
                self.choice("constraint.sides", sides, Sides::ALL);
                self.lambda(*lambda);
                self.share(*share);
            }
            Constraint::WeightClipping(clipping) => {
                self.real("constraint.bound", clipping.bound, 1e-6, 100.0);
            }
            Constraint::SpectralNorm(_)
            | Constraint::Orthonormal(_)
            | Constraint::Bounded(_)
            | Constraint::None(_) => {}
        }
    }

    /// Checks that the architecture is one that the constraint can hold.
    pub(super) fn constrained(&mut self, config: &Config) {
        if !matches!(config.architecture, Architecture::Article(_)) {
            return;
        }
        let (kind, allowed) = match config.constraint {
            Constraint::GradientPenalty(_) => (
                "gradientPenalty",
                "another with the architecture article, whose critic normalises over the batch, so \
                 that a score has no input gradient of its own",
            ),
            Constraint::Orthonormal(_) => (
                "orthonormal",
                "another with the architecture article, whose critic normalises over the batch, which \
                 may stretch without bound",
            ),
            _ => return,
        };
        self.fail("constraint.kind", kind, allowed);
    }

    fn lambda(&mut self, lambda: f64) {
        self.real("constraint.lambda", lambda, 0.0, 1e6);
    }

    fn share(&mut self, share: f64) {
        if !(share > 0.0 && share <= 1.0) {
            self.fail("constraint.share", share, "a number above 0, to 1");
        }
        let field = FieldReport::new("constraint.share", Kind::Real, share).within(0.0, 1.0);
        self.fields.push(FieldReport {
            least_excluded: true,
            ..field
        });
    }

    pub(super) fn adam(&mut self, field: &str, adam: &Adam) {
        self.real(&format!("{field}.rate"), adam.rate, 0.0, 1.0);
        self.fraction(&format!("{field}.beta1"), adam.beta1);
        self.fraction(&format!("{field}.beta2"), adam.beta2);
        self.real(&format!("{field}.epsilon"), adam.epsilon, 1e-12, 1.0);
    }

    pub(super) fn done(self) -> Result<(), Error> {
        if self.wrong.is_empty() {
            Ok(())
        } else {
            Err(Error::Config(self.wrong))
        }
    }

    /// The fields that were checked, with what each may be.
    pub(super) fn into_fields(self) -> Vec<FieldReport> {
        self.fields
    }
}
