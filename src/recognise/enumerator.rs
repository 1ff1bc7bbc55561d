//! Enumerators (一是, （一）, 1., ①, 第一，), party congresses and quoted names: numerals that count nothing.

use super::scan::Scan;
use crate::{
    model::MentionKind,
    text::class::{han_digit, han_place, small_han_number},
};

/// Longest name in quotation marks that is read as a name, in characters.
const QUOTED_NAME: usize = 20;

impl Scan<'_> {
    /// The end and value of a small number written without unit, in either script.
    fn small(&self, at: usize) -> Option<(usize, i64)> {
        let rest = self.rest(at);
        let len: usize = rest.chars().take(3).take_while(|c| is_numeral(*c)).map(char::len_utf8).sum();
        let text = &rest[..len];
        let number = if text.starts_with(|c: char| c.is_ascii_digit()) {
            text.parse().ok()?
        } else {
            i64::from(small_han_number(text)?)
        };
        (number < 100).then_some((at + len, number))
    }

    /// An enumerator at the head of a clause.
    pub(super) fn enumerator(&mut self, at: usize) -> Option<usize> {
        if !self.starts_clause(at) {
            return None;
        }
        let rest = self.rest(at);
        let first = rest.chars().next()?;
        let (end, number) = if let Some(nth) = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳".chars().position(|c| c == first)
        {
            (at + first.len_utf8(), nth as i64 + 1)
        } else if first == '(' {
            let (end, number) = self.small(at + 1)?;
            (self.eat(end, &[")"])?, number)
        } else if first == '第' {
            let (end, number) = self.small(at + first.len_utf8())?;
            (self.eat(end, &[",", "、", "是", ":"])?, number)
        } else {
            let (end, number) = self.small(at)?;
            if first.is_ascii_digit() {
                if !self.starts_statement(at) {
                    return None;
                }
                let mark = self.eat(end, &[".", "、", ")"])?;
                // 1.5倍 is a number, 1.2022年 is an enumerator before a year.
                let digits = self.rest(mark).bytes().take_while(u8::is_ascii_digit).count();
                let year = digits == 4 && self.rest(mark + 4).starts_with('年');
                if digits > 0 && !year {
                    return None;
                }
                (mark, number)
            } else {
                let mark = self.eat(end, &["是", "要", "、", "则", "."])?;
                // 三要素 is a noun.
                let noun = self.rest(end).starts_with('要')
                    && self.rest(mark).starts_with(['素', '点', '件', '义', '领', '闻']);
                if noun {
                    return None;
                }
                let listed = self.rest(end).starts_with('、');
                if listed && !self.starts_statement(at) {
                    return None;
                }
                (mark, number)
            }
        };
        self.note(at, end, MentionKind::Enumerator, Some(number));
        Some(end)
    }

    /// 二十大, 十九届六中全会, 十四届全国人大: a congress or its session.
    pub(super) fn congress(&mut self, at: usize) -> Option<usize> {
        let rest = self.rest(at);
        let len: usize = rest.chars().take_while(|c| is_numeral(*c)).take(4).map(char::len_utf8).sum();
        let behind = at + len;
        let start = self.back(at, &["党的"]).unwrap_or(at);
        if let Some(end) = self.eat(behind, &["大以来", "大"]) {
            let number = small_han_number(&rest[..len])?;
            if !(11..=40).contains(&number) {
                return None;
            }
            self.note(start, end, MentionKind::SetPhrase, Some(i64::from(number)));
            return Some(end);
        }
        let mut end = self.eat(behind, &["届"])?;
        // 十四届全国人大二次会议
        if let Some(body) =
            self.eat(end, &["全国人大", "全国政协", "省人大", "市人大", "区人大", "县人大", "人大", "政协"])
        {
            end = body;
        }
        // 二中、三中全会: sessions one after the other.
        loop {
            let next = self.rest(end);
            let digits: usize = next.chars().take_while(|c| is_numeral(*c)).take(4).map(char::len_utf8).sum();
            if digits > 0
                && let Some(session) =
                    self.eat(end + digits, &["中全会", "中、", "中和", "中", "次全会", "次会议"])
            {
                end = session;
            } else {
                break;
            }
        }
        self.note(start, end, MentionKind::SetPhrase, None);
        Some(end)
    }

    /// A short name in quotation marks that holds numerals: “十个一百”, “12345”.
    pub(super) fn quoted(&mut self, at: usize) -> Option<usize> {
        let rest = self.rest(at);
        let open = rest.chars().next()?;
        let close = if open == '“' { '”' } else { '」' };
        let mut numerals = false;
        for (nth, (offset, c)) in rest.char_indices().skip(1).enumerate() {
            if c == close {
                let end = at + offset + c.len_utf8();
                if !numerals {
                    return None;
                }
                // “第一议题”: the marks stand around a set phrase, and are no part of it.
                let inside = (at + open.len_utf8(), at + offset);
                let phrase = self.words.phrases.longest(&self.text[inside.0..inside.1]);
                let whole = phrase.is_some_and(|(len, _)| inside.0 + len == inside.1);
                let (from, to) = if whole { inside } else { (at, end) };
                self.note(from, to, MentionKind::SetPhrase, None);
                return Some(end);
            }
            if nth >= QUOTED_NAME || c == '\n' || c == '《' {
                return None;
            }
            numerals |= is_numeral(c);
        }
        None
    }
}

/// Whether a character is part of a number in either script.
pub(super) fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || han_digit(c).is_some() || han_place(c).is_some()
}
