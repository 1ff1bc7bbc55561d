//! What speaks for a passage: the terms that both sides share, and those among them that stand
//! nowhere else in either text.
//!
//! Two texts about one matter share its words, but all over; a copied passage brings words along
//! that stand only in it.

use std::ops::Range;

use super::{
    align::{Passage, Task},
    stream::{NUMBER, Script, Stream},
};

/// A row of figures has one among so many units.
const DENSE: usize = 16;

/// Share of its figures that are new, in thousandths.
const NEW: usize = 600;

/// Share of units with a counterpart from which on it was copied and only its figures were exchanged,
/// in thousandths.
const SAME: usize = 700;

/// How often each term stands in two texts.
pub(super) struct Evidence<'a> {
    task: &'a Task<'a>,
    /// The terms of both texts, ascending, as often as they stand there.
    terms: Vec<u64>,
}

impl<'a> Evidence<'a> {
    pub(super) fn new(task: &'a Task<'a>) -> Self {
        let mut terms = terms(task, task.a, &(0..task.a.len()));
        terms.extend(self::terms(task, task.b, &(0..task.b.len())));
        terms.sort_unstable();
        Self { task, terms }
    }

    /// Whether a passage has as many shared and as many rare terms as the limits ask for.
    pub(super) fn suffices(&self, passage: &Passage) -> bool {
        let Task { a, b, limits, .. } = *self.task;
        let (mut ours, mut theirs) = (terms(self.task, a, &passage.a), terms(self.task, b, &passage.b));
        ours.sort_unstable();
        theirs.sort_unstable();
        let (mut shared, mut rare) = (0, 0);
        let mut rest = theirs.as_slice();
        for same in ours.chunk_by(|x, y| x == y) {
            let term = same[0];
            rest = &rest[rest.partition_point(|other| *other < term)..];
            let there = rest.partition_point(|other| *other == term);
            let both = same.len().min(there);
            shared += both;
            if both > 0 && self.count(term) == same.len() + there {
                rare += both;
            }
        }
        shared >= limits.shared && rare >= limits.rare && !self.is_new_figures(passage)
    }

    /// Whether a passage is a row of figures that are new, in words that are only partly the other
    /// text's: the names of indicators are the same each year, and who writes this year's figures after
    /// them has copied nothing.
    fn is_new_figures(&self, passage: &Passage) -> bool {
        let Task { a, b, script, .. } = *self.task;
        if script == Script::Words {
            return false;
        }
        let figures = |stream: &Stream, units: &Range<usize>| -> Vec<u32> {
            units.clone().filter(|at| stream.codes[*at] == NUMBER).map(|at| stream.exact[at]).collect()
        };
        let (ours, mut theirs) = (figures(a, &passage.a), figures(b, &passage.b));
        theirs.sort_unstable();
        let new = ours.iter().filter(|figure| theirs.binary_search(figure).is_err()).count();
        let own = passage.a.clone().filter(|at| !a.common[*at]).count();
        ours.len() * DENSE >= passage.a.len()
            && new * 1000 >= NEW * ours.len()
            && passage.common * 1000 < SAME * own
    }

    fn count(&self, term: u64) -> usize {
        let from = self.terms.partition_point(|other| *other < term);
        self.terms[from..].partition_point(|other| *other == term)
    }
}

/// The terms of a stretch: pairs of neighbouring Han characters that are not common wording, or
/// words.
fn terms(task: &Task, stream: &Stream, units: &Range<usize>) -> Vec<u64> {
    let codes = &stream.codes[units.clone()];
    match task.script {
        Script::Han => codes
            .windows(2)
            .zip(&stream.common[units.clone()])
            .filter(|(_, common)| !**common)
            .map(|(pair, _)| u64::from(pair[0]) << 32 | u64::from(pair[1]))
            .collect(),
        Script::Words => codes.iter().filter(|code| **code != NUMBER).map(|code| u64::from(*code)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{Settings, join::Pairs};

    fn suffices(here: &str, there: &str, units: Range<usize>, rare: usize) -> bool {
        let (a, b) = (Stream::new(here), Stream::new(there));
        let mut limits = Settings::REPORTS.han;
        (limits.shared, limits.rare) = (4, rare);
        let counted = Settings::REPORTS.stock;
        let task = Task { a: &a, b: &b, script: a.script(), limits, counted, pairs: Pairs::All };
        Evidence::new(&task).suffices(&Passage { a: units.clone(), b: units, common: 0 })
    }

    #[test]
    fn words_that_stand_in_the_passage_alone_speak_for_it() {
        assert!(suffices("清淤河道十二处。普法宣讲。", "清淤河道十二处。消防演练。", 0..7, 6));
    }

    #[test]
    fn words_of_the_whole_matter_do_not() {
        let text = "清淤河道十二处。清淤河道十二处。";
        assert!(suffices(text, text, 0..7, 0));
        assert!(!suffices(text, text, 0..7, 1));
    }
}
