//! From aligned passages to what is said of them: spans, sections, class, moved, common pieces.

use std::ops::Range;

use super::{
    align::Passage,
    classify::{Change, classify},
    stock,
    stream::Stream,
};
use crate::{
    model::{Class, Document, Overlap, PerMille, Role, SectionId, Shares},
    text::{Span, class},
};

/// Fewer units that are a body's own words than this are no copied passage.
const OWN: usize = 12;

/// Nor is one of which less than a fifth is a body's own words.
const OWN_PART: usize = 5;

/// A report with its units.
pub(super) struct Side<'a> {
    pub(super) document: &'a Document,
    pub(super) stream: &'a Stream,
}

impl Side<'_> {
    /// Some units as a span of the text.
    fn span(&self, units: &Range<usize>) -> Span {
        self.document.plain().unfold(self.stream.span(units))
    }

    fn section(&self, span: Span) -> Option<SectionId> {
        self.document.section_at(span.start())
    }
}

/// An overlap and the units of it that were copied.
pub(super) type Found = (Overlap, Vec<Range<usize>>);

/// What is said of a passage.
pub(super) fn overlap(here: &Side, there: &Side, passage: &Passage, prior: Option<u32>) -> Found {
    let Change { class, similarity, copied } = classify(here.stream, there.stream, passage);
    let (ours, theirs) = (here.span(&passage.a), there.span(&passage.b));
    let (here_section, there_section) = (here.section(ours), there.section(theirs));
    let own = passage.a.clone().filter(|at| !here.stream.common[*at]).count();
    let common = if own < OWN || own * OWN_PART < passage.a.len() {
        vec![ours]
    } else {
        let pieces = stock::spans(here.stream, &passage.a);
        pieces.into_iter().map(|span| here.document.plain().unfold(span)).collect()
    };
    let overlap = Overlap {
        here: ours,
        here_section,
        prior,
        there: theirs,
        there_scalars: there.document.scalars(theirs),
        there_section,
        there_heading: there_section.map_or_else(String::new, |id| {
            let section = there.document.section(id);
            there.document.shown(section.number.cover(section.title))
        }),
        class,
        similarity,
        moved: prior.is_some() && moved(here.document, here_section, there.document, there_section),
        common,
        diff: Vec::new(),
    };
    (overlap, copied)
}

/// Whether a passage stands under another heading than in the other report: the headings differ,
/// and they are not the same heading reworded (same numbers, same purpose, and the old heading is
/// gone).
fn moved(here: &Document, ours: Option<SectionId>, there: &Document, theirs: Option<SectionId>) -> bool {
    let (Some(ours), Some(theirs)) = (ours, theirs) else { return false };
    let (new, old) = (here.section(ours), there.section(theirs));
    let (title, before) = (here.plain_slice(new.title), there.plain_slice(old.title));
    if alike(title, before) {
        return false;
    }
    if here.path(ours) == there.path(theirs) && (new.role == old.role || new.role == Role::Unknown) {
        return here.sections().iter().any(|section| alike(here.plain_slice(section.title), before));
    }
    // Text without headings has no place to be moved from.
    here.sections().len() > 1 && there.sections().len() > 1
}

/// Whether two headings say the same: half of their characters (years left out) are common.
fn alike(x: &str, y: &str) -> bool {
    let pairs = |text: &str| {
        let chars: Vec<char> = text.chars().filter(|c| c.is_alphanumeric() && !class::is_digit(*c)).collect();
        let mut pairs: Vec<(char, char)> = chars.windows(2).map(|pair| (pair[0], pair[1])).collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    };
    let (p, q) = (pairs(x), pairs(y));
    let both = p.iter().filter(|pair| q.binary_search(pair).is_ok()).count();
    x == y || both * 4 >= p.len() + q.len() && both > 0
}

/// Copied shares of the units that count: those of the body that are not common.
pub(super) fn shares(side: &Side, found: &[Found]) -> Shares {
    let document = side.document;
    let own: Vec<bool> = side.stream.common.iter().map(|common| !common).collect();
    let mut copied: Vec<Option<Class>> = vec![None; side.stream.len()];
    for (overlap, units) in found {
        let whole = overlap.common.first() == Some(&overlap.here);
        for at in units.iter().cloned().flatten().filter(|_| !whole) {
            if own[at] && copied[at].is_none_or(|class| overlap.class < class) {
                copied[at] = Some(overlap.class);
            }
        }
    }
    let sums = |passes: &dyn Fn(usize) -> bool| {
        let mut sums = vec![0_u64];
        for at in 0..own.len() {
            sums.push(sums[at] + u64::from(passes(at)));
        }
        sums
    };
    let (all, some) = (sums(&|at| own[at]), sums(&|at| copied[at].is_some()));
    let share = |range: &Range<usize>| {
        PerMille::of(some[range.end] - some[range.start], all[range.end] - all[range.start])
    };
    let total = all[own.len()];
    Shares {
        document: share(&(0..own.len())),
        sections: document.sections().iter().map(|section| share(&side.units(section.span))).collect(),
        classes: Class::ALL.map(|class| {
            PerMille::of(copied.iter().filter(|copied| **copied == Some(class)).count() as u64, total)
        }),
    }
}

impl Side<'_> {
    /// The units that stand in a span of the text.
    pub(super) fn units(&self, span: Span) -> Range<usize> {
        self.stream.units(self.document.plain().fold(span).range())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_that_were_reworded_are_alike() {
        assert!(alike("2024年主要举措和成效", "2023年度主要举措及成效"));
        assert!(!alike("加强普法宣传", "规范行政执法"));
        assert!(alike("", ""));
    }
}
