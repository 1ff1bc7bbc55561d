//! Finds the parts of a report: title, sections with their roles, claims.
//!
//! In: an `Extract` and the cues of the packs. Out: a `Document`.
//! Never fails and never asks whether a required part is there; that is what rules are for.

use crate::{
    model::{BlockId, Claim, Document, Draft, Extract, Role, Section, SectionId},
    rules::RuleSet,
    text::{Span, class},
};

/// What the packs say about headings and titles, compiled.
#[derive(Clone, Debug)]
pub struct Cues {}

impl Cues {
    /// Compiles the cues of all packs.
    pub fn new(rules: &RuleSet) -> Self {
        let _ = rules;
        Self {}
    }
}

/// Segments a report.
pub fn segment(extract: Extract, cues: &Cues) -> Document {
    let _ = cues;
    let mut claims = Vec::new();
    for (nth, block) in extract.blocks.iter().enumerate() {
        let mut start = block.span.start();
        for (at, c) in block.span.slice(&extract.text).char_indices() {
            let end = block.span.start() + (at + c.len_utf8()) as u32;
            if class::ends_statement(c) || end == block.span.end() {
                claims.push(Claim {
                    span: Span::new(start, end),
                    block: BlockId(nth as u32),
                    section: SectionId(0),
                });
                start = end;
            }
        }
    }
    let section = Section {
        heading: None,
        depth: 0,
        number: Span::default(),
        title: Span::default(),
        parent: None,
        blocks: 0..extract.blocks.len() as u32,
        span: Span::from(0..extract.text.len()),
        role: Role::Unknown,
    };
    let blocks = extract.blocks.clone();
    Document::new(extract, Draft { blocks, sections: vec![section], claims, ..Draft::default() })
}
