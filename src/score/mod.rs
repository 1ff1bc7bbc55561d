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

use crate::model::{ClaimId, Document, Facts, Role, Scores};
pub use weights::Weights;

/// Scores a report.
pub fn score(document: &Document, facts: &Facts, weights: &Weights) -> Scores {
    let purposes = purpose::purposes(document);
    let mut claims = Vec::with_capacity(document.claims().len());
    let mut seens = words::Seens::default();
    // The section on problems in which a claim has turned to what will be done.
    let mut turned = None;
    for (nth, claim) in document.claims().iter().enumerate() {
        let mut role = purposes[claim.section.0 as usize];
        if role == Role::Problems
            && (turned == Some(claim.section) || purpose::turns_ahead(document.plain_slice(claim.span)))
        {
            turned = Some(claim.section);
            role = Role::Plan;
        }
        claims.push(concreteness::claim(document, facts, ClaimId(nth as u32), role, weights, &mut seens));
    }
    aggregate::scores(document, facts, claims, weights)
}

#[cfg(test)]
mod tests;
