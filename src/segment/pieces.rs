//! Blocks cut where a heading is glued to its text: run-in headings and one-line documents.

use crate::{
    model::{Block, BlockKind},
    text::{Number, NumberStyle, Span, class, leading_number},
};

/// Characters of a heading at most, by how it is numbered.
pub(super) const fn limit(style: NumberStyle) -> usize {
    match style {
        NumberStyle::Part | NumberStyle::Subpart | NumberStyle::Han => 70,
        NumberStyle::HanBracket => 60,
        NumberStyle::Arabic => 36,
        NumberStyle::ArabicBracket | NumberStyle::Circled => 26,
    }
}

/// Characters from which a block may hold several headings; not bytes, or a fix of the width of its marks would
/// cut a text in other places.
const LONG: usize = 20;

/// Bytes of a sentence with a list of parts at most.
const SENTENCE: usize = 900;

/// Cuts every block into pieces: each heading begins one, and what follows it begins another.
pub(super) fn pieces(text: &str, blocks: Vec<Block>) -> Vec<Block> {
    let mut pieces = Vec::with_capacity(blocks.len() * 2);
    for block in blocks {
        let words = block.span.slice(text);
        let cuttable = matches!(block.kind, BlockKind::Paragraph | BlockKind::Item);
        if !cuttable || words.chars().count() < LONG {
            pieces.push(block);
            continue;
        }
        for span in unglued(text, block.span) {
            pieces.push(Block {
                span,
                bold: block.bold.intersect(span).unwrap_or_default(),
                ..block.clone()
            });
        }
    }
    pieces
}

/// The pieces of a paragraph that begin with heading numbers in the middle of it.
///
/// “…告如下。一、主要举措和成效（一）加强领导。…” has three headings in one line. A number counts only
/// behind the end of a statement or of a heading, and only in sequence, so that a cited 第（一）项 or
/// an enumeration does not cut a sentence.
fn unglued(text: &str, whole: Span) -> Vec<Span> {
    let words = whole.slice(text);
    let mut cuts = vec![0usize];
    // The last value of 一、 and of （一） seen in this block; a block may begin in the middle.
    let (mut han, mut bracket) = (None, None);
    let mut before: Option<char> = None;
    // Whether all words since the last cut could still be a heading.
    let mut heading = false;
    for (at, c) in words.char_indices() {
        let opens = matches!(c, '（' | '(') || class::han_digit(c).is_some() || c == '十';
        if opens
            && at > 0
            && (before.is_some_and(ends) || heading)
            && let Some(number) = leading_number(&words[at..])
            // 13.…内容之一，: without a mark before it 一、 only follows another of its kind.
            && (before.is_some_and(ends) || number.style != NumberStyle::Han || han.is_some())
            && !is_listed(words, at, number)
            && in_sequence(number.style, number.value, &mut han, &mut bracket)
        {
            cuts.push(at);
            heading = true;
        } else if at == 0
            && let Some(number) = leading_number(words)
        {
            in_sequence(number.style, number.value, &mut han, &mut bracket);
            heading = true;
        }
        if ends(c) {
            heading = false;
        }
        if !c.is_whitespace() {
            before = Some(c);
        }
    }
    cuts.push(words.len());
    cuts.windows(2)
        .filter_map(|pair| {
            let slice = &words[pair[0]..pair[1]];
            let lead = slice.len() - slice.trim_start().len();
            let start = whole.start() + (pair[0] + lead) as u32;
            let span = Span::new(start, start + slice.trim().len() as u32);
            (!span.is_empty()).then_some(span)
        })
        .collect()
}

/// Whether a number goes on with a list in one sentence: 分三部分：一、机构；二、案卷；三、安排。
fn is_listed(words: &str, at: usize, number: Number) -> bool {
    // A longer sentence is none, and every number of a long line asks.
    let from = words.ceil_char_boundary(at.saturating_sub(SENTENCE));
    let head = &words[from..at];
    let sentence = &head[head.rfind(['。', '！', '？']).map_or(0, |end| end + '。'.len_utf8())..];
    let list = sentence.find(['：', ':']).map(|colon| sentence[colon..].trim_start_matches(['：', ':', ' ']));
    let first = list.and_then(leading_number);
    sentence.ends_with(['；', ';'])
        && number.value > 1
        && first.is_some_and(|first| first.style == number.style && first.value == 1)
}

fn ends(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '；' | '”' | '!' | '?' | ';')
}

fn in_sequence(style: NumberStyle, value: u32, han: &mut Option<u32>, bracket: &mut Option<u32>) -> bool {
    match style {
        NumberStyle::Han => {
            let fits = han.is_none_or(|last| value == last + 1) && (han.is_some() || value <= 9);
            if fits {
                *han = Some(value);
                *bracket = None;
            }
            fits
        }
        NumberStyle::HanBracket => {
            let fits = match *bracket {
                Some(last) => value == last + 1,
                None => value == 1,
            };
            if fits || bracket.is_none() {
                *bracket = Some(value);
            }
            fits
        }
        _ => false,
    }
}

/// Bytes of the heading that a numbered piece begins with, when text follows it: up to the first
/// 。, or up to the words that headings end with when the text is glued on without a mark.
pub(super) fn run_in(words: &str, style: NumberStyle, number: usize) -> Option<usize> {
    let body = &words[number..];
    let stop = body.find(['。', '\u{3000}'])?;
    let first = &body[..stop];
    let mark = body[stop..].chars().next().map_or(0, char::len_utf8);
    let rest = body[stop + mark..].trim_start();
    let tops = matches!(style, NumberStyle::Han | NumberStyle::HanBracket);
    if let Some(end) = glued(body).filter(|_| tops).filter(|end| *end < stop) {
        // The text begins with its year or its first point: the 。 behind them is not the heading's.
        let rest = &body[end..];
        if rest.starts_with(class::is_digit) || rest.starts_with("一是") {
            return Some(number + end);
        }
    }
    let length = first.chars().count();
    let clauses = first.matches(['，', ',', '、']).count();
    if length <= limit(style) && !rest.is_empty() && !first.contains(['；', ';', '：', ':']) && clauses <= 3
    {
        // 1. 全年召开会议12次。… is an item that tells, not a heading.
        let tells = matches!(style, NumberStyle::Arabic | NumberStyle::ArabicBracket | NumberStyle::Circled)
            && (first.contains(class::is_digit) || length > 24);
        return (!tells).then_some(number + stop + mark);
    }
    matches!(style, NumberStyle::Han | NumberStyle::HanBracket)
        .then(|| glued(body))
        .flatten()
        .map(|end| number + end)
}

/// Words that headings end with; the text may follow at once.
const ENDS: [&str; 9] = ["情况", "成效", "原因", "安排", "打算", "计划", "事项", "不足", "问题"];

/// Bytes of a heading whose text follows without any mark: 总体情况2022年，….
fn glued(body: &str) -> Option<usize> {
    let window: usize = body.chars().take(46).map(char::len_utf8).sum();
    let head = &body[..window];
    let clause = head.find(['，', ',', '。', '；', '：']).unwrap_or(window);
    ENDS.iter()
        .flat_map(|end| head[..clause].match_indices(end).map(|(at, end)| at + end.len()))
        .filter(|end| {
            let next = body[*end..].chars().next();
            let goes_on = ENDS.iter().any(|end_word| body[*end..].starts_with(end_word));
            // “情况的通报” goes on.
            !goes_on
                && next.is_some_and(|c| {
                    !matches!(c, '的' | '和' | '与' | '及' | '、' | '导' | '上' | '下' | '中' | '）' | ')')
                })
        })
        .min()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        unglued(text, Span::from(0..text.len())).into_iter().map(|span| span.slice(text)).collect()
    }

    #[test]
    fn glued_headings_are_cut_in_sequence() {
        let text = "现将情况报告如下。一、主要举措和成效（一）加强领导。全年开会4次。（二）执法。办案3件。二、存在的不足一是人少。";
        assert_eq!(
            cut(text),
            [
                "现将情况报告如下。",
                "一、主要举措和成效",
                "（一）加强领导。全年开会4次。",
                "（二）执法。办案3件。",
                "二、存在的不足一是人少。"
            ]
        );
    }

    #[test]
    fn citations_and_enumerations_are_not_cut() {
        for text in [
            "依照第二十条第（一）项、第（二）项公开。一、二等奖各有3名。",
            "分为（一）类和（二）类，都要登记。",
            "全文分三个部分：一、机构和人员；二、案卷；三、下年安排。",
        ] {
            assert_eq!(cut(text), [text]);
        }
    }

    #[test]
    fn run_in_headings() {
        let heading = |text: &'static str| {
            let number = leading_number(text).expect("a number");
            run_in(text, number.style, number.len).map(|end| &text[..end])
        };
        assert_eq!(heading("（一）加强组织领导。全年开会4次。"), Some("（一）加强组织领导。"));
        assert_eq!(heading("一、总体情况2022年，我局办案。"), Some("一、总体情况"));
        assert_eq!(heading("二、存在的不足和原因一是人少。"), Some("二、存在的不足和原因"));
        assert_eq!(
            heading("五、其他需要报告的情况2024年没有复议案件。另无。"),
            Some("五、其他需要报告的情况")
        );
        assert_eq!(heading("1.强化监督。一是查。"), Some("1.强化监督。"));
        assert_eq!(heading("1.全年召开会议12次。另有3次。"), None);
        assert_eq!(heading("（一）只有一句话。"), None);
    }
}
