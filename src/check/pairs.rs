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

pub(super) fn brackets(context: &Context) -> Vec<Found> {
    let mut found = Vec::new();
    let plain = context.document.plain();
    for block in context.document.blocks() {
        if matches!(block.kind, BlockKind::Cell { .. } | BlockKind::Note | BlockKind::Caption) {
            continue;
        }
        let range = plain.fold(block.span);
        let text = range.slice(context.plain());
        let base = range.start() as usize;
        // 1) and ① at the head of a block are numbers.
        let head = leading_number(text).map_or(0, |number| number.len);
        let mut open: Vec<(usize, char)> = Vec::new();
        let mut wrong: Vec<(usize, char)> = Vec::new();
        for (at, c) in text.char_indices() {
            if at < head {
                continue;
            }
            if let Some((_, close)) = PAIRS.iter().find(|(start, _)| *start == c) {
                open.push((at, *close));
            } else if PAIRS.iter().any(|(_, close)| *close == c) {
                match open.iter().rposition(|(_, close)| *close == c) {
                    Some(position) => {
                        wrong.extend(open.drain(position + 1..).collect::<Vec<_>>());
                        open.pop();
                    }
                    None if !is_item_mark(text, at, c) => wrong.push((at, c)),
                    None => {}
                }
            }
        }
        wrong.extend(open);
        wrong.sort_unstable();
        let Some((at, _)) = wrong.first().copied() else { continue };
        let mark = text[at..].chars().next().map_or(0, char::len_utf8);
        let end = text[at..].char_indices().nth(12).map_or(text.len(), |(to, _)| at + to);
        let span = context.place(base + at, base + at + mark);
        let mut one =
            Found::at(span).with("text", short(&text[at..end], 12)).with("count", wrong.len().to_string());
        for (at, _) in wrong.iter().skip(1).take(3) {
            let mark = text[*at..].chars().next().map_or(0, char::len_utf8);
            one = one.label(context.place(base + at, base + at + mark), String::new());
        }
        found.push(one);
    }
    found
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
        let mut before = None;
        let mut rest = slice.char_indices().peekable();
        while let Some((at, c)) = rest.next() {
            let after = rest.peek().map(|(_, c)| *c);
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
            before = Some(c);
        }
    }
    found.sort_by_key(|one| one.span.start());
    together(found)
}

/// Both brackets around Chinese words, if both are half-width and nothing is nested.
fn bracketed(text: &str, at: usize) -> Option<[(usize, &'static str); 2]> {
    let inside = &text[at + 1..];
    let close = inside.char_indices().take(60).find(|(_, c)| matches!(c, ')' | '(' | '（' | '）' | '\n'))?;
    let words = &inside[..close.0];
    (close.1 == ')' && words.chars().any(class::is_han)).then_some([(at, "（"), (at + 1 + close.0, "）")])
}

fn is_chinese(c: char) -> bool {
    class::is_han(c) || matches!(c, '”' | '》' | '）' | '“' | '《' | '（' | '%' | ')')
}
