//! Figures of a table that lack the unit which the others of their column have.

use std::collections::BTreeMap;

use crate::{
    check::context::{Context, Found},
    model::BlockKind,
    text::{Span, class, fold_str},
};

/// Words of a row whose figure has no unit.
const NO_UNIT: [&str; 12] =
    ["率", "比", "号", "排名", "名次", "得分", "评分", "指数", "年份", "年度", "系数", "序"];

/// A row: its cells with their plain words.
type Row = Vec<(Span, String)>;

/// Bare figures in columns in which at least two others have their units.
pub(super) fn check(context: &Context) -> Vec<Found> {
    grids(context).iter().flat_map(|rows| of_table(rows)).collect()
}

/// Tables, and lines that are drawn as one: 巡查 | 1460次.
fn grids(context: &Context) -> Vec<Vec<Row>> {
    let document = context.document;
    let mut tables: BTreeMap<u32, BTreeMap<u32, Row>> = BTreeMap::new();
    let mut drawn: Vec<Vec<Row>> = Vec::new();
    let mut open: Vec<Row> = Vec::new();
    for block in document.blocks() {
        if let BlockKind::Cell { table, row, .. } = block.kind {
            let words = fold_str(document.slice(block.span).trim());
            tables.entry(table).or_default().entry(row).or_default().push((block.span, words));
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
    tables.into_values().map(|rows| rows.into_values().collect()).chain(drawn).collect()
}

/// The cells of a line, cut at its bars.
fn cells(line: &str, start: u32) -> Row {
    let mut at = 0;
    let mut row = Vec::new();
    for cell in line.split('|') {
        let words = cell.trim();
        let from = at + (cell.len() - cell.trim_start().len());
        at += cell.len() + 1;
        if !words.is_empty() {
            let span = Span::new(start + from as u32, start + (from + words.len()) as u32);
            row.push((span, fold_str(words)));
        }
    }
    row
}

fn of_table(rows: &[Row]) -> Vec<Found> {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut found = Vec::new();
    for column in 1..width {
        let (mut units, mut bare) = (0, Vec::new());
        for row in rows {
            let Some((span, words)) = row.get(column) else { continue };
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
        let (label, value) = (&row[0].1, &row[column].1);
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
