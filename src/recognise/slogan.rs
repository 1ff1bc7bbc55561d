//! Stock phrases: what is said by any body in any year.
//!
//! Three sources, all data of the packs: phrases, frames with one gap (以…为抓手), and an adverb of
//! effort with a generic verb behind it (切实加强). Overlapping ones are settled by position and
//! length, so that every character is counted once.

use std::ops::Range;

use crate::{
    model::{Document, Slogan, SloganKind},
    rules::RuleSet,
    text::{Hit, Lookup, Span},
};

/// Longest gap of a frame, in characters.
const GAP: usize = 30;

/// How many adverbs are remembered until their verb comes; more than two never stand in a row.
const ADVERBS: usize = 4;

/// What a word is part of.
#[derive(Clone, Copy, Debug)]
enum Part {
    /// A whole phrase.
    Phrase(SloganKind, bool),
    /// The words before the gap of frame `n`.
    Head(usize),
    /// The words behind the gap of frame `n`.
    Tail(usize),
    /// An adverb of effort.
    Adverb,
    /// A verb that names no act.
    Verb,
}

/// The stock phrases of the packs, indexed.
#[derive(Clone, Debug)]
pub(super) struct Stock {
    words: Lookup,
    /// What each word is part of.
    parts: Vec<Part>,
    /// Kind of each frame, and whether it is required.
    frames: Vec<(SloganKind, bool)>,
}

/// A stock phrase in the plain view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Phrase {
    start: usize,
    end: usize,
    kind: SloganKind,
    required: bool,
}

impl Stock {
    /// Indexes the lists `slogans`, `effort-adverbs` and `generic-verbs`. An entry of an unknown
    /// kind is left out; a test of the built-in packs sees to it that there is none.
    pub(super) fn new(rules: &RuleSet) -> Self {
        let (mut words, mut parts, mut frames) = (Vec::new(), Vec::new(), Vec::new());
        let mut add = |word, part| {
            words.push((word, parts.len() as u32));
            parts.push(part);
        };
        for entry in rules.lexicon.words("slogans") {
            let (name, required) = match entry.group.strip_suffix(":required") {
                Some(name) => (name, true),
                None => (entry.group.as_str(), false),
            };
            let Some(kind) = SloganKind::from_name(name) else { continue };
            match entry.word.split_once('…') {
                Some((head, tail)) if !head.is_empty() && !tail.is_empty() => {
                    add(head, Part::Head(frames.len()));
                    add(tail, Part::Tail(frames.len()));
                    frames.push((kind, required));
                }
                _ => add(entry.word.as_str(), Part::Phrase(kind, required)),
            }
        }
        for (list, part) in [("effort-adverbs", Part::Adverb), ("generic-verbs", Part::Verb)] {
            for entry in rules.lexicon.words(list) {
                add(entry.word.as_str(), part);
            }
        }
        Self { words: Lookup::new(words), parts, frames }
    }

    /// What stock phrases and their parts begin with.
    pub(super) fn begins(&self) -> impl Iterator<Item = &str> {
        self.words.words()
    }

    /// The stock phrases of a text in the plain view, disjoint, in order. They begin at some of the places.
    fn find(&self, plain: &str, places: &[u32]) -> Vec<Phrase> {
        let mut heads: Vec<Option<Range<usize>>> = vec![None; self.frames.len()];
        let mut adverbs = [(0, 0); ADVERBS];
        let mut next = 0;
        let mut hits: Vec<Phrase> = Vec::new();
        self.words.each_at(plain, places, |Hit { start, end, value }| match self.parts[value as usize] {
            Part::Phrase(kind, required) => hits.push(Phrase { start, end, kind, required }),
            Part::Head(frame) => heads[frame] = Some(start..end),
            Part::Tail(frame) => {
                let Some(head) = &heads[frame] else { return };
                if fits(plain, head.end, start) {
                    let (kind, required) = self.frames[frame];
                    hits.push(Phrase { start: head.start, end, kind, required });
                    heads[frame] = None;
                }
            }
            Part::Adverb => {
                adverbs[next % ADVERBS] = (start, end);
                next += 1;
            }
            Part::Verb => {
                if let Some((start, _)) = adverbs.iter().filter(|adverb| adverb.1 == start).min() {
                    let kind = SloganKind::Effort;
                    hits.push(Phrase { start: *start, end, kind, required: false });
                }
            }
        });
        settle(hits)
    }
}

/// Whether a frame may have this gap: 1 to 30 characters inside one statement.
fn fits(plain: &str, from: usize, to: usize) -> bool {
    // A character has at most four bytes; longer gaps need not be looked at.
    if to <= from || to - from > GAP * 4 {
        return false;
    }
    let gap = &plain[from..to];
    gap.chars().count() <= GAP && !gap.contains(['。', ';', '!', '?', '\n'])
}

/// Makes phrases disjoint: of two that start together the longest counts, of two with the same words
/// the one that is required; one that runs on past another's end makes it longer.
fn settle(mut hits: Vec<Phrase>) -> Vec<Phrase> {
    hits.sort_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end), !hit.required, hit.kind));
    let mut kept: Vec<Phrase> = Vec::with_capacity(hits.len());
    for hit in hits {
        match kept.last_mut() {
            Some(last) if hit.start < last.end => {
                if hit.end > last.end {
                    last.end = hit.end;
                    last.required &= hit.required;
                }
            }
            _ => kept.push(hit),
        }
    }
    kept
}

/// The stock phrases of a document and, for each claim, which are its.
pub(super) fn slogans(document: &Document, stock: &Stock, places: &[u32]) -> (Vec<Slogan>, Vec<Range<u32>>) {
    let plain = document.plain();
    let mut hits = stock
        .find(plain.text(), places)
        .into_iter()
        .map(|hit| Slogan {
            span: plain.unfold(Span::from(hit.start..hit.end)),
            kind: hit.kind,
            required: hit.required,
        })
        .peekable();
    let mut kept = Vec::new();
    let mut ranges = Vec::with_capacity(document.claims().len());
    for claim in document.claims() {
        let from = kept.len() as u32;
        while let Some(next) = hits.next_if(|next| next.span.start() < claim.span.end()) {
            if claim.span.contains(next.span) {
                kept.push(next);
            }
        }
        ranges.push(from..kept.len() as u32);
    }
    (kept, ranges)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(text: &str) -> Vec<Phrase> {
        let places: Vec<u32> = text.char_indices().map(|(at, _)| at as u32).collect();
        stock().find(text, &places)
    }

    fn stock() -> Stock {
        Stock::new(&RuleSet::builtin().unwrap())
    }

    fn phrases(text: &str) -> Vec<(&str, SloganKind)> {
        find(text).into_iter().map(|hit| (&text[hit.start..hit.end], hit.kind)).collect()
    }

    #[test]
    fn every_entry_has_a_known_kind_and_at_most_one_gap() {
        for entry in RuleSet::builtin().unwrap().lexicon.words("slogans") {
            let name = entry.group.strip_suffix(":required").unwrap_or(&entry.group);
            assert!(SloganKind::from_name(name).is_some(), "{entry:?}");
            let gaps: Vec<&str> = entry.word.split('…').collect();
            assert!(gaps.len() <= 2 && gaps.iter().all(|piece| !piece.is_empty()), "{entry:?}");
            assert!(!entry.word.contains(['，', '；', '：', '（']), "not folded: {entry:?}");
        }
    }

    #[test]
    fn a_phrase_and_its_neighbour() {
        assert_eq!(
            phrases("岚溪区水务局提高政治站位,巡查河道12次。"),
            [("提高政治站位", SloganKind::Stance)]
        );
        assert_eq!(phrases("岚溪区水务局提高水价,巡查河道12次。"), []);
    }

    #[test]
    fn a_frame_has_a_gap_inside_one_statement() {
        assert_eq!(phrases("以河长制为抓手"), [("以河长制为抓手", SloganKind::VaguePlan)]);
        assert_eq!(phrases("以河长制检查。巡查为抓手"), []);
        assert_eq!(phrases(&format!("以{}为抓手", "河".repeat(31))), []);
        assert_eq!(phrases("以为抓手"), []);
    }

    #[test]
    fn an_adverb_counts_with_a_generic_verb_only() {
        assert_eq!(phrases("切实加强河道巡查"), [("切实加强", SloganKind::Effort)]);
        assert_eq!(phrases("切实拆除违建"), []);
    }

    #[test]
    fn the_longest_phrase_wins_and_none_overlap() {
        let found = phrases("虽然取得了一定成绩,工作有待进一步加强");
        assert_eq!(found[0].0, "虽然取得了一定成绩");
        assert_eq!(found[1], ("有待进一步加强", SloganKind::HedgedProblem));
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn political_wording_is_marked_as_required() {
        let text = "以习近平法治思想为指导";
        assert!(find(text).iter().all(|hit| hit.required));
        assert!(find("提高政治站位").iter().all(|hit| !hit.required));
    }
}
