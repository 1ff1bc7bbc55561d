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

use crate::{
    model::{ClaimId, Document, Facts, Role, Scores},
    text::{Letters, Span},
};
pub use weights::Weights;

/// What is measured, and by what.
#[derive(Clone, Copy)]
struct Subject<'a> {
    document: &'a Document,
    facts: &'a Facts,
    weights: &'a Weights,
    /// The letters of the plain view.
    letters: &'a Letters<'a>,
    /// Where in it a word may begin that a claim is weighed by.
    begins: &'a [u32],
}

impl<'a> Subject<'a> {
    /// The plain words of a span of the plain view.
    fn words(&self, span: Span) -> &'a str {
        span.slice(self.letters.text())
    }

    /// The letters of a span of the plain view.
    fn letters(&self, span: Span) -> usize {
        self.letters.of(span.range())
    }
}

/// Scores a report.
pub fn score(document: &Document, facts: &Facts, weights: &Weights) -> Scores {
    let letters = Letters::new(document.plain().text());
    let begins = weights.words.places(document.plain().text());
    let subject = Subject { document, facts, weights, letters: &letters, begins: &begins };
    let purposes = purpose::purposes(document);
    let mut claims = Vec::with_capacity(document.claims().len());
    let mut scratch = concreteness::Scratch::default();
    // The section on problems in which a claim has turned to what will be done.
    let mut turned = None;
    for (nth, claim) in document.claims().iter().enumerate() {
        let id = ClaimId(nth as u32);
        let mut role = purposes[claim.section.0 as usize];
        if role == Role::Problems
            && (turned == Some(claim.section)
                || purpose::turns_ahead(subject.words(document.plain_claim(id))))
        {
            turned = Some(claim.section);
            role = Role::Plan;
        }
        claims.push(concreteness::claim(&subject, id, role, &mut scratch));
    }
    aggregate::scores(&subject, claims)
}

#[cfg(test)]
mod tests;
