//! Which words of a report belong to which passage, and what was done to them.

use std::{cmp::Reverse, collections::BTreeMap};

use crate::{
    model::{Class, DiffPiece, Document, Overlap},
    text::Span,
};

/// One of two reports that stand side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// This report.
    Here,
    /// The one it is compared with.
    There,
}

/// What was done to some words of a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Touch {
    /// They stand on this side only.
    Changed,
    /// A year or figure that was exchanged.
    Figure,
    /// Wording that everyone must use.
    Common,
}

/// A stretch of the text that is shown as one passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Patch {
    pub(super) span: Span,
    /// The passage, by its place in the comparison.
    pub(super) passage: usize,
    /// Passages of which no word is left to show, because all of them are in this patch.
    pub(super) also: Vec<usize>,
}

pub(super) fn span(overlap: &Overlap, side: Side) -> Span {
    match side {
        Side::Here => overlap.here,
        Side::There => overlap.there,
    }
}

/// Passages as patches that do not overlap, ascending. Of passages over the same words the first
/// of these is shown: copied before required wording, the stricter class, the longer one.
pub(super) fn paint(overlaps: &[(usize, &Overlap)], side: Side) -> Vec<Patch> {
    let mut order: Vec<(bool, Class, Reverse<u32>, usize, Span)> = overlaps
        .iter()
        .map(|(at, overlap)| {
            let span = span(overlap, side);
            (overlap.is_common(), overlap.class, Reverse(span.len()), *at, span)
        })
        .collect();
    order.sort_unstable();
    let mut patches: BTreeMap<u32, Patch> = BTreeMap::new();
    for (.., passage, span) in order {
        let mut free = Vec::new();
        let mut at = span.start();
        let before = patches.range(..=at).next_back().map(|(start, _)| *start);
        let first = before.unwrap_or(at);
        for patch in patches.range(first..span.end().max(first)).map(|(_, patch)| patch.span) {
            if patch.end() <= at {
                continue;
            }
            if patch.start() > at {
                free.push(Span::new(at, patch.start()));
            }
            at = patch.end();
        }
        if at < span.end() {
            free.push(Span::new(at, span.end()));
        }
        if free.is_empty() {
            let over = patches.range_mut(..=span.start()).next_back();
            if let Some((_, patch)) = over.filter(|_| !span.is_empty()) {
                patch.also.push(passage);
            }
        }
        for span in free {
            patches.insert(span.start(), Patch { span, passage, also: Vec::new() });
        }
    }
    patches.into_values().collect()
}

/// The words of a passage that were touched, ascending.
pub(super) fn touched(document: &Document, overlap: &Overlap, side: Side) -> Vec<(Span, Touch)> {
    let mut found = changed(document, overlap, side);
    if side == Side::Here && !overlap.is_common() {
        let free = |span: &Span| !found.iter().any(|(other, _)| other.overlaps(*span));
        let common: Vec<(Span, Touch)> =
            overlap.common.iter().copied().filter(free).map(|span| (span, Touch::Common)).collect();
        found.extend(common);
        found.sort_by_key(|(span, _)| *span);
    }
    found
}

/// The words of a passage that the difference names, found again in the text.
fn changed(document: &Document, overlap: &Overlap, side: Side) -> Vec<(Span, Touch)> {
    let pieces = pieces(document, overlap, side);
    overlap
        .diff
        .iter()
        .zip(pieces)
        .filter_map(|(piece, span)| match piece {
            DiffPiece::Equal(_) => None,
            DiffPiece::Deleted(_) | DiffPiece::Inserted(_) => span.zip(Some(Touch::Changed)),
            DiffPiece::Figure(..) => span.zip(Some(Touch::Figure)),
        })
        .collect()
}

/// Where each piece of a difference stands on one side: nowhere, if it is the other side's. Empty
/// if the difference was made of other words than the text has.
pub(super) fn pieces(document: &Document, overlap: &Overlap, side: Side) -> Vec<Option<Span>> {
    let plain = document.plain();
    let whole = plain.fold(span(overlap, side));
    let mut at = whole.start();
    let mut found = Vec::with_capacity(overlap.diff.len());
    for piece in &overlap.diff {
        let ((DiffPiece::Equal(words), _)
        | (DiffPiece::Deleted(words) | DiffPiece::Figure(words, _), Side::There)
        | (DiffPiece::Inserted(words) | DiffPiece::Figure(_, words), Side::Here)) = (piece, side)
        else {
            found.push(None);
            continue;
        };
        let end = at + words.len() as u32;
        if whole.end() < end || Span::new(at, end).slice(plain.text()) != words {
            return Vec::new();
        }
        found.push(Some(plain.unfold(Span::new(at, end))));
        at = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PerMille;

    fn passage(class: Class, here: Span) -> Overlap {
        Overlap {
            here,
            here_section: None,
            prior: Some(0),
            there: here,
            there_scalars: 0..0,
            there_section: None,
            there_heading: String::new(),
            class,
            similarity: PerMille::new(1000),
            moved: false,
            common: Vec::new(),
            diff: Vec::new(),
        }
    }

    #[test]
    fn no_word_is_shown_twice_and_no_passage_is_lost() {
        let passages = [
            passage(Class::Edited, Span::new(0, 30)),
            passage(Class::Verbatim, Span::new(10, 20)),
            passage(Class::NumbersOnly, Span::new(12, 18)),
        ];
        let listed: Vec<(usize, &Overlap)> = passages.iter().enumerate().collect();
        let patches = paint(&listed, Side::Here);
        let seen: Vec<(u32, u32, usize)> =
            patches.iter().map(|patch| (patch.span.start(), patch.span.end(), patch.passage)).collect();
        assert_eq!(seen, [(0, 10, 0), (10, 20, 1), (20, 30, 0)]);
        assert_eq!(patches[1].also, [2]);
    }
}
