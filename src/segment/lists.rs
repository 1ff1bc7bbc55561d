//! Short and numbered lines that are no headings: statements that are counted, annexes, cells of a table.

use crate::{
    model::{Block, BlockKind},
    text::{Number, NumberStyle, class, leading_number},
};

/// Whether 一、 only counts whole statements below headings that have no numbers: 2024年怎么做 above 一、…。, 二、…。
pub(super) fn only_in_lists(text: &str, blocks: &[Block], from: usize) -> bool {
    let words = |at: usize| blocks.get(at).map_or("", |block| block.span.slice(text));
    let tells = |at: usize, value: u32| {
        let told = |number: Number| &words(at)[number.len..];
        leading_number(words(at))
            .filter(|number| number.style == NumberStyle::Han && number.value == value)
            .is_some_and(|number| told(number).trim_end_matches('。').contains('。'))
    };
    let heads = |at: usize| {
        let length = words(at).chars().count();
        (4..=24).contains(&length)
            && !words(at).contains(['。', '；', '：', ':', '|'])
            && leading_number(words(at)).is_none()
    };
    let mut firsts = (from..blocks.len()).filter(|at| {
        leading_number(words(*at)).is_some_and(|number| number.style == NumberStyle::Han && number.value == 1)
    });
    let (Some(first), None) = (firsts.next(), firsts.next()) else { return false };
    // Where more such headings follow, the list stands inside one of many parts.
    let last = !(first..blocks.len()).any(|at| heads(at) && words(at + 1).len() >= 100);
    let others =
        (from..first.saturating_sub(1)).filter(|at| heads(*at) && words(*at + 1).len() >= 100).count();
    first > from && last && heads(first - 1) && tells(first, 1) && tells(first + 1, 2) && others >= 2
}

/// Which blocks are a list of annexes, 附件：1.名单 and 2.统计表 below it: no headings.
pub(super) fn annexes(text: &str, blocks: &[Block]) -> Vec<bool> {
    let mut next = None;
    let mut goes_on = |block: &Block| {
        let words = block.span.slice(text);
        let list = ["附件", "附表", "附"].iter().find_map(|word| words.strip_prefix(word));
        let list = list.and_then(|rest| rest.trim_start().strip_prefix(['：', ':']));
        let number = leading_number(list.map_or(words, str::trim_start));
        let listed = match (list, number) {
            (Some(_), Some(number)) => number.value == 1,
            (None, Some(number)) => Some((number.style, number.value)) == next,
            _ => false,
        };
        next = number.filter(|_| listed).map(|number| (number.style, number.value + 1));
        listed
    };
    blocks.iter().map(&mut goes_on).collect()
}

/// Which blocks are cells of a table that was copied one cell a line: a run of short lines, many of
/// them nothing but numbers.
pub(super) fn table_cells(text: &str, blocks: &[Block]) -> Vec<bool> {
    let short = |block: &Block| {
        let words = block.span.slice(text);
        // Cells that the file itself states are known; a heading beside them is none.
        !matches!(block.kind, BlockKind::Cell { .. } | BlockKind::Heading { .. })
            && words.len() <= 130
            && !words.contains(['。', '；'])
    };
    let figure = |block: &Block| {
        let words = block.span.slice(text);
        !words.is_empty()
            && words
                .chars()
                .all(|c| class::is_digit(c) || matches!(c, '.' | '/' | '-' | '—' | ',' | ' ' | '%'))
    };
    let mut cells = vec![false; blocks.len()];
    let mut at = 0;
    while at < blocks.len() {
        let end = (at..blocks.len()).find(|nth| !short(&blocks[*nth])).unwrap_or(blocks.len());
        if end - at >= 6 && blocks[at..end].iter().filter(|block| figure(block)).count() >= 3 {
            cells[at..end].fill(true);
        }
        at = end.max(at + 1);
    }
    cells
}
