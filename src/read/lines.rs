//! The lines of a plain text, and which of them are only the page: marks, running heads, wraps.

use crate::text::{Ambiguous, Span, class, str_width};

/// One line with words in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// The words without the white space around them.
    pub(super) span: Span,
    /// Number from 1.
    pub(super) number: u32,
    /// Columns of white space before the words.
    pub(super) indent: u32,
    /// Columns of indent and words.
    pub(super) width: u32,
    /// Whether an empty line stands before it.
    pub(super) gap: bool,
    /// Whether it is a page mark or a running head.
    pub(super) mark: bool,
}

/// The lines that are not empty; page marks and running heads are marked.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut found: Vec<Line> = Vec::new();
    let (mut at, mut gap) = (0u32, false);
    for (nth, raw) in text.split_inclusive(['\n', '\u{c}']).enumerate() {
        let number = nth as u32 + 1;
        let start = at;
        at += raw.len() as u32;
        // A lone \r ends a line too (old Macs).
        let mut inner = start;
        for piece in raw.split_inclusive('\r') {
            let words = piece.trim_matches(is_blank);
            let here = inner;
            inner += piece.len() as u32;
            if words.is_empty() {
                gap |= piece.trim_end_matches(['\n', '\r']).trim_matches(is_blank).is_empty()
                    && raw.trim_matches(is_blank).is_empty();
                continue;
            }
            let lead = piece.len() - piece.trim_start_matches(is_blank).len();
            let indent = str_width(&piece[..lead], Ambiguous::Narrow) as u32;
            let span = Span::new(here + lead as u32, here + (lead + words.len()) as u32);
            let width = indent + str_width(words, Ambiguous::Narrow) as u32;
            let mark = is_page_mark(words);
            found.push(Line { span, number, indent, width, gap, mark });
            gap = false;
        }
    }
    mark_running_heads(text, &mut found);
    found
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}')
}

/// - 2 -, — 3 —, 第3页, 第 3 页 共 9 页, 3/9 页.
fn is_page_mark(words: &str) -> bool {
    let plain: String = words.chars().filter(|c| !is_blank(*c)).collect();
    if plain.chars().count() > 16 {
        return false;
    }
    let dash = |c: char| matches!(c, '-' | '—' | '–' | '－' | '―' | '一' | '·');
    let inner = plain.trim_start_matches(dash).trim_end_matches(dash);
    let digits = |text: &str| !text.is_empty() && text.chars().all(class::is_digit);
    let dashed = plain.starts_with(dash) && plain.ends_with(dash) && digits(inner);
    if dashed {
        return true;
    }
    let Some(rest) = plain.strip_prefix('第') else {
        return plain
            .strip_suffix('页')
            .and_then(|rest| rest.split_once('/'))
            .is_some_and(|(a, b)| digits(a) && digits(b));
    };
    let Some((number, rest)) = rest.split_once('页') else { return false };
    let rest = rest.trim_start_matches(['，', ',', '/']);
    let total = rest.strip_prefix('共').and_then(|rest| rest.strip_suffix('页'));
    digits(number) && (rest.is_empty() || total.is_some_and(digits))
}

/// A short line that stands beside page marks three times or more is a running head.
fn mark_running_heads(text: &str, lines: &mut [Line]) {
    let mut beside: Vec<usize> = Vec::new();
    for at in 0..lines.len() {
        let near = |other: usize| lines.get(other).is_some_and(|line| line.mark);
        if !lines[at].mark && lines[at].width <= 80 && (near(at + 1) || (at > 0 && near(at - 1))) {
            beside.push(at);
        }
    }
    let mut words: Vec<&str> = beside.iter().map(|at| lines[*at].span.slice(text)).collect();
    words.sort_unstable();
    for at in beside {
        let own = lines[at].span.slice(text);
        let from = words.partition_point(|other| *other < own);
        let to = words.partition_point(|other| *other <= own);
        if to - from >= 3 {
            lines[at].mark = true;
        }
    }
}

/// The width at which lines were broken by the page, if they were: many lines are as wide as the
/// widest, and do not end where a sentence ends.
pub(super) fn wrap_width(text: &str, lines: &[Line]) -> Option<u32> {
    let mut widths: Vec<u32> =
        lines.iter().filter(|line| !line.mark && line.width >= 24).map(|line| line.width).collect();
    if widths.len() < 4 {
        return None;
    }
    widths.sort_unstable();
    let width = widths[widths.len() * 9 / 10];
    // Beyond sixty characters no page breaks its lines; these are paragraphs.
    if width > 124 {
        return None;
    }
    let full = |line: &&Line| !line.mark && line.width + 6 >= width && line.width <= width + 8;
    let cut = lines.iter().filter(full).filter(|line| !ends_statement(line.span.slice(text))).count();
    (cut >= 3 && cut * 3 >= widths.len()).then_some(width)
}

/// Whether a line ends where a statement may end.
pub(super) fn ends_statement(words: &str) -> bool {
    words.ends_with(['。', '！', '？', '；', '：', '!', '?', ';', ':', '…'])
        || ["。”", "！”", "？”", "。）", "。)"].iter().any(|end| words.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_marks() {
        for mark in ["- 2 -", "—3—", "第 3 页 共 9 页", "第3页", "3/9页", "－ １２ －"] {
            assert!(is_page_mark(mark), "{mark}");
        }
        for other in ["2", "12件", "第三页", "2022-2023", "第3页的表", "一、总体情况", "-"] {
            assert!(!is_page_mark(other), "{other}");
        }
    }

    #[test]
    fn running_heads_stand_beside_page_marks() {
        let page = |body: &str| format!("岚溪区司法局年度报告\n开头{body}\n结尾{body}\n- 1 -\n");
        let text = [page("甲"), page("乙"), page("丙"), page("丁")].concat();
        let found = lines(&text);
        let marks: Vec<&str> =
            found.iter().filter(|line| line.mark).map(|line| line.span.slice(&text)).collect();
        assert_eq!(marks, ["- 1 -", "岚溪区司法局年度报告"].repeat(4)[..7]);
    }

    #[test]
    fn paragraphs_in_one_line_are_not_wrapped() {
        let text = "短\n".to_owned() + &("一句话说得很长很长".repeat(12) + "。\n").repeat(5);
        assert_eq!(wrap_width(&text, &lines(&text)), None);
    }
}
