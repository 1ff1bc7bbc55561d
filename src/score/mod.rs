//! Measures how concrete each claim, each section and the report is.
//!
//! In: a `Document`, its `Facts`, the weights of the packs. Out: `Scores` with their working.
//! Never says what is too low; that is what rules are for.

mod aggregate;
mod concreteness;
mod kind;
mod purpose;
mod shortcoming;
mod weights;
mod words;

use crate::model::{ClaimId, Document, Facts, Scores};
pub use weights::Weights;

/// Scores a report.
pub fn score(document: &Document, facts: &Facts, weights: &Weights) -> Scores {
    let purposes = purpose::purposes(document);
    let claims = (0..document.claims().len() as u32)
        .map(ClaimId)
        .map(|id| {
            let role = purposes[document.claim(id).section.0 as usize];
            concreteness::claim(document, facts, id, role, weights)
        })
        .collect();
    aggregate::scores(document, facts, claims, weights)
}

#[cfg(test)]
mod tests;
