//! Many literal words, looked for in one pass.

use aho_corasick::{AhoCorasick, MatchKind};

use crate::text::fold_str;

/// Words with the row that each belongs to.
#[derive(Clone, Debug)]
pub(super) struct Terms {
    automaton: Option<AhoCorasick>,
    rows: Vec<usize>,
}

impl Terms {
    /// Compiles words; the longest wins where several start at one place.
    pub(super) fn new<'a>(words: impl IntoIterator<Item = (&'a str, usize)>) -> Self {
        let (mut patterns, mut rows) = (Vec::new(), Vec::new());
        for (word, row) in words {
            if !word.is_empty() {
                patterns.push(fold_str(word));
                rows.push(row);
            }
        }
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(patterns).ok();
        Self { automaton, rows }
    }

    /// Where the words stand: start, end, row.
    pub(super) fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, usize, usize)> + 'a {
        self.automaton
            .iter()
            .flat_map(move |automaton| automaton.find_iter(text))
            .map(|hit| (hit.start(), hit.end(), self.rows[hit.pattern().as_usize()]))
    }
}
