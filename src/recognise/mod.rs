//! Finds what a claim holds: quantities, dates, documents, names, stock phrases.
//!
//! In: a `Document` and the word lists of the packs. Out: `Facts`.
//! Never decides whether a fact is good or bad; that is what rules are for.

#[cfg(test)]
mod cases;
#[cfg(test)]
mod cases_of_names;
mod date;
mod document;
mod enumerator;
mod halves;
mod name_words;
mod names;
mod naming;
mod numeral;
mod person;
mod place;
mod quantity;
mod quoted;
mod rank;
mod scan;
mod slogan;
mod time;
mod trie;
mod words;

use std::ops::Range;

use crate::{
    model::{BlockKind, Document, Evidence, EvidenceKind, Facts, Mention},
    rules::RuleSet,
    text::{Beginnings, Span},
};
use name_words::NameWords;
use names::Names;
use scan::Scan;
use slogan::Stock;
use words::Words;

/// The word lists of the packs, compiled.
#[derive(Clone, Debug)]
pub struct Recogniser {
    words: Words,
    names: NameWords,
    stock: Stock,
    /// How the words of the scanner begin, its set phrases, names, and stock phrases.
    begins: Beginnings<4>,
}

impl Recogniser {
    /// Compiles the word lists.
    pub fn new(rules: &RuleSet) -> Self {
        let (words, names, stock) = (Words::new(rules), NameWords::new(rules), Stock::new(rules));
        let sets: [Vec<&str>; 4] = [
            words.begins().collect(),
            words.phrases.words().collect(),
            names.begins().collect(),
            stock.begins().collect(),
        ];
        Self { begins: Beginnings::new(sets), words, names, stock }
    }
}

/// Recognises the facts of a report.
pub fn recognise(document: &Document, recogniser: &Recogniser) -> Facts {
    let plain = document.plain();
    let header = document.header();
    let [scanned, phrased, named, stocked] = recogniser.begins.places(plain.text());
    let (mut hits, notes) = Scan::new(plain, &recogniser.words, header.year).run(&scanned, &phrased);
    let issuer = header.issuer.as_deref().unwrap_or("");
    let names = Names::new(plain.text(), &recogniser.names, issuer, &hits, &notes).run(&named);
    hits.extend(names);
    let unfold = |start: usize, end: usize| plain.unfold(Span::from(start..end));
    let mut evidence: Vec<Evidence> = hits
        .into_iter()
        .map(|hit| Evidence {
            span: unfold(hit.start, hit.end),
            kind: hit.kind,
            quantity: hit.quantity,
            weak: hit.weak,
        })
        .collect();
    let mut mentions: Vec<Mention> = notes
        .into_iter()
        .map(|note| Mention { span: unfold(note.start, note.end), kind: note.kind, number: note.number })
        .collect();
    mentions.sort_by_key(|mention| (mention.span.start(), mention.span.end()));
    let evidence_ranges = by_claim(document, &mut evidence);
    let (slogans, slogan_ranges) = slogan::slogans(document, &recogniser.stock, &stocked);
    Facts { evidence, slogans, mentions, evidence_ranges, slogan_ranges }
}

/// How many figures, dates and titles the scanner finds in a whole text, headings and all: the first part
/// of [`recognise`] by itself, without names and stock phrases, so that its speed can be told.
pub fn figures(document: &Document, recogniser: &Recogniser) -> usize {
    let year = document.header().year;
    let [scanned, phrased, ..] = recogniser.begins.places(document.plain().text());
    Scan::new(document.plain(), &recogniser.words, year).run(&scanned, &phrased).0.len()
}

/// Whether a block of this kind can hold evidence.
fn counts(kind: BlockKind) -> bool {
    matches!(
        kind,
        BlockKind::Paragraph
            | BlockKind::Item
            | BlockKind::Cell { .. }
            | BlockKind::Note
            | BlockKind::Caption
    )
}

/// Keeps the evidence that lies inside one claim, in a block that can hold some, and says which lies in which.
fn by_claim(document: &Document, evidence: &mut Vec<Evidence>) -> Vec<Range<u32>> {
    evidence.sort_by_key(|found| (found.span.start(), found.span.end()));
    // How many blocks have begun where the evidence at hand starts; it comes in order, and so do they.
    let (blocks, mut begun) = (document.blocks(), 0);
    let mut counts_at = |at: u32| {
        while blocks.get(begun).is_some_and(|block| block.span.start() <= at) {
            begun += 1;
        }
        let block = begun.checked_sub(1).map(|last| &blocks[last]);
        block.is_some_and(|block| at <= block.span.end() && counts(block.kind))
    };
    let mut kept: Vec<Evidence> = Vec::with_capacity(evidence.len());
    let mut ranges = Vec::with_capacity(document.claims().len());
    let mut found = evidence.drain(..).peekable();
    for claim in document.claims() {
        let from = kept.len() as u32;
        while let Some(next) = found.next_if(|next| next.span.start() < claim.span.end()) {
            let free = kept.last().is_none_or(|last| last.span.end() <= next.span.start());
            // A line that is nothing but a name states nothing.
            let words = || document.slice(claim.span).trim_matches(|c: char| !c.is_alphanumeric());
            let bare = next.quantity.is_none()
                && matches!(next.kind, EvidenceKind::Place | EvidenceKind::Organ)
                && words() == document.slice(next.span);
            if counts_at(next.span.start())
                && free
                && !bare
                && claim.span.contains(next.span)
                && !next.span.is_empty()
            {
                kept.push(next);
            }
        }
        ranges.push(from..kept.len() as u32);
    }
    drop(found);
    *evidence = kept;
    ranges
}
