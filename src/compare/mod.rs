//! Finds what was copied: from earlier reports, from other bodies, inside the report itself.
//!
//! In: `Document`s and the packs' lists of common wording. Out: a `Comparison`.
//! Never says how much is too much; that is what rules are for.
//!
//! How passages are found is told in `align`; what the measures are, in `measures`.

mod align;
mod among;
mod atoms;
mod bounds;
mod choose;
mod classify;
mod clauses;
mod cover;
mod diff;
mod digest;
mod edges;
mod evidence;
mod frames;
mod join;
mod measures;
mod overlaps;
mod parallel;
mod ranges;
mod seeds;
mod sentence;
mod settings;
mod stock;
mod stream;
mod words;

use std::collections::{BTreeMap, BTreeSet};

pub use align::{Passage, align, repeats};
pub use among::{Candidate, Index, Joiner, Neighbours, Print, between, bodies, cap, codes, prints};
pub use choose::{Known, choose, choose_known, is_same_body};
pub use classify::{Change, classify};
pub use diff::diff;
pub use digest::Digest;
pub use sentence::Likeness;
pub use settings::{Counted, Limits, Paragraphs, Settings};
pub use stock::{Frequent, Stock};
pub use stream::Stream;

use crate::{
    model::{Comparison, Document, Lang, Measures, Overlap, Prior, Shared},
    text::fold_str,
};
use overlaps::Side;
use words::Words;

/// A passage that has less than this in common with its source, in thousandths, is a text of its
/// own about the same matter.
const ALIKE: u16 = 550;

/// From so many bodies on it can be said what many of them write.
const ENOUGH: usize = 10;

/// The reports to compare with.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// Reports that every report is compared with, each with what is said about it.
    pub reports: Vec<(Prior, Document)>,
    /// Reports of which those are compared that are the same body's earlier years.
    pub offered: Vec<(Prior, Document)>,
    /// Other bodies' reports that no report is compared with as its own earlier year.
    pub others: Vec<(Prior, Document)>,
    /// All of these, to be asked for passages of other bodies; empty if nobody will ask.
    pub neighbours: Neighbours,
    /// Wording that so many bodies of the library use that it is nobody's.
    pub frequent: Frequent,
    /// Old names of bodies and the new name of each.
    pub renamed: BTreeMap<String, String>,
    /// Only passages are asked for: the texts as wholes are not measured. Rules ask no more.
    pub passages_only: bool,
    /// The language of the reasons for a choice.
    pub lang: Lang,
}

impl Library {
    /// Whether there is nothing to compare with.
    pub fn is_empty(&self) -> bool {
        self.reports.is_empty() && self.offered.is_empty()
    }

    /// The report of that path.
    pub fn document(&self, path: &str) -> Option<&Document> {
        let mut all = self.all();
        all.find(|(prior, _)| prior.path == path).map(|(_, document)| document)
    }

    fn all(&self) -> impl Iterator<Item = &(Prior, Document)> {
        self.reports.iter().chain(&self.offered).chain(&self.others)
    }

    /// Prepares for the question which passages stand in another body's report of the same year.
    pub fn find_neighbours(&mut self) {
        let named = self.all().map(|(prior, document)| (prior.path.as_str(), document.header()));
        let bodies = bodies(named, &self.renamed);
        let count = bodies.iter().collect::<BTreeSet<_>>().len();
        let streams: Vec<Stream> = self.all().map(|(_, document)| Stream::of(document)).collect();
        let frequent = Frequent::new(bodies.iter().copied().zip(&streams), cap(count)).or(&self.frequent);
        self.neighbours = Neighbours::new(&streams, frequent);
    }

    /// Another body's reports of the same year that share something with a report of which the units
    /// are given, each with what it shares; who shares most comes first.
    fn neighbours(&self, document: &Document, text: &Stream, stock: &Stock) -> Vec<(Prior, Vec<Overlap>)> {
        let header = document.header();
        let (Some(issuer), Some(year)) = (&header.issuer, header.year) else { return Vec::new() };
        let stock = &stock.clone().with(self.neighbours.frequent.clone());
        let mut found: Vec<(u32, Prior, Vec<Overlap>)> = self
            .neighbours
            .of(text)
            .into_iter()
            .filter_map(|at| self.all().nth(at as usize))
            .filter(|(about, other)| {
                let theirs = about.issuer.as_deref().filter(|_| about.year == Some(year));
                theirs.is_some_and(|theirs| !is_same_body(issuer, theirs, &self.renamed))
                    && other.text() != document.text()
            })
            .map(|(about, other)| {
                let shared = between(document, other, stock);
                (shared.units, about.clone(), shared.overlaps)
            })
            .collect();
        found.retain(|(.., overlaps)| !overlaps.is_empty());
        found.sort_by(|x, y| y.0.cmp(&x.0).then_with(|| x.1.path.cmp(&y.1.path)));
        found.into_iter().map(|(_, about, overlaps)| (about, overlaps)).collect()
    }

    /// Finds the wording that so many bodies of this library use that it is nobody's.
    pub fn count_common(&mut self) {
        let reports = || self.reports.iter().chain(&self.offered);
        let named = reports().map(|(prior, document)| (prior.path.as_str(), document.header()));
        let bodies = bodies(named, &self.renamed);
        let codes = || reports().map(|(_, document)| Stream::of(document).into_codes()).collect();
        self.frequent = common_wording(&bodies, codes);
    }

    /// The reports that a report is compared with: those that were named, and those of the same
    /// body's earlier years among those that were offered. Never the report itself.
    fn priors(&self, path: &str, document: &Document) -> Vec<(Prior, &Document)> {
        let named = self
            .reports
            .iter()
            .filter(|(prior, _)| path.is_empty() || prior.path != path)
            .map(|(prior, other)| (prior.clone(), other));
        let chosen = choose(path, document, &self.offered, &self.renamed, self.lang);
        let chosen = chosen.into_iter().map(|(at, why)| {
            let (prior, other) = &self.offered[at];
            (Prior { chosen: Some(why), ..prior.clone() }, other)
        });
        named.chain(chosen).collect()
    }
}

/// The wording that so many bodies use that it is nobody's, given the body of each report and, if it
/// must be counted, their units. With fewer than ten bodies nothing can be said, and nothing is common.
pub fn common_wording(bodies: &[u32], codes: impl FnOnce() -> Vec<Vec<u32>>) -> Frequent {
    let count = bodies.iter().collect::<BTreeSet<_>>().len();
    if count < ENOUGH {
        return Frequent::default();
    }
    let codes = codes();
    let texts = bodies.iter().copied().zip(codes.iter().map(Vec::as_slice));
    Frequent::of_codes(texts, cap(count))
}

/// Compares a report with those of a library, and with itself. `path` is where the report was
/// read, so that it is not compared with its own file.
pub fn compare(path: &str, document: &Document, library: &Library, stock: &Stock) -> Comparison {
    let stock = &stock.clone().with(library.frequent.clone());
    let stream = marked(document, stock);
    let here = Side { document, stream: &stream };
    let mut comparison = Comparison::default();
    let priors = library.priors(path, document);
    let repeats = || repeats(&stream, &Settings::REPEATS);
    let (against, repeats) = if priors.is_empty() && library.passages_only {
        (Vec::new(), repeats())
    } else if priors.is_empty() {
        let measures = || measures::measure(&stream, None, stock);
        let (measures, repeats) = parallel::both(measures, repeats);
        comparison.measures = measures;
        (Vec::new(), repeats)
    } else {
        // The texts as wholes are measured by the latest year.
        let year = |nth: usize| (priors[nth].0.year.unwrap_or(0), std::cmp::Reverse(nth));
        let latest = (0..priors.len()).max_by_key(|nth| year(*nth));
        let each = || {
            parallel::each(&priors, |nth, (_, other)| {
                against(&here, other, nth as u32, latest == Some(nth) && !library.passages_only, stock)
            })
        };
        parallel::both(each, repeats)
    };
    let mut found = Vec::new();
    for ((prior, _), (overlaps, measures)) in priors.into_iter().zip(against) {
        found.extend(overlaps);
        comparison.measures = measures.unwrap_or(comparison.measures);
        comparison.priors.push(prior);
    }
    found.sort_by_key(|(overlap, _)| (overlap.here, overlap.prior));
    if !library.neighbours.is_empty() {
        for (about, overlaps) in library.neighbours(document, &stream, stock) {
            let nth = (comparison.priors.len() + comparison.others.len()) as u32;
            comparison.others.push(about);
            comparison
                .shared
                .extend(overlaps.into_iter().map(|overlap| Overlap { prior: Some(nth), ..overlap }));
        }
        comparison.shared.sort_by_key(|overlap| (overlap.here, overlap.prior));
    }
    comparison.shares = overlaps::shares(&here, &found);
    comparison.overlaps = found.into_iter().map(|(overlap, _)| overlap).collect();
    comparison.repeats = repeats
        .iter()
        .map(|passage| overlaps::overlap(&here, &here, passage, None).0)
        .filter(|overlap| overlap.similarity.get() >= ALIKE)
        .collect();
    comparison
}

/// What a report has from one earlier report, and the measures of both as wholes if they are wanted.
fn against(
    here: &Side,
    other: &Document,
    nth: u32,
    wanted: bool,
    stock: &Stock,
) -> (Vec<overlaps::Found>, Option<Measures>) {
    let theirs = marked(other, stock);
    let there = Side { document: other, stream: &theirs };
    let passages = || {
        align(here.stream, &theirs, &Settings::REPORTS)
            .iter()
            .map(|passage| overlaps::overlap(here, &there, passage, Some(nth)))
            .filter(|(overlap, _)| overlap.similarity.get() >= ALIKE)
            .collect()
    };
    if wanted {
        let measures = || measures::measure(here.stream, Some(&theirs), stock);
        let (passages, measures) = parallel::both(passages, measures);
        (passages, Some(measures))
    } else {
        (passages(), None)
    }
}

/// The units of a report's body with the common ones marked.
fn marked(document: &Document, stock: &Stock) -> Stream {
    let mut stream = Stream::of(document);
    stock.mark(&mut stream, document.plain().text());
    stream
}

/// Fills in the differences of all passages: for output that shows them.
pub fn fill_diffs(document: &Document, comparison: &mut Comparison, library: &Library) {
    let Comparison { priors, overlaps, repeats, .. } = comparison;
    let passages = overlaps.iter_mut().chain(repeats).filter_map(|overlap| {
        let prior = overlap.prior.and_then(|at| priors.get(at as usize));
        let other = prior.map_or(Some(document), |prior| library.document(&prior.path));
        Some((overlap, other?))
    });
    fill(document, passages);
}

/// The same for what two bodies share.
pub fn fill_shared_diffs(here: &Document, there: &Document, shared: &mut Shared) {
    fill(here, shared.overlaps.iter_mut().map(|overlap| (overlap, there)));
}

/// Fills in the differences of passages, each with the document that it stands in too.
fn fill<'a>(document: &Document, passages: impl Iterator<Item = (&'a mut Overlap, &'a Document)>) {
    let passages: Vec<(&mut Overlap, &Document, String, String)> = passages
        .map(|(overlap, other)| {
            let (old, new) = (other.plain_slice(overlap.there), document.plain_slice(overlap.here));
            (overlap, other, fold_str(old), fold_str(new))
        })
        .collect();
    // One dictionary for all of them, and only for what is not the same anyway.
    let changed = passages.iter().filter(|(_, _, old, new)| old != new);
    let words = Words::of(changed.flat_map(|(_, _, old, new)| [old.as_str(), new.as_str()]));
    let diffs = parallel::each(&passages, |_, (overlap, other, old, new)| {
        let mut pieces = diff::folded(old, new, &words);
        diff::as_written(&mut pieces, &other.shown(overlap.there), &document.shown(overlap.here));
        pieces
    });
    for ((overlap, ..), diff) in passages.into_iter().zip(diffs) {
        overlap.diff = diff;
    }
}

#[cfg(test)]
mod tests;
