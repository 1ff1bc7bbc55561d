//! Sentences and clauses that every report holds in nearly the same words: thanks, whose merit it
//! was, the guiding thought, what the report is for.
//!
//! The packs list them as frames, such as `表示…感谢`: parts that stand in this order. What stands
//! between the parts and around them is the body's own choice of words, but nobody is told by it
//! what was done; so the whole sentence or clause is common. Of a sentence that counts something, only the
//! clauses of the frame are: by its count everybody is told what was done.

use std::ops::Range;

use super::stream::number_end;
use crate::{
    rules::RuleSet,
    text::{Hit, Lookup, class, fold_str},
};

/// The list of the packs.
pub(super) const LIST: &str = "common-sentences";

/// How much of the text around a frame is common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    Sentence,
    Clause,
}

impl Scope {
    fn ends(self, c: char) -> bool {
        match c {
            '。' | '！' | '!' | '？' | '?' | '\n' => true,
            ',' | '，' | ';' | '；' | ':' | '：' => self == Self::Clause,
            _ => false,
        }
    }

    /// The sentence or clause around some bytes.
    fn around(self, text: &str, bytes: &Range<usize>) -> Range<usize> {
        let start = text[..bytes.start]
            .rfind(|c| self.ends(c))
            .map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
        let end = text[bytes.end..].find(|c| self.ends(c)).map_or(text.len(), |at| bytes.end + at);
        start..end
    }
}

/// A frame without its first part.
#[derive(Clone, Debug)]
struct Frame {
    rest: Vec<String>,
    scope: Scope,
}

/// The frames of the packs.
#[derive(Clone, Debug, Default)]
pub(super) struct Frames {
    /// The first parts.
    firsts: Lookup,
    /// The frames, in the order of `firsts`.
    frames: Vec<Frame>,
}

impl Frames {
    pub(super) fn new(rules: &RuleSet) -> Self {
        let (mut firsts, mut frames) = (Vec::new(), Vec::new());
        for entry in rules.lexicon.words(LIST) {
            let mut parts = entry.word.split('…').map(fold_str).filter(|part| !part.is_empty());
            let Some(first) = parts.next() else { continue };
            let scope = if entry.group == "clause" { Scope::Clause } else { Scope::Sentence };
            firsts.push((first, frames.len() as u32));
            frames.push(Frame { rest: parts.collect(), scope });
        }
        Self { firsts: Lookup::new(firsts), frames }
    }

    /// The common sentences and clauses of a folded text.
    pub(super) fn pieces(&self, text: &str) -> Vec<Range<usize>> {
        let mut pieces: Vec<Range<usize>> = Vec::new();
        for Hit { start, end, value } in self.firsts.overlapping(text) {
            let frame = &self.frames[value as usize];
            if pieces.last().is_some_and(|last| last.contains(&start) && frame.scope == Scope::Clause) {
                continue;
            }
            let whole = frame.scope.around(text, &(start..end));
            let mut at = end;
            let holds = frame.rest.iter().all(|part| match text[at..whole.end].find(part.as_str()) {
                Some(found) => {
                    at += found + part.len();
                    true
                }
                None => false,
            });
            if holds && frame.scope == Scope::Sentence && counts(&text[whole.clone()]) {
                pieces.push(Scope::Clause.around(text, &(start..at)));
            } else if holds {
                pieces.push(whole);
            }
        }
        pieces
    }
}

/// What a figure that counts nothing is followed by: dates, numbers of houses and sessions.
const NO_COUNT: [char; 12] = ['年', '月', '日', '号', '时', '点', '分', '届', '楼', '室', '层', '路'];

/// Whether some figure of a folded text counts something: 第27条, a date and 0件 do not.
fn counts(text: &str) -> bool {
    let mut before = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !class::is_digit(c) {
            before = Some(c);
            continue;
        }
        let end = number_end(text, at);
        while chars.next_if(|(next, _)| *next < end).is_some() {}
        let zero = text[at..end].chars().all(|c| matches!(c, '0' | '.'));
        let counted =
            chars.peek().is_some_and(|(_, c)| (class::is_han(*c) && !NO_COUNT.contains(c)) || *c == '%');
        if counted && !zero && before != Some('第') {
            return true;
        }
        before = None;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn common(text: &str) -> Vec<&str> {
        let frames = Frames::new(&RuleSet::builtin().unwrap());
        frames.pieces(text).into_iter().map(|piece| &text[piece]).collect()
    }

    #[test]
    fn a_sentence_of_thanks_is_common_as_a_whole() {
        let text = "全年清淤12处。在此，我代表区水务局向支持治水的乡亲们表示衷心的感谢！下面报告工作。";
        assert_eq!(common(text), ["在此，我代表区水务局向支持治水的乡亲们表示衷心的感谢"]);
    }

    #[test]
    fn a_clause_ends_at_its_comma() {
        let text = "全年清淤12处，自觉接受区人大及其常委会监督，立案27件。";
        assert_eq!(common(text), ["自觉接受区人大及其常委会监督"]);
    }

    #[test]
    fn of_a_sentence_that_counts_only_the_clause_of_the_frame_is_common() {
        let text = "坚持以习近平法治思想为指导，全年清淤12处，依法治水。";
        assert_eq!(common(text), ["坚持以习近平法治思想为指导"]);
        let text = "坚持以习近平法治思想为指导，落实2023年第3号令，依法治水。";
        assert_eq!(common(text), ["坚持以习近平法治思想为指导，落实2023年第3号令，依法治水"]);
    }

    #[test]
    fn what_counts() {
        for text in ["立案27件", "增长3.5%", "共12,000余人"] {
            assert!(counts(text), "{text}");
        }
        for text in ["2023年12月31日", "第27条", "收取0元", "电话0600-8815109", "同心路27号", "依法治水"]
        {
            assert!(!counts(text), "{text}");
        }
    }

    #[test]
    fn the_parts_of_a_frame_stand_in_one_sentence() {
        assert_eq!(common("对不整改的企业表示警告。群众感谢电话12个。"), [] as [&str; 0]);
    }
}
