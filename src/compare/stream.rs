//! A text as a row of units: what is compared.
//!
//! A Han character is a unit, and so is a word of any other script, and every number, whatever its
//! value. Spaces and punctuation are none, so that a changed comma changes nothing; they only
//! leave a [`Break`]. Each unit knows the bytes of the folded view that it came from.

use crate::{
    model::{Block, BlockKind, Document},
    text::{Fnv, Span, class},
};

/// The unit that stands for every number.
pub(super) const NUMBER: u32 = 0x0020_0000;

/// Set in the unit of a word, over 31 bits of its hash.
pub(super) const WORD: u32 = 0x8000_0000;

/// Units of a line from which on it goes on in the next one if no mark ends it: a line break that a
/// printer or a mail made.
const WRAPPED: usize = 20;

/// What stands between a unit and the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Break {
    /// Nothing, or a space.
    None,
    /// ，、： and the like.
    Clause,
    /// 。！？； and the like.
    Sentence,
    /// The end of a paragraph.
    Block,
}

/// What most units of a text are; thresholds differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    /// Han characters.
    Han,
    /// Words.
    Words,
}

/// A text as units.
#[derive(Clone, Debug, Default)]
pub struct Stream {
    /// What is compared.
    pub(super) codes: Vec<u32>,
    /// The same, but numbers keep their value.
    pub(super) exact: Vec<u32>,
    /// Bytes of the text that the stream was made from.
    pub(super) spans: Vec<Span>,
    /// The same with the quotation marks and brackets that open before a unit, and the marks that
    /// close after it.
    pub(super) outer: Vec<Span>,
    /// What follows each unit.
    pub(super) breaks: Vec<Break>,
    /// Whether each unit is wording that everyone must use; see `Stock::mark`.
    pub(super) common: Vec<bool>,
    /// How many units are words.
    words: usize,
}

impl Stream {
    /// The units of a text; a line end ends a paragraph.
    pub fn new(text: &str) -> Self {
        let mut stream = Self::default();
        stream.push(text, 0);
        stream
    }

    /// The units of a report's body, by bytes of its plain view. Title, headings, salutation,
    /// signature, date, captions and the cells of tables are left out: everybody has the same.
    pub fn of(document: &Document) -> Self {
        // Most characters have three bytes.
        let mut stream = Self::with_room(document.plain().text().len() / 3);
        let mut offset = 0;
        let counts =
            |block: &Block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Note);
        let blocks = document.blocks();
        for (nth, line) in document.plain().text().split('\n').take(blocks.len()).enumerate() {
            if counts(&blocks[nth]) {
                let first = stream.len();
                stream.push(line, offset);
                let goes_on = stream.len() - first >= WRAPPED
                    && stream.breaks.last() == Some(&Break::None)
                    && blocks.get(nth + 1).is_some_and(counts);
                if !goes_on {
                    stream.mark(Break::Block);
                }
            }
            offset += line.len() as u32 + 1;
        }
        stream
    }

    /// An empty stream with room for so many units.
    fn with_room(units: usize) -> Self {
        Self {
            codes: Vec::with_capacity(units),
            exact: Vec::with_capacity(units),
            spans: Vec::with_capacity(units),
            outer: Vec::with_capacity(units),
            breaks: Vec::with_capacity(units),
            common: Vec::with_capacity(units),
            words: 0,
        }
    }

    /// The units alone, for counting what many texts have in common.
    pub fn into_codes(self) -> Vec<u32> {
        self.codes
    }

    /// Number of units.
    pub fn len(&self) -> usize {
        self.codes.len()
    }

    /// Whether there is nothing to compare.
    pub fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }

    /// The units that stand in a range of bytes.
    pub fn units(&self, bytes: std::ops::Range<usize>) -> std::ops::Range<usize> {
        let from = self.spans.partition_point(|unit| (unit.start() as usize) < bytes.start);
        let to = self.spans.partition_point(|unit| (unit.end() as usize) <= bytes.end);
        from..to.max(from)
    }

    /// The bytes from the first to the last of some units, with the marks that open before them and
    /// close after them: these are no units, but belong to the passage.
    pub(super) fn span(&self, units: &std::ops::Range<usize>) -> Span {
        match (self.outer.get(units.start), units.end.checked_sub(1).and_then(|at| self.outer.get(at))) {
            (Some(first), Some(last)) => first.cover(*last),
            _ => Span::default(),
        }
    }

    /// The same as a range of bytes.
    pub fn bytes(&self, units: &std::ops::Range<usize>) -> std::ops::Range<usize> {
        self.span(units).range()
    }

    pub(super) fn script(&self) -> Script {
        if self.words * 2 > self.codes.len() { Script::Words } else { Script::Han }
    }

    fn mark(&mut self, mark: Break) {
        if let Some(last) = self.breaks.last_mut() {
            *last = mark.max(*last);
        }
    }

    fn push(&mut self, text: &str, offset: u32) {
        // Where the marks begin that stand directly before the next character.
        let mut opened = 0;
        // Where the marks end that stand directly after the last unit.
        let mut closed = 0;
        let mut chars = text.char_indices().peekable();
        while let Some((start, c)) = chars.next() {
            let mut end = start + c.len_utf8();
            let mut code = c as u32;
            let mut exact = code;
            if class::is_digit(c) {
                end = number_end(text, start);
                (code, exact) = (NUMBER, hash(&text[start..end]));
                while chars.next_if(|(at, _)| *at < end).is_some() {}
            } else if !class::is_han(c) {
                if !c.is_alphanumeric() {
                    self.mark(break_after(c, chars.peek().map(|(_, next)| *next)));
                    if !opens(c) {
                        opened = end;
                    }
                    if closes(c)
                        && closed == start
                        && let Some(last) = self.outer.last_mut()
                    {
                        *last = Span::new(last.start(), offset + end as u32);
                        closed = end;
                    }
                    continue;
                }
                while let Some((at, next)) = chars
                    .next_if(|(_, next)| (next.is_alphanumeric() && !class::is_han(*next)) || *next == '\'')
                {
                    end = at + next.len_utf8();
                }
                code = WORD | hash(stem(&text[start..end].to_lowercase()));
                exact = code;
            }
            self.words += usize::from(code & WORD != 0);
            self.codes.push(code);
            self.exact.push(exact);
            self.spans.push(Span::new(offset + start as u32, offset + end as u32));
            self.outer.push(Span::new(offset + opened as u32, offset + end as u32));
            (opened, closed) = (end, end);
            self.breaks.push(Break::None);
            self.common.push(false);
        }
    }
}

/// Where a number ends: digits, with points and commas between digits.
pub(super) fn number_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut chars = text[start..].char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let joins = matches!(c, '.' | ',') && chars.peek().is_some_and(|(_, next)| class::is_digit(*next));
        if !class::is_digit(c) && !joins {
            break;
        }
        end = start + at + c.len_utf8();
    }
    end
}

/// Marks that open what follows.
fn opens(c: char) -> bool {
    matches!(c, '(' | '（' | '“' | '‘' | '《' | '〈' | '〔' | '【' | '「')
}

/// Marks that close what precedes.
fn closes(c: char) -> bool {
    class::ends_statement(c)
        || matches!(
            c,
            '.' | ',' | '，' | '、' | ':' | '：' | ')' | '）' | '”' | '’' | '》' | '〉' | '〕' | '】' | '」'
        )
}

fn break_after(c: char, next: Option<char>) -> Break {
    match c {
        '\n' => Break::Block,
        '.' if next.is_none_or(char::is_whitespace) => Break::Sentence,
        _ if class::ends_statement(c) => Break::Sentence,
        ',' | '，' | '、' | ':' | '：' => Break::Clause,
        _ => Break::None,
    }
}

/// A word without its English ending, so that reports and reporting are one.
pub(super) fn stem(word: &str) -> &str {
    for ending in ["'s", "ing", "edly", "ed", "es", "ly", "s", "e"] {
        if let Some(stem) = word.strip_suffix(ending)
            && stem.len() > 3
        {
            return stem;
        }
    }
    word
}

pub(super) fn hash(text: &str) -> u32 {
    let hash = Fnv::default().write(text.as_bytes()).finish();
    ((hash >> 32) ^ hash) as u32 & !WORD
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words<'a>(text: &'a str, stream: &Stream) -> Vec<&'a str> {
        stream.spans.iter().map(|span| span.slice(text)).collect()
    }

    #[test]
    fn characters_numbers_and_words_are_units() {
        let text = "召开会议1,234.5次，用APP办理。";
        let stream = Stream::new(text);
        assert_eq!(words(text, &stream), ["召", "开", "会", "议", "1,234.5", "次", "用", "APP", "办", "理"]);
        assert_eq!(stream.breaks[5], Break::Clause);
        assert_eq!(stream.breaks[9], Break::Sentence);
        assert_eq!(stream.script(), Script::Han);
    }

    #[test]
    fn numbers_are_alike_and_yet_known_apart() {
        let (a, b) = (Stream::new("培训12次"), Stream::new("培训9次"));
        assert_eq!(a.codes, b.codes);
        assert_ne!(a.exact, b.exact);
    }

    #[test]
    fn english_words_lose_case_and_ending() {
        let (a, b) = (Stream::new("Reporting 12 cases."), Stream::new("reports 12 case"));
        assert_eq!(a.codes, b.codes);
        assert_eq!(a.script(), Script::Words);
    }
}
