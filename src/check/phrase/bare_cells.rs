//! Figures of a table that lack the unit which the others of their column have.

use crate::{
    check::{
        context::{Context, Found},
        grid::{Cell, Grid},
    },
    model::BlockKind,
    text::{Span, class, fold_str},
};

/// Words of a row whose figure has no unit.
const NO_UNIT: [&str; 12] =
    ["率", "比", "号", "排名", "名次", "得分", "评分", "指数", "年份", "年度", "系数", "序"];

/// Bare figures in columns in which at least two others have their units.
pub(super) fn check(context: &Context) -> Vec<Found> {
    context.memo.grids().iter().chain(&drawn(context)).flat_map(|rows| of_table(rows)).collect()
}

/// Lines that are drawn as tables: 巡查 | 1460次.
fn drawn(context: &Context) -> Vec<Grid> {
    let document = context.document;
    let mut drawn: Vec<Grid> = Vec::new();
    let mut open = Grid::new();
    for block in document.blocks() {
        if matches!(block.kind, BlockKind::Cell { .. }) {
            continue;
        }
        let text = document.slice(block.span);
        if block.kind == BlockKind::Paragraph && text.contains('|') && !text.contains('。') {
            open.push(cells(text, block.span.start()));
        } else if !open.is_empty() {
            drawn.push(std::mem::take(&mut open));
        }
    }
    drawn.push(open);
    drawn
}

/// The cells of a line, cut at its bars.
fn cells(line: &str, start: u32) -> Vec<Cell> {
    let mut at = 0;
    let mut row = Vec::new();
    for (cell, column) in line.split('|').zip(0..) {
        let words = cell.trim();
        let from = at + (cell.len() - cell.trim_start().len());
        at += cell.len() + 1;
        if !words.is_empty() {
            let span = Span::new(start + from as u32, start + (from + words.len()) as u32);
            row.push(Cell { span, column, words: fold_str(words) });
        }
    }
    row
}

fn of_table(rows: &[Vec<Cell>]) -> Vec<Found> {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut found = Vec::new();
    for column in 1..width {
        let (mut units, mut bare) = (0, Vec::new());
        for row in rows {
            let Some(Cell { span, words, .. }) = row.get(column) else { continue };
            let unit = words.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
            let figure = unit.len() < words.len();
            let short = unit.chars().count() <= 3 && unit.chars().all(class::is_han);
            match (figure, unit.is_empty()) {
                (true, true) => bare.push((*span, row)),
                (true, false) if short => units += 1,
                _ => {}
            }
        }
        // Of two that lack it the head may give it.
        let [(span, row)] = bare.as_slice() else { continue };
        let (label, value) = (&row[0].words, &row[column].words);
        let none = value.trim_matches(['0', '.']).is_empty();
        if units >= 2 && !none && !NO_UNIT.iter().any(|word| label.contains(word)) {
            found.push(Found::at(*span).with("text", format!("{label} {value}")));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(rows: &str) -> Vec<String> {
        words(&report(&small(rows)), "wording/number-without-unit")
    }

    #[test]
    fn the_others_of_the_column_have_units() {
        let table = |last: &str| {
            format!("| 事项 | 数量 |\n|---|---|\n| 巡查 | 63次 |\n| 清障 | 41处 |\n| 立案 | {last} |\n")
        };
        assert_eq!(found(&table("27")), ["27"]);
        assert_eq!(found("巡查 | 63次\n\n清障 | 41处\n\n立案 | 27\n\n抽检水样216批次。"), ["27"]);
        for right in [table("27件"), table("0"), table("无"), table("27").replace("立案", "办结率")] {
            assert!(found(&right).is_empty(), "{right}");
        }
        assert!(
            found("| 事项 | 数量 |\n|---|---|\n| 巡查 | 63 |\n| 清障 | 41 |\n| 立案 | 27件 |\n").is_empty()
        );
    }
}
