//! Walks over the folded text once and asks, at each character that can start something, what it is.
//!
//! Order of precedence: set phrases, enumerators, quoted names, titles and numbers of documents,
//! dates, quantities. Whatever is taken is skipped; nothing is looked at twice.

use std::cell::Cell;

use super::{
    enumerator::is_numeral,
    numeral::{Numeral, numeral},
    words::{Class, Unit, Words},
};
use crate::{
    model::{EvidenceKind, MentionKind, Quantity},
    text::{Folded, leading_decimal},
};

/// More characters than these behind a number are a sentence and no unit.
const SENTENCE: usize = 6;

/// How units begin that are told with decimals.
const OF_DECIMALS: [char; 16] =
    ['万', '亿', '千', '百', '元', '公', '平', '吨', '倍', '亩', '米', '个', '人', '天', '小', '年'];

/// Evidence by offsets into the folded text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Hit {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: EvidenceKind,
    pub(super) quantity: Option<Quantity>,
    pub(super) weak: bool,
}

/// A mention by offsets into the folded text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Note {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: MentionKind,
    pub(super) number: Option<i64>,
}

/// One pass over a text.
pub(super) struct Scan<'a> {
    pub(super) text: &'a str,
    view: &'a Folded,
    pub(super) words: &'a Words,
    /// The year that is reported on: by itself it is no evidence.
    pub(super) year: Option<i32>,
    /// Nothing before this offset may be taken any more.
    pub(super) floor: usize,
    pub(super) hits: Vec<Hit>,
    pub(super) notes: Vec<Note>,
    /// The number that was read last, and where: several grammars ask for the same one.
    read: Cell<Option<Numeral>>,
    read_at: Cell<Option<usize>>,
    /// The same for the units, and where they end.
    pub(super) unit_read: Cell<Option<(usize, Option<UnitRead>)>>,
}

/// The end of a unit, and what it counts.
pub(super) type UnitRead = (usize, Unit);

impl<'a> Scan<'a> {
    pub(super) fn new(view: &'a Folded, words: &'a Words, year: Option<i32>) -> Self {
        let text = view.text();
        Self {
            text,
            view,
            words,
            year,
            floor: 0,
            hits: Vec::new(),
            notes: Vec::new(),
            read: Cell::new(None),
            read_at: Cell::new(None),
            unit_read: Cell::new(None),
        }
    }

    /// Scans the places of a text at which something may start. At some of them it may be a set phrase.
    pub(super) fn run(mut self, places: &[u32], mut phrases: &[u32]) -> (Vec<Hit>, Vec<Note>) {
        let mut at = 0;
        for place in places {
            let start = *place as usize;
            if start < at {
                continue;
            }
            while phrases.first().is_some_and(|phrase| phrase < place) {
                phrases = &phrases[1..];
            }
            let phrase = phrases.first() == Some(place);
            let Some(c) = self.text[start..].chars().next() else { break };
            let behind = start + c.len_utf8();
            at = self.step(start, self.words.class(c), phrase).unwrap_or(behind);
            if at > behind {
                self.floor = at;
            }
        }
        (self.hits, self.notes)
    }

    /// What starts at `at`, if anything; returns the offset behind it.
    fn step(&mut self, at: usize, class: Class, phrase: bool) -> Option<usize> {
        let fixed = if phrase { self.words.phrases.longest(&self.text[at..]) } else { None };
        let fixed = fixed.map_or(at, |(len, _)| at + len);
        let (hits, notes) = (self.hits.len(), self.notes.len());
        let end = match class {
            Class::Digit | Class::Han => self.number(at),
            Class::Circled => self.enumerator(at),
            Class::Bracket => self.enumerator(at).or_else(|| self.document_number(at)),
            Class::Ordinal => self.ordinal(at),
            Class::Title => self.title(at),
            Class::Quote => self.quoted(at),
            Class::Time => self.time_word(at),
            Class::Latin => self.road(at).or_else(|| Some(self.latin_end(at))),
            Class::Other => None,
        };
        if fixed > at && end.is_none_or(|end| end <= fixed) {
            self.hits.truncate(hits);
            self.notes.truncate(notes);
            self.note(at, fixed, MentionKind::SetPhrase, None);
            return Some(fixed);
        }
        end
    }

    /// What a number at `at` belongs to. The character behind its digits says what it can be.
    fn number(&mut self, at: usize) -> Option<usize> {
        // 1.1 本报告由…编写: the number of a paragraph.
        if matches!(self.before(at), None | Some('\n'))
            && let Some(number) = leading_decimal(self.rest(at)).filter(|number| number.figures().len() > 1)
            && !self.rest(at + number.len).starts_with(OF_DECIMALS)
            && self.rest(at + number.len).chars().take_while(|c| *c != '\n').nth(SENTENCE).is_some()
        {
            self.note(at, at + number.len, MentionKind::Enumerator, None);
            return Some(at + number.len);
        }
        let behind = self.rest(at).chars().take(40).find(|c| !is_numeral(*c)).unwrap_or(' ');
        if matches!(behind, '是' | '要' | '、' | '则' | '.' | ')')
            && let Some(end) = self.enumerator(at)
        {
            return Some(end);
        }
        match behind {
            '大' => self.congress(at),
            '届' => {
                let unit = self.numeral(at).and_then(|number| self.eat(number.end, &["届"]));
                match unit.and_then(|unit| self.edition(unit)) {
                    Some(end) => {
                        self.hit(at, end, EvidenceKind::Event, None);
                        Some(end)
                    }
                    None => self.congress(at),
                }
            }
            '上' if self.rest(at).starts_with("上半年") => self.time_word(at),
            '年' | '月' | '日' | '号' | '季' | '时' | '点' | '.' | '-' | '/' | ':' | '~' | '～' | '—'
            | '–' | '―' | '─' | '至' | '到' => self.date(at),
            _ => None,
        }
        .or_else(|| self.quantity(at))
    }

    /// The number at `at`.
    pub(super) fn numeral(&self, at: usize) -> Option<Numeral> {
        if self.read_at.get() != Some(at) {
            self.read.set(numeral(self.view, at));
            self.read_at.set(Some(at));
        }
        self.read.get()
    }

    pub(super) fn hit(&mut self, start: usize, end: usize, kind: EvidenceKind, quantity: Option<Quantity>) {
        self.hits.push(Hit { start, end, kind, quantity, weak: false });
    }

    pub(super) fn weak(&mut self, start: usize, end: usize, kind: EvidenceKind, quantity: Option<Quantity>) {
        self.hits.push(Hit { start, end, kind, quantity, weak: true });
    }

    pub(super) fn note(&mut self, start: usize, end: usize, kind: MentionKind, number: Option<i64>) {
        self.notes.push(Note { start, end, kind, number });
    }

    /// The text from `at` on.
    pub(super) fn rest(&self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or("")
    }

    /// The character before `at`.
    pub(super) fn before(&self, at: usize) -> Option<char> {
        self.text.get(..at).and_then(|text| text.chars().next_back())
    }

    /// The offset behind the first of `options` that stands at `at`; longer ones must come first.
    pub(super) fn eat(&self, at: usize, options: &[&str]) -> Option<usize> {
        let rest = self.rest(at);
        let begins = |option: &&&str| {
            // The last byte of a word tells it from nearly all others.
            rest.as_bytes().get(option.len().wrapping_sub(1)) == option.as_bytes().last()
                && rest.starts_with(**option)
        };
        options.iter().find(begins).map(|option| at + option.len())
    }

    /// The start of the first of `options` that ends at `at` and has not been taken.
    pub(super) fn back(&self, at: usize, options: &[&str]) -> Option<usize> {
        let free = self.text.get(self.floor.min(at)..at)?;
        let last = free.as_bytes().last();
        let ends = |option: &&&str| option.as_bytes().last() == last && free.ends_with(**option);
        options.iter().find(ends).map(|option| at - option.len())
    }

    /// Whether a clause starts at `at`.
    pub(super) fn starts_clause(&self, at: usize) -> bool {
        self.before(at)
            .is_none_or(|c| matches!(c, '\n' | '。' | ';' | ':' | ',' | '!' | '?' | '、' | ' ' | '”'))
            || self.notes.last().is_some_and(|note| note.kind == MentionKind::Enumerator && note.end == at)
    }

    /// Whether a statement starts at `at`.
    pub(super) fn starts_statement(&self, at: usize) -> bool {
        self.before(at).is_none_or(|c| matches!(c, '\n' | '。' | ';' | ':' | '!' | '?'))
            || self.notes.last().is_some_and(|note| note.kind == MentionKind::Enumerator && note.end == at)
    }

    /// Behind a word in Latin letters, with the digits that belong to it: PM2.5, G9812, a URL.
    fn latin_end(&self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut end = at;
        while bytes.get(end).is_some_and(|b| b.is_ascii_alphanumeric() || b"-./_:@&=?%+".contains(b)) {
            end += 1;
        }
        end.max(at + 1)
    }

    /// Behind a run of digits and what glues digits together: numbers of telephones and codes.
    pub(super) fn digits_run_end(&self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut end = at;
        while let Some(b) = bytes.get(end) {
            let glued = b"-.+/*:,".contains(b)
                && bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric)
                && end > at;
            if !b.is_ascii_alphanumeric() && !glued {
                break;
            }
            end += 1;
        }
        end
    }
}
