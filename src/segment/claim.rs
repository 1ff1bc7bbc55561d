//! Statements: pieces of a block ended by 。！？； or by the block's end.

use crate::{
    model::{Block, BlockId, BlockKind, Claim, Section, SectionId},
    text::{Span, class},
};

/// The claims of running text; headings, title, signature and table cells without a sentence have none.
pub(super) fn claims(text: &str, blocks: &[Block], sections: &[Section]) -> Vec<Claim> {
    let owners = owners(blocks.len(), sections);
    let mut claims = Vec::new();
    for (nth, block) in blocks.iter().enumerate() {
        let prose = match block.kind {
            BlockKind::Paragraph | BlockKind::Item | BlockKind::Note => true,
            BlockKind::Cell { .. } => block.span.slice(text).ends_with('。'),
            _ => false,
        };
        let words = block.span.slice(text);
        if prose && !is_debris(words) && !is_closing(words) {
            for span in statements(text, block.span) {
                claims.push(Claim { span, block: BlockId(nth as u32), section: owners[nth] });
            }
        }
    }
    claims
}

/// The innermost section of each block.
fn owners(blocks: usize, sections: &[Section]) -> Vec<SectionId> {
    let mut owners = vec![SectionId(0); blocks];
    for (nth, section) in sections.iter().enumerate() {
        owners[section.blocks.start as usize..section.blocks.end as usize].fill(SectionId(nth as u32));
    }
    owners
}

/// A cell of a table that was copied one cell a line: a few characters without any mark.
fn is_debris(words: &str) -> bool {
    let marked = words
        .contains(|c: char| class::is_punctuation(c) && !matches!(c, '（' | '）' | '(' | ')' | '.' | '%'));
    !marked && words.chars().count() <= 20
}

/// Most characters of the words with which a letter ends.
const CLOSING: usize = 24;

/// How such words begin, and what they ask for.
const CLOSES: [&str; 8] =
    ["特此报告", "专此报告", "特此汇报", "以上报告", "以上汇报", "此报告", "妥否", "当否"];
const ASKS: [&str; 6] = ["审", "批示", "批评", "指正", "报告", "汇报"];

/// The formula with which a letter ends states nothing: 以上报告，请予审阅。
fn is_closing(words: &str) -> bool {
    let words = words.trim();
    CLOSES.iter().any(|open| words.starts_with(open))
        && ASKS.iter().any(|ask| words.contains(ask))
        && words.chars().count() <= CLOSING
        && !words.contains(class::is_digit)
}

fn statements(text: &str, block: Span) -> Vec<Span> {
    let words = block.slice(text);
    let mut spans = Vec::new();
    let mut start = 0;
    let mut chars = words.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !class::ends_statement(c) {
            continue;
        }
        let mut end = at + c.len_utf8();
        // Closing marks, and a second end mark, belong to the statement they close.
        while let Some((next, mark)) = chars.peek().copied() {
            if !(matches!(mark, '”' | '’' | '」' | '』' | '）' | ')' | '》') || class::ends_statement(mark))
            {
                break;
            }
            end = next + mark.len_utf8();
            chars.next();
        }
        push(&mut spans, words, block, start, end);
        start = end;
    }
    push(&mut spans, words, block, start, words.len());
    spans
}

fn push(spans: &mut Vec<Span>, words: &str, block: Span, start: usize, end: usize) {
    let slice = &words[start..end];
    let trimmed = slice.trim();
    if trimmed.contains(|c: char| class::is_han(c) || c.is_alphanumeric()) {
        let from = block.start() + (start + slice.len() - slice.trim_start().len()) as u32;
        spans.push(Span::new(from, from + trimmed.len() as u32));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_end_with_their_marks() {
        let text = "一是加强学习。他说：“要办好。”全年12次；另有3次!  其余不计";
        let found: Vec<&str> =
            statements(text, Span::from(0..text.len())).into_iter().map(|span| span.slice(text)).collect();
        assert_eq!(found, ["一是加强学习。", "他说：“要办好。”", "全年12次；", "另有3次!", "其余不计"]);
    }

    #[test]
    fn the_formula_at_the_end_of_a_letter_states_nothing() {
        assert!(
            is_closing("以上报告，请予审阅。") && is_closing("特此报告。") && is_closing("妥否，请批示。")
        );
        assert!(!is_closing("以上报告3份，都已审阅。") && !is_closing("特此说明。"));
        let long = "以上报告经局党组会审议通过，公开后收到来信，逐件答复，并在公示栏张贴。";
        assert!(!is_closing(long));
    }

    #[test]
    fn cells_are_no_statements() {
        assert!(is_debris("行政许可") && is_debris("9487") && is_debris("第二十条第（一）项"));
        assert!(!is_debris("无。") && !is_debris("加强管理，提高水平"));
    }
}
