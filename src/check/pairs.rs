//! Brackets, quotation marks and half-width punctuation.

use super::{
    context::{Context, Found, short},
    phrase::together,
};
use crate::{
    model::{BlockKind, Safety},
    text::{Span, class, leading_number},
};

const PAIRS: [(char, char); 8] = [
    ('(', ')'),
    ('《', '》'),
    ('“', '”'),
    ('〔', '〕'),
    ('【', '】'),
    ('「', '」'),
    ('[', ']'),
    ('〈', '〉'),
];

/// How many blocks further a mark may be closed: a page that was copied breaks sentences.
const FURTHER: usize = 6;

/// A mark without its other half: its block, its place in the plain view, the mark that would close
/// it, or itself if it closes.
struct Alone {
    block: usize,
    at: usize,
    mark: char,
    opens: bool,
}

pub(super) fn brackets(context: &Context) -> Vec<Found> {
    let plain = context.document.plain();
    let mut alone: Vec<Alone> = Vec::new();
    let mut open: Vec<Alone> = Vec::new();
    for (number, block) in context.document.blocks().iter().enumerate() {
        if matches!(block.kind, BlockKind::Cell { .. } | BlockKind::Note | BlockKind::Caption) {
            continue;
        }
        let range = plain.fold(block.span);
        for mut mark in of_block(range.slice(context.plain())) {
            mark.at += range.start() as usize;
            mark.block = number;
            open.retain(|before| before.block + FURTHER >= number);
            let other = open.iter().rposition(|before| before.mark == mark.mark && before.block < number);
            match other {
                Some(at) if !mark.opens => {
                    let closed = open.remove(at);
                    alone.retain(|mark| mark.at != closed.at);
                }
                _ => {
                    if mark.opens {
                        open.push(Alone { ..mark });
                    }
                    alone.push(mark);
                }
            }
        }
    }
    report(context, &alone)
}

/// One finding a block.
fn report(context: &Context, alone: &[Alone]) -> Vec<Found> {
    let text = context.plain();
    let place = |mark: &Alone| {
        let length = text[mark.at..].chars().next().map_or(0, char::len_utf8);
        context.place(mark.at, mark.at + length)
    };
    alone
        .chunk_by(|a, b| a.block == b.block)
        .filter_map(|marks| {
            let (first, rest) = marks.split_first()?;
            let line = text[first.at..].split('\n').next().unwrap_or("");
            let mut one =
                Found::at(place(first)).with("text", short(line, 12)).with("count", marks.len().to_string());
            for mark in rest.iter().take(3) {
                one = one.label(place(mark), String::new());
            }
            Some(one)
        })
        .collect()
}

/// Marks of one block without their other half in it, by place. 1) may be the mark of an item or close
/// a bracket: it is what leaves fewer alone.
fn of_block(text: &str) -> Vec<Alone> {
    let alone = of_block_where(text, false);
    if alone.is_empty() || !text.contains(')') {
        return alone;
    }
    let others = of_block_where(text, true);
    if others.len() < alone.len() { others } else { alone }
}

/// The same, with or without the marks of items inside brackets.
fn of_block_where(text: &str, items: bool) -> Vec<Alone> {
    // 1) and ① at the head of a block are numbers.
    let head = leading_number(text).map_or(0, |number| number.len);
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut wrong: Vec<Alone> = Vec::new();
    let opening = |(at, mark): (usize, char)| Alone { block: 0, at, mark, opens: true };
    // Most characters are no marks.
    let marks = text.char_indices().filter(|(at, c)| *at >= head && !class::is_letter(*c));
    for (at, c) in marks {
        // Nobody nests so deep; a text of brackets alone is no report.
        if open.len() > 40 {
            return Vec::new();
        }
        if let Some((_, close)) = PAIRS.iter().find(|(start, _)| *start == c) {
            open.push((at, *close));
        } else if PAIRS.iter().any(|(_, close)| *close == c) && !(items && is_item_mark(text, at, c)) {
            match open.iter().rposition(|(_, close)| *close == c) {
                Some(position) => {
                    wrong.extend(open.drain(position + 1..).map(opening));
                    open.pop();
                }
                None if !is_item_mark(text, at, c) => {
                    wrong.push(Alone { block: 0, at, mark: c, opens: false });
                }
                None => {}
            }
        }
    }
    wrong.extend(open.into_iter().map(opening));
    wrong.sort_unstable_by_key(|mark| mark.at);
    wrong
}

/// 1) or a) in running text.
fn is_item_mark(text: &str, at: usize, c: char) -> bool {
    let before = text[..at].chars().next_back();
    c == ')' && before.is_some_and(|c| c.is_ascii_alphanumeric() || class::han_digit(c).is_some())
}

/// Half-width punctuation between Chinese characters (GB/T 15834-2011).
pub(super) fn half_width(context: &Context) -> Vec<Found> {
    let text = context.document.text();
    let mut found = Vec::new();
    for block in context.document.blocks() {
        if matches!(block.kind, BlockKind::Cell { .. }) {
            continue;
        }
        let slice = block.span.slice(text);
        let head = leading_number(slice).map_or(0, |number| number.len);
        // Most characters are no marks; of the full-width ones only the bracket is, whose first byte few others have.
        let first = |byte: u8| matches!(byte, b',' | b';' | b':' | b'?' | b'!' | b'(' | 0xef);
        let places = slice.bytes().enumerate().filter(|(_, byte)| first(*byte)).map(|(at, _)| at);
        let marks = places.filter_map(|at| Some((at, slice[at..].chars().next()?)));
        for (at, c) in marks.filter(|(_, c)| c.is_ascii() || *c == '（') {
            let before = slice[..at].chars().next_back();
            let after = slice[at + c.len_utf8()..].chars().next();
            let right = match c {
                ',' => Some("，"),
                ';' => Some("；"),
                ':' => Some("："),
                '?' => Some("？"),
                '!' => Some("！"),
                _ => None,
            };
            if let Some(right) = right
                && at >= head
                && before.is_some_and(is_chinese)
                && after.is_none_or(|c| is_chinese(c) || c == '\n' || c.is_ascii_digit())
            {
                let start = block.span.start() + at as u32;
                let span = Span::new(start, start + c.len_utf8() as u32);
                let title = context.lang.pick("改为全角标点", "use full-width punctuation").to_owned();
                found.push(Found::at(span).with("text", c.to_string()).edit(
                    title,
                    span,
                    right.to_owned(),
                    Safety::Safe,
                ));
            }
            if at >= head
                && let Some((offset, right)) = mixed(slice, at, c)
            {
                let start = block.span.start() + offset as u32;
                let span = Span::new(start, start + 1);
                let title = context.lang.pick("改为全角标点", "use full-width punctuation").to_owned();
                let text = slice[offset..=offset].to_owned();
                found.push(Found::at(span).with("text", text).edit(
                    title,
                    span,
                    right.to_owned(),
                    Safety::Safe,
                ));
            }
            if c == '('
                && at >= head
                && let Some(spans) = bracketed(slice, at)
            {
                for (offset, right) in spans {
                    let start = block.span.start() + offset as u32;
                    let span = Span::new(start, start + 1);
                    let title = context.lang.pick("改为全角标点", "use full-width punctuation").to_owned();
                    found.push(Found::at(span).with("text", "()").edit(
                        title,
                        span,
                        right.to_owned(),
                        Safety::Safe,
                    ));
                }
            }
        }
    }
    found.sort_by_key(|one| one.span.start());
    together(found)
}

/// Most characters between two brackets, and most that are looked at behind them.
const INSIDE: usize = 60;
const BEHIND: usize = 400;

/// The half-width one of two brackets of which the other is full-width: （69张中的67张).
fn mixed(text: &str, at: usize, open: char) -> Option<(usize, &'static str)> {
    let (close, mark) = other_half(text, at, open)?;
    match (open, mark) {
        ('（', ')') => Some((close, "）")),
        ('(', '）') => Some((at, "（")),
        _ => None,
    }
}

/// Both brackets around Chinese words, if both are half-width and nothing is nested.
fn bracketed(text: &str, at: usize) -> Option<[(usize, &'static str); 2]> {
    let (close, mark) = other_half(text, at, '(')?;
    let words = &text[at + 1..close];
    (mark == ')' && words.chars().any(class::is_han)).then_some([(at, "（"), (close, "）")])
}

/// The bracket that closes the one at `at`, if nothing is nested and there is no doubt: a mark of an
/// item, 1), may close it only where nothing else does, and no bracket may close what nothing opened
/// before the sentence ends.
fn other_half(text: &str, at: usize, open: char) -> Option<(usize, char)> {
    let inside = text[at..].strip_prefix(open)?;
    let from = text.len() - inside.len();
    let mut close = None;
    for (offset, c) in inside.char_indices().take(INSIDE) {
        match c {
            '(' | '（' | '\n' => break,
            ')' if is_item_mark(text, from + offset, c) => {
                // Two that could close it, and nothing that says which.
                if close.is_some() {
                    return None;
                }
                close = Some((from + offset, c));
            }
            ')' | '）' => {
                if close.is_some() {
                    return None;
                }
                close = Some((from + offset, c));
                break;
            }
            _ => {}
        }
    }
    let (close, mark) = close?;
    let mut depth = 0usize;
    for c in text[close + mark.len_utf8()..].chars().take(BEHIND) {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.checked_sub(1)?,
            '。' | '！' | '？' | '\n' => break,
            _ => {}
        }
    }
    Some((close, mark))
}

fn is_chinese(c: char) -> bool {
    class::is_han(c) || matches!(c, '”' | '》' | '）' | '“' | '《' | '（' | '%' | ')')
}

#[cfg(test)]
mod tests {
    use super::of_block;
    use crate::testing::{report, small, words};

    #[test]
    fn marks_pair_within_a_block_first() {
        let alone = |text| of_block(text).iter().map(|mark| (mark.at, mark.opens)).collect::<Vec<_>>();
        assert_eq!(alone("《甲》(乙"), [(9, true)]);
        assert_eq!(alone("甲)乙”"), [(3, false), (7, false)]);
        assert_eq!(alone("1)甲"), []);
        assert_eq!(alone("(甲12)乙"), []);
        assert_eq!(alone("(包括1)甲,2)乙)丙"), []);
    }

    #[test]
    fn an_item_mark_closes_no_bracket() {
        let fixed = |text: &str| {
            let mut text = small(text);
            let report = report(&text);
            let fixes = report.findings.iter().filter_map(|finding| finding.fix.as_ref());
            let safe = fixes.filter(|fix| fix.safety == crate::model::Safety::Safe);
            let mut edits: Vec<_> = safe.flat_map(|fix| fix.edits.clone()).collect();
            edits.sort_by_key(|edit| edit.span.start());
            for edit in edits.into_iter().rev() {
                text.replace_range(edit.span.range(), &edit.text);
            }
            text.split('\n').nth(4).unwrap().to_owned()
        };
        let kept = "开展河道整治（包括1)清淤，2)护岸，3)划界）12次。";
        assert_eq!(fixed(kept), kept);
        let kept = "开展河道整治（包括1)清淤（重点河段），2)护岸）12次。";
        assert_eq!(fixed(kept), kept);
        assert_eq!(fixed("整治河道（其中重点河段12)，巡查3次。"), "整治河道（其中重点河段12），巡查3次。");
        assert_eq!(
            fixed("开展河道整治（含清淤)和护岸(含划界)12次。"),
            "开展河道整治（含清淤）和护岸（含划界）12次。"
        );
    }

    #[test]
    fn a_mark_may_close_in_a_later_block() {
        let found = |text: &str| words(&report(&small(text)), "format/unpaired").len();
        assert_eq!(found("推广“水管家\n\n进村”做法3项。"), 0);
        assert_eq!(found("推广“水管家做法3项。"), 1);
    }
}
