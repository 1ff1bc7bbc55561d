//! Applies the rules.
//!
//! In: an `Analysis` and a `RuleSet`. Out: `Finding`s in the order of place, then rule id.
//! Never measures; it only asks what was measured.

use crate::{
    model::{Analysis, Finding},
    rules::RuleSet,
};

/// The rules, compiled.
#[derive(Clone, Debug)]
pub struct Checker {}

impl Checker {
    /// Compiles the rules.
    pub fn new(rules: &RuleSet) -> Self {
        let _ = rules;
        Self {}
    }

    /// Applies the rules to a report.
    pub fn check(&self, analysis: &Analysis) -> Vec<Finding> {
        let _ = analysis;
        Vec::new()
    }
}
