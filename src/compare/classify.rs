//! How a passage was changed when it was copied.

use std::{collections::BTreeMap, ops::Range};

use super::{
    align::Passage,
    join::{Match, Pairs, join},
    stream::{Script, Stream},
};
use crate::model::{Class, PerMille};

/// Units in a row that stand elsewhere in the passage, from which on an exchange of clauses counts.
const MOVED: u32 = 5;

/// Units between two copied pieces that stand in the place of others and still count as copied:
/// words that were exchanged. More of them in a row are the body's own.
const EXCHANGED: u32 = 6;

/// Units in a row that a copied piece has at least, unless it is part of an exchange.
pub(super) const PIECE: u32 = 3;

/// What was done to a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// How it was changed.
    pub class: Class,
    /// Twice the equal units over all units.
    pub similarity: PerMille,
    /// The units here that were copied, with exchanged words between them.
    pub copied: Vec<Range<usize>>,
}

/// What was done to a passage on the way from `b` to `a`.
pub fn classify(a: &Stream, b: &Stream, passage: &Passage) -> Change {
    let (x, y) = (&a.codes[passage.a.clone()], &b.codes[passage.b.clone()]);
    let (exact_x, exact_y) = (&a.exact[passage.a.clone()], &b.exact[passage.b.clone()]);
    let whole = x.len() + y.len();
    if x == y {
        let equal = exact_x.iter().zip(exact_y).filter(|(x, y)| x == y).count();
        let class = if equal == x.len() { Class::Verbatim } else { Class::NumbersOnly };
        return Change { class, similarity: ratio(2 * equal, whole), copied: vec![passage.a.clone()] };
    }
    let (gram, piece) = match a.script() {
        Script::Han => (2, PIECE),
        Script::Words => (1, 1),
    };
    let matches = join(x, y, gram, Pairs::All);
    let (chain, moved) = chain(&matches);
    let equal: usize = chain
        .iter()
        .chain(&moved)
        .map(|found| {
            let (at, there, len) = (found.a as usize, found.b as usize, found.len as usize);
            exact_x[at..at + len].iter().zip(&exact_y[there..there + len]).filter(|(x, y)| x == y).count()
        })
        .sum();
    let shifted: u32 = moved.iter().map(|found| found.len).sum();
    let class = if shifted as usize * 100 >= x.len() * 6 { Class::Reordered } else { Class::Edited };
    Change {
        class,
        similarity: ratio(2 * equal, whole),
        copied: copied(&chain, &moved, piece, passage.a.start),
    }
}

/// The units that were copied: pieces in the same order with the words between them that stand in
/// the place of others, and pieces that were moved. Words that were put in are the body's own.
fn copied(chain: &[Match], moved: &[Match], least: u32, first: usize) -> Vec<Range<usize>> {
    let long = |found: &&Match| found.len >= least;
    let mut parts: Vec<Range<u32>> =
        moved.iter().filter(long).map(|found| found.a..found.a + found.len).collect();
    let mut before: Option<Match> = None;
    for found in chain.iter().filter(long) {
        let start = before
            .filter(|before| found.a - before.a - before.len <= EXCHANGED && found.b > before.b + before.len);
        parts.push(start.map_or(found.a, |before| before.a + before.len)..found.a + found.len);
        before = Some(*found);
    }
    parts.sort_by_key(|part| part.start);
    let mut copied: Vec<Range<usize>> = Vec::new();
    for part in parts {
        let part = first + part.start as usize..first + part.end as usize;
        match copied.last_mut().filter(|last| part.start <= last.end) {
            Some(last) => last.end = last.end.max(part.end),
            None => copied.push(part),
        }
    }
    copied
}

fn ratio(part: usize, whole: usize) -> PerMille {
    PerMille::of(part as u64, whole as u64)
}

/// The matches that stand in the same order in both texts, longest first, and those of the rest
/// that are long enough to be a clause put elsewhere. No unit is used twice.
pub(super) fn chain(matches: &[Match]) -> (Vec<Match>, Vec<Match>) {
    let mut order: Vec<Match> = matches.to_vec();
    order.sort_by_key(|found| (std::cmp::Reverse(found.len), found.a.abs_diff(found.b), found.a, found.b));
    let mut kept: BTreeMap<u32, Match> = BTreeMap::new();
    let mut moved = Vec::new();
    // What is used in each text.
    let (mut used_a, mut used_b) = (Ranges::default(), Ranges::default());
    for found in order {
        let before = kept.range(..=found.a).next_back().map(|(_, before)| *before);
        let after = kept.range(found.a + 1..).next().map(|(_, after)| *after);
        let start = before.map_or(0, |before| {
            (before.a + before.len)
                .saturating_sub(found.a)
                .max((before.b + before.len).saturating_sub(found.b))
        });
        let end = after.map_or(found.len, |after| {
            after.a.saturating_sub(found.a).min(after.b.saturating_sub(found.b)).min(found.len)
        });
        let fits = end.saturating_sub(start);
        let free = |from: u32, to: u32| {
            used_a.is_free(&(found.a + from..found.a + to)) && used_b.is_free(&(found.b + from..found.b + to))
        };
        // A clause that was put elsewhere is not worn down to the crumb of it that is in order, nor lost
        // for a character that it shares by chance with the end of another piece.
        let loose = unused(&found, &used_a, &used_b);
        let elsewhere = loose.end - loose.start >= MOVED && fits * 2 < loose.end - loose.start;
        let (from, to) = if elsewhere { (loose.start, loose.end) } else { (start, end) };
        if from >= to || !free(from, to) {
            continue;
        }
        used_a.take(found.a + from..found.a + to);
        used_b.take(found.b + from..found.b + to);
        let part = Match { a: found.a + from, b: found.b + from, len: to - from };
        if elsewhere {
            moved.push(part);
        } else {
            kept.insert(part.a, part);
        }
    }
    (kept.into_values().collect(), moved)
}

/// The longest stretch of a match of which no unit is used in either text, counted from its start.
fn unused(found: &Match, used_a: &Ranges, used_b: &Ranges) -> Range<u32> {
    let mut used: Vec<Range<u32>> = used_a.inside(found.a, found.len).collect();
    used.extend(used_b.inside(found.b, found.len));
    used.sort_unstable_by_key(|range| range.start);
    used.push(found.len..found.len);
    let (mut longest, mut from) = (0..0, 0);
    for range in used {
        if range.start.saturating_sub(from) > longest.end - longest.start {
            longest = from..range.start;
        }
        from = from.max(range.end);
    }
    longest
}

/// Disjoint ranges that are taken.
#[derive(Default)]
struct Ranges(BTreeMap<u32, u32>);

impl Ranges {
    fn is_free(&self, range: &Range<u32>) -> bool {
        self.0.range(..range.end).next_back().is_none_or(|(_, end)| *end <= range.start)
    }

    /// What is taken of so many units from `from` on, counted from there.
    fn inside(&self, from: u32, len: u32) -> impl Iterator<Item = Range<u32>> {
        let before = self.0.range(..from + len).rev();
        before
            .map(|(start, end)| *start..*end)
            .take_while(move |range| range.end > from)
            .map(move |range| range.start.saturating_sub(from)..range.end.min(from + len) - from)
    }

    fn take(&mut self, range: Range<u32>) {
        self.0.insert(range.start, range.end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(a: &str, b: &str) -> Class {
        let (a, b) = (Stream::new(a), Stream::new(b));
        classify(&a, &b, &Passage { a: 0..a.len(), b: 0..b.len(), common: 0 }).class
    }

    #[test]
    fn punctuation_does_not_make_an_edit() {
        assert_eq!(class("清淤河道，整治排口。", "清淤河道、整治排口"), Class::Verbatim);
    }

    #[test]
    fn years_and_figures() {
        assert_eq!(class("2024年清淤河道12处", "2023年清淤河道9处"), Class::NumbersOnly);
        assert_eq!(class("2024年清淤河道12处", "2023年清淤沟渠9处"), Class::Edited);
    }

    #[test]
    fn clauses_in_another_order() {
        let (x, y) = ("组织普法宣讲进村居", "对沿街商户上门走访");
        assert_eq!(class(&format!("{x}，{y}"), &format!("{y}，{x}")), Class::Reordered);
        assert_eq!(class(&format!("{x}，{y}"), &format!("{x}，另外还{y}")), Class::Edited);
    }

    #[test]
    fn a_character_that_two_ends_share_hides_no_exchange() {
        // 推进力度 and 实施进度 end alike, so the piece behind them takes one character of either.
        let a = "加大清淤项目推进力度，抓好河道和泵站两类工程的实施进度。加强项目储备，推动排口整治落地。";
        let b = "抓好河道和泵站两类工程的实施进度，加大清淤项目推进力度。加强项目储备，推动排口整治落地。";
        assert_eq!(class(a, b), Class::Reordered);
    }

    #[test]
    fn the_unused_stretch_of_a_match() {
        let (mut here, mut there) = (Ranges::default(), Ranges::default());
        let found = Match { a: 10, b: 30, len: 12 };
        assert_eq!(unused(&found, &here, &there), 0..12);
        here.take(4..11);
        there.take(40..60);
        assert_eq!(unused(&found, &here, &there), 1..10);
        here.take(13..14);
        assert_eq!(unused(&found, &here, &there), 4..10);
        here.take(14..22);
        assert_eq!(unused(&found, &here, &there), 1..3);
    }

    #[test]
    fn similarity_counts_units_on_both_sides() {
        let (a, b) = (Stream::new("清淤河道十处"), Stream::new("清淤河道"));
        let passage = Passage { a: 0..6, b: 0..4, common: 4 };
        assert_eq!(classify(&a, &b, &passage).similarity.get(), 800);
    }

    #[test]
    fn exchanged_words_were_copied_and_added_words_were_not() {
        let a = Stream::new("组织普法宣讲进村居，新办夜校，对沿街商户登门走访");
        let b = Stream::new("组织普法宣讲进村居，对沿街商户上门走访");
        let change = classify(&a, &b, &Passage { a: 0..a.len(), b: 0..b.len(), common: 0 });
        assert_eq!(change.copied, [0..9, 13..22]);
    }
}
