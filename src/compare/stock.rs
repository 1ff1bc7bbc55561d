//! Wording that everyone must use: political formulas, titles of statutes, statutory headings,
//! names of indicators, quotations of higher documents; and what most bodies use anyway.

use std::{ops::Range, sync::Arc};

use super::{
    among::hashes,
    frames::{self, Frames},
    stream::{Break, NUMBER, Script, Stream},
};
use crate::{
    rules::RuleSet,
    text::{Lookup, Span, fold_str},
};

/// What the names of the lists of common wording begin with.
const STOCK: &str = "common-stock";

/// The list of slogans, some of which are required, and the table of statutes.
const SLOGANS: &str = "slogans";
const LAWS: &str = "laws";

/// Units of a gram that is counted by body.
const GRAM: usize = 8;

/// A quotation from this many characters on is somebody else's wording, if it is introduced as one.
const QUOTATION: usize = 12;

/// Figures in a row that are a row of a table.
const FIGURES: usize = 3;

/// Units that belong to the common ones on both sides of them, if these are at least so many.
const BETWEEN: usize = 3;
const LONG: usize = 8;

/// Units of a line that may be a cell of a table.
const CELL: usize = 4;

/// Words before a quotation that say whose it is.
const INTRODUCED: [&str; 8] = ["指出", "强调", "提出", "要求", "规定", "精神", "明确", "关于"];

/// Wording that everyone must use, compiled from the packs.
#[derive(Clone, Debug)]
pub struct Stock {
    phrases: Arc<Lookup>,
    frames: Arc<Frames>,
    frequent: Frequent,
}

impl Stock {
    /// Whether it is made of a list or table of the packs.
    pub fn asks(list: &str) -> bool {
        list.starts_with(STOCK) || [frames::LIST, SLOGANS, LAWS].contains(&list)
    }

    /// Compiles the packs' lists: all whose names begin with `common-stock`, the frames of
    /// `common-sentences`, the names of statutes, and the slogans that are required.
    pub fn new(rules: &RuleSet) -> Self {
        let lexicon = &rules.lexicon;
        let stock = lexicon
            .lists()
            .filter(|list| list.starts_with(STOCK))
            .flat_map(|list| lexicon.words(list))
            .map(|entry| entry.word.as_str());
        let required = lexicon
            .words(SLOGANS)
            .iter()
            .filter(|entry| entry.group.contains("req"))
            .flat_map(|entry| entry.word.split('…'));
        let laws = lexicon
            .table(LAWS)
            .into_iter()
            .flat_map(|table| table.rows().iter().map(|row| table.get(row, "name")));
        let phrases = stock
            .chain(required)
            .chain(laws)
            .map(fold_str)
            .filter(|phrase| phrase.chars().count() >= 4)
            .map(|phrase| (phrase, 0));
        Self {
            phrases: Arc::new(Lookup::new(phrases)),
            frames: Arc::new(Frames::new(rules)),
            frequent: Frequent::default(),
        }
    }

    /// The same, with what the given bodies have in common.
    #[must_use]
    pub fn with(self, frequent: Frequent) -> Self {
        Self { frequent, ..self }
    }

    /// The common pieces of a folded text, as byte ranges, by place.
    fn pieces(&self, text: &str) -> Vec<Range<usize>> {
        let mut pieces: Vec<Range<usize>> =
            self.phrases.disjoint(text).into_iter().map(|hit| hit.start..hit.end).collect();
        pieces.extend(self.frames.pieces(text));
        pieces.extend(bracketed(text, '《', '》'));
        pieces.extend(bracketed(text, '“', '”').filter(|range| {
            let before: String = text[..range.start].chars().rev().take(8).collect();
            let before: String = before.chars().rev().collect();
            text[range.clone()].chars().count() >= QUOTATION + 2
                && INTRODUCED.iter().any(|word| before.contains(word))
        }));
        pieces.sort_unstable_by_key(|range| (range.start, range.end));
        pieces
    }

    /// Marks the common units of a stream; `text` is what the stream's offsets point into.
    pub fn mark(&self, stream: &mut Stream, text: &str) {
        for piece in self.pieces(text) {
            let from = stream.spans.partition_point(|span| (span.start() as usize) < piece.start);
            let to = stream.spans.partition_point(|span| (span.end() as usize) <= piece.end);
            for unit in from..to {
                stream.common[unit] = true;
            }
        }
        self.frequent.mark(&stream.codes, &mut stream.common);
        if stream.script() == Script::Han {
            tables(stream);
        }
        close(&mut stream.common);
    }

    /// Share of the units of a stream that are frequent wording, in thousandths.
    pub(super) fn boilerplate(&self, stream: &Stream) -> usize {
        let mut marked = vec![false; stream.len()];
        self.frequent.mark(&stream.codes, &mut marked);
        let common = marked.iter().filter(|common| **common).count();
        common * 1000 / stream.len().max(1)
    }
}

/// Marks the few units between common ones that belong to them: 和, 的, or a short word in a row of set
/// phrases.
fn close(common: &mut [bool]) {
    let mut before = 0;
    let mut at = 0;
    while at < common.len() {
        let marked = common[at];
        let run = common[at..].iter().take_while(|other| **other == marked).count();
        let after = common[at + run..].iter().take_while(|common| **common).count();
        let belongs = run == 1 || (run <= BETWEEN && before.min(after) >= LONG);
        if !marked && belongs && before > 0 && after > 0 {
            common[at..at + run].fill(true);
            before += run;
        } else {
            before = if marked { before + run } else { 0 };
        }
        at += run;
    }
}

/// Marks what is left of tables that were read as lines: rows of figures, and short lines between
/// lines that are common.
fn tables(stream: &mut Stream) {
    let figure = |at: usize| stream.codes.get(at) == Some(&NUMBER);
    let mut at = 0;
    while at < stream.len() {
        let figures = (at..stream.len()).take_while(|at| figure(*at)).count();
        if figures >= FIGURES {
            stream.common[at..at + figures].fill(true);
        }
        at += figures.max(1);
    }
    let mut start = 0;
    for at in 0..stream.len() {
        if stream.breaks[at] != Break::Block {
            continue;
        }
        let line = start..at + 1;
        start = at + 1;
        let before = line.start.checked_sub(1).is_none_or(|before| stream.common[before]);
        let after = stream.common.get(line.end).is_none_or(|common| *common);
        if line.len() <= CELL && before && after && line.len() < stream.len() {
            stream.common[line].fill(true);
        }
    }
}

/// The stretches between an opening and the next closing mark, with the marks, on one line.
fn bracketed(text: &str, open: char, close: char) -> impl Iterator<Item = Range<usize>> {
    let mut start = None;
    text.char_indices().filter_map(move |(at, c)| {
        if c == open {
            start = start.or(Some(at));
        } else if c == '\n' {
            start = None;
        } else if c == close {
            return start.take().map(|from| from..at + c.len_utf8());
        }
        None
    })
}

/// Grams that many bodies use, by the number of *bodies*: the same office's reports count once.
#[derive(Clone, Debug, Default)]
pub struct Frequent {
    /// Hashes of grams, ascending.
    grams: Arc<[u64]>,
}

/// Grams that are counted at a time; more texts are gone through again for each part of the
/// hashes, so that memory does not grow with them.
const AT_ONCE: usize = 1 << 24;

impl Frequent {
    /// Counts the grams of texts by body; one that at least `cap` bodies use is common.
    pub fn new<'a>(texts: impl IntoIterator<Item = (u32, &'a Stream)>, cap: usize) -> Self {
        Self::of_codes(texts.into_iter().map(|(body, stream)| (body, stream.codes.as_slice())), cap)
    }

    /// The same of texts of which only the units are at hand.
    pub fn of_codes<'a>(texts: impl IntoIterator<Item = (u32, &'a [u32])>, cap: usize) -> Self {
        let mut texts: Vec<(u32, &[u32])> = texts.into_iter().collect();
        texts.sort_by_key(|(body, _)| *body);
        let size: usize = texts.iter().map(|(_, codes)| codes.len()).sum();
        let parts = (size / AT_ONCE + 1) as u64;
        let mut common = Vec::new();
        for part in 0..parts {
            let mut all = Vec::new();
            for body in texts.chunk_by(|x, y| x.0 == y.0) {
                let hashes = body.iter().flat_map(|(_, codes)| hashes::<GRAM>(codes));
                let mut grams: Vec<u64> = hashes.filter(|hash| hash % parts == part).collect();
                grams.sort_unstable();
                grams.dedup();
                all.extend(grams);
            }
            all.sort_unstable();
            let frequent = all.chunk_by(|x, y| x == y).filter(|same| same.len() >= cap);
            common.extend(frequent.map(|same| same[0]));
        }
        Self::of_grams(common)
    }

    /// From the hashes of grams as [`Self::grams`] told them.
    pub fn of_grams(mut grams: Vec<u64>) -> Self {
        grams.sort_unstable();
        grams.dedup();
        Self { grams: grams.into() }
    }

    /// The hashes of the grams, ascending; the same on every machine.
    pub fn grams(&self) -> &[u64] {
        &self.grams
    }

    /// What is common in either.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        if other.grams.is_empty() {
            return self.clone();
        }
        Self::of_grams(self.grams.iter().chain(&*other.grams).copied().collect())
    }

    /// Marks the units that stand in a common gram.
    fn mark(&self, codes: &[u32], marks: &mut [bool]) {
        if self.grams.is_empty() {
            return;
        }
        for (at, hash) in hashes::<GRAM>(codes).enumerate() {
            if self.grams.binary_search(&hash).is_ok() {
                marks[at..at + GRAM].fill(true);
            }
        }
    }
}

/// Common units inside a range, as spans of the stream's text.
pub(super) fn spans(stream: &Stream, units: &Range<usize>) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut last = usize::MAX;
    for at in units.clone().filter(|at| stream.common[*at]) {
        let span = stream.spans[at];
        match found.last_mut().filter(|_| last.wrapping_add(1) == at) {
            Some(before) => *before = before.cover(span),
            None => found.push(span),
        }
        last = at;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str) -> String {
        let rules = RuleSet::builtin().unwrap();
        let mut stream = Stream::new(text);
        Stock::new(&rules).mark(&mut stream, text);
        stream
            .spans
            .iter()
            .zip(&stream.common)
            .filter(|(_, common)| **common)
            .map(|(span, _)| span.slice(text))
            .collect()
    }

    #[test]
    fn titles_and_political_wording_are_common() {
        assert_eq!(
            marked("学习习近平法治思想,落实《岚溪区河道管理办法》。"),
            "习近平法治思想岚溪区河道管理办法"
        );
    }

    #[test]
    fn what_a_body_says_of_itself_is_not() {
        assert_eq!(marked("岚溪区水务局清淤河道十二处。"), "");
    }

    #[test]
    fn a_quotation_is_common_where_it_is_introduced() {
        assert_eq!(marked("会议强调“行政机关要把群众反映的问题办好”。"), "行政机关要把群众反映的问题办好");
        assert_eq!(marked("开展“我为河道清淤出一份力活动月”活动。"), "");
    }

    #[test]
    fn wording_of_several_bodies_is_common() {
        let texts =
            ["全面落实首问负责限时办结制度", "各所全面落实首问负责限时办结", "全面落实首问负责限时办结等"];
        let streams: Vec<Stream> = texts.iter().map(|text| Stream::new(text)).collect();
        let of = |bodies: [u32; 3]| {
            let frequent = Frequent::new(bodies.into_iter().zip(&streams), 3);
            let mut stream = streams[0].clone();
            frequent.mark(&stream.codes, &mut stream.common);
            stream.common.iter().filter(|common| **common).count()
        };
        assert_eq!(of([1, 2, 3]), 12);
        // Three reports of one body are one voice.
        assert_eq!(of([1, 1, 1]), 0);
    }
}
