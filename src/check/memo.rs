//! What several rules ask of one report, worked out when the first of them asks.

use std::cell::OnceCell;

use super::{
    count::{self, Count},
    grid::{self, Grid},
    numbering::enumerators::{self, Enumerator},
    rows::{self, Row},
};
use crate::{
    model::{Analysis, ClaimId, Role},
    text::{Span, marks},
};

/// A claim with what is known of its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct ClaimText<'a> {
    pub(super) id: ClaimId,
    pub(super) span: Span,
    /// Its plain words, and where they start in the plain view.
    pub(super) text: &'a str,
    pub(super) base: usize,
    /// What the part that it stands in is for.
    pub(super) role: Role,
    /// Whether it is running text.
    pub(super) in_body: bool,
}

/// What was worked out of one report, in the ways that rules ask for.
pub(super) struct Memo<'a> {
    analysis: &'a Analysis,
    claims: OnceCell<Vec<ClaimText<'a>>>,
    counts: OnceCell<Vec<Vec<Count<'a>>>>,
    enumerators: OnceCell<Vec<Enumerator>>,
    tables: OnceCell<Vec<Vec<Row>>>,
    grids: OnceCell<Vec<Grid>>,
    paragraphs: OnceCell<Vec<Paragraph<'a>>>,
}

/// A block of running text with all its figures, placed in its plain words.
pub(super) struct Paragraph<'a> {
    pub(super) text: &'a str,
    pub(super) counts: Vec<Count<'a>>,
    pub(super) role: Role,
    /// Where its words start in the plain view.
    pub(super) base: usize,
}

impl Paragraph<'_> {
    /// Where the sentence begins that a place stands in.
    pub(super) fn sentence(&self, at: usize) -> usize {
        marks::start(&self.text[..at], &['。', '\n'])
    }
}

/// Bytes from which a block is no paragraph.
const LONGEST: usize = 12_000;

impl<'a> Memo<'a> {
    pub(super) fn new(analysis: &'a Analysis) -> Self {
        Self {
            analysis,
            claims: OnceCell::new(),
            counts: OnceCell::new(),
            enumerators: OnceCell::new(),
            tables: OnceCell::new(),
            grids: OnceCell::new(),
            paragraphs: OnceCell::new(),
        }
    }

    /// All claims, in order.
    pub(super) fn claims(&self) -> &[ClaimText<'a>] {
        self.claims.get_or_init(|| {
            let document = &self.analysis.document;
            let claims = document.claims().iter().zip(0..);
            claims
                .map(|(claim, at)| {
                    let range = document.plain().fold(claim.span);
                    let section = document.section_at(claim.span.start());
                    ClaimText {
                        id: ClaimId(at),
                        span: claim.span,
                        text: range.slice(document.plain().text()),
                        base: range.start() as usize,
                        role: section.map_or(Role::Unknown, |id| document.section(id).role),
                        in_body: document.in_body(claim.span.start()),
                    }
                })
                .collect()
        })
    }

    /// The figures of a claim.
    pub(super) fn counts(&self, claim: ClaimId) -> &[Count<'a>] {
        let all = self.counts.get_or_init(|| {
            let claims = self.claims().iter();
            claims.map(|claim| count::of_claim(self.analysis, claim.id, claim.base)).collect()
        });
        all.get(claim.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// The paragraph with figures that a place of the plain view stands in.
    pub(super) fn paragraph_at(&self, at: usize) -> Option<&Paragraph<'a>> {
        let paragraphs = self.paragraphs();
        let behind = paragraphs.partition_point(|paragraph| paragraph.base <= at);
        let paragraph = paragraphs.get(behind.checked_sub(1)?)?;
        (at < paragraph.base + paragraph.text.len()).then_some(paragraph)
    }

    /// The paragraphs with figures, in order.
    pub(super) fn paragraphs(&self) -> &[Paragraph<'a>] {
        self.paragraphs.get_or_init(|| {
            let document = &self.analysis.document;
            let mut paragraphs: Vec<Paragraph<'a>> = Vec::new();
            let mut block = None;
            for claim in self.claims().iter().filter(|claim| claim.in_body) {
                let counts = self.counts(claim.id);
                if counts.is_empty() {
                    continue;
                }
                let here = document.claim(claim.id).block;
                if block != Some(here) {
                    block = Some(here);
                    let whole = document.block(here).span;
                    let (text, base) =
                        (document.plain_slice(whole), document.plain().offset(whole.start()) as usize);
                    paragraphs.push(Paragraph { text, counts: Vec::new(), role: claim.role, base });
                }
                let Some(paragraph) = paragraphs.last_mut() else { continue };
                let Some(shift) = claim.base.checked_sub(paragraph.base) else { continue };
                paragraph.counts.extend(counts.iter().cloned().map(|mut count| {
                    count.start += shift;
                    count.end += shift;
                    count
                }));
            }
            paragraphs.retain(|paragraph| paragraph.text.len() <= LONGEST);
            paragraphs
        })
    }

    /// All 一是, 二是 … of the plain view.
    pub(super) fn enumerators(&self) -> &[Enumerator] {
        self.enumerators.get_or_init(|| enumerators::all(self.analysis.document.plain().text()))
    }

    /// The tables as rows of figures.
    pub(super) fn tables(&self) -> &[Vec<Row>] {
        self.tables.get_or_init(|| rows::tables(&self.analysis.document))
    }

    /// The tables as rows of cells with their words.
    pub(super) fn grids(&self) -> &[Grid] {
        self.grids.get_or_init(|| grid::tables(&self.analysis.document))
    }
}
