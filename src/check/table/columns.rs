//! Tables whose last row says what the columns come to.

use crate::{
    check::{
        context::{Context, Found},
        rows::Row,
    },
    model::Decimal,
    text::{Span, class},
};

/// Words in the label of a row that make it no part of the total, or a part of another row.
const OTHERS: [&str; 6] = ["其中", "小计", "同比", "增", "比上年", "率"];

/// Fewest rows above the total: of one or two nobody needs a total.
const LEAST: usize = 3;

/// Columns that do not come to their total, in tables in which another column does: that one shows that the rows
/// are all there is, and that none is part of another.
pub(super) fn check(context: &Context) -> Vec<Found> {
    context.memo.tables().iter().flat_map(|rows| of_table(rows)).collect()
}

fn of_table(rows: &[Row]) -> Vec<Found> {
    let is_total = |row: &Row| {
        let label: String = row.label.chars().filter(|c| class::is_han(*c)).collect();
        matches!(label.as_str(), "合计" | "总计") && row.numbers.len() >= 2
    };
    let Some(at) = rows.iter().position(is_total) else { return Vec::new() };
    let total = &rows[at];
    let width = total.numbers.len();
    let first = rows[..at].iter().position(|row| row.numbers.len() == width);
    let Some(parts) = first.map(|first| &rows[first..at]) else { return Vec::new() };
    let plain = |row: &Row| {
        row.numbers.len() == width
            && !row.label.is_empty()
            && !OTHERS.iter().any(|word| row.label.contains(word))
    };
    if parts.len() < LEAST || at + 1 != rows.len() || !parts.iter().all(plain) {
        return Vec::new();
    }
    let sums: Vec<Option<Decimal>> = (0..width)
        .map(|column| parts.iter().try_fold(Decimal::ZERO, |sum, row| sum.plus(row.numbers[column].0)))
        .collect();
    let right = (0..width).filter(|column| sums[*column] == Some(total.numbers[*column].0)).count();
    if right == 0 {
        return Vec::new();
    }
    (0..width)
        .filter_map(|column| {
            let (stated, span) = total.numbers[column];
            let sum = sums[column]?;
            // Every rounded figure can be half a unit off.
            let slack = stated.half_unit().times(parts.len() as i128 + 1)?;
            let off = sum.minus(stated)?.abs();
            let rounded = stated.scale() > 0 && off <= slack;
            (sum != stated && !rounded).then(|| one(span, stated, sum, parts, column))
        })
        .collect()
}

fn one(span: Span, stated: Decimal, sum: Decimal, parts: &[Row], column: usize) -> Found {
    let mut found = Found::at(span)
        .with("text", stated.to_string())
        .with("total", stated.to_string())
        .with("sum", sum.to_string());
    for row in parts {
        found = found.label(row.numbers[column].1, String::new());
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::testing::{report, small, words};

    fn found(rows: &str) -> Vec<String> {
        let table = format!("| 类别 | 件数 | 罚款 |\n|---|---|---|\n{rows}\n");
        words(&report(&small(&table)), "consistency/column-total")
    }

    const ROWS: &str = "| 采砂 | 2 | 6.0 |\n| 涉河 | 7 | 18.5 |\n| 取水 | 4 | 6.3 |\n";

    #[test]
    fn another_column_shows_that_no_row_is_missing() {
        assert_eq!(found(&format!("{ROWS}| 合计 | 13 | 38.0 |")), ["38.0"]);
        assert!(found(&format!("{ROWS}| 合计 | 13 | 30.8 |")).is_empty());
        assert!(found(&format!("{ROWS}| 合计 | 13 | 30.9 |")).is_empty());
        assert!(found(&format!("{ROWS}| 合计 | 19 | 38.0 |")).is_empty());
    }

    #[test]
    fn rows_that_are_part_of_others_are_not_added_up() {
        assert!(found(&format!("{ROWS}| 其中：逾期 | 0 | 7.2 |\n| 合计 | 13 | 30.8 |")).is_empty());
    }
}
