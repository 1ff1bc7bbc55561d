//! Soft breaks: Shift+Enter in Word, `<br>` in a page.
//!
//! Many authors end paragraphs with them, others only break a title. Whether a new paragraph
//! begins is seen from the words on both sides.

use crate::text::Span;

/// The pieces of a paragraph between the soft breaks (`\n`) that end a paragraph; trimmed, none
/// empty.
pub(super) fn pieces(text: &str, whole: Span) -> Vec<Span> {
    let slice = whole.slice(text);
    let mut found: Vec<Span> = Vec::new();
    let mut at = whole.start();
    for line in slice.split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start().len()) as u32;
        at += line.len() as u32;
        let words = line.trim();
        if words.is_empty() {
            continue;
        }
        let span = Span::new(start, start + words.len() as u32);
        match found.last_mut() {
            Some(last) if !parts(last.slice(text), line) => *last = last.cover(span),
            _ => found.push(span),
        }
    }
    found
}

/// Whether a new paragraph begins between two lines.
fn parts(before: &str, after: &str) -> bool {
    let ends = before.ends_with(['。', '！', '？', '；', '：', '”', '…', '.', '!', '?', ';', ':']);
    let indented =
        after.starts_with(['\u{3000}', '\u{a0}']) && after.chars().nth(1).is_some_and(char::is_whitespace);
    ends || indented || is_numbered(after.trim_start())
}

/// Whether a line begins with a number as headings have it.
fn is_numbered(line: &str) -> bool {
    let inner = line.trim_start_matches(['（', '(', '第']);
    let digits = inner.trim_start_matches(|c: char| "一二三四五六七八九十百0123456789".contains(c));
    let length = inner.len() - digits.len();
    let bracketed = inner.len() < line.len();
    length > 0
        && length <= 12
        && if bracketed {
            digits.starts_with(['）', ')', '章', '条', '节', '、'])
        } else {
            digits.starts_with(['、', '．', '.'])
                && !digits.chars().nth(1).is_some_and(|c| c.is_ascii_digit())
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        pieces(text, Span::from(0..text.len())).into_iter().map(|span| span.slice(text)).collect()
    }

    #[test]
    fn a_sentence_end_or_a_number_parts() {
        assert_eq!(
            split("一、总体情况\n  全年立案12件。\n（一）执法"),
            ["一、总体情况\n  全年立案12件。", "（一）执法"]
        );
        assert_eq!(split("结束。\n开始"), ["结束。", "开始"]);
        assert_eq!(split("年度报告\n一、总体情况"), ["年度报告", "一、总体情况"]);
        assert_eq!(split("总体情况\n　　全年"), ["总体情况", "全年"]);
    }

    #[test]
    fn a_broken_title_or_number_does_not() {
        assert_eq!(split("岚溪区司法局\n年度报告"), ["岚溪区司法局\n年度报告"]);
        assert_eq!(split("增长\n3.5个百分点"), ["增长\n3.5个百分点"]);
        assert_eq!(split("\n\n"), Vec::<&str>::new());
    }
}
